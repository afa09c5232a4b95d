"""An empty page: the framework's floor."""

import streamlit as st

from bench.floor.warm import warm_up

app = st.App(__file__, lifespan=warm_up)

if __name__ == "__main__":
    st.set_page_config(page_title="floor", layout="wide")
