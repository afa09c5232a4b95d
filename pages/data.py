"""Số liệu: what is loaded, what came in when, what a figure was before, templates, sources and contradictions."""

from collections.abc import Callable

import streamlit as st

from lib.ui.batch_list import batch_tab, first_part
from lib.ui.data_view import contradiction_table, coverage_table, overview, source_table
from lib.ui.history_view import history_tab
from lib.ui.screen import Screen, screen
from lib.ui.template_view import template_tab

PARTS: dict[str, Callable[[Screen, tuple[str, ...]], None]] = {
    "coverage": coverage_table,
    "batches": batch_tab,
    "history": history_tab,
    "templates": template_tab,
    "sources": source_table,
    "contradictions": contradiction_table,
}
here = screen()
st.subheader(here.t("page.data"))
overview(here, here.store_key)
names = {part: here.t(f"data.{part}") for part in PARTS}
tabs = st.tabs([*names.values()], default=names[first_part()], key=here.widget("data"), on_change="rerun")
for tab, part in zip(tabs, PARTS.values(), strict=True):
    if tab.open:
        with tab:
            part(here, here.store_key)
