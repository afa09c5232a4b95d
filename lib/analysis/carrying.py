"""The carry rules as arithmetic on grids of figures: periods down, units across. What a row means is said elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.analysis.composites import TOTALS_DIFFER, TOTALS_ONLY, Totals, recomposed
from lib.analysis.crossing import Crossing
from lib.model.indicator import CarryRule, Catalogue

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
UNCHANGED, ADJUSTED = "unchanged", "adjusted"  # carry rules of a unit that kept its territory, but for its borders
_NOISE = 9  # decimals beyond which a difference is only the noise of binary fractions
_HAIR = 1e-9


class Reason(StrEnum):
    """Why a unit has no restated value; the first that holds."""

    NO_FIGURE = "no_figure"  # none of the predecessors has a value
    RANK_ONLY = "rank_only"  # the predecessors have published ranks, but no value
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
    """What became of a grid on the targets of a crossing, pair by target: value, coverage, rule, reason, caveat.

    `covered` is pair by source: whether the source has what the rule takes, a value and, where it weighs, a weight.
    """

    values: Numbers
    counts: Numbers
    rules: Texts
    reasons: Texts
    caveats: Texts
    covered: Flags


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

    A unit that kept its territory keeps its value whatever the rule. Nothing is divided among successors, no value
    comes of fewer predecessors than the indicator's `minimum_coverage`, and a sum only of all of them.
    """
    work = _Work(grid, crossing, catalogue)
    merged, totals_caveats = work.merged()
    kept = crossing.same[None, :] | (crossing.adjusted[None, :] & ~work.by_sum)
    values = np.where(kept, work.means, merged)
    counts = np.where(kept, work.counts, work.covered_counts)
    reasons = work.reasons(kept, values)
    values = np.where(reasons == "", values, np.nan).round(_NOISE)
    totals_caveats = np.where(kept | np.isnan(values), "", totals_caveats)
    rules = np.where(kept, np.where(crossing.same, UNCHANGED, ADJUSTED)[None, :], work.applied(totals_caveats))
    # The land comes first: that totals were taken shows in the rule, that units are missing in the coverage.
    said = [
        (~crossing.settled[None, :] & ~work.by_sum, Caveat.BORDER.value),
        (totals_caveats != "", totals_caveats),
        (counts < crossing.size, Caveat.PARTIAL.value),
    ]
    caveats = np.full(values.shape, "", object)
    for holds, caveat in reversed(said):
        caveats = np.where(holds & ~np.isnan(values), caveat, caveats)
    return Carried(values, counts, rules, reasons, caveats, work.covered)


@dataclass(frozen=True)
class _Rule:
    """What the catalogue says of one indicator; nothing can be restated of an indicator it does not know."""

    carry: CarryRule = CarryRule.NONE
    weight: str = ""
    least: float = 1.0


def _rule_of(code: str, catalogue: Catalogue) -> _Rule:
    indicator = catalogue.indicators.get(code)
    if indicator is None:
        return _Rule()
    weighs = indicator.carry_rule in {CarryRule.WEIGHTED_MEAN, CarryRule.RECOMPUTE}
    least = 1.0 if indicator.carry_rule is CarryRule.SUM else indicator.minimum_coverage
    return _Rule(indicator.carry_rule, indicator.weight_indicator if weighs else "", least)


