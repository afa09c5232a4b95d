"""Composite indices recomputed from their restated components with the weights of the period."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from lib.model.indicator import CarryRule, Catalogue
from lib.model.period import Period

Numbers = npt.NDArray[np.float64]
Texts = npt.NDArray[np.object_]
ROUNDING = 0.05  # points by which a published total may differ from its published components (PCI 2017–2024: 0.03)
TOTALS_ONLY = "totals_only"
TOTALS_DIFFER = "totals_differ"


def recomposed(pairs: Sequence[tuple[str, str]], values: Numbers, means: Numbers, catalogue: Catalogue) -> Texts:
    """Fill the rows of composite indices in `values` (pairs × targets) from their components' rows; return caveats.

    `means` are the means of the predecessors' published totals. Where every component takes the simple mean, both
    ways give the same but for the publisher's rounding; the totals are then taken where a component is not known
    (`totals_only`) or where the published totals are not the sum of their components (`totals_differ`: PCI 2011).
    """
    places = {pair: place for place, pair in enumerate(pairs)}
    caveats = np.full(values.shape, "", object)
    for place in _inner_first(pairs, catalogue):
        code, time_period = pairs[place]
        built = _built(code, time_period, places, values, catalogue)
        if _takes_means(code, Period.parse(time_period), catalogue):
            apart = np.abs(built - means[place]) > ROUNDING
            caveats[place] = np.where(np.isnan(built), TOTALS_ONLY, np.where(apart, TOTALS_DIFFER, ""))
            built = np.where(np.isnan(built) | apart, means[place], built)
        values[place] = built
    return caveats


def _inner_first(pairs: Sequence[tuple[str, str]], catalogue: Catalogue) -> list[int]:
    """Return the rows of composites, each after the composites it is made of."""
    depths = {code: _depth(code, catalogue) for code in {code for code, _ in pairs}}
    rows = [place for place, (code, _) in enumerate(pairs) if depths[code]]
    return sorted(rows, key=lambda place: depths[pairs[place][0]])


def _depth(code: str, catalogue: Catalogue) -> int:
    indicator = catalogue.indicators[code]
    if indicator.carry_rule is not CarryRule.RECOMPUTE or indicator.weight_indicator:
        return 0
    parts = {part.component for part in catalogue.components if part.indicator == code}
    return 1 + max((_depth(part, catalogue) for part in parts), default=0)


def _built(
    code: str, time_period: str, places: Mapping[tuple[str, str], int], values: Numbers, catalogue: Catalogue
) -> Numbers:
    """Return the weighted sum of the components' rows; NaN where one of them or its weight is not known."""
    parts = catalogue.components_of(code, Period.parse(time_period))
    nothing = np.full(values.shape[1], np.nan)
    if not parts:
        return nothing
    total = np.zeros(values.shape[1])
    for part in parts:
        place = places.get((part.component, time_period))
        if place is None or part.weight is None:
            return nothing
        total = total + part.weight * values[place]
    return total


def _takes_means(code: str, period: Period, catalogue: Catalogue) -> bool:
    """Whether a composite of merged units is the mean of theirs: all its parts take the simple mean."""
    parts = [catalogue.indicators[part.component] for part in catalogue.components_of(code, period)]
    return bool(parts) and all(
        part.carry_rule is CarryRule.SIMPLE_MEAN
        or (part.carry_rule is CarryRule.RECOMPUTE and _takes_means(part.code, period, catalogue))
        for part in parts
    )
