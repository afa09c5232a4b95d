"""Where equal tiles and their legend stand in a picture: at sea where it is open, at the side or the foot else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from lib.charts.map_legend import LAYER, Legend, credit_line, legend_of
from lib.charts.map_look import Sizes, ground_of
from lib.charts.map_paint import MapPaint
from lib.charts.picture import Box, Label, Parts
from lib.charts.typeface import ASCENT, LINE, wrapped
from lib.model.tile_grid import Place, TileGrid

_WIDEST = 2.3  # of its height a tile may be wide
_NARROWEST = 0.8
_NEARER = 0.85  # of a tile: how much nearer to the land archipelagos may stand where the sea between is an empty column
_GAP = 0.05  # of a tile's height between two tiles
_SIDE = 0.25  # of a wide picture's width is for a legend at its side
_LEAST_SIDE = 170.0
_SHRUNK = (1.0, 0.85, 0.72, 0.6)  # of its size: how small a long legend is written before it reaches over the edge
_NOTE = 1.9  # of a tile: how wide a note west of the land is
_AT_SEA = (32, 28, 24, 20, 17, 15, 13.5)  # of the size of its text: how wide a legend at sea may be


@dataclass(frozen=True)
class Tiles:
    """The grid in its place: the corner of the first tile, and how wide and high a tile is.

    The last column, of the archipelagos, is moved to the west by `nearer` of a tile.
    """

    left: float
    top: float
    width: float
    height: float
    last: int
    nearer: float = 0.0

    @classmethod
    def into(cls, grid: TileGrid, room: Box, *, near: bool = False) -> "Tiles":
        """Return the tiles as large as they can be in the middle of a room; `near`: with archipelagos near the land."""
        last = grid.columns - 1
        nearer = _NEARER if near and all(column != last - 1 for _, column in grid.units.values()) else 0.0
        columns = grid.columns - nearer
        height = room.height / grid.rows
        width = min(_WIDEST * height, room.width / columns)
        height = min(height, width / _NARROWEST)
        left = room.left + (room.width - width * columns) / 2
        return cls(left, room.top + (room.height - height * grid.rows) / 2, width, height, last, nearer)

    def box(self, place: Place) -> Box:
        """Return the rectangle of a tile, less the gap to its neighbours."""
        row, column = place
        gap = _GAP * self.height / 2
        across = column - self.nearer if column == self.last else column
        left, top = self.left + across * self.width, self.top + row * self.height
        return Box(left + gap, top + gap, left + self.width - gap, top + self.height - gap)


@dataclass(frozen=True)
class _Room:
    """A way to arrange a picture: tiles and legend, where the legend stands, what stands apart from it."""

    tiles: Tiles
    legend: Legend
    box: Box
    apart: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Around:
    """What stands beside the tiles of a picture: a legend, only the line of credit, or nothing."""

    legend: bool = True
    credit: bool = True


def tile_room(paint: MapPaint, grid: TileGrid, page: Box, sizes: Sizes, around: Around) -> tuple[Tiles, Parts]:
    """Return the place of the tiles on a page, and the legend or the line that stands for it."""
    if around.legend:
        room = _with_legend(paint, grid, page, sizes)
        return room.tiles, room.legend.parts.moved(room.box.left, room.box.top).with_more(Parts(labels=room.apart))
    if not around.credit:
        return Tiles.into(grid, page), Parts()
    line = credit_line(paint, sizes, (page.right, page.bottom))
    return Tiles.into(grid, Box(page.left, page.top, page.right, line.box.top - _pad(page))), Parts(labels=(line,))


def _with_legend(paint: MapPaint, grid: TileGrid, page: Box, sizes: Sizes) -> _Room:
    """Return the first arrangement whose legend stays on the page; the last one where none does."""
    for shrunk in _SHRUNK:
        for room in _rooms(paint, grid, page, sizes.times(shrunk)):
            if page.grown(1).holds(room.box):
                return room
    return room


def _rooms(paint: MapPaint, grid: TileGrid, page: Box, sizes: Sizes) -> Iterator[_Room]:
    pad = _pad(page)
    bare = replace(paint, words=replace(paint.words, credit=""))
    for near, wide in product((True, False), _AT_SEA):
        tiles = Tiles.into(grid, page, near=near)
        note = _note_abroad(paint, grid, tiles, page, sizes)
        made = legend_of(bare if note else paint, wide * sizes.text, sizes)
        box = Box(page.right - made.width, page.top, page.right, page.top + made.height)
        if _free(box.grown(pad), grid, tiles):
            yield _Room(tiles, made, box, note)
    if page.width > 1.25 * page.height:
        made = legend_of(paint, max(_SIDE * page.width, _LEAST_SIDE), sizes)
        left = page.right - made.width
        box = Box(left, page.bottom - made.height, page.right, page.bottom)
        yield _Room(Tiles.into(grid, Box(page.left, page.top, left - pad, page.bottom)), made, box)
    else:
        made = legend_of(paint, page.width, sizes)
        top = page.bottom - made.height
        box = Box(page.left, top, page.left + made.width, page.bottom)
        yield _Room(Tiles.into(grid, Box(page.left, page.top, page.right, top - pad)), made, box)


def _free(box: Box, grid: TileGrid, tiles: Tiles) -> bool:
    return not any(tiles.box(place).meets(box) for place in (*grid.units.values(), *grid.archipelagos.values()))


def _note_abroad(paint: MapPaint, grid: TileGrid, tiles: Tiles, page: Box, sizes: Sizes) -> tuple[Label, ...]:
    """Return what the places of tiles mean, written west of the land, as low as there is room."""
    wide = _NOTE * tiles.width
    lines = wrapped(paint.words.credit, sizes.small, wide)
    high = len(lines) * LINE * sizes.small
    colour = ground_of(paint).muted
    for row in range(grid.rows, 0, -1):
        top = tiles.top + row * tiles.height - high
        box = Box(tiles.left, top, tiles.left + wide, top + high)
        if _free(box.grown(0.2 * sizes.small), grid, tiles) and page.holds(box):
            text = "\n".join(lines)
            return (
                Label(box.left, top + ASCENT * sizes.small, text, sizes.small, "start", colour=colour, layer=LAYER),
            )
    return ()


def _pad(page: Box) -> float:
    return 0.015 * min(page.width, page.height)
