"""A paint as a still picture in the look it asks for: by its borders or as equal tiles. Draws nothing itself."""

from dataclasses import replace

from lib.charts.map_arrangement import Layout
from lib.charts.map_paint import MapPaint
from lib.charts.map_picture import Size, map_picture
from lib.charts.picture import Picture
from lib.charts.tile_map import tile_picture
from lib.model.boundaries import Boundaries
from lib.model.tile_grid import TileGrid

LEAST_WRITING = 7.5  # picture units: the smallest writing of a still map, whatever its size
_NAMED = 0.9  # of the tiles have their name, or the picture is too small for tiles


def still_map(
    paint: MapPaint, boundaries: Boundaries, size: Size, *, layout: Layout, over: Boundaries | None = None
) -> Picture:
    """Draw a paint with its legend; no writing is smaller than LEAST_WRITING. ValueError as `map_picture`'s.

    Where tiles would be too small for their names the borders are drawn, for a shape is known without a name, and the
    line under the legend says so.
    """
    if paint.tiles is not None:
        drawn = tile_picture(paint, paint.tiles, size, least=LEAST_WRITING)
        if _are_named(drawn, paint.tiles):
            return drawn
        said = f"{paint.words.no_room} {paint.words.credit}".strip()
        paint = replace(paint, words=replace(paint.words, credit=said))
    return map_picture(paint, boundaries, size, layout=layout, over=over)


def _are_named(drawn: Picture, tiles: TileGrid) -> bool:
    named = {label.ref_area for label in drawn.labels if label.layer == "tile"}
    return len(named) >= _NAMED * len(tiles.units)
