"""The slides of a deck in their order: small pictures, words, and the buttons that move, double, edit and delete."""

from dataclasses import replace
from functools import partial

import streamlit as st

from lib.model.deck import Deck, Slide
from lib.model.view import View
from lib.services.deck_writers import writer_of
from lib.services.decks import Shelved, slide_of, view_of
from lib.services.plain_text import one_line
from lib.services.slide_content import KINDS, SINCE
from lib.ui import briefing_state as state
from lib.ui.briefing_fields import Fields
from lib.ui.briefing_preview import content, preview
from lib.ui.page_head import literal
from lib.ui.routes import present_path
from lib.ui.screen import Screen

_WORDS = ("title", "sentence", "note", "seconds")


def slides_part(here: Screen, shelved: Shelved) -> None:
    """Draw every slide, the form of the one being edited in its place, and what can be added."""
    t, slides = here.t, shelved.deck.slides
    if not slides:
        st.info(t("briefing.no_slides"), icon=":material/add_to_queue:")
    for number, slide in enumerate(slides, start=1):
        with st.container(border=True, key=f"briefing_slide_{slide.slide_id}"):
            _slide(here, shelved, slide, number)
    _lost_form(here, shelved)
    st.button(
        t("briefing.add_since"),
        icon=":material/event_repeat:",
        on_click=_add_since,
        args=(here.view, shelved),
        disabled=any(slide.page == SINCE for slide in slides),
        help=t("briefing.add_since_help"),
    )


def _add_since(view: View, shelved: Shelved) -> None:
    slide = slide_of(SINCE, View(areas=view.areas[:1], indicator=view.indicator))
    state.save(shelved, shelved.deck.with_slide(slide), "briefing.added", back=True)


def _slide(here: Screen, shelved: Shelved, slide: Slide, number: int) -> None:
    t, deck = here.t, shelved.deck
    left, right = st.columns([2, 5], gap="medium")
    title = slide.title or content(here, deck, slide).title
    right.markdown(f"**{number}. {literal(title)}**")
    with right:
        open_form = state.editing()
        if open_form is not None and open_form.slide_id == slide.slide_id:
            _form(here, shelved, slide)
        else:
            _told(here, deck, slide)
        _buttons(here, shelved, slide, number)
    shown_from = f"{present_path(shelved.deck_id)}#{number}"
    left.image(preview(here, deck, slide, number), width="stretch", link=shown_from, alt=title)
    if slide.page in KINDS:
        target = replace(view_of(slide), language=here.view.language, deck=shelved.deck_id)
        left.page_link(
            f"pages/{slide.page}.py",
            label=t("briefing.open_view", page=t(f"page.{slide.page}")),
            icon=":material/open_in_new:",
            query_params=target.spelled(),
        )


def _told(here: Screen, deck: Deck, slide: Slide) -> None:
    t, shown = here.t, content(here, deck, slide)
    if shown.problem:
        st.warning(literal(shown.problem), icon=":material/link_off:")
    said = slide.sentence or next(iter(shown.sentences), "")
    if said:
        st.markdown(literal(said))
    small = [t("briefing.note_there", note=slide.note.splitlines()[0][:120])] if slide.note.strip() else []
    small += [t("briefing.seconds_there", count=slide.seconds)] if slide.seconds else []
    if small:
        st.caption(literal(" · ".join(small)))


def _buttons(here: Screen, shelved: Shelved, slide: Slide, number: int) -> None:
    t, count = here.t, len(shelved.deck.slides)
    acts = (
        ("up", ":material/arrow_upward:", number == 1, partial(_move, steps=-1)),
        ("down", ":material/arrow_downward:", number == count, partial(_move, steps=1)),
        ("double", ":material/content_copy:", False, _double),
        ("edit", ":material/edit:", False, _edit),
        ("delete", ":material/delete:", False, _delete),
    )
    with st.container(horizontal=True, gap="small"):
        for name, icon, off, act in acts:
            st.button(
                t(f"briefing.{name}"),
                key=f"briefing_{name}_{slide.slide_id}_{here.view.language}",
                icon=icon,
                disabled=off,
                on_click=act,
                args=(shelved, slide),
            )


