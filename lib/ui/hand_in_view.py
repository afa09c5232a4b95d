"""The page of one file handed in: the file, the question, the counts, and the confirmation. Tables are elsewhere."""

from dataclasses import replace

import streamlit as st

from lib.model.issue import Outcome
from lib.services.desk import Ticket
from lib.services.hand_in import LONGEST_NOTE, Preview
from lib.services.hand_in_paint import slices
from lib.services.reading_jobs import Finished
from lib.ui import cache
from lib.ui import hand_in_tickets as tickets
from lib.ui.address import remember
from lib.ui.hand_in_question import ask, offer_labels
from lib.ui.hand_in_sidebar import leave_files, show_said, show_stored, take_back, who
from lib.ui.hand_in_state import counts, read_as_line, show_state, state_of
from lib.ui.screen import Screen

_TABS = ("changed", "new", "unchanged", "issues", "map")
_COUNTS = ("new", "changed", "unchanged", "set_aside", "refused", "missing")


def carry_out(here: Screen) -> None:
    """Store what was confirmed, tell what came of it, and show what was stored last."""
    wanted = tickets.wanted()
    if wanted is not None:
        if not _who_confirms(here):
            st.error(here.t("handin.no_actor"), icon=":material/person_alert:")
        else:
            with st.spinner(here.t("handin.storing")):
                done = tickets.attempt(lambda: _store(here, wanted.ticket_id, wanted.seen))
            if done:
                st.rerun()
    show_said(here)
    show_stored(here)


def _who_confirms(here: Screen) -> str:
    return tickets.actor() or (here.tickets[0].actor if here.tickets else "")


def _store(here: Screen, ticket_id: str, seen: Preview) -> None:
    ticket = cache.desk().ticket(ticket_id)
    batch = cache.reader().confirm(ticket_id, actor=_who_confirms(here), note=ticket.note if ticket else "", seen=seen)
    rest = here.view.without_ticket(ticket_id)
    entered = seen.compared.loc[seen.compared["state"] != "unchanged"]
    first = next(iter(slices(entered)), None)
    shown = rest
    if first is not None:
        shown = replace(rest, indicator=first.indicator, period=first.period, unit_set=first.unit_set, base="", mode="")
    tickets.keep_stored(tickets.Stored(batch, shown))
    remember(rest)


def empty_page(here: Screen) -> None:
    """Say how handing in works, and take the first file."""
    t = here.t
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(border=True):
        leave_files(here, "page")
        who(here, "page")
    with right:
        st.markdown("\n".join(f"{place}. {t(f'handin.how_{place}')}" for place in range(1, 5)))
        st.page_link(
            "pages/data.py", label=t("handin.to_templates"), icon=":material/table:", query_params=here.view.spelled()
        )


def choose_ticket(here: Screen) -> Ticket:
    """Return the file in hand; with several waiting, let the reader choose."""
    if len(here.tickets) > 1:
        names = {ticket.ticket_id: ticket.file_name for ticket in here.tickets}
        key = here.widget("ticket")
        st.session_state[key] = here.tickets[0].ticket_id
        st.selectbox(
            here.t("handin.which", count=len(names)),
            list(names),
            key=key,
            format_func=names.__getitem__,
            on_change=tickets.put_first,
            args=(here.view, key),
        )
    return here.tickets[0]


def overview(here: Screen, ticket: Ticket) -> Finished | None:
    """Draw what was understood and what is asked; return the reading where there is something to look at."""
    state = state_of(ticket)
    show_state(here, ticket, state)
    if not isinstance(state, Finished):
        take_back(here, ticket, "page")
        return None
    read_as_line(here, state.reading)
    if state.reading.question is not None:
        with st.container(border=True):
            ask(here, ticket, state.reading, "page")
    elif state.preview is not None:
        with st.container(horizontal=True, gap="medium", key="hand_in_counts"):
            for name in _COUNTS:
                st.metric(here.t(f"handin.{name}"), counts(here, state)[name], width="content")
    offer_labels(here, ticket, state.reading)
    return state


def tab_names(here: Screen) -> list[str]:
    """Return the names of the tabs."""
    return [here.t(f"handin.tab_{name}") for name in _TABS]


def first_tab(here: Screen, state: Finished) -> str:
    """Return the name of the tab to begin with: what changes, else what is new, else what was found."""
    seen = state.preview
    name = "issues" if seen is None or not state.storable else "changed" if seen.changed else "new"
    return here.t(f"handin.tab_{name}")


def confirmation(here: Screen, ticket: Ticket, state: Finished) -> None:
    """Ask for the note and the confirmation; a button that cannot be pressed says why."""
    t = here.t
    with st.container(border=True):
        who(here, "page")
        key = f"hand_in_note_{ticket.ticket_id}"
        st.session_state.setdefault(key, ticket.note)
        st.text_area(
            t("handin.note"),
            key=key,
            height=90,
            max_chars=LONGEST_NOTE,
            on_change=tickets.annotate,
            args=(ticket.ticket_id, key),
        )
        reason = _hindrance(state)
        st.button(
            t("handin.confirm"),
            key=f"hand_in_confirm_{ticket.ticket_id}",
            type="primary",
            icon=":material/check:",
            width="stretch",
            disabled=bool(reason),
            on_click=tickets.want,
            args=(ticket.ticket_id, state.preview),
        )
        st.caption(t(f"handin.{reason}") if reason else _what_happens(here, state))
        take_back(here, ticket, "page")


def _hindrance(state: Finished) -> str:
    if state.reading.question is not None:
        return "why_question"
    if state.reading.outcome is Outcome.REJECT:
        return "why_rejected"
    if state.strange:
        return "why_strange"
    return "" if state.storable else "why_nothing"


def _what_happens(here: Screen, state: Finished) -> str:
    told = counts(here, state)
    return here.t("handin.will_store", new=told["new"], changed=told["changed"], unchanged=told["unchanged"])
