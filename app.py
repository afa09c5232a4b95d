"""Toàn Cảnh: page configuration, the frame around every page, and the route table.

`streamlit run app.py` imports this file once and serves `app`; every rerun then executes it as `__main__`.
"""

from pathlib import Path

import streamlit as st

from lib.ui.incident import show_incident
from lib.ui.server import page_routes, warm_up

if __name__ != "__main__":
    app = st.App(__file__, lifespan=warm_up, routes=page_routes(), on_script_error=show_incident)
else:
    from lib.ui.frame import draw_frame, show_notices
    from lib.ui.routes import route_table
    from lib.ui.screen import read_screen

    st.set_page_config(page_title="Toàn Cảnh", page_icon=str(Path(__file__).parent / "lib/ui/icon.svg"), layout="wide")
    here = read_screen()
    pages, home = route_table(here.t)
    page = st.navigation([home, *pages.values()], position="hidden")
    if page == home:
        st.switch_page(pages["overview"], query_params=here.view.spelled())
    draw_frame(here, pages, page)
    show_notices(here)
    page.run()
