"""The figures of one column: its decimal sign decided, its cells read, everything that is no figure written down."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.intake.decimal_sign import Doubt, Evidence, decimal_sign, evidence
from lib.intake.distinct import Distinct
from lib.intake.numbers import NumberKind, NumberText, read_number
from lib.intake.plain_numbers import examples, plain_mask, plain_values
from lib.intake.ragged_rows import shared_rows
from lib.intake.roles import Columns
from lib.intake.sheets import Cell
from lib.intake.table_context import TableContext
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

_SAID = {
    NumberKind.MISSING: IssueCode.MISSING_VALUE,
    NumberKind.EMPTY: IssueCode.MISSING_VALUE,
    NumberKind.TEXT: IssueCode.TYPE_ERROR,
    NumberKind.NOT_FINITE: IssueCode.VALUE_NOT_FINITE,
    NumberKind.ERROR_CELL: IssueCode.VALUE_ERROR_CELL,
}
REFUSED = frozenset({NumberKind.TEXT, NumberKind.NOT_FINITE, NumberKind.ERROR_CELL})


@dataclass(frozen=True)
class Figures:
    """A column of figures: per row its value (NaN where none) and what kind of cell it is; the decimal sign read by."""

    values: NDArray[np.float64]
    kinds: NDArray[np.object_]
    sign: str


@dataclass(frozen=True)
class FigureColumn:
    """One column of figures of a table's body."""

    columns: Columns
    place: int
    context: TableContext
    distinct: Distinct
    plain: NDArray[np.bool_]  # distinct cells that are everyday numbers
    evidence: Evidence

    def spread_sense(self, sense: Callable[[Cell], bool]) -> NDArray[np.bool_]:
        """Return row by row what a sense says of the cells; it says yes of every plain number."""
        judged = [flag or sense(cell) for cell, flag in zip(self.distinct.cells, self.plain, strict=True)]
        return self.distinct.spread(judged, bool)

    @property
    def letter(self) -> str:
        """The letter of the column."""
        return self.columns.letter(self.place)

    def lines(self, rows: NDArray[np.intp]) -> list[int]:
        """Return the row numbers of the file for some row places of the body."""
        shape = self.columns.shape
        return [shape.grid.where(shape.first + int(row), self.place)[0] for row in rows]


def figure_column(columns: Columns, place: int, context: TableContext) -> FigureColumn:
    """Gather a column's distinct cells and what they say of its decimal sign."""
    shape = columns.shape
    cells = shape.grid.column(place, shape.first, shape.last)
    for row in shape.repeated:
        cells[row - shape.first] = None
    distinct = Distinct(cells)
    plain = plain_mask(distinct.cells)
    others = [cell for cell, flag in zip(distinct.cells, plain, strict=True) if not flag]
    spoken = [*others, *examples(distinct.cells, plain)] if plain.any() else others
    return FigureColumn(columns, place, context, distinct, plain, evidence(spoken))


def figures(column: FigureColumn, table: Evidence, wanted: NDArray[np.bool_]) -> Figures:
    """Read a column; only cells of the rows `wanted` are reported. Raises a question about its decimal sign or %."""
    sign = _sign(column, table)
    _ask_percent(column, wanted)
    readable, values = plain_values(column.distinct.cells, column.plain, sign)
    kinds = np.full(len(values), NumberKind.NUMBER, dtype=object)
    for number in np.flatnonzero(~readable):
        text = read_number(column.distinct.cells[number], sign)
        values[number], kinds[number] = np.nan if text.value is None else text.value, text.kind
        _report(column, int(number), text, wanted)
    codes = column.distinct.codes
    return Figures(_percented(column, values[codes]), _shared(column, kinds[codes], wanted), sign)


def _shared(column: FigureColumn, kinds: NDArray[np.object_], wanted: NDArray[np.bool_]) -> NDArray[np.object_]:
    """Refuse figures merged over several places: one figure for two units is nobody's figure."""
    shared = shared_rows(column.columns, column.place) & (kinds == NumberKind.NUMBER)
    for row in np.flatnonzero(shared & wanted):
        text = str(column.distinct.cells[column.distinct.codes[row]])
        at = column.lines(np.array([row]))
        column.context.findings.add(IssueCode.TYPE_ERROR, at, column=column.letter, text=text, refuses=True)
    return np.where(shared, NumberKind.TEXT, kinds) if shared.any() else kinds


