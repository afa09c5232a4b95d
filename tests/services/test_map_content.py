from typing import Any

import pytest

from lib.charts.map_paint import AreaPaint, MapPaint
from lib.i18n import translator
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.services.map_content import MapRequest, map_paint, polygon_set
from lib.services.questions import Question, ask, ask_restated
from lib.services.restating import figures_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace


def paint(workspace: Workspace, question: Question, shade: str = "value", **further: Any) -> MapPaint:  # noqa: ANN401
    table = change_table(figures_of(question, workspace), question, workspace)
    boundaries = load_boundaries(SHIPPED, polygon_set(question.now.unit_set))
    request = MapRequest(question, table, shade, "light", **further)
    return map_paint(request, boundaries, workspace, translator("vi"))


def by_area(shown: MapPaint) -> dict[str, AreaPaint]:
    return {area.ref_area: area for area in shown.areas}


def test_every_polygon_is_painted_or_hatched_with_a_reason(workspace: Workspace) -> None:
    shown = paint(workspace, ask(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023"))
    areas = {area.ref_area: area for area in shown.areas}
    assert len(areas) == 63
    assert {area for area, entry in areas.items() if entry.fill is None} == {"63-82", "63-26"}
    assert all(entry.value for entry in shown.areas)
    assert sum(entry.count for entry in shown.legend.classes) == 61
    assert sum(entry.count for entry in shown.legend.no_values) == 2
    assert "61/63 đơn vị có số liệu" in shown.legend.footers


def test_papi_is_shown_in_its_own_four_groups_best_first(workspace: Workspace) -> None:
    shown = paint(workspace, ask(workspace, "PAPI_TOTAL_D1_D8", "2024"))
    assert [entry.text for entry in shown.legend.classes] == [
        "Cao nhất",
        "Trung bình cao",
        "Trung bình thấp",
        "Thấp nhất",
    ]


def test_two_periods_side_by_side_share_their_limits(workspace: Workspace) -> None:
    now, base = ask(workspace, "PCI", "2016"), ask(workspace, "PCI", "2015")
    rows = workspace.observations("PCI")
    pooled = tuple(rows.loc[rows["time_period"].isin(["2015", "2016"]), "obs_value"])
    limits = [
        [entry.text for entry in paint(workspace, question, pooled=pooled).legend.classes] for question in (now, base)
    ]
    assert limits[0] == limits[1]
    assert 4 <= len(limits[0]) <= 7


def test_the_difference_map_hatches_units_without_a_figure_in_both_periods(workspace: Workspace) -> None:
    shown = paint(workspace, ask(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023"), "change")
    hatched = {area.ref_area for area in shown.areas if area.fill is None}
    assert hatched == {"63-82", "63-26", "63-74", "63-22"}
    assert sum(entry.count for entry in shown.legend.classes) == 59


def test_units_of_before_2008_that_share_a_polygon_are_told_not_painted(workspace: Workspace) -> None:
    areas = {area.ref_area: area for area in paint(workspace, ask(workspace, "PCI", "2008")).areas}
    ha_noi = areas["63-01"]
    assert ha_noi.fill is None
    assert any(line.startswith("Hà Tây: 45,09 điểm") for line in ha_noi.lines)
    assert any(line.startswith("Hà Nội: 53,74 điểm") for line in ha_noi.lines)
    assert areas["63-48"].fill is not None


@pytest.mark.parametrize(
    ("code", "period", "polygons"), [("PCI", "2016", "63"), ("DTI", "2024", "34"), ("PCI", "2007", "63")]
)
def test_both_archipelagos_are_named_on_every_map(code: str, period: str, polygons: str, workspace: Workspace) -> None:
    shown = paint(workspace, ask(workspace, code, period))
    assert shown.unit_set == polygons
    assert shown.frames == {
        f"{polygons}-48": "Quần đảo Hoàng Sa (TP. Đà Nẵng)",
        f"{polygons}-56": "Quần đảo Trường Sa (tỉnh Khánh Hòa)",
    }


def test_a_restated_map_marks_estimates_and_leaves_units_that_kept_their_territory_as_published(
    workspace: Workspace,
) -> None:
    shown = paint(workspace, ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023", "34"))
    areas = by_area(shown)
    assert (shown.unit_set, len(areas)) == ("34", 34)
    assert (areas["34-56"].css, areas["34-01"].css) == ("estimated", "")
    assert areas["34-56"].value == "≈ 44,77 điểm"
    assert areas["34-01"].value == "43,77 điểm"
    assert areas["34-56"].lines[-1] == ("2/2 đơn vị cũ: Khánh Hòa (trước 7/2025) 43,81 điểm; Ninh Thuận 45,73 điểm")
    assert "hạng 9/32 (ứng dụng tính)" in areas["34-56"].lines
    assert shown.legend.basis == "quy đổi trên 34 đơn vị"
    assert [(mark.sign, mark.count) for mark in shown.legend.marks] == [("estimated", 21)]
    assert sum(area.css == "estimated" for area in shown.areas) == 21


def test_a_unit_that_could_not_be_restated_is_hatched_and_names_who_is_missing(workspace: Workspace) -> None:
    shown = paint(workspace, ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", None, "34"))
    phu_tho = by_area(shown)["34-25"]
    assert (phu_tho.fill, phu_tho.css) == (None, "")
    assert phu_tho.value == "Chưa đủ số của các đơn vị cũ: thiếu Vĩnh Phúc"
    assert phu_tho.lines[0] == "2/3 đơn vị cũ: Hòa Bình 43,48 điểm; Phú Thọ (trước 7/2025) 44,41 điểm"
    assert [(entry.reason, entry.count) for entry in shown.legend.no_values] == [
        ("Chưa đủ số của các đơn vị cũ: thiếu Vĩnh Phúc và Tiền Giang", 2)
    ]


def test_an_indicator_without_a_rule_says_so_on_every_merged_unit(workspace: Workspace) -> None:
    shown = paint(workspace, ask_restated(workspace, "IIP_YOY", "2016", None, "34"))
    reasons = {entry.reason: entry.count for entry in shown.legend.no_values}
    assert reasons == {"Không có quy tắc quy đổi cho chỉ tiêu này": 23}


def test_where_all_former_units_lack_a_figure_for_one_reason_the_map_gives_that_reason(workspace: Workspace) -> None:
    shown = paint(workspace, ask_restated(workspace, "PCI", "2005", None, "34"))
    reasons = [entry.reason for entry in shown.legend.no_values]
    assert "PCI 2005 là kỳ thí điểm, chỉ điều tra 42 tỉnh, thành phố." in reasons
    assert "Các đơn vị cũ chưa có số liệu" not in reasons


@pytest.mark.parametrize(("unit_set", "estimates"), [("63", 1), ("34", 24)])
def test_figures_on_64_units_are_drawn_on_the_polygons_they_are_restated_on(
    unit_set: str, estimates: int, workspace: Workspace
) -> None:
    shown = paint(workspace, ask_restated(workspace, "PCI", "2008", None, unit_set))
    assert shown.unit_set == unit_set
    assert len(shown.areas) == int(unit_set)
    ha_noi = by_area(shown)[f"{unit_set}-01"]
    assert ha_noi.value == "≈ 49,42 điểm"
    assert "2/2 đơn vị cũ: Hà Nội (trước 8/2008) 53,74 điểm; Hà Tây 45,09 điểm" in ha_noi.lines
    assert [mark.count for mark in shown.legend.marks] == [estimates]


def test_the_restated_difference_says_which_former_unit_the_base_lacks(workspace: Workspace) -> None:
    shown = paint(workspace, ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023", "34"), "change")
    areas = by_area(shown)
    why = "Không có số liệu năm 2023: Chưa đủ số của các đơn vị cũ: thiếu Bình Dương"
    assert areas["34-79"].value == why
    assert areas["34-22"].value.startswith("Không có số liệu năm 2023: Đơn vị công bố không đưa điểm")
    assert areas["34-56"].value == "≈ −0,45"
    assert sum(entry.count for entry in shown.legend.classes) == 30


def test_a_published_unit_compared_with_an_estimate_is_marked_and_told(workspace: Workspace) -> None:
    shown = paint(workspace, ask_restated(workspace, "PCI", "2009", "2008", "63"), "change")
    ha_noi = by_area(shown)["63-01"]
    assert ha_noi.css == "estimated"
    assert ha_noi.lines[-1].startswith("2008: ước tính, ứng dụng quy đổi: ")
    value_map = paint(workspace, ask_restated(workspace, "PCI", "2009", "2008", "63"))
    assert by_area(value_map)["63-01"].css == ""
    assert value_map.legend.basis == ""


def test_former_units_inside_the_lines_of_the_34_tell_where_they_belong_now(workspace: Workspace) -> None:
    shown = paint(workspace, ask(workspace, "PAPI_TOTAL_D1_D8", "2024"), outlines="34")
    areas = by_area(shown)
    assert len(areas) == 63
    assert areas["63-58"].lines[0] == "nay thuộc Khánh Hòa"
    assert areas["63-56"].lines[0] == "nay thuộc Khánh Hòa"
    assert not any("nay thuộc" in line for line in areas["63-01"].lines)
    assert shown.legend.basis == "63 đơn vị cũ trong 34 đơn vị"
    assert [(mark.sign, mark.count) for mark in shown.legend.marks] == [("outline", None)]


@pytest.mark.parametrize(
    ("focus", "unit_set", "outlined"),
    [("63-56", "34", ["34-56"]), ("64-28", "63", ["63-01"]), ("34-56", "63", ["63-56", "63-58"])],
)
def test_the_unit_in_focus_is_outlined_whatever_set_it_is_of(
    focus: str, unit_set: str, outlined: list[str], workspace: Workspace
) -> None:
    shown = paint(workspace, ask_restated(workspace, "PCI", "2008", None, unit_set), focus=focus)
    assert [shown.focus, *shown.beside] == outlined


@pytest.mark.parametrize("unit_set", ["63", "34"])
def test_a_paint_of_tiles_knows_the_places_of_its_units_and_what_they_mean(workspace: Workspace, unit_set: str) -> None:
    question = ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", None, "34") if unit_set == "34" else None
    shown = paint(workspace, question or ask(workspace, "PAPI_TOTAL_D1_D8", "2024"), look="tiles")
    assert shown.tiles is not None
    assert set(shown.tiles.units) == {area.ref_area for area in shown.areas}
    assert set(shown.tiles.archipelagos) == set(shown.frames)
    assert shown.words.tile_note.startswith("Mỗi đơn vị một ô bằng nhau")
    assert paint(workspace, ask(workspace, "PAPI_TOTAL_D1_D8", "2024")).tiles is None


def test_tiles_of_former_units_say_that_later_outlines_are_on_the_map_alone(workspace: Workspace) -> None:
    shown = paint(workspace, ask(workspace, "PAPI_TOTAL_D1_D8", "2024"), look="tiles", outlines="34")
    assert shown.tiles is not None and shown.tiles.unit_set == "63"
    assert "đường viền 34 đơn vị hiện nay chỉ có trên bản đồ theo địa giới" in shown.words.tile_note
