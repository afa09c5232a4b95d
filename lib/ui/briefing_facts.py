"""What a deck says of itself: title, meeting days, language, look; and putting it away."""

from dataclasses import replace
from typing import Any

import streamlit as st

from lib.i18n import Translator
from lib.model.deck import PRESETS
from lib.model.view import View
from lib.model.words import LANGUAGES, Words
from lib.services import decks
from lib.services.deck_writers import writer_of
from lib.services.decks import Shelved
from lib.services.meeting_days import refused_day
from lib.services.plain_text import one_line
from lib.ui import briefing_state as state
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.briefing_fields import Fields
from lib.ui.briefing_said import who_arranges
from lib.ui.screen import Screen

_FACTS = ("title", "day", "meeting_before", "language", "preset")
_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def deck_facts(here: Screen, shelved: Shelved) -> None:
    """Let the reader change what the deck says of itself; the part stays as he left it, open or folded.

    Once opened its fields are drawn even when folded: what was typed into them is not to be lost by folding.
    """
    t, key = here.t, here.widget(f"briefing_facts_{shelved.deck_id}")
    area = st.expander(t("briefing.facts"), icon=":material/tune:", key=key, on_change="rerun")
    once = f"{key}_once"
    if not (area.open or st.session_state.get(once)):
        return
    st.session_state[once] = True
    with area:
        who_arranges(here, "deck")
        _form(here, shelved)
        st.button(
            t("briefing.put_away"),
            icon=":material/inventory_2:",
            on_click=_put_away,
            args=(here.view, shelved),
            help=t("briefing.put_away_help"),
        )


def _form(here: Screen, shelved: Shelved) -> None:
    """Draw the form; it saves over the state its fields show, not over one that was not seen in them."""
    t, seen = here.t, state.seen_in_form("", shelved, fresh=_fields(here, shelved).fresh)
    fields = _fields(here, seen)
    fields.fill()
    with st.form(f"briefing_facts_{shelved.deck_id}", border=False):
        st.text_input(t("briefing.title"), key=fields.key("title"), max_chars=state.LONGEST_TITLE)
        fields.tell_other("title", t)
        left, right = st.columns(2)
        with left:
            st.date_input(t("briefing.meeting_day"), key=fields.key("day"), format="DD/MM/YYYY")
            fields.tell_other("day", t, t.date)
            names, key = _LANGUAGE_NAMES, fields.key("language")
            st.selectbox(t("briefing.language"), LANGUAGES, key=key, format_func=names.__getitem__)
            fields.tell_other("language", t, names.__getitem__)
        with right:
            st.date_input(
                t("briefing.meeting_before"),
                key=fields.key("meeting_before"),
                format="DD/MM/YYYY",
                help=t("briefing.meeting_before_help"),
            )
            fields.tell_other("meeting_before", t, t.date)

            def preset(name: str) -> str:
                return t(f"briefing.preset_{name}")

            st.selectbox(t("briefing.preset"), PRESETS, key=fields.key("preset"), format_func=preset)
            fields.tell_other("preset", t, preset)
        st.form_submit_button(t("briefing.keep"), on_click=_keep, args=(t, seen, fields))


def _fields(here: Screen, shelved: Shelved) -> Fields:
    def writer(name: str) -> str:
        return writer_of(shelved.deck_id, lambda deck: getattr(deck, name), here.workspace)

    standing: dict[str, Any] = {name: getattr(shelved.deck, name) for name in _FACTS}
    return Fields(f"deck_{shelved.deck_id}_{here.view.language}", standing, writer)


def _keep(t: Translator, shelved: Shelved, fields: Fields) -> None:
    typed = fields.typed()
    typed["title"] = one_line(str(typed["title"] or ""), state.LONGEST_TITLE) or shelved.deck.title
    typed["day"] = typed["day"] or shelved.deck.day
    changed = replace(shelved.deck, **typed)
    refused = refused_day(changed, t)
    if refused:
        state.refuse(Words(refused, refused))
    elif state.save(shelved, changed, "briefing.kept"):
        fields.forget()
    else:
        state.sent("")


def _put_away(view: View, shelved: Shelved) -> None:
    def act(actor: str) -> Shelved:
        decks.put_away(shelved, actor, cache.workspace())
        return shelved

    if state.attempt(act, state.Done("briefing.away")) is not None:
        remember(replace(view, deck=""))
