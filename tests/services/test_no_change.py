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
def everything(workspace: Workspace) -> dict[tuple[str, str], pd.DataFrame]:
    """All figures by unit set and indicator."""
    told = workspace.store.series(list(workspace.catalogue.indicators))
    return {key: rows for key, rows in told.groupby([told["ref_area"].str[:2], "indicator"])}


def best_told(figures: pd.DataFrame) -> str | None:
    """The period with the most values of an indicator, the newest of them."""
    counts = figures.loc[figures["obs_value"].notna(), "time_period"].value_counts()
    return max(str(period) for period in counts.index[counts == counts.max()]) if len(counts) else None


@pytest.mark.parametrize("code", load_catalogue(ROOT / "data").indicators)
def test_identical_years_have_no_change(
    code: str, everything: dict[tuple[str, str], pd.DataFrame], workspace: Workspace
) -> None:
    catalogue = workspace.catalogue
    for source_set, unit_set in WAYS:
        keys = [(source_set, other) for other in needed(code, catalogue)]
        told = everything.get((source_set, code))
        text = None if told is None else best_told(told)
        if text is None:
            continue
        then = Period.parse(text)
        now = copied_to(then, code, catalogue)
        years = [rows.loc[rows["time_period"] == text] for key in keys if (rows := everything.get(key)) is not None]
        year = pd.concat(years)
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