@dataclass(frozen=True)
class _Work:
    """Arrays are pairs by targets, or pairs by one where they hold for every target."""

    grid: Grid
    crossing: Crossing
    catalogue: Catalogue

    @cached_property
    def rules(self) -> tuple[_Rule, ...]:
        known = {code: _rule_of(code, self.catalogue) for code in {code for code, _ in self.grid.pairs}}
        return tuple(known[code] for code, _ in self.grid.pairs)

    def _follows(self, rule: CarryRule) -> Flags:
        return np.array([found.carry is rule for found in self.rules], dtype=bool)[:, None]

    @cached_property
    def by_sum(self) -> Flags:
        return self._follows(CarryRule.SUM)

    @cached_property
    def weighed(self) -> Flags:
        return np.array([bool(rule.weight) for rule in self.rules], dtype=bool)[:, None]

    @cached_property
    def weights(self) -> Numbers:
        """The weight indicator's values of the same units and period, pairs by sources; NaN where none."""
        weights = np.full(self.grid.values.shape, np.nan)
        for place, (rule, (_, period)) in enumerate(zip(self.rules, self.grid.pairs, strict=True)):
            weighing = self.grid.places.get((rule.weight, period)) if rule.weight else None
            if weighing is not None:
                weights[place] = self.grid.values[weighing]
        return weights

    @cached_property
    def covered(self) -> Flags:
        return np.asarray(~np.isnan(self.grid.values) & (~self.weighed | ~np.isnan(self.weights)))

    @cached_property
    def counts(self) -> Numbers:
        return self._gathered(~np.isnan(self.grid.values))

    @cached_property
    def covered_counts(self) -> Numbers:
        return self._gathered(self.covered)

    @cached_property
    def totals(self) -> Numbers:
        return self._gathered(np.nan_to_num(self.grid.values))

    @cached_property
    def means(self) -> Numbers:
        return _divided(self.totals, self.counts)

    def _gathered(self, across: npt.NDArray[np.generic]) -> Numbers:
        """Add up what stands on the sources of each target."""
        return np.asarray(across.astype(np.float64) @ self.crossing.inside.T, dtype=np.float64)

    def merged(self) -> tuple[Numbers, Texts]:
        """Return by the rule of each indicator the values, pairs by targets, and what is to be said of composites."""
        weights = np.where(self.covered & self.weighed, self.weights, 0.0)
        weighted = _divided(self._gathered(np.nan_to_num(self.grid.values) * weights), self._gathered(weights))
        ways = [
            (self.by_sum & self.crossing.settled[None, :], self.totals),
            (self._follows(CarryRule.SIMPLE_MEAN), self.means),
            (self.weighed, weighted),
        ]
        values = np.full(self.means.shape, np.nan)
        for holds, found in ways:
            values = np.where(holds, found, values)
        totals = Totals(self.means, self.covered, self.crossing.inside)
        return values, recomposed(self.grid.pairs, values, totals, self.catalogue)

    def applied(self, caveats: Texts) -> Texts:
        """Return the rule that made each value: a composite without usable components is a mean of its totals."""
        rules = np.array([rule.carry.value for rule in self.rules], object)[:, None]
        return np.where(caveats != "", CarryRule.SIMPLE_MEAN.value, rules)

    def reasons(self, kept: Flags, values: Numbers) -> Texts:
        """Return why there is no value, the first reason that holds, or empty texts."""
        least = np.array([rule.least for rule in self.rules])[:, None] * self.crossing.size[None, :] - _HAIR
        unweighed = self.weighed & ((self.covered_counts < least) | np.isnan(values))
        found = [
            (self.counts == 0, Reason.NO_FIGURE),
            (np.asarray(kept), None),
            (~self.crossing.whole[None, :], Reason.SPLIT),
            (self._follows(CarryRule.NONE), Reason.RULE_NONE),
            (self.by_sum & ~self.crossing.settled[None, :], Reason.BORDER),
            (self.counts < least, Reason.BELOW_COVERAGE),
            (unweighed, Reason.NO_WEIGHT),
            (np.isnan(values), Reason.NO_COMPONENT),
        ]
        conditions = [np.broadcast_to(condition, self.counts.shape) for condition, _ in found]
        return np.select(conditions, [reason.value if reason else "" for _, reason in found], default="").astype(object)


def _divided(totals: Numbers, counts: Numbers) -> Numbers:
    """Return NaN where there is nothing to divide by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(counts == 0, np.nan, totals / counts)
