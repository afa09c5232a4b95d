from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.area_kinds import AreaKind, AreaLabel
from lib.intake.area_sets import SetDecision, agrees, completed, decide_unit_set, obsolete
from lib.intake.areas import area_reader
from lib.intake.gazetteer import load_gazetteer
from lib.model.handin import QuestionName
from lib.model.issue import IssueCode

GEO = Path(__file__).parents[2] / "geo"
GAZETTEER = load_gazetteer(GEO)
READER = area_reader(GAZETTEER, GEO)
NAMES = {code: [unit.label.vi for unit in GAZETTEER.members(code)] for code in GAZETTEER.unit_sets}
GONE = [name for name in NAMES["63"] if name not in NAMES["34"] and name != "Thừa Thiên Huế"]
COMMON = [name for name in NAMES["34"] if name != "Huế"]
SPLIT = {"Điện Biên", "Đắk Nông", "Hậu Giang"}


def decided(
    texts: list[str], codes: Mapping[str, object] | None = None, *, hints: str = "", answer: str | None = None
) -> SetDecision:
    labels = [READER.label(text) for text in texts]
    return decide_unit_set(labels, codes or {}, hints=hints, answer=answer, gazetteer=GAZETTEER)


def by_code(codes: list[str], hints: str = "") -> SetDecision:
    labels = [AreaLabel(code, AreaKind.UNIT, READER.code(code)) for code in codes]
    return decide_unit_set(labels, {}, hints=hints, answer=None, gazetteer=GAZETTEER)


def asked(decision: SetDecision) -> list[str]:
    """The choices of the question a decision ends in."""
    assert decision.unit_set == "" and decision.question is not None and decision.code is not None
    assert decision.question.name is QuestionName.UNIT_SET
    return [choice.value for choice in decision.question.choices]


def codes_of(unit_set: str, names: list[str]) -> dict[str, str]:
    return {unit.label.vi: unit.code for unit in GAZETTEER.members(unit_set) if unit.label.vi in names}


@pytest.mark.parametrize("unit_set", ["61", "64", "63", "34"])
def test_a_full_table_is_of_its_set_whatever_lines_stand_between(unit_set: str) -> None:
    texts = ["CẢ NƯỚC", "Đồng bằng sông Hồng", *NAMES[unit_set], "Khác", ""]
    assert decided(texts) == SetDecision(unit_set, "labels")
    assert decided([text.upper() for text in texts]).unit_set == unit_set


@pytest.mark.parametrize("unit_set", ["64", "63", "34"])
def test_a_full_table_of_codes_is_of_its_set(unit_set: str) -> None:
    assert by_code([unit.code for unit in GAZETTEER.members(unit_set)]).unit_set == unit_set


@given(st.sets(st.sampled_from(NAMES["63"]), min_size=1), st.sets(st.sampled_from(NAMES["34"]), min_size=1))
def test_a_part_of_a_table_is_of_its_set_or_asked_about(old: set[str], new: set[str]) -> None:
    assert decided(sorted(old)).unit_set in {"63", ""}
    assert decided(sorted(new)).unit_set in {"34", ""}


def test_a_name_gone_since_2025_decides_for_the_63() -> None:
    assert decided(["Hà Nội", "Khánh Hòa", "Bình Dương"]) == SetDecision("63", "labels")
    assert decided(["Bình Dương"]).unit_set == "63"


def test_names_of_both_lists_are_asked_about_with_what_speaks_for_each() -> None:
    decision = decided(["Hà Nội", "Khánh Hòa", "Lào Cai"])
    assert asked(decision) == ["34", "63"]
    assert decision.question is not None
    assert [choice.quote for choice in decision.question.choices] == ["3/34", "3/63"]
    assert asked(decided(["Thừa Thiên Huế", "Đà Nẵng"])) == ["34", "63"]
    assert asked(decided(COMMON)) == ["34", "63"]


@given(st.integers(1, 14), st.randoms(use_true_random=False))
def test_all_of_the_34_with_a_few_old_names_is_a_mixture(count: int, random: object) -> None:
    extra = random.sample(GONE, count)  # type: ignore[attr-defined]
    decision = decided([*NAMES["34"], *extra])
    assert asked(decision) == ["34", "63"]
    assert decision.code is IssueCode.AREA_REGIME_MIXED


