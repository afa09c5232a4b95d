"""What figures with an error band allow to be said: places a unit could take, changes beyond the band. No sentences."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from lib.model.indicator import Direction

_NOISE = 9  # decimals beyond which a difference is only the noise of binary fractions


class Estimate(NamedTuple):
    """A value and the half width of its band, in the indicator's unit; not a number where either is unknown."""

    value: float
    half_width: float


class Bands(NamedTuple):
    """Half widths by unit: `now` by the units shown, `base` by the units of the base period."""

    now: Mapping[str, float]
    base: Mapping[str, float]


def surely_ahead(one: Estimate, other: Estimate, direction: Direction) -> bool:
    """Whether `one` is better than `other` whatever the error: bands that overlap or touch leave it open.

    An unknown band leaves it open too; a band of zero is a full count. Without a good way the larger is ahead.
    """
    sign = -1.0 if direction is Direction.LOWER else 1.0
    gap = sign * (one.value - other.value) - one.half_width - other.half_width
    return round(gap, _NOISE) > 0 if not math.isnan(gap) else False


def combined_band(one: float, other: float) -> float:
    """Return the half width of the difference of two independent values, √(a² + b²)."""
    return math.hypot(one, other)


def rank_ranges(ranked: pd.DataFrame, half_widths: Mapping[str, float], direction: Direction) -> pd.DataFrame:
    """Return a `ranked` frame with `half_width`, and `rank_low` and `rank_high`: the places a unit could take.

    The best is 1 + the units surely ahead, the last n − the units surely behind, by `surely_ahead`; null
    without a value or a band.
    """
    sign = -1.0 if direction is Direction.LOWER else 1.0
    values = sign * ranked["obs_value"].to_numpy(dtype="float64", na_value=np.nan)
    widths = ranked["ref_area"].map(half_widths).to_numpy(dtype="float64", na_value=np.nan)
    least, most = (values - widths).round(_NOISE), (values + widths).round(_NOISE)
    # comparisons with what is not a number are false: an unknown band is never sure
    ahead = (least[None, :] > most[:, None]).sum(axis=1)
    behind = (most[None, :] < least[:, None]).sum(axis=1)
    known = ~np.isnan(least)
    low = pd.Series(1 + ahead, index=ranked.index).where(known).astype("Int64")
    high = pd.Series(int((~np.isnan(values)).sum()) - behind, index=ranked.index).where(known).astype("Int64")
    return ranked.assign(half_width=widths, rank_low=low, rank_high=high)


def with_certainty(changed: pd.DataFrame, base: pd.DataFrame, bands: Bands, direction: Direction) -> pd.DataFrame:
    """Return a `changes` frame with what its error bands leave sure; `base` is the `ranked` frame of the other period.

    Added columns: `half_width`, `rank_low`, `rank_high`, `base_rank_low`, `base_rank_high` (see `rank_ranges`),
    `change_band` (half width of the change, `combined_band`), `change_certain` (the change of value exceeds it) and
    `rank_change_certain` (the places of the two periods do not overlap); null where a band or a value is unknown.
    """
    placed = rank_ranges(changed, bands.now, direction)
    places = rank_ranges(base, bands.base, direction).set_index("ref_area")[["rank_low", "rank_high"]]
    old = places.reindex(placed["base_area"]).reset_index(drop=True).set_index(placed.index)
    now_widths = placed["ref_area"].map(bands.now).astype("float64")
    base_widths = placed["base_area"].map(bands.base).astype("float64")
    band = pd.Series(np.hypot(now_widths, base_widths), index=placed.index).where(placed["value_change"].notna())
    beyond = (placed["value_change"].abs() - band).round(_NOISE) > 0
    apart = (placed["rank_high"] < old["rank_low"]) | (placed["rank_low"] > old["rank_high"])
    return placed.assign(
        base_rank_low=old["rank_low"],
        base_rank_high=old["rank_high"],
        change_band=band,
        change_certain=beyond.astype("boolean").where(band.notna()),
        rank_change_certain=apart.astype("boolean"),
    )
