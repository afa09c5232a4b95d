"""Where country, magnifiers and legend of a still map stand, wide, tall or as a thumbnail. Numbers only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lib.charts.map_geometry import SQUEEZE, Degrees, Projection
from lib.charts.picture import Box

Layout = Literal["wide", "tall", "thumbnail"]

# with the names under the frames of both archipelagos
COUNTRY = Degrees(102.0, 6.55, 116.5, 23.55)
NORTH = Degrees(104.85, 19.86, 107.15, 21.76)
SOUTH = Degrees(104.35, 8.45, 107.65, 12.32)
_FREE_WEST = 1.1  # degrees the left column may reach into the country's box before it meets Thổ Chu
_EAST_OF_MONG_CAI = 108.75
_NORTH_OF_HOANG_SA = 17.6
_SMALL = 160_000  # square units; a smaller picture is a thumbnail
_WIDE = 1.25  # width over height from which there are columns beside the country
_WIDEST_LEGEND = 0.36  # of a wide picture's width
_LEAST_ROW = 0.3  # of the height of a tall picture is for the row under the country, even where the country shrinks
_LEAST_INSET = 0.1  # of the picture's height; a smaller magnifier shows nothing more


@dataclass(frozen=True)
class Inset:
    """A magnifier: what it looks at and where it stands."""

    key: Literal["north", "south"]
    part: Degrees
    box: Box


@dataclass(frozen=True)
class Arrangement:
    """The places of everything; no legend box where none is drawn."""

    layout: Layout
    country: Projection
    insets: tuple[Inset, ...] = ()
    legend: Box | None = None

    def fits(self, width: float, height: float) -> bool:
        """Tell whether the legend stays on the page and leaves the country at least half the size it could have."""
        page = Box(0, 0, width, height)
        most = min(width / COUNTRY.width, height / COUNTRY.height)
        return self.legend is None or (page.holds(self.legend) and self.country.scale > 0.5 * most)


@dataclass(frozen=True)
class Sheet:
    """The size of a picture and how high a legend is that is so wide; None for a picture without one.

    `legend_width` is the least in which its classes stand in one line.
    """

    width: float
    height: float
    legend_height: Callable[[float], float] | None
    legend_width: float = 0.0

    @property
    def pad(self) -> float:
        """Kept free along the edges."""
        return 0.012 * min(self.width, self.height)


def layout_of(width: float, height: float) -> Layout:
    """Return the layout that suits a size."""
    if width * height < _SMALL:
        return "thumbnail"
    return "wide" if width / height >= _WIDE else "tall"


def arranged(sheet: Sheet, layout: Layout) -> Arrangement:
    """Return the places of everything in a layout."""
    return {"wide": _wide, "tall": _tall, "thumbnail": _thumbnail}[layout](sheet)


def _thumbnail(sheet: Sheet) -> Arrangement:
    inner = Box(0, 0, sheet.width, sheet.height).grown(-sheet.pad)
    return Arrangement("thumbnail", Projection.into(COUNTRY, inner))


def _wide(sheet: Sheet) -> Arrangement:
    """Set the southern magnifier left of the country, the northern one and the legend at sea, right of it."""
    pad, inner = sheet.pad, sheet.height - 2 * sheet.pad
    left = min(0.28 * sheet.width, 0.68 * inner * SOUTH.ratio)
    least = min(max(0.23 * sheet.width, sheet.legend_width), _WIDEST_LEGEND * sheet.width)
    core = COUNTRY.width - _FREE_WEST * SQUEEZE
    scale = min(inner / COUNTRY.height, (sheet.width - 4 * pad - left - least) / core)
    right = min(sheet.width - 4 * pad - left - core * scale, _WIDEST_LEGEND * sheet.width)
    rest = sheet.width - 2 * pad - left - right - core * scale
    west = pad + left + rest / 2 - _FREE_WEST * SQUEEZE * scale
    country = Projection(COUNTRY, west, (sheet.height - COUNTRY.height * scale) / 2, scale)
    south = Box(pad, sheet.height - pad - left / SOUTH.ratio, pad + left, sheet.height - pad)
    edge = sheet.width - pad
    width = min(right, max(0.27 * sheet.width, sheet.legend_width))
    legend = None
    if sheet.legend_height is not None:
        legend = Box(edge - width, sheet.height - pad - sheet.legend_height(width), edge, sheet.height - pad)
    insets = (Inset("south", SOUTH, south), *_north(sheet, country, right, legend))
    return Arrangement("wide", country, insets, legend)


def _north(sheet: Sheet, country: Projection, right: float, legend: Box | None) -> tuple[Inset, ...]:
    """Set the northern magnifier at sea: above the legend, reaching west of it, or left of a long one; the largest."""
    pad, edge = sheet.pad, sheet.width - sheet.pad
    low = (legend.top if legend else sheet.height - pad) - pad
    above = min(right, (low - pad) * NORTH.ratio, 0.45 * sheet.height * NORTH.ratio)
    open_from = country.x(_EAST_OF_MONG_CAI) + pad
    side = (legend.left if legend else edge) - pad
    beside = min(side - open_from, (country.y(_NORTH_OF_HOANG_SA) - 2 * pad) * NORTH.ratio)
    reaching = min(edge - open_from, (min(low, country.y(_NORTH_OF_HOANG_SA)) - 2 * pad) * NORTH.ratio)
    width, end = max((above, edge), (reaching, edge), (beside, side))
    if width / NORTH.ratio < _LEAST_INSET * sheet.height:
        return ()
    return (Inset("north", NORTH, Box(end - width, pad, end, pad + width / NORTH.ratio)),)


def _tall(sheet: Sheet) -> Arrangement:
    """Set the northern magnifier at sea, and under the country the southern one beside the legend."""
    pad = sheet.pad
    row, across = _row(sheet)
    below = Box(pad, sheet.height - pad - row, sheet.width - pad, sheet.height - pad)
    country = Projection.into(COUNTRY, Box(pad, pad, sheet.width - pad, below.top - pad))
    low = country.y(_NORTH_OF_HOANG_SA) - pad
    width = min(sheet.width - pad - country.x(_EAST_OF_MONG_CAI) - pad, (low - pad) * NORTH.ratio)
    north = Box(sheet.width - pad - width, pad, sheet.width - pad, pad + width / NORTH.ratio)
    high = min(row, across / SOUTH.ratio)
    south = Box(pad, below.bottom - high, pad + high * SOUTH.ratio, below.bottom)
    legend = None
    if sheet.legend_height is not None:
        legend = Box(south.right + pad, below.top, below.right, below.bottom)
    return Arrangement("tall", country, (Inset("south", SOUTH, south), Inset("north", NORTH, north)), legend)


def _row(sheet: Sheet) -> tuple[float, float]:
    """Return how high the row under the country is, and how wide the magnifier in it may be."""
    most = 0.46 * (sheet.width - 3 * sheet.pad)
    if sheet.legend_height is None:
        return 0.3 * sheet.height, most
    free = sheet.height - 3 * sheet.pad - (sheet.width - 2 * sheet.pad) / COUNTRY.ratio
    for share in (0.46, 0.42, 0.38, 0.34, 0.3):
        across = share * (sheet.width - 3 * sheet.pad)
        high, wanted = sheet.legend_height(sheet.width - 3 * sheet.pad - across), across / SOUTH.ratio
        if high <= max(free, wanted):
            return max(high, min(max(free, _LEAST_ROW * sheet.height), wanted)), across
    return high, across
