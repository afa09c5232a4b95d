"""Indicators added on the spot: usable on every page and in every process, never twice."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from lib.i18n import translator
from lib.model.indicator import Accumulation, Direction, Indicator, ValueType
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.period import Frequency, Period
from lib.services.answers import catalogue_answer, rank_answer, series_answer
from lib.services.growing_catalogue import body_of, indicator_of
from lib.services.inventory import coverage_rows, source_rows
from lib.services.own_indicators import OwnIndicatorError, add_indicator
from lib.services.questions import ask
from lib.services.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[2]
SAID = {
    "unit": "%",
    "direction": Direction.HIGHER,
    "frequency": Frequency.Q,
    "decimals": 1,
    "owner": "Sở Nội vụ",
    "actor": "chuyên viên",
}


def test_an_indicator_is_in_the_catalogue_at_once_and_after_opening_again(office: Workspace, tmp_path: Path) -> None:
    shipped = office.catalogue
    added = add_indicator(office, "  Tỷ lệ hồ sơ\u200b đúng\u00a0hạn ", **SAID)
    assert (added.code, added.label.vi) == ("OWN_TY_LE_HO_SO_DUNG_HAN", "Tỷ lệ hồ sơ đúng hạn")
    assert (added.unit.vi, added.decimals, added.frequency) == ("%", 1, Frequency.Q)
    assert (added.direction, added.value_type, added.minimum) == (Direction.HIGHER, ValueType.RATE, None)
    assert (added.owner.vi, added.owner.of("en")) == ("Sở Nội vụ", "Sở Nội vụ")
    assert office.catalogue.indicators[added.code] == added
    assert office.catalogue.indicator("tỷ lệ hồ sơ đúng hạn") == added
    assert office.catalogue.fields[added.field].label.vi == "Chỉ tiêu của đơn vị"
    assert list(office.catalogue.indicators)[:-1] == list(shipped.indicators)
    again = open_workspace(ROOT, None, tmp_path)
    assert again.catalogue == office.catalogue
    again.store.close()


def test_an_addition_of_another_process_shows_without_opening_again(office: Workspace, tmp_path: Path) -> None:
    before = office.catalogue
    program = (
        "import sys; from pathlib import Path; from lib.model.indicator import Direction;"
        "from lib.model.period import Frequency; from lib.services.own_indicators import add_indicator;"
        "from lib.services.workspace import open_workspace;"
        "add_indicator(open_workspace(Path('.'), None, Path(sys.argv[1])), 'Đàn bò', unit='con',"
        "direction=Direction.NONE, frequency=Frequency.A, decimals=0, owner='a', actor='a')"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, check=True)
    assert "OWN_DAN_BO" not in before.indicators
    assert office.catalogue.indicators["OWN_DAN_BO"].label.vi == "Đàn bò"


def test_the_catalogue_is_one_object_until_it_changes(office: Workspace) -> None:
    first = office.catalogue
    office.catalogues.forget()
    assert office.catalogue.indicators == first.indicators
    known = office.catalogue
    assert office.catalogue is known
    add_indicator(office, "Đàn bò", **SAID)
    assert office.catalogue is not known


@pytest.mark.parametrize("name", ["", "  \u200b\n", "12.5 – (%)", "Đ" * 201])
def test_a_name_that_says_nothing_or_too_much_is_refused_in_both_languages(office: Workspace, name: str) -> None:
    with pytest.raises(OwnIndicatorError) as refused:
        add_indicator(office, name, **SAID)
    assert refused.value.words.vi != refused.value.words.en
    assert refused.value.existing is None
    assert office.store.indicator_count() == 0


@pytest.mark.parametrize("wrong", [{"decimals": -1}, {"decimals": 7}, {"unit": "x" * 41}])
def test_decimals_and_units_have_bounds(office: Workspace, wrong: dict[str, object]) -> None:
    with pytest.raises(OwnIndicatorError, match=r"thập phân|đơn vị tính"):
        add_indicator(office, "Đàn bò", **{**SAID, **wrong})
    assert office.store.indicator_count() == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("PCI", "PCI"),
        ("pci", "PCI"),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "PCI"),
        ("chi so nang luc canh tranh cap tinh (pci)", "PCI"),
        ("Provincial Competitiveness Index", "PCI"),
    ],
)
def test_a_name_the_catalogue_has_leads_to_that_indicator(office: Workspace, name: str, code: str) -> None:
    with pytest.raises(OwnIndicatorError, match="Danh mục đã có") as refused:
        add_indicator(office, name, **SAID)
    assert refused.value.existing == office.catalogue.indicators[code]


def test_an_own_indicator_is_not_added_twice(office: Workspace) -> None:
    added = add_indicator(office, "Đàn bò sữa", **SAID)
    for again in ("Đàn bò sữa", "ĐÀN BÒ SỮA", "dan bo sua"):
        with pytest.raises(OwnIndicatorError) as refused:
            add_indicator(office, again, **SAID)
        assert refused.value.existing == added


def test_codes_are_plain_short_and_different(office: Workspace) -> None:
    long = "Tỷ lệ hộ dân cư nông thôn được sử dụng nước sạch theo quy chuẩn quốc gia"
    names = [long, f"{long} năm trước", "<b>Đậm</b>; DROP TABLE", "農業", "=1+1 ước", "Đàn bò - sữa", "Đàn bò (sữa)"]
    codes = [add_indicator(office, name, **SAID).code for name in names]
    assert len(set(codes)) == len(names)
    for code in codes:
        assert code.startswith("OWN_")
        assert len(code) <= 40
        assert code.replace("_", "").isalnum()
        assert code.isascii()
        assert code == code.upper()
    assert [office.catalogue.indicators[code].label.vi for code in codes] == names


def test_what_is_kept_comes_back_and_less_has_sensible_defaults(office: Workspace) -> None:
    added = add_indicator(office, "Đàn bò", **SAID, label_en="Cattle", definition="Số con\nngày 1/1")
    assert indicator_of(added.code, body_of(added)) == added
    bare = indicator_of("OWN_A", '{"label": {"vi": "A"}}')
    assert isinstance(bare, Indicator)
    assert (bare.decimals, bare.frequency, bare.direction) == (2, Frequency.A, Direction.NONE)
    assert (bare.accumulation, bare.minimum_coverage) == (Accumulation.PERIOD, 1.0)


def test_figures_counted_from_the_start_of_the_year_are_compared_with_the_same_months(office: Workspace) -> None:
    added = add_indicator(office, "Thu nội địa", **SAID, accumulation=Accumulation.YEAR_TO_DATE)
    assert indicator_of(added.code, body_of(added)) == added
    rows = [
        (added.code, "34-01", period, 90.0, "A", None, None, None, "HANDED_IN")
        for period in ("2025-08", "2025-09", "2026-08", "2026-09")
    ]
    slip = {"file_name": "a.csv", "content_hash": "h", "actor": "a", "note": ""}
    office.store.add(pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS)), **slip)
    assert office.coverage().before(added.code, Period.parse("2026-09")) == Period.parse("2025-09")
    unlike = rank_answer(office, ask(office, added.code, "2026-09", "2026-08"), translator("vi"))[0]
    assert unlike["value_change"] is None
    assert "chọn kỳ gốc cũng lũy kế 9 tháng" in str(unlike["note"])
    alike = rank_answer(office, ask(office, added.code, "2026-09", "2025-09"), translator("vi"))[0]
    assert alike["value_change"] == 0


def test_its_figures_are_answered_like_any_others(office: Workspace) -> None:
    code = add_indicator(office, "Tỷ lệ hồ sơ đúng hạn", **SAID).code
    rows = [
        (code, f"34-{area}", period, 90.0 + place, "A", None, None, None, "HANDED_IN")
        for place, area in enumerate(("01", "19", "56"))
        for period in ("2025-Q3", "2025-Q4")
    ]
    slip = {"file_name": "a.csv", "content_hash": "h", "actor": "a", "note": ""}
    office.store.add(pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS)), **slip)
    for language in ("vi", "en"):
        t = translator(language)
        ranked = rank_answer(office, ask(office, code, "2025-Q4", "2025-Q3"), t)
        assert [row["rank"] for row in ranked if row["obs_value"]] == [1, 2, 3]
        series = series_answer(office, code, [], t)
        assert {row["source"] for row in series} == {"HANDED_IN"}
        assert code in {row["indicator"] for row in catalogue_answer(office, t)}
        told = coverage_rows(office.coverage(), office, t).set_index("code")
        assert told.loc[code, "name"] == "Tỷ lệ hồ sơ đúng hạn"
    assert "HANDED_IN" in set(source_rows(office, translator("vi"))["code"])
