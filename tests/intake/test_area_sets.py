from pathlib import Path

from lib.intake.area_sets import SetDecision, decide_unit_set
from lib.intake.areas import area_reader
from lib.intake.gazetteer import load_gazetteer
from lib.model.issue import IssueCode

GEO = Path(__file__).parents[2] / "geo"
GAZETTEER = load_gazetteer(GEO)
READER = area_reader(GAZETTEER, GEO)


def names(unit_set: str) -> list[str]:
    return [unit.label.vi for unit in GAZETTEER.members(unit_set)]


def decided(
    texts: list[str], codes: dict[str, object] | None = None, hints: str = "", answer: str | None = None
) -> SetDecision:
    labels = [READER.label(text) for text in texts]
    return decide_unit_set(labels, codes or {}, hints=hints, answer=answer)


def test_a_full_table_of_any_set_is_of_that_set() -> None:
    for unit_set in ("61", "64", "63", "34"):
        assert decided(names(unit_set)) == SetDecision(unit_set, "labels"), unit_set


def test_one_name_that_is_gone_since_2025_decides() -> None:
    assert decided(["Hà Nội", "Khánh Hòa", "Bình Dương"]).unit_set == "63"


def test_names_of_both_lists_without_any_sign_are_asked_about() -> None:
    decision = decided(["Hà Nội", "Khánh Hòa", "Lào Cai"])
    assert decision.unit_set == "" and decision.question is not None
    assert [choice.value for choice in decision.question.choices] == ["34", "63"]


def test_all_of_the_34_with_a_few_old_names_is_a_mixture() -> None:
    for extra in (1, 5, 14):
        old = [name for name in names("63") if name not in names("34") and name != "Thừa Thiên Huế"][:extra]
        assert decided(names("34") + old).code is IssueCode.AREA_REGIME_MIXED, extra
