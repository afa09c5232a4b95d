import pytest

from lib.analysis.carrying import Caveat, Reason
from lib.analysis.composites import TOTALS_DIFFER, TOTALS_ONLY
from lib.i18n import translator
from lib.model.indicator import CarryRule
from lib.model.words import LANGUAGES, Language
from lib.services.origins import KEPT, is_estimate, no_value_reason, origin_lines, restated_line
from lib.services.questions import ask, ask_restated
from lib.services.restating import figures_of
from lib.services.rows import Row, records
from lib.services.tables import change_table
from lib.services.workspace import Workspace


def rows(workspace: Workspace, code: str, period: str, unit_set: str, base: str | None = None) -> dict[str, Row]:
    question = ask_restated(workspace, code, period, base, unit_set)
    table = change_table(figures_of(question, workspace), question, workspace)
    return {row["ref_area"]: row for row in records(table)}


def said(workspace: Workspace, row: Row, language: Language = "vi", side: str = "") -> list[str]:
    return origin_lines(row, workspace.gazetteer, translator(language), side=side)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_reason_and_caveat_has_words(language: Language) -> None:
    t = translator(language)
    rules = {*KEPT, *(rule.value for rule in CarryRule)}
    keys = [f"restate.rule.{rule}" for rule in rules] + [f"restate.reason.{reason}" for reason in Reason]
    keys += [f"restate.caveat.{caveat}" for caveat in (*Caveat, TOTALS_ONLY, TOTALS_DIFFER)]
    assert all(t(key) for key in keys)


def test_an_estimate_names_its_rule_and_its_former_units_dated_where_a_name_lives_on(workspace: Workspace) -> None:
    khanh_hoa = rows(workspace, "PAPI_TOTAL_D1_D8", "2024", "34")["34-56"]
    assert is_estimate(khanh_hoa)
    assert said(workspace, khanh_hoa)[:2] == [
        "ước tính, ứng dụng quy đổi: tính lại từ các thành phần của các đơn vị cũ",
        "2/2 đơn vị cũ: Khánh Hòa (trước 7/2025) và Ninh Thuận",
    ]
    assert said(workspace, khanh_hoa, "en")[1] == "2/2 former units: Khanh Hoa (before 7/2025) and Ninh Thuan"


def test_a_unit_that_kept_its_territory_is_told_as_published(workspace: Workspace) -> None:
    ha_noi = rows(workspace, "PAPI_TOTAL_D1_D8", "2024", "34")["34-01"]
    assert not is_estimate(ha_noi)
    assert said(workspace, ha_noi) == ["số đã công bố: giữ nguyên, địa bàn không đổi"]


def test_without_a_value_the_one_line_says_why_and_who_is_missing(workspace: Workspace) -> None:
    phu_tho = rows(workspace, "PAPI_TOTAL_D1_D8", "2024", "34")["34-25"]
    assert not is_estimate(phu_tho)
    assert said(workspace, phu_tho) == ["Chưa đủ số của các đơn vị cũ: thiếu Vĩnh Phúc"]
    assert no_value_reason(phu_tho, workspace.gazetteer, translator("vi")) == said(workspace, phu_tho)[0]


def test_a_unit_that_is_the_same_is_not_told_of_former_units_it_never_had(workspace: Workspace) -> None:
    hue = rows(workspace, "PAPI_TOTAL_D1_D8", "2023", "34")["34-22"]
    assert said(workspace, hue) == ["Địa bàn không đổi, chưa có số liệu kỳ này"]


def test_a_caveat_follows_the_coverage(workspace: Workspace) -> None:
    ha_noi = rows(workspace, "PCI", "2008", "63")["63-01"]
    assert said(workspace, ha_noi)[1].startswith("2/2 đơn vị cũ: ")
    assert said(workspace, ha_noi)[-1] == "địa giới không hoàn toàn trùng với địa bàn của các đơn vị cũ"


def test_the_base_is_told_by_its_own_columns(workspace: Workspace) -> None:
    found = rows(workspace, "PCI", "2009", "63", "2008")["63-01"]
    assert said(workspace, found) == []
    assert is_estimate(found, side="base_")
    assert said(workspace, found, side="base_")[1].startswith("2/2 đơn vị cũ: ")


def test_a_table_of_published_figures_has_no_origins(workspace: Workspace) -> None:
    question = ask(workspace, "PAPI_TOTAL_D1_D8", "2024")
    table = change_table(figures_of(question, workspace), question, workspace)
    assert [said(workspace, row) for row in records(table)] == [[]] * 63
    assert no_value_reason(records(table)[0], workspace.gazetteer, translator("vi")) == ""


def test_the_former_units_own_figures_stand_behind_their_names(workspace: Workspace) -> None:
    row = rows(workspace, "PAPI_TOTAL_D1_D8", "2024", "34")["34-25"]
    figures = {"63-25": "44,41", "63-17": "43,48"}
    lines = origin_lines(row, workspace.gazetteer, translator("vi"), figures=figures)
    assert lines[1] == "2/3 đơn vị cũ: Hòa Bình 43,48; Phú Thọ (trước 7/2025) 44,41"


def test_one_line_says_how_many_units_are_estimates_kept_or_without(workspace: Workspace) -> None:
    question = ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", None, "34")
    table = change_table(figures_of(question, workspace), question, workspace)
    assert restated_line(table, translator("vi")) == (
        "Quy đổi trên 34 đơn vị: 21 ước tính (tính lại từ các thành phần của các đơn vị cũ); "
        "11 giữ số đã công bố của đơn vị không đổi địa bàn; 2 không quy đổi được."
    )
    published = ask(workspace, "PAPI_TOTAL_D1_D8", "2024")
    assert restated_line(change_table(figures_of(published, workspace), published, workspace), translator("vi")) == ""
