"""The one question about a file and its proposals, a free answer where one is allowed, and the unclear labels."""

from dataclasses import replace

import streamlit as st

from lib.i18n import Translator
from lib.i18n.sorting import sort_key
from lib.intake.periods import read_period
from lib.intake.reading import Reading
from lib.model.handin import OpenQuestion, QuestionName
from lib.report.issue_lines import choice_label, question_sentence
from lib.services.desk import Ticket
from lib.ui import hand_in_tickets as tickets
from lib.ui.file_text import as_written
from lib.ui.hand_in_indicator import new_indicator
from lib.ui.screen import Screen

_OTHER, _NEW, _HEADER, _SKIP = "\N{NULL}other", "\N{NULL}new", "header", "skip"
_MOST_OFFERS = 20


def ask(here: Screen, ticket: Ticket, reading: Reading, place: str) -> None:
    """Draw the question with its proposals quoting the file, and the button that answers it."""
    question = reading.question
    if question is None:
        return
    st.text(question_sentence(question, here.t))
    key = f"answer_{place}_{ticket.ticket_id}_{question.key}_{here.view.language}"
    options = _options(question)
    if options == [_OTHER]:
        _go(here, ticket, question, _free_answer(here, question, key), key)
        return
    quotes = {choice.value: choice.quote for choice in question.choices if choice.quote != question.quote}
    picked = st.radio(
        here.t("handin.answers"),
        options,
        index=None,
        key=key,
        format_func=lambda value: as_written(_label(here, question, value)),
        captions=[as_written(quotes.get(value, "")) for value in options],
        label_visibility="collapsed",
    )
    if picked == _NEW:
        proposed = next((choice.quote for choice in question.choices if choice.value == _HEADER), "")
        new_indicator(here, ticket, question, proposed or question.quote, key)
        return
    _go(here, ticket, question, _free_answer(here, question, key) if picked == _OTHER else picked, key)


def _go(here: Screen, ticket: Ticket, question: OpenQuestion, value: str | None, key: str) -> None:
    st.button(
        here.t("handin.answer"),
        key=f"{key}_go",
        on_click=tickets.answer,
        args=(ticket.ticket_id, question.key, value or ""),
        disabled=not value,
        type="primary",
    )


def _options(question: OpenQuestion) -> list[str]:
    named = question.name is QuestionName.INDICATOR
    # "named by its header" would need an indicator that nobody described: here it is added with its unit instead.
    proposed = [choice.value for choice in question.choices if not (named and choice.value == _HEADER)]
    free = [_OTHER] if question.open_ended else []
    at = len(proposed) - (proposed[-1:] == [_SKIP])
    return [*proposed[:at], *free, *([_NEW] if named and free else []), *proposed[at:]]


def _label(here: Screen, question: OpenQuestion, value: str) -> str:
    t = here.t
    if value in {_OTHER, _NEW}:
        return t(f"handin.{value[1:]}_{question.name.replace('-', '_')}")
    choice = next(choice for choice in question.choices if choice.value == value)
    return choice_label(question, replace(choice, quote=""), t, here.name_of_code)


def _free_answer(here: Screen, question: OpenQuestion, key: str) -> str | None:
    if question.name is QuestionName.INDICATOR:
        catalogue = here.workspace.catalogue.indicators
        names = {code: f"{here.t.label(entry.label)} ({code})" for code, entry in catalogue.items()}
        return _choose(here, names, key)
    if question.name in {QuestionName.AREA, QuestionName.LABELS}:
        return _choose(here, units(here), key)
    text = st.text_input(here.t(f"handin.free_{question.name.replace('-', '_')}"), key=f"{key}_text").strip()
    if text and question.name is QuestionName.PERIOD and read_period(text) is None:
        st.caption(here.t("handin.no_period"))
        return None
    return text or None


def _choose(here: Screen, names: dict[str, str], key: str) -> str | None:
    ordered = sorted(names, key=lambda code: sort_key(names[code]))
    return st.selectbox(
        here.t("handin.choose"),
        ordered,
        index=None,
        key=f"{key}_one",
        format_func=names.__getitem__,
        placeholder=here.t("handin.choose"),
        label_visibility="collapsed",
    )


def units(here: Screen, unit_set: str = "") -> dict[str, str]:
    """Return the units somebody may mean by id, of one unit set or of the two newest with their years."""
    gazetteer, t = here.workspace.gazetteer, here.t
    if unit_set in gazetteer.unit_sets:
        return {unit.ref_area: t.label(unit.label) for unit in gazetteer.members(unit_set)}
    return {
        unit.ref_area: t("handin.unit_of", name=t.label(unit.label), unit_set=code)
        for code in gazetteer.newest_first[:2]
        for unit in gazetteer.members(code)
    }


def offer_labels(here: Screen, ticket: Ticket, reading: Reading) -> None:
    """Let the reader say which units the unclear labels mean, or leave them out; nothing has to be answered."""
    if not reading.offers:
        return
    t, known = here.t, units(here, reading.read_as.unit_set)
    with st.form(f"offers_{ticket.ticket_id}_{here.view.language}"):
        st.markdown(f"**{t('handin.unclear', count=t.number(len(reading.offers)))}.** {t('handin.unclear_help')}")
        chosen: dict[str, str] = {}
        columns = st.columns(3)
        for place, offer in enumerate(reading.offers[:_MOST_OFFERS]):
            key = f"offer_{ticket.ticket_id}_{offer.key}_{here.view.language}"
            chosen[key] = offer.key
            with columns[place % 3]:
                _offer(offer, known, key, t)
        st.form_submit_button(t("handin.apply"), on_click=tickets.answer_from, args=(ticket.ticket_id, chosen))


def _offer(offer: OpenQuestion, known: dict[str, str], key: str, t: Translator) -> None:
    by_name = {name: area for area, name in known.items()}
    proposed = [by_name.get(choice.value, choice.value) for choice in offer.choices if choice.value != _SKIP]
    rest = [area for area in known if area not in proposed]
    names = {**{value: value for value in proposed}, **known, _SKIP: t("handin.skip_labels")}
    st.selectbox(
        as_written(offer.subject),
        [*proposed, _SKIP, *rest],
        index=None,
        key=key,
        format_func=names.__getitem__,
        placeholder=t("handin.proposed", names=", ".join(names[value] for value in proposed))
        if proposed
        else t("handin.choose"),
    )
