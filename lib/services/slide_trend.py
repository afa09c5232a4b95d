"""A trend as a slide shows it: the units of the view beside median and best, without the grey lines of all others."""

from collections.abc import Iterable, Sequence

import pandas as pd

from lib.charts.drawing import Drawing
from lib.charts.still import still
from lib.charts.trend import Mark, mark_captions, trend_chart
from lib.model.period import Period
from lib.model.view import Basis
from lib.report.sentences import break_sentences, known
from lib.report.slides import ChartFigure, Emphasis, NativeChart, Series
from lib.services.period_counts import count_words, period_counts
from lib.services.rows import plain, records
from lib.services.shown import Shown
from lib.services.slide_made import Made, print_line
from lib.services.trend_lines import REFERENCE_KINDS, gap_captions, landmarks, of_own_size, told, trend_lines
from lib.services.trend_lines import by_size as grows_with_size
from lib.services.trend_restated import (
    former_lines,
    main_line,
    restated_landmarks,
    restated_lines,
    with_origins,
)
from lib.services.trend_words import trend_words

HEIGHT = 400
_DRAWN = ("focus", "chosen", "part", "median", "best")
_EMPHASIS: dict[str, Emphasis] = {"focus": "focus", "median": "reference", "best": "reference"}
_ORDER = {"focus": 0, "chosen": 1, "part": 2, "median": 3, "best": 4}


def trend_slide(shown: Shown) -> Made:
    """Return the lines of a view with its breaks; a period without a value stays a gap, estimates are marked."""
    lines = _lines(shown)
    if grows_with_size(lines, shown.choice.indicator):
        lines = of_own_size(lines)
    marks = _marks(shown, lines)
    drawn = _worded(shown, lines.loc[lines["kind"].isin(_DRAWN)].reset_index(drop=True))
    focus = _focus(shown)
    native = _native(shown, drawn, focus)
    if not native.series:
        return _nothing(shown)
    gaps = [
        shown.t("trend.gap", periods=gap.periods, reason=gap.reason) for gap in gap_captions(drawn, focus) if gap.reason
    ]
    notes = (*_captions(shown, drawn), *mark_captions(drawn, marks), *gaps)
    return Made(
        figure=ChartFigure(_drawing(shown, drawn, marks, focus), native),
        title=_title(shown, " – ".join(_ends(drawn))),
        sentences=shown.sentences(),
        small_print=_small_print(shown, drawn),
        breaks=(*_compared_across(shown), *notes),
        chart_notes=notes,
    )


def _compared_across(shown: Shown) -> list[str]:
    """Say which breaks of method lie between the two periods the sentences compare."""
    choice = shown.choice
    if choice.base is None:
        return []
    catalogue = shown.workspace.catalogue
    return break_sentences(catalogue.breaks_between(choice.indicator.code, choice.base, choice.period), shown.t)


def _title(shown: Shown, span: str) -> str:
    return shown.t("slide.trend_title", index=shown.t.label(shown.choice.indicator.short), span=span)


def _nothing(shown: Shown) -> Made:
    """Return a slide that says there is no value to draw, with what else there is to say."""
    t = shown.t
    title = _title(shown, t.short_period(shown.choice.period))
    return Made(None, title, sentences=shown.sentences(), problem=t("trend.no_values"))


def _target(shown: Shown) -> str:
    """Return the unit set whose units have a line each, where figures are restated on one."""
    restated = shown.choice.basis is Basis.RESTATED
    return shown.choice.unit_set if restated else shown.workspace.gazetteer.newest_first[0]


def _lines(shown: Shown) -> pd.DataFrame:
    choice, workspace = shown.choice, shown.workspace
    indicator, frequency = choice.indicator, choice.period.frequency
    rows = workspace.observations(indicator.code)
    if choice.basis is Basis.PUBLISHED:
        return trend_lines(rows, indicator, frequency, choice.units, workspace)
    restated = workspace.restated([indicator.code], _target(shown))
    if choice.basis is Basis.RESTATED:
        return restated_lines(restated, indicator, frequency, choice.units, workspace, unit_set=_target(shown))
    return former_lines(restated, rows, indicator, frequency, choice.units, workspace=workspace)


