"""A merger with no real change gives no change: identical years, restated, differ in nothing."""

import pandas as pd
import pytest

from lib.analysis.harmonise import needed, restate
from lib.intake.catalogue import load_catalogue
from lib.model.indicator import Catalogue
from lib.model.period import Period
from lib.services.questions import At, Question
from lib.services.tables import change_table
from lib.services.workspace import Workspace
from tests.conftest import ROOT

WAYS = [("63", "34"), ("64", "63"), ("64", "34")]


def copied_to(period: Period, code: str, catalogue: Catalogue) -> Period:
    """A year of the same stretch and the same components, in which the unit set still lived."""
    parts = [(part.component, part.weight) for part in catalogue.components_of(code, period)]
    for year in (-1, 1, -2):
        other = period.shifted(year * period.frequency.per_year)
        if [(part.component, part.weight) for part in catalogue.components_of(code, other)] == parts:
            return other
    return period.shifted(-20 * period.frequency.per_year)


@pytest.fixture(scope="module")
def everything(workspace: Workspace) -> pd.DataFrame:
    told = workspace.store.series(list(workspace.catalogue.indicators))
    return told.assign(unit_set=told["ref_area"].str[:2])


def best_told(figures: pd.DataFrame, code: str) -> str | None:
    """The period with the most values of the indicator, the newest of them."""
    counts = figures.loc[(figures["indicator"] == code) & figures["obs_value"].notna(), "time_period"].value_counts()
    return max(str(period) for period in counts.index[counts == counts.max()]) if len(counts) else None


@pytest.mark.parametrize("code", load_catalogue(ROOT / "data").indicators)
def test_identical_years_have_no_change(code: str, everything: pd.DataFrame, workspace: Workspace) -> None:
    catalogue = workspace.catalogue
    for source_set, unit_set in WAYS:
        chosen = (everything["unit_set"] == source_set) & everything["indicator"].isin(needed(code, catalogue))
        text = best_told(everything.loc[chosen], code)
        if text is None:
            continue
        then = Period.parse(text)
        now = copied_to(then, code, catalogue)
        year = everything.loc[chosen & (everything["time_period"] == text)]
        twice = pd.concat([year, year.assign(time_period=str(now))], ignore_index=True)
        restated = restate(twice, unit_set, catalogue, workspace.gazetteer)
        own = restated.loc[restated["indicator"] == code]
        question = Question(
            catalogue.indicators[code], At(now, unit_set, restated=True), At(then, unit_set, restated=True)
        )
        table = change_table(own, question, workspace)
        valued = int(table["obs_value"].notna().sum())
        assert valued == int(table["base_value"].notna().sum())
        for column in ("value_change", "rank_change", "comparable_rank_change"):
            assert table[column].notna().sum() == valued, (column, source_set)
            assert (table[column].dropna() == 0).all(), (column, source_set)
        for name in ("carry_rule", "caveat", "coverage_count", "missing", "restate_reason", "obs_status"):
            base = "base_status" if name == "obs_status" else f"base_{name}"
            assert table[name].fillna("").equals(table[base].fillna("")), (name, source_set)
