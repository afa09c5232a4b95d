"""The parts of the trend page: which units stand beside the one in focus, the chart, its breaks, its figures."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from lib.charts.theme import configure
from lib.charts.trend import Mark, mark_captions, trend_chart
from lib.charts.trend_look import TrendWords
from lib.model.view import View
from lib.report.lines import measure
from lib.report.workbook import Table, as_csv
from lib.services.rows import plain, records
from lib.services.trend_lines import REFERENCE_KINDS, gap_captions, landmarks, told, trend_lines
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.cache import replayed
from lib.ui.page_head import counted, literal, print_line
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
    choice = here.choice
    rows = here.observations(choice.indicator.code)
    lines = trend_lines(rows, choice.indicator, choice.period.frequency, choice.units, here.workspace)
    return told(lines, choice.indicator, here.workspace, here.t)


@replayed
def trend(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw the chart with its breaks in words and the small print."""
    choice, t = _here.choice, _here.t
    lines = _lines(_here)
    marks = [Mark(*_mark) for _mark in _marks(_here, lines)]
    focus = _here.workspace.gazetteer.lineage(choice.focus.ref_area)[-1] if choice.focus else ""
    chart = trend_chart(
        lines,
        marks,
        _words(_here),
        focus=focus,
        decimals=choice.indicator.decimals,
        theme=_here.theme,
    )
    st.altair_chart(configure(chart, t.language, _here.theme), theme=None, width="stretch")
    for caption in mark_captions(lines, marks):
        st.caption(literal(caption))
    for gap in gap_captions(lines, focus):
        st.caption(literal(t("trend.gap", periods=gap.periods, reason=gap.reason)))
    own = lines.loc[~lines["kind"].isin(REFERENCE_KINDS) & lines["value"].notna()]
    ends = sorted(own["period"].unique())
    names = own.set_index("period")["period_label"]
    span = [str(names[[end]].iloc[0]) for end in dict.fromkeys((ends[0], ends[-1]))] if ends else []
    shown = own.assign(source=own["source_code"])
    st.caption(literal(print_line(_here, shown, counted(_here.changes), span)))


def _marks(here: Screen, lines: pd.DataFrame) -> list[tuple[str, str, str]]:
    found = landmarks(lines, here.choice.indicator, here.workspace, here.t)
    return [(mark.period, mark.text, mark.kind) for mark in found]


def _words(here: Screen) -> TrendWords:
    t, indicator = here.t, here.choice.indicator
    return TrendWords(
        unit=t("column.name"),
        period=t("frame.period"),
        value=t("trend.value"),
        measure=t.label(indicator.unit),
        status=t("column.status"),
        source=t("column.source"),
        no_values=t("trend.no_values"),
        one_value=t("trend.one_value"),
        summary=t("trend.summary", indicator=measure(indicator, t)),
    )


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
    own = lines.loc[~lines["kind"].isin(REFERENCE_KINDS)]
    names = ["ref_area", "label", "time_period", "value", "status", "source", "note"]
    keys = ["ref_area", "name", "period", "value", "status", "source", "note"]
    unit = here.t.label(here.choice.indicator.unit)
    headings = [here.t(f"column.{key}", unit=unit) if key != "period" else here.t("frame.period") for key in keys]
    rows = [[plain(row[name]) for name in names] for row in records(own)]
    return as_csv(Table(here.choice.indicator.code, headings, rows, [None] * len(keys), ()), here.t)
