"""Bản đồ: one indicator on the whole country, one period, two side by side, or the difference."""

import streamlit as st

from lib.ui.map_view import map_print, maps, mode_choice
from lib.ui.page_head import literal, page_head, say
from lib.ui.screen import screen

here = screen()
page_head(here)
say(here)
mode = mode_choice(here)
maps(here, mode)
st.caption(literal(map_print(here)))
