import json
from collections import Counter
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.build import Arcs, build, dissolve
from lib.intake.boundaries import SHIPPED, load_neighbours
from lib.intake.gazetteer import load_gazetteer

GEO = Path(__file__).parents[2] / "geo"
GAZETTEER = load_gazetteer(GEO)


def layer(name: str) -> gpd.GeoSeries:
    shapes = gpd.read_file(SHIPPED, layer=name)
    return shapes.set_index(shapes.get("ref_area", shapes.get("ref_area_34"))).geometry


def test_the_shipped_file_is_what_the_build_makes() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == build(GEO)


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_every_unit_has_one_valid_shape_wound_clockwise(unit_set: str) -> None:
    shapes = layer(f"units_{unit_set}")
    assert list(shapes.index) == [unit.ref_area for unit in GAZETTEER.members(unit_set)]
    assert shapes.is_valid.all()
    rings = [polygon.exterior for shape in shapes for polygon in shape.geoms]
    assert not any(ring.is_ccw for ring in rings)


def test_the_34_are_exactly_the_63_dissolved() -> None:
    old, new = layer("units_63"), layer("units_34")
    for ref_area, shape in new.items():
        parts = old[list(GAZETTEER.forebears(str(ref_area), "63"))].union_all()
        assert shape.symmetric_difference(parts).area < 1e-9


def test_units_do_not_overlap_and_leave_no_holes() -> None:
    shapes = layer("units_63")
    land = shapes.union_all()
    assert shapes.area.sum() - land.area < 1e-6  # square degrees, about 0.01 km²
    assert sum(len(polygon.interiors) for polygon in land.geoms) == 0


def test_the_source_is_kept_but_for_one_border_drawn_twice() -> None:
    source = gpd.read_file(GEO / "source" / "provinces_63.topojson")
    source = source.set_index("63-" + source["code"]).geometry
    difference = source.symmetric_difference(layer("units_63").reindex(source.index)).area
    assert set(difference.index[difference > 0]) == {"63-86"}
    assert difference.max() * 12_000 < 0.2  # km²


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_both_archipelagos_lie_in_their_units_and_are_named(unit_set: str) -> None:
    shapes, frames = layer(f"units_{unit_set}"), gpd.read_file(SHIPPED, layer="frames")
    told = frames.set_index(f"ref_area_{unit_set}")
    assert list(told["name_vi"]) == ["Quần đảo Hoàng Sa (TP. Đà Nẵng)", "Quần đảo Trường Sa (tỉnh Khánh Hòa)"]
    assert list(told.index) == [f"{unit_set}-48", f"{unit_set}-56"]
    within = {ref: sum(frame.contains(part) for part in shapes[ref].geoms) for ref, frame in told.geometry.items()}
    assert within == {f"{unit_set}-48": 9, f"{unit_set}-56": 23}  # discs that touch are one part


def test_every_known_island_of_the_archipelagos_has_its_symbol() -> None:
    symbols = gpd.read_file(GEO / "source" / "archipelago_symbols.csv")
    shapes = layer("units_63")
    owner = {"Hoàng Sa": "63-48", "Trường Sa": "63-56"}
    places = zip(symbols["archipelago"], symbols["lon"].astype(float), symbols["lat"].astype(float), strict=True)
    assert all(shapes[owner[name]].covers(shapely.Point(lon, lat)) for name, lon, lat in places)
    assert Counter(symbols["archipelago"]) == {"Hoàng Sa": 13, "Trường Sa": 26}


