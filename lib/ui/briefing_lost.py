"""What one typed into a deck that somebody else put away meanwhile: shown, and the deck is brought back with it."""

from dataclasses import replace

import streamlit as st

from lib.model.deck import Deck
from lib.model.view import View
from lib.services import decks
from lib.services.decks import Shelved
from lib.ui import briefing_state as state
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.page_head import literal
from lib.ui.screen import Screen


def lost_part(here: Screen, shelved: Shelved | None) -> None:
    """Show the work that could not be kept until it is kept or dropped; on the shelf and on the deck's own page."""
    lost, t = state.lost(), here.t
    if lost is None or (shelved is not None and shelved.deck_id != lost.seen.deck_id):
        return
    typed = _typed(lost)
    with st.container(border=True, key="briefing_lost"):
        said = "briefing.lost_words" if typed else "briefing.lost"
        st.markdown(f":material/inventory_2: {literal(t(said, title=lost.seen.deck.title))}")
        if typed:
            st.code("\n".join(typed), language=None, wrap_lines=True)
        with st.container(horizontal=True):
            if shelved is None:
                st.button(
                    t("briefing.bring_back"),
                    type="primary",
                    icon=":material/unarchive:",
                    on_click=_bring_back,
                    args=(here.view, lost),
                )
            st.button(t("briefing.lost_drop"), on_click=state.forget_lost)


def _typed(lost: state.Lost) -> list[str]:
    known = set(_texts(lost.seen.deck))
    return [text for text in _texts(lost.wanted) if text and text not in known]


def _texts(deck: Deck) -> list[str]:
    return [deck.title, *(text for slide in deck.slides for text in (slide.title, slide.sentence, slide.note))]


def _bring_back(view: View, lost: state.Lost) -> None:
    if state.save(lost.seen, lost.wanted, "briefing.brought_back"):
        state.forget_lost()
        state.close_form()
    if decks.opened(lost.seen.deck_id, cache.workspace()) is not None:  # also where somebody else was quicker
        remember(replace(view, deck=lost.seen.deck_id))
