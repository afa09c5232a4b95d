"""The earlier states of a deck: who saved what when, and making one of them the newest."""

import streamlit as st

from lib.services import decks
from lib.services.decks import Shelved
from lib.ui import briefing_state as state
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_MOST = 30


def history_part(here: Screen, shelved: Shelved) -> None:
    """Draw the states of a deck, the newest first; the list is read when it is opened."""
    t = here.t
    area = st.expander(
        t("briefing.history"), icon=":material/history:", key=here.widget("briefing_history"), on_change="rerun"
    )
    if not area.open:
        return
    with area:
        states = decks.past(shelved.deck_id, here.workspace)
        for earlier in states[:_MOST]:
            _row(here, shelved, earlier)
        if len(states) > _MOST:
            st.caption(t("briefing.history_more", count=t.number(len(states) - _MOST)))


def _row(here: Screen, shelved: Shelved, earlier: Shelved) -> None:
    t, deck = here.t, earlier.deck
    told = t(
        "briefing.state",
        number=earlier.revision,
        moment=t.moment(earlier.saved_at),
        actor=earlier.actor,
        count=t.number(len(deck.slides)),
        title=deck.title,
    )
    frozen = f" · {t('briefing.frozen', moment=t.moment(deck.frozen_at))}" if deck.frozen_at else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(literal(told + frozen))
        if earlier.revision == shelved.revision:
            st.badge(t("briefing.now"), color="green")
        else:
            st.button(
                t("briefing.restore"),
                key=f"briefing_restore_{earlier.deck_id}_{earlier.revision}",
                on_click=_restore,
                args=(shelved, earlier),
                type="tertiary",
                icon=":material/settings_backup_restore:",
            )


def _restore(shelved: Shelved, earlier: Shelved) -> None:
    state.save(shelved, earlier.deck, "briefing.restored", back=True)
