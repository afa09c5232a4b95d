"""Adding what is on screen to a deck, from every page of figures. The decks themselves are arranged elsewhere."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from lib.model.view import View
from lib.services import decks
from lib.services.decks import Shelved
from lib.services.slide_content import KINDS
from lib.ui import briefing_state as state
from lib.ui import cache
from lib.ui.briefing_said import show_said, who_arranges
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_NEW = ""
_ADDED = "add_slide_added"
_NEEDS = {"overview": 1, "province": 1, "compare": 2}


def add_slide_area(here: Screen, page: str) -> None:
    """Draw the button of a page of figures, and behind it the deck, own words and the one click that adds."""
    if page not in KINDS:
        return
    t = here.t
    key = here.widget("add_slide")
    area = st.popover(t("briefing.add"), icon=":material/add_to_queue:", key=key, on_change="rerun", width="stretch")
    kept = _added(here)
    if area.open:
        with area:
            _form(here, page)
            _way_to(here, kept)
    else:
        _way_to(here, kept)


def _form(here: Screen, page: str) -> None:
    t = here.t
    if len(here.choice.units) < _NEEDS.get(page, 0):
        st.info(t("slide.two_units" if page == "compare" else "slide.one_unit"), icon=":material/info:")
        return
    show_said(here, None)
    who_arranges(here, "add")
    shelf = {shelved.deck_id: shelved for shelved in decks.shelf(here.workspace)}
    names = {name: here.widget(f"add_slide_{name}") for name in ("deck", "new", "title", "sentence")}
    deck_id = _choose_deck(here, shelf, names["deck"])
    # A form, so that Enter in any of its fields adds; what is optional is folded, so that the button is in sight.
    with st.form(here.widget("add_slide_form"), border=False):
        if deck_id == _NEW:
            st.text_input(
                t("briefing.title"),
                key=names["new"],
                max_chars=state.LONGEST_TITLE,
                placeholder=t("briefing.title_example"),
            )
            if st.session_state.pop("briefing_untitled", False):
                st.error(t("briefing.untitled"), icon=":material/title:")
        with st.expander(t("briefing.own_words")):
            _own_words(here, names)
        st.form_submit_button(
            t("briefing.add_now"),
            type="primary",
            icon=":material/add:",
            width="stretch",
            key=here.widget("add_slide_now"),
            on_click=_add,
            args=(here.view, page, shelf.get(deck_id), names),
        )


def _own_words(here: Screen, names: Mapping[str, str]) -> None:
    t = here.t
    st.text_input(
        t("briefing.slide_title"), key=names["title"], max_chars=state.LONGEST_TITLE, placeholder=t("briefing.optional")
    )
    st.text_area(
        t("briefing.sentence"),
        key=names["sentence"],
        max_chars=state.LONGEST_SENTENCE,
        height=80,
        placeholder=t("briefing.optional"),
    )


def _choose_deck(here: Screen, shelf: dict[str, Shelved], key: str) -> str:
    t = here.t
    offered = [*shelf, _NEW]
    if st.session_state.get(key) not in offered:
        st.session_state[key] = here.view.deck if here.view.deck in shelf else offered[0]
    chosen: str = st.selectbox(
        t("briefing.which"),
        offered,
        key=key,
        format_func=lambda name: (
            f"{shelf[name].deck.title} ({t.date(shelf[name].deck.day)})" if name in shelf else t("briefing.new")
        ),
    )
    return chosen


def _add(view: View, page: str, shelved: Shelved | None, names: dict[str, str]) -> None:
    slide = replace(
        decks.slide_of(page, view),
        title=state.typed(names["title"], state.LONGEST_TITLE),
        sentence=state.typed_text(names["sentence"], state.LONGEST_SENTENCE),
    )
    title = state.typed(names["new"], state.LONGEST_TITLE)
    if shelved is None and not title:
        st.session_state["briefing_untitled"] = True
        return

    def act(actor: str) -> Shelved:
        workspace = cache.workspace()
        target = shelved or decks.begin(title, decks.today(), view.language, actor, workspace)
        newest = decks.opened(target.deck_id, workspace) or target  # adding at the end overwrites nothing
        return decks.keep(newest, newest.deck.with_slide(slide), actor, workspace)

    kept = state.attempt(act)
    if kept is not None:
        st.session_state[_ADDED] = kept
        st.session_state[names["deck"]] = kept.deck_id
        for name in ("new", "title", "sentence"):
            st.session_state[names[name]] = ""


def _added(here: Screen) -> Shelved | None:
    """Tell once that a slide was added, and return its deck."""
    kept = st.session_state.pop(_ADDED, None)
    if not isinstance(kept, Shelved):
        return None
    said = here.t("briefing.added_to", number=here.t.number(len(kept.deck.slides)), title=literal(kept.deck.title))
    st.toast(said, icon=":material/add_to_queue:")
    return kept


def _way_to(here: Screen, kept: Shelved | None) -> None:
    if kept is None:
        return
    st.page_link(
        "pages/briefing.py",
        label=here.t("briefing.to_deck", title=literal(kept.deck.title)),
        icon=":material/arrow_forward:",
        query_params=replace(here.view, deck=kept.deck_id).spelled(),
    )
