"""On which unit set the figures of a sheet stand, period by period: a long table may reach over 64, 63 and 34 units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.intake.area_rows import AreaRows
from lib.intake.area_sets import decide_unit_set
from lib.intake.areas import AreaKind, AreaLabel
from lib.intake.table_context import TableContext
from lib.model.handin import QuestionName
from lib.model.issue import IssueCode
from lib.model.period import Period

_SINCE_2008, _SINCE_2025 = date(2008, 8, 1), date(2025, 7, 1)
_BEFORE_2008 = {"61", "64"}
OLD, NEW = "63", "34"


@dataclass(frozen=True)
class UnitSets:
    """The unit set of a sheet, and of the periods in which the labels with figures are of another one."""

    usual: str
    by_period: Mapping[str, str]

    def of(self, period: str) -> str:
        """Return the unit set of a period."""
        return self.by_period.get(period, self.usual)

    @property
    def all(self) -> tuple[str, ...]:
        """Return the unit sets in use, the usual one first."""
        return tuple(dict.fromkeys((self.usual, *self.by_period.values())))


def decide_unit_sets(
    tables: Sequence[AreaRows], present: Mapping[str, Iterable[AreaLabel]], context: TableContext
) -> UnitSets:
    """Decide by all labels, then by those with a figure in each period (`present`); raises the question if need be.

    Labels decide, not the year: but where names of one set are all missing in a period of another set, the period
    tells to which of the two a table belongs that shows both.
    """
    hints = " | ".join((*context.titles, *context.notes, context.sheet, context.file_name))
    answer = context.answers.of(QuestionName.UNIT_SET)
    usual = _decided([label for table in tables for label in table.judged], tables, hints, answer, context)
    if answer is not None:
        return UnitSets(usual, {})
    found = {period: _of_period(usual, period, list(labels), context) for period, labels in present.items()}
    return UnitSets(usual, {period: unit_set for period, unit_set in found.items() if unit_set != usual})


def _decided(
    labels: Sequence[AreaLabel], tables: Sequence[AreaRows], hints: str, answer: str | None, context: TableContext
) -> str:
    codes = {text: code for table in tables for text, code in table.code_of().items()}
    decision = decide_unit_set(labels, codes, hints=hints, answer=answer)
    if decision.question is not None:
        code = decision.code or IssueCode.AREA_REGIME_MIXED
        raise context.findings.ask(decision.question, code, column="", text="", **dict(decision.parts))
    return decision.unit_set


def _of_period(usual: str, period: str, labels: list[AreaLabel], context: TableContext) -> str:
    units = [label for label in labels if label.kind is AreaKind.UNIT]
    start = Period.parse(period).start
    if usual in _BEFORE_2008:
        return _of_old_period(usual, start, units)
    if usual == OLD and start >= _SINCE_2025 and units and all(NEW in label.units for label in units):
        decision = decide_unit_set(units, {}, hints="", answer=None)
        if decision.question is not None:
            raise context.findings.ask(decision.question, IssueCode.AREA_REGIME_MIXED, text=period)
        return decision.unit_set
    return usual


def _of_old_period(usual: str, start: date, units: list[AreaLabel]) -> str:
    """Return the set of a period of a table with Hà Tây: 63 since August 2008, unless Hà Tây still has a figure."""
    if start >= _SINCE_2008 and all(OLD in label.units for label in units):
        return OLD
    decision = decide_unit_set(units, {}, hints="", answer=None)
    return decision.unit_set if decision.unit_set in _BEFORE_2008 else usual
