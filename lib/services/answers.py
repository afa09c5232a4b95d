"""The answers of the command line as plain records: the same tables as on screen, every doubt in a note."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lib.i18n import Translator
from lib.model.period import Period
from lib.model.unit import Unit
from lib.services.choosing import placed
from lib.services.notes import row_note
from lib.services.questions import Question
from lib.services.restating import figures_of
from lib.services.rows import plain, records
from lib.services.tables import change_table, gone_units
from lib.services.workspace import Workspace

RANK_FIELDS = [
    *("ref_area", "name", "obs_value", "obs_status", "source", "published_rank", "published_peer_count", "rank"),
    *("peer_count", "base_area", "base_value", "base_published_rank", "base_rank", "base_peer_count"),
    *("value_change", "rank_change", "rank_change_kind", "comparable_rank", "comparable_base_rank"),
    *("comparable_count", "comparable_rank_change", "group", "note"),
]
SERIES_FIELDS = [
    *("indicator", "ref_area", "name", "time_period", "obs_value", "obs_status", "published_rank", "source"),
]

Record = dict[str, Any]


def rank_answer(workspace: Workspace, question: Question, t: Translator) -> list[Record]:
    """Return one record per unit, best first, then the units without a rank, then those only the base period knew."""
    observations = figures_of(question, workspace)
    table = change_table(observations, question, workspace)
    table["order"] = table["rank"].fillna(table["published_rank"]).fillna(10**6)
    rows = records(table.sort_values(["order", "ref_area"]))
    answer = [_record(row, workspace, t, row_note(row, question, workspace, t)) for row in rows]
    return answer + _gone(observations, question, workspace, t)


def _record(row: Mapping[str, Any], workspace: Workspace, t: Translator, note: str | None) -> Record:
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


def series_answer(workspace: Workspace, code: str, areas: Iterable[str], t: Translator) -> list[Record]:
    """Return every current observation of an indicator, of all units or of those named."""
    indicator = workspace.catalogue.indicator(code)
    observations = workspace.observations(indicator.code)
    wanted = [unit.ref_area for text in areas for unit in _units(text, workspace)]
    if wanted:
        observations = observations.loc[observations["ref_area"].isin(wanted)]
    names = {area: t.label(workspace.gazetteer.unit(area).label) for area in observations["ref_area"].unique()}
    named = observations.assign(name=observations["ref_area"].map(names))
    ordered = named.sort_values(
        ["time_period", "ref_area"],
        key=lambda column: column.map(_period_order) if column.name == "time_period" else column,
    )
    return [{field: plain(row[field]) for field in SERIES_FIELDS} for row in records(ordered)]


def _units(text: str, workspace: Workspace) -> tuple[Unit, ...]:
    unit = workspace.gazetteer.units.get(text)
    return (unit,) if unit else workspace.gazetteer.find_anywhere(text)


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
