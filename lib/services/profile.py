"""One unit at a glance: every ranked index at its newest period, and a composite taken apart."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from lib.analysis.components import component_standing
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.model.unit import Unit
from lib.services.coverage import Coverage
from lib.services.questions import At, Question, restated_on
from lib.services.rows import Row, row_of
from lib.services.tables import slice_of
from lib.services.workspace import Workspace

INDEX_FIELD = "COMPOSITE"


@dataclass(frozen=True)
class Standing:
    """Where a unit stands on one indicator: its row of the change table and the question it answers."""

    question: Question
    row: Row


def headline_indicators(workspace: Workspace) -> tuple[Indicator, ...]:
    """Return the composite indices in the order of the catalogue."""
    return tuple(entry for entry in workspace.catalogue.indicators.values() if entry.field == INDEX_FIELD)


def standings(
    unit: Unit,
    observations: pd.DataFrame,
    coverage: Coverage,
    workspace: Workspace,
    table_of: Callable[[Question], pd.DataFrame],
    *,
    restated: bool = False,
) -> list[Standing]:
    """Return the unit's newest standing on every composite index it has figures for.

    Takes the observations of these indices, those `restated` on the unit's own set where asked, and `table_of`: what
    answers a question with its change table. An index without any figure of the unit is left out.
    """
    found = []
    for indicator in headline_indicators(workspace):
        rows = observations.loc[observations["indicator"] == indicator.code]
        if rows.empty:
            continue
        question = newest_question(unit, rows, None, coverage, workspace, restated=restated)
        if question is not None:
            table = table_of(question)
            area = workspace.gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
            found.append(Standing(question, row_of(table, area) or {}))
    return found


def newest_question(
    unit: Unit,
    rows: pd.DataFrame,
    until: Period | None,
    coverage: Coverage,
    workspace: Workspace,
    *,
    restated: bool = False,
) -> Question | None:
    """Return the newest period the unit's territory has a figure for, against the one before; None without any.

    Takes all observations of one indicator, or its figures restated on the unit's own set: then both sides are.
    """
    gazetteer, indicator = workspace.gazetteer, workspace.catalogue.indicators[str(rows["indicator"].iloc[0])]
    lineage = gazetteer.lineage(unit.ref_area)
    told = rows["obs_value"].notna() | rows["published_rank"].notna()
    own = rows.loc[told & rows["ref_area"].isin(lineage), ["time_period", "ref_area"]]
    known = sorted((Period.parse(text), lineage.index(area)) for text, area in own.itertuples(index=False))
    known = [entry for entry in known if until is None or entry[0].end <= until.end]
    if not known:
        return None
    period, place = known[-1]
    unit_set = gazetteer.units[lineage[place]].unit_set
    base = coverage.before(indicator.code, period)
    if restated:
        return restated_on(unit.unit_set, Question(indicator, At(period, unit_set), At(base, "") if base else None))
    base_sets = coverage.unit_sets(indicator.code, base) if base else ()
    base_set = unit_set if unit_set in base_sets else next(iter(base_sets), "")
    return Question(indicator, At(period, unit_set), At(base, base_set) if base else None)


def composite_of(indicator: Indicator, period: Period, workspace: Workspace) -> Indicator | None:
    """Return the composite to take apart for a chosen indicator: itself, or the one it is a component of, or None."""
    catalogue = workspace.catalogue
    for code in (indicator.code, indicator.parent):
        if code and catalogue.components_of(code, period):
            return catalogue.indicators[code]
    return None


def component_rows(
    area: str, indicator: Indicator, at: At, observations: pd.DataFrame, workspace: Workspace
) -> pd.DataFrame:
    """Return `lib.analysis.components.component_standing` of the components that count in the period.

    Takes the observations of the components.
    """
    parts = workspace.catalogue.components_of(indicator.code, at.period)
    weights = {part.component: part.weight for part in parts}
    directions = {part.component: workspace.catalogue.indicators[part.component].direction for part in parts}
    return component_standing(slice_of(observations, at), area, weights, directions)
