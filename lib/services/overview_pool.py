"""The recent figures all moves are looked for in: read and restated once per state of the store, for every unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lib.analysis.harmonise import needed, restate
from lib.model.indicator import Direction
from lib.services.coverage import Coverage
from lib.services.questions import At
from lib.services.workspace import Workspace

RECENT_YEARS = 3  # older than a unit's newest figures by more, or compared over more, a move is no news


@dataclass(frozen=True)
class Pool:
    """Observations of every judged indicator in recent periods, as published or restated; never changed."""

    observations: pd.DataFrame

    @cached_property
    def slices(self) -> dict[tuple[str, str], pd.DataFrame]:
        """Values and published ranks by indicator and period, by id."""
        told = self.observations[["indicator", "time_period", "ref_area", "obs_value", "published_rank"]]
        groups = told.set_index("ref_area").groupby(["indicator", "time_period"], sort=False)
        return {(str(code), str(period)): rows for (code, period), rows in groups}

    def at(self, code: str, at: At) -> pd.DataFrame:
        """Return values and published ranks of one period on one unit set, by id."""
        rows = self.slices.get((code, str(at.period)))
        if rows is None:
            return self.observations.iloc[:0].set_index("ref_area")
        return rows.loc[rows.index.str.startswith(f"{at.unit_set}-")]

    def of(self, code: str) -> pd.DataFrame:
        """Return all observations of an indicator."""
        return self.observations.loc[self.observations["indicator"] == code]


def recent_pool(coverage: Coverage, workspace: Workspace, unit_set: str = "") -> Pool:
    """Read the recent figures of every indicator with a direction, restated on `unit_set` where one is given."""
    catalogue = workspace.catalogue
    judged = [
        indicator.code
        for indicator in catalogue.indicators.values()
        if indicator.direction is not Direction.NONE and coverage.periods(indicator.code)
    ]
    codes = dict.fromkeys(code for own in judged for code in (needed(own, catalogue) if unit_set else (own,)))
    rows = workspace.series(list(codes))
    recent = rows.loc[rows["time_period"].isin(_recent_periods(list(codes), coverage))]
    if unit_set:
        recent = restate(recent, unit_set, catalogue, workspace.gazetteer)
    return Pool(recent.loc[recent["indicator"].isin(judged)].reset_index(drop=True))


def _recent_periods(codes: Sequence[str], coverage: Coverage) -> set[str]:
    periods = {period for code in codes for period in coverage.periods(code)}
    last = max((period.year for period in periods), default=0)
    return {str(period) for period in periods if period.year > last - 3 * RECENT_YEARS}
