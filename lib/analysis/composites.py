"""Composite indices recomputed from their restated components with the weights of the period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lib.model.indicator import CarryRule, Catalogue
from lib.model.period import Period

Numbers = npt.NDArray[np.float64]
Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]
ROUNDING = 0.05  # points by which a published total may differ from its published components (PCI 2017–2024: 0.03)
TOTALS_ONLY = "totals_only"
TOTALS_DIFFER = "totals_differ"


@dataclass(frozen=True)
class Totals:
    """What the predecessors published: `means` by target, `covered` by source, `inside` which source is in which."""

    means: Numbers
    covered: Flags
    inside: Numbers

    def uneven(self, place: int, other: int) -> Flags:
        """Return for which targets two rows know different predecessors: such figures do not belong together."""
        differing = (self.covered[place] != self.covered[other]).astype(np.float64)
        return np.asarray(self.inside @ differing > 0)


def recomposed(pairs: Sequence[tuple[str, str]], values: Numbers, totals: Totals, catalogue: Catalogue) -> Texts:
    """Fill the rows of composite indices in `values` (pairs × targets) from their components' rows; return caveats.

    A component counts only where it is known of the very predecessors whose totals are. Where every component takes
    the simple mean, both ways give the same but for the publisher's rounding; the totals are then taken where a
    component is not known (`totals_only`) or where they are not the sum of their components (`totals_differ`: PCI
    2011).
    """
    making = _Making(pairs, {pair: place for place, pair in enumerate(pairs)}, values, totals, catalogue)
    caveats = np.full(values.shape, "", object)
    for place in _inner_first(pairs, catalogue):
        code, time_period = pairs[place]
        built, means = making.built(place), totals.means[place]
        if _takes_means(code, Period.parse(time_period), catalogue):
            apart = np.abs(built - means) > ROUNDING
            caveats[place] = np.where(np.isnan(built), TOTALS_ONLY, np.where(apart, TOTALS_DIFFER, ""))
            built = np.where(np.isnan(built) | apart, means, built)
        values[place] = built
    return caveats


@dataclass(frozen=True)
class _Making:
    """What composites are made from: the rows restated so far, where each stands, and what the totals say."""

    pairs: Sequence[tuple[str, str]]
    places: Mapping[tuple[str, str], int]
    values: Numbers
    totals: Totals
    catalogue: Catalogue

    def built(self, place: int) -> Numbers:
        """Return the weighted sum of the components' rows; NaN where one of them or its weight is not known."""
        code, time_period = self.pairs[place]
        parts = self.catalogue.components_of(code, Period.parse(time_period))
        nothing = np.full(self.values.shape[1], np.nan)
        total = np.zeros(self.values.shape[1])
        for part in parts:
            other = self.places.get((part.component, time_period))
            if other is None or part.weight is None:
                return nothing
            total = total + np.where(self.totals.uneven(place, other), np.nan, part.weight * self.values[other])
        return total if parts else nothing


def _inner_first(pairs: Sequence[tuple[str, str]], catalogue: Catalogue) -> list[int]:
    """Return the rows of composites, each after the composites it is made of."""
    depths = {code: _depth(code, catalogue) for code in {code for code, _ in pairs}}
    rows = [place for place, (code, _) in enumerate(pairs) if depths[code]]
    return sorted(rows, key=lambda place: depths[pairs[place][0]])


def _depth(code: str, catalogue: Catalogue) -> int:
    indicator = catalogue.indicators.get(code)
    if indicator is None or indicator.carry_rule is not CarryRule.RECOMPUTE or indicator.weight_indicator:
        return 0
    parts = {part.component for part in catalogue.components if part.indicator == code}
    return 1 + max((_depth(part, catalogue) for part in parts), default=0)


def _takes_means(code: str, period: Period, catalogue: Catalogue) -> bool:
    """Whether a composite of merged units is the mean of theirs: all its parts take the simple mean."""
    parts = [catalogue.indicators[part.component] for part in catalogue.components_of(code, period)]
    return bool(parts) and all(
        part.carry_rule is CarryRule.SIMPLE_MEAN
        or (part.carry_rule is CarryRule.RECOMPUTE and _takes_means(part.code, period, catalogue))
        for part in parts
    )
