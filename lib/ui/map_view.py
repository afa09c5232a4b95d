"""The parts of the map page: one period, two side by side, or the difference; a click opens the unit's profile."""

from dataclasses import replace
from html import escape

import streamlit as st

from lib.charts.map_paint import MapPaint
from lib.model.view import Basis, View
from lib.report.country_lines import country_change_sentence, country_sentence
from lib.report.sentences import unit_sentence
from lib.services.map_content import MapRequest, map_paint, polygon_set
from lib.services.origins import restated_line
from lib.services.questions import Question
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.cache import kept, replayed
from lib.ui.map_frame import Pointed, show_map
from lib.ui.page_head import break_lines, comparing, draw_title, literal, origin_lines_of
from lib.ui.screen import Screen, chosen

MODES = ("one", "pair", "change")
HEIGHT = 560  # pixels at least: a wide screen gives what it has (page.css)


@replayed
def map_head(_here: Screen, key: tuple[str, ...], mode: str) -> None:
    """Draw the title and the statements of a mode; what qualifies them is a line that opens: the map is to be seen."""
    draw_title(_here)
    told, telling = comparing(_here), _here.telling
    areas = _here.choice.focus_areas
    said = [unit_sentence(told.rows[area], telling) for area in areas]
    country = country_change_sentence if mode == "change" and _here.choice.base else country_sentence
    said.append(country(told.rows.values(), telling))
    st.markdown("  \n".join(literal(paragraph) for paragraph in said if paragraph))
    whose = {area: f"{_here.name(area)}: " if len(areas) > 1 else "" for area in areas}
    further = [
        *break_lines(_here),
        *(f"{whose[area]}{line}" for area in areas for line in told.lines(area, telling)),
        *(line for area in areas for line in origin_lines_of(_here, area)),
    ]
    if further:
        st.html(_opening(further))


def _opening(lines: list[str]) -> str:
    """Return the first line, cut where the screen ends; opened, all of them."""
    cut = "white-space:nowrap;overflow:hidden;text-overflow:ellipsis;cursor:pointer"
    every = "".join(f'<p style="margin:.3rem 0 0;font-size:inherit">{escape(line)}</p>' for line in lines)
    first = f'<summary style="{cut}">⚠ {escape(" ".join(lines))}</summary>'
    return f'<details style="font-size:14px;line-height:1.5">{first}{every}</details>'


def mode_choice(here: Screen) -> str:
    """Let the reader choose how the map compares, and return the mode in force."""
    modes = MODES if here.choice.base else MODES[:1]
    mode = here.view.mode if here.view.mode in modes else MODES[0]
    if len(modes) > 1:
        st.session_state[here.widget("mode")] = mode
        st.segmented_control(
            here.t("map.mode"),
            modes,
            key=here.widget("mode"),
            format_func=lambda name: here.t(f"map.mode_{name}"),
            label_visibility="collapsed",
            on_change=_chose_mode,
            args=(here.view,),
        )
    return mode


def _chose_mode(view: View) -> None:
    remember(replace(view, mode=chosen(view, "mode") or view.mode))


def maps(here: Screen, mode: str) -> None:
    """Draw the map or the two maps of a mode; open the profile of a unit that is clicked, or the other look."""
    if mode == "pair" and here.question.base is not None:
        clicked = _pair(here)
    else:
        shade = "change" if mode == "change" else "value"
        clicked = _map(here, here.question, shade, key="map")
    if clicked and clicked.look is not None:
        remember(replace(here.view, look=clicked.look))
        st.rerun()
    if clicked:
        st.switch_page("pages/province.py", query_params=here.view.with_focus(clicked.ref_area).spelled())


def _pair(here: Screen) -> Pointed | None:
    if here.question.base is None:
        return None
    earlier = Question(here.question.indicator, here.question.base)
    clicked = None
    for column, key, question in zip(st.columns(2), ("map_base", "map"), (earlier, here.question), strict=True):
        with column:
            clicked = _map(here, question, "pair", key=key) or clicked
    return clicked


def _map(here: Screen, question: Question, shade: str, *, key: str) -> Pointed | None:
    boundaries = cache.boundaries()
    paint = _painted(here, (*here.key, *question.spelled(), shade), question, shade)
    outlines = boundaries.get(_outlines(here, question))
    own = boundaries[polygon_set(question.now.unit_set)]
    return show_map(paint, own, key=key, height=HEIGHT, outlines=outlines)


def _outlines(here: Screen, question: Question) -> str:
    """Return the unit set whose lines lie over former units, or an empty text."""
    newest = here.workspace.gazetteer.newest_first[0]
    return newest if here.choice.basis is Basis.FORMER and question.now.unit_set != newest else ""


@kept
def _painted(_here: Screen, key: tuple[str, ...], _question: Question, _shade: str) -> MapPaint:
    """Paint once for all readers of the same view; a paint is never changed."""
    boundaries = cache.boundaries()[polygon_set(_question.now.unit_set)]
    focus = _here.choice.focus.ref_area if _here.choice.focus else ""
    pooled = _pooled(_here) if _shade == "pair" else ()
    table = _here.change_table(_question)
    outlines = _outlines(_here, _question)
    look = _here.view.look
    request = MapRequest(_question, table, _shade, _here.theme, focus, pooled, outlines, look)
    paint = map_paint(request, boundaries, _here.workspace, _here.t)
    other = _here.t("map.as_country" if look else "map.as_tiles")
    return replace(paint, words=replace(paint.words, other_look=other))


def _pooled(here: Screen) -> tuple[float, ...]:
    """Return the values of both periods: two maps side by side share their limits."""
    base = here.question.base
    tables = [here.changes, *([here.change_table(Question(here.question.indicator, base))] if base else [])]
    return tuple(float(value) for table in tables for value in table["obs_value"].dropna())


@replayed
def restated_print(_here: Screen, key: tuple[str, ...], mode: str) -> None:
    """Write under the map how many units have an estimate and by which rules, of each period that is shown."""
    t, question = _here.t, _here.question
    sides = [("", question.now), *([("base_", question.base)] if mode != "one" and question.base else [])]
    for side, at in sides:
        line = restated_line(_here.changes, t, side=side)
        if line:
            st.caption(literal(f"{t.short_period(at.period)}: {line}" if len(sides) > 1 else line))


def way_to_restated(here: Screen, mode: str) -> None:
    """Offer both periods on one unit set, where they are compared as published on two."""
    choice = here.choice
    if mode == "one" or choice.basis is not Basis.PUBLISHED or choice.base_unit_set == choice.unit_set:
        return
    newer = min((choice.unit_set, choice.base_unit_set), key=here.workspace.gazetteer.newest_first.index)
    view = replace(here.view, basis=str(Basis.RESTATED), unit_set=newer)
    label = here.t("map.other_sets", size=newer)
    st.page_link("pages/map.py", label=label, icon=":material/compare_arrows:", query_params=view.spelled())
