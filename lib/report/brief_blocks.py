"""The pieces of an administrative document in Word: head, rules, table, recipients and signature. No figures made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document as File
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from lib.i18n import Translator
from lib.report.office_head import OfficeHead
from lib.report.slides import TableFigure
from lib.report.table_cuts import (
    cell_texts,
    column_needs,
    column_widths,
    spare_column,
    with_rows,
    without_column,
    worded,
)

FONT = "Times New Roman"
SIZE = 13
BLANK = "………"  # left to be filled in
TEXT_WIDTH = 160  # mm, between the margins
_LEFT_COLUMN, _RIGHT_COLUMN = 66, 94  # mm, of the head
_FOOT_COLUMNS = (66, 94)  # mm
_MOTTO_LINE, _BODY_LINE, TITLE_LINE = 58, 22, 40  # mm: the rules of the decree, as long as the motto or a third
_MOST_ROWS, _FIRST_ROWS = 10, 3
_MM_PER_POINT = 25.4 / 72
_CELL_MARGINS = 4.0  # mm, left and right together
_EASY = 0.75  # of the width: below, words of a table stand on many short lines
_WIDER = 1.12  # the document's bold letters against those we measure with
_NARROW = 6  # from so many columns on a table is set smaller


def write(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = SIZE,
    centred: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    """Write a paragraph in one look; sizes and distances in points."""
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


def add_rule(paragraph: Paragraph, length: float, width: float) -> None:
    """Make an empty paragraph a rule of `length` in the middle of `width`, both in mm."""
    side = Mm((width - length) / 2)
    write(paragraph, "", size=2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.line_spacing = Pt(3)
    border = '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"), "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_head(document: File, day: date, office: OfficeHead, t: Translator) -> None:
    """Add the head: issuing body on the left, name of the state and motto on the right, number, place and date."""
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _without_margins(table)
    _set_widths(table, (_LEFT_COLUMN, _RIGHT_COLUMN))
    left, right = table.rows[0].cells
    write(left.paragraphs[0], (office.province or BLANK).upper(), size=12, centred=True)
    write(left.add_paragraph(), (office.body or BLANK).upper(), size=12, bold=True, centred=True)
    add_rule(left.add_paragraph(), _BODY_LINE, _LEFT_COLUMN)
    write(right.paragraphs[0], t("brief.state"), size=12, bold=True, centred=True)
    write(right.add_paragraph(), t("brief.motto"), size=13, bold=True, centred=True)
    add_rule(right.add_paragraph(), _MOTTO_LINE, _RIGHT_COLUMN)
    number, dated = table.rows[1].cells
    write(number.paragraphs[0], t("brief.number"), centred=True, before=4)
    # a day below ten and the first two months have a nought before them: the decree, appendix I
    spelled = t("brief.day", day=f"{day:%d}", month=f"{day:%m}" if day.month <= 2 else day.month, year=day.year)
    write(dated.paragraphs[0], f"{office.place or BLANK}, {spelled}", italic=True, centred=True, before=4)


def add_foot(document: File, office: OfficeHead, t: Translator) -> None:
    """Add recipients on the left and the place to sign on the right; they stay together on a page."""
    write(document.add_paragraph(), "", size=6)
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _without_margins(table)
    _set_widths(table, _FOOT_COLUMNS)
    left, right = table.rows[0].cells
    write(left.paragraphs[0], t("brief.recipients"), size=12, bold=True, italic=True)
    for text in (f"- {office.province or BLANK};", f"- {BLANK};", t("brief.archive", blank=BLANK)):
        write(left.add_paragraph(), text, size=11)
    write(right.paragraphs[0], t("brief.signer"), bold=True, centred=True)
    write(right.add_paragraph(), t("brief.signature"), size=12, italic=True, centred=True, after=44)
    write(right.add_paragraph(), BLANK, bold=True, centred=True)
    for cell in (left, right):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_together = paragraph.paragraph_format.keep_with_next = True
    _whole_rows(table)


@dataclass(frozen=True)
class NumberTable:
    """A table as a page holds it: what of `whole` is shown, its cells as they are read, widths in mm, size of type."""

    whole: TableFigure
    shown: TableFigure
    lines: Sequence[Sequence[str]]
    widths: Sequence[float]
    size: float


def number_table(figure: TableFigure, t: Translator) -> NumberTable:
    """Return a table of the first rows, those in focus and the last, in the columns a page holds."""
    size = 10.5 if len(figure.table.headings) >= _NARROW else 12.0
    shown, widths = _narrowed(with_rows(figure, shown_rows(len(figure.table.rows), figure.strong)), size, t)
    return NumberTable(figure, shown, cell_texts(shown, t), widths, size)


def add_number_table(document: File, made: NumberTable) -> None:
    """Add a table to the document."""
    shown, lines, widths, size = made.shown, made.lines, made.widths, made.size
    table = document.add_table(rows=len(lines) + 1, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for cell, heading in zip(table.rows[0].cells, shown.table.headings, strict=True):
        write(cell.paragraphs[0], heading, bold=True, size=size, centred=True)
    for number, row in enumerate(list(table.rows)[1:]):
        for cell, text, words in zip(row.cells, lines[number], worded(shown), strict=True):
            write(cell.paragraphs[0], text, bold=number in shown.strong, size=size)
            if not words:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeated(table)
    _whole_rows(table)
    _set_widths(table, widths)


def _narrowed(figure: TableFigure, size: float, t: Translator) -> tuple[TableFigure, list[float]]:
    """Return a table without the last columns of words where a page is too narrow, and widths in mm."""
    while True:
        lines = [list(figure.table.headings), *cell_texts(figure, t)]
        needs = column_needs(lines, worded(figure), size * _MM_PER_POINT, _WIDER)
        whole, least = ([need + _CELL_MARGINS for need in each] for each in needs)
        place = spare_column(figure)
        if sum(least) <= _EASY * TEXT_WIDTH or place is None:
            return figure, column_widths(whole, least, TEXT_WIDTH)
        figure = without_column(figure, place)


def shown_rows(count: int, strong: frozenset[int]) -> list[int]:
    """Return which rows a page has room for: all of a short table, else the first, those in focus and the last."""
    if count <= _MOST_ROWS:
        return list(range(count))
    return sorted({*range(_FIRST_ROWS), *strong, count - 1})


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Set widths in mm where every office program looks for them: in the grid and in the cells."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _without_margins(table: Table) -> None:
    table.autofit = False
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def _repeated(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _whole_rows(table: Table) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
