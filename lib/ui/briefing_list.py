"""The shelf of decks: which there are, of which day, by whom; and the form for a new one."""

from dataclasses import replace

import streamlit as st

from lib.model.view import View
from lib.services import decks
from lib.services.decks import Shelved
from lib.ui import briefing_state as state
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.briefing_said import who_arranges
from lib.ui.page_head import literal
from lib.ui.screen import Screen


def shelf_page(here: Screen) -> None:
    """Draw the decks there are, and the form that begins a new one."""
    t = here.t
    st.subheader(t("page.briefing"))
    if here.view.deck:
        st.warning(t("briefing.gone"), icon=":material/link_off:")
    left, right = st.columns([3, 2], gap="large")
    with left:
        found = decks.shelf(here.workspace)
        for shelved in found:
            _row(here, shelved)
        if not found:
            st.info(t("briefing.empty"), icon=":material/co_present:")
            st.markdown("\n".join(f"{place}. {t(f'briefing.how_{place}')}" for place in range(1, 5)))
    with right:
        _new(here)


def _row(here: Screen, shelved: Shelved) -> None:
    t, deck = here.t, shelved.deck
    with st.container(border=True, gap="xsmall"):
        view = replace(here.view, deck=shelved.deck_id)
        label = f"**{literal(deck.title)}**"
        st.page_link("pages/briefing.py", label=label, icon=":material/co_present:", query_params=view.spelled())
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(t("briefing.day", day=t.date(deck.day)), icon=":material/event:", color="gray")
            st.badge(t("briefing.count", count=t.number(len(deck.slides))), icon=":material/filter_none:", color="gray")
            if deck.frozen_at:
                moment = t.moment(deck.frozen_at)
                st.badge(t("briefing.frozen", moment=moment), icon=":material/ac_unit:", color="blue")
        st.caption(literal(t("briefing.saved", actor=shelved.actor, moment=t.moment(shelved.saved_at))))


def _new(here: Screen) -> None:
    t = here.t
    with st.container(border=True):
        st.markdown(f"**{t('briefing.new')}**")
        who_arranges(here, "new")
        title, day = here.widget("briefing_new_title"), here.widget("briefing_new_day")
        with st.form(here.widget("briefing_new"), border=False):  # Enter in the title begins the deck
            st.text_input(
                t("briefing.title"), key=title, max_chars=state.LONGEST_TITLE, placeholder=t("briefing.title_example")
            )
            st.date_input(t("briefing.meeting_day"), value=decks.today(), key=day, format="DD/MM/YYYY")
            st.form_submit_button(
                t("briefing.begin"),
                type="primary",
                icon=":material/add:",
                on_click=_begin,
                args=(here.view, title, day),
            )
        if st.session_state.pop("briefing_untitled", False):
            st.error(t("briefing.untitled"), icon=":material/title:")


def _begin(view: View, title_key: str, day_key: str) -> None:
    title, day = state.typed(title_key, state.LONGEST_TITLE), st.session_state[day_key]
    if not title:
        st.session_state["briefing_untitled"] = True
        return
    begun = state.attempt(lambda actor: decks.begin(title, day, view.language, actor, cache.workspace()))
    if begun is not None:
        remember(replace(view, deck=begun.deck_id))
