"""The paint as text: complete, small, and harmless wherever it is embedded."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lib.charts.map_paint import AreaPaint, LegendClass, LegendMark, MapLegend, MapPaint, MapWords, NoValue, paint_text
from lib.charts.palette import contrast, sequential
from lib.model.indicator import Direction

WORDS = MapWords("Biển Đông", "Bắc", "Nam", "Phóng to", "Thu nhỏ", "Cả nước", "Ranh giới: mẫu")
FRAMES = {"63-48": "Quần đảo Hoàng Sa (TP. Đà Nẵng)", "63-56": "Quần đảo Trường Sa (tỉnh Khánh Hòa)"}
FILLS = sequential(5, Direction.HIGHER, "light")


def paint_of(*areas: AreaPaint, title: str = "PAPI 2024") -> MapPaint:
    legend = MapLegend(
        title, "điểm", (LegendClass(FILLS[0], "1,00 – 2,00", 1),), (NoValue("Không công bố", 1),), ("a",)
    )
    return MapPaint("63", "vi", "light", areas, legend, FRAMES, WORDS, focus="63-01")


def test_a_row_holds_fill_label_value_and_lines_and_shared_texts_travel_once() -> None:
    areas = [
        AreaPaint("63-01", "Hà Nội", FILLS[1], "43,77", ("Hạng 1/2", "Chính thức")),
        AreaPaint("63-02", "Hà Giang", FILLS[0], "43,77", ("Hạng 2/2", "Chính thức"), css="faded"),
        AreaPaint("63-04", "Cao Bằng", None, "không có", ("Không công bố",)),
    ]
    table = json.loads(paint_text(paint_of(*areas), "../files/b.json"))
    assert table["boundaries"] == "../files/b.json"
    assert table["texts"] == ["43,77", "Chính thức"]
    assert table["areas"]["63-01"] == [0, "Hà Nội", 0, ["Hạng 1/2", 1]]
    assert table["areas"]["63-02"] == [1, "Hà Giang", 0, ["Hạng 2/2", 1], "faded"]
    assert table["areas"]["63-04"] == [-1, "Cao Bằng", "không có", ["Không công bố"]]
    assert [fill for fill, _ in table["fills"]] == [FILLS[1], FILLS[0]]
    assert all(contrast(fill, ink) >= 4.5 for fill, ink in table["fills"])
    assert (table["focus"], table["frames"]) == ("63-01", FRAMES)


@given(st.text(alphabet=st.sampled_from("<>&/\\\"'{}%#ạ_\u2028\u2029 script7*")))
def test_any_text_arrives_as_it_was_and_opens_nothing(text: str) -> None:
    spelled = paint_text(paint_of(AreaPaint("63-01", text, None, text, (text,)), title=text), "b.json")
    for opening in ("<", ">", "&", "{{", "{%", "{#", "\u2028", "\u2029"):
        assert opening not in spelled
    table = json.loads(spelled)
    assert table["legend"]["title"] == table["areas"]["63-01"][1] == text


def test_the_paint_of_63_units_is_small() -> None:
    areas = [
        AreaPaint(
            f"63-{number:02d}",
            "Bà Rịa – Vũng Tàu",
            FILLS[number % 5],
            f"{number},25",
            (f"Hạng {number}/63", "Tăng 3 bậc so với năm 2023", "Số liệu chính thức", "Nguồn: CECODES, UNDP"),
        )
        for number in range(1, 64)
    ]
    assert len(json.dumps(paint_text(paint_of(*areas), "b.json"))) <= 12_000


def test_theme_and_language_travel_with_the_paint() -> None:
    paint = paint_of(AreaPaint("63-01", "Hà Nội", FILLS[0], "1"))
    light, dark = (json.loads(paint_text(replace(paint, theme=theme), "b")) for theme in ("light", "dark"))
    assert light["ground"] != dark["ground"]
    assert {**light, "ground": 0, "theme": 0} == {**dark, "ground": 0, "theme": 0}


def test_estimates_and_the_lines_laid_over_travel_with_the_paint() -> None:
    paint = paint_of(AreaPaint("63-01", "Hà Nội", FILLS[0], "≈ 1", css="estimated"))
    marks = (LegendMark("estimated", "≈ ước tính", 1), LegendMark("outline", "đường viền"))
    told = json.loads(paint_text(replace(paint, legend=replace(paint.legend, marks=marks, basis="34")), "b", "over"))
    assert told["outlines"] == "over"
    assert told["areas"]["63-01"][4] == "estimated"
    assert [(mark["sign"], mark["count"]) for mark in told["legend"]["marks"]] == [("estimated", 1), ("outline", None)]
    assert json.loads(paint_text(paint, "b"))["outlines"] == ""
