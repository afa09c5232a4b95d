"""Which period each row of a table is of, read from its column of periods; doubts written down or asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lib.intake.column_periods import MONTHS, YEARS, ask_period
from lib.intake.distinct import Distinct
from lib.intake.grid import is_empty
from lib.intake.period_headers import SCHOOL_YEARS, as_period, part_of
from lib.intake.periods import PeriodText, combine, read_period, serial_date
from lib.intake.roles import Columns, Role
from lib.intake.sheets import Cell
from lib.intake.table_context import TableContext
from lib.model.gazetteer import folded
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode, Outcome
from lib.model.period import Frequency, Period

ALL, DATES = "all", "dates"
Written = Cell | PeriodText
"""A cell of a column of periods, or the period that it and its neighbour make."""


@dataclass(frozen=True)
class RowPeriods:
    """Of each row of a body its period as text, "" where it has none, and its status."""

    periods: NDArray[np.object_]
    statuses: NDArray[np.object_]
    blank: NDArray[np.bool_]  # nothing is written


def row_periods(columns: Columns, context: TableContext) -> RowPeriods:
    """Read the column of periods, with the month or quarter beside it if there is one."""
    place = _chosen(columns, context)
    cells = _cells(columns, place, context)
    distinct = Distinct(cells)
    read = _of_years(_read(distinct, columns, place, context), columns, place, context)
    _ask_mixed(read, columns, place, context)
    texts = [str(period.period) if period is not None else "" for period in read]
    statuses = [period.status if period is not None else "" for period in read]
    blank = [is_empty(cell) for cell in distinct.cells]
    return RowPeriods(distinct.spread(texts), distinct.spread(statuses), distinct.spread(blank, bool))


def _chosen(columns: Columns, context: TableContext) -> int:
    """Return the column of periods; asks which one where several say different things (Từ năm, Đến năm)."""
    places, shape = columns.places(Role.PERIOD), columns.shape
    answer = (context.answers.of(QuestionName.PERIOD) or "").upper()
    named = [place for place in places if columns.letter(place) == answer]
    cells = [shape.grid.column(place, shape.first, shape.last) for place in places]
    if named or len(places) == 1 or all(some == cells[0] for some in cells):
        return (named or places)[0]
    choices = tuple(Choice(columns.letter(place), columns.names[place].label) for place in places)
    labels = ", ".join(columns.names[place].label for place in places)
    question = OpenQuestion(QuestionName.PERIOD, choices, quote=labels)
    raise context.findings.ask(question, IssueCode.PERIOD_MIXED_TYPES, column=columns.letter(places[0]), types=labels)


def _cells(columns: Columns, place: int, context: TableContext) -> Sequence[Written]:
    shape = columns.shape
    cells = shape.grid.filled(place, shape.first, shape.last)
    parts = columns.places(Role.PART)
    if parts:
        return _with_parts(columns, cells, parts[0])
    if _only_parts(columns, place, cells):
        return _of_title_year(columns, place, cells, context)
    header = folded(columns.names[place].parts[-1]) if columns.names[place].parts else ""
    if header not in SCHOOL_YEARS:
        return cells
    return [cell if is_empty(cell) else as_period(header, cell) for cell in cells]


def _with_parts(columns: Columns, cells: Sequence[Cell], part: int) -> list[Written]:
    shape = columns.shape
    header = columns.names[part].parts[-1].casefold()
    beside = shape.grid.filled(part, shape.first, shape.last)
    joined: dict[tuple[Cell, Cell], Written] = {}
    for pair in set(zip(cells, beside, strict=True)):
        joined[pair] = _joined(pair[0], pair[1], header)
    return [joined[pair] for pair in zip(cells, beside, strict=True)]


def _joined(year: Cell, part: Cell, header: str) -> Written:
    found = combine(year, part, Frequency.Q if header.startswith("q") else Frequency.M)
    if found is None:
        return f"{'' if is_empty(year) else year} {'' if is_empty(part) else part}".strip()
    return found


def _only_parts(columns: Columns, place: int, cells: Sequence[Cell]) -> bool:
    header = columns.names[place].parts[-1].casefold() if columns.names[place].parts else ""
    filled = {cell for cell in cells if not is_empty(cell)}
    return bool(filled) and all(read_period(cell) is None and part_of(header, cell) is not None for cell in filled)


def _of_title_year(columns: Columns, place: int, cells: Sequence[Cell], context: TableContext) -> list[Written]:
    """Put the year of the title, or of an answer, to a column that only says months or quarters."""
    answer = context.answers.of(QuestionName.PERIOD)
    named = read_period(answer) if answer else None
    years = (named,) if named is not None else context.title_periods() or context.sheet_periods()
    if len(years) != 1 or years[0].period.frequency is not Frequency.A:
        raise ask_period(context)
    header = columns.names[place].parts[-1].casefold()
    return [cell if is_empty(cell) else _joined(str(years[0].period), cell, header) for cell in cells]


def _read(distinct: Distinct, columns: Columns, place: int, context: TableContext) -> list[PeriodText | None]:
    shape, letter = columns.shape, columns.letter(place)
    read: list[PeriodText | None] = []
    for number, cell in enumerate(distinct.cells):
        lines = _line_reader(columns, place, distinct, number)
        period = cell if isinstance(cell, PeriodText) else read_period(cell)
        if period is None and _is_serial(cell):
            period = _dated(cell, columns, place, context, lines)
        if period is None:
            if not is_empty(cell) or shape.repeated:
                context.findings.add(IssueCode.PERIOD_INVALID, lines(), column=letter, text=str(cell), refuses=True)
        else:
            _note(period, _written(cell), letter, context, lines)
        read.append(None if period is not None and (period.plan or period.index) else period)
    return read


def _line_reader(columns: Columns, place: int, distinct: Distinct, number: int) -> Callable[[], list[int]]:
    shape = columns.shape
    return lambda: [shape.grid.where(shape.first + int(row), place)[0] for row in distinct.rows(number)]


def _note(period: PeriodText, text: str, letter: str, context: TableContext, lines: Callable[[], list[int]]) -> None:
    if period.repaired:
        context.findings.add(IssueCode.PERIOD_REPAIRED, lines(), column=letter, text=text, year=period.period)
    if period.plan or period.index or period.cumulative:
        refuses = period.plan or period.index
        code = IssueCode.PERIOD_KIND_MIXED
        context.findings.add(
            *(code, lines()), column=letter, text=text, refuses=refuses, outcome=Outcome.WARN, columns=letter
        )
    if period.ambiguous_date:
        context.findings.add(IssueCode.PERIOD_AMBIGUOUS, lines(), column=letter, text=text)


def _written(cell: object) -> str:
    return str(cell.period) if isinstance(cell, PeriodText) else str(cell)


def _is_serial(cell: object) -> bool:
    text = str(cell).removesuffix(".0")
    return text.isdigit() and len(text) == len("45000") and serial_date(float(text)) is not None


def _dated(
    cell: object, columns: Columns, place: int, context: TableContext, lines: Callable[[], list[int]]
) -> PeriodText | None:
    day = serial_date(float(str(cell)))
    if day is None:
        return None
    answer = context.answers.of(QuestionName.PERIOD)
    if answer is None:
        choices = (Choice(DATES, f"{cell} = {day:%d/%m/%Y}"), Choice("skip", ""))
        question = OpenQuestion(QuestionName.PERIOD, choices, quote=str(cell))
        code, letter = IssueCode.PERIOD_SERIAL_DATE, columns.letter(place)
        raise context.findings.ask(question, code, lines(), column=letter, text=str(cell), date=f"{day:%d/%m/%Y}")
    return PeriodText(Period(day.year, Frequency.M, day.month)) if answer == DATES else None


def _of_years(
    read: list[PeriodText | None], columns: Columns, place: int, context: TableContext
) -> list[PeriodText | None]:
    """Ask whether a column of first or last days of years means years or single months."""
    dated = [period for period in read if period is not None and period.dated]
    months = {period.period.number for period in dated}
    if len(dated) < 1 or len(dated) < len([p for p in read if p]) or months not in ({1}, {12}):
        return read
    answer = context.answers.of(QuestionName.PERIOD, columns.letter(place))
    if answer not in {YEARS, MONTHS}:
        example = dated[0].period
        choices = (Choice(YEARS, str(example.year)), Choice(MONTHS, str(example)))
        question = OpenQuestion(QuestionName.PERIOD, choices, columns.letter(place), str(example))
        code = IssueCode.PERIOD_AMBIGUOUS
        raise context.findings.ask(question, code, column=columns.letter(place), text=str(example))
    if answer == MONTHS:
        return read
    return [replace(text, period=Period(text.period.year)) if text is not None else None for text in read]


def _ask_mixed(read: Sequence[PeriodText | None], columns: Columns, place: int, context: TableContext) -> None:
    kinds = sorted({period.period.frequency for period in read if period is not None})
    if len(kinds) < 2 or columns.places(Role.INDICATOR):  # each indicator has a frequency of its own
        return
    answer = context.answers.of(QuestionName.PERIOD)
    if answer == ALL:
        return
    examples = {str(p.period.frequency): str(p.period) for p in read if p is not None}
    question = OpenQuestion(
        QuestionName.PERIOD, (Choice(ALL, ", ".join(examples.values())),), quote=", ".join(examples.values())
    )
    types = ", ".join(examples.values())
    raise context.findings.ask(question, IssueCode.PERIOD_MIXED_TYPES, column=columns.letter(place), types=types)
