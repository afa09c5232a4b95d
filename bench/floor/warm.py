"""What both floors share with the app: the same packages in memory, and the garbage collector spared."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st


@asynccontextmanager
async def warm_up(_: st.App) -> AsyncIterator[None]:
    """Import what the app imports, then freeze it: what is left is Streamlit's own price for a rerun."""
    for name in ("map_view", "ranking_view", "trend_view"):
        import_module(f"lib.ui.{name}")  # here, as in the app: what is cached may be declared once the server runs
    gc.collect()
    gc.freeze()
    yield
