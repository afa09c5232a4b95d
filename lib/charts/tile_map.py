"""The map of a paint as equal tiles: every unit is seen as large as any other. Places come from a grid made by hand."""

from dataclasses import dataclass

from lib.charts.map_labels import broken
from lib.charts.map_legend import credit_line, legend_of
from lib.charts.map_look import Sizes, dots_of, figure_of, fill_of, ground_of, hatch_of, ink_on, mixed, told
from lib.charts.map_paint import AreaPaint, MapPaint
from lib.charts.map_picture import Size
from lib.charts.picture import Box, Label, Parts, Picture, Shape
from lib.charts.typeface import ASCENT, DESCENT, LINE, text_width, widest
from lib.model.tile_grid import Place, TileGrid

_WIDEST = 1.9  # of its height a tile may be wide
_GAP = 0.05  # of a tile's height between two tiles
_TINT = 0.22  # of the unit's colour on the tile of its archipelago
_LEAST = 7.0  # the name of an archipelago is never smaller
_SMALL = 160_000  # square units; a smaller picture is a thumbnail
_LEGEND = 0.25  # of a wide picture's width


@dataclass(frozen=True)
class _Tiles:
    """The grid in its place: the corner of the first tile, and how wide and high a tile is."""

    left: float
    top: float
    width: float
    height: float

    def box(self, place: Place) -> Box:
        """Return the rectangle of a tile, less the gap to its neighbours."""
        row, column = place
        gap = _GAP * self.height / 2
        left, top = self.left + column * self.width, self.top + row * self.height
        return Box(left + gap, top + gap, left + self.width - gap, top + self.height - gap)


def tile_picture(paint: MapPaint, grid: TileGrid, size: Size, *, legend: bool = True) -> Picture:
    """Draw the tiles of a paint: one shape per unit, named; both archipelagos are named tiles at sea.

    A picture under 160 000 square units is a thumbnail: no legend, and only the archipelagos are named. ValueError
    when paint and grid are of different unit sets.
    """
    if paint.unit_set != grid.unit_set:
        raise ValueError(f"paint of {paint.unit_set} units, tiles of {grid.unit_set}")
    thumbnail = size.width * size.height < _SMALL
    room, beside = _beside(paint, size, legend=legend and not thumbnail, credit=not thumbnail)
    tiles = _placed(grid, room)
    areas = {area.ref_area: area for area in paint.areas}
    parts = Parts()
    for ref_area, place in grid.units.items():
        parts = parts.with_more(_unit(paint, areas[ref_area], tiles.box(place), named=not thumbnail))
    for ref_area, place in grid.archipelagos.items():
        parts = parts.with_more(_archipelago(paint, areas[ref_area], tiles.box(place), size))
    parts = parts.with_more(_focus(paint, grid, tiles)).with_more(beside)
    spoken = [paint.legend.title, paint.legend.basis, paint.legend.measure, *paint.legend.footers, paint.words.credit]
    return Picture(
        size.width,
        size.height,
        ground_of(paint).sea,
        parts.shapes,
        parts.labels,
        parts.lines,
        ". ".join(text for text in spoken if text),
        paint.language,
    )


def _beside(paint: MapPaint, size: Size, *, legend: bool, credit: bool) -> tuple[Box, Parts]:
    """Return the room that is left for tiles, and the legend at its side or foot or the line that stands for it."""
    sizes, pad = Sizes.of(size.width, size.height), 0.015 * min(size.width, size.height)
    page = Box(0, 0, size.width, size.height).grown(-pad)
    if not legend:
        if not credit:
            return page, Parts()
        line = credit_line(paint, sizes, (page.right, page.bottom))
        return Box(page.left, page.top, page.right, line.box.top - pad), Parts(labels=(line,))
    wide = size.width > 1.25 * size.height
    width = max(_LEGEND * size.width, 170.0) if wide else page.width
    made = legend_of(paint, width, sizes)
    parts = made.parts.moved(page.right - width if wide else page.left, page.bottom - made.height)
    if wide:
        return Box(page.left, page.top, page.right - width - pad, page.bottom), parts
    return Box(page.left, page.top, page.right, page.bottom - made.height - pad), parts


def _placed(grid: TileGrid, room: Box) -> _Tiles:
    height = room.height / grid.rows
    width = min(_WIDEST * height, room.width / grid.columns)
    height = min(height, width / 0.8)
    left = room.left + (room.width - width * grid.columns) / 2
    return _Tiles(left, room.top + (room.height - height * grid.rows) / 2, width, height)


