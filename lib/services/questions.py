"""A question put to the figures: one indicator at one period and unit set, against another one if asked."""

from dataclasses import dataclass
from typing import NamedTuple

from lib.model.errors import UnknownCodeError
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.services.coverage import Coverage
from lib.services.workspace import Workspace


class At(NamedTuple):
    """A period on the units of one set."""

    period: Period
    unit_set: str


@dataclass(frozen=True)
class Question:
    """What is shown (`now`) and what it is compared with (`base`)."""

    indicator: Indicator
    now: At
    base: At | None = None

    def spelled(self) -> tuple[str, ...]:
        """Return the codes that make the question, equal for equal questions."""
        sides = [self.now, *([self.base] if self.base else [])]
        return (self.indicator.code, *(f"{side.period}/{side.unit_set}" for side in sides))


def ask(workspace: Workspace, code: str, period: str, base: str | None = None, units: str | None = None) -> Question:
    """Read a question from codes; UnknownCodeError names the nearest known code, period or unit set."""
    coverage = workspace.coverage()
    indicator = workspace.catalogue.indicator(code)
    at = _known_period(period, indicator, coverage)
    now = At(at, _known_unit_set(units, indicator, at, coverage))
    if base is None:
        return Question(indicator, now)
    base_at = _known_period(base, indicator, coverage)
    base_sets = coverage.unit_sets(indicator.code, base_at)
    return Question(indicator, now, At(base_at, now.unit_set if now.unit_set in base_sets else base_sets[0]))


def _known_period(text: str, indicator: Indicator, coverage: Coverage) -> Period:
    known = coverage.periods(indicator.code)
    try:
        period = Period.parse(text)
    except ValueError:
        period = None
    if period is None or period not in known:
        raise UnknownCodeError("period", text, [str(entry) for entry in known])
    return period


def _known_unit_set(text: str | None, indicator: Indicator, period: Period, coverage: Coverage) -> str:
    known = coverage.unit_sets(indicator.code, period)
    if text is not None and text not in known:
        raise UnknownCodeError("unit_set", text, known)
    return text or known[0]
