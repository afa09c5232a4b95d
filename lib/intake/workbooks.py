"""The bytes of an .xlsx → sheets of typed cells, with merged ranges, percent formats and fonts. Nothing is executed."""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import cast
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from lib.intake.findings import Findings
from lib.intake.legacy_letters import font_kind
from lib.intake.limits import MEGABYTE, Limits
from lib.intake.sheets import Cell, ErrorCell, Sheet, check_size, without_blank_end
from lib.model.issue import IssueCode

PORTION = 20_000  # rows between two reports of progress
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, InvalidFileException, NotImplementedError),
    *(LookupError, ValueError, TypeError, AttributeError, EOFError, OSError, OverflowError, RuntimeError, NameError),
)
"""What zipfile and openpyxl were seen to raise for workbooks cut off, with flipped bytes, or with entities in them."""
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!"})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # parts of a number format that are shown as they stand
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"')
_NEVER = "="  # the text of a formula that was never calculated


@dataclass
class _Marks:
    """What stands in a sheet's XML besides values: merged ranges, and formulas that were never calculated."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class _Grid:
    """A sheet while it is read."""

    rows: list[list[Cell]] = field(default_factory=list)
    cells: int = 0
    percent: set[tuple[int, int]] = field(default_factory=set)
    fonts: dict[int, Counter[str]] = field(default_factory=dict)


def read_workbook(content: bytes, limits: Limits, findings: Findings) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx or .xlsm, hidden ones marked, sheets that only hold a chart left out.

    Ends with compression-ratio, too-many-rows, too-many-columns, or format-error for a workbook that is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_unpacked(archive, len(content), limits, findings)
            return _sheets(content, archive, limits, findings)
    except BROKEN as error:
        raise findings.refuse(IssueCode.FORMAT_ERROR) from error


def _check_unpacked(archive: zipfile.ZipFile, packed: int, limits: Limits, findings: Findings) -> None:
    """Refuse a file that unpacks to too much: by what it declares, and by what really comes out."""
    allowed = min(limits.unpacked_bytes, max(limits.ratio * packed, MEGABYTE))
    declared = sum(entry.file_size for entry in archive.infolist())
    if declared > allowed:
        raise findings.refuse(IssueCode.COMPRESSION_RATIO, n=str(declared // MEGABYTE))
    unpacked = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while portion := part.read(MEGABYTE):
                unpacked += len(portion)
                if unpacked > allowed:
                    raise findings.refuse(IssueCode.COMPRESSION_RATIO, n=str(unpacked // MEGABYTE))


def _sheets(content: bytes, archive: zipfile.ZipFile, limits: Limits, findings: Findings) -> tuple[Sheet, ...]:
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    left = limits
    sheets = []
    for worksheet in workbook.worksheets:
        marks = _marks(archive, worksheet._worksheet_path)  # type: ignore[attr-defined] # no public name
        grid = _read(cast(ReadOnlyWorksheet, worksheet), left, findings)
        left = replace(left, workbook_cells=left.workbook_cells - grid.cells)
        sheets.append(_sheet(worksheet.title, grid, marks, hidden=worksheet.sheet_state != "visible"))
    workbook.close()
    return tuple(sheets)


def _sheet(name: str, grid: _Grid, marks: _Marks, *, hidden: bool) -> Sheet:
    for row, column in marks.uncalculated:
        if row < len(grid.rows):
            cells = grid.rows[row]
            cells.extend([None] * (column + 1 - len(cells)))
            if cells[column] is None:
                cells[column] = ErrorCell(_NEVER)
    fonts = {column: kinds.most_common(1)[0][0] for column, kinds in grid.fonts.items()}
    rows = without_blank_end(grid.rows)
    return Sheet(
        name,
        rows,
        range(1, len(rows) + 1),
        merged=tuple(marks.merged),
        percent=frozenset(grid.percent),
        fonts={column: kind for column, kind in fonts.items() if kind},
        hidden=hidden,
    )


def _marks(archive: zipfile.ZipFile, path: str) -> _Marks:
    """Look for merged ranges, which stand behind the cells, and go through the cells only where there are formulas."""
    marks = _Marks()
    part = archive.read(path)
    for found in _MERGED.finditer(part, max(part.rfind(b"sheetData"), 0)):
        (top, left), (bottom, right) = (coordinate_to_tuple(corner) for corner in found.group(1).decode().split(":"))
        marks.merged.append((top - 1, left - 1, bottom - 1, right - 1))
    if _FORMULA.search(part):
        marks.uncalculated.update(_uncalculated(part))
    return marks


def _uncalculated(part: bytes) -> Iterator[tuple[int, int]]:
    """Find formulas without a result; a text result may be empty, a number may not. Places may be left out in XML."""
    row = column = 0
    for event, element in iterparse(io.BytesIO(part), ("start", "end")):
        tag = element.tag.rsplit("}", 1)[-1]
        if event == "start":
            row, column = (int(element.get("r") or row + 1), 0) if tag == "row" else (row, column)
            continue
        if tag == "c":
            column = coordinate_to_tuple(element.get("r", ""))[1] if element.get("r") else column + 1
            parts = {child.tag.rsplit("}", 1)[-1]: child.text for child in element}
            if "f" in parts and not parts.get("v") and element.get("t") != "str":
                yield row - 1, column - 1
        if tag in ("c", "row"):
            element.clear()


def _read(worksheet: ReadOnlyWorksheet, limits: Limits, findings: Findings) -> _Grid:
    grid = _Grid()
    looks: dict[int, tuple[bool, str]] = {}
    total = max(worksheet.max_row or 1, 1)
    worksheet.reset_dimensions()  # some programs declare a wrong size
    for index, cells in enumerate(cast(Iterator[tuple[ReadOnlyCell, ...]], worksheet.rows)):
        grid.rows.append(_row(index, cells, grid, looks))
        grid.cells += len(grid.rows[-1])
        check_size(grid.rows, grid.cells, limits, findings)
        if index % PORTION == 0:
            findings.progress("reading", min(index / total, 1.0))
    return grid


def _row(index: int, cells: Iterable[ReadOnlyCell], grid: _Grid, looks: dict[int, tuple[bool, str]]) -> list[Cell]:
    row: list[Cell] = []
    for column, cell in enumerate(cells):
        value = cell.value
        if value is None:
            row.append(None)
            continue
        style = cell._style_id  # type: ignore[attr-defined] # no public name
        if style not in looks:
            looks[style] = (shows_percent(cell.number_format), font_kind(cell.font.name or ""))
        percent, font = looks[style]
        if percent and isinstance(value, int | float):
            grid.percent.add((index, column))
        if isinstance(value, str):
            grid.fonts.setdefault(column, Counter())[font] += 1
        row.append(_cell(value))
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        if value in _ERRORS:
            return ErrorCell(value)
        return _ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), value) if "_x" in value else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, int | float | datetime | date | time):
        return value
    return str(value)  # a length of time


def shows_percent(number_format: str) -> bool:
    """Tell whether cells of this format show a hundredfold value with %; a % in quotes is only a letter."""
    return "%" in _LITERAL.sub("", number_format)
