"""The carry rules as arithmetic on grids of figures: periods down, units across. What a row means is said elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.analysis.composites import TOTALS_DIFFER, TOTALS_ONLY, recomposed
from lib.analysis.crossing import Crossing
from lib.model.indicator import CarryRule, Catalogue, Indicator

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
UNCHANGED, ADJUSTED = "unchanged", "adjusted"  # carry rules of a unit that kept its territory, but for its borders
_NOISE = 9  # decimals beyond which a difference is only the noise of binary fractions
_HAIR = 1e-9


class Reason(StrEnum):
    """Why a unit has no restated value; the first that holds."""

    NO_FIGURE = "no_figure"  # none of the predecessors has a value
    SPLIT = "split"  # a predecessor's land lies in other units too, and a figure is never divided
    RULE_NONE = "rule_none"  # the indicator has no rule for units that merge
    BORDER = "border"  # counted on land that a border change moved
    BELOW_COVERAGE = "below_coverage"  # too few of the predecessors have a value
    NO_WEIGHT = "no_weight"  # a predecessor's weight is not known
    NO_COMPONENT = "no_component"  # the components cannot be restated


class Caveat(StrEnum):
    """What must be said beside a restated value."""

    BORDER = "border"  # the land is not quite the same
    PARTIAL = "partial"  # not every predecessor has a value
    TOTALS_ONLY = TOTALS_ONLY  # mean of the published totals: not every component is known
    TOTALS_DIFFER = TOTALS_DIFFER  # mean of the published totals: they are not the sum of their components


@dataclass(frozen=True)
class Grid:
    """Figures of one unit set: `pairs` (indicator, period) down, the sources of a crossing across; NaN where none."""

    pairs: tuple[tuple[str, str], ...]
    values: Numbers

    @cached_property
    def places(self) -> Mapping[tuple[str, str], int]:
        """At which row each pair stands."""
        return {pair: place for place, pair in enumerate(self.pairs)}


@dataclass(frozen=True)
class Carried:
    """What became of a grid on the targets of a crossing, pair by target: value, coverage, rule, reason, caveat."""

    values: Numbers
    counts: Numbers
    rules: Texts
    reasons: Texts
    caveats: Texts


def grid_of(observations: pd.DataFrame, crossing: Crossing) -> Grid:
    """Return the values of observations of one unit set: `indicator` and `time_period` down, `ref_area` across."""
    keys = pd.MultiIndex.from_frame(observations[["indicator", "time_period"]])
    codes, pairs = keys.factorize(sort=True)
    values = np.full((len(pairs), len(crossing.sources)), np.nan)
    across = pd.Index(crossing.sources).get_indexer(pd.Index(observations["ref_area"]))
    values[codes, across] = observations["obs_value"].to_numpy(dtype="float64", na_value=np.nan)
    return Grid(tuple((str(indicator), str(period)) for indicator, period in pairs), values)


def carry(grid: Grid, crossing: Crossing, catalogue: Catalogue) -> Carried:
    """Return the grid on the targets of `crossing`, each indicator by its own rule.

    A unit that kept its territory keeps its value whatever the rule. Nothing is divided among successors, and no
    value comes of fewer predecessors than the indicator's `minimum_coverage`.
    """
    work = _Work(grid, crossing, catalogue)
    merged, merged_counts, caveats = work.merged()
    kept = crossing.same[None, :] | (crossing.adjusted[None, :] & ~work.by_sum[:, None])
    values = np.where(kept, work.means, merged)
    counts = np.where(kept, work.counts, merged_counts)
    reasons = work.reasons(kept, values, merged_counts)
    values = np.where(reasons == "", values, np.nan).round(_NOISE)
    rules = np.where(kept, np.where(crossing.same, UNCHANGED, ADJUSTED)[None, :], work.applied(caveats))
    caveats = np.where(kept, "", caveats)
    border = ~crossing.settled[None, :] & ~work.by_sum[:, None]
    caveats = np.where((caveats == "") & border, Caveat.BORDER.value, caveats)
    caveats = np.where((caveats == "") & (counts < crossing.size), Caveat.PARTIAL.value, caveats)
    return Carried(values, counts, rules, reasons, np.where(np.isnan(values), "", caveats))


@dataclass(frozen=True)
class _Work:
    grid: Grid
    crossing: Crossing
    catalogue: Catalogue

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicator of each row."""
        return tuple(self.catalogue.indicators[code] for code, _ in self.grid.pairs)

    @cached_property
    def by_sum(self) -> Flags:
        return np.array([indicator.carry_rule is CarryRule.SUM for indicator in self.indicators], dtype=bool)

    @cached_property
    def counts(self) -> Numbers:
        return self._gathered(~np.isnan(self.grid.values))

    @cached_property
    def means(self) -> Numbers:
        with np.errstate(invalid="ignore", divide="ignore"):
            return self._gathered(np.nan_to_num(self.grid.values)) / self.counts

    def _gathered(self, across: npt.NDArray[np.generic]) -> Numbers:
        """Add up what stands on the sources of each target."""
        return np.asarray(across.astype(np.float64) @ self.crossing.inside.T, dtype=np.float64)

    def merged(self) -> tuple[Numbers, Numbers, Texts]:
        """Return by the rule of each indicator: values, how many sources count, caveats; pairs by targets."""
        values, counts = np.full(self.means.shape, np.nan), self.counts.copy()
        for place, indicator in enumerate(self.indicators):
            if indicator.carry_rule is CarryRule.SUM:
                values[place] = self.means[place] * self.counts[place]
            elif indicator.carry_rule is CarryRule.SIMPLE_MEAN:
                values[place] = self.means[place]
            elif indicator.weight_indicator and indicator.carry_rule is not CarryRule.NONE:
                values[place], counts[place] = self._weighted(place, indicator)
        return values, counts, recomposed(self.grid.pairs, values, self.means, self.catalogue)

    def _weighted(self, place: int, indicator: Indicator) -> tuple[Numbers, Numbers]:
        """Return the mean weighted by the weight indicator's values of the same units and period."""
        weighing = self.grid.places.get((indicator.weight_indicator, self.grid.pairs[place][1]))
        if weighing is None:
            return np.full(len(self.crossing.targets), np.nan), np.zeros(len(self.crossing.targets))
        values, weights = self.grid.values[place], self.grid.values[weighing]
        known = ~np.isnan(values) & ~np.isnan(weights)
        total = self._gathered(np.where(known, weights, 0.0))
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = self._gathered(np.where(known, values * weights, 0.0)) / total
        return mean, self._gathered(known)

    def applied(self, caveats: Texts) -> Texts:
        """Return the rule that made each value: a composite without usable components is a mean of its totals."""
        rules = np.array([indicator.carry_rule.value for indicator in self.indicators], object)[:, None]
        of_totals = np.isin(caveats.astype(str), [Caveat.TOTALS_ONLY.value, Caveat.TOTALS_DIFFER.value])
        return np.where(of_totals, CarryRule.SIMPLE_MEAN.value, rules)

    def reasons(self, kept: Flags, values: Numbers, counts: Numbers) -> Texts:
        """Return why there is no value, the first reason that holds, or empty texts."""
        size = self.crossing.size[None, :]
        least = np.array([indicator.minimum_coverage for indicator in self.indicators])[:, None] * size
        none = np.array([indicator.carry_rule is CarryRule.NONE for indicator in self.indicators], dtype=bool)[:, None]
        weighed = np.array([bool(indicator.weight_indicator) for indicator in self.indicators], dtype=bool)[:, None]
        found = [
            (self.counts == 0, Reason.NO_FIGURE),
            (np.asarray(kept), None),
            (~self.crossing.whole[None, :] & (size > 0), Reason.SPLIT),
            (none, Reason.RULE_NONE),
            (self.by_sum[:, None] & ~self.crossing.settled[None, :], Reason.BORDER),
            (self.counts < least - _HAIR, Reason.BELOW_COVERAGE),
            (weighed & (counts < least - _HAIR), Reason.NO_WEIGHT),
            (np.isnan(values), Reason.NO_COMPONENT),
        ]
        shape = self.counts.shape
        conditions = [np.broadcast_to(condition, shape) for condition, _ in found]
        return np.select(conditions, [reason.value if reason else "" for _, reason in found], default="").astype(object)
