"""Names and values of units on a still map: which stand where, so that none overlaps another. No geometry is read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lib.charts.map_geometry import Drawn
from lib.charts.map_look import figure_of, fill_of, ground_of, ink_on
from lib.charts.map_paint import AreaPaint, MapPaint
from lib.charts.map_terrain import Block, Terrain
from lib.charts.picture import Box, Label, Line, Parts, Point
from lib.charts.typeface import ASCENT, DESCENT, LINE, Weight, text_width

_MARGIN = 0.15  # of the size: kept free around a name
_NEAR = 1.2  # of the size: a name this near to its unit is read as its own
_FAR = 9.0  # of the size: no name stands farther from its unit
_LEADER = 5.0  # picture units: a name farther than this from its unit is led to it by a line
_NAME: Weight = 600
_VALUE: Weight = 400


@dataclass(frozen=True)
class Wanted:
    """Names to be placed: those of `anywhere` also beside their unit, the others only where they fit on it."""

    units: Sequence[Drawn]
    anywhere: frozenset[str]
    sizes: tuple[float, ...]
    layer: str


@dataclass(frozen=True)
class _Text:
    lines: tuple[str, ...]
    value: str
    size: float

    @property
    def block(self) -> Block:
        names = [text_width(line, self.size, _NAME) for line in self.lines]
        values = [text_width(self.value, self.size, _VALUE)] if self.value else []
        widths = tuple(width + 2 * _MARGIN * self.size for width in (*names, *values))
        return Block(widths, (ASCENT + DESCENT + (len(widths) - 1) * LINE + _MARGIN) * self.size)


@dataclass(frozen=True)
class _Placed:
    area: AreaPaint
    text: _Text
    box: Box
    manner: str
    leader: tuple[Point, ...] = ()


@dataclass(frozen=True)
class _Round:
    """One way to place what is not yet placed."""

    manner: Literal["inside", "beside", "astride"]
    valued: bool
    size: float
    reach: float = 0.0


def unit_labels(paint: MapPaint, terrain: Terrain, wanted: Wanted) -> Parts:
    """Return names, values and leaders of units, large units first; what finds no place is left out."""
    areas = {area.ref_area: area for area in paint.areas}
    waiting = sorted((u for u in wanted.units if u.ref_area in areas), key=lambda unit: -unit.area)
    parts = Parts()
    for turn in _rounds(wanted.sizes):
        left: list[Drawn] = []
        for unit in waiting:
            area = areas[unit.ref_area]
            may = unit.ref_area in wanted.anywhere or (turn.manner == "inside" and turn.valued)
            placed = _place(area, terrain, turn, _texts(area, paint, turn)) if may else None
            if placed is None:
                left.append(unit)
            else:
                parts = parts.with_more(_drawn(placed, paint, terrain, wanted.layer))
        waiting = left
    return parts


def _rounds(sizes: tuple[float, ...]) -> list[_Round]:
    """Return the ways a name is tried, the best first: with its value, on its unit, large."""
    last = sizes[-1]
    near, far = _NEAR * last, _FAR * last
    return [
        *(_Round("inside", True, size) for size in sizes),
        _Round("beside", True, last, near),
        _Round("astride", True, last),
        _Round("beside", True, last, far),
        _Round("inside", False, last),
        _Round("beside", False, last, far),
        _Round("astride", False, last),
    ]


def _texts(area: AreaPaint, paint: MapPaint, turn: _Round) -> list[_Text]:
    value = figure_of(area, paint.legend.measure) if turn.valued else ""
    return [_Text(lines, value, turn.size) for lines in broken(area.label)]


def broken(name: str) -> list[tuple[str, ...]]:
    """Return a name on one line and, where it has several words, on two lines of most equal length."""
    words = name.split(" ")
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    even = sorted(breaks, key=lambda lines: max(map(len, lines)))[:1]
    return [(name,), *even]


def _place(area: AreaPaint, terrain: Terrain, turn: _Round, texts: Sequence[_Text]) -> _Placed | None:
    for text in texts:
        if turn.manner == "beside":
            spot = terrain.beside(area.ref_area, text.block, turn.reach)
        else:
            spot = (terrain.inside if turn.manner == "inside" else terrain.astride)(area.ref_area, text.block)
        if spot is None:
            continue
        led = turn.manner == "beside" and spot.far > _LEADER
        leader = _leader(area.ref_area, terrain, spot.box.grown(-_MARGIN * text.size)) if led else ()
        if leader is not None:
            return _Placed(area, text, spot.box, turn.manner, leader)
    return None


def _leader(ref_area: str, terrain: Terrain, box: Box) -> tuple[Point, ...] | None:
    """Return the two ends of the line from a name to its unit; None where it would pass over something."""
    target = terrain.nearest_point(ref_area, box)
    middle, centre = (box.top + box.bottom) / 2, (box.left + box.right) / 2
    sides = (box.left - 3, middle), (box.right + 3, middle), (centre, box.top - 2), (centre, box.bottom + 2)
    start = min(sides, key=lambda side: math.dist(side, target))
    return None if terrain.crosses(ref_area, start, target) else (start, target)


def _drawn(placed: _Placed, paint: MapPaint, terrain: Terrain, layer: str) -> Parts:
    ground, area, text, box = ground_of(paint), placed.area, placed.text, placed.box
    on_sea = placed.manner == "beside"
    bare = on_sea or (placed.manner == "inside" and area.fill is not None and area.css != "estimated")
    middle, foot = (box.left + box.right) / 2, box.top + (_MARGIN / 2 + ASCENT) * text.size
    name = Label(
        middle,
        foot,
        "\n".join(text.lines),
        text.size,
        weight=_NAME,
        colour=ground.ink if on_sea else ink_on(area, ground),
        halo="" if bare else fill_of(area, ground),
        layer=layer,
        ref_area=area.ref_area,
    )
    below = foot + len(text.lines) * LINE * text.size
    value = replace(name, y=below, text=text.value, weight=_VALUE)
    terrain.take(box, 1.0)
    if placed.leader:
        terrain.take_line(*placed.leader)
    lines = (Line(placed.leader, ground.line, 1.0, layer),) if placed.leader else ()
    return Parts(labels=(name, value) if text.value else (name,), lines=lines)