def _worded(shown: Shown, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines that are drawn with their names, and why there is no value."""
    indicator, workspace, t = shown.choice.indicator, shown.workspace, shown.t
    named = told(lines, indicator, workspace, t)
    if shown.choice.basis is Basis.PUBLISHED:
        return named
    return with_origins(named, workspace.observations(indicator.code), indicator, workspace, t)


def _focus(shown: Shown) -> str:
    choice, gazetteer = shown.choice, shown.workspace.gazetteer
    if choice.basis is not Basis.PUBLISHED:
        return main_line(choice.units, _target(shown), gazetteer)
    return gazetteer.lineage(choice.focus.ref_area)[-1] if choice.focus else ""


def _marks(shown: Shown, lines: pd.DataFrame) -> Sequence[Mark]:
    indicator, workspace, t = shown.choice.indicator, shown.workspace, shown.t
    if shown.choice.basis is Basis.PUBLISHED:
        found = landmarks(lines, indicator, workspace, t)
    else:
        found = restated_landmarks(lines, indicator, _target(shown), workspace, t)
    return [Mark(mark.period, mark.text, mark.kind) for mark in found]


def _estimated(lines: pd.DataFrame) -> bool:
    return "restated" in lines and bool(lines["restated"].any())


def _captions(shown: Shown, lines: pd.DataFrame) -> list[str]:
    """Return what dashes and thin lines mean, where there are any."""
    estimates = shown.t("trend_basis.estimates") if _estimated(lines) else ""
    parts = shown.t("trend_basis.former_lines") if lines["kind"].eq("part").any() else ""
    return [text for text in (estimates, parts) if text]


def _drawing(shown: Shown, lines: pd.DataFrame, marks: Sequence[Mark], focus: str) -> Drawing:
    t, indicator = shown.t, shown.choice.indicator
    words = trend_words(indicator, t, estimates=_estimated(lines))
    drawn = trend_chart(lines, marks, words, focus=focus, decimals=indicator.decimals, theme=shown.theme, height=HEIGHT)
    return still(drawn)


def _native(shown: Shown, lines: pd.DataFrame, focus: str) -> NativeChart:
    indicator, t = shown.choice.indicator, shown.t
    periods = sorted({Period.parse(str(text)) for text in lines["time_period"].unique()})
    groups = {str(line): rows for line, rows in lines.groupby("line", sort=False)}
    order = sorted(groups, key=lambda line: (line != focus, _ORDER[str(groups[line]["kind"].iloc[0])]))
    formers = [line for line in order if line != focus and groups[line]["kind"].iloc[0] == "focus"]
    beside = set(formers) if len(formers) > 1 else set()  # former units run side by side and must be told apart
    series = tuple(
        _series(groups[line], periods, beside=line in beside) for line in order if groups[line]["value"].notna().any()
    )
    names = tuple(t.axis_period(period) for period in periods)
    return NativeChart("line", names, series, indicator.decimals, t.label(indicator.unit))


def _series(rows: pd.DataFrame, periods: Sequence[Period], *, beside: bool) -> Series:
    own = {str(row["time_period"]): row for row in records(rows)}
    found = [own.get(str(period)) for period in periods]
    values = tuple(plain(row["value"]) if row else None for row in found)
    made = tuple(bool(row and known(row.get("restated")) and row["restated"]) for row in found)
    kind = "chosen" if beside else str(rows["kind"].iloc[0])
    return Series(str(rows["label"].iloc[0]), values, _EMPHASIS.get(kind, "chosen"), made if any(made) else ())


def _small_print(shown: Shown, lines: pd.DataFrame) -> str:
    own = lines.loc[~lines["kind"].isin(REFERENCE_KINDS) & lines["value"].notna()]
    whole = own if len(own) else lines.loc[lines["value"].notna()]
    figures = whole.assign(source=whole["source_code"]) if len(own) else shown.changes
    return print_line(shown, figures, _counted(shown, whole["time_period"].unique()), _ends(whole))


def _ends(lines: pd.DataFrame) -> list[str]:
    """Return the first and the last period of the lines in words, one of them where they are the same."""
    names = dict(zip(lines["period"], lines["period_said"], strict=True))
    ends = sorted(names)
    return [str(names[end]) for end in dict.fromkeys((ends[0], ends[-1]))] if ends else []


def _counted(shown: Shown, periods: Iterable[str]) -> str:
    """Say how many of the units with a line have a value in the periods shown."""
    workspace, code = shown.workspace, shown.choice.indicator.code
    published = shown.choice.basis is Basis.PUBLISHED
    figures = workspace.observations(code) if published else workspace.restated([code], _target(shown))
    return count_words(period_counts(figures, periods, workspace.gazetteer), shown.t)