@pytest.mark.parametrize(
    ("ref_area", "lon", "lat"),
    [
        ("63-31", 107.73, 20.13),  # Bạch Long Vĩ
        ("63-45", 107.34, 17.16),  # Cồn Cỏ
        ("63-51", 109.12, 15.38),  # Lý Sơn
        ("63-77", 106.60, 8.69),  # Côn Đảo
        ("63-60", 108.95, 10.52),  # Phú Quý
        ("63-91", 104.00, 10.22),  # Phú Quốc
        ("63-91", 103.47, 9.29),  # Thổ Chu
    ],
)
def test_islands_belong_to_their_units(ref_area: str, lon: float, lat: float) -> None:
    assert layer("units_63")[ref_area].distance(shapely.Point(lon, lat)) < 0.03


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_labels_stand_inside_the_largest_part(unit_set: str) -> None:
    shapes = gpd.read_file(SHIPPED, layer=f"units_{unit_set}")
    for shape, lon, lat in zip(shapes.geometry, shapes["lon"], shapes["lat"], strict=True):
        assert max(shape.geoms, key=lambda part: part.area).covers(shapely.Point(lon, lat))


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_neighbours_are_mutual_and_every_unit_has_one(unit_set: str) -> None:
    neighbours = load_neighbours(SHIPPED, unit_set)
    assert set(neighbours) == {unit.ref_area for unit in GAZETTEER.members(unit_set)}
    assert all(others and ref_area not in others for ref_area, others in neighbours.items())
    assert all(ref_area in neighbours[other] for ref_area, others in neighbours.items() for other in others)


def test_known_neighbours_and_known_strangers() -> None:
    names = {ref_area: GAZETTEER.unit(ref_area).label.vi for ref_area in GAZETTEER.units}
    old = {names[ref]: {names[other] for other in others} for ref, others in load_neighbours(SHIPPED, "63").items()}
    assert old["Hà Nội"] == {
        "Thái Nguyên",
        "Vĩnh Phúc",
        "Phú Thọ",
        "Hòa Bình",
        "Hà Nam",
        "Hưng Yên",
        "Bắc Ninh",
        "Bắc Giang",
    }
    assert old["Cà Mau"] == {"Kiên Giang", "Bạc Liêu"}
    assert old["Vĩnh Long"] >= {"Bến Tre", "Trà Vinh", "Cần Thơ"}
    assert "Hải Phòng" not in old["Hà Nội"]
    assert "Cần Thơ" not in old["Cà Mau"]
    new = {names[ref]: {names[other] for other in others} for ref, others in load_neighbours(SHIPPED, "34").items()}
    assert new["Cà Mau"] == {"An Giang", "Cần Thơ"}
    assert new["Khánh Hòa"] == {"Đắk Lắk", "Lâm Đồng"}


SQUARES = [  # two unit squares side by side, wound clockwise; the border between them is arc 1
    [[1, 1], [0, -1]],
    [[1, 0], [-1, 0], [0, 1], [1, 0]],
    [[1, 1], [1, 0], [0, -1], [-1, 0]],
]


def test_an_arc_that_two_units_use_is_an_inner_border() -> None:
    arcs = Arcs(SQUARES, {"scale": [1, 1], "translate": [0, 0]})
    together = dissolve([[[[0, 1]]], [[[2, ~0]]]], arcs)
    assert arcs.shape(together).equals(shapely.box(0, 0, 2, 1))
    assert arcs.shape(dissolve([[[[0, 1]]]], arcs)).equals(shapely.box(0, 0, 1, 1))


def test_a_gap_between_dissolved_units_stays_a_hole() -> None:
    outer = [[0, 0], [0, 9], [9, 0], [0, -9], [-9, 0]]
    inner = [[3, 3], [3, 0], [0, 3], [-3, 0], [0, -3]]
    arcs = Arcs([outer, inner], {"scale": [1, 1], "translate": [0, 0]})
    (polygon,) = arcs.shape(dissolve([[[[0], [1]]]], arcs)).geoms
    assert len(polygon.interiors) == 1
    assert polygon.area == 72


def test_outlines_that_touch_in_a_point_are_refused() -> None:
    left = [[1, 1], [-1, -1], [0, 1], [1, 0]]
    right = [[1, 1], [1, 1], [0, -1], [-1, 0]]
    arcs = Arcs([left, right], {"scale": [1, 1], "translate": [0, 0]})
    with pytest.raises(ValueError, match="touch in a point"):
        dissolve([[[[0]], [[1]]]], arcs)


def test_the_file_is_small_and_carries_nothing_but_ids_and_labels() -> None:
    topology = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert SHIPPED.stat().st_size < 100_000
    assert set(topology["objects"]) == {"units_63", "units_34", "frames"}
    assert set(topology["objects"]["units_34"]["geometries"][0]["properties"]) == {"ref_area", "lon", "lat"}
