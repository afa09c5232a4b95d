"""Boundaries of one unit set as text the browser draws; where the lines come from is told with them."""

from dataclasses import dataclass

from lib.model.words import Words


@dataclass(frozen=True)
class Boundaries:
    """Polygons of a unit set and the two archipelago frames, as compact GeoJSON (WGS 84, exteriors clockwise).

    Features of `units_geojson` have the properties `ref_area` and a label point `lon`, `lat` inside the unit; those of
    `frames_geojson` have `ref_area`, `name_vi`, `name_en`, `lon`, `lat`. `content_hash` is the SHA-256 of both texts,
    `bounds` are west, south, east, north of everything, `notes` tell what was mended in an administrator's file.
    """

    unit_set: str
    units_geojson: str
    frames_geojson: str
    content_hash: str
    source: Words
    bounds: tuple[float, float, float, float]
    notes: tuple[Words, ...] = ()
