"""What a slide must say beside its figures: n, base, estimates of merged units; nothing is told that is not shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.view import View
from lib.report.slides import ChartFigure, MapFigure, SlideContent, TableFigure
from lib.services.choosing import choose
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


def test_a_map_of_one_period_is_not_titled_with_a_base(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    view = View(indicator="DTI", period="2024", base="2023", areas=("34-19",))
    titles = {mode: told(workspace, boundaries, "map", replace(view, mode=mode)).title for mode in ("", "pair")}
    assert titles == {"": "DTI 2024", "pair": "DTI 2024 so với 2023"}


def test_a_rank_among_a_handful_stands_on_no_ranking_slide(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "ranking", View(indicator="SIPAS", period="2024", base="2023"))
    assert isinstance(slide.figure, TableFigure)
    assert "Hạng công bố (/63)" in slide.figure.table.headings
    assert not any("Hạng tính" in name or "đơn vị chung" in name for name in slide.figure.table.headings)
    assert "không xếp hạng tính trong 3/63 đơn vị" in slide.small_print
    assert "không xếp lại trong 1/63 đơn vị chung" in slide.small_print


def test_a_ranking_slide_fills_up_with_ranked_units_and_an_unranked_focus_has_no_neighbours(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    view = View(indicator="PCI", period="2021", base="2020", areas=("63-19",))
    figure = told(workspace, boundaries, "ranking", view).figure
    assert isinstance(figure, TableFigure)
    names, places = list(figure.table.headings), figure.table.rows
    unranked = [row[names.index("Địa bàn")] for row in places if row[names.index("Hạng công bố (/63)")] is None]
    assert unranked == ["Thái Nguyên"]
    assert len(places) == 14


def test_the_former_units_of_a_merged_province_are_told_apart_on_a_trend(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    figure = told(workspace, boundaries, "trend", View(indicator="PAPI_TOTAL_D1_D8", areas=("34-19",))).figure
    assert isinstance(figure, ChartFigure)
    assert {one.name: one.emphasis for one in figure.native.series[:2]} == {
        "Bắc Kạn": "chosen",
        "Thái Nguyên (trước 7/2025)": "chosen",
    }
    tones = set(figure.drawing.tables["dots"]["tone"].to_pylist())
    assert {"chosen0", "chosen1"} <= tones and "former" not in tones


def test_a_trend_slide_says_which_breaks_its_sentences_compare_across(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    view = View(indicator="PCI", period="2023", base="2020", areas=("63-19",))
    slide = told(workspace, boundaries, "trend", view)
    across = [text for text in slide.breaks if text not in slide.chart_notes]
    assert [text[:17] for text in across] == ["Lưu ý từ năm 2021", "Lưu ý từ năm 2022", "Lưu ý từ năm 2023"]
    assert all(text[0] in "①②③④⑤⑥⑦" or text.startswith("Khoảng trống") for text in slide.chart_notes)


def test_an_overview_slide_of_the_country_names_who_climbed_and_fell_most(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "overview", View(indicator="PCI", period="2016", base="2015"))
    up, down = slide.sentences[-2:]
    assert up.startswith("PCI 2015 → 2016, lên nhiều nhất: Bình Dương 21 bậc (hạng 25/63 → 4/63 (công bố)); ")
    assert down.startswith("PCI 2015 → 2016, xuống nhiều nhất: ") and down.count("bậc") == 3
    across = told(workspace, boundaries, "overview", View(indicator="PCI", period="2013", base="2012"))
    assert "lên nhiều nhất" in across.sentences[-2] and "2013" in across.breaks[0]
    few = told(workspace, boundaries, "overview", View(indicator="PCI", period="2023", base="2020"))
    assert not few.breaks and "nhiều nhất" not in " ".join(few.sentences)


def test_a_slide_of_the_former_units_shows_what_the_page_shows(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    asked = View(indicator="PCI", period="2016", areas=("34-19",), unit_set="34", basis="former")
    shown = choose(asked, workspace.catalogue, workspace.gazetteer, workspace.coverage_of(["PCI"])).view
    slide = told(workspace, boundaries, "map", shown)
    assert not slide.problem
    assert isinstance(slide.figure, MapFigure)
    assert slide.figure.paints[0].legend.basis == "63 đơn vị cũ trong 34 đơn vị"
    assert slide.sentences[0].startswith("PCI 2016: Bắc Kạn đạt 54,60 điểm")
