"""What people do with the files they hand in: leave them, answer, note, take back. Callbacks alone; draws nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from lib.model.batch import Batch
from lib.model.view import View
from lib.model.words import Words
from lib.services.choosing import Notice
from lib.services.desk import DeskError, Ticket
from lib.services.hand_in import Preview
from lib.services.own_indicators import OwnIndicatorError
from lib.services.plain_text import one_line
from lib.services.reader import HandInError
from lib.store import StoreError
from lib.ui import cache
from lib.ui.address import remember

PASTED_NAME = "dan-tu-excel.tsv"
_MOST_WAITING = 12
_LONGEST_ACTOR = 200
_ACTOR, _SAID, _ROUND, _STORED, _WANTED = (f"hand_in_{name}" for name in ("actor", "said", "round", "stored", "wanted"))


@dataclass(frozen=True)
class Stored:
    """What was stored last in this session, and the view that shows it."""

    batch: Batch
    view: View


@dataclass(frozen=True)
class Wanted:
    """A confirmation to be carried out in this rerun: which ticket, and the preview that was on screen."""

    ticket_id: str
    seen: Preview


def present(view: View) -> tuple[View, tuple[Ticket, ...], tuple[Notice, ...]]:
    """Return the view with the tickets that are still there, these tickets, and a notice for each that is gone."""
    if not view.tickets:
        return view, (), ()
    found = [(ticket_id, cache.desk().ticket(ticket_id)) for ticket_id in view.tickets[:_MOST_WAITING]]
    gone = [ticket_id for ticket_id, ticket in found if ticket is None]
    for ticket_id in (*gone, *view.tickets[_MOST_WAITING:]):
        view = view.without_ticket(ticket_id)
    tickets = tuple(ticket for _, ticket in found if ticket is not None)
    return view, tickets, tuple(Notice("handin.gone", ticket_id) for ticket_id in gone)


def upload_round() -> int:
    """Return a number that changes with each hand-in, so that the next one starts from empty fields."""
    return int(st.session_state.get(_ROUND, 0))


def actor() -> str:
    """Return who hands in, as written last in this session."""
    return str(st.session_state.get(_ACTOR, ""))


def keep_actor(key: str) -> None:
    """Callback: remember who hands in."""
    st.session_state[_ACTOR] = one_line(str(st.session_state[key]), _LONGEST_ACTOR)


def receive_files(view: View, key: str) -> None:
    """Callback: keep the files that were dropped and put the first of them in hand."""
    uploads = st.session_state[key] or []
    _receive(view, [(upload.name, upload.getvalue()) for upload in uploads])


def receive_pasted(view: View, key: str) -> None:
    """Callback: keep a range pasted from a spreadsheet as a file with tabs between the columns."""
    text = str(st.session_state[key] or "")
    if text.strip():
        _receive(view, [(PASTED_NAME, text.encode("utf-8", "replace"))])


def _receive(view: View, files: list[tuple[str, bytes]]) -> None:
    waiting = {ticket.content_hash: ticket for ticket in map(cache.desk().ticket, view.tickets) if ticket}
    st.session_state[_ROUND] = upload_round() + 1
    st.session_state.pop(_STORED, None)
    with _Told():
        for name, content in reversed(files):
            known = waiting.get(hashlib.sha256(content).hexdigest())
            ticket = known or cache.desk().receive(name, content, actor())
            view = view.with_ticket(ticket.ticket_id)
    remember(view)


def answer(ticket_id: str, key: str, value: str) -> None:
    """Callback: answer a question about a file."""
    with _Told():
        cache.desk().answer(ticket_id, key, value)


def answer_from(ticket_id: str, chosen: dict[str, str]) -> None:
    """Callback of a form: take the answers that were chosen; `chosen` maps the key of a widget to its question's."""
    with _Told():
        for widget, key in chosen.items():
            if st.session_state.get(widget):
                cache.desk().answer(ticket_id, key, str(st.session_state[widget]))


def attempt(act: Callable[[], object]) -> bool:
    """Do something that may be refused; what it says then is shown in the next drawing. Tells whether it worked."""
    told = _Told()
    with told:
        act()
    return not told.refused


def withdraw(ticket_id: str) -> None:
    """Callback: forget the answers about a file and ask again."""
    with _Told():
        cache.desk().withdraw_answers(ticket_id)


def discard(view: View, ticket_id: str) -> None:
    """Callback: remove a file that nobody wants to store."""
    with _Told():
        cache.desk().close(ticket_id)
        cache.reader().forget(ticket_id)
        remember(view.without_ticket(ticket_id))


def read_again(ticket_id: str) -> None:
    """Callback: start a reading anew that came to nothing."""
    cache.reader().forget(ticket_id)


def annotate(ticket_id: str, key: str) -> None:
    """Callback: keep the note beside the file, so that it survives with it."""
    with _Told():
        cache.desk().annotate(ticket_id, str(st.session_state[key]))


def put_first(view: View, key: str) -> None:
    """Callback: take another of the waiting files in hand."""
    if st.session_state[key]:
        remember(view.with_ticket(str(st.session_state[key])))


def want(ticket_id: str, seen: Preview) -> None:
    """Callback: ask for a confirmation of what is on screen, to be carried out by the page."""
    st.session_state[_WANTED] = Wanted(ticket_id, seen)


def wanted() -> Wanted | None:
    """Return the confirmation asked for, once."""
    asked = st.session_state.pop(_WANTED, None)
    return asked if isinstance(asked, Wanted) else None


def stored() -> Stored | None:
    """Return what was stored last, until the next file is handed in or the message is put away."""
    kept = st.session_state.get(_STORED)
    return kept if isinstance(kept, Stored) else None


def keep_stored(what: Stored) -> None:
    """Remember what was stored last."""
    st.session_state[_STORED] = what


def put_away() -> None:
    """Callback: the message on what was stored last has been read."""
    st.session_state.pop(_STORED, None)


def say(words: Words) -> None:
    """Have a sentence shown in the next drawing."""
    st.session_state[_SAID] = words


def said() -> Words | None:
    """Return what is to be told, once."""
    words = st.session_state.pop(_SAID, None)
    return words if isinstance(words, Words) else None


class _Told:
    """A block whose refusals become a sentence on the screen; the ticket stays, so that one can try again."""

    refused = False

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        """End the block."""
        if isinstance(error, DeskError | StoreError | OwnIndicatorError | HandInError):
            self.refused = True
            say(error.words)
            return True
        return False
