"""A page with nothing but a sidebar like ours, its words made up: the price of widgets and links alone."""

import streamlit as st

from bench.floor.warm import warm_up

app = st.App(__file__, lifespan=warm_up)


def nothing() -> None:
    """Draw an empty page."""


if __name__ == "__main__":
    st.set_page_config(page_title="floor", layout="wide")
    pages = [st.Page(nothing, title=f"Trang {n}", url_path=f"trang-{n}", default=n == 0) for n in range(6)]
    page = st.navigation(pages, position="hidden")
    view = {"lang": "vi", "ind": "A", "t": "2024", "base": "2023", "area": "63-77", "units": "63"}
    with st.sidebar:
        st.session_state["language"] = "vi"
        st.segmented_control("Ngôn ngữ", ["vi", "en"], key="language", label_visibility="collapsed")
        for link in pages[1:]:
            st.page_link(link, query_params=view)
        st.divider()
        for key, count in {"unit": 110, "field": 12, "indicator": 14}.items():
            st.session_state[key] = f"{key} 1"
            st.selectbox(key, [f"{key} {n}" for n in range(count)], key=key)
        for key, column in zip(("period", "base"), st.columns(2), strict=True):
            st.session_state[key] = "2020"
            column.selectbox(key, [str(year) for year in range(2006, 2025)], key=key)
        st.caption("63 đơn vị")
    page.run()
