"""What lies where in a picture, as a grid of cells: units, the rest, and what is taken; finds free places for names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from lib.charts.map_geometry import Drawn
from lib.charts.picture import Box, Point, Ring

_OWN_SHARE = 0.6  # of a name that reaches beyond its unit: at least this much stands on it
_STEPS = (1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 48, 64)  # cells from a unit to a name beside it, tried in this order
_CLOSE = 4  # cells: a name that near to another unit reads as the other's

Cells = NDArray[np.bool_]
Counts = NDArray[np.int32]


@dataclass(frozen=True)
class Block:
    """Centred lines of writing: how wide each is, and how high all are together."""

    widths: tuple[float, ...]
    height: float

    @property
    def width(self) -> float:
        """The widest line."""
        return max(self.widths)


@dataclass(frozen=True)
class Spot:
    """A free place of a block, and how far it is from its unit."""

    box: Box
    far: float = 0.0


class Terrain:
    """The cells of one view: the main part of unit n has 2n in `ids`, its islands 2n + 1; 0 is no unit."""

    def __init__(self, view: Box, units: Sequence[Drawn], cell: float) -> None:
        self.view = view
        self.cell = cell
        self.size = (math.ceil(view.width / cell), math.ceil(view.height / cell))
        self.numbers = {unit.ref_area: 2 * at for at, unit in enumerate(units, start=1)}
        image = Image.new("I", self.size, 0)
        drawing = ImageDraw.Draw(image)
        for unit in sorted(units, key=lambda one: -one.area):  # what lies within another unit is drawn over it
            for ring in unit.rings:
                number = self.numbers[unit.ref_area] + (ring is not unit.main)
                drawing.polygon(self._cells(ring), fill=number)
        self.ids: NDArray[np.int32] = np.array(image)
        self.taken: Cells = np.zeros(self.ids.shape, bool)
        self.windows = {unit.ref_area: self._window(_bounds(unit.main)) for unit in units if unit.main}

    def take(self, box: Box, margin: float = 0.0) -> None:
        """Keep a box free of everything that is placed later."""
        left, top, right, bottom = self._window(box.grown(margin))
        self.taken[top:bottom, left:right] = True

    def take_ring(self, ring: Ring) -> None:
        """Keep the inside of a ring free."""
        image = Image.new("1", self.size, 0)
        ImageDraw.Draw(image).polygon(self._cells(ring), fill=1)
        self.taken |= np.array(image)

    def take_line(self, start: Point, end: Point) -> None:
        """Keep a line free."""
        steps = max(2, int(math.dist(start, end) / self.cell))
        for step in range(steps + 1):
            share = step / steps
            x, y = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
            self.take(Box(x, y, x, y), self.cell)

    def free(self, box: Box) -> bool:
        """Tell whether nothing taken and no unit lies in a box, and whether it is in view."""
        left, top, right, bottom = self._window(box)
        return self.view.holds(box) and not (self.taken | (self.ids > 0))[top:bottom, left:right].any()

    def inside(self, ref_area: str, block: Block) -> Spot | None:
        """Return the place in the middle of where every line of a block lies on its unit alone."""
        window = self._around(ref_area, 0)
        own = (self.ids[window] == self.numbers[ref_area]) & ~self.taken[window]
        places = np.argwhere(
            _holding(own, [self._cells_of(width) for width in block.widths], self._cells_of(block.height))
        )
        return self._spot(window, _middle(places), block) if len(places) else None

    def astride(self, ref_area: str, block: Block) -> Spot | None:
        """Return the place where most of a block lies on its unit, if that is most of the block."""
        across, down = self._cells_of(block.width), self._cells_of(block.height)
        window = self._around(ref_area, max(across, down))
        counts = _counts(self.ids[window] == self.numbers[ref_area], across, down)
        counts = np.where(_counts(self.taken[window], across, down) == 0, counts, 0)
        if not counts.size or counts.max() < _OWN_SHARE * across * down:
            return None
        return self._spot(window, _middle(np.argwhere(counts == counts.max())), block)

    def beside(self, ref_area: str, block: Block, farthest: float) -> Spot | None:
        """Return the place on no unit at all that is nearest to a unit, and rather not close to others."""
        across, down = self._cells_of(block.width), self._cells_of(block.height)
        window = self._around(ref_area, max(across, down) + math.ceil(farthest / self.cell))
        ids = self.ids[window]
        own, land = ids == self.numbers[ref_area], ids > 0
        free = _counts(self.taken[window] | land, across, down) == 0
        if not free.any():
            return None
        near = _reached(free, own, (across, down), farthest / self.cell)
        if near is None:
            return None
        places, step = near
        others = _within(_sums(land & ~own), places, (across, down), _CLOSE)
        rows, columns = np.nonzero(own)
        off = np.hypot(places[:, 0] + down / 2 - rows.mean(), places[:, 1] + across / 2 - columns.mean())
        best = int(np.argmin(off + 0.4 * others))
        return Spot(self._spot(window, places[best], block).box, step * self.cell)

    def crosses(self, ref_area: str, start: Point, end: Point) -> bool:
        """Tell whether a line to a unit would pass over another one or over writing."""
        steps = max(2, int(math.dist(start, end) / self.cell))
        shares = np.linspace(0.0, 1.0, steps + 1)[1:]
        columns = ((start[0] + shares * (end[0] - start[0]) - self.view.left) / self.cell).astype(int)
        rows = ((start[1] + shares * (end[1] - start[1]) - self.view.top) / self.cell).astype(int)
        rows, columns = np.clip(rows, 0, self.size[1] - 1), np.clip(columns, 0, self.size[0] - 1)
        others = (self.ids[rows, columns] > 0) & (self.ids[rows, columns] != self.numbers[ref_area])
        return bool((others | self.taken[rows, columns]).any())

    def nearest_point(self, ref_area: str, box: Box) -> Point:
        """Return a point on a unit, a little within, that is nearest to a box."""
        window = self._around(ref_area, 0)
        own = np.argwhere(self.ids[window] == self.numbers[ref_area])
        x = (own[:, 1] + window[1].start + 0.5) * self.cell + self.view.left
        y = (own[:, 0] + window[0].start + 0.5) * self.cell + self.view.top
        dx = np.maximum(np.maximum(box.left - x, x - box.right), 0.0)
        dy = np.maximum(np.maximum(box.top - y, y - box.bottom), 0.0)
        away = np.hypot(dx, dy)
        near = np.flatnonzero(away <= away.min() + 6.0)
        at = near[np.argmax(away[near])]
        return float(x[at]), float(y[at])

    def _cells(self, ring: Ring) -> list[Point]:
        return [((x - self.view.left) / self.cell - 0.5, (y - self.view.top) / self.cell - 0.5) for x, y in ring]

    def _cells_of(self, length: float) -> int:
        return math.ceil(length / self.cell) + 1

    def _window(self, box: Box) -> tuple[int, int, int, int]:
        columns, rows = self.size
        left = min(columns, max(0, math.floor((box.left - self.view.left) / self.cell)))
        right = min(columns, max(0, math.ceil((box.right - self.view.left) / self.cell)))
        top = min(rows, max(0, math.floor((box.top - self.view.top) / self.cell)))
        return left, top, right, min(rows, max(0, math.ceil((box.bottom - self.view.top) / self.cell)))

    def _around(self, ref_area: str, more: int) -> tuple[slice, slice]:
        left, top, right, bottom = self.windows.get(ref_area, (0, 0, 0, 0))
        return slice(max(0, top - more), bottom + more), slice(max(0, left - more), right + more)

    def _spot(self, window: tuple[slice, slice], place: NDArray[np.int64], block: Block) -> Spot:
        left = self.view.left + (window[1].start + int(place[1]) + 0.5) * self.cell
        top = self.view.top + (window[0].start + int(place[0]) + 0.5) * self.cell
        return Spot(Box(left, top, left + block.width, top + block.height))


def _sums(cells: Cells) -> Counts:
    sums = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), np.int32)
    sums[1:, 1:] = cells.cumsum(axis=0, dtype=np.int32).cumsum(axis=1)
    return sums


def _counts(cells: Cells, across: int, down: int) -> Counts:
    """Return how many cells are true in every box of so many cells, by its upper left cell."""
    if cells.shape[0] < down or cells.shape[1] < across:
        return np.zeros((0, 0), np.int32)
    sums = _sums(cells)
    counts: Counts = sums[down:, across:] - sums[:-down, across:] - sums[down:, :-across] + sums[:-down, :-across]
    return counts


def _holding(cells: Cells, widths: Sequence[int], height: int) -> Cells:
    """Return where all lines of a block find only true cells, by its upper left cell."""
    across, rows = max(widths), len(widths)
    tall, wide = cells.shape[0] - height + 1, cells.shape[1] - across + 1
    if tall < 1 or wide < 1:
        return np.zeros((0, 0), bool)
    holding = np.ones((tall, wide), bool)
    for row, width in enumerate(widths):
        top, bottom = row * height // rows, -(-(row + 1) * height // rows)
        left = (across - width) // 2
        counts = _counts(cells, width, bottom - top)
        holding &= counts[top : top + tall, left : left + wide] == width * (bottom - top)
    return holding


def _within(sums: Counts, places: NDArray[np.int64], size: tuple[int, int], reach: int) -> Counts:
    """Return how many cells are true within `reach` of boxes of a size, by their upper left cells."""
    across, down = size
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    north, south = np.maximum(places[:, 0] - reach, 0), np.minimum(places[:, 0] + down + reach, rows)
    west, east = np.maximum(places[:, 1] - reach, 0), np.minimum(places[:, 1] + across + reach, columns)
    counts: Counts = sums[south, east] - sums[north, east] - sums[south, west] + sums[north, west]
    return counts


def _reached(free: Cells, own: Cells, size: tuple[int, int], most: float) -> tuple[NDArray[np.int64], int] | None:
    """Return the free boxes that are nearest to the own cells, and in how many cells; None where all are too far."""
    sums, steps = _sums(own), [step for step in _STEPS if step <= most]
    places = np.argwhere(free)
    found = None
    for step in reversed(steps):  # each step leaves fewer places to look at
        places = places[_within(sums, places, size, step) > 0]
        if not len(places):
            break
        found = places, step
    return found


def _middle(places: NDArray[np.int64]) -> NDArray[np.int64]:
    away = ((places - places.mean(axis=0)) ** 2).sum(axis=1)
    middle: NDArray[np.int64] = places[int(np.argmin(away))]
    return middle


def _bounds(ring: Ring) -> Box:
    xs, ys = zip(*ring, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))
