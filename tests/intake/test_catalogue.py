import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.i18n import translator
from lib.intake.catalogue import COLUMNS, load_catalogue
from lib.model.errors import DataError
from lib.model.indicator import CarryRule, Catalogue, Direction
from lib.model.period import Frequency, Period
from lib.model.words import LANGUAGES
from lib.report.lines import source_line

DATA = Path(__file__).parents[2] / "data"
Edit = Callable[[list[dict[str, str]]], object]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in COLUMNS:
        shutil.copy(DATA / f"{name}.csv", tmp_path)
    return tmp_path


def edited(folder: Path, name: str, edit: Edit) -> tuple[str, ...]:
    """The faults after `edit` has changed the rows of one file."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS[name].split())
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(DataError) as caught:
        load_catalogue(folder)
    return caught.value.faults


def first(**changes: str) -> Edit:
    """Change columns of the first row, which stands in line 2."""
    return lambda rows: rows[0].update(changes)


BAND = {
    "indicator": "PAPI_TOTAL_D1_D8",
    "first_period": "2021",
    "last_period": "2024",
    "ref_area": "*",
    "half_width": "0.4",
    "level": "95",
    "remark_vi": "Dựng để thử",
    "remark_en": "Made up for the test",
    "source": "GH-HNKS-PAPI",
}


def band(**changes: str) -> Edit:
    """Write one error band into the file that ships empty."""
    return lambda rows: rows.append(BAND | changes)


def of(code: str, **changes: str) -> Edit:
    """Change columns of the first row about an indicator."""
    return lambda rows: next(row for row in rows if code in (row.get("code"), row.get("indicator"))).update(changes)


def test_every_indicator_has_names_unit_owner_and_definition_in_both_languages(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        words = (indicator.label, indicator.short, indicator.unit, indicator.origin, indicator.owner)
        for name in (*words, indicator.definition):
            assert name.vi and name.en, indicator.code
        assert len(indicator.short.vi) <= 56, indicator.code


def test_a_leader_finds_the_headline_indices_first(catalogue: Catalogue) -> None:
    headline = [i.code for i in catalogue.indicators.values() if i.field == next(iter(catalogue.fields))]
    assert headline[:6] == ["PCI", "PAPI_TOTAL_D1_D8", "PAPI_TOTAL_D1_D6", "PAR_INDEX", "SIPAS", "DTI"]
    assert {i.field for i in catalogue.indicators.values()} == set(catalogue.fields)


@pytest.mark.parametrize(
    ("alias", "code"),
    [
        ("DTI_34", "DTI"),
        ("GRDP_GROWTH_63", "GRDP_GROWTH"),
        ("grdp_growth_34", "GRDP_GROWTH"),
        ("SERVICE_766_34", "SERVICE_766"),
        ("Par Index", "PAR_INDEX"),
        ("papi", "PAPI_TOTAL_D1_D8"),
    ],
)
def test_an_alias_leads_to_its_indicator(catalogue: Catalogue, alias: str, code: str) -> None:
    assert catalogue.indicator(alias).code == code


def test_directions_are_honest(catalogue: Catalogue) -> None:
    ways = {code: indicator.direction for code, indicator in catalogue.indicators.items()}
    for code in ("POVERTY_RATE", "INFANT_MORTALITY_PERMILLE", "COVID19_CASES_MONTH"):
        assert ways[code] is Direction.LOWER
    for code in ("POPULATION_AVG_THOUSAND", "AREA_KM2", "POP_DENSITY", "NET_MIGRATION_PERMILLE", "SCOLI_HANOI100"):
        assert ways[code] is Direction.NONE
    assert ways["PCI_5_INFORMAL"] is Direction.HIGHER


def test_a_mean_has_a_weight_and_a_recomputed_value_has_parts_or_a_denominator(catalogue: Catalogue) -> None:
    made = {component.indicator for component in catalogue.components}
    for indicator in catalogue.indicators.values():
        if indicator.carry_rule is CarryRule.WEIGHTED_MEAN:
            assert catalogue.indicators[indicator.weight_indicator].carry_rule is CarryRule.SUM
        if indicator.carry_rule is CarryRule.RECOMPUTE:
            assert indicator.code in made or indicator.weight_indicator, indicator.code


def test_pci_components_change_with_the_published_method(catalogue: Catalogue) -> None:
    counts = {year: len(catalogue.components_of("PCI", Period(year))) for year in range(2005, 2026)}
    assert counts == {2005: 9} | {y: 9 if 2009 <= y <= 2012 else 10 for y in range(2006, 2026)}
    for year in range(2006, 2026):
        assert sum(c.weight or 0 for c in catalogue.components_of("PCI", Period(year))) == pytest.approx(10)
    assert {c.weight for c in catalogue.components_of("PCI", Period(2005))} == {None}


@pytest.mark.parametrize(
    ("dimension", "year", "count"),
    [
        ("PAPI_D2_TRANSPARENCY", 2017, 3),
        ("PAPI_D2_TRANSPARENCY", 2018, 4),
        ("PAPI_D5_PROCEDURES", 2020, 4),
        ("PAPI_D5_PROCEDURES", 2021, 3),
        ("PAPI_D8_EGOV", 2017, 0),
        ("PAPI_D8_EGOV", 2018, 2),
        ("PAPI_D8_EGOV", 2019, 3),
        ("PAPI_TOTAL_D1_D6", 2017, 6),
        ("PAPI_TOTAL_D1_D8", 2018, 8),
    ],
)
def test_papi_sub_dimensions_come_and_go(catalogue: Catalogue, dimension: str, year: int, count: int) -> None:
    assert len(catalogue.components_of(dimension, Period(year))) == count


def test_the_breaks_on_the_way_are_known(catalogue: Catalogue) -> None:
    kinds = [found.kind for found in catalogue.breaks_between("PCI", Period(2020), Period(2023))]
    assert kinds == ["method", "method", "publication"]
    assert catalogue.breaks_between("PCI", Period(2014), Period(2016)) == ()
    assert catalogue.breaks_between("PAPI_SC21", Period(2017), Period(2018))[0].kind == "scope"


def test_growth_is_published_by_the_quarter_and_cases_by_the_month(catalogue: Catalogue) -> None:
    assert catalogue.indicators["GRDP_GROWTH"].frequency is Frequency.Q
    assert catalogue.indicators["COVID19_CASES_MONTH"].frequency is Frequency.M


def test_every_publisher_has_an_english_name(catalogue: Catalogue) -> None:
    english = [source.publisher.of("en") for source in catalogue.sources.values()]
    vietnamese = re.compile(r"\b(kho|bản tiếng Anh|Báo (?!Mới)|Tổng cục|Bộ|Sở|Cổng|theo|đăng lại)\b")
    assert [name for name in english if vietnamese.search(name)] == []
    shown = source_line(["GH-CHOISY-GSO+W-NHANDAN-PCI2022"], catalogue, translator("en"))
    assert shown == "General Statistics Office; repository choisy/gso, Nhân Dân newspaper"


def test_a_gap_tells_why_and_not_what_staff_should_do(catalogue: Catalogue) -> None:
    told = [f"{gap.reason.vi} {gap.reason.en}" for gap in catalogue.gaps]
    assert [text for text in told if "nạp bảng" in text or "hand in" in text] == []


def test_no_source_without_leave_is_named() -> None:
    text = (DATA / "sources.csv").read_text(encoding="utf-8")
    assert "LETRINH" not in text and "PHUONGTVYZ" not in text


CATALOGUE_FAULTS: list[tuple[str, Edit, str]] = [
    ("catalogue", first(code="pci"), "catalogue.csv:2: code must be written with A–Z, 0–9 and _: 'pci'"),
    ("catalogue", lambda rows: rows.append(rows[0]), "catalogue.csv:95: code stands twice: PCI"),
    ("catalogue", first(name_en=""), "catalogue.csv:2: name_vi or name_en is empty"),
    ("catalogue", first(definition_vi=""), "catalogue.csv:2: definition_vi or definition_en is empty"),
    ("catalogue", first(field="SPACE"), "catalogue.csv:2: field: unknown field 'SPACE'"),
    ("catalogue", first(parent="PCJ"), "catalogue.csv:2: parent: unknown indicator 'PCJ'"),
    ("catalogue", first(parent="PCI"), "catalogue.csv:2: parent: PCI is its own ancestor"),
    ("catalogue", first(parent="PCI_2_LAND"), "catalogue.csv:2: parent: PCI is its own ancestor"),
    ("catalogue", first(weight_indicator="HEADS"), "catalogue.csv:2: weight_indicator: unknown indicator 'HEADS'"),
    (
        "catalogue",
        of("POVERTY_RATE", weight_indicator=""),
        "weight_indicator is empty, but carry_rule is weighted_mean",
    ),
    ("catalogue", first(decimals="-1"), "catalogue.csv:2: decimals must be a whole number from 0: '-1'"),
    ("catalogue", first(frequency="Y"), "catalogue.csv:2: frequency must be one of A, S, Q, M: 'Y'"),
    ("catalogue", first(direction="up"), "catalogue.csv:2: direction must be one of higher, lower, none: 'up'"),
    ("catalogue", first(value_type="score"), "catalogue.csv:2: value_type must be one of index,"),
    ("catalogue", first(carry_rule="mean"), "catalogue.csv:2: carry_rule must be one of sum,"),
    ("catalogue", first(classes="five"), "catalogue.csv:2: classes must be one of empty, quartile, letters: 'five'"),
    ("catalogue", first(minimum="0,5"), "catalogue.csv:2: minimum is not a number: '0,5'"),
    ("catalogue", first(minimum="0 5"), "catalogue.csv:2: minimum holds more than one number: '0 5'"),
    ("catalogue", first(minimum="100"), "catalogue.csv:2: minimum 100 is not below maximum 100"),
    ("catalogue", first(minimum_coverage="0"), "catalogue.csv:2: minimum_coverage is not a share above 0 and up to 1"),
    ("catalogue", first(minimum_coverage=""), "catalogue.csv:2: minimum_coverage is not a share above 0 and up to 1"),
    ("catalogue", of("AREA_KM2", minimum_coverage="0.5"), "minimum_coverage must be 1 where carry_rule is sum"),
    ("catalogue", first(accumulation="ytd"), "catalogue.csv:2: accumulation must be one of period, year_to_date"),
    ("catalogue", first(aliases="sipas"), "catalogue.csv:2: aliases: 'SIPAS' already names SIPAS"),
    ("fields", first(name_vi=""), "fields.csv:2: name_vi or name_en is empty"),
    ("sources", first(title=""), "sources.csv:2: title is empty"),
    ("sources", first(code="gso"), "sources.csv:2: code must be written with A–Z, 0–9 and -: 'gso'"),
    ("components", first(component="PCI_11"), "components.csv:2: component: unknown indicator 'PCI_11'"),
    ("components", first(component="PCI"), "components.csv:2: component: PCI is made of itself"),
    ("components", first(weight="a half"), "components.csv:2: weight is not a number: 'a half'"),
    ("components", first(valid_to="2004"), "components.csv:2: valid_to 2004 is before valid_from 2005"),
    ("components", lambda rows: rows.append(rows[0]), "PCI_1_ENTRY already counts for PCI in these periods"),
    ("components", first(source="GH-NOBODY"), "components.csv:2: source: unknown source 'GH-NOBODY'"),
    ("breaks", first(kind="other"), "breaks.csv:2: kind must be one of method, scope, publication: 'other'"),
    ("breaks", first(time_period="2006-13"), "breaks.csv:2: time_period is not a period"),
    ("breaks", first(remark_en=""), "breaks.csv:2: remark_vi or remark_en is empty"),
    ("gaps", first(obs_status="A"), "gaps.csv:2: obs_status must be one of O, L, M, Q: 'A'"),
    ("gaps", first(ref_area="56"), "gaps.csv:2: ref_area must be a unit's id (63-56) or *: '56'"),
    ("gaps", first(last_period="2001"), "gaps.csv:2: last_period 2001 is before first_period 2005"),
    ("gaps", first(first_period="2005-H1"), "gaps.csv:2: first_period is spelled '2005-S1' here: '2005-H1'"),
    ("contradictions", first(time_period="2022-2024"), "contradictions.csv:2: time_period is not a period"),
    ("contradictions", first(kind=""), "contradictions.csv:2: kind must be one of arithmetic,"),
    ("publications", first(peer_count="1"), "publications.csv:2: peer_count must be a whole number from 2: '1'"),
    ("class_scales", first(name_en=""), "class_scales.csv:2: name_vi or name_en is empty"),
    ("class_scales", first(**{"class": ""}), "class_scales.csv:2: class is empty"),
    ("class_scales", first(name_vi="Thấp nhất"), "class_scales.csv:5: class: '4' or its name stands twice in quartile"),
    ("margins", band(half_width="-1"), "margins.csv:2: half_width must be a number from 0: '-1'"),
    ("margins", band(half_width=""), "margins.csv:2: half_width must be a number from 0: ''"),
    ("margins", band(level="100"), "margins.csv:2: level must be per cent between 0 and 100: '100'"),
    ("margins", band(last_period="2020"), "margins.csv:2: last_period 2020 is before first_period 2021"),
    ("margins", band(ref_area="Huế"), "margins.csv:2: ref_area must be a unit's id (63-56) or *: 'Huế'"),
    ("margins", band(remark_vi=""), "margins.csv:2: remark_vi or remark_en is empty"),
    ("margins", band(source="NOBODY"), "margins.csv:2: source: unknown source 'NOBODY'"),
    ("publications", first(indicator="PC"), "publications.csv:2: indicator: unknown indicator 'PC'"),
]


@pytest.mark.parametrize(("name", "edit", "fault"), CATALOGUE_FAULTS)
def test_every_fault_is_named_with_file_line_and_column(folder: Path, name: str, edit: Edit, fault: str) -> None:
    assert any(fault in found for found in edited(folder, name, edit))


def test_all_faults_of_all_files_come_at_once(folder: Path) -> None:
    (folder / "gaps.csv").unlink()
    (folder / "fields.csv").write_bytes("code,name_vi,name_en\nX,Kinh tế,Economy\n".encode("utf-16"))
    (folder / "breaks.csv").write_text("indicator,remark\n", encoding="utf-8")
    (folder / "sources.csv").write_text(
        'code,title,publisher_vi,publisher_en,address,licence\nA,"b\n', encoding="utf-8"
    )
    with pytest.raises(DataError) as caught:
        load_catalogue(folder)
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "fields.csv",
        "sources.csv",
        "breaks.csv",
        "gaps.csv",
    ]


def test_two_faults_in_two_files_are_both_told(folder: Path) -> None:
    (folder / "fields.csv").write_text("code,name_vi,name_en\nCOMPOSITE,Chỉ số,Indices\n", encoding="utf-8")
    faults = edited(folder, "breaks", first(kind="other"))
    assert any(fault.startswith("breaks.csv:2") for fault in faults)
    assert sum("unknown field" in fault for fault in faults) > 50


def test_no_error_band_ships_because_none_is_sourced(catalogue: Catalogue) -> None:
    assert catalogue.margins == ()
    assert catalogue.margin("PAPI_TOTAL_D1_D8", Period(2024), "63-01") is None


def test_the_most_particular_error_band_counts_in_its_periods_alone(folder: Path) -> None:
    with (folder / "margins.csv").open("a", encoding="utf-8", newline="") as handle:
        csv.DictWriter(handle, list(BAND)).writerows([BAND, BAND | {"ref_area": "63-01", "half_width": "0.25"}])
    made = load_catalogue(folder)
    code = BAND["indicator"]
    found = {area: made.margin(code, Period(2023), area) for area in ("63-01", "63-04")}
    assert {area: margin.half_width for area, margin in found.items() if margin} == {"63-01": 0.25, "63-04": 0.4}
    assert made.margin(code, Period(2020), "63-01") is None
    assert made.margin("PCI", Period(2023), "63-01") is None


def test_a_class_is_found_by_code_and_name_and_the_screen_calls_it_the_same(catalogue: Catalogue) -> None:
    scale = catalogue.class_scales[catalogue.indicators["PAPI_TOTAL_D1_D8"].classes]
    assert [scale.place(text) for text in ("1", "Trung bình cao", "nhóm trung bình thấp", "Lowest")] == [1, 2, 3, 4]
    assert scale.place("Khá") is None
    for language in LANGUAGES:
        said = [translator(language)(f"group.{level.code}") for level in scale.levels]
        assert said == [level.label.of(language) for level in scale.levels]
    assert [level.code for level in catalogue.class_scales["letters"].levels] == ["A", "B", "C"]
