"""A still map in the look of its paint: tiles where their names can be read, else the borders."""

from dataclasses import replace

import pytest

from lib.charts.map_drawing import LEAST_WRITING, still_map
from lib.charts.map_paint import AreaPaint, LegendClass, LegendMark, MapLegend, MapPaint, MapWords
from lib.charts.map_picture import Size
from lib.charts.palette import sequential
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.intake.tile_grids import TILE_GRIDS, load_tile_grid
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Direction

SLIDE = Size(415, 337.5)  # the figure of a slide of 1920 × 1080 whose smallest writing is 24
FILLS = sequential(5, Direction.HIGHER, "light")


def tiled(units: str, gazetteer: Gazetteer) -> MapPaint:
    areas = tuple(
        AreaPaint(unit.ref_area, unit.label.vi, FILLS[at % 5], f"{at},25 điểm")
        for at, unit in enumerate(gazetteer.members(units))
    )
    marks = (LegendMark("outline", "đường viền"), LegendMark("estimated", "ước tính", 1))
    legend = MapLegend("PCI 2016", "điểm", (LegendClass(FILLS[0], "0,00 – 62,25", 63),), marks=marks)
    frames = {
        f"{units}-48": "Quần đảo Hoàng Sa (TP. Đà Nẵng)",
        f"{units}-56": "Quần đảo Trường Sa (tỉnh Khánh Hòa)",
    }
    words = MapWords("Biển Đông", "Bắc", "Nam", "", "", "", "Ranh giới: mẫu", "Ô bằng nhau")
    grid = load_tile_grid(TILE_GRIDS, units, gazetteer)
    return MapPaint(units, "vi", "light", areas, legend, frames, words, tiles=grid)


@pytest.mark.parametrize(("units", "valued"), [("63", 59), ("34", 34)])
def test_a_slide_of_tiles_names_all_units_and_tells_nearly_all_values(
    units: str, valued: int, gazetteer: Gazetteer
) -> None:
    paint = tiled(units, gazetteer)
    drawn = still_map(paint, load_boundaries(SHIPPED, units), SLIDE, layout="wide")
    tiles = [label for label in drawn.labels if label.layer == "tile"]
    assert {label.ref_area for label in tiles if label.weight == 600} == {area.ref_area for area in paint.areas}
    assert len([label for label in tiles if label.weight == 400]) >= valued
    assert min(label.size for label in drawn.labels) >= LEAST_WRITING
    assert not any(one.box.meets(other.box) for at, one in enumerate(drawn.labels) for other in drawn.labels[at + 1 :])
    texts = " ".join(label.text.replace("\n", " ") for label in drawn.labels)
    for said in ("Quần đảo Hoàng Sa (TP. Đà Nẵng)", "Quần đảo Trường Sa (tỉnh Khánh Hòa)", "Ô bằng nhau", "ước tính"):
        assert said in texts
    for unsaid in ("Ranh giới", "đường viền"):
        assert unsaid not in texts


def test_where_tiles_are_too_small_for_names_the_borders_are_drawn(gazetteer: Gazetteer) -> None:
    paint = tiled("63", gazetteer)
    lines = load_boundaries(SHIPPED, "63")
    drawn = still_map(paint, lines, Size(275, 239), layout="wide")
    said = still_map(
        replace(paint, words=replace(paint.words, no_room="Ô quá nhỏ.")), lines, Size(275, 239), layout="wide"
    )
    assert "Ô quá nhỏ. Ranh giới: mẫu" in " ".join(label.text.replace("\n", " ") for label in said.labels)
    assert {shape.layer for shape in drawn.shapes} >= {"country", "north", "south"}
    assert "Ranh giới: mẫu" in drawn.description
    assert drawn == still_map(replace(paint, tiles=None), lines, Size(275, 239), layout="wide")
