"""The parts of the trend page: which units stand beside the one in focus, the chart, its breaks, its figures."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib.charts.theme import configure
from lib.charts.trend import Mark, mark_captions, trend_chart
from lib.model.view import Basis, View
from lib.report.lines import figure_line, measure
from lib.report.workbook import Table, as_csv
from lib.services.period_counts import count_words, period_counts
from lib.services.rows import plain, records
from lib.services.trend_lines import (
    REFERENCE_KINDS,
    Landmark,
    by_size,
    gap_captions,
    landmarks,
    of_own_size,
    told,
    trend_lines,
)
from lib.services.trend_restated import (
    file_rows,
    former_lines,
    main_line,
    restated_landmarks,
    restated_lines,
    with_origins,
)
from lib.services.trend_words import trend_words
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.cache import replayed
from lib.ui.page_head import literal
from lib.ui.screen import Screen

MOST_BESIDE = 6


def beside(here: Screen) -> None:
    """Let the reader put other units beside the one in focus."""
    names = cache.territory_names(here.view.language)
    newest = [here.workspace.gazetteer.lineage(unit.ref_area)[-1] for unit in here.choice.units[1:]]
    st.session_state[here.widget("beside")] = [area for area in dict.fromkeys(newest) if area in names][:MOST_BESIDE]
    st.multiselect(
        here.t("trend.beside"),
        list(names),
        key=here.widget("beside"),
        format_func=names.__getitem__,
        max_selections=MOST_BESIDE,
        placeholder=here.t("trend.choose"),
        disabled=here.choice.focus is None,
        help=here.t("trend.beside_help"),
        on_change=_chose_beside,
        args=(here.view, here.widget("beside")),
    )


def _chose_beside(view: View, key: str) -> None:
    remember(replace(view, areas=(*view.areas[:1], *st.session_state[key])))


def _lines(here: Screen) -> pd.DataFrame:
    choice, workspace = here.choice, here.workspace
    indicator, frequency = choice.indicator, choice.period.frequency
    rows = here.observations(indicator.code)
    if choice.basis is Basis.PUBLISHED:
        lines = trend_lines(rows, indicator, frequency, choice.units, workspace)
        return told(lines, indicator, workspace, here.t)
    restated = cache.restated(here.version, indicator.code, _target(here))
    if choice.basis is Basis.RESTATED:
        lines = restated_lines(restated, indicator, frequency, choice.units, workspace, unit_set=_target(here))
    else:
        lines = former_lines(restated, rows, indicator, frequency, choice.units, workspace=workspace)
    return with_origins(told(lines, indicator, workspace, here.t), rows, indicator, workspace, here.t)


def _target(here: Screen) -> str:
    """Return the unit set whose units have a line each: the one asked for, in the view of former units the newest."""
    return here.choice.unit_set if here.choice.basis is Basis.RESTATED else here.workspace.gazetteer.newest_first[0]


def _focus(here: Screen) -> str:
    choice, gazetteer = here.choice, here.workspace.gazetteer
    if choice.basis is not Basis.PUBLISHED:
        return main_line(choice.units, _target(here), gazetteer)
    return gazetteer.lineage(choice.focus.ref_area)[-1] if choice.focus else ""


@replayed
def trend(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw the chart with its breaks in words and the small print."""
    choice, t = _here.choice, _here.t
    lines = _lines(_here)
    sized = by_size(lines, choice.indicator)
    lines = of_own_size(lines) if sized else lines
    marks = [Mark(*_mark) for _mark in _marks(_here, lines)]
    focus = _focus(_here)
    chart = trend_chart(
        lines,
        marks,
        trend_words(choice.indicator, t, estimates=_has_estimates(lines)),
        focus=focus,
        decimals=choice.indicator.decimals,
        theme=_here.theme,
    )
    st.altair_chart(configure(chart, t.language, _here.theme), theme=None, width="stretch")
    for caption in [
        *([t("trend_basis.sized")] if sized else []),
        *_basis_captions(_here, lines),
        *mark_captions(lines, marks),
    ]:
        st.caption(literal(caption))
    for gap in gap_captions(lines, focus):
        st.caption(literal(t("trend.gap", periods=gap.periods, reason=gap.reason)))
    own = lines.loc[~lines["kind"].isin(REFERENCE_KINDS) & lines["value"].notna()]
    ends = sorted(own["period"].unique())
    names = own.set_index("period")["period_said"]
    span = [str(names[[end]].iloc[0]) for end in dict.fromkeys((ends[0], ends[-1]))] if ends else []
    shown = own.assign(source=own["source_code"])
    counted = _counted(_here, own["time_period"].unique())
    named = measure(choice.indicator, t)
    line = figure_line(shown, _here.workspace.catalogue, t, named=named, periods=span, counted=counted)
    st.caption(literal(line))


def _counted(here: Screen, periods: Iterable[str]) -> str:
    """Say how many of the units with a line have a value in the periods shown."""
    code = here.choice.indicator.code
    published = here.choice.basis is Basis.PUBLISHED
    figures = here.observations(code) if published else cache.restated(here.version, code, _target(here))
    return count_words(period_counts(figures, periods, here.workspace.gazetteer), here.t)


def _basis_captions(here: Screen, lines: pd.DataFrame) -> list[str]:
    """Return what dashes and thin lines mean, where there are any."""
    estimates = here.t("trend_basis.estimates") if _has_estimates(lines) else ""
    parts = here.t("trend_basis.former_lines") if lines["kind"].eq("part").any() else ""
    return [text for text in (estimates, parts) if text]


def _has_estimates(lines: pd.DataFrame) -> bool:
    return "restated" in lines and bool(lines["restated"].any())


def _marks(here: Screen, lines: pd.DataFrame) -> list[tuple[str, str, str]]:
    indicator, workspace = here.choice.indicator, here.workspace
    found: tuple[Landmark, ...]
    if here.choice.basis is Basis.PUBLISHED:
        found = landmarks(lines, indicator, workspace, here.t)
    else:
        found = restated_landmarks(lines, indicator, _target(here), workspace, here.t)
    return [(mark.period, mark.text, mark.kind) for mark in found]


def trend_file(here: Screen) -> None:
    """Offer the figures behind the chart as a file."""
    st.download_button(
        here.t("file.csv"),
        lambda: _file(here),
        file_name=f"{here.choice.indicator.code}.csv".lower(),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _file(here: Screen) -> bytes:
    lines = _lines(here)
    rows = file_rows(lines.loc[~lines["kind"].isin(REFERENCE_KINDS)], here.workspace.gazetteer, here.t)
    unit = here.t.label(here.choice.indicator.unit)
    headings = [here.t(key, unit=unit) if key == "column.value" else here.t(key) for key in rows.columns]
    cells = [[plain(cell) for cell in row.values()] for row in records(rows)]
    return as_csv(Table(here.choice.indicator.code, headings, cells, [None] * len(headings), ()), here.t)