def _sign(column: FigureColumn, table: Evidence) -> str:
    answer = column.context.answers.of(QuestionName.DECIMAL, column.context.subject(column.letter))
    decided = decimal_sign(column.evidence, table, answer)
    if decided.doubt is Doubt.NONE:
        return decided.sign
    choices = (Choice(",", decided.a), Choice(".", decided.b))
    question = OpenQuestion(QuestionName.DECIMAL, choices, column.context.subject(column.letter), decided.cell)
    code = IssueCode(decided.doubt.value)
    parts = {"a": decided.a, "b": decided.b}
    if decided.doubt is Doubt.MIXED:
        parts |= {"rowa": _first_line(column, decided.a), "rowb": _first_line(column, decided.b)}
    lines = [int(_first_line(column, decided.cell))] if _first_line(column, decided.cell) else []
    raise column.context.findings.ask(question, code, lines, column=column.letter, text=decided.cell, **parts)


def _first_line(column: FigureColumn, text: str) -> str:
    if text not in column.distinct.cells:
        return ""
    return str(column.lines(column.distinct.rows(column.distinct.cells.index(text))[:1])[0])


def _ask_percent(column: FigureColumn, wanted: NDArray[np.bool_]) -> None:
    """Ask when some figures of a column carry a % sign and others do not."""
    seen = column.evidence
    _ask_percent_format(column, wanted)
    if not (seen.percent and seen.bare) or column.context.answers.of(QuestionName.VALUE_COLUMNS) is not None:
        return
    rows = [row for cell in (seen.percent, seen.bare) for row in _rows_of(column, cell)]
    if not wanted[rows].any():
        return
    choices = (Choice(column.letter, f"{seen.percent}; {seen.bare}"),)
    question = OpenQuestion(QuestionName.VALUE_COLUMNS, choices, quote=f"{seen.percent}; {seen.bare}", open_ended=True)
    code = IssueCode.UNIT_MIXED
    raise column.context.findings.ask(
        question, code, column.lines(np.array(rows)), column=column.letter, text=seen.bare
    )


def _ask_percent_format(column: FigureColumn, wanted: NDArray[np.bool_]) -> None:
    """Ask when a workbook shows some figures of a column as per cent and others as they are."""
    shape = column.columns.shape
    shown = {row - shape.first for row, place in shape.grid.percent if place == column.place}
    sense = column.context.setting.is_figure
    figures = [int(row) for row in np.flatnonzero(column.spread_sense(sense) & wanted)]
    bare = [row for row in figures if row not in shown]
    answered = column.context.answers.of(QuestionName.VALUE_COLUMNS) is not None
    if not answered and bare and len(bare) < len(figures):
        text = str(column.distinct.cells[column.distinct.codes[bare[0]]])
        question = OpenQuestion(QuestionName.VALUE_COLUMNS, (Choice(column.letter, text),), quote=text, open_ended=True)
        lines = column.lines(np.array(bare[:1]))
        raise column.context.findings.ask(question, IssueCode.UNIT_MIXED, lines, column=column.letter, text=text)


def _rows_of(column: FigureColumn, text: str) -> list[int]:
    cells = [str(cell) for cell in column.distinct.cells]
    return list(column.distinct.rows(cells.index(text))[:1]) if text in cells else []


def _report(column: FigureColumn, number: int, text: NumberText, wanted: NDArray[np.bool_]) -> None:
    if text.kind is NumberKind.NUMBER and not text.mark and not text.precision_lost:
        return
    rows = column.distinct.rows(number)
    lines = column.lines(rows[wanted[rows]])
    if not lines:
        return
    findings, letter, written = column.context.findings, column.letter, text.as_written
    if text.kind in _SAID:
        findings.add(_SAID[text.kind], lines, refuses=text.kind in REFUSED, column=letter, text=written)
    if text.mark and text.kind is NumberKind.NUMBER:
        findings.add(IssueCode.FOOTNOTE_STRIPPED, lines, mark=text.mark, column=letter, text=written)
    if text.precision_lost:
        findings.add(IssueCode.PRECISION_LOST, lines, column=letter, text=written)


def _percented(column: FigureColumn, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn shares that the workbook shows as per cent (0.45 shown as 45 %) into per cent."""
    shape = column.columns.shape
    shown = [row - shape.first for row, place in shape.grid.percent if place == column.place]
    inside = [row for row in shown if 0 <= row < len(values)]
    if inside:
        values = values.copy()
        values[inside] = np.round(values[inside] * 100, 10)
    return values
