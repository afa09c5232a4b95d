"""A freeform of many corners in one go: python-pptx's own builder takes a time that grows with their square."""

from collections.abc import Sequence

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.shapes.autoshape import Shape

from lib.charts.picture import Ring
from lib.report.pptx_text import Canvas


def add_freeform(canvas: Canvas, rings: Sequence[Ring], *, name: str, closed: bool = True) -> Shape:
    """Add one shape made of rings in our units, without shadow; `closed` False leaves them open lines."""
    placed = [[(canvas.emu(x), canvas.emu(y)) for x, y in ring] for ring in rings]
    left, top = (min(point[axis] for ring in placed for point in ring) for axis in (0, 1))
    right, bottom = (max(point[axis] for ring in placed for point in ring) for axis in (0, 1))
    width, height = max(right - left, 1), max(bottom - top, 1)
    shapes = canvas.shapes
    element = CT_Shape.new_freeform_sp(shapes._next_shape_id, name, left, top, width, height)
    path = parse_xml(_path(placed, (left, top), (width, height), "<a:close/>" if closed else ""))
    element.spPr.custGeom.pathLst.append(path)
    shapes._spTree.insert_element_before(element, "p:extLst")
    shape = Shape(element, shapes)
    shape.shadow.inherit = False
    return shape


def _path(placed: Sequence[Sequence[tuple[int, int]]], corner: tuple[int, int], size: tuple[int, int], end: str) -> str:
    drawn = []
    for ring in placed:
        first, *others = (f'<a:pt x="{x - corner[0]}" y="{y - corner[1]}"/>' for x, y in ring)
        lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
        drawn.append(f"<a:moveTo>{first}</a:moveTo>{lines}{end}")
    return f'<a:path {nsdecls("a")} w="{size[0]}" h="{size[1]}">{"".join(drawn)}</a:path>'
