"""The map of a hand-in before it is stored: one indicator and period of the file, told apart as new and changed."""

import streamlit as st

from lib.charts.map_paint import MapPaint
from lib.model.period import Period
from lib.services.desk import Ticket
from lib.services.hand_in_paint import Slice, hand_in_paint, slices
from lib.services.map_content import polygon_set
from lib.services.reading_jobs import Finished
from lib.ui import cache
from lib.ui.hand_in_preview import reading_key
from lib.ui.map_frame import show_map
from lib.ui.screen import Screen

_HEIGHT = 520  # pixels


def preview_map(here: Screen, ticket: Ticket, state: Finished) -> None:
    """Draw what is being handed in on the map; what the file does not hold is hatched."""
    t = here.t
    parts = slices(state.preview.compared) if state.preview is not None else []
    if state.preview is None or not parts:
        st.info(t("handin.none_map"))
        return
    part = _choose(here, ticket, parts)
    paint = _painted(here, (*reading_key(here, ticket), str(part)), state, part)
    show_map(paint, cache.boundaries()[polygon_set(part.unit_set)], key="hand_in_map", height=_HEIGHT)
    st.caption(t("handin.map_note"))


def _choose(here: Screen, ticket: Ticket, parts: list[Slice]) -> Slice:
    if len(parts) == 1:
        return parts[0]
    names = [_name(here, part) for part in parts]
    place = st.selectbox(
        here.t("handin.map_of"),
        range(len(parts)),
        key=f"hand_in_slice_{ticket.ticket_id}_{here.view.language}",
        format_func=names.__getitem__,
    )
    return parts[place]


def _name(here: Screen, part: Slice) -> str:
    indicator = here.workspace.catalogue.indicator(part.indicator)
    name = f"{here.t.label(indicator.short)} {here.t.short_period(Period.parse(part.period))}"
    return here.t("handin.unit_of", name=name, unit_set=part.unit_set)


@cache.kept
def _painted(_here: Screen, key: tuple[str, ...], _state: Finished, _part: Slice) -> MapPaint:
    """Paint once for a reading, an indicator and a period."""
    boundaries = cache.boundaries()[polygon_set(_part.unit_set)]
    seen = _state.preview
    if seen is None:
        raise ValueError("nothing to draw")
    return hand_in_paint(_part, seen.compared, boundaries, _here.workspace, _here.t, theme=_here.theme)
