"""What a slide must say beside its figures: n, base, estimates of merged units; nothing is told that is not shown."""

from collections.abc import Mapping
from datetime import date

from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.view import View
from lib.report.slides import SlideContent, TableFigure
from lib.services.decks import indicators_of, restated_on, slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace


def deck(page: str, view: View) -> Deck:
    return Deck("Giao ban", date(2026, 11, 24), (slide_of(page, view),))


def told(workspace: Workspace, boundaries: Mapping[str, Boundaries], page: str, view: View) -> SlideContent:
    return deck_content("d", deck(page, view), workspace, boundaries).slides[0]


def rows(slide: SlideContent) -> dict[str, list[object]]:
    assert isinstance(slide.figure, TableFigure), slide.problem
    return {str(row[0]): list(row[1:]) for row in slide.figure.table.rows}


def test_a_profile_slide_of_a_merged_province_shows_what_its_former_units_tell(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    view = View(indicator="GRDP_PC_CURRENT", areas=("34-19",))
    slide = told(workspace, boundaries, "province", view)
    assert slide.title == "Thái Nguyên"
    assert rows(slide)["PAPI"] == ["2024", "≈ 45,22 điểm", "hạng 3/32 (tính)", "–"]
    assert slide.sentences == ("Chưa có số công bố cho địa bàn mới.",)
    assert "Dấu ≈: ứng dụng ước tính từ số của các đơn vị cũ" in slide.small_print
    assert any(line.startswith("Chưa quy đổi được PCI 2024") for line in slide.breaks)


def test_a_deck_with_a_merged_province_rests_on_what_its_figures_are_weighted_by(workspace: Workspace) -> None:
    merged = View(indicator="GRDP_PC_CURRENT", areas=("34-19",))
    for page in ("overview", "province"):
        own = deck(page, merged)
        assert "POPULATION_AVG_THOUSAND" in indicators_of(own, workspace), page
        assert "PAPI_TOTAL_D1_D8" in restated_on(own, workspace)["34"]
        assert not restated_on(deck(page, View(indicator="PCI", areas=("63-19",))), workspace)


def test_small_print_over_several_periods_counts_the_units_of_each(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    trend = told(workspace, boundaries, "trend", View(indicator="PCI", areas=("63-19",)))
    assert "2006 – 2023 · từ 2/63 (2023) đến 63/63 (2016) đơn vị có số liệu" in trend.small_print
    asked = View(indicator="PCI", period="2021", base="2020", areas=("63-19",))
    assert (
        "từ 12/63 (2020) đến 28/63 (2021) đơn vị có số liệu"
        in told(workspace, boundaries, "ranking", asked).small_print
    )
    assert "2021 · 28/63 đơn vị có số liệu" in told(workspace, boundaries, "map", asked).small_print
