import csv
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.intake.area_names import without_marks
from lib.intake.areas import AreaKind, AreaLabel, area_reader
from lib.intake.gazetteer import load_gazetteer
from lib.model.errors import DataError

GEO = Path(__file__).parents[2] / "geo"
GAZETTEER = load_gazetteer(GEO)
READER = area_reader(GAZETTEER, GEO)
SPELLINGS = list(csv.DictReader((Path(__file__).parent / "area_spellings.csv").open(encoding="utf-8", newline="")))
NAMES: dict[str, dict[str, str]] = {}
for _unit in GAZETTEER.units.values():
    NAMES.setdefault(_unit.label.vi, {})[_unit.unit_set] = _unit.ref_area
ALWAYS = ("34", "61", "63", "64")


def sets(text: str) -> tuple[str, ...]:
    """The unit sets in which a text names a unit."""
    return tuple(sorted(READER.label(text).units))


def names(refs: tuple[str, ...]) -> list[str]:
    return [GAZETTEER.units[ref].label.vi for ref in refs]


def test_a_listed_spelling_means_its_unit_or_proposes_it_and_never_another() -> None:
    for row in (row for row in SPELLINGS if not row["ambiguous"]):
        label = READER.label(row["variant"])
        units = dict(label.units) if label.kind is AreaKind.UNIT else NAMES[label.proposal]
        assert units.get("63", "") == row["ref_area_63"], row
        newest = next(units[code] for code in ("34", "63", "64") if code in units)
        assert GAZETTEER.heirs(newest, "34") == (row["ref_area_34"],), row


def test_of_the_listed_spellings_only_damaged_ones_are_not_read() -> None:
    kinds = Counter(READER.label(row["variant"]).kind for row in SPELLINGS if not row["ambiguous"])
    assert kinds == {AreaKind.UNIT: 1275, AreaKind.DAMAGED: 32}


def test_no_ambiguous_spelling_comes_back_as_a_unit() -> None:
    kinds = Counter(READER.label(row["variant"]).kind for row in SPELLINGS if row["ambiguous"])
    assert kinds == {AreaKind.AMBIGUOUS: 124, AreaKind.FOREIGN: 2, AreaKind.DAMAGED: 1}


@pytest.mark.parametrize(
    ("text", "unit_sets"),
    [
        ("Hà Giang", ("61", "63", "64")),
        ("Khánh Hòa", ALWAYS),
        ("Hà Tây", ("61", "64")),
        ("Đắk Nông", ("63", "64")),
        ("Huế", ALWAYS),
        ("Thừa Thiên Huế", ALWAYS),
        ("TP. Huế", ("34", "63")),
        ("Tỉnh Thừa Thiên Huế", ("61", "63", "64")),
        ("Tỉnh Cần Thơ", ("61",)),
        ("TP. Cần Thơ", ("34", "63", "64")),
        ("UBND tỉnh Hà Giang", ("61", "63", "64")),
        ("T.Hoà Bình", ("61", "63", "64")),
        ("Uỷ ban nhân dân tỉnh Hà Giang", ("61", "63", "64")),
        ("Ủy ban nhân dân tỉnh Hà Giang", ("61", "63", "64")),
        ("Ha Giang Province", ("61", "63", "64")),
        ("Đăk lak", ALWAYS),
        ("Dac Lak|Dak Lac", ALWAYS),
        ("Bà Rịa\n- Vũng Tàu", ("61", "63", "64")),
        ("Hà Nội\nHanoi", ALWAYS),
        ("Hà Nội/Ha Noi", ALWAYS),
        ("Hải Phòng (TP)", ALWAYS),
        ("1. Hà Nội", ALWAYS),
        ("2.1. Hà Nội", ALWAYS),
        ("(12) Hà Nội", ALWAYS),
        ("01 - Hà Nội", ALWAYS),
        ("- Lào Cai", ALWAYS),
        ("Lào Cai (10)", ("61", "63", "64")),
        ("Lào Cai (15)", ("34",)),
        ("Hanoi, Vietnam", ALWAYS),
    ],
)
def test_a_name_is_known_in_every_unit_set_that_has_it(text: str, unit_sets: tuple[str, ...]) -> None:
    assert sets(text) == unit_sets
    assert READER.label(text).kind is AreaKind.UNIT


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Nam Định(*)", "(*)"),
        ("Nam Định **", "**"),
        ("Nam Định (1)", "(1)"),
        ("Nam Định[12]", "[12]"),
        ("Nam Định¹", "¹"),
    ],
)
def test_a_footnote_mark_is_left_out_and_told(text: str, mark: str) -> None:
    label = READER.label(text)
    assert (label.units["63"], label.mark) == ("63-36", mark)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Khánh Hòa (cũ)", {"61": "61-56", "64": "64-56", "63": "63-56"}),
        ("Khánh Hòa mới", {"34": "34-56"}),
        ("Hà Nội (cũ)", {"61": "61-01", "64": "64-01"}),
        ("Lai Châu (cũ)", {"61": "61-12"}),
        ("Cần Thơ (cũ)", {"64": "64-92", "63": "63-92"}),
        ("Bình Dương (cũ)", {"61": "61-74", "64": "64-74", "63": "63-74"}),
        ("Bình Dương (mới)", {}),
        ("Cao Bằng (cũ)", {}),
    ],
)
def test_old_and_new_mean_before_and_since_the_last_change_of_territory(text: str, units: dict[str, str]) -> None:
    label = READER.label(text)
    assert label.units == units
    assert label.age == ("" if not units else "new" if "mới" in text else "old")


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Hà", ["Hà Nội", "Hà Giang", "Hà Tây", "Hà Nam", "Hà Tĩnh"]),
        ("Thái", ["Thái Nguyên", "Thái Bình"]),
        ("Vũng Tàu", ["Bà Rịa – Vũng Tàu"]),
        ("Sài Gòn", ["TP. Hồ Chí Minh"]),
        ("TP. Sài Gòn", ["TP. Hồ Chí Minh"]),
        ("Thành phố Bắc Ninh", ["Bắc Ninh"]),
        ("TP. Đồng Nai", ["Đồng Nai"]),
        ("Thái Bình (TP)", ["Thái Bình"]),
        ("BD", ["Bình Định", "Bình Dương"]),
        ("H.Giang", ["Hà Giang", "Hậu Giang"]),
        ("Hải Dương - Hưng Yên", ["Hải Dương", "Hưng Yên"]),
        ("Bình Dương (TP. Hồ Chí Minh)", ["Bình Dương", "TP. Hồ Chí Minh"]),
    ],
)
def test_what_may_be_several_things_is_ambiguous_with_its_candidates(text: str, candidates: list[str]) -> None:
    label = READER.label(text)
    assert (label.kind, label.units) == (AreaKind.AMBIGUOUS, {})
    assert names(label.candidates) == candidates


