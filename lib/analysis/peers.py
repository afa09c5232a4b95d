"""Who is like a unit and how it stands among them: pure arithmetic on figures. What groups mean belongs to services."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from lib.model.indicator import Direction

LEAST_COMMON = 3  # a profile of fewer indicators is no profile
_NOISE = 9  # decimals beyond which a difference is only the noise of binary fractions


def profile_distances(values: pd.DataFrame, ref_area: str, *, least_common: int = LEAST_COMMON) -> pd.DataFrame:
    """Return how far every other unit's profile is from that of one unit, the nearest first.

    Takes one row per unit (index: id) and one column per indicator, all units in the same period of an indicator.
    Every indicator is standardised over the units that have it, (value − mean) / population standard deviation, so
    units of measure do not matter; one that is equal everywhere tells nothing and is left out. The distance is the
    root of the mean squared difference over the indicators both have. Columns: `ref_area`, `distance` (in standard
    deviations), `common_count`; units with fewer than `least_common` common indicators are left out.
    """
    numbers = values.astype("float64").sort_index()
    spread = numbers.std(ddof=0)
    telling = numbers.columns[spread > 1e-12 * numbers.abs().max()]  # below that it is the noise of equal values
    profiles = (numbers[telling] - numbers[telling].mean()) / spread[telling]
    nothing = pd.DataFrame({"ref_area": [], "distance": [], "common_count": []})
    if ref_area not in profiles.index:
        return nothing
    squares = (profiles.drop(index=ref_area) - profiles.loc[ref_area]) ** 2
    common = squares.notna().sum(axis=1)
    squares = squares.loc[common >= least_common]
    if squares.empty:
        return nothing
    found = pd.DataFrame(
        {
            "ref_area": squares.index,
            "distance": np.sqrt(squares.mean(axis=1)).round(_NOISE).to_numpy(),
            "common_count": common[squares.index].to_numpy(),
        }
    )
    return found.sort_values(["distance", "ref_area"], ignore_index=True)


def similar_sizes(sizes: Mapping[str, float], ref_area: str, *, most_times: float) -> pd.DataFrame:
    """Return the other units at most `most_times` as large or as small as one unit, the nearest first.

    Takes positive sizes by id. Columns: `ref_area`, `size`, `times` (size over the unit's own). Empty where the unit's
    own size is unknown. The comparison is of ratios, so that A is like B exactly where B is like A.
    """
    own = sizes.get(ref_area)
    rows = [
        (area, size, size / own)
        for area, size in sizes.items()
        if own and area != ref_area and size > 0 and max(size / own, own / size) <= most_times
    ]
    rows.sort(key=lambda row: (max(row[2], 1 / row[2]), row[0]))
    return pd.DataFrame(rows, columns=["ref_area", "size", "times"])


def among(ranked: pd.DataFrame, areas: Collection[str], direction: Direction) -> pd.DataFrame:
    """Return the rows of some units of a `ranked` frame in the order of their place among each other.

    Added columns: `peer_rank` (ties share the better one; computed by us) and `ranked_by`: `value` or
    `published_rank`, whichever orders more of these units (the value where equally many). Unplaced units come last.
    """
    rows = ranked.loc[ranked["ref_area"].isin(list(areas))]
    values, published = rows["obs_value"].astype("float64"), rows["published_rank"].astype("Float64")
    by_rank = published.notna().sum() > values.notna().sum()
    order = published if by_rank else values
    ascending = by_rank or direction is Direction.LOWER
    places = order.rank(method="min", ascending=bool(ascending)).astype("Int64")
    told = rows.assign(peer_rank=places, ranked_by="published_rank" if by_rank else "value")
    return told.sort_values(["peer_rank", "ref_area"], na_position="last", ignore_index=True)
