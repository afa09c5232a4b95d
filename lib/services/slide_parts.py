"""The components of a composite as a slide shows them: bars beside median and best, what is strongest and weakest."""

from dataclasses import dataclass

import pandas as pd

from lib.analysis.components import strongest_and_weakest
from lib.charts.bars import BarWords, component_chart
from lib.charts.drawing import Drawing
from lib.charts.still import still
from lib.model.unit import Unit
from lib.model.view import Basis
from lib.report.sentences import Telling, dated_name, known, unit_sentence
from lib.report.slides import ChartFigure, NativeChart, Series
from lib.services.origins import KEPT
from lib.services.predecessors import Formers, origin_sentence
from lib.services.profile import component_rows, composite_of, newest_question
from lib.services.questions import Question
from lib.services.rows import records, row_of
from lib.services.shown import Shown
from lib.services.slide_made import Made, print_line

_COLUMNS = {"value": "obs_value", "median": "median", "best": "best"}


@dataclass(frozen=True)
class PartsOf:
    """One unit's components: whose, at which question, the rows of `component_standing`, the figures of all units."""

    unit: Unit
    question: Question
    rows: pd.DataFrame
    figures: pd.DataFrame


def telling_of(shown: Shown, question: Question) -> Telling:
    """Return what sentences on a question other than the view's need."""
    base = question.base.period if question.base else None
    return Telling(shown.t, question.indicator, question.now.period, base, shown.workspace.gazetteer)


def parts_shown(shown: Shown, unit: Unit) -> PartsOf | None:
    """Return the components of the view's composite at the newest period of the unit until the one chosen, or None."""
    workspace, choice = shown.workspace, shown.choice
    composite = composite_of(choice.indicator, choice.period, workspace)
    if composite is None:
        return None
    restated = choice.basis is Basis.RESTATED
    rows = _figures(shown, [composite.code], unit)
    coverage = workspace.coverage_of([composite.code])
    if rows.empty:
        return None
    question = newest_question(unit, rows, choice.period, coverage, workspace, restated=restated)
    codes = [
        part.component
        for part in (workspace.catalogue.components_of(composite.code, question.now.period) if question else ())
    ]
    if question is None or not codes:
        return None
    figures = _figures(shown, codes, unit)
    area = workspace.gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
    own = component_rows(area, composite, question.now, figures, workspace)
    return PartsOf(unit, question, own, figures) if own["obs_value"].notna().any() else None


def _figures(shown: Shown, codes: list[str], unit: Unit) -> pd.DataFrame:
    if shown.choice.basis is not Basis.RESTATED:
        return shown.workspace.series(codes)
    return shown.workspace.restated(codes, unit.unit_set)


def parts_slide(shown: Shown, parts: PartsOf) -> Made:
    """Return the bars of a unit's components with how it stands on the whole index."""
    t, question = shown.t, parts.question
    name = dated_name(parts.unit, shown.workspace.gazetteer, t)
    index = f"{t.label(question.indicator.short)} {t.short_period(question.now.period)}"
    said = [*_total(shown, parts), _strengths(shown, parts, name, index)]
    at = parts.figures["time_period"] == str(question.now.period)
    size = shown.workspace.gazetteer.unit_sets[question.now.unit_set].size
    line = print_line(
        shown,
        parts.figures.loc[at & parts.figures["obs_value"].notna()],
        t("line.count", have=int(parts.rows["peer_count"].max()), size=size),
        [t.short_period(question.now.period)],
        question.indicator,
    )
    return Made(
        ChartFigure(still(_drawing(shown, parts, name)), _native(shown, parts, name)),
        t("slide.parts_title", name=name, index=index),
        tuple(text for text in said if text),
        line,
        codes=(question.indicator.code, *parts.rows["indicator"]),
    )


def _total(shown: Shown, parts: PartsOf) -> list[str]:
    """Return how the unit stands on the whole index, and how a restated total came to be."""
    table, question = shown.table_of(parts.question), parts.question
    area = shown.workspace.gazetteer.counterpart(parts.unit.ref_area, question.now.unit_set) or parts.unit.ref_area
    row = row_of(table, area)
    if row is None:
        return []
    said = [unit_sentence(row, telling_of(shown, question))]
    if question.restated:
        formers = Formers(shown.workspace.observations(question.indicator.code), question.now.period)
        said.append(origin_sentence(row, formers, question.indicator, shown.workspace, shown.t))
    return said


def _strengths(shown: Shown, parts: PartsOf, name: str, index: str) -> str:
    best, worst = strongest_and_weakest(parts.rows)
    if best is None or worst is None:
        return ""
    t, indicators = shown.t, shown.workspace.catalogue.indicators
    return t(
        "province.strengths",
        name=name,
        indicator=index,
        best=t.label(indicators[best["indicator"]].short),
        best_rank=t.rank(int(best["rank"]), int(best["peer_count"])),
        worst=t.label(indicators[worst["indicator"]].short),
        worst_rank=t.rank(int(worst["rank"]), int(worst["peer_count"])),
    )


def _labels(shown: Shown, parts: PartsOf) -> list[str]:
    indicators = shown.workspace.catalogue.indicators
    return [shown.t.label(indicators[code].short) for code in parts.rows["indicator"]]


def _drawing(shown: Shown, parts: PartsOf, name: str) -> Drawing:
    t, rows = shown.t, parts.rows
    ranks = zip(rows["rank"], rows["peer_count"], strict=True)
    decimals = parts.question.indicator.decimals
    bars = pd.DataFrame(
        {
            "label": _labels(shown, parts),
            **{name_of: rows[own].astype("float64") for name_of, own in _COLUMNS.items()},
            "second": float("nan"),
            "rank": [t.rank(int(rank), int(count)) if known(rank) else "–" for rank, count in ranks],
            "lost": [
                t("component.lost", points=t.number(p, decimals)) if known(p) else "" for p in rows["points_lost"]
            ],
        }
    )
    words = BarWords(
        own=name,
        second="",
        median=t("component.median"),
        best=t("component.best"),
        component=t("component.component"),
        rank=t("component.rank"),
        lost=t("component.lost_title"),
        summary=t("component.title", indicator=t.label(parts.question.indicator.short)),
    )
    return component_chart(bars, words, decimals=decimals, theme=shown.theme)


def _native(shown: Shown, parts: PartsOf, name: str) -> NativeChart:
    indicators, t = shown.workspace.catalogue.indicators, shown.t
    columns = {
        own: [None if pd.isna(value) else float(value) for value in parts.rows[own]] for own in _COLUMNS.values()
    }
    decimals = max(indicators[code].decimals for code in parts.rows["indicator"])
    unit = t.label(indicators[str(parts.rows["indicator"].iloc[0])].unit)
    series = (
        Series(name, tuple(columns["obs_value"]), "focus", _estimated(parts)),
        Series(t("component.median"), tuple(columns["median"]), "reference"),
        Series(t("component.best"), tuple(columns["best"]), "other"),
    )
    return NativeChart("bar", tuple(_labels(shown, parts)), series, decimals, unit)


def _estimated(parts: PartsOf) -> tuple[bool, ...]:
    """Return which of the unit's own values were put together here from former units; empty where none was."""
    if "carry_rule" not in parts.figures:
        return ()
    at = parts.figures["time_period"] == str(parts.question.now.period)
    own = parts.figures.loc[at & (parts.figures["ref_area"] == parts.unit.ref_area)]
    made = {str(row["indicator"]) for row in records(own) if known(row["obs_value"]) and row["carry_rule"] not in KEPT}
    return tuple(code in made for code in parts.rows["indicator"]) if made else ()