@pytest.mark.parametrize(
    ("aggregate", "texts"),
    [
        (
            "region",
            ["ĐỒNG BẰNG SÔNG HỒNG", "Dong bang song Cuu Long", "ĐBSCL", "II. Tây Nguyên", "Đông Bắc", "Tây Bắc"],
        ),
        (
            "region",
            ["Đồng bằng sông Hồng - Red River Delta", "Đồng bằng sông Hồng Red River Delta", "Vùng Đông Nam Bộ"],
        ),
        ("region", ["Bắc Trung Bộ và", "Duyên hải miền Trung", "TRUNG DU VÀ MIỀN NÚI PHÍA BẮC", "Miền Bắc"]),
        ("country", ["CẢ NƯỚC", "Toàn quốc", "Tòan quốc", "Việt Nam", "CẢ NƯỚC - WHOLE COUNTRY", "Whole country"]),
        ("total", ["Tổng số", "Tổng cộng:", "Cộng", "TOTAL", "Tổng số - Total", "63 tỉnh"]),
        ("statistic", ["Trung bình", "Bình quân", "Trung vị", "Min", "MAX", "Median", "Mean", "Lớn nhất", "Nhỏ nhất"]),
        ("rest", ["Khác", "Không phân theo địa phương", "Trung ương", "Các tỉnh khác"]),
        ("group", ["Hà Nội và TP. Hồ Chí Minh", "Quảng Nam - Đà Nẵng", "12 tỉnh miền núi", "Các tỉnh ven biển"]),
    ],
)
def test_lines_that_sum_up_are_no_units(aggregate: str, texts: list[str]) -> None:
    for text in texts:
        label = READER.label(text)
        assert (label.kind, label.aggregate, label.units) == (AreaKind.AGGREGATE, aggregate, {}), text


def test_every_region_of_both_schemes_is_an_aggregate_in_every_writing() -> None:
    for region in GAZETTEER.regions.values():
        for name in (region.label.vi, region.label.en, region.label.vi.upper(), without_marks(region.label.vi.lower())):
            assert READER.label(name).kind is AreaKind.AGGREGATE, name


