"""Tiles on a slide: every unit is a shape of its own that can be pointed at and, in PPTX, recoloured by its name."""

from dataclasses import replace

from pptx import Presentation
from pptx.util import Emu

from lib.charts.map_paint import LegendClass, NoValue
from lib.charts.picture import Box
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.gazetteer import Gazetteer
from lib.report.pptx_map import add_map
from lib.report.pptx_text import Canvas
from lib.report.slide_layout import LEAST_TYPE, LOOKS
from lib.report.slide_map import MapPlace, map_groups
from lib.report.slides import MapFigure
from tests.charts.test_map_drawing import tiled

FIGURE = Box(592, 0, 1920, 1080)


def test_tiles_of_a_slide_bear_the_ids_of_their_units_and_large_type(gazetteer: Gazetteer) -> None:
    figure = MapFigure((tiled("63", gazetteer),), load_boundaries(SHIPPED, "63"))
    (group,) = map_groups(figure, MapPlace(FIGURE, LEAST_TYPE, told=True))
    units = [path.get("data-unit") for path in group.iter() if path.get("data-unit")]
    assert set(units) == {unit.ref_area for unit in gazetteer.members("63")}
    scale = float(group.get("transform", "").rpartition("scale(")[2].rstrip(")"))
    sizes = [scale * float(text.get("font-size", "0")) for text in group.iter() if text.tag.endswith("}text")]
    assert min(sizes) >= LEAST_TYPE - 0.1


def test_tiles_in_pptx_are_shapes_named_by_their_units(gazetteer: Gazetteer) -> None:
    figure = MapFigure((tiled("34", gazetteer),), load_boundaries(SHIPPED, "34"))
    slides = Presentation()
    page = slides.slides.add_slide(slides.slide_layouts[6])
    canvas = Canvas(page.shapes, Emu(12_192_000) / 1920, LOOKS["room"].inks)
    add_map(canvas, figure, FIGURE, alone=True)
    (group,) = page.shapes
    names = [shape.name for shape in group.shapes]
    for unit in gazetteer.members("34"):
        assert names.count(unit.label.vi) == 1
    assert {"Quần đảo Hoàng Sa (TP. Đà Nẵng)", "Quần đảo Trường Sa (tỉnh Khánh Hòa)"} <= set(names)


def test_beside_a_map_a_legend_gives_the_first_clause_of_a_reason_and_keeps_classes_in_one_line(
    gazetteer: Gazetteer,
) -> None:
    paint = replace(tiled("63", gazetteer), tiles=None)
    told = "Chỉ công bố 30 địa phương; các nguồn chưa có đủ."
    classes = tuple(LegendClass("#1b2a5c", f"5{at},51 – 5{at + 1},50", 12) for at in range(5))
    paint = replace(paint, legend=replace(paint.legend, classes=classes, no_values=(NoValue(told, 2),)))
    groups = map_groups(
        MapFigure((paint, paint), load_boundaries(SHIPPED, "63")), MapPlace(Box(72, 238, 1848, 942), 24, told=True)
    )
    for group in groups:
        written = ["".join(text.itertext()) for text in group.iter() if text.tag.endswith("}text")]
        assert {entry.text for entry in classes} <= set(written)
        assert "Chỉ công bố 30 địa phương" in " ".join(written)
        assert "các nguồn" not in " ".join(written)
        after = written.index(classes[0].text) + 1
        assert written[after] == "\u00a012"


def test_in_pptx_a_unit_of_a_magnifier_says_which_and_no_shape_is_nameless(gazetteer: Gazetteer) -> None:
    figure = MapFigure((replace(tiled("34", gazetteer), tiles=None),), load_boundaries(SHIPPED, "34"))
    slides = Presentation()
    page = slides.slides.add_slide(slides.slide_layouts[6])
    add_map(Canvas(page.shapes, Emu(12_192_000) / 1920, LOOKS["room"].inks), figure, FIGURE, alone=True)
    (group,) = page.shapes
    names = [shape.name for shape in group.shapes]
    assert names.count("Hà Nội") == 1
    assert "Hà Nội (Bắc)" in names
    assert {"Nền bản đồ", "Bờ biển"} <= set(names)
    assert not {"–", "shore", ""} & set(names)
