"""A table as the office program's own. No figures are computed or rounded otherwise than as they are shown."""

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.table import Table as FileTable
from pptx.table import _Cell
from pptx.util import Emu

from lib.charts.picture import Box
from lib.charts.typeface import text_width
from lib.i18n import Translator
from lib.report.pptx_text import Canvas
from lib.report.slides import TableFigure
from lib.report.workbook import Cell

_PAD = 12.0
_ROW = 1.55  # of the type size
_LARGEST, _LEAST = 30.0, 20.0
_WIDER = 1.15


def cell_text(cell: Cell, decimals: int | None, t: Translator) -> str:
    """Return a cell as it is read: numbers in the language's signs, nothing as a dash."""
    if cell is None or cell == "":
        return "–"
    return t.number(float(cell), decimals) if isinstance(cell, int | float) and decimals is not None else str(cell)


def add_table(canvas: Canvas, figure: TableFigure, box: Box, t: Translator) -> None:
    """Draw a table into a box of the slide, its type as large as rows and columns allow."""
    table = figure.table
    texts = [
        [cell_text(cell, decimals, t) for cell, decimals in zip(row, table.decimals, strict=True)] for row in table.rows
    ]
    size = max(_LEAST, min(_LARGEST, box.height / ((len(texts) + 1.6) * _ROW)))
    widths = _widths([list(table.headings), *texts], size, box.width)
    rows, columns = len(texts) + 1, len(table.headings)
    sides = (canvas.emu(box.left), canvas.emu(box.top), canvas.emu(box.width), canvas.emu(size * _ROW * rows))
    frame = canvas.shapes.add_table(rows, columns, *sides)
    frame.name = table.title
    drawn = frame.table
    for place, width in enumerate(widths):
        drawn.columns[place].width = canvas.emu(width)
    for place in range(rows):
        drawn.rows[place].height = canvas.emu(size * _ROW)
    _fill(drawn, [list(table.headings), *texts], figure, size, canvas)


def _fill(drawn: FileTable, lines: list[list[str]], figure: TableFigure, size: float, canvas: Canvas) -> None:
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            cell = drawn.cell(row, column)
            number = figure.table.decimals[column] is not None
            _write(cell, text, canvas, size=size, bold=row == 0 or row - 1 in figure.strong, right=number)


def _write(cell: _Cell, text: str, canvas: Canvas, *, size: float, bold: bool, right: bool) -> None:
    cell.margin_left = cell.margin_right = canvas.emu(_PAD)
    cell.margin_top = cell.margin_bottom = Emu(0)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = text
    run.font.size = canvas.points(size)
    run.font.bold = bold


def _widths(lines: list[list[str]], size: float, width: float) -> list[float]:
    """Return the columns' widths: each as it needs, shortened in proportion where all of them need more."""
    needs = [
        max(_word(line[column], size, head=number == 0) for number, line in enumerate(lines)) + 2 * _PAD
        for column in range(len(lines[0]))
    ]
    return [need * width / sum(needs) for need in needs]


def _word(text: str, size: float, *, head: bool) -> float:
    """Return what a cell needs: a heading may break between its words, a figure never."""
    parts = text.split(" ") if head else [text]
    longest = max(text_width(part, size, 600) for part in parts)
    whole = text_width(text, size, 600)
    return max(longest, whole / 2) * _WIDER if head else whole * _WIDER
