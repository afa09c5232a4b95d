"""The map of equal tiles: every unit once, equally large, archipelagos at sea and named, names within their tiles."""

from dataclasses import replace
from itertools import combinations

import pytest

from lib.charts.map_paint import AreaPaint, LegendClass, MapLegend, MapPaint, MapWords, NoValue
from lib.charts.map_picture import Size
from lib.charts.palette import contrast, sequential
from lib.charts.picture import Box, Picture, Shape
from lib.charts.tile_map import tile_picture
from lib.intake.tile_grids import TILE_GRIDS, load_tile_grid
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Direction

SIZES = [Size(1920, 1080), Size(1366, 768), Size(595, 842), Size(390, 700), Size(320, 180)]
FILLS = sequential(5, Direction.HIGHER, "light")


def tiles(units: str, size: Size, gazetteer: Gazetteer, focus: str = "") -> tuple[MapPaint, Picture]:
    areas = tuple(
        AreaPaint(unit.ref_area, unit.label.vi, *((FILLS[at % 5], f"{at},25 điểm") if at % 9 else (None, "Chưa có")))
        for at, unit in enumerate(gazetteer.members(units))
    )
    legend = MapLegend("PAPI 2024", "điểm", (LegendClass(FILLS[0], "0 – 9", 9),), (NoValue("Chưa có", 7),), ("Nguồn",))
    frames = {
        f"{units}-48": "Quần đảo Hoàng Sa (TP. Đà Nẵng)",
        f"{units}-56": "Quần đảo Trường Sa (tỉnh Khánh Hòa)",
    }
    words = MapWords("Biển Đông", "", "", "", "", "", "Ranh giới: mẫu")
    paint = MapPaint(units, "vi", "light", areas, legend, frames, words, focus)
    return paint, tile_picture(paint, load_tile_grid(TILE_GRIDS, units, gazetteer), size)


def box_of(shape: Shape) -> Box:
    xs, ys = zip(*shape.rings[0], strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("units", ["63", "34"])
def test_every_unit_has_one_tile_and_all_tiles_are_equal(units: str, size: Size, gazetteer: Gazetteer) -> None:
    paint, picture = tiles(units, size, gazetteer)
    found = [shape for shape in picture.shapes if shape.layer == "tile"]
    assert sorted((shape.ref_area, shape.name) for shape in found) == sorted((a.ref_area, a.label) for a in paint.areas)
    boxes = {shape: box_of(shape) for shape in picture.shapes if shape.layer in ("tile", "frame")}
    assert {(round(box.width, 3), round(box.height, 3)) for box in boxes.values()} == {
        (round(box.width, 3), round(box.height, 3)) for box in list(boxes.values())[:1]
    }
    page = Box(0, 0, size.width, size.height)
    assert all(page.holds(box) for box in boxes.values())
    assert not any(one.meets(other) for one, other in combinations(boxes.values(), 2))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("units", ["63", "34"])
def test_both_archipelagos_are_tiles_at_sea_and_named(units: str, size: Size, gazetteer: Gazetteer) -> None:
    _, picture = tiles(units, size, gazetteer)
    named = {label.ref_area: label.text.replace("\n", " ") for label in picture.labels if label.layer == "archipelago"}
    assert named[f"{units}-48"].startswith("Quần đảo Hoàng Sa")
    assert named[f"{units}-56"].startswith("Quần đảo Trường Sa")
    easternmost = max(box_of(shape).right for shape in picture.shapes if shape.layer == "tile")
    frames = [shape for shape in picture.shapes if shape.layer == "frame"]
    assert {shape.ref_area for shape in frames} == {f"{units}-48", f"{units}-56"}
    assert all(box_of(shape).left > easternmost for shape in frames)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("units", ["63", "34"])
def test_names_and_values_stay_on_their_tiles_and_are_read_there(units: str, size: Size, gazetteer: Gazetteer) -> None:
    paint, picture = tiles(units, size, gazetteer)
    tile = {shape.ref_area: shape for shape in picture.shapes if shape.layer == "tile"}
    areas = {area.ref_area: area for area in paint.areas}
    for label in picture.labels:
        if label.layer == "tile":
            shape, area = tile[label.ref_area], areas[label.ref_area]
            assert box_of(shape).holds(label.box)
            assert contrast(label.colour, label.halo or shape.fill or "") >= 4.5
            value = area.value.removesuffix(" điểm") if area.fill else area.label
            assert label.text.replace("\n", " ") in (area.label, value)
        elif label.layer == "archipelago":
            assert not any(box_of(shape).meets(label.box) for shape in tile.values())
    assert not any(one.box.meets(other.box) for one, other in combinations(picture.labels, 2))


def test_on_a_slide_every_tile_tells_its_value(gazetteer: Gazetteer) -> None:
    paint, picture = tiles("63", SIZES[0], gazetteer)
    shown = {label.ref_area: label for label in picture.labels if label.layer == "tile" and label.weight == 400}
    assert set(shown) == {area.ref_area for area in paint.areas if area.fill}
    assert all(label.size >= 12 for label in picture.labels)


def test_the_tile_in_focus_is_outlined(gazetteer: Gazetteer) -> None:
    paint, picture = tiles("34", SIZES[0], gazetteer, focus="34-56")
    outlines = [shape for shape in picture.shapes if shape.layer == "focus"]
    assert [(shape.name, shape.fill) for shape in outlines] == [("Khánh Hòa", None)] * 2
    grid = load_tile_grid(TILE_GRIDS, "34", gazetteer)
    both = tile_picture(replace(paint, beside=("34-68",)), grid, SIZES[0])
    assert {shape.ref_area for shape in both.shapes if shape.layer == "focus"} == {"34-56", "34-68"}


def test_a_paint_of_other_units_is_refused(gazetteer: Gazetteer) -> None:
    paint, _ = tiles("63", SIZES[4], gazetteer)
    with pytest.raises(ValueError, match="paint of 63 units, tiles of 34"):
        tile_picture(paint, load_tile_grid(TILE_GRIDS, "34", gazetteer), SIZES[0])
