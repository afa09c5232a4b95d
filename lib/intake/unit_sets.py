"""On which unit set the figures of a sheet stand, period by period: a long table may reach over 64, 63 and 34 units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.intake.area_sets import SetDecision, decide_unit_set
from lib.intake.areas import AreaKind, AreaLabel
from lib.intake.part_words import TERRITORY
from lib.intake.row_labels import AreaRows
from lib.intake.table_context import TableContext
from lib.model.handin import Choice, OpenQuestion, QuestionName
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
    by_row: tuple[str, ...] = ()  # the sets in use where every label is an id that names its own

    def of(self, period: str) -> str:
        """Return the unit set of a period."""
        return self.by_period.get(period, self.usual)

    @property
    def all(self) -> tuple[str, ...]:
        """Return the unit sets in use, the usual one first."""
        return tuple(dict.fromkeys((self.usual, *self.by_period.values(), *self.by_row)))


@dataclass(frozen=True)
class Placing:
    """One table of a sheet with, by period, the labels that have a figure in it."""

    areas: AreaRows
    present: Mapping[str, Sequence[AreaLabel]]

    @property
    def hints(self) -> str:
        """Everything written around the table that may say after which list of units it was made."""
        context, columns = self.areas.context, self.areas.columns
        header = columns.names[columns.shape.area].label.casefold()
        age = "địa giới mới" if "mới" in header else "địa giới cũ" if "cũ" in header else header
        return " | ".join((*context.titles, *context.notes, context.section, context.sheet, context.file_name, age))


def decide_unit_sets(tables: Sequence[Placing]) -> list[UnitSets]:
    """Decide for each table of a sheet by its labels, then by those with a figure in each period.

    A table whose own labels do not tell goes with the others of its sheet, unless words around it speak for another
    set. Labels decide, not the year: but where names of one set are all missing in a period of another set, the period
    tells to which of the two a table belongs that shows both. Raises the question if need be.
    """
    return [_decided(table, tables) for table in tables]


def _by_ids(table: Placing) -> UnitSets | None:
    """Return the sets of a table of ids such as 63-56, each of which names its own."""
    units = [label for label in table.areas.judged if label.kind is AreaKind.UNIT]
    if not units or any(label.text not in label.units.values() for label in units):
        return None
    sets = tuple(dict.fromkeys(unit_set for label in units for unit_set in label.units))
    return UnitSets(sets[0], {}, sets)


def _decided(table: Placing, tables: Sequence[Placing]) -> UnitSets:
    by_ids = _by_ids(table)
    if by_ids is not None:
        return by_ids
    context = table.areas.context
    answer = context.answers.of(QuestionName.UNIT_SET)
    decision = _by_labels([table], answer)
    if len(tables) > 1 and not _says_otherwise(table) and (decision.question is not None or _is_folded(table, tables)):
        together = _by_labels(tables, answer)
        decision = together if together.question is None else decision
    if decision.question is not None:
        code = decision.code or IssueCode.AREA_REGIME_MIXED
        question = _with_older(decision.question, table)
        raise context.findings.ask(question, code, column="", text="", **dict(decision.parts))
    if answer is not None:
        return UnitSets(decision.unit_set, {})
    usual = decision.unit_set
    found = {period: _of_period(usual, period, labels, context) for period, labels in table.present.items()}
    return UnitSets(usual, {period: unit_set for period, unit_set in found.items() if unit_set != usual})


def _with_older(question: OpenQuestion, table: Placing) -> OpenQuestion:
    """Offer the 64 units first where all figures are of a time before Hà Tây joined Hà Nội."""
    old = bool(table.present) and all(Period.parse(period).end < _SINCE_2008 for period in table.present)
    if not old or any(choice.value == "64" for choice in question.choices):
        return question
    return replace(question, choices=(Choice("64"), *question.choices))


def _by_labels(tables: Sequence[Placing], answer: str | None) -> SetDecision:
    labels = [label for table in tables for label in table.areas.judged]
    codes = {text: code for table in tables for text, code in table.areas.code_of().items()}
    hints = " | ".join(table.hints for table in tables)
    gazetteer = tables[0].areas.context.setting.gazetteer
    return decide_unit_set(labels, codes, hints=hints, answer=answer, gazetteer=gazetteer)


def _is_folded(table: Placing, tables: Sequence[Placing]) -> bool:
    """Whether a table shares no unit with the others: then it is one list of units, broken over several columns."""
    others = [label for other in tables if other is not table for label in other.areas.judged]
    units = {ref for label in others for ref in label.units.values()}
    return not any(ref in units for label in table.areas.judged for ref in label.units.values())


def _says_otherwise(table: Placing) -> bool:
    section = TERRITORY.search(table.areas.context.section.casefold())
    return "địa giới mới" in table.hints or "địa giới cũ" in table.hints or section is not None


def _of_period(usual: str, period: str, labels: Sequence[AreaLabel], context: TableContext) -> str:
    units = [label for label in labels if label.kind is AreaKind.UNIT]
    end = Period.parse(period).end
    if usual in _BEFORE_2008:
        return _of_old_period(usual, end, units)
    if usual == OLD and end >= _SINCE_2025 and units and all(NEW in label.units for label in units):
        decision = decide_unit_set(units, {}, hints="", answer=None)
        if decision.question is not None:
            raise context.findings.ask(decision.question, IssueCode.AREA_REGIME_MIXED, text=period)
        return decision.unit_set
    return usual


def _of_old_period(usual: str, end: date, units: list[AreaLabel]) -> str:
    """Return the set of a period of a table with Hà Tây: 63 since August 2008, unless Hà Tây still has a figure."""
    if end >= _SINCE_2008 and all(OLD in label.units for label in units):
        return OLD
    decision = decide_unit_set(units, {}, hints="", answer=None)
    return decision.unit_set if decision.unit_set in _BEFORE_2008 else usual
