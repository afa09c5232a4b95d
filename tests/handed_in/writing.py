"""Grids of cells as files: text in an encoding with a delimiter, workbooks; and where in them each figure stands."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import xlwt
from openpyxl import Workbook

from tests.handed_in.published import Figure
from tests.intake.legacy_bytes import tcvn3, vni, windows_1258

Cell = str | float | int | date | Figure | None
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Expected:
    """An observation with the place of its cell, as the observations of a check are listed."""

    figure: Figure
    sheet: str
    row: int
    column: str


@dataclass(frozen=True)
class Text:
    """How a text file is written."""

    encoding: str = "utf-8"
    delimiter: str = ","
    end: str = "\n"

    def bytes_of(self, rows: Rows) -> bytes:
        """Return the rows as bytes."""
        stream = io.StringIO()
        csv.writer(stream, delimiter=self.delimiter, lineterminator=self.end).writerows(
            [_shown(cell) for cell in row] for row in rows
        )
        return encoded(stream.getvalue(), self.encoding)


def encoded(text: str, encoding: str) -> bytes:
    """Return a text in an encoding offices use."""
    special = {"windows-1258": windows_1258, "tcvn3": tcvn3, "vni": vni}
    if encoding in special:
        return special[encoding](text)
    if encoding == "utf-8-nfd":
        return unicodedata.normalize("NFD", text).encode("utf-8")
    return text.encode(encoding)


@dataclass(frozen=True)
class Sheets:
    """How a workbook is written: rows by sheet, merged ranges (`B1:D1`) and number formats (`B2`) by sheet."""

    merged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    formats: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def xlsx(self, sheets: Mapping[str, Rows]) -> bytes:
        """Return a workbook of today."""
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            page = book.create_sheet(name)
            for row in rows:
                page.append([_kept(cell) for cell in row])
            for span in self.merged.get(name, ()):
                page.merge_cells(span)
            for place, form in self.formats.get(name, {}).items():
                page[place].number_format = form
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def xls(self, sheets: Mapping[str, Rows]) -> bytes:
        """Return a workbook as before 2007."""
        book = xlwt.Workbook(encoding="utf-8")
        day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
        for name, rows in sheets.items():
            page = book.add_sheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    kept = _kept(cell)
                    if kept is not None:
                        page.write(at, place, kept, *([day] if isinstance(kept, date) else []))
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()


def _kept(cell: Cell) -> str | float | int | date | None:
    return cell.cell if isinstance(cell, Figure) else cell


def _shown(cell: Cell) -> str:
    kept = _kept(cell)
    return "" if kept is None else str(kept)


def letter(place: int) -> str:
    """Return A, B, … AA of a column counted from 0."""
    return (letter(place // 26 - 1) if place > 25 else "") + chr(ord("A") + place % 26)


def lines_of(rows: Rows) -> list[int]:
    """Return the line each record of a text file begins in: cells may hold line ends."""
    lines, line = [], 1
    for row in rows:
        lines.append(line)
        line += 1 + sum(_shown(cell).count("\n") for cell in row)
    return lines


def expected(sheet: str, rows: Rows, lines: Sequence[int] | None = None) -> list[Expected]:
    """Return the figures that stand in a grid, row by row."""
    return [
        Expected(cell, sheet, lines[at] if lines else at + 1, letter(place))
        for at, row in enumerate(rows)
        for place, cell in enumerate(row)
        if isinstance(cell, Figure)
    ]
