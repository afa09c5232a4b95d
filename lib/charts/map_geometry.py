"""Outlines of units on their way from degrees into a picture: projected, simplified without gaps, cut. No colours.

The projection is the plate carrée with its true scale at 16° N, the middle of the country: one degree of longitude is
drawn cos 16° = 0.96 of a degree of latitude everywhere. Shapes of north and south are right to two per cent, north is
up, and a point is found by a multiplication; areas are not to be measured in a picture anyway.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from lib.charts.picture import Box, Point, Ring
from lib.model.boundaries import Boundaries

SQUEEZE = math.cos(math.radians(16))
_COARSE = 0.6  # picture units: corners that stand out less are left out
_SYMBOL = 12.0  # picture units: an island of an archipelago smaller than this is drawn as a disc
_ISLET = 3.0  # picture units: any other detached part smaller than this is drawn as a disc
_CORNERS = 12


@dataclass(frozen=True)
class Degrees:
    """A part of the earth."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """How wide it is drawn, in degrees of latitude."""
        return (self.east - self.west) * SQUEEZE

    @property
    def height(self) -> float:
        """How high it is drawn, in degrees of latitude."""
        return self.north - self.south

    @property
    def ratio(self) -> float:
        """Width over height, as drawn."""
        return self.width / self.height


@dataclass(frozen=True)
class Projection:
    """Where a part of the earth stands in a picture: its north-west corner and picture units per degree of latitude."""

    part: Degrees
    left: float
    top: float
    scale: float

    @classmethod
    def into(cls, part: Degrees, box: Box) -> "Projection":
        """Return the projection that fits a part of the earth into the middle of a box."""
        scale = min(box.width / part.width, box.height / part.height)
        left = (box.left + box.right - part.width * scale) / 2
        return cls(part, left, (box.top + box.bottom - part.height * scale) / 2, scale)

    @property
    def box(self) -> Box:
        """The rectangle the part fills."""
        return Box(
            self.left,
            self.top,
            self.left + self.part.width * self.scale,
            self.top + self.part.height * self.scale,
        )

    def x(self, lon: float) -> float:
        """Return the place of a longitude."""
        return self.left + (lon - self.part.west) * SQUEEZE * self.scale

    def y(self, lat: float) -> float:
        """Return the place of a latitude."""
        return self.top + (self.part.north - lat) * self.scale

    def box_of(self, part: Degrees) -> Box:
        """Return the rectangle of another part in the same picture."""
        return Box(self.x(part.west), self.y(part.north), self.x(part.east), self.y(part.south))

    def drawn_area(self, area: float) -> float:
        """Return square degrees as square picture units."""
        return area * SQUEEZE * self.scale**2

    def drawn(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points of longitude and latitude as points of the picture."""
        x = self.left + (points[:, 0] - self.part.west) * SQUEEZE * self.scale
        return np.column_stack([x, self.top + (self.part.north - points[:, 1]) * self.scale])


@dataclass(frozen=True)
class Frame:
    """The frame of an archipelago and where its name stands."""

    ref_area: str
    outline: Polygon
    label: Point


@dataclass(frozen=True, eq=False)
class Outlines:
    """The units of a set without gaps or overlaps, and the frames of the archipelagos; in degrees. Made once."""

    ref_areas: tuple[str, ...]
    shapes: tuple[MultiPolygon, ...]
    points: Mapping[str, Point]
    frames: tuple[Frame, ...]


@lru_cache(maxsize=8)
def outlines(boundaries: Boundaries) -> Outlines:
    """Read boundaries once; gaps and overlaps from rounding are closed, or simplifying would open them wide."""
    features = json.loads(boundaries.units_geojson)["features"]
    told = [feature["properties"] for feature in features]
    read = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    shapes = shapely.coverage_clean(  # type: ignore[attr-defined]  # newer than its types
        shapely.make_valid(read)
    )
    frames = tuple(
        Frame(
            feature["properties"]["ref_area"],
            Polygon(feature["geometry"]["coordinates"][0]),
            (feature["properties"]["lon"], feature["properties"]["lat"]),
        )
        for feature in json.loads(boundaries.frames_geojson)["features"]
    )
    points = {unit["ref_area"]: (unit["lon"], unit["lat"]) for unit in told}
    return Outlines(tuple(points), tuple(shapes), points, frames)


