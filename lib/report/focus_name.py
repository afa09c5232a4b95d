"""The name of the unit in focus beside a map in large type, where the map itself had no room for it. No other names."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lib.charts.map_look import figure_of
from lib.charts.map_paint import MapPaint
from lib.charts.palette import GROUNDS
from lib.charts.picture import Box, Label, Line, Picture, Point, Ring, Shape
from lib.charts.typeface import LINE

_DIRECTIONS = 32
_STEP = 0.8  # of the type: from one try to the next, farther out
_TRIES = 40
_FREE = 0.25  # of the type: kept free around the name
_ENDS = {"country", "north", "south"}


def focus_named(picture: Picture, paint: MapPaint) -> Picture:
    """Return the map with the unit in focus named, led to by a line; unchanged where it is named or has no place."""
    area = next((area for area in paint.areas if area.ref_area == paint.focus), None)
    own = [shape for shape in picture.shapes if shape.ref_area == paint.focus and shape.layer == "country"]
    names = [label for label in picture.labels if label.ref_area and label.layer in _ENDS]
    if area is None or not own or any(label.ref_area == paint.focus and label.weight >= 600 for label in names):
        return picture
    size = max((label.size for label in names), default=picture.height / 40)
    x, y = _middle(own[0])
    value = figure_of(area, paint.legend.measure)
    text = "\n".join(line for line in (area.label, value) if line)
    accent = GROUNDS[paint.theme].accent
    taken = _Taken.of(picture)
    for at in _around((x, y), size):
        label = Label(*at, text, size, "middle", 600, accent, layer="focus", ref_area=paint.focus)
        line = Line(((x, y), _edge(label.box, (x, y))), accent, size / 10, layer="focus")
        if taken.leaves(label.box.grown(_FREE * size)) and not taken.struck(line):
            return replace(picture, labels=(*picture.labels, label), lines=(*picture.lines, line))
    return picture


@dataclass(frozen=True)
class _Taken:
    """What stands on a picture already: plates of names, corners of shapes with their bounds, points along lines."""

    page: Box
    plates: tuple[Box, ...]
    rings: tuple[tuple[Box, Ring], ...]
    points: tuple[Point, ...]

    @classmethod
    def of(cls, picture: Picture) -> "_Taken":
        """Measure a picture once."""
        rings = (ring for shape in picture.shapes if shape.fill for ring in shape.rings)
        return cls(
            Box(0, 0, picture.width, picture.height),
            tuple(label.plate for label in picture.labels),
            tuple((_bounds(ring), ring) for ring in rings),
            tuple(point for line in picture.lines for point in _points(line)),
        )

    def leaves(self, box: Box) -> bool:
        """Tell whether nothing stands where a box would."""
        if not self.page.grown(-box.height / 8).holds(box):
            return False
        if any(box.meets(plate) for plate in self.plates) or _meets(box, self.points):
            return False
        return not any(_covers(ring, box) for bounds, ring in self.rings if bounds.meets(box))

    def struck(self, line: Line) -> bool:
        """Tell whether a line would run through the names of others."""
        points = _points(line)
        return any(_meets(plate, points) for plate in self.plates)


def _middle(shape: Shape) -> Point:
    """Return the middle of a unit's largest part."""
    ring = max(shape.rings, key=lambda ring: _bounds(ring).width * _bounds(ring).height)
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def _around(point: Point, size: float) -> Iterator[Point]:
    """Return places farther and farther from a point; a name of two lines hangs around its place."""
    for far in range(4, _TRIES):
        for turn in range(_DIRECTIONS):
            angle = 2 * math.pi * turn / _DIRECTIONS
            reach = far * _STEP * size
            yield point[0] + reach * math.cos(angle), point[1] - LINE * size / 4 + 0.6 * reach * math.sin(angle)


def _points(line: Line) -> list[Point]:
    """Return points along a line, close enough that none of it slips through under a name."""
    found = []
    for (ax, ay), (bx, by) in pairwise(line.points):
        found += [(ax + (bx - ax) * part / 24, ay + (by - ay) * part / 24) for part in range(25)]
    return found


def _covers(ring: Ring, box: Box) -> bool:
    """Tell whether a ring reaches under a box: with a corner, or as a whole."""
    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    return _meets(box, ring) or any(_inside(point, ring) for point in (*box.ring, middle))


def _meets(box: Box, points: Sequence[Point]) -> bool:
    return any(box.left < x < box.right and box.top < y < box.bottom for x, y in points)


def _bounds(ring: Ring) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _inside(point: Point, ring: Ring) -> bool:
    """Tell whether a point lies in a ring, by counting the sides east of it."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def _edge(box: Box, point: Point) -> Point:
    """Return the point of a box's edge that is nearest to a point outside."""
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)
