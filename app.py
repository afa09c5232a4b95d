"""Toàn Cảnh: page configuration, the frame around every page, and the route table."""

import streamlit as st

from lib.ui.frame import draw_frame, show_notices
from lib.ui.routes import route_table
from lib.ui.screen import screen

st.set_page_config(page_title="Toàn Cảnh", page_icon=":material/map:", layout="wide")

here = screen()
pages, home = route_table(here)
page = st.navigation([home, *pages.values()], position="hidden")
if page == home:
    st.switch_page(pages["map"], query_params=here.view.spelled())
draw_frame(here, pages)
show_notices(here)
page.run()
