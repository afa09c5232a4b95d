from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.gazetteer import load_gazetteer
from lib.model.errors import UnknownCodeError
from lib.model.gazetteer import folded
from lib.model.unit import SuccessionKind

GAZETTEER = load_gazetteer(Path(__file__).parents[2] / "geo")
REF_AREAS = sorted(GAZETTEER.units)
NEWEST_TO_OLDEST = ("34", "63", "64", "61")


def found(text: str, unit_set: str) -> str | None:
    unit = GAZETTEER.find(text, unit_set)
    return unit.ref_area if unit else None


def test_sets_come_newest_first_and_members_in_code_order() -> None:
    assert GAZETTEER.newest_first == NEWEST_TO_OLDEST
    codes = [unit.code for unit in GAZETTEER.members("63")]
    assert codes == sorted(codes)
    assert (codes[0], codes[-1]) == ("01", "96")


def test_the_34_hold_the_whole_territory_of_the_63_and_no_unit_is_lost() -> None:
    heirs = [GAZETTEER.heirs(unit.ref_area, "34") for unit in GAZETTEER.members("63")]
    assert all(len(heir) == 1 for heir in heirs)
    assert {heir[0] for heir in heirs} == {unit.ref_area for unit in GAZETTEER.members("34")}
    unchanged = [s for s in GAZETTEER.successions if s.successor.startswith("34-") and s.keeps_territory]
    assert len(unchanged) == 11


def test_one_territory_is_followed_through_all_sets() -> None:
    assert GAZETTEER.lineage("63-04") == ("61-04", "64-04", "63-04", "34-04")
    assert GAZETTEER.counterpart("34-04", "61") == "61-04"


def test_a_merger_ends_a_lineage_even_where_name_and_code_stay() -> None:
    assert GAZETTEER.lineage("63-56") == ("61-56", "64-56", "63-56")
    assert GAZETTEER.lineage("34-56") == ("34-56",)
    assert GAZETTEER.counterpart("63-56", "34") is None
    assert GAZETTEER.counterpart("63-56", "34", adjusted=True) is None
    assert GAZETTEER.lineage("63-01") == ("63-01", "34-01")
    assert GAZETTEER.lineage("64-01") == ("61-01", "64-01")


@pytest.mark.parametrize(("ref_area", "earlier"), [("63-26", "64-26"), ("63-17", "64-17"), ("64-10", "61-10")])
def test_ceded_districts_break_the_line_unless_adjusted_units_are_asked_for(ref_area: str, earlier: str) -> None:
    old_set = earlier[:2]
    assert GAZETTEER.counterpart(ref_area, old_set) is None
    assert GAZETTEER.counterpart(ref_area, old_set, adjusted=True) == earlier
    (succession,) = GAZETTEER.came_from[ref_area]
    assert succession.kind is SuccessionKind.ADJUSTED
    assert succession.remark.vi
    assert succession.remark.en


def test_forebears_and_heirs_across_several_sets() -> None:
    assert GAZETTEER.forebears("34-68", "63") == ("63-60", "63-67", "63-68")
    assert GAZETTEER.forebears("34-68", "61") == ("61-60", "61-66", "61-68")
    assert GAZETTEER.forebears("63-01", "64") == ("64-01", "64-28")
    assert GAZETTEER.heirs("61-66", "64") == ("64-66", "64-67")
    assert GAZETTEER.heirs("61-66", "34") == ("34-66", "34-68")
    assert GAZETTEER.heirs("64-28", "34") == ("34-01",)


def test_codes_that_changed_meaning_are_different_units() -> None:
    reused = {
        unit.code
        for unit in GAZETTEER.members("34")
        if f"63-{unit.code}" in GAZETTEER.units and GAZETTEER.units[f"63-{unit.code}"].label != unit.label
    }
    assert reused == {"15", "24", "44", "46", "52", "80", "82", "91"}
    assert GAZETTEER.counterpart("34-46", "63") == "63-46"  # Huế changed its name, not its territory


@pytest.mark.parametrize(
    ("text", "unit_set", "ref_area"),
    [
        ("TP. HCM", "63", "63-79"),
        ("HCMC", "34", "34-79"),
        ("Hồ Chí Minh", "64", "64-79"),
        ("TT-Huế", "63", "63-46"),
        ("Huế", "63", "63-46"),
        ("Thừa Thiên - Huế", "34", "34-46"),
        ("BRVT", "63", "63-77"),
        ("BÀ RỊA - VŨNG TÀU", "63", "63-77"),
        ("Bà Rịa—Vũng  Tàu", "61", "61-77"),
        ("Đăk Lăk", "34", "34-66"),
        ("Ðắk Lắk", "34", "34-66"),  # eth
        ("Hoà Bình", "63", "63-17"),
        ("hoa binh", "63", "63-17"),
        ("Ha\u0300 No\u0323\u0302i", "34", "34-01"),  # decomposed
        ("Tỉnh Bắc Ninh", "34", "34-24"),
        ("Thành phố Bắc Ninh", "34", "34-24"),
        ("Hà Tây", "64", "64-28"),
        ("34-15", "34", "34-15"),
        ("15", "63", "63-15"),
    ],
)
def test_spellings_of_offices_are_found(text: str, unit_set: str, ref_area: str) -> None:
    assert found(text, unit_set) == ref_area


