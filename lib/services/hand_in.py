"""From a reading to the store: its observations, what they would change, the summary, the confirmation. No screen."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd

from lib.intake.file_names import safe_name
from lib.intake.reading import CELL_COLUMNS, Reading
from lib.model.batch import HANDED_IN, Batch
from lib.model.handin import OpenQuestion
from lib.model.issue import Issue, IssueCode, Outcome
from lib.model.observation import KEY_COLUMNS, OBSERVATION_COLUMNS, RankBasis
from lib.services.comparison import comparison_issues
from lib.services.plain_text import one_line, plain
from lib.services.workspace import Workspace

LONGEST_NOTE = 2_000
LONGEST_ACTOR = 200
_PLACE = [name for name in CELL_COLUMNS if name not in OBSERVATION_COLUMNS]
_STORABLE = (Outcome.ACCEPT, Outcome.WARN)


@dataclass(frozen=True)
class Preview:
    """What confirming would do; `compared` has a row per observation, as `Store.compare` returns it.

    It also has `area_label`, `sheet`, `row` and `column` of the cell. `version` is the store's when it was compared,
    `issues` what the figures show beside those that stand.
    """

    compared: pd.DataFrame
    new: int
    changed: int
    unchanged: int
    version: int
    issues: tuple[Issue, ...] = ()


def to_observations(reading: Reading, workspace: Workspace) -> pd.DataFrame:
    """Return the cells taken as observations (OBSERVATION_COLUMNS) of the source HANDED_IN, by the place of the cell.

    A figure that stands twice and says the same counts once. ValueError for a unit or an indicator nobody knows here.
    """
    cells = reading.cells.reset_index(drop=True)
    _refuse_unknown(cells["ref_area"], workspace.gazetteer.units, "ref_area")
    _refuse_unknown(cells["indicator"], workspace.catalogue.indicators, "indicator")
    basis = pd.Series(None, index=cells.index, dtype="str").mask(cells["published_rank"].notna(), RankBasis.EXPLICIT)
    observations = cells.assign(published_class=None, rank_basis=basis, source=HANDED_IN)[list(OBSERVATION_COLUMNS)]
    return observations.drop_duplicates() if observations.duplicated(list(KEY_COLUMNS)).any() else observations


def preview(reading: Reading, workspace: Workspace) -> Preview:
    """Compare a reading with what stands; cheap for an everyday file, some seconds for a million rows."""
    version = workspace.store.version()
    observations = to_observations(reading, workspace)
    compared = _with_standing_values(workspace.store.compare(observations).set_axis(observations.index))
    counts = compared["state"].value_counts()
    placed = compared.join(reading.cells[_PLACE].reset_index(drop=True)).reset_index(drop=True)
    new, changed, unchanged = (int(counts.get(state, 0)) for state in ("new", "changed", "unchanged"))
    return Preview(placed, new, changed, unchanged, version, comparison_issues(placed, workspace))


def confirm(
    reading: Reading,
    content: bytes,
    workspace: Workspace,
    *,
    actor: str,
    note: str,
    seen: Preview | None = None,
) -> Batch:
    """Store a reading, the file itself and the summary as one batch, all or nothing, and return the batch.

    `seen` is the preview that was shown; it is made anew where the store changed since. ValueError for a reading that
    asks, is refused or takes nothing, and for a file that is not the one read; StoreError when the database fails.
    """
    if reading.outcome not in _STORABLE or reading.question is not None:
        raise ValueError(f"a reading that ends as {reading.outcome} cannot be stored")
    if reading.cells.empty:
        raise ValueError("a reading that takes nothing cannot be stored")
    if seen is None or seen.version != workspace.store.version():
        seen = preview(reading, workspace)
    return workspace.store.add(
        with_known_ranks(seen.compared),
        file_name=safe_name(reading.file_name),
        content_hash=reading.content_hash,
        actor=one_line(actor, LONGEST_ACTOR),
        note=plain(note, LONGEST_NOTE),
        document=content,
        summary=summary_json(reading, seen),
    )


def unsaved(reading: Reading, reason: str) -> Reading:
    """Return a reading that could not be stored, with why; what stood before is as it was."""
    issue = Issue(IssueCode.SAVE_FAILED, Outcome.REJECT, text=reason)
    return replace(reading, outcome=Outcome.REJECT, issues=(*reading.issues, issue))


def _with_standing_values(compared: pd.DataFrame) -> pd.DataFrame:
    """Return compared rows in which a rank without a value leaves the standing value as it is, its source named too."""
    kept = compared["obs_value"].isna() & compared["old_value"].notna()
    if not kept.any():
        return compared
    told = compared.copy()
    for name, old in (("obs_value", "old_value"), ("obs_status", "old_status")):
        told[name] = told[name].mask(kept, told[old])
    told["source"] = told["source"].mask(kept, _both_sources(told["old_source"]))
    same = kept & (told["published_rank"].isna() | (told["published_rank"] == told["old_rank"]).fillna(value=False))
    told["state"] = told["state"].mask(same, "unchanged")
    return told


def with_known_ranks(compared: pd.DataFrame) -> pd.DataFrame:
    """Return compared rows as observations; one that says no rank keeps the published rank and class of its value.

    The publisher ranked that very value, so a table of values alone must not wipe the rank out; a value that changes
    loses it. The sources of both are named.
    """
    silent = compared["published_rank"].isna() & (compared["old_rank"].notna() | compared["old_class"].notna())
    same = compared["old_value"].isna() | (compared["obs_value"] == compared["old_value"])
    kept = silent & same
    observations = compared[list(OBSERVATION_COLUMNS)].copy()
    if kept.any():
        for name, old in (
            ("published_rank", "old_rank"),
            ("published_class", "old_class"),
            ("rank_basis", "old_basis"),
        ):
            observations[name] = observations[name].mask(kept, compared[old])
        observations["source"] = observations["source"].mask(kept, _both_sources(compared["old_source"]))
    return observations


def summary(reading: Reading, seen: Preview | None) -> dict[str, Any]:
    """Return everything a reading came to as plain values, for storing, showing and the command line.

    `outcome`, `file_name`, `content_hash`, `read_as`, `counts` (`new`, `changed`, `unchanged` are None where
    nothing was compared), `issues`, and `question` or None.
    """
    states = {name: getattr(seen, name) if seen else None for name in ("new", "changed", "unchanged")}
    return {
        "outcome": str(reading.outcome),
        "file_name": reading.file_name,
        "content_hash": reading.content_hash,
        "read_as": {name: _listed(entry) for name, entry in asdict(reading.read_as).items()},
        "counts": {**asdict(reading.counts), **states},
        "issues": [_issue(issue) for issue in (*reading.issues, *(seen.issues if seen else ()))],
        "question": _question(reading.question) if reading.question else None,
    }


def summary_json(reading: Reading, seen: Preview | None) -> str:
    """Return the summary as JSON text in ASCII: a file may quote halves of signs that no database keeps."""
    return json.dumps(summary(reading, seen), allow_nan=False)


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "code": str(issue.code),
        "outcome": str(issue.outcome),
        "sheet": issue.sheet,
        "rows": list(issue.rows),
        "column": issue.column,
        "text": issue.text,
        "parts": dict(issue.parts),
        "proposal": issue.proposal,
    }


def _question(question: OpenQuestion) -> dict[str, Any]:
    return {
        "name": str(question.name),
        "subject": question.subject,
        "key": question.key,
        "quote": question.quote,
        "open_ended": question.open_ended,
        "choices": [{"value": choice.value, "quote": choice.quote} for choice in question.choices],
    }


def _listed(entry: object) -> object:
    return list(entry) if isinstance(entry, tuple) else entry


def _both_sources(sources: "pd.Series[str]") -> "pd.Series[str]":
    return sources.where(_by_office(sources), f"{HANDED_IN}+" + sources)


def _by_office(sources: "pd.Series[str]") -> "pd.Series[bool]":
    return sources.fillna("").str.split("+").str[0].eq(HANDED_IN)


def _refuse_unknown(column: "pd.Series[str]", known: Mapping[str, object], kind: str) -> None:
    strange = [code for code in column.unique() if code not in known]
    if strange:
        raise ValueError(f"unknown {kind}: {', '.join(map(str, strange[:5]))}")
