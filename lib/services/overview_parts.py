"""The strongest and the weakest component of every ranked index of a unit, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from lib.analysis.components import strongest_and_weakest
from lib.analysis.harmonise import restate
from lib.model.indicator import Indicator
from lib.model.unit import Unit
from lib.model.view import Basis, View
from lib.services.overview import Outlook
from lib.services.profile import component_rows, headline_indicators, newest_question
from lib.services.questions import Question
from lib.services.workspace import Workspace


@dataclass(frozen=True)
class Extremes:
    """An index with its strongest and weakest component, each with its computed rank, and the view that shows them."""

    name: str
    best: str
    worst: str
    view: View


def ranked_indices(indicators: Sequence[Indicator], workspace: Workspace) -> tuple[Indicator, ...]:
    """Return the composite indices among the headline indicators."""
    composites = {indicator.code for indicator in headline_indicators(workspace)}
    return tuple(indicator for indicator in indicators if indicator.code in composites)


def component_codes(indices: Sequence[Indicator], outlook: Outlook) -> tuple[str, ...]:
    """Return some indices and every component they ever had: what `extremes` is told from."""
    catalogue = outlook.workspace.catalogue
    codes = [indicator.code for indicator in indices]
    parts = [part.component for part in catalogue.components if part.indicator in codes]
    return tuple(dict.fromkeys([*codes, *parts]))


def extremes(
    indices: Sequence[Indicator], unit: Unit, observations: pd.DataFrame, outlook: Outlook
) -> tuple[Extremes, ...]:
    """Return what is strongest and weakest in every index at the newest period with a total of the unit.

    Takes the observations of `component_codes`, restated on the unit's own set where the outlook is. An index whose
    components have no figures of the unit is left out.
    """
    found = []
    for index in indices:
        rows = observations.loc[observations["indicator"] == index.code]
        if rows.empty:
            continue
        question = newest_question(unit, rows, None, outlook.coverage, outlook.workspace, restated=outlook.restated)
        if question is not None and (told := _told(unit, question, observations, outlook)) is not None:
            found.append(told)
    return tuple(found)


def _told(unit: Unit, question: Question, observations: pd.DataFrame, outlook: Outlook) -> Extremes | None:
    t, gazetteer = outlook.t, outlook.workspace.gazetteer
    area = gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
    standing = component_rows(area, question.indicator, question.now, observations, outlook.workspace)
    best, worst = strongest_and_weakest(standing)
    if best is None or worst is None:
        return None
    return Extremes(
        f"{t.label(question.indicator.short)} {t.short_period(question.now.period)}",
        _said(best, outlook),
        _said(worst, outlook),
        replace(
            outlook.view,
            indicator=question.indicator.code,
            period=str(question.now.period),
            base="",
            unit_set=question.now.unit_set,
            basis=str(Basis.RESTATED) if question.restated else "",
        ),
    )


def _said(part: pd.Series, outlook: Outlook) -> str:
    t = outlook.t
    name = t.label(outlook.workspace.catalogue.indicators[part["indicator"]].short)
    return t("overview.component", name=name, rank=t.rank(int(part["rank"]), int(part["peer_count"])))


def own_figures(codes: Sequence[str], outlook: Outlook) -> pd.DataFrame:
    """Return the figures of some indicators, restated on the unit's own set where the outlook is; read at once."""
    workspace = outlook.workspace
    figures = workspace.series(list(codes))
    if not outlook.restated or outlook.unit is None:
        return figures
    return restate(figures, outlook.unit.unit_set, workspace.catalogue, workspace.gazetteer)
