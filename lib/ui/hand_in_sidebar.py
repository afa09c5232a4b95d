"""Handing in from every page: the files dropped or the range pasted, and a card for each file that waits."""

import streamlit as st

from lib.intake.limits import MEGABYTE
from lib.services.desk import Ticket
from lib.services.reading_jobs import Finished, Underway
from lib.ui import cache
from lib.ui import hand_in_tickets as tickets
from lib.ui.hand_in_question import ask
from lib.ui.hand_in_state import counts_line, read_as_line, show_state, state_of
from lib.ui.screen import Screen


def hand_in_area(here: Screen, *, elsewhere: bool) -> None:
    """Draw the cards of the files that wait, which the page of handing in shows itself, and the place for new ones."""
    if elsewhere:
        show_said(here)
        show_stored(here)
        for ticket in here.tickets:
            _card(here, ticket)
    key = f"hand_in_area_{here.view.language}"
    area = st.expander(here.t("handin.area"), icon=":material/upload_file:", key=key, on_change="rerun")
    if area.open:
        with area:
            leave_files(here, "side")
            who(here, "side")


def leave_files(here: Screen, place: str) -> None:
    """Let the reader drop files, or paste a range of a spreadsheet."""
    t = here.t
    dropped, pasted = st.tabs([t("handin.drop"), t("handin.paste")], key=f"hand_in_ways_{here.view.language}_{place}")
    with dropped:
        _drop(here, place)
    with pasted:
        _paste(here, place)


def _drop(here: Screen, place: str) -> None:
    key = f"hand_in_files_{here.view.language}_{place}_{tickets.upload_round()}"
    megabytes = max(cache.rules().limits.file_bytes // MEGABYTE, 1)
    st.file_uploader(
        here.t("handin.files", size=here.t.number(megabytes)),
        accept_multiple_files=True,
        key=key,
        on_change=tickets.receive_files,
        args=(here.view, key),
        max_upload_size=2 * megabytes,  # what is of another kind or larger is refused by the reading, in words
    )


def _paste(here: Screen, place: str) -> None:
    t, key = here.t, f"hand_in_pasted_{place}_{tickets.upload_round()}"
    st.text_area(t("handin.paste_here"), key=key, height=120, placeholder=t("handin.paste_example"))
    st.button(t("handin.paste_use"), key=f"{key}_use", on_click=tickets.receive_pasted, args=(here.view, key))


def who(here: Screen, place: str) -> None:
    """Ask who hands in, remembered for the session."""
    key = f"hand_in_actor_{place}"
    first = here.tickets[0].actor if here.tickets else ""
    st.session_state[key] = tickets.actor() or first
    st.text_input(
        here.t("handin.actor"),
        key=key,
        max_chars=200,
        placeholder=here.t("handin.actor_example"),
        on_change=tickets.keep_actor,
        args=(key,),
    )


def show_said(here: Screen) -> None:
    """Tell what the last act came to, where it was refused."""
    words = tickets.said()
    if words is not None:
        st.error(here.t.label(words), icon=":material/error:")


def show_stored(here: Screen) -> None:
    """Tell what was stored last, with the way to its map and to undoing it."""
    last = tickets.stored()
    if last is None:
        return
    t, batch = here.t, last.batch
    new = batch.row_count - batch.unchanged_count - batch.replaced_count
    parts = {"new": new, "changed": batch.replaced_count, "unchanged": batch.unchanged_count}
    st.success(
        t("handin.stored", batch=batch.batch_id, **{name: t.number(count) for name, count in parts.items()}),
        icon=":material/check_circle:",
    )
    spelled = last.view.spelled() | {"lang": here.view.language}
    st.page_link("pages/map.py", label=t("handin.to_map"), icon=":material/map:", query_params=spelled)
    st.page_link("pages/data.py", label=t("handin.to_undo"), icon=":material/undo:", query_params=here.view.spelled())
    st.button(
        t("handin.close"), key="hand_in_close", on_click=tickets.put_away, type="tertiary", icon=":material/close:"
    )


def _card(here: Screen, ticket: Ticket) -> None:
    t = here.t
    with st.container(border=True, gap="xsmall"):
        state = state_of(ticket)
        show_state(here, ticket, state)
        if isinstance(state, Finished):
            read_as_line(here, state.reading)
            counts_line(here, state)
            if state.reading.question is not None:
                ask(here, ticket, state.reading, "side")
        if not isinstance(state, Underway):
            st.page_link(
                "pages/hand_in.py",
                label=t("handin.to_preview" if isinstance(state, Finished) and state.storable else "handin.to_details"),
                icon=":material/preview:",
                query_params=here.view.with_ticket(ticket.ticket_id).spelled(),
            )
        take_back(here, ticket, "side")


def take_back(here: Screen, ticket: Ticket, place: str) -> None:
    """Offer to ask everything again, and to remove the file."""
    t = here.t
    with st.container(horizontal=True, gap="small"):
        if ticket.answers.given:
            st.button(
                t("handin.again"),
                key=f"again_{place}_{ticket.ticket_id}",
                icon=":material/replay:",
                on_click=tickets.withdraw,
                args=(ticket.ticket_id,),
                type="tertiary",
            )
        st.button(
            t("handin.discard"),
            key=f"discard_{place}_{ticket.ticket_id}",
            icon=":material/delete:",
            on_click=tickets.discard,
            args=(here.view, ticket.ticket_id),
            type="tertiary",
        )
