"""The whole history of one figure: every value ever stored, with its batch, from when to when it counted."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from lib.i18n import Translator
from lib.model.batch import Batch, BatchKind
from lib.model.period import Period
from lib.model.unit import Unit
from lib.report.lines import source_line, status_line
from lib.services.coverage import Coverage
from lib.services.figure_words import value_text
from lib.services.rows import records
from lib.services.workspace import Workspace

HISTORY_COLUMNS = (
    *("current", "value", "published_rank", "status", "state", "batch", "file", "actor"),
    *("known_from", "known_until", "note", "source"),
)


def figure_history(
    indicator: str, ref_area: str, time_period: str, workspace: Workspace, t: Translator
) -> pd.DataFrame:
    """Return all that was ever stored of one figure in words, HISTORY_COLUMNS, the newest first.

    `current` (bool) marks the one that readers see; an office's figure is, where a shipped one stands beside it.
    """
    rows = records(workspace.store.history(indicator, ref_area, time_period))
    batches = {batch.batch_id: batch for batch in workspace.store.batches()}
    standing = [row for row in rows if pd.isna(row["superseded_by"])]
    shown = max(standing, key=lambda row: batches[row["batch_id"]].kind is not BatchKind.SHIPPED, default=None)
    told = [_line(row, batches, workspace, t) | {"current": row is shown} for row in rows]
    for line, row in zip(told, rows, strict=True):
        line["state"] = _state(row, shown, batches, t)
    return pd.DataFrame(list(reversed(told)), columns=list(HISTORY_COLUMNS))


def _line(row: Mapping[str, Any], batches: Mapping[int, Batch], workspace: Workspace, t: Translator) -> dict[str, Any]:
    batch, entered = batches[row["batch_id"]], batches[row["entered_by"]]
    return {
        "value": value_text(row["obs_value"], row["indicator"], workspace, t),
        "published_rank": t.rank(None if pd.isna(row["published_rank"]) else int(row["published_rank"]), None),
        "status": status_line([row["obs_status"]], t),
        "batch": batch.batch_id,
        "file": batch.file_name,
        "actor": batch.actor,
        "known_from": t.moment(entered.published_at),
        "known_until": "" if pd.isna(row["superseded_by"]) else t.moment(row["superseded_at"]),
        "note": batch.note,
        "source": source_line([row["source"]], workspace.catalogue, t, most=50),
    }


def _state(row: Mapping[str, Any], shown: Mapping[str, Any] | None, batches: Mapping[int, Batch], t: Translator) -> str:
    if row is shown:
        back = row["entered_by"] != row["batch_id"]
        return t("history.back", batch=row["entered_by"]) if back else t("history.current")
    if pd.isna(row["superseded_by"]):
        return t("history.covered")
    later = batches[int(row["superseded_by"])]
    return t("history.undone" if later.kind is BatchKind.UNDO else "history.replaced", batch=later.batch_id)


def history_units(indicator: str, period: Period, coverage: Coverage, workspace: Workspace) -> tuple[Unit, ...]:
    """Return the units that may have a figure: of the sets with figures of that period, else of the set in force then.

    A figure that was withdrawn is in no set any more; the set in force at the end of the period is where it was.
    """
    gazetteer = workspace.gazetteer
    sets: Sequence[str] = coverage.unit_sets(indicator, period) or (set_in_force(period, workspace),)
    return tuple(unit for code in sets for unit in gazetteer.members(code))


def set_in_force(period: Period, workspace: Workspace) -> str:
    """Return the unit set in force on the last day of a period; the oldest one for times before all."""
    sets = workspace.gazetteer.unit_sets
    newest_first = workspace.gazetteer.newest_first
    return next((code for code in newest_first if sets[code].valid_from <= period.end), newest_first[-1])