def _move(shelved: Shelved, slide: Slide, steps: int) -> None:
    state.save(shelved, shelved.deck.moved(slide.slide_id, steps))


def _double(shelved: Shelved, slide: Slide) -> None:
    state.save(shelved, shelved.deck.doubled(slide.slide_id), "briefing.doubled", back=True)


def _edit(shelved: Shelved, slide: Slide) -> None:
    state.edit(slide.slide_id, shelved)


def _delete(shelved: Shelved, slide: Slide) -> None:
    state.save(shelved, shelved.deck.without(slide.slide_id), "briefing.deleted", back=True)


def _fields(here: Screen, deck_id: str, slide: Slide) -> Fields:
    def writer(name: str) -> str:
        return writer_of(
            deck_id, lambda deck: [getattr(own, name) for own in deck.slides if own.slide_id == own_id], here.workspace
        )

    own_id = slide.slide_id
    return Fields(f"slide_{own_id}_{here.view.language}", {name: getattr(slide, name) for name in _WORDS}, writer)


def _form(here: Screen, shelved: Shelved, standing: Slide) -> None:
    """Draw the form of a slide; it saves over the state its writer has seen, not over one he has not."""
    t = here.t
    fresh = _fields(here, shelved.deck_id, standing).fresh
    seen = state.seen_in_form(standing.slide_id, shelved, fresh=fresh)
    slide = next((own for own in seen.deck.slides if own.slide_id == standing.slide_id), standing)
    fields = _fields(here, seen.deck_id, slide)
    fields.fill()
    with st.form(f"briefing_form_{slide.slide_id}", border=False):
        st.text_input(
            t("briefing.slide_title"), key=fields.key("title"), max_chars=state.LONGEST_TITLE, help=t("briefing.own")
        )
        fields.tell_other("title", t)
        st.text_area(
            t("briefing.sentence"),
            key=fields.key("sentence"),
            max_chars=state.LONGEST_SENTENCE,
            height=80,
            help=t("briefing.own"),
        )
        fields.tell_other("sentence", t)
        st.text_area(t("briefing.note"), key=fields.key("note"), max_chars=state.LONGEST_NOTE, height=100)
        fields.tell_other("note", t)
        st.number_input(t("briefing.seconds"), min_value=0, max_value=3600, step=5, key=fields.key("seconds"))
        fields.tell_other("seconds", t)
        with st.container(horizontal=True):
            st.form_submit_button(t("briefing.keep"), type="primary", on_click=_keep, args=(seen, slide, fields))
            st.form_submit_button(t("briefing.cancel"), on_click=_cancel, args=(fields,))


def _keep(seen: Shelved, slide: Slide, fields: Fields) -> None:
    typed = fields.typed()
    changed = replace(
        slide,
        title=one_line(str(typed["title"] or ""), state.LONGEST_TITLE),
        sentence=str(typed["sentence"] or "").strip(),
        note=str(typed["note"] or "").strip(),
        seconds=int(typed["seconds"] or 0),
    )
    if state.save(seen, seen.deck.changed(changed), "briefing.kept"):
        fields.forget()
        state.close_form()
    else:
        state.sent(slide.slide_id)


def _cancel(fields: Fields) -> None:
    fields.forget()
    state.close_form()


def _lost_form(here: Screen, shelved: Shelved) -> None:
    """Show what was typed into the form of a slide that somebody else has deleted meanwhile."""
    open_form = state.editing()
    slides = {slide.slide_id for slide in shelved.deck.slides}
    if open_form is None or open_form.slide_id in slides or open_form.seen.deck_id != shelved.deck_id:
        return
    typed = [
        str(st.session_state.get(f"briefing_field_slide_{open_form.slide_id}_{here.view.language}_{name}") or "")
        for name in _WORDS[:3]
    ]
    if any(typed):
        st.warning(here.t("briefing.slide_gone"), icon=":material/delete:")
        st.code("\n".join(text for text in typed if text), language=None, wrap_lines=True)
