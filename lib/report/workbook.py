"""Tables as files that open well in a Vietnamese office: XLSX with definitions, CSV that Excel reads as it is."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.i18n import Translator

Cell = str | int | float | None
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_WIDEST = 60


@dataclass(frozen=True)
class Table:
    """A table to hand out: headings, rows of plain cells, decimals per column (None: text), meanings."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    decimals: Sequence[int | None]
    definitions: Sequence[tuple[str, str]]


def as_xlsx(table: Table, t: Translator) -> bytes:
    """Return a workbook of two sheets: the table (numbers stay numbers) and its definitions, sources and rules."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook starts with a worksheet")
    sheet.title = t("file.sheet")
    _fill(sheet, table.headings, table.rows)
    for place, decimals in enumerate(table.decimals, start=1):
        if decimals is not None:
            for (cell,) in sheet.iter_rows(min_row=2, min_col=place, max_col=place):
                cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
    _fill(book.create_sheet(t("file.definitions")), (t("file.term"), t("file.meaning")), table.definitions)
    book.properties.title = table.title
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Worksheet, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    sheet.append(list(headings))
    for row in rows:
        sheet.append([inert(cell) for cell in row])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        longest = max(len(str(cell.value)) for cell in column if cell.value is not None)
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 2, _WIDEST)


def as_csv(table: Table, t: Translator) -> bytes:
    """Return UTF-8 with a byte order mark; in Vietnamese `;` and decimal comma, as Excel with that setting writes."""
    stream = io.StringIO()
    vietnamese = t.language == "vi"
    writer = csv.writer(stream, delimiter=";" if vietnamese else ",", lineterminator="\r\n")
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([_spelled(inert(cell), comma=vietnamese) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _spelled(cell: Cell, *, comma: bool) -> Cell:
    return str(cell).replace(".", ",") if comma and isinstance(cell, float) else cell


def inert(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: text that starts like one gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
