"""The unit in focus gets its name where there is room, led to by a line; where it has one nothing changes."""

from lib.charts.map_paint import AreaPaint, MapLegend, MapPaint, MapWords
from lib.charts.picture import Box, Label, Picture, Shape
from lib.report.focus_name import focus_named

WORDS = MapWords("", "", "", "", "", "", "")
PAINT = MapPaint(
    "34",
    "vi",
    "light",
    (AreaPaint("34-19", "Thái Nguyên", "#123456", "45,22 điểm"),),
    MapLegend("", "điểm", ()),
    {},
    WORDS,
    "34-19",
)
UNIT = Shape("Thái Nguyên", (Box(195, 145, 205, 155).ring,), "#123456", layer="country", ref_area="34-19")
LAND = Shape("", (Box(100, 60, 300, 240).ring,), "#ddeedd", layer="country", ref_area="34-01")
OTHER = Label(330, 150, "Bắc Ninh", 10, weight=600, layer="country", ref_area="34-24")


def test_a_name_stands_off_the_land_and_off_other_names_with_its_value() -> None:
    named = focus_named(Picture(500, 300, "#ffffff", (LAND, UNIT), (OTHER,)), PAINT)
    label = named.labels[-1]
    assert label.text == "Thái Nguyên\n45,22" and label.size == 10
    assert not label.box.meets(OTHER.box) and not label.box.meets(Box(100, 60, 300, 240))
    assert Box(0, 0, 500, 300).holds(label.box)
    start, end = named.lines[-1].points
    assert start == (200, 150) and label.box.grown(0.1).left <= end[0] <= label.box.grown(0.1).right


def test_a_name_that_is_there_or_has_no_place_is_not_added() -> None:
    own = Label(200, 150, "Thái Nguyên", 10, weight=600, layer="country", ref_area="34-19")
    there = Picture(500, 300, "#ffffff", (LAND, UNIT), (own,))
    assert focus_named(there, PAINT) == there
    sea = Shape("", (Box(0, 0, 500, 300).ring,), "#ddeedd", layer="country", ref_area="34-02")
    crowded = Picture(500, 300, "#ffffff", (sea, UNIT), (OTHER,))
    assert focus_named(crowded, PAINT) == crowded
