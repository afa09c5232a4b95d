"""The body of the comparison: the sentence to quote, the indices, what to learn, the trend, the files."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache as once
from functools import partial

import pandas as pd
import streamlit as st

from lib.analysis.side_by_side import Side
from lib.report.workbook import as_csv, as_xlsx
from lib.services.pairs import Pair
from lib.services.questions import Question
from lib.services.side_by_side import Figures, IndexRow
from lib.services.side_by_side_answer import figures_from, restated_all
from lib.services.side_by_side_file import compare_file
from lib.services.side_by_side_lessons import lesson_lines
from lib.services.side_by_side_parts import SideBySide, part_codes, side_by_side
from lib.services.side_by_side_words import (
    Words,
    basis_line,
    change_text,
    counted_how,
    elsewhere,
    index_note,
    lead_text,
    missing_lines,
    standing_text,
    summary,
)
from lib.services.tables import change_table
from lib.ui import cache
from lib.ui.cache import replayed
from lib.ui.compare_components import component_pair
from lib.ui.page_head import literal
from lib.ui.screen import Screen
from lib.ui.trend_view import trend


def _figures(here: Screen, pair: Pair) -> Figures:
    indices, code = part_codes(here.workspace), here.choice.indicator.code
    codes = tuple(dict.fromkeys([*indices, code]))
    if pair.restated_on:
        shown = _restated(here.version, pair.restated_on, codes)
        return figures_from(here.observations(*codes), shown, here.coverage, here.workspace)
    rows = here.observations(*codes)
    return Figures(rows, here.coverage, here.workspace, _tables(here.version, rows))


def _tables(version: int, rows: pd.DataFrame) -> Callable[[Question], pd.DataFrame]:
    """Return what answers a question from figures read in one go, each question once."""
    places = rows.groupby("indicator", sort=False).indices

    @once
    def table(question: Question) -> pd.DataFrame:
        own = rows.iloc[places.get(question.indicator.code, [])]
        return _table(version, question.spelled(), question, own)

    return table


@st.cache_data(max_entries=256, show_spinner=False)
def _table(version: int, spelled: tuple[str, ...], _question: Question, _rows: pd.DataFrame) -> pd.DataFrame:
    """Return the change table of a question on published figures; other pairs ask the same."""
    return change_table(_rows, _question, cache.workspace())


def _found(here: Screen, pair: Pair) -> tuple[SideBySide, Figures, Words]:
    figures = _figures(here, pair)
    found = side_by_side(pair, here.choice.period, here.choice.indicator, figures)
    return found, figures, Words(pair, here.workspace, here.t)


# Kept as bytes: thousands of small tables that stayed alive would be walked again by every garbage collection.
@st.cache_data(max_entries=4, show_spinner=False)
def _restated(version: int, unit_set: str, codes: tuple[str, ...]) -> pd.DataFrame:
    """Return everything restated in one go, faster than indicator by indicator."""
    return restated_all(codes, unit_set, cache.workspace())


@replayed
def comparison(_here: Screen, _pair: Pair, key: tuple[str, ...]) -> None:
    """Draw everything that is said of the two units but their trend."""
    found, _figures_of_it, words = _found(_here, _pair)
    if not found.indices:
        st.info(_here.t("compare.no_figures"), icon=":material/info:")
        return
    basis = basis_line(words)
    if basis:
        st.caption(f":material/info: {literal(basis)}")
    st.markdown(f"**{literal(summary(found.indices, found.period, words))}**")
    further = elsewhere(found.indices, words)
    if further:
        st.markdown(literal(further))
    st.caption(literal(counted_how(found.indices, words)))
    _index_table(_here, found, words)
    if found.parts is not None:
        component_pair(_here, found, found.parts, words)
    else:
        st.caption(_here.t("compare.no_parts"))
    _lessons(_here, found, words)


def _index_table(here: Screen, found: SideBySide, words: Words) -> None:
    t = here.t
    st.markdown(f"#### {t('compare.indices')}")
    rows = sorted(found.indices, key=lambda row: not row.asked)
    # cells of this table break: nothing of it is cut or has to be scrolled to on a wide screen
    st.table(pd.DataFrame([_index_cells(row, words) for row in rows]).set_index(t("compare.index")))
    names = words.names()
    notes = [t("compare.change_note", first=names[Side.FIRST], second=names[Side.SECOND])]
    notes += [f"{words.index(row.question)}: {note}" for row in rows if (note := index_note(row, words))]
    st.caption("  \n".join(map(literal, notes)))
    for line in missing_lines(rows, words):
        st.caption(f":material/info: {literal(line)}")
    if found.nothing:
        named = ", ".join(t.label(indicator.short) for indicator in found.nothing)
        st.caption(literal(t("compare.nothing", indices=named)))


def _index_cells(row: IndexRow, words: Words) -> dict[str, str]:
    """Return the cells of an index under the words of their columns."""
    t, telling, names = words.t, words.telling(row.question), words.names()
    difference = None if row.difference is None else t.signed(row.difference, row.question.indicator.decimals)
    cells = {t("compare.index"): words.index(row.question)}
    for side, own in ((Side.FIRST, row.first), (Side.SECOND, row.second)):
        cells[names[side]] = standing_text(own, telling) or "–"
    cells |= {t("compare.ahead_column"): lead_text(row.lead, words), t("compare.difference"): difference or "–"}
    for side, own in ((Side.FIRST, row.first), (Side.SECOND, row.second)):
        cells[t("compare.change_of", name=names[side])] = change_text(own, row.question, t)
    return {literal(column): literal(cell) for column, cell in cells.items()}


def _lessons(here: Screen, found: SideBySide, words: Words) -> None:
    st.markdown(f"#### {here.t('compare.learn')}")
    lines = lesson_lines(found.parts, found.indices, words)
    st.markdown("\n".join(f"- {literal(line)}" for line in lines))
    st.caption(here.t("compare.lesson_rule"))


def pair_trend(here: Screen) -> None:
    """Draw the chosen indicator of the two units over time, with its breaks."""
    st.markdown(f"#### {literal(here.t('compare.trend', indicator=here.t.label(here.choice.indicator.short)))}")
    two = replace(here, choice=replace(here.choice, units=here.choice.units[:2]))
    trend(two, (*here.key, "pair"))


def compare_downloads(here: Screen, pair: Pair) -> None:
    """Offer the comparison as XLSX and CSV; the files are made when asked for."""
    stem = f"{pair.first.ref_area}_{pair.second.ref_area}_{here.choice.period}".lower()
    left, right, _ = st.columns([1, 1, 4])
    for place, form, mime in ((left, "xlsx", None), (right, "csv", "text/csv")):
        place.download_button(
            here.t(f"file.{form}"),
            partial(_file, here, pair, form),
            file_name=f"{stem}.{form}",
            mime=mime,
            key=here.widget(f"compare_{form}"),
            on_click="ignore",
            icon=":material/download:",
            width="stretch",
        )


def _file(here: Screen, pair: Pair, form: str) -> bytes:
    table = compare_file(*_found(here, pair))
    return as_xlsx(table, here.t) if form == "xlsx" else as_csv(table, here.t)
