"""Magnifiers of a still map: one crowded part drawn large, a thin frame where it looks, a line between the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.charts.map_arrangement import Inset
from lib.charts.map_geometry import Drawn, Projection, drawn_units
from lib.charts.map_labels import Wanted, unit_labels
from lib.charts.map_layers import Scene, focus_shapes, laid_over, unit_shapes
from lib.charts.map_terrain import Terrain
from lib.charts.picture import Box, Label, Line, Parts, Shape
from lib.charts.typeface import ASCENT, DESCENT, LINE, balanced

_SEEN = 0.6  # of a unit is seen in a magnifier: then its name belongs there
_CORNERS = (0.5, 0.35)  # of a magnifier's width its caption may take in a corner


@dataclass(frozen=True)
class Magnified:
    """A magnifier, and the units it names."""

    parts: Parts
    named: frozenset[str]


def magnifier(scene: Scene, inset: Inset, country: Projection, terrain: Terrain) -> Magnified:
    """Draw a magnifier over the country whose cells are `terrain`."""
    words, line = scene.paint.words, scene.ground.line
    caption = words.north_inset if inset.key == "north" else words.south_inset
    title, window = _titled(scene, caption, inset)
    projection = Projection.into(inset.part, window)
    units = drawn_units(scene.found, projection, window)
    looked_at = country.box_of(inset.part)
    shapes = (
        Shape(caption, (looked_at.ring,), None, scene.ground.muted, 0.8, layer="looked at"),
        Shape(caption, (inset.box.ring,), scene.ground.sea, layer=inset.key),
        *unit_shapes(scene, units, inset.key),
        *laid_over(scene, projection, window),
        *focus_shapes(scene, units),
        Shape(caption, (inset.box.ring,), None, line, 1.2, layer=inset.key),
    )
    cells = Terrain(window.grown(-2), units, scene.cell)
    cells.take(title.plate)
    seen = frozenset(unit.ref_area for unit in units if _share(scene, unit, projection) >= _SEEN)
    wanted = Wanted(units, seen, scene.unit_sizes(projection.scale / 2.5), inset.key)
    names = unit_labels(scene.paint, cells, wanted)
    for start, end in pairwise((*looked_at.ring, looked_at.ring[0])):
        terrain.take_line(start, end)
    link = _link(inset, looked_at, terrain, line)
    parts = Parts(shapes, (title,), link).with_more(names)
    return Magnified(parts, frozenset(label.ref_area for label in names.labels) & seen)


def _share(scene: Scene, unit: Drawn, projection: Projection) -> float:
    return unit.area / projection.drawn_area(scene.whole[unit.ref_area])


def _titled(scene: Scene, text: str, inset: Inset) -> tuple[Label, Box]:
    """Return the caption and what is left for the map: all where a corner has no land, else what is under a strip."""
    units = drawn_units(scene.found, Projection.into(inset.part, inset.box), inset.box)
    cells = Terrain(inset.box.grown(-1), units, scene.cell)
    for share in _CORNERS:
        label = _in_corner(scene, balanced(text, scene.sizes.small, share * inset.box.width, 600), inset)
        if cells.free(label.plate):
            return label, inset.box
    size, box = scene.sizes.small, inset.box
    gap = 0.5 * size
    lines = balanced(text, size, box.width - 2 * gap, 600)
    strip = Label(
        box.left + gap,
        box.top + gap + ASCENT * size,
        "\n".join(lines),
        size,
        "start",
        600,
        scene.ground.muted,
        layer=inset.key,
    )
    return strip, Box(box.left, strip.box.bottom + 0.5 * gap, box.right, box.bottom)


def _in_corner(scene: Scene, lines: Sequence[str], inset: Inset) -> Label:
    """Return the caption in the corner where a magnifier shows the sea or a neighbouring country."""
    size, colour, sea = scene.sizes.small, scene.ground.muted, scene.ground.sea
    gap, text = 0.5 * size, "\n".join(lines)
    if inset.key == "south":
        x, y = inset.box.left + gap, inset.box.top + gap + ASCENT * size
        return Label(x, y, text, size, "start", 600, colour, sea, layer=inset.key)
    foot = inset.box.bottom - gap - DESCENT * size - (len(lines) - 1) * LINE * size
    return Label(inset.box.right - gap, foot, text, size, "end", 600, colour, sea, layer=inset.key)


def _link(inset: Inset, frame: Box, terrain: Terrain, stroke: str) -> tuple[Line, ...]:
    """Return a straight line from the frame on the map to the magnifier, where they stand opposite each other."""
    box = inset.box
    x, y = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    if box.top < y < box.bottom:
        ends = (frame.right, box.left) if box.left > frame.right else (frame.left, box.right)
        points = ((ends[0], y), (ends[1], y))
    elif box.top > frame.bottom and box.left < frame.right:
        x = min(x, box.right - 8)
        points = ((x, frame.bottom), (x, box.top))
    else:
        return ()
    terrain.take_line(*points)
    return (Line(points, stroke, 1.0, inset.key),)
