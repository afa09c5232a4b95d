"""The addresses of the pages. Each differs from its file's name: a path that equals it would run without the frame."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lib.ui.screen import Screen

_ROUTES = {
    "map": ("ban-do", ":material/map:"),
    "trend": ("xu-huong", ":material/show_chart:"),
    "ranking": ("xep-hang", ":material/leaderboard:"),
    "province": ("tinh", ":material/location_city:"),
    "data": ("so-lieu", ":material/database:"),
}


def route_table(here: Screen) -> tuple[dict[str, StreamlitPage], StreamlitPage]:
    """Return the pages by file stem, and the page at `/`, which only leads on."""
    pages = {
        stem: st.Page(f"pages/{stem}.py", title=here.t(f"page.{stem}"), icon=icon, url_path=path)
        for stem, (path, icon) in _ROUTES.items()
    }
    return pages, st.Page(_home, title="Toàn Cảnh", default=True)


def _home() -> None:
    """Nothing is drawn at `/`: the frame has already led on."""
