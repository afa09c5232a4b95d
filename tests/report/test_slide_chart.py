"""Charts and tables on slides: gaps stay gaps, estimates are hollow, breaks are marked, nothing stands on anything."""

from itertools import combinations

import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information
import pytest

from lib.charts.drawing import Drawing
from lib.charts.palette import contrast
from lib.charts.picture import Box, Parts
from lib.i18n import translator
from lib.report.slide_chart import chart_parts
from lib.report.slide_layout import LEAST_TYPE, LOOKS
from lib.report.slide_table import table_parts
from lib.report.slides import ChartFigure, NativeChart, Series, TableFigure
from lib.report.workbook import Cell, Table

BOX = Box(72, 250, 1848, 850)
T = translator("vi")
YEARS = tuple(str(year) for year in range(2008, 2025))


def lines(*series: Series, marks: list[dict[str, object]] | None = None, gaps: object = None) -> ChartFigure:
    tables = {"marks": pa.Table.from_pylist(marks)} if marks else {}
    if gaps:
        tables["gaps"] = pa.Table.from_pylist(gaps)
    return ChartFigure(Drawing({"layer": []}, tables), NativeChart("line", YEARS, series, 2, "điểm"))


def series(name: str, start: float, emphasis: str = "chosen", *, without: range = range(0)) -> Series:
    values = tuple(None if at in without else start + at / 3 for at in range(len(YEARS)))
    return Series(name, values, emphasis)  # type: ignore[arg-type]


def assert_apart(parts: Parts, box: Box = BOX) -> None:
    for one, other in combinations(parts.labels, 2):
        assert not one.box.meets(other.box), (one.text, other.text)
    for label in parts.labels:
        assert label.size >= LEAST_TYPE and box.grown(2).holds(label.box), label.text


def test_names_with_the_last_value_stand_beside_the_lines_and_never_on_each_other() -> None:
    close = [series(f"Tỉnh thứ {number}", 50 + number / 10) for number in range(6)]
    parts = chart_parts(lines(series("Thái Nguyên", 50, "focus"), *close), BOX, LOOKS["room"], T)
    assert_apart(parts)
    texts = [label.text.replace("\n", " ") for label in parts.labels]
    assert "Thái Nguyên 55,33" in texts and "Tỉnh thứ 5 55,83" in texts


def test_a_period_without_a_value_is_a_gap_and_an_ended_line_says_when() -> None:
    whole = chart_parts(lines(series("A", 50, "focus")), BOX, LOOKS["room"], T)
    gappy = chart_parts(lines(series("A", 50, "focus", without=range(5, 7))), BOX, LOOKS["room"], T)
    drawn = [sum(1 for shape in parts.shapes if shape.stroke and not shape.name) for parts in (whole, gappy)]
    assert drawn[0] - drawn[1] == 3
    ended = chart_parts(lines(series("Hà Tây", 40, without=range(4, 17))), BOX, LOOKS["room"], T)
    assert any("Hà Tây 41,00 (2011)" in label.text.replace("\n", " ") for label in ended.labels)


def test_estimates_are_hollow_and_say_so() -> None:
    values = (1.0,) * len(YEARS)
    figure = lines(Series("Huế", values, "focus", (True,) * 16 + (False,)))
    dots = [shape for shape in chart_parts(figure, BOX, LOOKS["room"], T).shapes if shape.layer == "value"]
    assert [dot.fill for dot in dots] == ["#ffffff"] * 16 + [LOOKS["room"].inks.focus]
    assert dots[0].title == "Huế, 2008: ≈ 1,00 điểm"
    assert dots[16].title == "Huế, 2024: 1,00 điểm"


def test_breaks_are_marked_with_their_sign_and_gaps_hatched() -> None:
    marks = [{"at": 3.5, "sign": "①", "kind": "method"}, {"at": 3.6, "sign": "②", "kind": "merger"}]
    figure = lines(series("A", 50, "focus"), marks=marks, gaps=[{"first": 5.5, "last": 7.5}])
    parts = chart_parts(figure, BOX, LOOKS["room"], T)
    assert {"(1)", "(2)"} <= {label.text for label in parts.labels}
    assert [shape.hatch for shape in parts.shapes if shape.hatch] == [LOOKS["room"].inks.hatch]
    assert_apart(parts)


def test_bars_tell_every_figure_and_leave_out_with_a_word_what_finds_no_room() -> None:
    names = tuple(f"Chỉ số thành phần số {number} có tên rất dài" for number in range(40))
    values = tuple(float(number) - 5 for number in range(40))
    native = NativeChart(
        "bar", names, (Series("Thái Nguyên", values, "focus"), Series("Trung vị", values, "reference")), 1, "điểm"
    )
    parts = chart_parts(ChartFigure(Drawing({"layer": []}, {}), native), BOX, LOOKS["room"], T)
    assert_apart(parts)
    texts = [label.text for label in parts.labels]
    assert "−5,0" in texts
    shown = sum(text.startswith("Chỉ số thành phần") for text in texts)
    assert f"… và {40 - shown} dòng khác không in trên trang này" in texts


def test_a_table_sets_figures_to_the_right_keeps_the_focus_and_counts_what_it_leaves_out() -> None:
    rows: list[list[Cell]] = [
        [place, f"Tỉnh Bà Rịa – Vũng Tàu số {place}", 60.5 - place, f"+{place}"] for place in range(1, 41)
    ]
    table = Table("PCI", ["Hạng", "Địa bàn", "Giá trị (điểm)", "± hạng"], rows, [0, None, 2, None], ())
    parts = table_parts(TableFigure(table, frozenset({38}), 23), BOX, LOOKS["room"], T)
    assert_apart(parts)
    by_text = {label.text: label for label in parts.labels}
    assert by_text["59,50"].anchor == "end" and by_text["+1"].anchor == "end"
    assert by_text["Tỉnh Bà Rịa – Vũng Tàu số 39"].weight == 600
    shown = sum(label.text.startswith("Tỉnh Bà Rịa") for label in parts.labels)
    assert f"… và {40 - shown + 23} dòng khác không in trên trang này" in by_text


@pytest.mark.parametrize("preset", LOOKS)
def test_all_writing_is_read_on_its_ground(preset: str) -> None:
    look = LOOKS[preset]
    figure = lines(
        series("A", 50, "focus"), *(series(str(n), 50 + n) for n in range(6)), series("Trung vị", 48, "reference")
    )
    table = TableFigure(Table("", ["a", "b"], [["x", "1"], ["y", "2"]], [None, None], ()), frozenset({0}))
    parts = chart_parts(figure, BOX, look, T).with_more(table_parts(table, BOX, look, T))
    grounds = {look.inks.background} | {shape.fill for shape in parts.shapes if shape.fill and not shape.layer}
    for label in parts.labels:
        assert contrast(label.colour, look.inks.background) >= 4.5, label
    assert all(contrast(look.inks.text, ground) >= 4.5 for ground in grounds)
