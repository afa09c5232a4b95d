"""Which unit each row of a table is of: every label judged once, then the unit set for all, doubts written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lib.intake.area_sets import agrees, obsolete
from lib.intake.areas import AreaKind, AreaLabel
from lib.intake.distinct import Distinct
from lib.intake.grid import is_empty
from lib.intake.roles import Columns, Role
from lib.intake.sheets import Cell
from lib.intake.table_context import TableContext
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import Issue, IssueCode

ACCEPT, SKIP = "accept", "skip"
NO_AREA = AreaLabel("", AreaKind.EMPTY)


@dataclass(frozen=True)
class AreaRows:
    """The area column of one table's body, with the code that stands beside each label ("" where none does)."""

    columns: Columns
    context: TableContext
    by_code: bool = False

    @cached_property
    def labels(self) -> Distinct:
        """The labels as written."""
        shape = self.columns.shape
        cells = shape.grid.filled(shape.area, shape.first, shape.last)
        return Distinct([None if first + shape.first in shape.repeated else c for first, c in enumerate(cells)])

    @cached_property
    def judged(self) -> list[AreaLabel]:
        """What each distinct label says, an answer for one label before what is written."""
        return [self._judge(cell) for cell in self.labels.cells]

    @cached_property
    def codes(self) -> Distinct | None:
        """The codes beside the labels, or None."""
        places = self.columns.places(Role.CODE)
        shape = self.columns.shape
        if not places or self.by_code:
            return None
        return Distinct(shape.grid.filled(places[0], shape.first, shape.last))

    def code_of(self) -> dict[str, str]:
        """Return the code that stands beside each label that names a unit."""
        if self.codes is None:
            return {}
        beside: dict[str, str] = {}
        for number, label in enumerate(self.judged):
            rows = self.labels.rows(number)
            if label.kind is AreaKind.UNIT and len(rows):
                code = self.codes.cells[self.codes.codes[rows[0]]]
                if not is_empty(code):
                    beside[label.text] = str(code)
        return beside

    def _judge(self, cell: Cell) -> AreaLabel:
        setting = self.context.setting
        text = "" if cell is None else str(cell)
        if self.by_code:
            units = setting.coded(cell)
            kind = AreaKind.UNIT if units else AreaKind.EMPTY if is_empty(cell) else AreaKind.UNKNOWN
            return replace(NO_AREA, text=text, kind=kind, units=units)
        label = setting.area(cell)
        if label.kind is AreaKind.EMPTY and text:
            label = replace(NO_AREA, text=text, kind=AreaKind.UNKNOWN)
        return self._answered(label)

    def _answered(self, label: AreaLabel) -> AreaLabel:
        if label.kind in {AreaKind.UNIT, AreaKind.EMPTY}:
            return label
        answer = self.context.answers.of(QuestionName.LABELS, label.text)
        if answer is None or (answer == ACCEPT and not label.proposal):
            return label
        if answer == SKIP:
            return replace(label, kind=AreaKind.FOREIGN, aggregate=SKIP)
        return self._named(label, label.proposal if answer == ACCEPT else answer)

    def _named(self, label: AreaLabel, name: str) -> AreaLabel:
        gazetteer = self.context.setting.gazetteer
        if name in gazetteer.units:
            unit = gazetteer.units[name]
            return replace(label, kind=AreaKind.UNIT, units={unit.unit_set: unit.ref_area})
        named = self.context.setting.areas.label(name)
        return replace(label, kind=AreaKind.UNIT, units=named.units) if named.kind is AreaKind.UNIT else label


@dataclass(frozen=True)
class PlacedRows:
    """Of each row of a body: its unit's id per unit set, "" where it has none; whether it is set aside, not refused."""

    ref_areas: Mapping[str, NDArray[np.object_]]
    labels: NDArray[np.object_]
    set_aside: NDArray[np.bool_]


def placed(table: AreaRows, unit_sets: Sequence[str], filled: NDArray[np.bool_]) -> PlacedRows:
    """Return the units of a table's rows, and write down every label and code that gives none.

    `filled` tells the rows with figures: a line of words alone, such as the second half of a heading, is only skipped.
    """
    for number, label in enumerate(table.judged):
        if label.kind is not AreaKind.UNIT or not any(unit_set in label.units for unit_set in unit_sets):
            _report(table, label, unit_sets[0], table.labels.rows(number), filled)
    refs = {}
    for unit_set in unit_sets:
        units = [label.units.get(unit_set, "") if label.kind is AreaKind.UNIT else "" for label in table.judged]
        refs[unit_set] = table.labels.spread(units)
        _drop_contradicted(table, refs[unit_set], unit_set)
    aside = [label.kind in {AreaKind.AGGREGATE, AreaKind.FOREIGN} for label in table.judged]
    return PlacedRows(refs, table.labels.spread(label.text for label in table.judged), table.labels.spread(aside, bool))


def report_elsewhere(table: AreaRows, unit_set: str, rows: NDArray[np.intp]) -> None:
    """Write down the rows whose label names a unit, but none of the unit set in force for their figure."""
    for number in np.unique(table.labels.codes[rows]):
        label = table.judged[number]
        if label.kind is AreaKind.UNIT and unit_set not in label.units:
            _report_elsewhere(table, label, unit_set, _lines(table, rows[table.labels.codes[rows] == number]))


