"""A still map as PowerPoint shapes: every unit one freeform named as the unit, so that staff can recolour it."""

from dataclasses import replace

from pptx.oxml import parse_xml

from lib.charts.map_drawing import LEAST_WRITING, still_map
from lib.charts.map_paint import MapPaint
from lib.charts.map_picture import Size
from lib.charts.picture import Box, Picture, Shape
from lib.i18n import translator
from lib.report.focus_name import focus_named
from lib.report.pptx_shapes import Brush, group_xml, label_xml, line_xml, shape_xml
from lib.report.pptx_text import Canvas
from lib.report.slide_layout import LEAST_TYPE
from lib.report.slide_map import told_beside
from lib.report.slides import MapFigure

_SIDE_GAP = 24.0
_HELPERS = ("shore", "outline")  # shapes of the map that are no unit
_LARGER = LEAST_TYPE / LEAST_WRITING  # a map is drawn small and made larger


def add_map(canvas: Canvas, figure: MapFigure, box: Box, *, alone: bool) -> None:
    """Draw one map, or two side by side, into a box; `alone` leaves the legend's small print to the slide beside it."""
    count = len(figure.paints)
    width = (box.width - (count - 1) * _SIDE_GAP) / count
    drawn_with = replace(canvas, scale=canvas.scale * _LARGER)
    for number, paint in enumerate(figure.paints):
        left = box.left + number * (width + _SIDE_GAP)
        shown = told_beside(paint) if alone else paint
        size = Size(width / _LARGER, box.height / _LARGER)
        drawn = still_map(
            shown, figure.boundaries, size, layout="wide" if width > box.height else "tall", over=figure.over
        )
        picture = _named(focus_named(drawn, paint), paint)
        add_picture(drawn_with, picture, (left / _LARGER, box.top / _LARGER), paint.legend.title)


def _named(picture: Picture, paint: MapPaint) -> Picture:
    """Return a map on which every shape says what it is; a unit drawn again in a magnifier says in which."""
    t, words = translator(paint.language), paint.words
    again = {"north": words.north_inset, "south": words.south_inset}

    def name(shape: Shape) -> str:
        if shape.layer in again and shape.ref_area:
            return f"{shape.name} ({again[shape.layer]})"
        return shape.name or (t(f"pptx.{shape.layer}") if shape.layer in _HELPERS else shape.layer)

    ground = Shape(t("pptx.ground"), (Box(0, 0, picture.width, picture.height).ring,), picture.background)
    return replace(picture, shapes=(ground, *(replace(shape, name=name(shape)) for shape in picture.shapes)))


def add_picture(canvas: Canvas, picture: Picture, corner: tuple[float, float], name: str) -> None:
    """Add a picture as one group with its description; shapes first, then lines, then labels, as they are drawn."""
    brush = Brush(canvas, *corner)
    free = canvas.shapes._next_shape_id
    drawn: list[str] = []
    for shape in picture.shapes:
        drawn.append(shape_xml(shape, brush, free + len(drawn) + 1))
    for line in picture.lines:
        drawn.append(line_xml(line, brush, free + len(drawn) + 1))
    for label in picture.labels:
        drawn.append(label_xml(label, brush, free + len(drawn) + 1))
    group = group_xml(drawn, brush, (picture.width, picture.height), number=free, name=name, title=picture.description)
    canvas.shapes._spTree.insert_element_before(parse_xml(group), "p:extLst")
