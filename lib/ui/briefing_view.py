"""A deck on the screen: title, stamp and what is newer; presenting and freezing."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.i18n import Translator
from lib.model.deck import Deck
from lib.services import decks
from lib.services.catalogue_marks import UNITS
from lib.services.decks import Shelved
from lib.services.newer_lines import newer_lines
from lib.services.workspace import Workspace
from lib.ui import briefing_state as state
from lib.ui import cache
from lib.ui.briefing_preview import contents
from lib.ui.page_head import literal
from lib.ui.routes import present_path
from lib.ui.screen import Screen

_FEW = 5  # changes that are listed without being asked for


def deck_in_hand(here: Screen) -> Shelved | None:
    """Return the deck the address names, as it stands now."""
    return decks.opened(here.view.deck, here.workspace) if here.view.deck else None


def deck_head(here: Screen, shelved: Shelved) -> None:
    """Draw the title, the day, who saved it, the way back, and the buttons that present and freeze."""
    t, deck = here.t, shelved.deck
    back = replace(here.view, deck="").spelled()
    st.page_link("pages/briefing.py", label=t("briefing.all"), icon=":material/arrow_back:", query_params=back)
    st.subheader(literal(deck.title))
    told = [
        t("briefing.day", day=t.date(deck.day)),
        t("briefing.count", count=t.number(len(deck.slides))),
        t("briefing.saved", actor=shelved.actor, moment=t.moment(shelved.saved_at)),
    ]
    st.caption(literal(" · ".join(told)))
    with st.container(horizontal=True, gap="small", key="briefing_acts"):
        st.link_button(
            t("briefing.present"),
            present_path(shelved.deck_id),
            type="primary",
            icon=":material/slideshow:",
            disabled=not deck.slides,
        )
        _freezing(here, shelved)
    if deck.frozen_at:
        st.caption(f":material/ac_unit: {literal(_frozen_note(deck, t))}")
        _newer(here, deck)
        _otherwise(here, shelved)


def _otherwise(here: Screen, shelved: Shelved) -> None:
    """Say that what is printed around the frozen figures may differ from what was printed, and of what."""
    t, changed = here.t, _otherwise_said(here.workspace, shelved.deck, shelved.deck_id, shelved.revision)
    if changed:
        names = t.listing([_said_of(name, here) for name in changed[:_FEW]])
        said = "briefing.otherwise_more" if len(changed) > _FEW else "briefing.otherwise"
        st.warning(literal(t(said, names=names, count=t.number(len(changed)))), icon=":material/edit_note:")


@cache.kept
def _otherwise_said(_workspace: Workspace, _deck: Deck, deck_id: str, revision: int) -> tuple[str, ...]:
    """Return of what the catalogue says something else since the freeze; a server reads its catalogue once."""
    return decks.otherwise_said(_deck, _workspace)


def _said_of(name: str, here: Screen) -> str:
    catalogue = here.workspace.catalogue
    if name in catalogue.indicators:
        return here.t.label(catalogue.indicators[name].short)
    source = catalogue.sources.get(name)
    return here.t("briefing.units_said") if name == UNITS else source.title if source else name


def _frozen_note(deck: Deck, t: Translator) -> str:
    moment = t.moment(deck.frozen_at) if deck.frozen_at else "–"
    if deck.frozen_when is None:
        return t("briefing.frozen_note", moment=moment)
    return t("briefing.frozen_note_when", moment=moment, when=t.moment(deck.frozen_when))


def _freezing(here: Screen, shelved: Shelved) -> None:
    t, frozen = here.t, shelved.deck.frozen_at is not None
    if frozen:
        st.button(t("briefing.refresh"), icon=":material/refresh:", on_click=_freeze, args=(shelved, "refreshed"))
        st.button(t("briefing.unfreeze"), icon=":material/lock_open:", on_click=_unfreeze, args=(shelved,))
    else:
        st.button(t("briefing.freeze"), icon=":material/ac_unit:", on_click=_freeze, args=(shelved, "froze"))


def _freeze(shelved: Shelved, done: str) -> None:
    told = state.Done(f"briefing.{done}", shelved)
    state.attempt(lambda actor: decks.freeze(shelved, actor, cache.workspace()), told)


def _unfreeze(shelved: Shelved) -> None:
    told = state.Done("briefing.unfroze", shelved)
    state.attempt(lambda actor: decks.unfreeze(shelved, actor, cache.workspace()), told)


def _newer(here: Screen, deck: Deck) -> None:
    """Say that newer figures exist, and which."""
    t = here.t
    changes = decks.newer_figures(deck, here.workspace)
    if changes.empty:
        st.caption(t("briefing.nothing_newer"))
        return
    st.warning(t("briefing.newer", count=t.number(len(changes))), icon=":material/update:")
    with st.expander(t("briefing.newer_which"), expanded=len(changes) <= _FEW):
        lines = newer_lines(changes, here.workspace, t)
        st.markdown("\n".join(f"- {literal(line)}" for line in lines))
        if len(changes) > len(lines):
            st.caption(t("briefing.newer_more", count=t.number(len(changes) - len(lines))))


def stamp_place() -> DeltaGenerator:
    """Keep a place under the head for the stamp, which is known once every slide has been made."""
    return st.empty()


def fill_stamp(here: Screen, shelved: Shelved, place: DeltaGenerator) -> None:
    """Write as of when the figures are and the hash of what all slides say: the same as on the slides."""
    if shelved.deck.slides:
        place.caption(literal(contents(here, shelved).stamp))