def _lines(table: AreaRows, places: NDArray[np.intp]) -> list[int]:
    shape = table.columns.shape
    return [shape.grid.where(shape.first + int(place), shape.area)[0] for place in places]


def _report(
    table: AreaRows, label: AreaLabel, unit_set: str, rows: NDArray[np.intp], filled: NDArray[np.bool_]
) -> None:
    findings = table.context.findings
    words = _lines(table, rows[~filled[rows]])
    if words and label.text and label.kind not in {AreaKind.UNIT, AreaKind.AGGREGATE}:
        findings.add(IssueCode.ROWS_SKIPPED, words, text=label.text)
    lines = _lines(table, rows[filled[rows]])
    if lines:
        _report_label(table, label, unit_set, lines)


def _report_label(table: AreaRows, label: AreaLabel, unit_set: str, lines: list[int]) -> None:
    findings, gazetteer = table.context.findings, table.context.setting.gazetteer
    letter = table.columns.letter(table.columns.shape.area)
    if label.kind in {AreaKind.AGGREGATE, AreaKind.FOREIGN}:
        findings.add(IssueCode.AREA_NOT_PROVINCE, lines, kind=label.aggregate, column=letter, text=label.text)
    elif label.kind is AreaKind.AMBIGUOUS:
        names = ", ".join(gazetteer.unit(area).label.vi for area in label.candidates)
        findings.add(IssueCode.AREA_AMBIGUOUS, lines, candidates=names, refuses=True, column=letter, text=label.text)
    elif label.kind is AreaKind.UNIT:
        _report_elsewhere(table, label, unit_set, lines)
    else:
        findings.add(
            IssueCode.AREA_UNKNOWN, lines, proposal=label.proposal, refuses=True, column=letter, text=label.text
        )


def _report_elsewhere(table: AreaRows, label: AreaLabel, unit_set: str, lines: list[int]) -> None:
    """Write down a unit that is none of the table's unit set: gone by then, or not there yet."""
    findings, gazetteer = table.context.findings, table.context.setting.gazetteer
    letter = table.columns.letter(table.columns.shape.area)
    day, heirs = obsolete(label, unit_set, gazetteer)
    written = f"{day:%d/%m/%Y}"
    if heirs:
        told = {"date": written, "new": heirs}
        findings.add(IssueCode.AREA_OBSOLETE, lines, column=letter, text=label.text, refuses=True, outcome=None, **told)
    else:
        code = IssueCode.AREA_NOT_YET_VALID
        findings.add(code, lines, column=letter, text=label.text, refuses=True, period=written)


def ask_about_damage(tables: Sequence[AreaRows], context: TableContext) -> None:
    """Ask about the labels whose letters were lost before the file came here; nothing is restored unasked."""
    damaged = [(table, n) for table in tables for n, label in enumerate(table.judged) if label.kind is AreaKind.DAMAGED]
    if not damaged:
        return
    table, number = damaged[0]
    label = table.judged[number]
    pairs = [(t.judged[n].text, t.judged[n].proposal) for t, n in damaged]
    quote = "; ".join(f"{text} → {proposal or '?'}" for text, proposal in pairs)
    guess = any(proposal for _text, proposal in pairs)
    choices = (*([Choice(ACCEPT, quote)] if guess else []), Choice(SKIP, ""))
    code = IssueCode.AREA_DAMAGED if label.proposal else IssueCode.ENCODING_DAMAGED
    raise context.findings.ask(
        OpenQuestion(QuestionName.LABELS, choices, quote=quote),
        code,
        _lines(table, table.labels.rows(number)),
        column=table.columns.letter(table.columns.shape.area),
        text=label.text,
        proposal=label.proposal,
        guess=label.proposal,
    )


def _drop_contradicted(table: AreaRows, ref_areas: NDArray[np.object_], unit_set: str) -> None:
    """Take the unit from rows whose code names another one."""
    if table.codes is None:
        return
    pairs = np.unique(np.stack([table.labels.codes, table.codes.codes]), axis=1).T
    for number, code_number in pairs:
        label, code = table.judged[number], table.codes.cells[code_number]
        if label.kind is not AreaKind.UNIT or is_empty(code) or agrees(label, code, unit_set) is not False:
            continue
        both = (table.labels.codes == number) & (table.codes.codes == code_number)
        ref_areas[both] = ""
        named = table.context.setting.coded(code).get(unit_set, "")
        other = table.context.setting.gazetteer.units[named].label.vi if named else "?"
        table.context.findings.add(
            IssueCode.AREA_CODE_MISMATCH,
            _lines(table, np.flatnonzero(both)),
            column=table.columns.letter(table.columns.places(Role.CODE)[0]),
            text=label.text,
            refuses=True,
            code=str(code),
            a=other,
            b=label.text,
        )


def offers(issues: Sequence[Issue]) -> tuple[OpenQuestion, ...]:
    """Return what may be answered though the rest is understood: labels that nobody knows, with what they may be."""
    asked = {IssueCode.AREA_UNKNOWN, IssueCode.AREA_AMBIGUOUS}
    found: dict[str, OpenQuestion] = {}
    for issue in issues:
        if issue.code in asked and issue.text:
            names = issue.parts["candidates"].split(", ") if "candidates" in issue.parts else [issue.proposal]
            choices = (*(Choice(name) for name in names if name), Choice(SKIP))
            found[issue.text] = OpenQuestion(QuestionName.LABELS, choices, issue.text, issue.text, open_ended=True)
    return tuple(found.values())
