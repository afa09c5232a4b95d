import pandas as pd

from lib.i18n import translator
from lib.model.period import Frequency
from lib.services.trend_lines import by_size, landmarks, of_own_size, same_ground, told, trend_lines
from lib.services.workspace import Workspace

VI = translator("vi")


def lines(workspace: Workspace, code: str, *areas: str, frequency: Frequency = Frequency.A) -> pd.DataFrame:
    units = [workspace.gazetteer.unit(area) for area in areas]
    indicator = workspace.catalogue.indicators[code]
    return trend_lines(workspace.observations(code), indicator, frequency, units, workspace)


def test_an_unchanged_territory_is_one_line_through_every_unit_set(workspace: Workspace) -> None:
    rows = lines(workspace, "PCI", "34-04")
    focus = rows.loc[rows["kind"] == "focus"]
    assert set(focus["line"]) == {"34-04"}
    assert {area.split("-")[0] for area in focus["ref_area"]} >= {"64", "63"}


def test_no_line_crosses_a_merger(workspace: Workspace) -> None:
    rows = lines(workspace, "PCI", "63-01")
    focus = rows.loc[rows["kind"] == "focus"]
    spans = {line: (min(own["time_period"]), max(own["time_period"])) for line, own in focus.groupby("line")}
    assert spans["34-01"][0] == "2009"
    assert spans["64-01"][1] == "2008"
    assert spans["64-28"][1] == "2008"


def test_khanh_hoa_before_and_after_share_the_ground_but_no_line(workspace: Workspace) -> None:
    assert same_ground("34-56", workspace.gazetteer) == ("34-56", "63-56", "63-58")
    assert same_ground("63-58", workspace.gazetteer) == ("63-58", "34-56")


def test_a_published_gap_is_a_row_without_a_value_and_its_reason(workspace: Workspace) -> None:
    rows = lines(workspace, "PAPI_TOTAL_D1_D8", "63-22")
    shown = told(rows, workspace.catalogue.indicators["PAPI_TOTAL_D1_D8"], workspace, VI)
    gaps = shown.loc[(shown["kind"] == "focus") & shown["value"].isna()]
    assert set(gaps["time_period"]) >= {"2021", "2023"}
    assert set(gaps["ref_area"]) == {"63-22"}
    assert all("không" in note for note in gaps["note"])


def test_the_country_has_a_median_and_a_best_per_unit_set(workspace: Workspace) -> None:
    rows = lines(workspace, "PCI")
    assert set(rows.loc[rows["kind"] == "median", "line"]) >= {"median-64", "median-63"}
    best = rows.loc[(rows["kind"] == "best") & (rows["time_period"] == "2016")].iloc[0]
    assert (best["ref_area"], round(best["value"], 2)) == ("63-48", 70.0)


def test_frequencies_are_not_mixed(workspace: Workspace) -> None:
    quarters = lines(workspace, "GRDP_GROWTH", frequency=Frequency.Q)
    assert set(quarters["time_period"]) == {"2025-Q1", "2025-Q2"}


def test_breaks_of_method_and_changes_of_units_are_marked_where_they_first_touch(workspace: Workspace) -> None:
    rows = lines(workspace, "PCI", "63-01")
    marks = landmarks(rows, workspace.catalogue.indicators["PCI"], workspace, VI)
    merger = [mark for mark in marks if mark.kind == "merger"]
    assert [mark.period for mark in merger] == ["2009-12-31"]
    assert "01/08/2008" in merger[0].text
    assert "2022-12-31" in {mark.period for mark in marks}
    assert [mark.period for mark in marks] == sorted(mark.period for mark in marks)


def test_the_region_of_the_focus_has_a_median_and_a_best_of_its_own(workspace: Workspace) -> None:
    rows = lines(workspace, "PCI", "63-19").set_index(["kind", "time_period"])
    region = [unit.ref_area for unit in workspace.gazetteer.members("63") if unit.regions["2006"] == "R1"]
    figures = workspace.observations("PCI")
    known = figures.loc[(figures["time_period"] == "2016") & figures["ref_area"].isin(region), "obs_value"]
    assert rows.loc[("region_best", "2016"), "value"].item() == known.max()
    assert rows.loc[("region_median", "2016"), "value"].item() == known.median()


def test_a_total_that_grows_with_size_is_drawn_without_the_largest(workspace: Workspace) -> None:
    retail, pci = (workspace.catalogue.indicators[code] for code in ("RETAIL_SALES_BN_VND", "PCI"))
    rows = lines(workspace, "RETAIL_SALES_BN_VND", "63-19")
    assert by_size(rows, retail) and not by_size(rows, pci)
    assert not by_size(lines(workspace, "RETAIL_SALES_BN_VND"), retail)
    assert set(of_own_size(rows)["kind"]) == {"focus", "median", "region_median"}


def test_medians_and_bests_name_how_many_units_have_a_value_in_every_period(workspace: Workspace) -> None:
    code = "PAPI_TOTAL_D1_D8"
    rows = lines(workspace, code, "63-19")
    shown = told(rows, workspace.catalogue.indicators[code], workspace, VI)
    figures = workspace.observations(code).dropna(subset=["obs_value"])
    have = figures.groupby("time_period").size()
    median = shown.loc[shown["kind"] == "median"].set_index("time_period")
    assert set(median["label"]) == {f"Trung vị {have.min()}–{have.max()}/63 đơn vị"}
    assert median.loc["2021", "source"] == f"ứng dụng tính trên {have['2021']}/63 đơn vị có số liệu"
    assert have["2021"] < have["2019"] == 63
