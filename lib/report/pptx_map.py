"""A still map as PowerPoint shapes: every unit one freeform named as the unit, so that staff can recolour it."""

from typing import Any

from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.shapes.autoshape import Shape as FileShape

from lib.charts.map_picture import Size, map_picture
from lib.charts.picture import Box, Label, Line, Picture, Point, Ring, Shape
from lib.charts.typeface import ASCENT, DESCENT, text_width
from lib.report.pptx_freeform import add_freeform
from lib.report.pptx_text import Canvas, add_label
from lib.report.slides import MapFigure

_WIDER = 1.15  # the office's typeface against ours
_BOLD = 600
_SIDE_GAP = 24.0


def add_map(canvas: Canvas, figure: MapFigure, box: Box) -> None:
    """Draw one map, or two side by side, into a box of the slide."""
    count = len(figure.paints)
    width = (box.width - (count - 1) * _SIDE_GAP) / count
    for number, paint in enumerate(figure.paints):
        left = box.left + number * (width + _SIDE_GAP)
        picture = map_picture(paint, figure.boundaries, Size(width, box.height))
        _add_picture(canvas, picture, (left, box.top), paint.legend.title)


def _add_picture(canvas: Canvas, picture: Picture, corner: Point, name: str) -> None:
    """Add a picture as one group, so that it moves as a whole."""
    ground = Shape("–", (Box(0, 0, picture.width, picture.height).ring,), picture.background)
    drawn = [_add_shape(canvas, shape, corner) for shape in (ground, *picture.shapes)]
    drawn += [_add_line(canvas, line, corner) for line in picture.lines]
    drawn += [one for label in picture.labels for one in _add_label(canvas, label, corner)]
    group = canvas.shapes.add_group_shape(drawn)  # at the end: a group measures itself anew for every shape it gains
    group.name = name
    _describe(group, picture.description)


def _describe(shape: Any, text: str) -> None:  # noqa: ANN401 - shapes and groups have no common public type
    shape._element._nvXxPr.cNvPr.set("descr", text)


def _add_shape(canvas: Canvas, shape: Shape, corner: Point) -> FileShape:
    drawn = add_freeform(canvas, [_moved(ring, corner) for ring in shape.rings], name=shape.name or shape.layer)
    if shape.title:
        _describe(drawn, shape.title)
    _fill(drawn, shape, canvas)
    if shape.stroke and shape.stroke_width:
        drawn.line.color.rgb = canvas.colour(shape.stroke)
        drawn.line.width = canvas.emu(shape.stroke_width)
        if shape.dashed:
            drawn.line.dash_style = MSO_LINE.DASH
    else:
        drawn.line.fill.background()
    return drawn


def _fill(drawn: FileShape, shape: Shape, canvas: Canvas) -> None:
    fill = drawn.fill
    if shape.hatch:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb = canvas.colour(shape.hatch)
        fill.back_color.rgb = canvas.colour(shape.fill or "#ffffff")
    elif shape.fill:
        fill.solid()
        fill.fore_color.rgb = canvas.colour(shape.fill)
    else:
        fill.background()


def _moved(ring: Ring, corner: Point) -> Ring:
    return tuple((x + corner[0], y + corner[1]) for x, y in ring)


def _add_line(canvas: Canvas, line: Line, corner: Point) -> FileShape:
    drawn = add_freeform(canvas, [_moved(line.points, corner)], name=line.layer, closed=False)
    drawn.fill.background()
    drawn.line.color.rgb = canvas.colour(line.stroke)
    drawn.line.width = canvas.emu(line.width)
    return drawn


def _add_label(canvas: Canvas, label: Label, corner: Point) -> list[FileShape]:
    dx, dy = corner
    boxes = []
    for row, line in enumerate(label.lines):
        size = label.size
        width = text_width(line, size, label.weight) * _WIDER
        foot = label.y + row * 1.18 * size
        left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
        box = Box(left + dx, foot - ASCENT * size + dy, left + width + dx, foot + DESCENT * size + dy)
        drawn = add_label(
            canvas, box, line, size=size / 1.06, ink=label.colour, anchor=label.anchor, bold=label.weight >= _BOLD
        )
        if label.halo:
            drawn.fill.solid()
            drawn.fill.fore_color.rgb = canvas.colour(label.halo)
        boxes.append(drawn)
    return boxes
