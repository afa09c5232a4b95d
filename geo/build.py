"""Build `boundaries.topojson` from `source/`: the 63 units, the 34 as their exact dissolve, the archipelago frames.

Run `python -m geo.build` from the top folder; the same sources give the same bytes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon

from lib.intake.boundary_shapes import label_point
from lib.intake.gazetteer import load_gazetteer

FOLDER = Path(__file__).parent
Ring = list[int]  # numbers of arcs as TopoJSON writes them: ~n is arc n walked backwards
Rings = list[list[Ring]]  # polygons of one unit; the first ring of each is its exterior
Point = tuple[int, int]  # quantised

# The source draws one border twice, some 50 m apart (Bến Tre and Vĩnh Long on the Cổ Chiên river): arc 271 is taken
# to be arc 261 walked backwards, or a sliver of 0.1 km² would belong to nobody.
ONE_BORDER = {271: ~261}


class Arcs:
    """The arcs of a topology, delta-coded as in the file, and the points they run through."""

    def __init__(self, arcs: list[list[list[int]]], transform: dict[str, list[float]]) -> None:
        self.coded = arcs
        self.scale, self.translate = transform["scale"], transform["translate"]
        self.points = [_decoded(arc) for arc in arcs]

    def run(self, number: int) -> list[Point]:
        """Return the points of an arc in the direction in which it is used."""
        return self.points[number] if number >= 0 else self.points[~number][::-1]

    def degrees(self, points: Iterable[Point]) -> list[tuple[float, float]]:
        """Return quantised points as longitudes and latitudes."""
        return [(x * self.scale[0] + self.translate[0], y * self.scale[1] + self.translate[1]) for x, y in points]

    def ring(self, numbers: Ring) -> list[tuple[float, float]]:
        """Return the longitudes and latitudes along a ring, closed."""
        points = [point for number in numbers for point in self.run(number)[:-1]]
        return self.degrees([*points, points[0]])

    def shape(self, rings: Rings) -> MultiPolygon:
        """Return the polygons of a unit in degrees."""
        return MultiPolygon([Polygon(self.ring(first), [self.ring(hole) for hole in rest]) for first, *rest in rings])

    def append(self, coordinates: Iterable[Sequence[float]]) -> int:
        """Add a closed line given in degrees as one more arc; return its number."""
        points = [
            (round((x - self.translate[0]) / self.scale[0]), round((y - self.translate[1]) / self.scale[1]))
            for x, y in coordinates
        ]
        steps = [[x - before_x, y - before_y] for (before_x, before_y), (x, y) in pairwise(points)]
        self.coded.append([list(points[0]), *steps])
        self.points.append(points)
        return len(self.coded) - 1


def _decoded(arc: list[list[int]]) -> list[Point]:
    return list(accumulate(((x, y) for x, y in arc), lambda here, step: (here[0] + step[0], here[1] + step[1])))


def _undirected(number: int) -> int:
    return number if number >= 0 else ~number


def dissolve(units: Iterable[Rings], arcs: Arcs) -> Rings:
    """Return the polygons of several units together: an arc that two of them use is an inner border and falls away."""
    used = [number for rings in units for polygon in rings for ring in polygon for number in ring]
    times = Counter(_undirected(number) for number in used)
    outer = [number for number in used if times[_undirected(number)] == 1]
    exteriors: list[Ring] = []
    holes: list[Ring] = []
    for ring in _stitched(outer, arcs):
        (holes if shapely.LinearRing(arcs.ring(ring)).is_ccw else exteriors).append(ring)
    polygons = [[ring] for ring in exteriors]
    for hole in holes:
        within = Polygon(arcs.ring(hole)).representative_point()
        next(polygon for polygon in polygons if Polygon(arcs.ring(polygon[0])).contains(within)).append(hole)
    return polygons


def _stitched(numbers: list[int], arcs: Arcs) -> list[Ring]:
    starting = {arcs.run(number)[0]: number for number in numbers}
    if len(starting) != len(numbers):
        raise ValueError("two outlines touch in a point: which way they go on must be decided by hand")
    rings = []
    while starting:
        begin, number = next(iter(starting.items()))
        ring = [starting.pop(begin)]
        while (end := arcs.run(number)[-1]) != begin:
            number = starting.pop(end)
            ring.append(number)
        rings.append(ring)
    return rings


def build(folder: Path = FOLDER) -> str:
    """Return the text of `boundaries.topojson` made from `folder`/source and the succession of the units."""
    source = json.loads((folder / "source" / "provinces_63.topojson").read_text(encoding="utf-8"))
    frames = json.loads((folder / "source" / "archipelago_frames.geojson").read_text(encoding="utf-8"))
    gazetteer = load_gazetteer(folder)
    arcs = Arcs(source["arcs"], source["transform"])
    drawn = {
        f"63-{shape['properties']['code']}": _on_one_border(shape["arcs"])
        for shape in source["objects"]["provinces"]["geometries"]
    }
    old = {unit.ref_area: drawn[unit.ref_area] for unit in gazetteer.members("63")}
    new = {
        unit.ref_area: dissolve((old[part] for part in gazetteer.forebears(unit.ref_area, "63")), arcs)
        for unit in gazetteer.members("34")
    }
    objects = {
        "units_63": _collection(_unit(ref_area, rings, arcs) for ref_area, rings in old.items()),
        "units_34": _collection(_unit(ref_area, rings, arcs) for ref_area, rings in new.items()),
        "frames": _collection(_frame(feature, arcs) for feature in frames["features"]),
    }
    topology = {
        "type": "Topology",
        "bbox": _bbox(arcs),
        "transform": source["transform"],
        "objects": objects,
        "arcs": arcs.coded,
    }
    return json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n"


def _on_one_border(rings: Rings) -> Rings:
    return [[[ONE_BORDER.get(number, number) for number in ring] for ring in polygon] for polygon in rings]


def _collection(geometries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": list(geometries)}


def _unit(ref_area: str, rings: Rings, arcs: Arcs) -> dict[str, Any]:
    lon, lat = label_point(arcs.shape(rings))
    return {"type": "MultiPolygon", "arcs": rings, "properties": {"ref_area": ref_area, "lon": lon, "lat": lat}}


_FRAME_NAMES = {
    "48": ("Quần đảo Hoàng Sa (TP. Đà Nẵng)", "Hoang Sa Archipelago (Da Nang City)"),
    "56": ("Quần đảo Trường Sa (tỉnh Khánh Hòa)", "Truong Sa Archipelago (Khanh Hoa Province)"),
}


def _frame(feature: dict[str, Any], arcs: Arcs) -> dict[str, Any]:
    told = feature["properties"]
    name_vi, name_en = _FRAME_NAMES[told["province_code_34"]]
    properties = {
        "ref_area_63": f"63-{told['province_code_63']}",
        "ref_area_34": f"34-{told['province_code_34']}",
        "name_vi": name_vi,
        "name_en": name_en,
        "lon": told["label_lon"],
        "lat": told["label_lat"],
    }
    (exterior,) = feature["geometry"]["coordinates"]
    return {"type": "Polygon", "arcs": [[arcs.append(exterior)]], "properties": properties}


def _bbox(arcs: Arcs) -> list[float]:
    longitudes, latitudes = zip(*arcs.degrees(point for points in arcs.points for point in points), strict=True)
    return [round(edge, 5) for edge in (min(longitudes), min(latitudes), max(longitudes), max(latitudes))]


if __name__ == "__main__":
    target = FOLDER / "boundaries.topojson"
    target.write_text(build(), encoding="utf-8", newline="\n")
    print(f"{target.name}: {target.stat().st_size:,} bytes")
