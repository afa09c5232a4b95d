import pandas as pd
import pytest

from lib.i18n import translator
from lib.model.words import Language
from lib.report.comparable_lines import Place
from lib.report.country_lines import country_sentence
from lib.report.sentences import Telling, unit_sentence
from lib.services.explaining import Comparing
from lib.services.questions import Question, ask, ask_restated
from lib.services.restating import figures_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace


def comparing(workspace: Workspace, code: str, period: str, base: str, restate: str = "") -> Comparing:
    question = ask_restated(workspace, code, period, base, restate) if restate else ask(workspace, code, period, base)
    return Comparing(
        question,
        workspace,
        figures_of(question, workspace),
        lambda asked: change_table(figures_of(asked, workspace), asked, workspace),
    )


def telling(of: Comparing, language: Language = "vi") -> Telling:
    base = of.question.base.period if of.question.base else None
    return Telling(translator(language), of.question.indicator, of.question.now.period, base, of.workspace.gazetteer)


def said(of: Comparing, area: str, language: Language = "vi") -> list[str]:
    return [unit_sentence(of.rows[area], telling(of, language)), *of.lines(area, telling(of, language))]


def test_hue_second_of_34_after_third_of_63_is_said_as_published_and_answered_with_why_not(
    workspace: Workspace,
) -> None:
    assert said(comparing(workspace, "DTI", "2024", "2023"), "34-46") == [
        "DTI 2024: Huế xếp thứ 2/34 (công bố).",
        "Năm 2023 xếp thứ 3/63 (công bố): hạng trên 63 và trên 34 đơn vị không so trực tiếp được, không trừ cho nhau.",
        "Chưa xếp lại được trên 34 đơn vị: mới có 0/34 đơn vị có giá trị ở cả hai kỳ. Từ hạng công bố, "
        "trên 34 đơn vị năm 2023 Huế chỉ có thể đứng từ 1 đến 3: không kết luận được là tăng hay giảm "
        "so với hạng 2 năm 2024.",
        "Năm 2023 đứng trên 96,8 % số đơn vị còn lại (3/63), năm 2024 đứng trên 97,0 % (2/34).",
    ]


def test_english_says_the_same_of_hue(workspace: Workspace) -> None:
    lines = said(comparing(workspace, "DTI", "2024", "2023"), "34-46", "en")
    assert lines[0] == "DTI 2024: Hue ranked 2/34 (published)."
    assert "between 1 and 3 among the 34 units in 2023" in lines[2]
    assert lines[3] == "2023: ahead of 96.8% of the other units (3/63); 2024: ahead of 97.0% (2/34)."


def test_a_merged_unit_names_its_former_units_and_is_not_said_to_have_stood_where_one_of_them_did(
    workspace: Workspace,
) -> None:
    lines = said(comparing(workspace, "DTI", "2024", "2023"), "34-31")
    assert "Hải Phòng (trước 7/2025) xếp thứ 8/63 (công bố)" in lines[1]
    assert "Hải Dương chưa có hạng trong các nguồn đã nạp" in lines[1]
    assert not [line for line in lines if "%" in line]


def test_pci_2009_against_2008_is_ranked_again_on_the_63(workspace: Workspace) -> None:
    lines = said(comparing(workspace, "PCI", "2009", "2008"), "63-01")
    assert lines[0] == "PCI 2009: Hà Nội đạt 58,18 điểm, xếp thứ 33/63 (công bố)."
    assert "Hà Nội (trước 8/2008) xếp thứ 31/64 (công bố) và Hà Tây xếp thứ 55/64 (công bố)" in lines[1]
    assert lines[2] == (
        "Xếp lại cả hai kỳ trên 63 đơn vị quy đổi (ứng dụng tính): Hà Nội hạng 42 (năm 2008) → hạng 33 (năm 2009), "
        "tăng 9 bậc; địa giới không hoàn toàn trùng với địa bàn của các đơn vị cũ."
    )
    assert len(lines) == 3


def test_going_back_in_time_ranks_again_on_the_newer_set(workspace: Workspace) -> None:
    lines = said(comparing(workspace, "PCI", "2008", "2009"), "64-28")
    assert lines[1].startswith("Năm 2009 Hà Nội (từ 8/2008) xếp thứ 33/63 (công bố)")
    assert "Hà Nội hạng 33 (năm 2009) → hạng 42 (năm 2008), giảm 9 bậc" in lines[2]