LOWER_UNITS = ["Quận 1", "Q.1", "Huyện Mê Linh", "TP. Thủ Đức", "Thị xã Sơn Tây", "Phường Bến Nghé", "Xã Hòa Bình"]
PLACES = ["District 1", "H. Hòa Bình", "X. Hòa Bình", "TP. Vũng Tàu", "Thu Duc District", "Đà Lạt", "Lào", "Trung Quốc"]
OFFICES = ["Bộ Y tế", "Sở Y tế Hà Giang", "Cục Thuế tỉnh Hà Giang"]


@pytest.mark.parametrize("text", [*LOWER_UNITS, *PLACES, *OFFICES])
def test_districts_offices_and_other_places_are_foreign(text: str) -> None:
    label = READER.label(text)
    assert (label.kind, label.units) == (AreaKind.FOREIGN, {})
    assert label.aggregate in {"lower-unit", "office", "place"}


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Hà Năm", "Hà Nam"),
        ("Quảng Ngại", "Quảng Ngãi"),
        ("Hà Noi", "Hà Nội"),
        ("H\u0430 N\u043ei", "Hà Nội"),  # two Cyrillic letters
        ("Hưng Yêm", "Hưng Yên"),
        ("Thành phố Hồ Chí Min", "TP. Hồ Chí Minh"),
        ("Nam Định1", "Nam Định"),
        ("Q.Ninh", "Quảng Ninh"),
        ("Hà Nai", ""),  # one letter from Hà Nam and from Hà Nội
        ("Tỉnh", ""),
        ("Nguồn: Tổng cục Thống kê", ""),
        ("Lào Cai (12)", ""),
        ("Hà Nội " * 50, ""),
    ],
)
def test_a_near_name_is_proposed_and_never_taken(text: str, proposal: str) -> None:
    label = READER.label(text)
    assert (label.kind, label.units, label.proposal) == (AreaKind.UNKNOWN, {}, proposal)


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("H? N?i", "Hà Nội"),
        ("HÃ\xa0 TÃ¢y", "Hà Tây"),
        ("HÃ  TÃ¢y", "Hà Tây"),
        ("Tá»‰nh HÃ  Giang", "Hà Giang"),
        ("B?nh D??ng", "Bình Dương"),
        ("\ufffdLAO CAI", "Lào Cai"),
        ("C? NƯ?C", ""),
        ("Qu?ng N???", ""),
        ("H? Nám", ""),
        ("B?c ?????", ""),
    ],
)
def test_lost_letters_are_never_restored_only_proposed_if_one_name_fits(text: str, proposal: str) -> None:
    label = READER.label(text)
    assert (label.kind, label.units, label.proposal) == (AreaKind.DAMAGED, {}, proposal)


@pytest.mark.parametrize("text", ["XÃ LONG AN", "XÃ Long An", "THỊ XÃ NGÃ BẢY", "Vì sao"])
def test_capitals_are_no_damage(text: str) -> None:
    assert READER.label(text).kind in {AreaKind.FOREIGN, AreaKind.UNKNOWN}


@pytest.mark.parametrize("text", ["", "  ", "-", "...", "\xa0", "…"])
def test_nothing_is_empty(text: str) -> None:
    assert READER.label(text).kind is AreaKind.EMPTY


def test_a_label_keeps_the_text_as_written_and_is_read_once() -> None:
    label = READER.label(" 1.  hà NỘI (*) ")
    assert (label.text, label.kind, label.mark) == (" 1.  hà NỘI (*) ", AreaKind.UNIT, "(*)")
    assert READER.label(" 1.  hà NỘI (*) ") is label


Writing = Callable[[str], str]
LETTERS: list[Writing] = [
    str,
    str.upper,
    str.lower,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: without_marks(name.casefold()),
    lambda name: name.replace("Đ", "\u00d0"),
    lambda name: name.replace("òa", "oà").replace("óa", "oá"),
]
SPACES: list[Writing] = [
    str,
    lambda name: name.replace(" ", ""),
    lambda name: name.replace(" ", "\xa0"),
    lambda name: name.replace(" ", "  "),
    lambda name: name.replace(" – ", "-").replace(" ", "-"),
    lambda name: name.replace(" – ", "-").replace(" ", "_"),
    lambda name: name.replace(" – ", "-"),
]
AROUND: list[Writing] = [
    str,
    lambda name: f" {name}\t",
    lambda name: f"12. {name}",
    lambda name: f"07 - {name}",
    lambda name: f"{name} (*)",
    lambda name: f"{name}¹:",
    lambda name: f"'{name}",
    lambda name: f"{name} - {without_marks(name)}",
    lambda name: f"{name} ({name.upper()})",
]
PROVINCES: list[Writing] = [
    str,
    lambda name: f"Tỉnh {name}",
    lambda name: f"TỈNH {name}",
    lambda name: f"T. {name}",
    lambda name: f"{name} Province",
    lambda name: f"UBND tỉnh {name}",
]
CITIES: list[Writing] = [
    lambda name: f"TP. {name}",
    lambda name: f"Thành phố {name}",
    lambda name: f"TP {name}",
    lambda name: f"Tp.{name}",
    lambda name: f"T.P. {name}",
    lambda name: f"{name} City",
]
ALWAYS_CITIES = {"Hà Nội", "Hải Phòng", "Đà Nẵng", "TP. Hồ Chí Minh"}
CALLED = {name: CITIES if name in ALWAYS_CITIES else PROVINCES for name in NAMES}


