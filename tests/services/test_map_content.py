import pytest

from lib.charts.map_paint import MapPaint
from lib.i18n import translator
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.services.map_content import MapRequest, map_paint, polygon_set
from lib.services.questions import Question, ask
from lib.services.tables import change_table
from lib.services.workspace import Workspace


def paint(workspace: Workspace, question: Question, shade: str = "value", pooled: tuple[float, ...] = ()) -> MapPaint:
    table = change_table(workspace.observations(question.indicator.code), question, workspace)
    boundaries = load_boundaries(SHIPPED, polygon_set(question.now.unit_set))
    request = MapRequest(question, table, shade, "light", pooled=pooled)
    return map_paint(request, boundaries, workspace, translator("vi"))


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
