import pandas as pd
import pytest

from lib.i18n import translator
from lib.model.period import Frequency
from lib.model.unit import Unit
from lib.services.restating import restated_figures
from lib.services.rows import records
from lib.services.trend_lines import gap_captions, told
from lib.services.trend_restated import (
    file_rows,
    former_lines,
    main_line,
    restated_landmarks,
    restated_lines,
    with_origins,
)
from lib.services.workspace import Workspace

VI = translator("vi")
PAPI = "PAPI_TOTAL_D1_D8"
FIGURES: dict[tuple[str, str], pd.DataFrame] = {}


def figures_on(workspace: Workspace, code: str, unit_set: str) -> pd.DataFrame:
    if (code, unit_set) not in FIGURES:
        FIGURES[code, unit_set] = restated_figures(code, unit_set, workspace)
    return FIGURES[code, unit_set]


def units(workspace: Workspace, *areas: str) -> list[Unit]:
    return [workspace.gazetteer.unit(area) for area in areas]


def restated(workspace: Workspace, code: str, *areas: str, unit_set: str = "34") -> pd.DataFrame:
    figures = figures_on(workspace, code, unit_set)
    indicator = workspace.catalogue.indicators[code]
    return restated_lines(figures, indicator, Frequency.A, units(workspace, *areas), workspace, unit_set=unit_set)


def former(workspace: Workspace, code: str, *areas: str) -> pd.DataFrame:
    figures, rows = figures_on(workspace, code, "34"), workspace.observations(code)
    indicator = workspace.catalogue.indicators[code]
    return former_lines(figures, rows, indicator, Frequency.A, units(workspace, *areas), workspace=workspace)


def said(workspace: Workspace, code: str, lines: pd.DataFrame) -> pd.DataFrame:
    indicator = workspace.catalogue.indicators[code]
    return with_origins(told(lines, indicator, workspace, VI), workspace.observations(code), indicator, workspace, VI)


@pytest.mark.parametrize(("code", "unit_set"), [(PAPI, "34"), ("PCI", "63"), ("RETAIL_SALES_BN_VND", "34")])
def test_restated_lines_are_the_restated_figures(workspace: Workspace, code: str, unit_set: str) -> None:
    lines = restated(workspace, code, unit_set=unit_set)
    figures = figures_on(workspace, code, unit_set).dropna(subset=["obs_value"])
    own = lines.loc[(lines["kind"] == "other") & lines["value"].notna()]
    drawn = own.set_index(["line", "time_period"])["value"].sort_index()
    expected = figures.set_index(["ref_area", "time_period"])["obs_value"].sort_index()
    assert drawn.to_dict() == expected.to_dict()


def test_estimates_are_told_from_figures_of_unchanged_units(workspace: Workspace) -> None:
    lines = restated(workspace, PAPI, "34-56", "34-46").set_index(["line", "time_period"])
    merged, unchanged = lines.loc[("34-56", "2024")], lines.loc[("34-46", "2024")]
    assert (merged["restated"], merged["obs_status"], merged["carry_rule"]) == (True, "E", "recompute")
    assert (unchanged["restated"], unchanged["carry_rule"]) == (False, "unchanged")
    assert unchanged["obs_status"] != "E"


def test_the_median_is_that_of_the_restated_units(workspace: Workspace) -> None:
    lines = restated(workspace, PAPI)
    known = lines.loc[(lines["kind"] == "other") & (lines["time_period"] == "2024"), "value"].dropna()
    median = lines.loc[lines["line"].eq("median-34") & lines["time_period"].eq("2024")].iloc[0]
    assert len(known) == 32
    assert median["value"] == known.median()
    assert bool(median["restated"])
    best = lines.loc[lines["line"].eq("best-34") & lines["time_period"].eq("2024")].iloc[0]
    assert (best["ref_area"], bool(best["restated"])) == ("34-22", False)  # a published figure of an unchanged unit


