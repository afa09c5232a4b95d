"""A question put to the figures: one indicator at one period and unit set, against another one if asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lib.model.errors import UnknownCodeError
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.services.coverage import Coverage
from lib.services.workspace import Workspace


class At(NamedTuple):
    """A period on the units of one set: with the figures published on it, or restated on it from an earlier one."""

    period: Period
    unit_set: str
    restated: bool = False


@dataclass(frozen=True)
class Question:
    """What is shown (`now`) and what it is compared with (`base`)."""

    indicator: Indicator
    now: At
    base: At | None = None

    def spelled(self) -> tuple[str, ...]:
        """Return the codes that make the question, equal for equal questions."""
        sides = [self.now, *([self.base] if self.base else [])]
        return (self.indicator.code, *(f"{side.period}/{side.unit_set}{'r' * side.restated}" for side in sides))

    @property
    def restated(self) -> bool:
        """Whether a side of the question needs restated figures."""
        return self.now.restated or (self.base is not None and self.base.restated)


def restated_on(unit_set: str, question: Question) -> Question:
    """Return the same question with both sides on the units of one set."""
    now = At(question.now.period, unit_set, restated=True)
    return Question(question.indicator, now, At(question.base.period, unit_set, True) if question.base else None)


def targets(published: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the unit sets figures of these sets can be restated on, the newest first: the oldest of them and later."""
    ages = gazetteer.newest_first
    return ages[: max(map(ages.index, published), default=-1) + 1]


def ask(workspace: Workspace, code: str, period: str, base: str | None = None, units: str | None = None) -> Question:
    """Read a question from codes; UnknownCodeError names the nearest known code, period or unit set."""
    coverage = workspace.coverage()
    indicator = workspace.catalogue.indicator(code)
    at = _known_period(period, indicator, coverage)
    now = At(at, _known_unit_set(units, coverage.unit_sets(indicator.code, at)))
    if base is None:
        return Question(indicator, now)
    base_at = _known_period(base, indicator, coverage)
    base_sets = coverage.unit_sets(indicator.code, base_at)
    return Question(indicator, now, At(base_at, now.unit_set if now.unit_set in base_sets else base_sets[0]))


def ask_restated(workspace: Workspace, code: str, period: str, base: str | None, unit_set: str) -> Question:
    """Read a question from codes with both sides on the units of one set; UnknownCodeError as in `ask`."""
    question = ask(workspace, code, period, base)
    published = workspace.coverage().unit_sets(question.indicator.code, question.now.period)
    return restated_on(_known_unit_set(unit_set, targets(published, workspace.gazetteer)), question)


def _known_period(text: str, indicator: Indicator, coverage: Coverage) -> Period:
    known = coverage.periods(indicator.code)
    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    if period is None or period not in known:
        raise UnknownCodeError("period", text, [str(entry) for entry in known])
    return period


def _known_unit_set(text: str | None, known: Sequence[str]) -> str:
    if text is not None and text not in known:
        raise UnknownCodeError("unit_set", text, known)
    return text or known[0]
