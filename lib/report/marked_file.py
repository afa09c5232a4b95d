"""The file handed in, returned as a workbook with the doubtful cells coloured and commented. Reads no figures."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from lib.i18n import Translator
from lib.model.issue import Issue, IssueCode, Outcome
from lib.model.template import OWN_SHEETS
from lib.report.issue_lines import NO_NAMES, Names, issue_advice, issue_sentence, named, visible
from lib.report.marked_list import OUTCOME_FILLS, ListRemarks, add_issue_list
from lib.report.plain_workbook import GivenSheet, plain_workbook

COMMENT_LIMIT = 5_000
_AUTHOR = "Toàn Cảnh"
_COMMENT_LENGTH = 1_000
_ROWS, _COLUMNS = 1_048_576, 16_384  # of an Excel sheet
_LETTERS = re.compile(r"[A-Z]{1,3}")
_ORDER = {outcome: place for place, outcome in enumerate(Outcome)}
_UNOPENED = frozenset(
    {
        *(IssueCode.FILE_EMPTY, IssueCode.FILE_TOO_LARGE, IssueCode.FILE_TYPE_MISMATCH, IssueCode.COMPRESSION_RATIO),
        *(IssueCode.FORMAT_ERROR, IssueCode.TOO_MANY_ROWS, IssueCode.TOO_MANY_COLUMNS),
    }
)
"""Issues of files that were refused before they were opened: what was not safe to read is not opened to be marked."""
_BROKEN = (
    *(InvalidFileException, zipfile.BadZipFile, ParseError, NotImplementedError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError, OverflowError),
)
"""What openpyxl raises for workbooks that other programs wrote oddly or that are cut off."""


@dataclass(frozen=True)
class FileToMark:
    """The file's bytes, its kind (xlsx, xls, csv), its sheets as read, the row of the header and the names of codes.

    `sheets` serve for files that carry no colours (csv, xls) and for a workbook that cannot be opened for writing.
    """

    content: bytes
    kind: str
    sheets: Sequence[GivenSheet] = ()
    header_row: int | None = None
    names: Names = field(default_factory=lambda: NO_NAMES)


@dataclass
class _Mark:
    outcome: Outcome = Outcome.ACCEPT
    lines: list[str] = field(default_factory=list)


_Marks = dict[tuple[str, int, int], _Mark]
_InUse = Mapping[int, Sequence[int]]


def marked_workbook(file: FileToMark, issues: Sequence[Issue], t: Translator) -> bytes:
    """Return an XLSX: the clerk's own workbook (or, for csv and xls, its cells) marked, and a sheet of all issues.

    A cell has the colour of its gravest issue and a comment with message and way out; an issue of a whole row
    colours the cells in use, one of a column its heading. Beyond COMMENT_LIMIT cells are coloured only, which the
    added sheet says. Nothing of the file is executed; macros and links to other files are dropped.
    """
    issues = [named(issue, file.names) for issue in issues]
    unopened = any(issue.code in _UNOPENED for issue in issues)
    book = None if unopened or file.kind != "xlsx" else _own_workbook(file.content)
    given, left_out = (book, 0) if book is not None else plain_workbook(() if unopened else file.sheets, t)
    marks = _marks(given, file, issues, t)
    commented = _apply(given, marks)
    cells = sum(bool(mark.lines) for mark in marks.values())
    remarks = ListRemarks(commented, cells, left_out, opened=bool(given.worksheets))
    add_issue_list(given, issues, remarks, t)
    stream = io.BytesIO()
    given.save(stream)
    return stream.getvalue()


def _own_workbook(content: bytes) -> Workbook | None:
    try:
        book = load_workbook(io.BytesIO(content), keep_vba=False, keep_links=False)
    except _BROKEN:
        return None
    for name in OWN_SHEETS - {"toan-canh"}:
        if name in book.sheetnames:
            del book[name]
    return book if book.worksheets else None


def _marks(book: Workbook, file: FileToMark, issues: Sequence[Issue], t: Translator) -> _Marks:
    marks: _Marks = {}
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    in_use = {name: _columns_in_use(sheet) for name, sheet in sheets.items()}
    for issue in issues:
        sheet = sheets.get(issue.sheet) or _only_table(sheets)
        if sheet is None:
            continue
        line = "\n".join(_comment_lines(issue, t))
        for row, column, says in _cells(issue, in_use[sheet.title], file.header_row):
            mark = marks.setdefault((sheet.title, row, column), _Mark())
            mark.outcome = max(mark.outcome, issue.outcome, key=_ORDER.__getitem__)
            if says:
                mark.lines.append(line)
    return marks


def _only_table(sheets: Mapping[str, Worksheet]) -> Worksheet | None:
    tables = [sheet for name, sheet in sheets.items() if name not in OWN_SHEETS]
    return tables[0] if len(tables) == 1 else None


def _comment_lines(issue: Issue, t: Translator) -> Iterator[str]:
    yield issue_sentence(issue, t)
    if issue.proposal:
        yield t("handin_file.proposed", proposal=visible(issue.proposal))
    yield issue_advice(issue, t)


def _cells(issue: Issue, in_use: _InUse, header_row: int | None) -> Iterator[tuple[int, int, bool]]:
    """Give row, column and whether the comment goes there, for each cell an issue is about."""
    column = column_index_from_string(issue.column) if _LETTERS.fullmatch(issue.column) else 0
    if column > _COLUMNS or (issue.column and not column):
        return
    rows = issue.rows or ((header_row,) if column and header_row else ())
    for row in rows:
        if not 1 <= row <= _ROWS:
            continue
        if column:
            yield row, column, True
        else:
            used = in_use.get(row, [])
            yield from ((row, place, place == used[0]) for place in used)


def _columns_in_use(sheet: Worksheet) -> _InUse:
    """Return by row the columns that hold something; asked once, since a sheet counts its cells for every question."""
    in_use = {}
    for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        columns = [column for column, value in enumerate(cells, start=1) if value is not None]
        if columns:
            in_use[row] = columns
    return in_use


def _apply(book: Workbook, marks: _Marks) -> int:
    """Colour and comment the cells in the order of the sheet; return how many were commented."""
    anchors = {sheet.title: _anchors(sheet) for sheet in book.worksheets}
    commented = 0
    for (name, row, column), mark in sorted(marks.items(), key=lambda entry: entry[0]):
        sheet = book[name]
        cell = sheet.cell(*anchors[name].get((row, column), (row, column)))
        if isinstance(cell, MergedCell):
            continue
        cell.fill = PatternFill("solid", fgColor=OUTCOME_FILLS[mark.outcome])
        if mark.lines and commented < COMMENT_LIMIT:
            cell.comment = _comment(cell.comment, mark.lines)
            commented += 1
    return commented


def _anchors(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for every cell of a merged range the one that shows its text."""
    return {
        place: (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        if merged.size["rows"] * merged.size["columns"] <= _COLUMNS
        for place in merged.cells
    }


def _comment(former: Comment | None, lines: Sequence[str]) -> Comment:
    kept = [former.text] if former is not None and former.author != _AUTHOR else []
    text = "\n\n".join(dict.fromkeys([*kept, *lines]))
    if len(text) > _COMMENT_LENGTH:
        text = f"{text[: _COMMENT_LENGTH - 1]}…"
    return Comment(text, _AUTHOR, height=40 + 18 * (len(text) // 40 + text.count("\n")), width=300)
