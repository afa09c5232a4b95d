"""Shapes of a picture in the words of a PowerPoint file, written whole: thousands of corners at once, no shadows."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml.ns import nsdecls

from lib.charts.picture import Box, Label, Line, Ring, Shape
from lib.charts.typeface import ASCENT, DESCENT, LINE, text_width
from lib.report.pptx_text import WIDER, Canvas

_NARROWED = 1.1  # labels are set so much smaller that the wider typeface fills the room that was kept for them
_BOLD = 600
_ALIGN = {"start": "l", "middle": "ctr", "end": "r"}
_DASH = '<a:prstDash val="dash"/>'
_EVEN_MORE = 0.1  # of a label's size: a viewer with a typeface still wider does not break the line


@dataclass(frozen=True)
class Brush:
    """A canvas, and where the picture's corner stands on it."""

    canvas: Canvas
    left: float
    top: float

    def point(self, x: float, y: float) -> tuple[int, int]:
        """Return a point of the picture in the file's unit."""
        return self.canvas.emu(x + self.left), self.canvas.emu(y + self.top)


def shape_xml(shape: Shape, brush: Brush, number: int) -> str:
    """Return an area as one shape, with the name and the title that the picture gives it."""
    line = ""
    if shape.stroke and shape.stroke_width:
        width = brush.canvas.emu(shape.stroke_width)
        line = f'<a:ln w="{width}">{_solid(shape.stroke)}{_DASH if shape.dashed else ""}</a:ln>'
    drawn = _geometry(shape.rings, brush, closed=True)
    return _sp(number, shape.name or shape.layer, drawn + _fill(shape) + (line or _NO_LINE), title=shape.title)


def line_xml(line: Line, brush: Brush, number: int) -> str:
    """Return a thin line."""
    stroke = f'<a:ln w="{brush.canvas.emu(line.width)}">{_solid(line.stroke)}</a:ln>'
    return _sp(number, line.layer, _geometry((line.points,), brush, closed=False) + "<a:noFill/>" + stroke)


def label_xml(label: Label, brush: Brush, number: int) -> str:
    """Return a label as one text box of all its lines, on its plate where it has one."""
    box = label_box(label)
    left, top = brush.point(box.left, box.top)
    width, height = brush.canvas.emu(box.width), brush.canvas.emu(box.height)
    plate = _solid(label.halo) if label.halo else "<a:noFill/>"
    place = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    spread = f'{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{plate}{_NO_LINE}'
    name = f"“{label.text}”".replace("\n", " ")  # a unit's own name is left to the shape of the unit
    return _sp(number, name, spread, words=_words(label, brush.canvas))


def label_box(label: Label) -> Box:
    """Return the box of a label in the office's typeface: where its letters stand in the picture, a little wider."""
    size = label.size
    wide = max(text_width(line, size / _NARROWED, label.weight, italic=label.italic) * WIDER for line in label.lines)
    wide += _EVEN_MORE * size
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    foot = label.y + (len(label.lines) - 1) * LINE * size
    return Box(left, label.y - ASCENT * size, left + wide, foot + DESCENT * size)


def group_xml(
    inner: Sequence[str], brush: Brush, size: tuple[float, float], *, number: int, name: str, title: str
) -> str:
    """Return shapes as one group, so that a picture moves as a whole; `title` is read aloud for it."""
    x, y = brush.point(0, 0)
    wide, high = brush.canvas.emu(size[0]), brush.canvas.emu(size[1])
    place = "".join(
        f'<a:{at} x="{x}" y="{y}"/><a:{length} cx="{wide}" cy="{high}"/>'
        for at, length in (("off", "ext"), ("chOff", "chExt"))
    )
    return (
        f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>"
        f'<p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(title)}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}</a:xfrm></p:grpSpPr>{''.join(inner)}</p:grpSp>"
    )


_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _sp(number: int, name: str, drawn: str, *, title: str = "", words: str = "") -> str:
    descr = f" descr={quoteattr(title)}" if title else ""
    box = ' txBox="1"' if words else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}{descr}/><p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{drawn}<a:effectLst/></p:spPr>{words}</p:sp>"
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:solidFill>'


def _fill(shape: Shape) -> str:
    marks = shape.hatch or shape.dots
    if marks:
        pattern = "wdUpDiag" if shape.hatch else "dotGrid"
        over, under = (
            f'<a:srgbClr val="{ink.removeprefix("#").upper()}"/>' for ink in (marks, shape.fill or "#ffffff")
        )
        return f'<a:pattFill prst="{pattern}"><a:fgClr>{over}</a:fgClr><a:bgClr>{under}</a:bgClr></a:pattFill>'
    return _solid(shape.fill) if shape.fill else "<a:noFill/>"


def _geometry(rings: Sequence[Ring], brush: Brush, *, closed: bool) -> str:
    placed = [[brush.point(x, y) for x, y in ring] for ring in rings if ring]
    left, top = (min(point[axis] for ring in placed for point in ring) for axis in (0, 1))
    right, bottom = (max(point[axis] for ring in placed for point in ring) for axis in (0, 1))
    width, height = max(right - left, 1), max(bottom - top, 1)
    drawn = []
    for ring in placed:
        first, *others = (f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring)
        lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
        drawn.append(f"<a:moveTo>{first}</a:moveTo>{lines}{'<a:close/>' if closed else ''}")
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="l" t="t" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}">{"".join(drawn)}</a:path></a:pathLst></a:custGeom>'
    )


def _words(label: Label, canvas: Canvas) -> str:
    size = round(canvas.points(label.size / _NARROWED).pt * 100)
    pitch = round(canvas.pitch(label.size).pt * 100)
    bold = ' b="1"' if label.weight >= _BOLD else ""
    italic = ' i="1"' if label.italic else ""
    language = "vi-VN" if canvas.language == "vi" else "en-US"
    lines = "".join(
        f'<a:p><a:pPr algn="{_ALIGN[label.anchor]}"><a:lnSpc><a:spcPts val="{pitch}"/></a:lnSpc></a:pPr>'
        f'<a:r><a:rPr lang="{language}" sz="{size}"{bold}{italic}>{_solid(label.colour)}</a:rPr>'
        f"<a:t>{escape(line)}</a:t></a:r></a:p>"
        for line in label.lines
    )
    body = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
    return f"<p:txBody>{body}<a:lstStyle/>{lines}</p:txBody>"