def test_a_period_too_few_former_units_cover_is_a_gap_that_names_them(workspace: Workspace) -> None:
    shown = said(workspace, PAPI, restated(workspace, PAPI, "34-25"))
    captions = {gap.periods: gap.reason for gap in gap_captions(shown, "34-25")}
    assert "thiếu Vĩnh Phúc" in captions["2024"]


def test_the_tooltip_says_rule_coverage_and_the_figures_of_the_former_units(workspace: Workspace) -> None:
    shown = said(workspace, PAPI, restated(workspace, PAPI, "34-56")).set_index(["line", "time_period"])
    note = str(shown.loc[("34-56", "2024"), "note"])
    assert "2/2 đơn vị cũ" in note
    assert "43,81" in note and "45,73" in note
    assert "tính lại từ các thành phần" in note


def test_former_units_lie_under_their_successor_and_end_with_their_law(workspace: Workspace) -> None:
    lines = former(workspace, PAPI, "34-56")
    parts = lines.loc[lines["kind"] == "part"]
    assert set(parts["line"]) == {"63-56", "63-58"}
    assert not parts["restated"].any()
    published = workspace.observations(PAPI).set_index(["ref_area", "time_period"])["obs_value"]
    cells = zip(parts["line"], parts["time_period"], parts["value"], strict=True)
    assert all(published[(line, period)] == value for line, period, value in cells)
    labels = set(said(workspace, PAPI, lines).loc[lambda rows: rows["kind"] == "part", "label"])
    assert labels == {"Khánh Hòa (trước 7/2025)", "Ninh Thuận (trước 7/2025)"}


def test_the_picture_is_the_same_from_the_former_and_from_the_new_unit(workspace: Workspace) -> None:
    one, other = former(workspace, PAPI, "63-56"), former(workspace, PAPI, "34-56")
    pd.testing.assert_frame_equal(one, other)
    assert main_line(units(workspace, "63-56"), "34", workspace.gazetteer) == "34-56"


def test_published_and_restated_values_of_two_territories_never_share_a_line(workspace: Workspace) -> None:
    lines = former(workspace, "PCI", "63-01")
    for line, own in lines.loc[~lines["kind"].str.contains("median|best")].groupby("line"):
        assert set(own["ref_area"].dropna()) <= set(workspace.gazetteer.lineage(str(line)))


def test_a_mark_stays_where_restated_lines_cross_a_law(workspace: Workspace) -> None:
    lines = restated(workspace, "PCI", "63-01", unit_set="63")
    marks = restated_landmarks(lines, workspace.catalogue.indicators["PCI"], "63", workspace, VI)
    crossed = [mark for mark in marks if mark.kind == "merger"]
    assert [mark.period for mark in crossed] == ["2009-12-31"]
    assert "15/2008/QH12" in crossed[0].text and "quy đổi sang 63 đơn vị" in crossed[0].text


def test_a_law_after_all_figures_is_marked_on_its_day(workspace: Workspace) -> None:
    marks = restated_landmarks(
        restated(workspace, PAPI, "34-56"), workspace.catalogue.indicators[PAPI], "34", workspace, VI
    )
    assert [mark.period for mark in marks if mark.kind == "merger"] == ["2025-07-01"]
    assert "202/2025/QH15" in marks[-1].text


def test_the_file_says_status_rule_coverage_and_reason(workspace: Workspace) -> None:
    shown = said(workspace, PAPI, restated(workspace, PAPI, "34-25"))
    rows = {
        (row["column.ref_area"], row["frame.period"]): row for row in records(file_rows(shown, workspace.gazetteer, VI))
    }
    assert rows["34-56", "2024"]["trend_basis.rule"] == "tính lại từ các thành phần của các đơn vị cũ"
    assert rows["34-56", "2024"]["trend_basis.coverage"] == "2/2 đơn vị cũ"
    assert rows["34-25", "2024"]["trend_basis.coverage"] == "2/3 đơn vị cũ"
    assert "thiếu Vĩnh Phúc" in rows["34-25", "2024"]["trend_basis.reason"]
    assert "ước tính" in rows["34-56", "2024"]["column.status"]
