"""Xếp hạng: who stands where, who moved and why, over the units of the period."""

import streamlit as st

from lib.ui.page_head import page_head, small_print
from lib.ui.point_view import point_part
from lib.ui.ranking_view import (
    downloads,
    ranking_table,
    restated_caption,
    show_movers,
    unit_changes,
    why_it_moved,
)
from lib.ui.screen import screen
from lib.ui.slope_view import slope

here = screen()
page_head(here, here.key)
why_it_moved(here, here.key)
names = [here.t("ranking.table"), here.t("ranking.slope"), here.t("points.title")]
table_tab, slope_tab, point_tab = st.tabs(names, key=here.widget("ranking"), on_change="rerun")
if table_tab.open:
    with table_tab:
        ranking_table(here, here.key)
        restated_caption(here, here.key)
        unit_changes(here, here.key)
        small_print(here, here.key)
        downloads(here)
if slope_tab.open:
    with slope_tab:
        show_movers(here, here.key)
        slope(here, here.key)
        small_print(here, here.key)
if point_tab.open:
    with point_tab:
        point_part(here, here.key)
        small_print(here, here.key)
