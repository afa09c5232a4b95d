"""Boundary files → Boundaries: the shipped one, or an administrator's own with the archipelagos made sure of."""

import json
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pyogrio
import shapely
from shapely import MultiPolygon, Point

from lib.intake.boundary_checks import check_places, matched
from lib.intake.boundary_files import read_layer
from lib.intake.boundary_shapes import boundaries_of, label_point, polygonal
from lib.model.boundaries import Boundaries
from lib.model.errors import UnknownCodeError
from lib.model.gazetteer import Gazetteer
from lib.model.words import Words

SHIPPED = Path(__file__).parents[2] / "geo" / "boundaries.topojson"
CREDIT = Words(
    "Ranh giới: geoBoundaries (Runfola và cộng sự, 2020), CC BY 4.0; đảo: Natural Earth",
    "Boundaries: geoBoundaries (Runfola et al. 2020), CC BY 4.0; islands: Natural Earth",
)
_LAYER = "units_"
_DRAWN = ("63", "34")  # the 61 and the 64 have no polygons of their own


def load_boundaries(path: Path, unit_set: str) -> Boundaries:
    """Read the polygons of a unit set and the archipelago frames from our TopoJSON; UnknownCodeError without them."""
    return boundaries_of(unit_set, _units(path, unit_set), _frames(path, unit_set), CREDIT)


def load_neighbours(path: Path, unit_set: str) -> Mapping[str, tuple[str, ...]]:
    """Return for every unit of a set those it shares a land border with, in the order of their ids.

    Two units are neighbours where they use the same arc of the topology; a common point alone does not make them so.
    """
    units = json.loads(path.read_text(encoding="utf-8"))["objects"][_LAYER + unit_set]["geometries"]
    found: dict[str, set[str]] = {unit["properties"]["ref_area"]: set() for unit in units}
    users: dict[int, set[str]] = {}
    for unit in units:
        for arc in (arc for polygon in unit["arcs"] for ring in polygon for arc in ring):
            users.setdefault(max(arc, ~arc), set()).add(unit["properties"]["ref_area"])
    for sharing in users.values():
        for ref_area in sharing:
            found[ref_area] |= sharing - {ref_area}
    return {ref_area: tuple(sorted(others)) for ref_area, others in found.items()}


def load_own_boundaries(
    path: Path, code_column: str, gazetteer: Gazetteer, unit_set: str, shipped: Path = SHIPPED
) -> Boundaries:
    """Read an administrator's GeoJSON, GeoPackage or Shapefile (.shp, .zip) with one polygon feature per unit.

    `code_column` holds official codes, ids or names of the units of `unit_set`. Archipelagos that the file leaves out
    are added from `shipped`, because a map shows the country whole; `notes` says so. OwnBoundariesError (a DataError)
    names everything that is wrong with the file.
    """
    shapes, notes = matched(read_layer(path, code_column), gazetteer, unit_set)
    if unit_set in _DRAWN:
        ours = _units(shipped, unit_set)
        check_places(shapes, dict(zip(ours["ref_area"], map(Point, ours["lon"], ours["lat"]), strict=True)), gazetteer)
    frames = _frames(shipped, unit_set)
    notes += _make_whole(shapes, frames, _units(shipped, "63"))
    lon, lat = zip(*map(label_point, shapes.values()), strict=True)
    units = gpd.GeoDataFrame(
        {"ref_area": list(shapes), "lon": lon, "lat": lat}, geometry=list(shapes.values()), crs=frames.crs
    )
    source = Words(f"Ranh giới: tệp {path.name} do đơn vị cung cấp", f"Boundaries: own file {path.name}")
    return boundaries_of(unit_set, units, frames, source, notes)


def _units(path: Path, unit_set: str) -> gpd.GeoDataFrame:
    drawn = [str(name).removeprefix(_LAYER) for name, _ in pyogrio.list_layers(path) if str(name).startswith(_LAYER)]
    if unit_set not in drawn:
        raise UnknownCodeError("unit set with boundaries", unit_set, drawn)
    return _layer(path, _LAYER + unit_set)


def _frames(path: Path, unit_set: str) -> gpd.GeoDataFrame:
    frames = _layer(path, "frames")
    return frames.assign(ref_area=frames["ref_area_34"].str.replace("34-", f"{unit_set}-", n=1))


def _layer(path: Path, name: str) -> gpd.GeoDataFrame:
    layer = gpd.read_file(path, layer=name)
    assert isinstance(layer, gpd.GeoDataFrame)  # a TopoJSON object always has shapes
    return layer


def _make_whole(shapes: dict[str, MultiPolygon], frames: gpd.GeoDataFrame, ours: gpd.GeoDataFrame) -> tuple[Words, ...]:
    """Add our symbols to Đà Nẵng or Khánh Hòa where nothing of it reaches into the frame of its archipelago."""
    symbols = ours.geometry.explode()
    notes = []
    for told, frame in zip(frames.drop(columns="geometry").to_dict("records"), frames.geometry, strict=True):
        ref_area = str(told["ref_area"])
        if shapes[ref_area].intersects(frame):
            continue
        shapes[ref_area] = polygonal(shapely.union_all([shapes[ref_area], *symbols[symbols.within(frame)]]))
        notes.append(
            Words(
                f"Tệp không có {told['name_vi']}; đã vẽ thêm bằng ký hiệu của phần mềm.",
                f"The file lacks the {told['name_en']}; it was added with this program's symbols.",
            )
        )
    return tuple(notes)
