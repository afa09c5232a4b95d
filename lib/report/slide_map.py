"""Still maps as groups of a larger drawing: on a slide, on paper. Where units and names lie is decided by the map."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace

from lib.charts.map_arrangement import Layout
from lib.charts.map_drawing import LEAST_WRITING, still_map
from lib.charts.map_paint import MapPaint
from lib.charts.map_picture import Size
from lib.charts.picture import Box, Picture, Shape
from lib.charts.picture_files import as_svg
from lib.report.focus_name import focus_named
from lib.report.lines import first_clause
from lib.report.slides import MapFigure

_SVG = "http://www.w3.org/2000/svg"
_GAP = 16.0


@dataclass(frozen=True)
class MapPlace:
    """Where maps stand, the least type they are written in, and whether one stands above the other.

    `told` means that period, coverage, status and source stand beside the map, so that its legend leaves them out.
    """

    box: Box
    least: float
    stacked: bool = False
    told: bool = False


def map_groups(figure: MapFigure, place: MapPlace) -> list[ET.Element]:
    """Return a group per map; every shape of a unit carries its id as `data-unit`, what it tells is its title."""
    return [_group(figure, paint, box, place) for paint, box in zip(figure.paints, _boxes(figure, place), strict=True)]


def told_beside(paint: MapPaint) -> MapPaint:
    """Return a paint whose legend leaves out what stands beside the map: its small print, all but why in few words."""
    few = tuple(replace(missing, reason=first_clause(missing.reason)) for missing in paint.legend.no_values)
    return replace(paint, legend=replace(paint.legend, footers=(), no_values=few))


def _boxes(figure: MapFigure, place: MapPlace) -> list[Box]:
    box, count = place.box, len(figure.paints)
    if place.stacked:
        high = (box.height - (count - 1) * _GAP) / count
        tops = [box.top + at * (high + _GAP) for at in range(count)]
        return [Box(box.left, top, box.right, top + high) for top in tops]
    wide = (box.width - (count - 1) * _GAP) / count
    lefts = [box.left + at * (wide + _GAP) for at in range(count)]
    return [Box(left, box.top, left + wide, box.bottom) for left in lefts]


def _group(figure: MapFigure, paint: MapPaint, box: Box, place: MapPlace) -> ET.Element:
    scale = place.least / LEAST_WRITING  # a map is drawn small and made larger
    shown = told_beside(paint) if place.told else paint
    size = Size(box.width / scale, box.height / scale)
    layout: Layout = "wide" if box.width > box.height else "tall"
    drawn = still_map(shown, figure.boundaries, size, layout=layout, over=figure.over)
    picture = focus_named(drawn, paint)
    group = ET.Element(f"{{{_SVG}}}g", {"class": "map"})
    group.set("transform", f"translate({box.left:.2f} {box.top:.2f}) scale({scale:.4f})")
    group.extend(_marked(picture))
    return group


def _marked(picture: Picture) -> list[ET.Element]:
    drawn = list(ET.fromstring(as_svg(picture)))
    paths = [one for one in drawn if one.tag == f"{{{_SVG}}}path" and one.get("pointer-events") is None]
    for path, shape in zip(paths, picture.shapes, strict=True):
        _mark(path, shape)
    return drawn


def _mark(path: ET.Element, shape: Shape) -> None:
    if shape.ref_area and shape.fill:
        path.set("data-unit", shape.ref_area)
