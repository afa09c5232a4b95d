"""Charts of a PowerPoint deck: figures in their sheet, gaps, estimates, last values, axes. Read back, not looked at."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import altair as alt
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from lib.charts.drawing import Drawing
from lib.report.chart_bounds import bounds, labelled
from lib.report.slide_pptx import as_pptx
from lib.report.slides import ChartFigure, DeckContent, NativeChart, Series, SlideContent

YEARS = ("2020", "2021", "2022", "2023")
LINE = NativeChart(
    "line",
    YEARS,
    (
        Series("Thái Nguyên", (61.82, None, 64.1, 67.48), "focus", (False, False, False, True)),
        Series("Bắc Ninh", (60.0, 61.0, 62.0, 67.5), "chosen"),
        Series("Trung vị", (58.2, 59.0, 59.5, 60.25), "reference"),
    ),
    2,
    "điểm",
)
BAR = NativeChart("bar", ("Đất đai", "Minh bạch"), (Series("2023", (0.4, -1.15), "focus", (True, False)),), 2, "điểm")


def drawn(native: NativeChart, **changes: Any) -> tuple[Any, bytes]:  # noqa: ANN401 - python-pptx has no public type
    figure = ChartFigure(Drawing(alt.Chart().mark_point(), ""), native)
    slide = SlideContent("s", "PCI", ("Tăng.",), figure, "Nguồn: VCCI")
    content = DeckContent("d", "Giao ban", date(2026, 11, 24), "vi", "room", (slide,), "", "")
    made = as_pptx(replace(content, **changes))
    frame = next(shape for shape in Presentation(io.BytesIO(made)).slides[1].shapes if shape.has_chart)
    return frame, made


@pytest.mark.parametrize("native", [LINE, BAR], ids=["line", "bar"])
def test_every_figure_is_in_the_chart_and_in_the_sheet_behind_it(native: NativeChart) -> None:
    frame, made = drawn(native)
    told = frame.chart.plots[0]
    assert tuple(told.categories) == native.categories
    assert [(one.name, tuple(one.values)) for one in told.series] == [(s.name, s.values) for s in native.series]
    archive = zipfile.ZipFile(io.BytesIO(made))
    (name,) = [name for name in archive.namelist() if name.endswith(".xlsx")]
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read(name))).active
    columns = list(sheet.iter_cols(min_col=2, values_only=True))
    assert columns == [(series.name, *series.values) for series in native.series]


def test_a_period_without_a_value_is_a_gap_and_an_estimate_is_hollow() -> None:
    frame, _ = drawn(LINE)
    text = frame.chart._chartSpace.xml
    assert '<c:dispBlanksAs val="gap"/>' in text
    points = frame.chart.plots[0].series[0].points
    ground = frame.chart.plots[0].series[0].marker.format.fill.fore_color.rgb
    assert str(points[3].marker.format.fill.fore_color.rgb) == "FFFFFF" != str(ground)


def test_only_what_the_app_restated_is_dashed() -> None:
    frame, _ = drawn(LINE)
    assert [one.xml.count("prstDash") for one in frame.chart.plots[0]._element.iterchildren() if "ser" in one.tag] == [
        1,
        0,
        0,
    ]
    whole = replace(LINE, series=(replace(LINE.series[2], estimated=(True,) * 4),))
    series = drawn(whole)[0].chart.plots[0].series[0]
    assert series.format.line.dash_style is not None
    assert str(series.marker.format.fill.fore_color.rgb) == "FFFFFF"


def test_a_line_on_two_sets_of_units_has_one_colour_and_differs_from_the_others() -> None:
    names = ("Trung vị 64 đơn vị", "Trung vị 63 đơn vị", "Tốt nhất trong 63 đơn vị")
    lines = tuple(Series(name, (1.0, 2.0, 3.0, 4.0), "reference") for name in names)
    told = drawn(replace(LINE, series=lines))[0].chart.plots[0].series
    first, second, best = (str(one.format.line.color.rgb) for one in told)
    assert first == second != best


def test_the_last_value_of_a_line_is_written_where_it_stands_clear() -> None:
    assert labelled(LINE, bounds(LINE)) == {0: 3, 2: 3}  # Bắc Ninh ends where the line in focus does
    frame, _ = drawn(LINE)
    assert frame.chart._chartSpace.xml.count("<c:dLbl>") == 2


def test_numbers_are_written_by_the_language_of_the_deck() -> None:
    frame, _ = drawn(LINE)
    assert frame.chart.value_axis.tick_labels.number_format == "[$-42A]#,##0.00;[$-42A]−#,##0.00"
    assert '<c:lang val="vi-VN"/>' in frame.chart._chartSpace.xml
    frame, _ = drawn(LINE, language="en")
    assert frame.chart.value_axis.tick_labels.number_format == "#,##0.00;−#,##0.00"


def test_a_chart_has_no_title_of_its_own_and_is_read_aloud() -> None:
    frame, _ = drawn(BAR)
    assert not frame.chart.has_title
    assert frame._element._nvXxPr.cNvPr.get("descr") == "PCI. Tăng.. Nguồn: VCCI"


@given(st.lists(st.none() | st.floats(-1e9, 1e9), min_size=1, max_size=6), st.sampled_from(["line", "bar"]))
def test_axes_hold_every_figure(values: list[float | None], kind: Any) -> None:  # noqa: ANN401
    chart = NativeChart(kind, tuple(map(str, range(len(values)))), (Series("a", tuple(values), "focus"),), 2, "")
    found = bounds(chart)
    assert found.low < found.high and found.step > 0
    assert all(found.low <= value <= found.high for value in values if value is not None)
    assert kind == "line" or found.low <= 0 <= found.high


def test_the_axis_of_figures_that_cannot_be_negative_does_not_go_below_nothing() -> None:
    cases = NativeChart("line", ("T4", "T5"), (Series("TP. Hồ Chí Minh", (1.0, 167_000.0), "focus"),), 0, "ca")
    losses = NativeChart("line", ("T4", "T5"), (Series("Di cư thuần", (-15.1, -0.2), "focus"),), 1, "‰")
    assert bounds(cases).low == 0
    assert bounds(losses).high == 0


def test_the_figure_of_a_line_that_ended_early_does_not_stand_on_one_that_goes_on() -> None:
    years = ("2021", "2022", "2023", "2024")
    early = Series("Bình Dương", (70.0, None, None, None), "chosen")
    for after, told in ((70.3, {1: 3}), (55.0, {1: 3, 0: 0})):
        focus = Series("Bà Rịa – Vũng Tàu", (50.0, after, 70.0, 71.2), "focus")
        native = NativeChart("line", years, (early, focus), 2, "điểm")
        assert labelled(native, bounds(native)) == told
