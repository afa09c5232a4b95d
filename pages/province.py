"""Hồ sơ tỉnh: one unit, every index, its components, those like it, and what a change would give."""

import streamlit as st

from lib.ui.component_view import component_part
from lib.ui.peer_view import peer_part
from lib.ui.province_view import other_territories, province_head, unit_question
from lib.ui.screen import screen
from lib.ui.standing_view import standing_part
from lib.ui.what_if_view import place_part, what_if_part

here = screen()
if here.choice.focus is None:
    unit_question(here)
else:
    province_head(here)
    standing_part(here)
    names = [here.t("peers.parts_tab"), here.t("peers.tab"), here.t("places.tab")]
    part_tab, peer_tab, place_tab = st.tabs(names, key=here.widget("province"), on_change="rerun")
    if part_tab.open:
        with part_tab:
            component_part(here, here.key)
    if peer_tab.open:
        with peer_tab:
            peer_part(here)
    if place_tab.open:
        with place_tab:
            place_part(here, here.key)
            what_if_part(here)
    other_territories(here, here.link_key)