def _unit(paint: MapPaint, area: AreaPaint, box: Box, *, named: bool) -> Parts:
    ground = ground_of(paint)
    hatch, border = ("", ground.border) if area.fill else (hatch_of(ground), ground.hatch)
    dots = dots_of(area, ground)
    fill = fill_of(area, ground)
    shape = Shape(area.label, (box.ring,), fill, border, 0.8, hatch, dots, told(area), "tile", area.ref_area)
    if not named:
        return Parts((shape,))
    value = figure_of(area, paint.legend.measure)
    looks = _Looks(ink_on(area, ground), fill if hatch or dots else "", area.ref_area)
    return Parts((shape,), _set(broken(area.label), value, box, looks))


@dataclass(frozen=True)
class _Looks:
    ink: str
    plate: str
    ref_area: str
    italic: bool = False


def _set(choices: list[tuple[str, ...]], value: str, box: Box, looks: _Looks) -> tuple[Label, ...]:
    """Set a name and its value into a tile, in the lines that may be written largest."""
    size, lines = max((_fitting(lines, value, box, looks.italic), lines) for lines in choices)
    rows = len(lines) + bool(value)
    middle = (box.left + box.right) / 2
    high = (ASCENT + DESCENT + (rows - 1) * LINE) * size
    foot = (box.top + box.bottom - high) / 2 + ASCENT * size
    layer = "archipelago" if looks.italic else "tile"
    name = Label(
        middle, foot, "\n".join(lines), size, "middle", 600, looks.ink, looks.plate, looks.italic, layer, looks.ref_area
    )
    if not value:
        return (name,)
    below = foot + len(lines) * LINE * size
    return name, Label(middle, below, value, size, "middle", 400, looks.ink, looks.plate, False, layer, looks.ref_area)


def _fitting(lines: tuple[str, ...], value: str, box: Box, italic: bool) -> float:
    """Return the size at which lines and value fill a tile, at most a quarter of its height a line."""
    wide = max(widest(lines, 1.0, 600, italic=italic), text_width(value, 1.0))
    rows = len(lines) + bool(value)
    return min(0.9 * box.width / wide, 0.9 * box.height / ((rows - 1) * LINE + ASCENT + DESCENT), 0.25 * box.height)


def _archipelago(paint: MapPaint, area: AreaPaint, box: Box, size: Size) -> Parts:
    """Draw a tile at sea in a tint of its unit, named; where the tile is too small the name stands under it."""
    ground, name = ground_of(paint), paint.frames[area.ref_area]
    tint = mixed(fill_of(area, ground), ground.sea, _TINT)
    shape = Shape(
        name, (box.ring,), tint, ground.muted, 1.0, "", "", f"{name}\n{told(area)}", "frame", area.ref_area, dashed=True
    )
    whole, _, owner = name.partition(" (")
    rest = [f"({owner}"] if owner else []
    looks = _Looks(ground.ink, "", area.ref_area, italic=True)
    labels = _set([(*lines, *rest) for lines in broken(whole)], "", box, looks)
    if labels[0].size >= _LEAST:
        return Parts((shape,), labels)
    lines = [whole, *(rest if size.width * size.height >= _SMALL else [])]
    x = min(box.left, size.width - widest(lines, _LEAST, 600, italic=True) - 2)
    foot = box.bottom + (ASCENT + 0.2) * _LEAST
    under = Label(x, foot, "\n".join(lines), _LEAST, "start", 600, ground.ink, "", True, "archipelago", area.ref_area)
    return Parts((shape,), (under,))


def _focus(paint: MapPaint, grid: TileGrid, tiles: _Tiles) -> Parts:
    ground, wide = ground_of(paint), max(1.4, 0.04 * tiles.height)
    names = {area.ref_area: area.label for area in paint.areas}
    outlined = [ref_area for ref_area in (paint.focus, *paint.beside) if ref_area in grid.units]
    return Parts(
        tuple(
            Shape(
                names[ref_area],
                (tiles.box(grid.units[ref_area]).ring,),
                None,
                stroke,
                width,
                layer="focus",
                ref_area=ref_area,
            )
            for stroke, width in ((ground.casing, 2 * wide), (ground.accent, wide))
            for ref_area in outlined
        )
    )
