"""The map of a paint as equal tiles: every unit is seen as large as any other. Places come from a grid made by hand."""

from dataclasses import dataclass, replace

from lib.charts.map_labels import broken
from lib.charts.map_look import Sizes, dots_of, figure_of, fill_of, ground_of, hatch_of, ink_on, mixed, told
from lib.charts.map_paint import AreaPaint, MapPaint
from lib.charts.map_picture import Size
from lib.charts.picture import Box, Label, Parts, Picture, Shape
from lib.charts.tile_room import Around, Tiles, tile_room
from lib.charts.typeface import ASCENT, DESCENT, LINE, balanced, text_width, widest
from lib.model.tile_grid import TileGrid

TINT = 0.22  # of the unit's colour on the tile of its archipelago
_LEAST = 7.0  # the name of an archipelago is never smaller
_SMALL = 160_000  # square units; a smaller picture is a thumbnail
_PITCH = 1.06  # of the size: from a name to the value under it
_FIGURES_BELOW = 0.14  # of the size: how far a comma reaches below its line


def tile_picture(
    paint: MapPaint, grid: TileGrid, size: Size, *, legend: bool = True, least: float | None = None
) -> Picture:
    """Draw the tiles of a paint: one shape per unit, named; both archipelagos are named tiles at sea.

    A picture under 160 000 square units is a thumbnail: no legend, and only the archipelagos are named; unless `least`
    tells how small writing may be: then a value, and at last a name, that would be smaller is left out. ValueError
    when paint and grid are of different unit sets.
    """
    if paint.unit_set != grid.unit_set:
        raise ValueError(f"paint of {paint.unit_set} units, tiles of {grid.unit_set}")
    paint = _without_borders(paint)
    thumbnail = least is None and size.width * size.height < _SMALL
    sizes, page = Sizes.of(size.width, size.height), Box(0, 0, size.width, size.height)
    inner = page.grown(-0.015 * min(size.width, size.height))
    tiles, beside = tile_room(paint, grid, inner, sizes, Around(legend and not thumbnail, not thumbnail))
    areas = {area.ref_area: area for area in paint.areas}
    scene = _Scene(paint, page, least or 0.0, thumbnail)
    parts = Parts()
    for ref_area, place in grid.units.items():
        parts = parts.with_more(_unit(scene, areas[ref_area], tiles.box(place)))
    for ref_area, place in grid.archipelagos.items():
        parts = parts.with_more(_archipelago(scene, areas[ref_area], tiles.box(place)))
    parts = parts.with_more(_focus(paint, grid, tiles)).with_more(beside)
    spoken = [paint.legend.title, paint.legend.basis, paint.legend.measure, *paint.legend.footers, paint.words.credit]
    said = ". ".join(text for text in spoken if text)
    sea = ground_of(paint).sea
    return Picture(size.width, size.height, sea, parts.shapes, parts.labels, parts.lines, said, paint.language)


def _without_borders(paint: MapPaint) -> MapPaint:
    """Return a paint whose legend tells of tiles: no source of borders, no lines that are not drawn."""
    marks = tuple(mark for mark in paint.legend.marks if mark.sign != "outline")
    words = replace(paint.words, credit=paint.words.tile_note)
    return replace(paint, legend=replace(paint.legend, marks=marks), words=words)


@dataclass(frozen=True)
class _Scene:
    """What every tile is drawn with."""

    paint: MapPaint
    page: Box
    least: float
    thumbnail: bool


def _unit(scene: _Scene, area: AreaPaint, box: Box) -> Parts:
    ground = ground_of(scene.paint)
    hatch, border = ("", ground.border) if area.fill else (hatch_of(ground), ground.hatch)
    dots = dots_of(area, ground)
    fill = fill_of(area, ground)
    shape = Shape(area.label, (box.ring,), fill, border, 0.8, hatch, dots, told(area), "tile", area.ref_area)
    if scene.thumbnail:
        return Parts((shape,))
    value = figure_of(area, scene.paint.legend.measure)
    looks = _Looks(ink_on(area, ground), fill if hatch or dots else "", area.ref_area, least=scene.least)
    return Parts((shape,), _set(broken(area.label), value, box, looks))


@dataclass(frozen=True)
class _Looks:
    ink: str
    plate: str
    ref_area: str
    italic: bool = False
    least: float = 0.0


def _set(choices: list[tuple[str, ...]], value: str, box: Box, looks: _Looks) -> tuple[Label, ...]:
    """Set a name and its value into a tile, in the lines that may be written largest; without what finds no room."""
    size, lines = max((_fitting(lines, value, box, looks), lines) for lines in choices)
    if size < looks.least and value:
        return _set(choices, "", box, looks)
    if size < looks.least:
        return ()
    middle = (box.left + box.right) / 2
    foot = (box.top + box.bottom - _high(len(lines), value) * size) / 2 + ASCENT * size
    layer = "archipelago" if looks.italic else "tile"
    name = Label(
        middle, foot, "\n".join(lines), size, "middle", 600, looks.ink, looks.plate, looks.italic, layer, looks.ref_area
    )
    if not value:
        return (name,)
    below = foot + (len(lines) * LINE - (LINE - _PITCH)) * size
    return name, Label(middle, below, value, size, "middle", 400, looks.ink, looks.plate, False, layer, looks.ref_area)


def _fitting(lines: tuple[str, ...], value: str, box: Box, looks: _Looks) -> float:
    """Return the size at which lines and value fill a tile, at most a quarter of its height a line."""
    wide = max(widest(lines, 1.0, 600, italic=looks.italic), text_width(value, 1.0))
    most = max(0.25 * box.height, looks.least)
    return min(0.97 * box.width / wide, 0.96 * box.height / _high(len(lines), value), most)


def _high(lines: int, value: str) -> float:
    """Return how many times its size a name is high, with the value under it; figures reach little below their foot."""
    name = ASCENT + (lines - 1) * LINE
    return name + _PITCH + _FIGURES_BELOW if value else name + DESCENT


def _archipelago(scene: _Scene, area: AreaPaint, box: Box) -> Parts:
    """Draw a tile at sea in a tint of its unit, named; where the tile is too small the name stands under it."""
    ground, name = ground_of(scene.paint), scene.paint.frames[area.ref_area]
    tint = mixed(fill_of(area, ground), ground.sea, TINT)
    shape = Shape(
        name, (box.ring,), tint, ground.muted, 1.0, "", "", f"{name}\n{told(area)}", "frame", area.ref_area, dashed=True
    )
    whole, _, owner = name.partition(" (")
    rest = [f"({owner}"] if owner else []
    least = scene.least or _LEAST
    looks = _Looks(ground.ink, "", area.ref_area, italic=True, least=least)
    inside = _set([(*lines, *rest) for lines in broken(whole)], "", box, looks)
    if inside:
        return Parts((shape,), inside)
    below = [whole, *([] if scene.thumbnail else rest)]
    if not scene.thumbnail:
        below = [line for text in below for line in balanced(text, least, 1.1 * box.width, 600)]
    x = min(box.left, scene.page.right - widest(below, least, 600, italic=True) - 2)
    foot = box.bottom + (ASCENT + 0.2) * least
    under = Label(x, foot, "\n".join(below), least, "start", 600, ground.ink, "", True, "archipelago", area.ref_area)
    return Parts((shape,), (under,))


def _focus(paint: MapPaint, grid: TileGrid, tiles: Tiles) -> Parts:
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
