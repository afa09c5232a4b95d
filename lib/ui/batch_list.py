"""The list of batches: found by a word, one opened by its row. What is opened is drawn elsewhere."""

import hashlib

import pandas as pd
import streamlit as st

from lib.i18n import Translator
from lib.model.batch import Batch
from lib.services.batch_detail import BatchCounts, batch_counts, batch_summary
from lib.services.inventory import batch_rows, found_batches
from lib.ui import hand_in_tickets as tickets
from lib.ui.batch_view import OPENED, batch_identity, show_batch
from lib.ui.cache import kept
from lib.ui.screen import Screen
from lib.ui.undo_view import show_outcome

_GREETED = "greeted_batch"
_MANY = 12  # batches: fewer are seen at a glance
_MOST_HIGH = 400  # pixels: what is opened begins on the first screen
_COLUMNS = ("batch", "moment", "file", "actor", "kind", "state", "rows", "new", "changed", "unchanged", "note", "hash")
_WIDTHS = {"batch": 60, "file": 190, "actor": 150, "kind": 135, "note": 260}  # pixels; the counts are seen at once
_NUMBERS = ("rows", "new", "changed", "unchanged")


@st.cache_resource(max_entries=8192, show_spinner=False, hash_funcs={Batch: batch_identity})
def _counts(_here: Screen, batch: Batch) -> BatchCounts:
    return batch_counts(batch, batch_summary(batch.batch_id, _here.workspace))


@kept
def _rows(_here: Screen, key: tuple[str, ...]) -> pd.DataFrame:
    batches = _here.workspace.store.batches()
    counts = {batch.batch_id: _counts(_here, batch) for batch in batches}
    return batch_rows(batches, _here.t, counts)


def batch_tab(here: Screen, key: tuple[str, ...]) -> None:
    """Draw the list, and below it the batch that is opened."""
    t = here.t
    rows = _rows(here, key)
    _open_stored()
    show_outcome(here)
    if rows.empty:
        st.info(t("batches.none"))
        return
    text = ""
    if len(rows) > _MANY:
        text = st.text_input(t("batches.find"), key=here.widget("batches_find"), help=t("batches.find_help"))
    found = found_batches(rows, text) if text.strip() else rows
    if found.empty:
        st.info(t("batches.found_none"))
        return
    opened = _opened(here, found, text)
    if opened is None:
        st.caption(t("batches.choose"))
    else:
        show_batch(here, opened)


def first_part() -> str:
    """Return which part of the page is open at first: the batches for somebody who has just handed a table in."""
    return "batches" if tickets.stored() else "coverage"


def _open_stored() -> None:
    """Open what was stored in this session, once."""
    stored = tickets.stored()
    if stored is not None and st.session_state.get(_GREETED) != stored.batch.batch_id:
        st.session_state[_GREETED] = st.session_state[OPENED] = stored.batch.batch_id


def _opened(here: Screen, found: pd.DataFrame, text: str) -> int | None:
    """Draw the list and return the number of the batch whose row is ticked.

    A row is ticked by its place. So the list has another key whenever places change (a batch came in, another word is
    looked for), and begins with the tick on the batch that was open before.
    """
    t = here.t
    key = here.widget(f"batches_{here.version}_{hashlib.sha256(text.encode()).hexdigest()[:8]}")
    first = f"{key}_first"
    places = found.index[found["batch"] == st.session_state.get(OPENED)].tolist()
    at_first = st.session_state.setdefault(first, places)
    style = found[list(_COLUMNS)].style.format(lambda count: _count(count, t), subset=list(_NUMBERS))
    config = {name: st.column_config.Column(t(f"inventory.{name}")) for name in _COLUMNS}
    for name, width in _WIDTHS.items():
        config[name] = st.column_config.Column(t(f"inventory.{name}"), pinned=name == "batch", width=width)
    event = st.dataframe(
        style,
        key=key,
        column_config=config,
        hide_index=True,
        placeholder="–",
        height=min(38 + 35 * len(found), _MOST_HIGH),
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": at_first}},
    )
    ticked = [int(found["batch"].iloc[place]) for place in event["selection"]["rows"] if place < len(found)]
    opened = ticked[0] if ticked else None
    st.session_state[OPENED] = opened
    return opened


def _count(count: object, t: Translator) -> str:
    return "–" if count is pd.NA else t.number(float(str(count)))
