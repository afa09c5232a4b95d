"""Số liệu: what is loaded, from where, how fresh and how complete, and what the sources contradict."""

import streamlit as st

from lib.ui.data_view import batch_table, contradiction_table, coverage_table, overview, source_table
from lib.ui.screen import screen

here = screen()
st.subheader(here.t("page.data"))
overview(here, here.store_key)
names = [here.t(f"data.{part}") for part in ("coverage", "sources", "contradictions", "batches")]
tabs = st.tabs(names, key=here.widget("data"), on_change="rerun")
for tab, table in zip(tabs, (coverage_table, source_table, contradiction_table, batch_table), strict=True):
    if tab.open:
        with tab:
            table(here, here.store_key)
