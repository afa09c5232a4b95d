"""Undoing a batch: what it would do, who does it, and only then one transaction. What came of it is told after."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.model.batch import Batch, BatchKind
from lib.model.words import Words
from lib.services.batch_detail import can_be_undone, root_of, standing_now, undo_batch, undo_effect, undone_by
from lib.services.plain_text import one_line
from lib.store import StoreError
from lib.ui import cache
from lib.ui import hand_in_tickets as tickets
from lib.ui.figure_rows import draw_changes
from lib.ui.screen import Screen

_ASKED, _DONE, _REFUSED, _NAMELESS = "undo_asked", "undo_done", "undo_refused", "undo_nameless"
_LONGEST_ACTOR = 200


def undo_part(here: Screen, batch: Batch, batches: Sequence[Batch], changes: pd.DataFrame | None) -> None:
    """Offer to undo a batch, in two steps; where that cannot be, say why."""
    t = here.t
    if batch.undone_at is not None:
        taker = undone_by(batch, batches)
        if taker is None:
            st.info(t("batches.already_untold"))
        else:
            st.info(t("batches.already", batch=taker.batch_id, moment=t.moment(taker.published_at)))
    elif not can_be_undone(batch, batches):
        st.info(t("batches.shipped", command=f"python -m lib undo {batch.batch_id}"))
    elif st.session_state.get(_ASKED) == batch.batch_id:
        _confirmation(here, batch, batches, changes)
    else:
        key = "batches.undo" if batch.undoes is None else "batches.undo_undo"
        st.button(
            t(key, batch=batch.batch_id, undone=batch.undoes),
            icon=":material/undo:",
            on_click=_ask,
            args=(batch.batch_id,),
        )


def show_outcome(here: Screen) -> None:
    """Tell once what came of the last undo."""
    t = here.t
    done: tuple[int, Batch] | None = st.session_state.pop(_DONE, None)
    if done is not None:
        number, undo = done
        count = t.number(undo.row_count)
        st.success(t("batches.undo_done", batch=number, number=undo.batch_id, count=count), icon=":material/undo:")


def _confirmation(here: Screen, batch: Batch, batches: Sequence[Batch], changes: pd.DataFrame | None) -> None:
    t, number = here.t, batch.batch_id
    with st.container(border=True):
        st.markdown(t("batches.undo_plan", batch=number, parts=_plan(here, batch, changes)))
        if _ships_newer(batch, batches):
            st.caption(t("batches.undo_shipped"))
        if changes is not None and len(changes):
            now = standing_now(changes, here.workspace)
            if now["moved"].any():
                later = sorted({int(entry) for entry in now.loc[now["moved"], "batch_id"].dropna()})
                told = t(
                    "batches.undo_moved", count=t.number(now["moved"].sum()), batches=", ".join(map(str, later)) or "–"
                )
                st.warning(told, icon=":material/history:")
            draw_changes(here, t("batches.undo_values"), now, backwards=True)
        _say_refusal(here)
        key = here.widget(f"undo_actor_{number}")
        st.session_state.setdefault(key, tickets.actor())
        st.text_input(t("batches.undo_actor"), key=key, help=t("batches.undo_actor_help"), max_chars=_LONGEST_ACTOR)
        with st.container(horizontal=True):
            st.button(t("batches.undo_confirm"), type="primary", on_click=_undo, args=(number, key))
            st.button(t("batches.undo_cancel"), on_click=_ask, args=(None,))


def _plan(here: Screen, batch: Batch, changes: pd.DataFrame | None) -> str:
    t = here.t
    if changes is None:
        return t("batches.undo_many", count=t.number(batch.row_count - batch.unchanged_count))
    effect = undo_effect(changes)
    counts = {"restored": effect.restored, "removed": effect.removed, "returned": effect.returned}
    parts = [t(f"batches.undo_{name}", count=t.number(count)) for name, count in counts.items() if count]
    return t.listing(parts) if parts else t("batches.undo_nothing")


def _ships_newer(batch: Batch, batches: Sequence[Batch]) -> bool:
    first = root_of(batch, batches).batch_id
    return any(entry.kind is BatchKind.SHIPPED and entry.batch_id > first for entry in batches)


def _say_refusal(here: Screen) -> None:
    refused: Words | None = st.session_state.pop(_REFUSED, None)
    if refused is not None:
        st.error(here.t("batches.undo_refused"), icon=":material/block:")
        st.text(here.t.label(refused))  # names files: plain text
    if st.session_state.pop(_NAMELESS, False):
        st.error(here.t("batches.undo_who"), icon=":material/person_alert:")


def _ask(number: int | None) -> None:
    st.session_state[_ASKED] = number


def _undo(number: int, key: str) -> None:
    name = one_line(str(st.session_state[key] or ""), _LONGEST_ACTOR)
    if not name:
        st.session_state[_NAMELESS] = True
        return
    try:
        st.session_state[_DONE] = (number, undo_batch(number, name, cache.workspace()))
    except StoreError as error:
        st.session_state[_REFUSED] = error.words
    else:
        st.session_state[_ASKED] = None
