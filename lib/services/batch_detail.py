"""One batch opened: what its summary says, which figures it changed from what to what, what undoing it would do."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pandas as pd

from lib.i18n import Translator
from lib.intake.file_names import safe_name
from lib.model.batch import Batch, BatchKind
from lib.model.issue import Issue, IssueCode, Outcome
from lib.model.observation import KEY_COLUMNS
from lib.report.issue_lines import issue_table
from lib.report.lines import source_line, status_line
from lib.report.workbook import Cell, Table
from lib.services.changed_figures import changes_between
from lib.services.figure_words import area_name, indicator_name
from lib.services.plain_text import one_line
from lib.services.rows import plain, records
from lib.services.workspace import Workspace
from lib.store import StoreError

LONGEST_ACTOR = 200
_BEFORE = timedelta(microseconds=1)  # the store gives no two batches one instant
_HEADINGS = (
    *("indicator_code", "indicator", "unit", "area_code", "area", "period"),
    *("old_value", "value", "old_status", "status", "old_rank", "rank", "source", "change"),
)


@dataclass(frozen=True)
class BatchSummary:
    """What the reading of a batch came to; empty for a batch that was stored without a summary."""

    outcome: str = ""
    read_as: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class BatchCounts:
    """How many figures a batch brought that were new, took the place of others, or stood already; None: not told."""

    new: int | None
    changed: int | None
    unchanged: int | None


@dataclass(frozen=True)
class UndoEffect:
    """What undoing a batch would do: so many figures get their former value, go away, or come back."""

    restored: int
    removed: int
    returned: int


def batch_summary(batch_id: int, workspace: Workspace) -> BatchSummary:
    """Return the kept summary of a batch; an issue this program has no name for is left out."""
    try:
        told = json.loads(workspace.store.summary(batch_id) or "{}")
    except json.JSONDecodeError:
        return BatchSummary()
    if not isinstance(told, dict):
        return BatchSummary()
    read_as = {name: tuple(entry) if isinstance(entry, list) else entry for name, entry in _of(told, "read_as").items()}
    counts = {name: count for name, count in _of(told, "counts").items() if isinstance(count, int)}
    issues = tuple(_issue(entry) for entry in told.get("issues") or () if entry.get("code") in set(IssueCode))
    return BatchSummary(str(told.get("outcome", "")), read_as, counts, issues)


def _of(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    entry = told.get(name)
    return entry if isinstance(entry, dict) else {}


def _issue(told: Mapping[str, Any]) -> Issue:
    return Issue(
        IssueCode(told["code"]),
        Outcome(told["outcome"]),
        sheet=str(told.get("sheet", "")),
        rows=tuple(told.get("rows", ())),
        column=str(told.get("column", "")),
        text=str(told.get("text", "")),
        parts={name: str(part) for name, part in _of(told, "parts").items()},
        proposal=str(told.get("proposal", "")),
    )


def batch_counts(batch: Batch, summary: BatchSummary) -> BatchCounts:
    """Return what the batch changed as the person who confirmed it was told, else as the store counted it."""
    told = [summary.counts.get(name) for name in ("new", "changed", "unchanged")]
    if None not in told:
        return BatchCounts(*told)
    if batch.kind is not BatchKind.UPLOAD:
        return BatchCounts(None, batch.replaced_count, None)
    new = batch.row_count - batch.replaced_count - batch.unchanged_count
    return BatchCounts(new, batch.replaced_count, batch.unchanged_count)


def root_of(batch: Batch, batches: Sequence[Batch]) -> Batch:
    """Return the hand-in that a batch is about: itself, or what an undo (of an undo …) in the end took back."""
    known = {entry.batch_id: entry for entry in batches}
    while batch.undoes is not None:
        batch = known[batch.undoes]
    return batch


def undone_by(batch: Batch, batches: Sequence[Batch]) -> Batch | None:
    """Return the undo that took a batch back and still counts, or None."""
    if batch.undone_at is None:
        return None
    return next((entry for entry in batches if entry.undoes == batch.batch_id and entry.undone_at is None), None)


def can_be_undone(batch: Batch, batches: Sequence[Batch]) -> bool:
    """Tell whether the screen offers to undo a batch: one that counts, and not of what ships with the program."""
    return batch.undone_at is None and root_of(batch, batches).kind is not BatchKind.SHIPPED


def batch_changes(batch: Batch, workspace: Workspace) -> pd.DataFrame:
    """Return every figure whose standing the batch changed: what readers saw just after it beside just before.

    Columns: the key, `obs_value`, `obs_status`, `published_rank`, `source`, `batch_id`, each also as `old_…`, and
    `state`: `new`, `changed`, `source` (the same figure from another source), `gone`. Rows by key. For ever the same.
    """
    known = workspace.catalogue.indicators
    codes = [code for code in workspace.store.touched_by(batch.batch_id) if code in known]
    return changes_between(codes, batch.published_at - _BEFORE, batch.published_at, workspace)


def standing_now(changes: pd.DataFrame, workspace: Workspace) -> pd.DataFrame:
    """Return the changes of a batch with what readers see at this moment as `obs_value` and `batch_id`.

    `moved` tells the figures that are no longer what the batch left: the store may then refuse to undo it.
    """
    now = workspace.store.series(changes["indicator"].unique().tolist())[[*KEY_COLUMNS, "obs_value", "batch_id"]]
    left = changes.rename(columns={"obs_value": "left_value", "batch_id": "left_batch"})
    beside = left.merge(now, how="left", on=list(KEY_COLUMNS))
    same = beside["batch_id"].eq(beside["left_batch"]) | (beside["batch_id"].isna() & beside["left_batch"].isna())
    return beside.assign(moved=~same)


def undo_effect(changes: pd.DataFrame) -> UndoEffect:
    """Return what undoing a batch with these changes would do, as long as no later batch touched them."""
    counts = changes["state"].value_counts()
    told = {state: int(counts.get(state, 0)) for state in ("new", "changed", "source", "gone")}
    return UndoEffect(told["changed"] + told["source"], told["new"], told["gone"])


def undo_batch(batch_id: int, actor: str, workspace: Workspace) -> Batch:
    """Undo a batch in one transaction and return the batch that did it; StoreError where the store refuses."""
    name = one_line(actor, LONGEST_ACTOR)
    if not name:
        raise ValueError("who undoes a batch must be said")
    return workspace.store.undo(batch_id, name)


def has_document(batch: Batch, workspace: Workspace) -> bool:
    """Tell whether the file handed in is kept."""
    if batch.kind is not BatchKind.UPLOAD:
        return False
    try:
        workspace.store.document(batch.batch_id)
    except StoreError:
        return False
    return True


def document_name(batch: Batch) -> str:
    """Return the name under which the file is handed back: never a path, whoever stored it."""
    return safe_name(batch.file_name)


def issue_file(summary: BatchSummary, batch: Batch, t: Translator) -> Table:
    """Return the issues of a batch to hand out, with what the batch is."""
    table = issue_table(summary.issues, t)
    return replace(table, definitions=[*batch_lines(batch, t), *table.definitions])


def figure_file(changes: pd.DataFrame, batch: Batch, workspace: Workspace, t: Translator) -> Table:
    """Return the figures a batch changed, old and new, as a table to hand out."""
    rows = [_figure_cells(row, workspace, t) for row in records(changes)]
    known = workspace.catalogue.indicators
    decimals = max((known[code].decimals for code in set(changes["indicator"]) if code in known), default=0)
    formats = [{"value": decimals, "rank": 0}.get(name.removeprefix("old_")) for name in _HEADINGS]
    headings = [t(f"batch.{name}") for name in _HEADINGS]
    return Table(t("batch.file_title", batch=batch.batch_id), headings, rows, formats, batch_lines(batch, t))


def _figure_cells(row: Mapping[str, Any], workspace: Workspace, t: Translator) -> list[Cell]:
    code, area = row["indicator"], row["ref_area"]
    indicator = workspace.catalogue.indicators.get(code)
    source = row["source"] if row["state"] != "gone" else row["old_source"]
    return [
        *(code, indicator_name(code, workspace, t), t.label(indicator.unit) if indicator else ""),
        *(area, area_name(area, workspace, t), row["time_period"]),
        *(plain(row["old_value"]), plain(row["obs_value"])),
        *(status_line([row["old_status"]], t), status_line([row["obs_status"]], t)),
        *(plain(row["old_rank"]), plain(row["published_rank"])),
        *(source_line([source], workspace.catalogue, t, most=50), t(f"batch.state_{row['state']}")),
    ]


def batch_lines(batch: Batch, t: Translator) -> list[tuple[str, str]]:
    """Return what a batch is, as pairs of a term and a text: number, kind, file, who, when, note, hash."""
    kind = t("batch.undo_of", batch=batch.undoes) if batch.undoes else t(f"batch.{batch.kind}")
    return [
        (t("inventory.batch"), str(batch.batch_id)),
        (t("inventory.kind"), kind),
        (t("inventory.file"), batch.file_name),
        (t("inventory.actor"), batch.actor),
        (t("inventory.moment"), t.moment(batch.published_at)),
        (t("inventory.rows"), t.number(batch.row_count)),
        (t("inventory.note"), batch.note or "–"),
        (t("inventory.hash"), batch.content_hash),
    ]