def test_the_quote_of_a_mixture_names_what_does_not_fit() -> None:
    question = decided([*NAMES["34"], "Bình Dương", "Hà Giang", "Long An", "Bến Tre", "Thái Bình"]).question
    assert question is not None
    assert question.choices[0].quote == "34/34 · ≠ Bình Dương, Hà Giang, Long An, Bến Tre (+1)"


def test_old_and_new_marks_in_one_table_are_a_mixture() -> None:
    assert asked(decided(["Khánh Hòa (cũ)", "Khánh Hòa (mới)"])) == ["34", "63"]
    assert decided(["Khánh Hòa (mới)", "Lào Cai"]).unit_set == "34"
    assert decided(["Khánh Hòa (cũ)", "Ninh Thuận (cũ)"]).unit_set == "63"


def test_codes_decide_where_names_do_not() -> None:
    names = ["Hà Nội", "Lào Cai", "Bắc Ninh"]
    assert decided(names, codes_of("34", names)) == SetDecision("34", "codes")
    assert decided(names, codes_of("63", names)) == SetDecision("63", "codes")
    assert decided(names, {name: int(code) for name, code in codes_of("63", names).items()}).unit_set == "63"
    assert asked(decided(["Hà Nội", "Cao Bằng"], {"Hà Nội": "01", "Cao Bằng": "04"})) == ["34", "63"]


def test_codes_that_contradict_each_other_or_the_names_are_asked_about() -> None:
    names = ["Hà Nội", "Lào Cai", "Bắc Ninh", "Gia Lai"]
    assert asked(decided(names, {**codes_of("63", names), "Lào Cai": "15"})) == ["34", "63"]
    assert asked(decided(NAMES["34"], codes_of("63", NAMES["34"]))) == ["34", "63"]
    assert asked(decided([*names, "Bình Dương"], codes_of("34", names))) == ["34", "63"]


def test_numbering_beside_the_names_is_no_code() -> None:
    names = sorted(COMMON)[:20]
    numbering = {name: number for number, name in enumerate(names, 1)}
    assert asked(decided(names, {**numbering, "Lào Cai": 15})) == ["34", "63"]


@pytest.mark.parametrize(
    ("hints", "unit_set"),
    [
        ("GRDP của 34 tỉnh, thành phố", "34"),
        ("Số liệu 63 tỉnh, thành phố năm 2025", "63"),
        ("Dân số theo địa giới mới", "34"),
        ("DAN SO TRUOC SAP NHAP", "63"),
        ("Sau khi sắp xếp đơn vị hành chính cấp tỉnh", "34"),
        ("34 tỉnh mới, so với 63 tỉnh cũ", ""),
        ("Năm 2025", ""),
        ("Sau sắp xếp đơn vị hành chính cấp xã", ""),
        ("Xếp thứ 34/63 tỉnh", ""),
        ("Bảng 1.34 tỉnh", ""),
        ("", ""),
    ],
)
def test_title_and_notes_decide_only_if_they_say_one_thing(hints: str, unit_set: str) -> None:
    assert decided(["Hà Nội", "Khánh Hòa"], hints=hints).unit_set == unit_set


def test_title_against_labels_is_asked_about() -> None:
    assert asked(decided(["Hà Nội", "Bình Dương"], hints="34 tỉnh, thành phố")) == ["34", "63"]
    assert asked(decided(NAMES["34"], hints="63 tỉnh, thành phố")) == ["34", "63"]
    assert decided(NAMES["63"], hints="trước và sau sáp nhập: 34 tỉnh").unit_set == "63"


def test_labels_not_understood_that_may_be_old_names_leave_a_doubt() -> None:
    assert asked(decided([*NAMES["34"], "Vũng Tàu"])) == ["34", "63"]
    assert asked(decided([*NAMES["34"], "B?nh D??ng"], hints="34 tỉnh")) == ["34", "63"]


