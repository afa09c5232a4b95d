"""The answers of the command line as plain records: the same tables as on screen, every doubt in a note."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lib.i18n import Translator
from lib.model.errors import UnknownCodeError
from lib.model.period import Period
from lib.report.sentences import restated
from lib.services.choosing import placed
from lib.services.explanations import EXPLAIN_FIELDS, Explaining, explaining, named_units
from lib.services.notes import row_note
from lib.services.origin_columns import plain_origins
from lib.services.predecessors import Formers
from lib.services.questions import Question
from lib.services.restating import figures_of, restated_figures
from lib.services.rows import plain, records
from lib.services.tables import ORIGIN_NAMES, change_table, gone_units
from lib.services.workspace import Workspace

RANK_FIELDS = [
    *("ref_area", "name", "obs_value", "obs_status", "source", "published_rank", "published_peer_count", "rank"),
    *("peer_count", "base_area", "base_value", "base_published_rank", "base_rank", "base_peer_count"),
    *("value_change", "rank_change", "rank_change_kind", "comparable_rank", "comparable_base_rank"),
    *("comparable_count", "comparable_rank_change", "group"),
    *("carry_rule", "coverage", "predecessors", "missing", "restate_reason", "caveat"),
    *("base_carry_rule", "base_coverage", "base_predecessors", "base_missing", "base_restate_reason", "base_caveat"),
    "note",
]
SERIES_FIELDS = [
    *("indicator", "ref_area", "name", "time_period", "obs_value", "obs_status", "published_rank", "source"),
    *("carry_rule", "coverage", "predecessors", "missing", "restate_reason", "caveat"),
]

Record = dict[str, Any]


def rank_answer(
    workspace: Workspace, question: Question, t: Translator, areas: Iterable[str] = (), *, explain: bool = False
) -> list[Record]:
    """Return one record per unit, best first, then the units without a rank, then those only the base period knew.

    `areas`, ids or names, keeps the records of these units; `explain` adds `EXPLAIN_FIELDS`.
    """
    observations = figures_of(question, workspace)
    table = change_table(observations, question, workspace)
    table["order"] = table["rank"].fillna(table["published_rank"]).fillna(10**6)
    rows = records(table.sort_values(["order", "ref_area"]))
    raw = workspace.observations(question.indicator.code) if question.restated else observations
    sides = [("", question.now), ("base_", question.base)]
    formers = [Formers(raw, at.period, side) for side, at in sides if at is not None]
    answer = []
    for row in rows:
        origins = [plain_origins(row, former, workspace, t) for former in formers]
        told = {**row, **{name: text for origin in origins for name, text in origin.items()}}
        answer.append(_record(told, workspace, t, row_note(row, question, workspace, t)))
    answer += _gone(observations, question, workspace, t)
    wanted = {unit.ref_area for unit in named_units(areas, workspace)}
    kept = [record for record in answer if not wanted or record["ref_area"] in wanted]
    return _explained(kept, explaining(workspace, question, t)) if explain else kept


def _explained(answer: list[Record], reasons: Explaining) -> list[Record]:
    return [record | dict.fromkeys(EXPLAIN_FIELDS) | reasons.of(record["ref_area"]) for record in answer]


def _record(row: Mapping[str, Any], workspace: Workspace, t: Translator, note: str | None) -> Record:
    if restated(row) and pd.isna(row.get("published_rank")):
        row = {**row, "published_peer_count": None}  # nobody ranked these units
    named = {**row, "name": t.label(workspace.gazetteer.unit(row["ref_area"]).label), "note": note}
    return {field: plain(named.get(field)) for field in RANK_FIELDS}


def _gone(observations: pd.DataFrame, question: Question, workspace: Workspace, t: Translator) -> list[Record]:
    answer = []
    gazetteer = workspace.gazetteer
    for row in records(gone_units(observations, question, gazetteer)):
        past = {f"base_{column}": row[column] for column in ("published_rank", "rank", "peer_count")}
        past |= {"ref_area": row["ref_area"], "base_area": row["ref_area"], "base_value": row["obs_value"]}
        heirs = placed(row["ref_area"], question.now.unit_set, gazetteer)
        names = t.listing(t.label(gazetteer.unit(heir).label) for heir in heirs)
        answer.append(_record(past, workspace, t, t("note.gone", heirs=names, unit_set=question.now.unit_set)))
    return answer


def series_answer(
    workspace: Workspace, code: str, areas: Iterable[str], t: Translator, restate: str = ""
) -> list[Record]:
    """Return every current observation of an indicator, of all units or of those named.

    With `restate` on the units of that set, restated where they were published on an earlier one.
    """
    indicator = workspace.catalogue.indicator(code)
    if restate and restate not in workspace.gazetteer.unit_sets:
        raise UnknownCodeError("unit_set", restate, workspace.gazetteer.unit_sets)
    raw = workspace.observations(indicator.code)
    observations = restated_figures(indicator.code, restate, workspace) if restate else raw
    wanted = [unit.ref_area for unit in named_units(areas, workspace)]
    if wanted:
        observations = observations.loc[observations["ref_area"].isin(wanted)]
    ordered = observations.sort_values(
        ["time_period", "ref_area"],
        key=lambda column: column.map(_period_order) if column.name == "time_period" else column,
    )
    formers = {text: Formers(raw, Period.parse(text)) for text in observations["time_period"].unique()}
    answer = []
    for row in records(ordered.rename(columns=ORIGIN_NAMES)):
        named = row | {"name": t.label(workspace.gazetteer.unit(row["ref_area"]).label)}
        told = named | plain_origins(row, formers[row["time_period"]], workspace, t)
        answer.append({field: plain(told.get(field)) for field in SERIES_FIELDS})
    return answer


def _period_order(text: str) -> str:
    period = Period.parse(text)
    return f"{period.end:%Y%m%d}{12 // period.frequency.per_year:02d}"


def catalogue_answer(workspace: Workspace, t: Translator) -> list[Record]:
    """Return one record per indicator of the catalogue with its coverage."""
    coverage = workspace.coverage()
    answer = []
    for indicator in workspace.catalogue.indicators.values():
        slots = coverage.slots.get(indicator.code, ())
        answer.append(
            {
                "indicator": indicator.code,
                "name": t.label(indicator.label),
                "field": t.label(workspace.catalogue.fields[indicator.field].label),
                "unit": t.label(indicator.unit),
                "frequency": str(indicator.frequency),
                "direction": str(indicator.direction),
                "first_period": str(slots[0].period) if slots else None,
                "last_period": str(slots[-1].period) if slots else None,
                "period_count": len(coverage.periods(indicator.code)),
                "unit_sets": " ".join(sorted({slot.unit_set for slot in slots}, reverse=True)),
                "value_count": sum(slot.value_count for slot in slots),
                "rank_count": sum(slot.rank_count for slot in slots),
            }
        )
    return answer