def test_ranks_of_two_kinds_are_both_told_and_not_subtracted(workspace: Workspace) -> None:
    lines = said(comparing(workspace, "PCI", "2006", "2005"), "64-48")
    assert "xếp thứ 2/64 (công bố)" in lines[0]
    assert lines[1] == "Năm 2005 xếp thứ 2/42 (ứng dụng tính): hạng công bố và hạng ứng dụng tính không trừ cho nhau."
    assert lines[2].startswith("Trong 42 đơn vị")


def test_withheld_units_are_named_and_left_out_of_both_periods(workspace: Workspace) -> None:
    papi = comparing(workspace, "PAPI_TOTAL_D1_D8", "2021", "2020")
    names = "Bắc Giang, Bắc Ninh và Quảng Ninh"
    assert said(papi, "63-19")[1:] == [
        "Năm 2020 xếp thứ 3/63 (ứng dụng tính): hai kỳ không cùng tập đơn vị có số liệu nên không trừ hai hạng.",
        f"Trong 60 đơn vị có số liệu cả hai kỳ và cùng địa bàn (thiếu {names}): "
        "hạng 2 (năm 2020) → hạng 21 (năm 2021).",
    ]
    assert country_sentence(papi.rows.values(), telling(papi)).endswith(f"của 60 đơn vị có số liệu (thiếu {names}).")


def test_restated_figures_are_called_so(workspace: Workspace) -> None:
    papi = comparing(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023", "34")
    head = "PAPI 2024 theo địa bàn 34 tỉnh, thành phố (ứng dụng quy đổi): "
    lines = said(papi, "34-19")
    assert lines[0].startswith(f"{head}Thái Nguyên đạt 45,22 điểm, xếp thứ 3/32 (ứng dụng tính)")
    assert "không trừ hai hạng" in lines[1]
    assert lines[2].endswith(": hạng 5 (năm 2023) → hạng 2 (năm 2024).")
    country = country_sentence(papi.rows.values(), telling(papi))
    assert country.startswith(head)
    assert country.endswith("32 đơn vị có số liệu (thiếu Đồng Tháp và Phú Thọ).")


def test_a_rank_published_on_the_34_is_set_beside_the_one_published_on_the_63(workspace: Workspace) -> None:
    lines = said(comparing(workspace, "DTI", "2024", "2022", "34"), "34-46")
    assert lines[0] == "DTI 2024: Huế xếp thứ 2/34 (công bố)."
    assert lines[1].startswith("Năm 2022 xếp thứ 4/63 (công bố)")


def test_ranks_that_are_subtracted_need_no_statement(workspace: Workspace) -> None:
    assert said(comparing(workspace, "PCI", "2016", "2015"), "63-48") == [
        "PCI 2016: Đà Nẵng đạt 70,00 điểm, xếp thứ 1/63 (công bố), giữ nguyên thứ hạng so với năm 2015."
    ]


@pytest.mark.parametrize(("place", "share"), [((1, 34), 100.0), ((34, 34), 0.0), ((3, 63), 100 * 60 / 62)])
def test_the_share_behind_is_of_the_other_units(place: tuple[int, int], share: float) -> None:
    assert Place(*place, published=True).share_behind == share


def test_nobody_stands_behind_the_only_one() -> None:
    assert Place(1, 1, published=False).share_behind is None


def test_units_are_ranked_again_only_where_half_of_them_have_values_in_both_periods(workspace: Workspace) -> None:
    lines = said(comparing(workspace, "PCI", "2009", "2005"), "63-48")
    assert "/63 đơn vị quy đổi có số liệu cả hai kỳ (ứng dụng tính): Đà Nẵng hạng 2 (năm 2005)" in lines[2]
    whole = comparing(workspace, "PCI", "2009", "2008")
    few = {"63-48", "63-74", "63-10"}

    def tables(asked: Question) -> pd.DataFrame:
        figures = figures_of(asked, workspace)
        kept = figures["ref_area"].isin(few) | (not asked.restated)
        return change_table(figures.loc[kept], asked, workspace)

    thin = Comparing(whole.question, workspace, whole.observations, tables)
    lines = thin.lines("63-48", telling(thin))
    assert lines[1].startswith("Chưa xếp lại được trên 63 đơn vị: mới có 3/63 đơn vị có giá trị ở cả hai kỳ.")
