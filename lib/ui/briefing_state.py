"""What people do with decks: open, save, and what is told of it. Callbacks and the session alone; draws nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from lib.model.deck import Deck
from lib.model.words import Words
from lib.services import decks
from lib.services.decks import Shelved
from lib.services.plain_text import one_line
from lib.store import DeckConflictError, Revision, StoreError
from lib.ui import cache
from lib.ui import hand_in_tickets as tickets

LONGEST_TITLE, LONGEST_SENTENCE, LONGEST_NOTE = 160, 600, 4000
_CONFLICT, _REFUSED, _NAMELESS, _EDIT, _FACTS, _DONE, _KEPT, _LOST = (
    f"briefing_{name}" for name in ("conflict", "refused", "nameless", "edit", "facts_seen", "done", "kept", "lost")
)


@dataclass(frozen=True)
class Editing:
    """What is being edited: a slide of a deck (or the deck itself: no slide), and the state its fields show.

    `sent` tells that its words came with the save that was hindered. Those of a form not sent are in the browser alone:
    a field that followed the others would wipe them out.
    """

    slide_id: str
    seen: Shelved
    sent: bool = False


@dataclass(frozen=True)
class Done:
    """What was done last: a key of the sentences, and the state before it where it can be taken back."""

    key: str
    before: Shelved | None = None


@dataclass(frozen=True)
class Lost:
    """Work on a deck that somebody else put away meanwhile: the deck put away, and how it was to be kept."""

    seen: Shelved
    wanted: Deck


def attempt(act: Callable[[str], Shelved | None], done: Done | None = None) -> Shelved | None:
    """Do something to a deck in the name of whoever is at the screen; what hinders it is told in the next drawing."""
    name = tickets.actor()
    if not name:
        st.session_state[_NAMELESS] = True
        return None
    try:
        kept = act(name)
    except DeckConflictError as error:
        st.session_state[_CONFLICT] = error.newest
        return None
    except StoreError as error:
        st.session_state[_REFUSED] = error.words
        return None
    st.session_state.pop(_CONFLICT, None)
    st.session_state[_KEPT] = True
    if done is not None:
        st.session_state[_DONE] = done
        if kept is not None and done.before is not None:
            _carry_on(done.before, kept)
    return kept


def save(shelved: Shelved, deck: Deck, done: str = "", *, back: bool = False) -> bool:
    """Keep a deck over the state that was on screen; tells whether it was kept."""
    told = Done(done, shelved if back else None) if done else None
    kept = attempt(lambda actor: decks.keep(shelved, deck, actor, cache.workspace()), told)
    if kept is not None:
        _carry_on(shelved, kept)
    else:
        _hold_lost(shelved, deck)
    return kept is not None


def _hold_lost(shelved: Shelved, wanted: Deck) -> None:
    """Hold on to what was to be kept where the deck was put away meanwhile: no form will show it any more."""
    newest = st.session_state.get(_CONFLICT)
    if isinstance(newest, Revision) and newest.deck_id == shelved.deck_id and not newest.body:
        st.session_state[_LOST] = Lost(replace(shelved, revision=newest.revision), wanted)


def lost() -> Lost | None:
    """Return the work on a deck put away meanwhile that was neither kept nor dropped, if any."""
    found = st.session_state.get(_LOST)
    return found if isinstance(found, Lost) else None


def forget_lost() -> None:
    """Callback: let go of the work on a deck put away meanwhile."""
    st.session_state.pop(_LOST, None)


def _carry_on(before: Shelved, kept: Shelved) -> None:
    """Let an open form go on from one's own newer state; that of somebody else must be seen first."""
    for key, form in _open_forms(before.deck_id):
        if form.seen.revision == before.revision:
            st.session_state[key] = Editing(form.slide_id, kept)


def _open_forms(deck_id: str) -> list[tuple[str, Editing]]:
    forms = [(key, st.session_state.get(key)) for key in (_EDIT, _FACTS)]
    return [(key, form) for key, form in forms if isinstance(form, Editing) and form.seen.deck_id == deck_id]


def edit(slide_id: str, seen: Shelved) -> None:
    """Callback: open the form of a slide."""
    st.session_state[_EDIT] = Editing(slide_id, seen)


def close_form() -> None:
    """Callback: close the form without keeping it."""
    st.session_state.pop(_EDIT, None)


def editing() -> Editing | None:
    """Return what is being edited, if anything."""
    found = st.session_state.get(_EDIT)
    return found if isinstance(found, Editing) else None


def saw_newest(shelved: Shelved) -> None:
    """Note that whoever sent a form is shown the newest state in it: what he now saves comes after it."""
    for key, form in _open_forms(shelved.deck_id):
        if form.sent:
            st.session_state[key] = Editing(form.slide_id, shelved)


def sent(slide_id: str) -> None:
    """Note that a form (of a slide, or of the deck: no slide) came with the save that somebody's state hindered."""
    key = _EDIT if slide_id else _FACTS
    form = st.session_state.get(key)
    if isinstance(form, Editing) and _CONFLICT in st.session_state:
        st.session_state[key] = replace(form, sent=True)


def seen_in_form(slide_id: str, shelved: Shelved, *, fresh: bool) -> Shelved:
    """Return the state an open form rests on; a form drawn afresh rests on what stands."""
    key = _EDIT if slide_id else _FACTS
    form = st.session_state.get(key)
    if fresh or not isinstance(form, Editing) or form.seen.deck_id != shelved.deck_id:
        form = st.session_state[key] = Editing(slide_id, shelved)
    return form.seen


def conflict() -> Revision | None:
    """Return whose newer state stood in the way, once."""
    found = st.session_state.pop(_CONFLICT, None)
    return found if isinstance(found, Revision) else None


def refused() -> Words | None:
    """Return why the store refused, once."""
    found = st.session_state.pop(_REFUSED, None)
    return found if isinstance(found, Words) else None


def refuse(words: Words) -> None:
    """Have the next drawing say why something was not kept."""
    st.session_state[_REFUSED] = words


def has_kept() -> bool:
    """Return whether anything was kept in this session, so that the name it was kept under has been seen to work."""
    return _KEPT in st.session_state


def nameless() -> bool:
    """Return, once, whether somebody without a name tried to save."""
    return bool(st.session_state.pop(_NAMELESS, False))


def done() -> Done | None:
    """Return what was done last, once."""
    found = st.session_state.pop(_DONE, None)
    return found if isinstance(found, Done) else None


def typed(key: str, longest: int) -> str:
    """Return what stands in a field, as one line."""
    return one_line(str(st.session_state.get(key) or ""), longest)


def typed_text(key: str, longest: int) -> str:
    """Return what stands in a field of several lines."""
    return str(st.session_state.get(key) or "").strip()[:longest]
