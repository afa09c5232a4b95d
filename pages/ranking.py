"""Xếp hạng: who stands where, who moved and why, over the units of the period."""

import streamlit as st

from lib.ui.page_head import counted, page_head, say, small_print
from lib.ui.ranking_view import downloads, ranking_table, show_movers, why_it_moved
from lib.ui.screen import screen
from lib.ui.slope_view import slope

here = screen()
page_head(here)
say(here)
why_it_moved(here)

periods = [here.t.short_period(period) for period in (here.choice.base, here.choice.period) if period]
table_tab, slope_tab = st.tabs([here.t("ranking.table"), here.t("ranking.slope")])
with table_tab:
    ranking_table(here, here.key)
    small_print(here, here.changes, counted(here.changes), periods)
    downloads(here)
with slope_tab:
    show_movers(here)
    slope(here, here.key)
    small_print(here, here.changes, counted(here.changes), periods)
