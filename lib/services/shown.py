"""One view read without a screen: the choice it makes, its question, tables and sentences, as of now or of an instant.

The screens have the same in `lib.ui.screen`, kept between reruns; slides and files are made from this.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lib.charts.palette import Theme
from lib.i18n import Translator
from lib.model.boundaries import Boundaries
from lib.model.view import Basis
from lib.report.country_lines import country_change_sentence, country_sentence
from lib.report.sentences import Telling, unit_sentence
from lib.services.choosing import Choice
from lib.services.explaining import Comparing
from lib.services.held_workspace import HeldWorkspace
from lib.services.questions import At, Question


@dataclass(frozen=True)
class Shown:
    """A choice with the figures behind it; `workspace` may be frozen at an instant."""

    choice: Choice
    workspace: HeldWorkspace
    boundaries: Mapping[str, Boundaries]
    t: Translator
    theme: Theme = "light"

    @cached_property
    def question(self) -> Question:
        """The indicator, period and base of the view."""
        choice = self.choice
        restated = choice.basis is Basis.RESTATED
        base = At(choice.base, choice.base_unit_set, restated) if choice.base else None
        return Question(choice.indicator, At(choice.period, choice.unit_set, restated), base)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The observations the question is answered from."""
        return self.workspace.figures(self.question)

    @cached_property
    def changes(self) -> pd.DataFrame:
        """The change table of the question."""
        return self.workspace.table(self.question)

    def table_of(self, question: Question) -> pd.DataFrame:
        """Return the change table of any question."""
        return self.workspace.table(question)

    @cached_property
    def telling(self) -> Telling:
        """What the sentences need."""
        choice = self.choice
        return Telling(self.t, choice.indicator, choice.period, choice.base, self.workspace.gazetteer)

    @cached_property
    def comparing(self) -> Comparing:
        """The question with all that its comparable statements need."""
        return Comparing(self.question, self.workspace, self.figures, self.table_of)

    def sentences(self, *, change: bool = False) -> tuple[str, ...]:
        """Return what is said at the head of a page: the units in focus first, then the country, or how it changed."""
        said: list[str] = []
        for area in self.choice.focus_areas:
            said += [unit_sentence(self.comparing.rows[area], self.telling), *self.comparing.lines(area, self.telling)]
        told = country_change_sentence if change else country_sentence
        said.append(told(self.comparing.rows.values(), self.telling))
        return tuple(sentence for sentence in said if sentence)
