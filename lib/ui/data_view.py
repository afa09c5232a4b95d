"""The parts of the page on what is loaded that only show: a few numbers, coverage, sources, contradictions."""

import pandas as pd
import streamlit as st

from lib.services.inventory import contradiction_rows, coverage_rows, source_rows
from lib.ui.cache import replayed
from lib.ui.screen import Screen


@replayed
def overview(_here: Screen, key: tuple[str, ...]) -> None:
    """Show how much there is and how new it is."""
    t, coverage = _here.t, _here.coverage
    slots = [slot for known in coverage.slots.values() for slot in known]
    batches = _here.workspace.store.batches()
    numbers = {
        "indicators": t.number(len(coverage.slots)),
        "values": t.number(sum(slot.value_count for slot in slots)),
        "ranks": t.number(sum(slot.rank_count for slot in slots)),
        "newest": t.short_period(max(slot.period for slot in slots)) if slots else "–",
        "loaded": t.moment(batches[0].published_at).split(" ")[0] if batches else "–",
    }
    with st.container(horizontal=True, gap="medium"):
        for name, text in numbers.items():
            st.metric(t(f"data.{name}"), text, width="content")


def _table(here: Screen, rows: pd.DataFrame, *, numbers: tuple[str, ...] = (), told: str = "") -> None:
    if rows.empty:
        st.info(here.t("data.nothing"))
        return
    style = rows.style.format(lambda count: here.t.number(float(str(count))), subset=list(numbers)) if numbers else rows
    helps = {"newest": told or None}
    names = map(str, rows.columns)
    config = {name: st.column_config.Column(here.t(f"inventory.{name}"), help=helps.get(name)) for name in names}
    st.dataframe(style, column_config=config, hide_index=True, height=min(38 + 35 * len(rows), 620))


@replayed
def coverage_table(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw what each indicator has."""
    rows = coverage_rows(_here.coverage, _here.workspace, _here.t)
    _table(_here, rows, numbers=("values", "ranks"), told=_here.t("data.incomplete"))


@replayed
def source_table(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw where the figures come from."""
    _table(_here, source_rows(_here.workspace, _here.t))


@replayed
def contradiction_table(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw what the sources contradict each other in."""
    _table(_here, contradiction_rows(_here.workspace, _here.t))
