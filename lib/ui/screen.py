"""What every page starts from: the language, the choice the address makes, and the question it puts to the figures."""

from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
import streamlit as st

from lib.charts.palette import Theme
from lib.i18n import Translator, translator
from lib.model.period import Period
from lib.model.unit import Unit
from lib.model.view import Basis, View
from lib.report.period_words import stretch_words
from lib.report.sentences import Telling
from lib.services.choosing import Choice, choose
from lib.services.coverage import Coverage
from lib.services.desk import Ticket
from lib.services.questions import At, Question
from lib.services.workspace import Workspace
from lib.ui import cache
from lib.ui.address import current_view
from lib.ui.hand_in_tickets import present

_CURRENT: ContextVar["Screen"] = ContextVar("screen")  # of the thread of one rerun, so of one reader


@dataclass(frozen=True)
class Screen:
    """One rerun's reading of the address; pages ask it for frames and names and hold nothing themselves."""

    choice: Choice
    t: Translator
    version: int
    tickets: tuple[Ticket, ...] = ()

    @property
    def workspace(self) -> Workspace:
        """The opened installation."""
        return cache.workspace()

    @property
    def view(self) -> View:
        """The whole view, every field filled in."""
        return self.choice.view

    @property
    def theme(self) -> Theme:
        """The theme the reader has chosen, or the system has for him."""
        return "dark" if st.context.theme.type == "dark" else "light"

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Everything a drawing of this view depends on."""
        return self._key_of(self.view.figures)

    @cached_property
    def link_key(self) -> tuple[str, ...]:
        """Everything a drawing depends on that leads on: links carry what is in hand as well."""
        return self._key_of(self.view)

    def _key_of(self, view: View) -> tuple[str, ...]:
        # One text: streamlit looks at every part of a key in Python, for every drawing of every rerun.
        return ("\n".join([str(self.version), self.theme, *(f"{n}={text}" for n, text in view.spelled().items())]),)

    @property
    def store_key(self) -> tuple[str, ...]:
        """Everything a drawing depends on that shows the store, not the view."""
        return (str(self.version), self.theme, self.view.language)

    @cached_property
    def question(self) -> Question:
        """The indicator, period and base of the view."""
        choice = self.choice
        restated = choice.basis is Basis.RESTATED
        base = At(choice.base, choice.base_unit_set, restated) if choice.base else None
        return Question(choice.indicator, At(choice.period, choice.unit_set, restated), base)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The change table of the question."""
        return self.change_table(self.question)

    def change_table(self, question: Question) -> pd.DataFrame:
        """Return the change table of any question."""
        return cache.changes(self.version, question)

    def observations(self, *indicators: str) -> pd.DataFrame:
        """Return the current observations of some indicators."""
        return cache.observations(self.version, indicators)

    @property
    def coverage(self) -> Coverage:
        """Which figures there are."""
        return cache.coverage(self.version)

    @cached_property
    def telling(self) -> Telling:
        """What the sentences need."""
        choice = self.choice
        return Telling(self.t, choice.indicator, choice.period, choice.base, self.workspace.gazetteer)

    def stretch(self, period: Period) -> str:
        """Return the words of a period of the chosen indicator: `9 tháng năm 2026` where it counts from 1 January."""
        return stretch_words(self.choice.indicator, period, self.t, short=True)

    def widget(self, name: str) -> str:
        """Return the key of a choice in this language."""
        return _key(name, self.view)

    def name(self, ref_area: str) -> str:
        """Return the plain name of a unit."""
        return self.t.label(self.workspace.gazetteer.unit(ref_area).label)

    def name_of_code(self, code: str) -> str | None:
        """Return the name of an indicator or a unit by its code, or None."""
        indicator = self.workspace.catalogue.indicators.get(code)
        unit = self.workspace.gazetteer.units.get(code)
        return self.t.label(indicator.label) if indicator else self.t.label(unit.label) if unit else None

    def unit(self, ref_area: str) -> Unit:
        """Return a unit."""
        return self.workspace.gazetteer.unit(ref_area)


def chosen(view: View, name: str) -> str:
    """Return what the reader has just chosen, for the callback of a choice drawn under `Screen.widget(name)`."""
    return str(st.session_state[_key(name, view)] or "")


def _key(name: str, view: View) -> str:
    # A choice travels as the text of its option: in another language the same key would bring back a foreign text.
    return f"choose_{name}_{view.language}"


def screen() -> Screen:
    """Return the reading of the address that the frame made in this rerun."""
    return _CURRENT.get()


def read_screen() -> Screen:
    """Read the address of this rerun, once, before anything is drawn."""
    view, tickets, gone = present(current_view())
    opened = cache.workspace()
    version = cache.version()
    choice = choose(view, opened.catalogue, opened.gazetteer, cache.coverage(version))
    read = Screen(replace(choice, notices=(*choice.notices, *gone)), translator(view.language), version, tickets)
    _CURRENT.set(read)
    return read
