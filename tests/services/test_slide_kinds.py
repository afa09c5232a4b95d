"""Every kind of slide says what its page says: figures of the change table, frozen ones stay, estimates are marked."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from lib.model.boundaries import Boundaries
from lib.model.deck import Deck, Slide
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.view import View
from lib.report.slides import ChartFigure, SlideContent, TableFigure
from lib.services.decks import indicators_of, slide_of
from lib.services.questions import ask, ask_restated
from lib.services.restating import figures_of, restated_figures
from lib.services.rows import row_of
from lib.services.slide_content import deck_content
from lib.services.tables import change_table
from lib.services.workspace import Workspace

PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19", "63-77"))
RESTATED = View(
    indicator="PAPI_TOTAL_D1_D8", period="2024", base="2023", areas=("34-19",), unit_set="34", basis="restated"
)
EVERY = (
    *(slide_of(page, PCI) for page in ("map", "trend", "ranking", "province", "compare", "overview")),
    *(slide_of(page, RESTATED) for page in ("map", "trend", "ranking", "province", "overview")),
    slide_of("trend", replace(RESTATED, basis="former", unit_set="63")),
    slide_of("province", replace(RESTATED, basis="former", unit_set="63")),
    slide_of("since", PCI),
)


def deck(*slides: Slide) -> Deck:
    return Deck("Giao ban", date(2026, 11, 24), slides)


def told(workspace: Workspace, boundaries: Mapping[str, Boundaries], page: str, view: View) -> SlideContent:
    return deck_content("d", deck(slide_of(page, view)), workspace, boundaries).slides[0]


def chart(slide: SlideContent) -> ChartFigure:
    assert isinstance(slide.figure, ChartFigure), slide.problem
    return slide.figure


def table(slide: SlideContent) -> TableFigure:
    assert isinstance(slide.figure, TableFigure), slide.problem
    return slide.figure


def test_a_trend_slide_holds_the_published_values_and_leaves_gaps_open(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "trend", PCI)
    native = chart(slide).native
    assert (native.kind, native.unit, native.decimals) == ("line", "điểm", 2)
    assert [one.emphasis for one in native.series[:2]] == ["focus", "chosen"]
    assert {one.emphasis for one in native.series} == {"focus", "chosen", "reference"}
    rows = workspace.observations("PCI")
    values = {(row.ref_area, row.time_period): row.obs_value for row in rows.itertuples()}
    focus = dict(zip(native.categories, native.series[0].values, strict=True))
    assert focus["2016"] == values["63-19", "2016"]
    assert focus["2006"] == values["64-19", "2006"]  # the unchanged territory under its older id
    assert focus["2017"] is None and focus["2005"] is None  # not among the sources; not yet asked
    assert not any(one.estimated for one in native.series)
    assert any("danh mục 63 đơn vị có hiệu lực" in text for text in slide.breaks)
    assert any(text.startswith("Khoảng trống 2017") for text in slide.breaks)
    assert "2005 – 2024" in slide.small_print


def test_a_trend_slide_draws_no_other_units_and_answers_no_pointer(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    drawn = chart(told(workspace, boundaries, "trend", PCI)).drawing
    assert "other" not in set(drawn.tables["points"]["tone"].to_pylist())
    spec = str(drawn.spec)
    assert "tooltip" not in spec and "'param'" not in spec and "hover" not in spec


def test_a_restated_trend_marks_estimates_and_names_their_rule(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "trend", RESTATED)
    own_line = chart(slide).native.series[0]
    rows = restated_figures("PAPI_TOTAL_D1_D8", "34", workspace)
    values = {row.time_period: row.obs_value for row in rows.itertuples() if row.ref_area == "34-19"}
    found = dict(zip(chart(slide).native.categories, own_line.values, strict=True))
    assert found == {period: pytest.approx(values[period]) for period in found}
    assert own_line.estimated == (True,) * len(found)
    assert any("ứng dụng quy đổi" in text for text in slide.breaks)
    assert any("danh mục 34 đơn vị có hiệu lực" in text for text in slide.breaks)


def test_former_units_stand_beside_the_merged_one(workspace: Workspace, boundaries: Mapping[str, Boundaries]) -> None:
    view = replace(RESTATED, basis="former", unit_set="63")
    series = {one.name: one for one in chart(told(workspace, boundaries, "trend", view)).native.series}
    assert series["Thái Nguyên"].emphasis == "focus" and any(series["Thái Nguyên"].estimated)
    assert series["Bắc Kạn (trước 7/2025)"].values[-1] == 44.0962
    assert not series["Bắc Kạn (trước 7/2025)"].estimated
    beside = table(told(workspace, boundaries, "province", view)).table
    assert list(beside.headings[1:]) == ["Thái Nguyên", "Bắc Kạn (trước 7/2025)", "Thái Nguyên (trước 7/2025)"]


@pytest.mark.parametrize(
    ("view", "restated"), [(PCI, ""), (RESTATED, "34")], ids=["as published", "restated on the 34"]
)
def test_every_number_of_a_ranking_slide_is_one_of_the_change_table(
    workspace: Workspace, boundaries: Mapping[str, Boundaries], view: View, restated: str
) -> None:
    figure = table(told(workspace, boundaries, "ranking", view))
    if restated:
        question = ask_restated(workspace, view.indicator, view.period, view.base, restated)
    else:
        question = ask(workspace, view.indicator, view.period, view.base)
    changes = change_table(figures_of(question, workspace), question, workspace)
    names = {workspace.gazetteer.unit(area).label.vi: area for area in changes["ref_area"]}
    place = list(figure.table.headings).index("Địa bàn")
    compared = 0
    for cells in figure.table.rows:
        row = row_of(changes, names[str(cells[place])])
        assert row is not None
        said = dict(zip(figure.table.headings, cells, strict=True))
        value, change = said["Giá trị (điểm)"], said["± giá trị"]
        if isinstance(value, float):
            assert value == row["obs_value"]
        elif value:
            assert value == f"≈ {row['obs_value']:.2f}".replace(".", ",")
            assert row["carry_rule"] not in ("published", "unchanged")
        if change:
            signed = f"{row['value_change']:+.2f}".replace(".", ",").replace("-", "\u2212")
            assert change == signed.replace("+0,00", "0,00")
            compared += 1
    assert compared > 8


def test_rank_changes_are_signed_texts(workspace: Workspace, boundaries: Mapping[str, Boundaries]) -> None:
    figure = table(told(workspace, boundaries, "ranking", PCI)).table
    places = {str(row[2]): row[-1] for row in figure.rows}
    assert (places["Thái Nguyên"], places["Bình Dương"], places["Vĩnh Phúc"]) == ("0", "+21", "\u22125")
    assert figure.decimals[-1] is None


def test_a_profile_slide_shows_the_parts_of_the_composite_or_the_indices(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "province", PCI)
    native = chart(slide).native
    assert (native.kind, len(native.categories), len(native.series)) == ("bar", 10, 3)
    rows = workspace.observations("PCI_9_LABOUR")
    own = rows.loc[(rows["ref_area"] == "63-19") & (rows["time_period"] == "2016"), "obs_value"].iloc[0]
    assert dict(zip(native.categories, native.series[0].values, strict=True))["Đào tạo lao động"] == own
    assert "hạng tính 3/63" in " ".join(slide.sentences)
    assert len(slide.definitions) == 11
    indices = table(told(workspace, boundaries, "province", replace(PCI, indicator="GRDP_GROWTH", period="", base="")))
    assert ["PCI", "2023", "67,48 điểm", "hạng 23/63 (công bố)", "–"] in [list(row) for row in indices.table.rows]
    restated = chart(told(workspace, boundaries, "province", RESTATED)).native.series[0]
    assert restated.estimated == (True,) * 8


def test_two_units_stand_beside_each_other_or_the_slide_says_why_not(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "compare", PCI)
    rows = {str(row[0]): list(row) for row in table(slide).table.rows}
    assert rows["PCI 2016"] == [
        "PCI 2016",
        "61,82 điểm · hạng 7/63 (công bố)",
        "0 bậc; +0,61",
        "60,50 điểm · hạng 16/63 (công bố)",
        "+2 bậc; +0,98",
        "Thái Nguyên hơn 9 bậc",
    ]
    assert slide.sentences[0].startswith("Năm 2016, trong 2 chỉ số có thứ hạng của cả hai")
    alone = told(workspace, boundaries, "compare", replace(PCI, areas=("63-19",)))
    assert alone.figure is None and "hai địa phương" in alone.problem
    same = told(workspace, boundaries, "compare", replace(PCI, areas=("63-19", "34-19"), basis="", unit_set=""))
    assert same.figure is None and same.problem


def test_a_restated_comparison_is_that_of_its_page(workspace: Workspace, boundaries: Mapping[str, Boundaries]) -> None:
    view = replace(RESTATED, areas=("34-19", "34-01"))
    rows = {str(row[0]): list(row) for row in table(told(workspace, boundaries, "compare", view)).table.rows}
    assert rows["PAPI 2024"][1] == "≈ 45,22 điểm · hạng 3/32 (tính)"
    assert rows["PCI 2016"][3] == "60,74 điểm · hạng 5/34 (tính)"


def test_all_kinds_of_a_frozen_deck_stay_whatever_comes_in(
    office: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    frozen = replace(deck(*EVERY), frozen_at=office.store.instant(), meeting_before=date(2026, 11, 1))
    before = deck_content("d", frozen, office, boundaries)
    for code, period in (("PCI", "2016"), ("PCI_9_LABOUR", "2016"), ("PAPI_TOTAL_D1_D8", "2024")):
        standing = office.observations(code)
        row = standing.loc[(standing["time_period"] == period) & (standing["ref_area"] == "63-19")]
        changed = row[list(OBSERVATION_COLUMNS)].assign(obs_value=1.25)
        office.store.add(changed, file_name="a.csv", content_hash=code, actor="Sở Tài chính", note="")
    after = deck_content("d", frozen, office, boundaries)
    assert after.content_hash == before.content_hash
    assert [(s.sentences, s.small_print, s.breaks) for s in after.slides] == [
        (s.sentences, s.small_print, s.breaks) for s in before.slides
    ]
    loose = deck_content("d", replace(frozen, frozen_at=None), office, boundaries)
    assert loose.content_hash != before.content_hash
    changed_pages = [
        place
        for place, (old, new) in enumerate(zip(before.slides, loose.slides, strict=True))
        if (old.sentences, str(old.figure)) != (new.sentences, str(new.figure))
    ]
    assert set(range(5)) <= set(changed_pages)


def test_a_deck_rests_on_what_its_pages_show(workspace: Workspace) -> None:
    assert indicators_of(deck(slide_of("map", PCI)), workspace) == ("PCI",)
    compared = indicators_of(deck(slide_of("compare", PCI)), workspace)
    assert {"PCI", "DTI", "SIPAS"} <= set(compared) and "PCI_9_LABOUR" not in compared
    assert "PCI_9_LABOUR" in indicators_of(deck(slide_of("province", PCI)), workspace)


def test_a_trend_slide_without_a_value_says_so_and_one_of_months_names_them_in_words(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    halves = View(indicator="GRDP_GROWTH", period="2025-S1", areas=("34-19",))
    empty = told(workspace, boundaries, "trend", halves)
    assert empty.figure is None
    assert empty.title.endswith("6 tháng đầu năm 2025")
    assert empty.problem == "Chưa có số liệu để vẽ."
    months = told(workspace, boundaries, "trend", View(indicator="COVID19_CASES_MONTH", areas=("63-79",)))
    assert months.title.endswith("tháng 4/2021 – tháng 10/2021")
    assert chart(months).native.categories[0] == "T4/2021"


def test_an_overview_slide_says_what_the_first_screen_of_a_merged_province_says(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "overview", replace(RESTATED, areas=("34-56",), basis="", unit_set="63"))
    cells = {row[0]: row[1:] for row in table(slide).table.rows}
    assert cells["PAPI"][:3] == ["2024", "≈ 44,77 điểm", "hạng 9/32 (tính)"]
    assert cells["GRDP bình quân đầu người"][3] == "+3 bậc"
    assert slide.sentences[0].startswith("Khánh Hòa có số liệu của 4/8 chỉ tiêu chính")
    assert "DTI, Tăng trưởng GRDP – các đơn vị cũ chưa có số liệu" in slide.small_print


def test_an_overview_slide_without_a_unit_tells_of_the_country(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    slide = told(workspace, boundaries, "overview", replace(PCI, areas=()))
    cells = {row[0]: row[1:] for row in table(slide).table.rows}
    ends = "63/63 đơn vị có số liệu; Đứng đầu: Đà Nẵng (70,00); Đứng cuối: Cao Bằng (52,99)"
    assert cells["PCI"] == ["2016", "58,20 điểm · trung vị", ends]
    assert slide.title == "Toàn cảnh: Cả nước"


def test_the_last_row_of_a_ranking_slide_is_the_last_that_has_a_rank(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    poverty = View(indicator="POVERTY_RATE", period="2016", base="2015", areas=("63-14",))
    rows = table(told(workspace, boundaries, "ranking", poverty)).table.rows
    assert rows[-1][:2] == [62, "Lai Châu"]