@pytest.mark.parametrize(
    ("text", "unit_set"),
    [
        ("Hà Tây", "63"),  # joined Hà Nội
        ("Yên Bái", "34"),  # merged, not a spelling of Lào Cai
        ("Vũng Tàu", "63"),  # a city within the province
        ("Sài Gòn", "63"),
        ("Thành phố Bắc Ninh", "63"),  # then a city within the province
        ("TP. Cần Thơ", "61"),
        ("TP. Huế", "64"),
        ("Đồng bằng sông Hồng", "63"),
        ("63-15", "34"),
        ("Nam", "63"),
    ],
)
def test_what_is_not_a_unit_of_the_set_is_not_found(text: str, unit_set: str) -> None:
    assert found(text, unit_set) is None


def test_a_name_without_a_set_finds_the_newest_unit_first() -> None:
    assert [unit.ref_area for unit in GAZETTEER.find_anywhere("Khánh Hòa")] == ["34-56", "63-56", "64-56", "61-56"]
    with pytest.raises(UnknownCodeError):
        GAZETTEER.find_anywhere("Atlantis")


def test_labels_are_plain_names() -> None:
    labels = {ref: (GAZETTEER.unit(ref).label.vi, GAZETTEER.unit(ref).label.en) for ref in REF_AREAS}
    assert labels["63-79"] == ("TP. Hồ Chí Minh", "Ho Chi Minh City")
    assert labels["63-77"] == ("Bà Rịa – Vũng Tàu", "Ba Ria – Vung Tau")
    assert labels["63-46"] == ("Thừa Thiên Huế", "Thua Thien Hue")
    assert labels["34-46"] == ("Huế", "Hue")
    assert labels["64-28"] == ("Hà Tây", "Ha Tay")
    assert all(en.replace("–", "-").isascii() for _, en in labels.values())


def test_standing_follows_the_date() -> None:
    hue, dong_nai = GAZETTEER.unit("63-46"), GAZETTEER.unit("34-75")
    assert hue.standing(date(2024, 12, 31)).full_name.vi == "Tỉnh Thừa Thiên Huế"
    assert hue.standing(date(2025, 1, 1)).full_name.vi == "Thành phố Huế"
    assert not dong_nai.standing(date(2026, 4, 29)).is_city
    assert dong_nai.standing(date(2026, 4, 30)).is_city


def test_number_of_cities_on_a_day() -> None:
    def cities(unit_set: str, day: date) -> int:
        return sum(unit.standing(day).is_city for unit in GAZETTEER.members(unit_set))

    assert cities("61", date(2003, 12, 31)) == 4
    assert cities("64", date(2004, 1, 1)) == 5
    assert cities("63", date(2025, 6, 30)) == 6
    assert cities("34", date(2025, 7, 1)) == 6
    assert cities("34", date(2026, 12, 31)) == 9


def test_regions_of_the_63_are_known_in_both_schemes_and_of_the_34_in_the_new_one() -> None:
    assert all(set(unit.regions) == {"2006", "2025"} for unit in GAZETTEER.members("63"))
    assert all(set(unit.regions) == {"2025"} for unit in GAZETTEER.members("34"))
    for unit in GAZETTEER.members("63"):
        (heir,) = GAZETTEER.heirs(unit.ref_area, "34")
        assert unit.regions["2025"] == GAZETTEER.unit(heir).regions["2025"]


@given(st.sampled_from(REF_AREAS), st.booleans())
def test_a_lineage_is_the_same_seen_from_each_of_its_units(ref_area: str, adjusted: bool) -> None:
    lineage = GAZETTEER.lineage(ref_area, adjusted=adjusted)
    assert ref_area in lineage
    assert all(GAZETTEER.lineage(other, adjusted=adjusted) == lineage for other in lineage)


@given(st.sampled_from(REF_AREAS))
def test_every_unit_is_found_by_its_own_names_in_its_set(ref_area: str) -> None:
    unit = GAZETTEER.unit(ref_area)
    names = [unit.label, *(standing.full_name for standing in unit.standings)]
    for text in (unit.ref_area, unit.code, *(name.vi for name in names), *(name.en.upper() for name in names)):
        assert found(text, unit.unit_set) == ref_area


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
