from dataclasses import replace
from typing import Any

import pytest

from lib.i18n import translator
from lib.model.period import Period
from lib.model.words import Language
from lib.report.country_lines import country_sentence
from lib.report.sentences import Telling, comparable_sentence, dated_name, of_kind, unit_sentence
from lib.services.questions import ask, ask_restated
from lib.services.restating import figures_of
from lib.services.rows import records, row_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace


def told(
    workspace: Workspace, call: tuple[str, str, str | None, str], language: Language = "vi"
) -> tuple[dict[str, Any], Telling]:
    code, period, base, area = call
    question = ask(workspace, code, period, base)
    row = row_of(change_table(workspace.observations(question.indicator.code), question, workspace), area)
    assert row is not None
    base_period = question.base.period if question.base else None
    return row, Telling(translator(language), question.indicator, question.now.period, base_period, workspace.gazetteer)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            ("PCI", "2021", "2019", "63-77"),
            "PCI 2021: Bà Rịa – Vũng Tàu đạt 69,03 điểm, xếp thứ 9/63 (công bố), tăng 7 bậc so với năm 2019.",
        ),
        (("PCI", "2021", None, "63-77"), "PCI 2021: Bà Rịa – Vũng Tàu đạt 69,03 điểm, xếp thứ 9/63 (công bố)."),
        (("PAR_INDEX", "2021", None, "63-19"), "PAR INDEX 2021: Thái Nguyên xếp thứ 6/63 (công bố)."),
        (("PAPI_TOTAL_D1_D8", "2024", "2023", "63-26"), "PAPI 2024: Vĩnh Phúc chưa có số liệu."),
        (
            ("PAPI_TOTAL_D1_D8", "2024", "2023", "63-22"),
            "PAPI 2024: Quảng Ninh đạt 47,82 điểm, xếp thứ 1/61 (ứng dụng tính), thuộc nhóm Cao nhất "
            "(ứng dụng chia nhóm theo hạng tính).",
        ),
    ],
)
def test_a_sentence_says_what_is_known_and_leaves_out_the_rest(
    call: tuple[str, str, str | None, str], sentence: str, workspace: Workspace
) -> None:
    assert unit_sentence(*told(workspace, call)) == sentence


def test_size_is_not_judged_where_no_way_is_good(workspace: Workspace) -> None:
    sentence = unit_sentence(*told(workspace, ("POPULATION_AVG_THOUSAND", "2022", "2021", "63-79")))
    assert "đứng thứ 1/63 theo độ lớn" in sentence
    assert "tăng" in sentence
    assert "bậc" not in sentence


def test_ranks_that_do_not_compare_are_answered_by_the_common_units(workspace: Workspace) -> None:
    row, telling = told(workspace, ("PCI", "2009", "2008", "63-48"))
    assert "bậc" not in unit_sentence(row, telling)
    assert comparable_sentence(row, telling).startswith("Trong 62 đơn vị có số liệu cả hai kỳ và cùng địa bàn: hạng ")


def test_ranks_over_one_and_the_same_set_need_no_second_sentence(workspace: Workspace) -> None:
    assert comparable_sentence(*told(workspace, ("PCI", "2016", "2015", "63-48"))) == ""


def test_the_country_is_best_last_and_median(workspace: Workspace) -> None:
    row, telling = told(workspace, ("PCI", "2016", None, "63-48"))
    other = {**row, "ref_area": "63-04", "obs_value": 52.99, "rank": 63}
    sentence = country_sentence([other, row], telling)
    assert sentence.startswith("PCI 2016: đứng đầu là Đà Nẵng (70,00 điểm), đứng cuối là Cao Bằng (52,99 điểm)")
    assert sentence.endswith("của 2 đơn vị có số liệu.")


def test_english_says_the_same(workspace: Workspace) -> None:
    sentence = unit_sentence(*told(workspace, ("PCI", "2021", "2019", "63-77"), "en"))
    assert sentence == "PCI 2021: Ba Ria – Vung Tau reached 69.03 points, ranked 9/63 (published), up 7 on 2019."


def test_a_change_that_prints_as_zero_is_no_change(workspace: Workspace) -> None:
    row, telling = told(workspace, ("PCI", "2016", "2015", "63-48"))
    still = {**row, "rank_change": None, "value_change": 0.001}
    assert "không đổi so với năm 2015" in unit_sentence(still, telling)
    assert "không đổi" not in unit_sentence({**still, "value_change": 0.01}, replace(telling, base=telling.base))


def test_a_territory_is_dated_where_its_name_lives_on_elsewhere(workspace: Workspace) -> None:
    gazetteer, t = workspace.gazetteer, translator("vi")
    names = {
        area: dated_name(gazetteer.unit(area), gazetteer, t) for area in ("63-56", "34-56", "63-04", "63-77", "64-01")
    }
    assert names == {
        "63-56": "Khánh Hòa (trước 7/2025)",
        "34-56": "Khánh Hòa",
        "63-04": "Cao Bằng",
        "63-77": "Bà Rịa – Vũng Tàu",
        "64-01": "Hà Nội (trước 8/2008)",
    }
    assert dated_name(gazetteer.unit("63-77"), gazetteer, t, always=True) == "Bà Rịa – Vũng Tàu (trước 7/2025)"


def test_of_ranks_alone_the_first_three_are_told(workspace: Workspace) -> None:
    question = ask(workspace, "DTI", "2024")
    table = change_table(workspace.observations("DTI"), question, workspace)
    telling = Telling(translator("vi"), question.indicator, question.now.period, None, workspace.gazetteer)
    assert country_sentence(records(table), telling) == (
        "DTI 2024: các nguồn đã nạp mới cho biết hạng công bố của 5 đơn vị, "
        "đứng đầu là Hà Nội (1/34), Huế (2/34) và Hải Phòng (3/34)."
    )


def test_a_change_of_computed_ranks_is_not_said_as_if_it_were_published(workspace: Workspace) -> None:
    question = ask_restated(workspace, "PCI", "2009", "2008", "63")
    rows = {row["ref_area"]: row for row in records(change_table(figures_of(question, workspace), question, workspace))}
    telling = Telling(translator("vi"), question.indicator, Period(2009), Period(2008), workspace.gazetteer)
    sentence = unit_sentence(rows["63-01"], telling)
    assert "xếp thứ 33/63 (công bố), tăng 9 bậc theo hạng ứng dụng tính so với năm 2008" in sentence
    english = unit_sentence(rows["63-01"], replace(telling, t=translator("en")))
    assert "ranked 33/63 (published), up 9 by the rank computed here on 2008" in english


def test_a_change_of_another_kind_than_the_rank_beside_it_says_so() -> None:
    t = translator("vi")
    row = {"published_rank": 33, "rank_change_kind": "computed"}
    assert of_kind("+9 bậc", row, t) == "+9 bậc (hạng tính)"
    assert of_kind("+9 bậc", {**row, "published_rank": None}, t) == "+9 bậc"
    assert of_kind("+9 bậc", {**row, "rank_change_kind": "published"}, t) == "+9 bậc"
