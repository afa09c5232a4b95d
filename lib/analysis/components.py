"""A composite indicator taken apart: a unit's components against the others, and the points each one costs."""

from collections.abc import Mapping

import pandas as pd

from lib.model.indicator import Direction


def component_standing(
    observations: pd.DataFrame, ref_area: str, weights: Mapping[str, float | None], directions: Mapping[str, Direction]
) -> pd.DataFrame:
    """Return one row per component (in the order of `weights`) for one unit among the units of the same set.

    Takes the observations of the components in one period and one unit set. Columns: `indicator`, `obs_value`,
    `rank`, `peer_count`, `median`, `best`, `weight`, `points_lost` (weight × distance to the best; null without a
    published weight), `against_median` (positive is better, whatever the direction).
    """
    told = observations[["indicator", "ref_area", "obs_value"]]
    rows = [
        _standing(told.loc[told["indicator"] == code], ref_area, weight, directions[code]) | {"indicator": code}
        for code, weight in weights.items()
    ]
    columns = [
        "indicator",
        "obs_value",
        "rank",
        "peer_count",
        "median",
        "best",
        "weight",
        "points_lost",
        "against_median",
    ]
    standing = pd.DataFrame(rows, columns=columns)
    return standing.astype({"rank": "Int64", "peer_count": "Int64"})


def _standing(
    observations: pd.DataFrame, ref_area: str, weight: float | None, direction: Direction
) -> dict[str, float | int | None]:
    values = observations.set_index("ref_area")["obs_value"].dropna().astype("float64")
    if values.empty:
        return {"weight": weight, "peer_count": 0}
    lower = direction is Direction.LOWER
    best = float(values.min() if lower else values.max())
    median = float(values.median())
    facts: dict[str, float | int | None] = {
        "weight": weight,
        "peer_count": len(values),
        "best": best,
        "median": median,
    }
    if ref_area not in values.index:
        return facts
    own = float(values[ref_area])
    better = (values < own) if lower else (values > own)
    return facts | {
        "obs_value": own,
        "rank": int(better.sum()) + 1,
        "points_lost": None if weight is None else weight * abs(best - own),
        "against_median": median - own if lower else own - median,
    }


def strongest_and_weakest(standing: pd.DataFrame) -> tuple[pd.Series | None, pd.Series | None]:
    """Return the components where the unit stands best and worst among the others: by the share of units ahead of it.

    Ties go to the larger distance from the median. (None, None) with fewer than two ranked components.
    """
    placed = standing.loc[standing["rank"].notna()]
    if len(placed) < 2:
        return None, None
    share = (placed["rank"].astype("float64") - 1) / placed["peer_count"].astype("float64").clip(lower=1)
    order = placed.assign(share=share).sort_values(["share", "against_median"], ascending=[True, False])
    return order.iloc[0], order.iloc[-1]
