"""The parts of the map page: one period, two side by side, or the difference; a click opens the unit's profile."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from lib.model.view import View
from lib.services.map_content import MapRequest, map_paint, polygon_set
from lib.services.questions import Question
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.map_frame import show_map
from lib.ui.page_head import print_line
from lib.ui.screen import Screen, chosen

MODES = ("one", "pair", "change")
HEIGHT, PAIR_HEIGHT = 640, 560


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
    """Draw the map or the two maps of a mode and open the profile of a unit that is clicked."""
    if mode == "pair" and here.question.base is not None:
        clicked = _pair(here)
    else:
        shade = "change" if mode == "change" else "value"
        clicked = _map(here, here.question, here.changes, shade, key="map", height=HEIGHT)
    if clicked:
        st.switch_page("pages/province.py", query_params=here.view.with_focus(clicked).spelled())


def _pair(here: Screen) -> str | None:
    base = here.question.base
    if base is None:
        return None
    earlier = Question(here.question.indicator, base)
    tables = (cache.changes(earlier), here.changes)
    pooled = tuple(float(value) for table in tables for value in table["obs_value"] if pd.notna(value))
    clicked = None
    sides = zip(st.columns(2), ("map_base", "map"), (earlier, here.question), tables, strict=True)
    for column, key, question, table in sides:
        with column:
            clicked = _map(here, question, table, "value", key=key, height=PAIR_HEIGHT, pooled=pooled) or clicked
    return clicked


def _map(
    here: Screen,
    question: Question,
    table: pd.DataFrame,
    shade: str,
    *,
    key: str,
    height: int,
    pooled: tuple[float, ...] = (),
) -> str | None:
    boundaries = cache.boundaries()[polygon_set(question.now.unit_set)]
    focus = next(iter(here.choice.focus_areas), "")
    request = MapRequest(question, table, shade, here.theme, focus, pooled)
    paint = map_paint(request, boundaries, here.workspace, here.t)
    return show_map(paint, boundaries, key=key, height=height)


def map_print(here: Screen) -> str:
    """Return the small print under the map."""
    have = int(here.changes["obs_value"].notna().sum())
    periods = [here.t.short_period(period) for period in (here.choice.base, here.choice.period) if period]
    return print_line(here, here.changes, (have, len(here.changes)), periods[-1:] if here.view.mode == "" else periods)
