"""What is told at the head of the deck page: who is at work, what was done, what stood in the way."""

import streamlit as st

from lib.model.deck import Deck
from lib.services.decks import Shelved
from lib.ui import briefing_state as state
from lib.ui import hand_in_tickets as tickets
from lib.ui.page_head import literal
from lib.ui.screen import Screen


def who_arranges(here: Screen, place: str) -> None:
    """Ask who is at work, remembered for the session as for handing in; beside a page once, and not with every slide.

    `place` is `add`, `new`, `deck` or `said`; beside a page (`add`) there is little room, so a name under which
    something has been kept is changed on the deck's own page.
    """
    if place == "add" and state.has_kept() and tickets.actor():
        return
    key = f"briefing_actor_{place}"
    st.session_state[key] = tickets.actor()
    st.text_input(
        here.t("briefing.actor"),
        key=key,
        max_chars=200,
        placeholder=here.t("handin.actor_example"),
        on_change=tickets.keep_actor,
        args=(key,),
    )


def show_said(here: Screen, shelved: Shelved | None) -> None:
    """Tell what came of the last act; a state of somebody else that stood in the way with his name and the time.

    On a deck's own page (`shelved`) a toast says it too: whoever works on its last slide does not see the head.
    """
    t = here.t
    nameless, newest, refused = state.nameless(), state.conflict(), state.refused()
    if shelved is not None and (nameless or newest or refused):
        st.toast(t("briefing.not_kept"), icon=":material/error:")
    if nameless:
        st.error(t("briefing.nameless"), icon=":material/person_alert:")
        if shelved is not None:  # a deck's own page has the field in a part that is folded away
            who_arranges(here, "said")
    if newest is not None:
        moment = t.moment(newest.saved_at)
        said = "briefing.conflict" if newest.body else "briefing.conflict_away"
        st.error(literal(t(said, actor=newest.actor, moment=moment)), icon=":material/group:")
        if shelved is not None:
            state.saw_newest(shelved)
    if refused is not None:
        st.error(literal(t.label(refused)), icon=":material/error:")
    _done(here, shelved)


def _done(here: Screen, shelved: Shelved | None) -> None:
    did = state.done()
    if did is None:
        return
    if shelved is not None:
        back = f" {here.t('briefing.undo_above')}" if did.before is not None else ""
        st.toast(here.t(did.key) + back, icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center", key="briefing_done"):
        st.success(here.t(did.key), icon=":material/check_circle:")
        if did.before is not None and shelved is not None:
            st.button(here.t("briefing.undo"), icon=":material/undo:", on_click=_undo, args=(shelved, did.before.deck))


def _undo(shelved: Shelved, before: Deck) -> None:
    state.save(shelved, before, "briefing.undone")
