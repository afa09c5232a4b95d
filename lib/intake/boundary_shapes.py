"""Shapes of units as the map needs them: rounded, wound, labelled, written as GeoJSON. No file is read here."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from lib.model.boundaries import Boundaries
from lib.model.words import Words

DECIMALS = 4  # of a degree: about 11 m, finer than a pixel of any map of the whole country
_LABEL_TOLERANCE = 0.001  # degrees; the label point need not be more exact


def label_point(shape: Polygon | MultiPolygon) -> tuple[float, float]:
    """Return longitude and latitude of the centre of the largest circle within the largest part of a shape."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, _LABEL_TOLERANCE)
    lon, lat = circle.coords[0]
    return round(lon, DECIMALS), round(lat, DECIMALS)


def polygonal(shape: shapely.Geometry) -> MultiPolygon:
    """Return a shape made valid, lines and points left out; empty where nothing polygonal remains."""
    parts = shapely.get_parts(shapely.make_valid(shape))
    flat = [polygon for part in parts for polygon in shapely.get_parts(part) if isinstance(polygon, Polygon)]
    return MultiPolygon(flat)


def boundaries_of(
    unit_set: str, units: gpd.GeoDataFrame, frames: gpd.GeoDataFrame, source: Words, notes: tuple[Words, ...] = ()
) -> Boundaries:
    """Write both layers (columns ref_area, lon, lat, of the frames also name_vi, name_en) as Boundaries."""
    units_geojson = _feature_collection(units, ["ref_area", "lon", "lat"])
    frames_geojson = _feature_collection(frames, ["ref_area", "name_vi", "name_en", "lon", "lat"])
    digest = hashlib.sha256((units_geojson + frames_geojson).encode()).hexdigest()
    west, south, east, north = shapely.total_bounds([*units.geometry, *frames.geometry]).round(DECIMALS).tolist()
    return Boundaries(unit_set, units_geojson, frames_geojson, digest, source, (west, south, east, north), notes)


def _feature_collection(layer: gpd.GeoDataFrame, columns: list[str]) -> str:
    shapes = shapely.transform(layer.geometry.to_numpy(), lambda points: np.round(points, DECIMALS))
    # Vega and d3 fill the rest of the globe where an exterior is wound counter-clockwise, as RFC 7946 wants it
    shapes = shapely.orient_polygons(shapely.remove_repeated_points(shapes), exterior_cw=True)
    features = [
        _feature(properties, geometry)
        for properties, geometry in zip(
            layer[columns].to_dict("records"), shapely.to_geojson(shapes).tolist(), strict=True
        )
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def _feature(properties: Mapping[Any, Any], geometry: str) -> str:
    text = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{text},"geometry":{geometry}}}'
