"""A table as the office program's own. No figures are computed or rounded otherwise than as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from lib.charts.picture import Box
from lib.charts.typeface import LINE, wrapped
from lib.i18n import Translator
from lib.report.pptx_text import WIDER, Canvas, add_text
from lib.report.slide_layout import LEAST_TYPE, Text
from lib.report.slides import TableFigure
from lib.report.table_cuts import (
    cell_texts,
    column_needs,
    column_widths,
    spare_column,
    spare_row,
    with_rows,
    without_column,
    worded,
)

_PAD = 12.0  # left and right of a cell's words
_AIR = 0.42  # of the size: above and below a row's words together, at most
_LEAST_AIR = 0.08
_LARGEST, _LEAST = 32, int(LEAST_TYPE)
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the office program's "No Style, No Grid": no blue of its own


@dataclass(frozen=True)
class _Plan:
    """A table measured: type size, widths of columns, heights of rows."""

    size: int
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    fits: bool


def add_table(canvas: Canvas, figure: TableFigure, box: Box, t: Translator) -> None:
    """Draw a table into a box of the slide, its type as large as rows and columns allow.

    Columns of words and then rows that find no room in readable type are left out, and a line under the table says so.
    """
    shown, told, plan = _fitted(figure, box, t)
    lines = _lines(shown, t)
    sides = canvas.sides(Box(box.left, box.top, box.left + sum(plan.widths), box.top + sum(plan.heights)))
    frame = canvas.shapes.add_table(1, 1, *sides)
    frame.name = figure.table.title
    frame._element._nvXxPr.cNvPr.set("descr", figure.table.title)
    old = frame._element.graphic.graphicData.tbl
    old.getparent().replace(old, parse_xml(_table_xml(lines, shown, plan, canvas)))
    if told:
        foot = box.bottom - LINE * LEAST_TYPE * len(told)
        words = Text(told, LEAST_TYPE, Box(box.left, foot, box.right, box.bottom))
        add_text(canvas, words, "left out", canvas.inks.muted, said=(" ".join(told),))


def _lines(figure: TableFigure, t: Translator) -> list[list[str]]:
    return [list(figure.table.headings), *cell_texts(figure, t)]


def _fitted(figure: TableFigure, box: Box, t: Translator) -> tuple[TableFigure, tuple[str, ...], _Plan]:
    """Return as much of a table as fits a box, the lines that tell what was left out, and the plan."""
    missing: list[str] = []
    while True:
        told = _told(figure, missing, box, t)
        room = Box(box.left, box.top, box.right, box.bottom - (LINE * LEAST_TYPE * len(told) + _PAD if told else 0))
        plan = _plan(_lines(figure, t), worded(figure), room)
        if plan.fits or (len(figure.table.rows) <= 1 and len(figure.table.headings) <= 1):
            return figure, told, plan
        place = spare_column(figure)
        if place is not None:
            missing.insert(0, figure.table.headings[place])
            figure = without_column(figure, place)
        elif (row := spare_row(figure)) is not None:
            figure = with_rows(figure, [place for place in range(len(figure.table.rows)) if place != row])
        else:
            return figure, told, plan


def _told(figure: TableFigure, missing: Sequence[str], box: Box, t: Translator) -> tuple[str, ...]:
    said = [t("pptx.left_out", count=figure.left_out)] if figure.left_out else []
    said += [t("pptx.left_columns", names=t.listing(missing))] if missing else []
    return tuple(wrapped(" ".join(said), LEAST_TYPE, box.width / WIDER)) if said else ()


def _plan(lines: Sequence[Sequence[str]], words: Sequence[bool], box: Box) -> _Plan:
    """Return the table in the largest type that fits the box, in the least one where none does."""
    for size in range(_LARGEST, _LEAST - 1, -1):
        widths = _widths(lines, words, size, box.width)
        counts = [_most_lines(line, widths, words, size, head=n == 0) for n, line in enumerate(lines)]
        bare = sum(count * LINE * size for count in counts)
        air = min(_AIR * size, (box.height - bare) / len(lines))
        fits = air >= _LEAST_AIR * size and sum(widths) <= box.width + 1
        plan = _Plan(size, tuple(widths), tuple(count * LINE * size + max(air, 0) for count in counts), fits)
        if fits:
            break
    return plan


def _widths(lines: Sequence[Sequence[str]], words: Sequence[bool], size: float, width: float) -> list[float]:
    whole, least = ([need + 2 * _PAD for need in needs] for needs in column_needs(lines, words, size, WIDER))
    return column_widths(whole, least, width)


def _most_lines(line: Sequence[str], widths: Sequence[float], words: Sequence[bool], size: float, *, head: bool) -> int:
    return max(
        len(wrapped(text, size, (width - 2 * _PAD) / WIDER + 0.5, 600)) if head or breaks else 1
        for text, width, breaks in zip(line, widths, words, strict=True)
    )


def _table_xml(lines: Sequence[Sequence[str]], figure: TableFigure, plan: _Plan, canvas: Canvas) -> str:
    grid = "".join(f'<a:gridCol w="{canvas.emu(width)}"/>' for width in plan.widths)
    rows = "".join(
        f'<a:tr h="{canvas.emu(plan.heights[number])}">{_row_xml(line, number, figure, plan, canvas)}</a:tr>'
        for number, line in enumerate(lines)
    )
    return (
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
    )


def _row_xml(line: Sequence[str], number: int, figure: TableFigure, plan: _Plan, canvas: Canvas) -> str:
    head, strong = number == 0, number - 1 in figure.strong
    ink = canvas.inks.muted if head else canvas.inks.text
    size, pitch = (round(length.pt * 100) for length in (canvas.points(plan.size), canvas.pitch(plan.size)))
    bold = ' b="1"' if head or strong else ' b="0"'
    language = "vi-VN" if canvas.language == "vi" else "en-US"
    under = _line_xml(canvas, heavy=head)
    fill = _tint_xml(canvas) if strong else "<a:noFill/>"
    sides = f'marL="{canvas.emu(_PAD)}" marR="{canvas.emu(_PAD)}" marT="0" marB="0" anchor="{"b" if head else "ctr"}"'
    return "".join(
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{"l" if words else "r"}">'
        f'<a:lnSpc><a:spcPts val="{pitch}"/></a:lnSpc></a:pPr>'
        f'<a:r><a:rPr lang="{language}" sz="{size}"{bold}>{_solid(canvas, ink)}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
        f"</a:p></a:txBody><a:tcPr {sides}>{under}{fill}</a:tcPr></a:tc>"
        for text, words in zip(line, worded(figure), strict=True)
    )


def _solid(canvas: Canvas, ink: str) -> str:
    if canvas.themed:
        return '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{ink.removeprefix("#").upper()}"/></a:solidFill>'


def _line_xml(canvas: Canvas, *, heavy: bool) -> str:
    ink = canvas.inks.muted if heavy else canvas.inks.grid
    colour = _solid(canvas, ink)
    if canvas.themed and not heavy:
        colour = '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="80000"/></a:schemeClr></a:solidFill>'
    return f'<a:lnB w="{19_050 if heavy else 9_525}">{colour}</a:lnB>'


def _tint_xml(canvas: Canvas) -> str:
    """Return the ground of a row in focus: readable on whatever ground the office's template has."""
    return _faint(12_000) if canvas.themed else _solid(canvas, canvas.inks.grid)


def _faint(share: int) -> str:
    return f'<a:solidFill><a:schemeClr val="tx1"><a:alpha val="{share}"/></a:schemeClr></a:solidFill>'