@dataclass(frozen=True, eq=False)
class Drawn:
    """One unit as a picture shows it: all rings, its size, the `main` ring and those that stand for islands at sea."""

    ref_area: str
    rings: tuple[Ring, ...]
    area: float
    main: Ring = ()
    symbols: tuple[Ring, ...] = ()


@lru_cache(maxsize=64)
def drawn_units(found: Outlines, projection: Projection, cut: Box | None = None) -> tuple[Drawn, ...]:
    """Return the units in picture units, simplified together so that neighbours keep one border, cut to a box.

    Kept: maps of the same size differ in their paint, not in their borders.
    """
    simple = shapely.coverage_simplify(list(found.shapes), _COARSE / projection.scale)
    placed: list[Any] = list(shapely.transform(simple, projection.drawn))
    if cut is not None:
        window = shapely.box(cut.left, cut.top, cut.right, cut.bottom)
        placed = list(shapely.intersection(placed, window))
    framed: Any = shapely.union_all(shapely.transform([frame.outline for frame in found.frames], projection.drawn))
    shapely.prepare(framed)
    seen = zip(found.ref_areas, placed, strict=True)
    return tuple(_drawn(ref_area, shape, framed) for ref_area, shape in seen if shape.area > 0)


def frame_rings(found: Outlines, projection: Projection) -> Mapping[str, Ring]:
    """Return the frame of every archipelago, unit id → ring in picture units."""
    return {
        frame.ref_area: _ring(projection.drawn(np.asarray(frame.outline.exterior.coords))) for frame in found.frames
    }


@lru_cache(maxsize=16)
def coast(units: tuple[Drawn, ...]) -> tuple[Ring, ...]:
    """Return the outer line of all land; seams between units are closed. Kept as `drawn_units` are."""
    land = shapely.union_all([Polygon(ring) for unit in units for ring in unit.rings if len(ring) > 2], grid_size=0.1)
    return tuple(_ring(np.asarray(part.exterior.coords)) for part in shapely.get_parts(land) if part.area > 0)


def _drawn(ref_area: str, shape: MultiPolygon, framed: MultiPolygon) -> Drawn:
    rings: list[Ring] = []
    symbols: list[Ring] = []
    parts = sorted((part for part in shapely.get_parts(shape) if part.area > 0), key=lambda part: -part.area)
    for part in parts:
        left, top, right, bottom = part.bounds
        size = max(right - left, bottom - top)
        if size < _SYMBOL and framed.intersects(part):
            symbols.append(_disc(part.centroid.x, part.centroid.y, max(math.sqrt(part.area / math.pi), 1.0)))
        elif size < _ISLET:
            rings.append(_disc(part.centroid.x, part.centroid.y, max(math.sqrt(part.area / math.pi), 0.6)))
        else:
            rings += [_ring(np.asarray(line.coords)) for line in (part.exterior, *part.interiors)]
    every = (*rings, *symbols)
    return Drawn(ref_area, every, float(shape.area), every[0], tuple(symbols))


def _disc(x: float, y: float, radius: float) -> Ring:
    angles = [2 * math.pi * corner / _CORNERS for corner in range(_CORNERS)]
    return tuple((round(x + radius * math.cos(a), 2), round(y + radius * math.sin(a), 2)) for a in angles)


def _ring(points: NDArray[np.float64]) -> Ring:
    return tuple((round(float(x), 2), round(float(y), 2)) for x, y in points[:-1])
