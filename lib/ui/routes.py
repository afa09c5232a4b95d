"""The addresses of the pages. Each differs from its file's name: a path that equals it would run without the frame."""

from copy import copy
from functools import lru_cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lib.i18n import Translator, translator
from lib.model.words import Language

PATHS = {
    "overview": "toan-canh",
    "map": "ban-do",
    "trend": "xu-huong",
    "ranking": "xep-hang",
    "province": "tinh",
    "compare": "so-sanh",
    "briefing": "trinh-chieu",
    "data": "so-lieu",
    "hand_in": "nop-bang",
}
PRESENTING = "trinh-chieu/chieu"
SHORT = "c"
_ICONS = {
    "overview": ":material/dashboard:",
    "map": ":material/map:",
    "trend": ":material/show_chart:",
    "ranking": ":material/leaderboard:",
    "province": ":material/location_city:",
    "compare": ":material/compare_arrows:",
    "briefing": ":material/co_present:",
    "data": ":material/database:",
    "hand_in": ":material/upload_file:",
}


def route_table(t: Translator) -> tuple[dict[str, StreamlitPage], StreamlitPage]:
    """Return the pages by file stem, and the page at `/`, which only leads on."""
    pages, first = _made(t.language)
    # Copies: a rerun notes on its pages which of them it may run, and several reruns are under way at once.
    return {stem: copy(page) for stem, page in pages.items()}, copy(first)


@lru_cache
def _made(language: Language) -> tuple[dict[str, StreamlitPage], StreamlitPage]:
    """Make the pages once for each language: streamlit looks for the file of every page it makes."""
    t = translator(language)
    pages = {
        stem: st.Page(f"pages/{stem}.py", title=t(f"page.{stem}"), icon=_ICONS[stem], url_path=path)
        for stem, path in PATHS.items()
    }
    return pages, st.Page(home, title="Toàn Cảnh", default=True)


def home() -> None:
    """Nothing is drawn at `/`: the frame has already led on."""


def present_path(deck_id: str) -> str:
    """Return where a deck is shown, full screen and without the frame of the pages."""
    return f"/{PRESENTING}/{deck_id}"


def short_path(deck_id: str) -> str:
    """Return the short address of the same, for people in the room."""
    return f"/{SHORT}/{deck_id}"
