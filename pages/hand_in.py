"""Nộp bảng: what was understood of a file, what is still asked, what would change, and the confirmation."""

import streamlit as st

from lib.ui.hand_in_map import preview_map
from lib.ui.hand_in_preview import changed_table, issue_part, new_table, unchanged_table
from lib.ui.hand_in_view import carry_out, choose_ticket, confirmation, empty_page, first_tab, overview, tab_names
from lib.ui.screen import screen

here = screen()
st.subheader(here.t("page.hand_in"))
with st.container():  # of its own, so that a message that comes or goes shifts nothing below it
    carry_out(here)
if not here.tickets:
    empty_page(here)
else:
    ticket = choose_ticket(here)
    with st.container():
        state = overview(here, ticket)
    if state is not None:
        left, right = st.columns([7, 3], gap="medium")
        with right:
            confirmation(here, ticket, state)
        with left, st.container(key="hand_in_tables"):
            parts = (changed_table, new_table, unchanged_table, issue_part, preview_map)
            first, key = first_tab(here, state), here.widget(f"tab_{ticket.ticket_id}")
            tabs = st.tabs(tab_names(here), default=first, key=key, on_change="rerun")
            for tab, part in zip(tabs, parts, strict=True):
                if tab.open:
                    with tab:
                        part(here, ticket, state)
