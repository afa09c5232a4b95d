"""The cells of a file without formats (CSV, XLS) as a workbook in which no text is a formula. Knows no issues."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.i18n import Translator
from lib.report.workbook import inert

ROW_LIMIT = 50_000
_SIGNED_NUMBER = re.compile(r"[+-][\d.,\s]*%?")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
_FORBIDDEN_IN_NAMES = re.compile(r"[\\*?:/\[\]\x00-\x1f\ud800-\udfff\ufffe\uffff]")


class GivenSheet(Protocol):
    """Rows of cells with their numbers in the file, and the sheet's name (empty for a text file)."""

    @property
    def name(self) -> str: ...  # noqa: D102 - a protocol
    @property
    def rows(self) -> Sequence[Sequence[object]]: ...  # noqa: D102 - a protocol
    @property
    def lines(self) -> Sequence[int]: ...  # noqa: D102 - a protocol


def plain_workbook(sheets: Sequence[GivenSheet], t: Translator) -> tuple[Workbook, int]:
    """Return a workbook with every row at its number in the file, and how many rows beyond ROW_LIMIT are left out."""
    book = Workbook()
    while book.worksheets:
        book.remove(book.worksheets[0])
    left_out = 0
    for given in sheets:
        sheet = book.create_sheet(_sheet_name(given.name) or t("handin_file.plain_sheet"))
        for number, row in zip(given.lines, given.rows, strict=False):
            if number > ROW_LIMIT:
                left_out += 1
            else:
                _write_row(sheet, number, row)
    return book, left_out


def _sheet_name(name: str) -> str:
    return _FORBIDDEN_IN_NAMES.sub("_", name)[:31].strip("'")


def _write_row(sheet: Worksheet, number: int, row: Sequence[object]) -> None:
    for place, cell in enumerate(row, start=1):
        if cell is not None and cell != "":
            sheet.cell(number, place, safe_cell(cell))


def safe_cell(cell: object) -> str | int | float | datetime | date | time:
    """Return what is written for a cell: text that a spreadsheet would compute gets an apostrophe, `-5,3` stays."""
    if isinstance(cell, bool | int | datetime | date | time) or (isinstance(cell, float) and math.isfinite(cell)):
        return cell
    text = _UNWRITABLE.sub("", str(getattr(cell, "text", cell)))
    return text if _SIGNED_NUMBER.fullmatch(text) else str(inert(text))
