"""The sheet of all issues that is added to a marked workbook. Marks no cell of the table itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lib.i18n import Translator
from lib.model.issue import Issue, Outcome
from lib.report.issue_lines import issue_advice, issue_message, rows_text, visible
from lib.report.plain_workbook import ROW_LIMIT
from lib.report.workbook import inert

OUTCOME_FILLS = {Outcome.ACCEPT: "E2F0D9", Outcome.WARN: "FFF2CC", Outcome.ASK: "BDD7EE", Outcome.REJECT: "F8B9B0"}
_HEADINGS = ("outcome", "on_sheet", "at_row", "at_column", "text", "message", "proposal", "way_out", "code")
_WIDTHS = (20, 16, 18, 8, 28, 60, 24, 60, 24)
_RUNS_SHOWN = 200
_ROW_PLACE = _HEADINGS.index("at_row") + 1


@dataclass(frozen=True)
class ListRemarks:
    """How much of the marking stands in the table: commented cells of all, rows left out, whether it was opened."""

    commented: int
    cells: int
    rows_left_out: int
    opened: bool


def add_issue_list(book: Workbook, issues: Sequence[Issue], remarks: ListRemarks, t: Translator) -> None:
    """Add the sheet: what the colours mean, then one line per issue, the gravest first, linked to its first cell."""
    names = [sheet.title for sheet in book.worksheets]
    sheet = book.create_sheet(t("handin_file.sheet"))
    for line in _remark_lines(remarks, t):
        sheet.append([line])
    for outcome in Outcome:
        sheet.append([t(f"outcome.{outcome}"), t(f"outcome.{outcome}_meaning")])
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor=OUTCOME_FILLS[outcome])
    sheet.append([None])
    sheet.append([t(f"handin_file.{name}") for name in _HEADINGS])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    gravest_first = sorted(issues, key=lambda issue: -[*Outcome].index(issue.outcome))
    for issue in gravest_first:
        _append(sheet, issue, names, t)
    if not gravest_first:
        sheet.append([t("handin_file.nothing")])
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _remark_lines(remarks: ListRemarks, t: Translator) -> list[str]:
    lines = [t("handin_file.explained")] if remarks.opened else [t("handin_file.not_opened")]
    if remarks.commented < remarks.cells:
        limit, count = t.number(remarks.commented), t.number(remarks.cells)
        lines.append(t("handin_file.capped", limit=limit, count=count))
    if remarks.rows_left_out:
        count = t.number(ROW_LIMIT + remarks.rows_left_out)
        lines.append(t("handin_file.capped_rows", limit=t.number(ROW_LIMIT), count=count))
    return lines


def _append(sheet: Worksheet, issue: Issue, names: Sequence[str], t: Translator) -> None:
    message = issue_message(issue, t)
    texts = [
        *(t(f"outcome.{issue.outcome}"), visible(issue.sheet), rows_text(issue.rows, t, shown=_RUNS_SHOWN)),
        *(issue.column, visible(issue.text), message[:1].upper() + message[1:], visible(issue.proposal)),
        *(issue_advice(issue, t), str(issue.code)),
    ]
    sheet.append([inert(text) if text else None for text in texts])
    row = sheet.max_row
    sheet.cell(row, 1).fill = PatternFill("solid", fgColor=OUTCOME_FILLS[issue.outcome])
    for cell in sheet[row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if issue.rows and issue.sheet in names:
        place = sheet.cell(row, _ROW_PLACE)
        quoted = issue.sheet.replace("'", "''")
        location = f"'{quoted}'!{issue.column if issue.column.isalpha() else 'A'}{issue.rows[0]}"
        place.hyperlink = Hyperlink(ref=place.coordinate, location=location)
        place.font = Font(color="0563C1", underline="single")
