"""A template is asked for by indicators, a period that is due and a unit set; its name survives any system."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lib.i18n import translator
from lib.model.period import Frequency, Period
from lib.report.template import template_workbook
from lib.services.coverage import Coverage, Slot
from lib.services.figure_history import set_in_force
from lib.services.template_choice import (
    TemplateWish,
    due_periods,
    mixed_frequencies,
    offered_indicators,
    offered_sets,
    period_of,
    running_period,
    template_file_name,
    template_spec,
    usual_period,
)
from lib.services.workspace import Workspace

vi, en = translator("vi"), translator("en")
TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]


def wish(workspace: Workspace, period: str, *codes: str, unit_set: str = "34") -> TemplateWish:
    return TemplateWish(tuple(workspace.catalogue.indicators[code] for code in codes), unit_set, Period.parse(period))


def stored(code: str, *periods: str) -> Coverage:
    return Coverage({code: tuple(Slot(Period.parse(period), "34", 34, 0) for period in periods)})


def test_the_field_of_the_address_comes_first_and_nothing_is_left_out(workspace: Workspace) -> None:
    offered = offered_indicators("BUDGET", workspace)
    assert offered[0].field == "BUDGET"
    assert sorted(i.code for i in offered) == sorted(workspace.catalogue.indicators)
    assert offered_sets(workspace) == ("34", "63")


@pytest.mark.parametrize(("frequency", "period"), [("A", "2026"), ("S", "2026-S2"), ("Q", "2026-Q4"), ("M", "2026-11")])
def test_the_running_period(frequency: str, period: str) -> None:
    assert str(running_period(Frequency(frequency), TODAY)) == period
    assert running_period(Frequency(frequency), date(2026, 1, 1)).number == 1
    assert running_period(Frequency(frequency), date(2026, 12, 31)).shifted(1).start == date(2027, 1, 1)


def test_due_is_what_comes_after_the_newest_stored_up_to_the_running_period(workspace: Workspace) -> None:
    pci = workspace.catalogue.indicators["PCI"]
    due = due_periods([pci], stored("PCI", "2023", "2024", "2024-Q1"), TODAY)
    assert [str(period) for period in due] == ["2025", "2026"]
    assert str(usual_period(due, TODAY)) == "2025"
    assert [str(period) for period in due_periods([pci], stored("PCI", "2026"), TODAY)] == ["2027"]
    assert [str(period) for period in due_periods([pci], Coverage({}), TODAY)] == ["2025", "2026"]
    assert len(due_periods([pci], stored("PCI", "1999"), TODAY)) == 6
    assert [str(period) for period in due_periods([pci], stored("PCI", "2024", "2030"), TODAY)] == ["2025", "2026"]
    both = [pci, workspace.catalogue.indicators["PAR_INDEX"]]
    assert [str(period) for period in due_periods(both, stored("PCI", "2025"), TODAY)] == ["2026"]


def test_last_values_are_the_newest_earlier_ones_of_the_same_territory(workspace: Workspace) -> None:
    spec = template_spec(wish(workspace, "2016", "PCI", unit_set="63"), workspace, vi)
    values = workspace.store.series(["PCI"]).set_index(["ref_area", "time_period"])["obs_value"]
    assert spec.last["PCI", "63-48"] == (float(values["63-48", "2015"]), "năm 2015")
    assert [area for area, _ in spec.units] == [unit.ref_area for unit in workspace.gazetteer.members("63")]
    assert spec.title == "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI), năm 2016"
    merged = template_spec(wish(workspace, "2025", "PCI"), workspace, vi)
    for _, area in merged.last:
        assert workspace.gazetteer.units[area].unit_set == "34"
    assert ("PCI", "34-48") not in merged.last  # Đà Nẵng took Quảng Nam in: another territory
    assert ("PCI", "34-01") in merged.last  # Hà Nội is what it was


def test_a_months_template_shows_no_years_values(workspace: Workspace) -> None:
    assert not template_spec(wish(workspace, "2026-11", "PCI"), workspace, vi).last


@pytest.mark.parametrize(
    ("codes", "t", "name"),
    [
        (["PCI"], vi, "bieu-mau-pci-34-2026-11.xlsx"),
        (["GRDP_GROWTH", "RETAIL_SALES_BN_VND"], vi, "bieu-mau-kinh-te-34-2026-11.xlsx"),
        (["PCI", "GRDP_GROWTH"], vi, "bieu-mau-2-chi-tieu-34-2026-11.xlsx"),
        (["PCI", "GRDP_GROWTH"], en, "template-2-indicators-34-2026-11.xlsx"),
    ],
)
def test_the_files_name_has_no_marks(workspace: Workspace, codes: list[str], t: object, name: str) -> None:
    words = vi if t is vi else en
    assert template_file_name(wish(workspace, "2026-11", *codes), workspace, words) == name


def test_the_workbook_of_a_wish_opens_with_its_units_and_last_values(workspace: Workspace) -> None:
    wanted = wish(workspace, "2016", "PCI", "PAR_INDEX", unit_set="63")
    content = template_workbook(template_spec(wanted, workspace, vi), vi)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet["A1"].value == "2 chỉ tiêu, năm 2016"
    assert [cell.value for cell in sheet["A"]].count("63-48") == 1
    assert sheet.protection.sheet


def test_an_unusual_period_and_a_wrong_one_are_noticed(workspace: Workspace) -> None:
    assert [i.code for i in mixed_frequencies(wish(workspace, "2026-11", "PCI"))] == ["PCI"]
    assert not mixed_frequencies(wish(workspace, "2026", "PCI"))
    assert period_of("2026-q3") == Period.parse("2026-Q3")
    assert period_of("tháng 5") is None
    assert set_in_force(Period.parse("2026-11"), workspace) == "34"