@given(st.sampled_from(sorted(NAMES)), st.sampled_from(LETTERS), st.sampled_from(SPACES), st.data())
def test_whatever_the_rules_write_comes_back_as_the_unit(
    name: str, letters: Writing, spaces: Writing, data: st.DataObject
) -> None:
    called, around = data.draw(st.sampled_from(CALLED[name])), data.draw(st.sampled_from(AROUND))
    text = around(called(spaces(letters(name.removeprefix("TP. ")))))
    label = READER.label(text)
    assert label.kind is AreaKind.UNIT, text
    if name in {"Huế", "Thừa Thiên Huế", "Cần Thơ"}:
        assert {ref[3:] for ref in label.units.values()} == {ref[3:] for ref in NAMES[name].values()}, text
    else:
        assert label.units == NAMES[name], text


_EDITS = "aàáảãạăằâầbcdđeèéêềghiíklmnoòóôồơờpqrstuùúưừvxyý -.?*()1"


@given(st.sampled_from(sorted(NAMES)), st.booleans(), st.integers(0, 20), st.sampled_from(_EDITS), st.integers(0, 2))
@example("Hà Nam", False, 4, "ă", 1)
@example("Bắc Ninh", True, 0, "b", 2)
def test_one_wrong_letter_never_makes_another_unit(
    name: str, is_bare: bool, place: int, letter: str, kind: int
) -> None:
    written = without_marks(name.casefold()) if is_bare else name
    place = min(place, len(written))
    text = written[:place] + ("" if kind == 2 else letter) + written[place + (kind > 0) :]
    label = READER.label(text)
    assert label.kind is not AreaKind.AGGREGATE, text
    for unit_set, ref_area in label.units.items():
        listed = GAZETTEER.find(text, unit_set)
        assert ref_area == (listed.ref_area if listed else NAMES[name].get(unit_set)) or "Huế" in name, text


@given(st.text(max_size=40))
@example("TP")
@example("(")
@example("1.")
@example("Ã")
def test_any_text_has_a_label_and_only_units_have_units(text: str) -> None:
    label = READER.label(text)
    assert isinstance(label, AreaLabel) and label.text == text
    assert bool(label.units) == (label.kind is AreaKind.UNIT)
    assert bool(label.aggregate) == (label.kind in {AreaKind.AGGREGATE, AreaKind.FOREIGN})


@pytest.mark.parametrize(
    ("file", "line", "fault"),
    [
        ("aggregates", "Cả xứ,land", "aggregate must be one of"),
        ("spellings", "Xyz,name,Hà Nội", "kind must be one of"),
        ("spellings", "Xyz,ambiguous,Hà Nôi", "no unit is called 'Hà Nôi'"),
        ("spellings", "Xyz,city", "does not have 3 values"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, file: str, line: str, fault: str) -> None:
    for name in ("aggregates", "spellings"):
        shutil.copy(GEO / f"{name}.csv", tmp_path)
    with (tmp_path / f"{file}.csv").open("a", encoding="utf-8") as handle:
        handle.write(f"{line}\n")
    with pytest.raises(DataError, match=rf"{file}\.csv:\d+: .*{fault}"):
        area_reader(GAZETTEER, tmp_path)


def test_a_spelling_that_comes_to_mean_two_units_is_ambiguous(tmp_path: Path) -> None:
    shutil.copy(GEO / "aggregates.csv", tmp_path)
    (tmp_path / "spellings.csv").write_text("spelling,kind,meaning\nHà Nam,ambiguous,Hà Nội\n", encoding="utf-8")
    label = area_reader(GAZETTEER, tmp_path).label("ha nam")
    assert (label.kind, names(label.candidates)) == (AreaKind.AMBIGUOUS, ["Hà Nội", "Hà Nam"])
