from collections.abc import Mapping

import pandas as pd
import pytest

from lib.analysis.harmonise import restate
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.model.period import Period
from lib.services.workspace import Workspace
from tests.analysis.written_figures import Told, figures, restated

PCI_2021 = Period.parse("2021")


def told_pci(marks: Mapping[str, float], catalogue: Catalogue, *, without: tuple[str, str] = ("", "")) -> list[Told]:
    """PCI 2021 of units that have one mark in every component, but for one component of one unit."""
    parts = catalogue.components_of("PCI", PCI_2021)
    return [
        *(("PCI", area, "2021", sum(mark * (p.weight or 0) for p in parts)) for area, mark in marks.items()),
        *(
            (part.component, area, "2021", mark)
            for area, mark in marks.items()
            for part in parts
            if (part.component, area) != without
        ),
    ]


def test_a_pci_is_the_weighted_sum_of_the_restated_components(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    row = restated(figures(*told_pci({"63-56": 6.0, "63-58": 7.0}, catalogue)), "34-56", catalogue, gazetteer)
    assert row["obs_value"] == pytest.approx(65.0)  # weights add up to 10, marks to 6.5 on the mean
    assert (row["carry_rule"], row["caveat"], row["obs_status"]) == ("recompute", "", "E")


def test_components_of_other_units_than_the_totals_do_not_make_the_composite(
    catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    """One component known of one of two units: its mean is that unit's alone, and the sum would be of no territory."""
    marks = {"63-56": 6.0, "63-58": 6.1}
    told = figures(*told_pci(marks, catalogue, without=("PCI_1_ENTRY", "63-58")))
    row = restated(told, "34-56", catalogue, gazetteer)
    assert row["obs_value"] == 60.5  # the mean of the totals; 60.475 with component 1 of Khánh Hòa alone
    assert (row["carry_rule"], row["caveat"]) == ("simple_mean", "totals_only")


def test_totals_that_are_not_the_sum_of_their_components_are_averaged(
    catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    told = figures(*told_pci({"63-56": 6.0, "63-58": 7.0}, catalogue))
    told.loc[told["indicator"] == "PCI", "obs_value"] += 0.2
    row = restated(told, "34-56", catalogue, gazetteer)
    assert (row["obs_value"], row["caveat"], row["carry_rule"]) == (pytest.approx(65.2), "totals_differ", "simple_mean")


def test_a_composite_of_parts_that_take_no_mean_has_no_value_without_its_components(
    catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    """The pilot PCI of 2005 has a component without a rule and no published weights."""
    told = figures(("PCI", "63-56", "2005", 60.0), ("PCI", "63-58", "2005", 50.0))
    row = restated(told, "34-56", catalogue, gazetteer)
    assert pd.isna(row["obs_value"])
    assert (row["reason"], row["carry_rule"], row["caveat"]) == ("no_component", "recompute", "")


def test_the_pci_of_2011_says_that_its_totals_differ(workspace: Workspace) -> None:
    told = workspace.store.series([c for c in workspace.catalogue.indicators if c.startswith("PCI")])
    rows = restate(told, "34", workspace.catalogue, workspace.gazetteer)
    merged = rows.loc[(rows["indicator"] == "PCI") & (rows["coverage_size"] > 1)].dropna(subset="obs_value")
    assert set(merged.loc[merged["time_period"] == "2011", "caveat"]) == {"totals_differ"}
    others = merged.loc[~merged["time_period"].isin(["2011"]), "caveat"]
    assert set(others) == {"", "border", "totals_only"}


def test_shipped_composites_by_components_are_the_means_of_the_totals_but_for_rounding(workspace: Workspace) -> None:
    """PAPI is told to four decimals; PCI totals of 2017–2024 to two, made of marks to two with weights up to 2."""
    catalogue, gazetteer = workspace.catalogue, workspace.gazetteer
    told = workspace.store.series(list(catalogue.indicators))
    rows = restate(told, "34", catalogue, gazetteer)
    known = told.set_index(["indicator", "time_period", "ref_area"])["obs_value"].to_dict()
    seen = 0
    for code, tolerance in (("PAPI_TOTAL_D1_D8", 1e-4), ("PAPI_D3_ACCOUNTABILITY", 1e-4), ("PCI", 0.03)):
        made = rows.loc[(rows["indicator"] == code) & (rows["carry_rule"] == "recompute")].dropna(subset="obs_value")
        for area, period, value, olds in zip(
            made["ref_area"], made["time_period"], made["obs_value"], made["predecessors"], strict=True
        ):
            totals = [known[code, period, old] for old in olds.split()]
            assert value == pytest.approx(sum(totals) / len(totals), abs=tolerance), (code, area, period)
            seen += 1
    assert seen > 500


def test_the_land_comes_before_the_way_in_what_is_said(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    """Only one caveat is told: that totals were averaged shows in the rule as well, the land nowhere else."""
    row = restated(
        figures(("PCI", "64-01", "2007", 50.0), ("PCI", "64-28", "2007", 40.0)), "63-01", catalogue, gazetteer
    )
    assert (row["obs_value"], row["carry_rule"], row["caveat"]) == (45.0, "simple_mean", "border")
