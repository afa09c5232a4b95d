"""Files of a deck in the making, on the screen: how far each is, cancelling, saving what is ready, why one failed."""

import secrets
from dataclasses import dataclass

import streamlit as st

from lib.services.configuration import store_url, var_folder
from lib.services.deck_files import file_ending, progress_line
from lib.services.decks import file_stem
from lib.services.export_jobs import Failed, Finished, Installation, Key, Order, Underway, Waiting
from lib.services.exporter import Exports
from lib.ui import cache
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_WANTED, _WHO = "briefing_wanted_files", "briefing_who_waits"
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class _Wanted:
    """A file this reader asked for."""

    key: Key
    file_name: str


@st.cache_resource(show_spinner=False)
def exports() -> Exports:
    """Return the one maker of files of this server process."""
    return Exports(Installation(cache.ROOT, store_url(cache.ROOT), var_folder(cache.ROOT).resolve()))


def ask(order: Order) -> None:
    """Callback: have a file made."""
    exports().ask(order, _who())
    name = f"{file_stem(order.deck)}{file_ending(order.form)}"
    wanted = _wanted()
    st.session_state[_WANTED] = wanted | {(order.deck_id, order.form): _Wanted(order.key, name)}


def under_way(orders: dict[str, Order]) -> frozenset[str]:
    """Return the formats of a deck that this reader waits for."""
    found = {form: _wanted().get((order.deck_id, form)) for form, order in orders.items()}
    return frozenset(form for form, own in found.items() if own is not None and _busy(own.key))


def exports_part(here: Screen, orders: dict[str, Order]) -> None:
    """Draw every file of a deck that this reader asked for; asked again only while one of them is being made."""
    busy = under_way(orders)
    if busy:
        st.fragment(_follow, run_every=1.0)(here, orders, busy)
    else:
        _rows(here, orders)


def _follow(here: Screen, orders: dict[str, Order], busy: frozenset[str]) -> None:
    if under_way(orders) != busy:
        st.rerun()  # the buttons above follow too, and with nothing under way nothing is asked again
    _rows(here, orders)


def _rows(here: Screen, orders: dict[str, Order]) -> None:
    for form, order in orders.items():
        own = _wanted().get((order.deck_id, form))
        if own is not None:
            _row(here, order, own)


def _row(here: Screen, order: Order, own: _Wanted) -> None:
    t, name = here.t, here.t(f"briefing.file_{order.form}")
    state = exports().state(own.key)
    if isinstance(state, Finished):
        _offer(here, order, own, state)
    elif isinstance(state, Failed):
        st.error(literal(t("export.failed", name=name, why=t.label(state.words))), icon=":material/error:")
        _act(here, "again", order, ask, (order,))
    elif state is None:
        st.caption(literal(t("export.lapsed", name=name)))
    else:
        _progress(here, order, own, state)


def _progress(here: Screen, order: Order, own: _Wanted, state: Waiting | Underway) -> None:
    t = here.t
    if isinstance(state, Waiting):
        part, step = 0.0, t("export.waiting", count=t.number(state.ahead))
    else:
        part, step = state.progress.part, progress_line(state.progress, t)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        named = t("export.under_way", name=t(f"briefing.file_{order.form}"), step=step)
        st.progress(min(part, 1.0), text=literal(named))
        _act(here, "stop", order, _leave, ((order.deck_id, order.form), own.key))


def _offer(here: Screen, order: Order, own: _Wanted, state: Finished) -> None:
    t, name, file = here.t, here.t(f"briefing.file_{order.form}"), state.file
    size = t.number(max(len(file.content) / _MEGABYTE, 0.1), 1)
    st.download_button(
        t("export.save", name=name, size=size),
        lambda: file.content,
        file_name=own.file_name,
        key=here.widget(f"briefing_save_{order.form}"),
        on_click="ignore",
        type="primary",
        icon=":material/save_alt:",
    )
    told = [t("export.ready", name=name, stamp=file.stamp)]
    told += [t("export.older")] if own.key != order.key else []
    st.caption(literal(" ".join(told)))


def _act(here: Screen, act: str, order: Order, callback: object, args: tuple[object, ...]) -> None:
    st.button(
        here.t(f"export.{act}", name=here.t(f"briefing.file_{order.form}")),
        key=here.widget(f"briefing_{act}_{order.form}"),
        type="tertiary",
        icon={"stop": ":material/close:", "again": ":material/replay:"}[act],
        on_click=callback,  # type: ignore[arg-type]
        args=args,
    )


def _leave(place: tuple[str, str], key: Key) -> None:
    exports().leave(key, _who())
    st.session_state[_WANTED] = {own: kept for own, kept in _wanted().items() if own != place}


def _busy(key: Key) -> bool:
    return isinstance(exports().state(key), Waiting | Underway)


def _wanted() -> dict[tuple[str, str], _Wanted]:
    found: dict[tuple[str, str], _Wanted] = st.session_state.get(_WANTED, {})
    return found


def _who() -> str:
    if _WHO not in st.session_state:
        st.session_state[_WHO] = secrets.token_hex(8)
    return str(st.session_state[_WHO])
