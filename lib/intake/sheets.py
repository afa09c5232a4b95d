"""What any file is once opened: sheets of rows of cells that know where they stood. Reads no file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from lib.intake.findings import Findings
from lib.intake.limits import Limits
from lib.model.issue import IssueCode


@dataclass(frozen=True)
class ErrorCell:
    """A cell that holds no value but an error: `#DIV/0!`, `#N/A`, or `=…` for a formula never calculated."""

    text: str


Cell = str | int | float | bool | datetime | date | time | ErrorCell | None


@dataclass(frozen=True)
class Sheet:
    """Rows (ragged, empty ones included) with their numbers as the person sees them, `lines`, counted from 1.

    `merged` holds first row, first column, last row, last column of each merged range, counted from 0 within `rows`,
    both ends included. `percent` holds row and column (from 0) of the cells that are shown with a % though they hold
    a share (0.45 shown as 45 %). `fonts` tells the columns (from 0) that were written in a legacy font, TCVN3 or VNI.
    `widths` is how many cells each row of a text file was written with, empty ones included.
    """

    name: str
    rows: list[list[Cell]]
    lines: Sequence[int]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    percent: frozenset[tuple[int, int]] = frozenset()
    fonts: Mapping[int, str] = field(default_factory=dict)
    hidden: bool = False
    widths: Sequence[int] = ()


@dataclass(frozen=True)
class Container:
    """One file opened: `kind` is csv, xlsx or xls; `encoding` and `delimiter` are empty for workbooks."""

    kind: str
    encoding: str
    delimiter: str
    sheets: tuple[Sheet, ...]


def column_letter(index: int) -> str:
    """Return the name of a column as Excel shows it: A for 0, Z for 25, AA for 26."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def without_blank_end(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows without the blank cells at their ends and the blank rows at the end; blank is None or ""."""
    for row in rows:
        while row and (row[-1] is None or row[-1] == ""):
            row.pop()
    end = len(rows)
    while end and not rows[end - 1]:
        end -= 1
    return rows[:end]


def check_size(rows: list[list[Cell]], cells: int, limits: Limits, findings: Findings) -> None:
    """Refuse a workbook whose last row read is too wide, or that has too many rows or cells by now."""
    if rows and len(rows[-1]) > limits.columns:
        raise findings.refuse(IssueCode.TOO_MANY_COLUMNS, n=str(len(rows[-1])), limit=str(limits.columns))
    if (len(rows) > limits.rows and rows[-1]) or cells > limits.workbook_cells:
        most = min(limits.rows, limits.workbook_cells * len(rows) // max(cells, 1))
        raise findings.refuse(IssueCode.TOO_MANY_ROWS, n=str(len(rows)), limit=str(most))
