"""The bytes of an .xls → sheets of typed cells, as for an .xlsx: numbers, dates, errors, merged ranges, fonts."""

import io
import struct
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Literal

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet as OldSheet

from lib.intake.findings import Findings
from lib.intake.legacy_letters import font_kind
from lib.intake.limits import Limits
from lib.intake.sheets import Cell, ErrorCell, Sheet, check_size, without_blank_end
from lib.intake.workbooks import shows_percent
from lib.model.issue import IssueCode

PORTION = 2_000  # rows between two reports of progress
BROKEN = (
    *(XLRDError, CompDocError, struct.error, AssertionError, MemoryError, RecursionError),
    *(LookupError, ValueError, TypeError, AttributeError, EOFError, OverflowError, NotImplementedError),
    ZeroDivisionError,
)
"""What xlrd was seen to raise for workbooks cut off or with flipped bytes."""
_FORMULA, _START, _END = 0x0006, 0x0809, 0x000A  # records: a formula, begin and end of a part
_NO_RESULT = (0, 0xFFFF000000000003)  # the number 0 and the empty text, what programs write that do not calculate
_NEVER = "="  # the text of a formula that was never calculated


def read_old_workbook(content: bytes, limits: Limits, findings: Findings) -> tuple[Sheet, ...]:
    """Return the sheets of an .xls, hidden ones marked, chart and macro sheets left out.

    Ends with too-many-rows, too-many-columns, file-type-mismatch where a password protects it, or format-error.
    """
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO())
        return _sheets(book, limits, findings)
    except BROKEN as error:
        if "encrypted" in str(error):
            raise findings.refuse(IssueCode.FILE_TYPE_MISMATCH, ext=".xls", found="XLS (có mật khẩu)") from error
        raise findings.refuse(IssueCode.FORMAT_ERROR) from error


def _sheets(book: Book, limits: Limits, findings: Findings) -> tuple[Sheet, ...]:
    sheets = []
    left = limits
    for index in range(book.nsheets):
        sheet = _sheet(book, index, left, findings)
        left = replace(left, workbook_cells=left.workbook_cells - sum(map(len, sheet.rows)))
        sheets.append(sheet)
        book.unload_sheet(index)
    return tuple(sheets)


def _sheet(book: Book, index: int, limits: Limits, findings: Findings) -> Sheet:
    old = book.sheet_by_index(index)
    looks = _Looks(book)
    rows: list[list[Cell]] = []
    cells = 0
    for number in range(old.nrows):
        rows.append(_row(old, number, looks))
        cells += len(rows[-1])
        check_size(rows, cells, limits, findings)
        if number % PORTION == 0:
            findings.progress("reading", number / old.nrows)
    for row, column in _uncalculated(book, index):
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ErrorCell(_NEVER)
    rows = without_blank_end(rows)
    return Sheet(
        old.name,
        rows,
        range(1, len(rows) + 1),
        merged=tuple((top, left, bottom - 1, right - 1) for top, bottom, left, right in old.merged_cells),
        percent=frozenset(looks.percent),
        fonts=looks.usual_fonts(),
        hidden=old.visibility != 0,
    )


class _Looks:
    """How the cells of a sheet look: which show a %, and the fonts of the texts of each column."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.datemode = book.datemode
        self._known: dict[int, tuple[bool, str]] = {}
        self._fonts: dict[int, Counter[str]] = {}
        self.percent: set[tuple[int, int]] = set()

    def note(self, row: int, column: int, value: Cell, style: int) -> None:
        """Keep in mind how one cell looks."""
        if style not in self._known:
            form = self._book.xf_list[style]
            number_format = self._book.format_map[form.format_key].format_str
            self._known[style] = (shows_percent(number_format), font_kind(self._book.font_list[form.font_index].name))
        shown, font = self._known[style]
        if shown and isinstance(value, int | float):
            self.percent.add((row, column))
        if isinstance(value, str):
            self._fonts.setdefault(column, Counter())[font] += 1

    def usual_fonts(self) -> dict[int, str]:
        """Return the columns whose texts are mostly in one legacy font."""
        usual = {column: kinds.most_common(1)[0][0] for column, kinds in self._fonts.items()}
        return {column: kind for column, kind in usual.items() if kind}


def _row(old: OldSheet, number: int, looks: _Looks) -> list[Cell]:
    row: list[Cell] = []
    for column, (kind, held) in enumerate(zip(old.row_types(number), old.row_values(number), strict=True)):
        value = _cell(kind, held, looks.datemode)
        if value is not None:
            looks.note(number, column, value, old.cell_xf_index(number, column))
        row.append(value)
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(kind: int, held: str | float, datemode: Literal[0, 1]) -> Cell:
    if isinstance(held, str):
        return held if kind == xlrd.XL_CELL_TEXT else None
    if kind == xlrd.XL_CELL_DATE:
        return _date(held, datemode)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(held)
    if kind == xlrd.XL_CELL_ERROR:
        return ErrorCell(xlrd.error_text_from_code.get(int(held), "#ERROR!"))
    return int(held) if held.is_integer() else held


def _date(number: float, datemode: Literal[0, 1]) -> Cell:
    try:
        moment: datetime = xlrd.xldate.xldate_as_datetime(number, datemode)
    except (ValueError, OverflowError):
        return ErrorCell("#VALUE!")  # as Excel shows a day before its calendar begins
    return moment.time() if 0 <= number < 1 else moment


def _uncalculated(book: Book, index: int) -> set[tuple[int, int]]:
    """Return the formulas of a sheet where none has a result: a program wrote them, and nothing calculated them."""
    content, position = book.mem, book._sh_abs_posn[index]  # type: ignore[attr-defined] # known to xlrd, not to its types
    if not content:
        return set()
    found: set[tuple[int, int]] = set()
    depth = 0
    while position + 4 <= len(content):
        record, size = struct.unpack_from("<HH", content, position)
        depth += (record == _START) - (record == _END)
        if depth == 0:
            break
        if record == _FORMULA and size >= 14:
            row, column, _, result = struct.unpack_from("<HHHQ", content, position + 4)
            if result not in _NO_RESULT:
                return set()
            found.add((row, column))
        position += 4 + size
    return found