def test_a_damaged_name_does_not_make_the_34_complete() -> None:
    assert asked(decided(["H? N?i", *NAMES["34"][1:]])) == ["34", "63"]


def test_ha_tay_means_before_august_2008() -> None:
    assert decided(["Hà Tây", "Hà Nội", "Đắk Nông"]) == SetDecision("64", "labels")
    assert decided(["Hà Tây", "Hà Nội", "Tỉnh Cần Thơ"]) == SetDecision("61", "labels")
    assert asked(decided(["Hà Tây", "Hà Nội"])) == ["64", "61"]
    assert decided(["Hà Tây", "Hà Nội"], hints="64 tỉnh, thành phố").unit_set == "64"
    assert decided([*NAMES["63"], "Hà Tây"]).unit_set == "64"
    assert asked(decided([name for name in NAMES["61"] if name != "Hà Tây"])) == ["63", "61"]


@pytest.mark.parametrize(
    ("answer", "unit_set"), [("63", "63"), ("34 tỉnh", "34"), ("theo 64", "64"), ("mới", "34"), ("Địa giới cũ", "63")]
)
def test_an_answer_wins(answer: str, unit_set: str) -> None:
    assert decided(NAMES["34"], answer=answer) == SetDecision(unit_set, "answer")


def test_an_answer_that_says_nothing_is_as_none() -> None:
    assert asked(decided(["Hà Nội"], answer="có")) == ["34", "63"]


def test_codes_alone_are_asked_about_by_one_that_is_used_again() -> None:
    decision = by_code(["01", "15", "24"])
    assert asked(decision) == ["34", "63"]
    assert decision.code is IssueCode.AREA_CODE_AMBIGUOUS
    assert decision.parts == {"code": "15", "old": "Yên Bái", "new": "Lào Cai"}
    assert by_code(["01", "15", "02"]).unit_set == "63"
    assert by_code(["01", "15"], "34 tỉnh, thành phố").unit_set == "34"


def test_a_table_without_any_unit_is_asked_about_unless_told() -> None:
    assert asked(decided(["CẢ NƯỚC"])) == ["34", "63"]
    assert decided(["CẢ NƯỚC"], hints="63 tỉnh").unit_set == "63"


def test_a_code_agrees_with_a_name_in_one_set() -> None:
    label = READER.label("Lào Cai")
    assert [agrees(label, "10", unit_set) for unit_set in ("63", "34")] == [True, False]
    assert agrees(label, 15.0, "34") is True
    assert agrees(label, "", "34") is None
    assert agrees(READER.label("Hà Giang"), "02", "34") is None


def test_a_unit_of_another_set_is_told_with_date_and_heirs() -> None:
    assert obsolete(READER.label("Hà Giang"), "34", GAZETTEER) == (date(2025, 7, 1), "Tuyên Quang")
    assert obsolete(READER.label("Hà Tây"), "63", GAZETTEER) == (date(2008, 8, 1), "Hà Nội")
    assert obsolete(READER.label("Hà Tây"), "34", GAZETTEER)[1] == "Hà Nội"
    assert obsolete(READER.label("Đắk Nông"), "61", GAZETTEER) == (date(2004, 1, 1), "")
    assert obsolete(READER.label("TP. Huế"), "61", GAZETTEER) == (date(2008, 8, 1), "")


def test_a_city_of_2026_is_the_unit_where_it_alone_is_missing() -> None:
    texts = [name for name in NAMES["34"] if name not in {"Bắc Ninh", "Đồng Nai"}]
    labels = [READER.label(text) for text in [*texts, "TP. Bắc Ninh", "Thành phố Đồng Nai"]]
    assert completed(labels, "34", GAZETTEER) == {"TP. Bắc Ninh": "34-24", "Thành phố Đồng Nai": "34-75"}
    assert completed(labels[1:], "34", GAZETTEER) == {}
    assert decide_unit_set(labels, {}, hints="", answer=None).unit_set == "34"
    vung_tau = [READER.label(text) for text in [*NAMES["63"], "Vũng Tàu"] if "Bà Rịa" not in text]
    assert completed(vung_tau, "63", GAZETTEER) == {}
