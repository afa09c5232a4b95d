"""How large a change is beside what sets the units apart, so that changes of unlike indicators can be put in order."""

from typing import NamedTuple

import pandas as pd

LEAST_UNITS = 10  # with fewer the spread among units is chance
LEAST_SHARE = 0.5
LEAST_GROWTH = 0.05  # a spread of growth below five per cent is taken for five: what all units share is no feat
LEAST_STEPS = 10  # a spread below ten steps of rounding is taken for ten: the last digit must not win
_NORMAL = 1.349  # quartile distance of a normal distribution in standard deviations


def standardised(changed: pd.DataFrame, *, total: bool, step: float) -> pd.Series:
    """Return the change of value of each unit in spreads (quartile distance / 1.349); null where that says nothing.

    Takes a frame of `lib.analysis.ranking.changes`. A `total` grows with the size of the unit: its growth is held
    against the spread of growth; any other change against the spread of the values. `step` is one unit of the last
    printed digit. Null for all with fewer than 10 units, or half of them, in both periods.
    """
    now, base = (changed[name].astype("float64") for name in ("obs_value", "base_value"))
    change = changed["value_change"].astype("float64")
    if change.notna().sum() < max(LEAST_UNITS, LEAST_SHARE * len(changed)):
        return pd.Series(float("nan"), index=changed.index)
    return _in_spreads(change, now, base, total=total, step=step)


def _in_spreads(change: pd.Series, now: pd.Series, base: pd.Series, *, total: bool, step: float) -> pd.Series:
    amount = (change / base).where(base > 0) if total else change
    compared = amount if total else now.where(change.notna())
    return amount / max(_spread(compared), LEAST_GROWTH if total else LEAST_STEPS * step)


class Rough(NamedTuple):
    """A first guess at one unit's move, to look closer only where it is large; None where nothing can be guessed."""

    places: int | None
    spreads: float | None


def rough_move(now: pd.DataFrame, base: pd.DataFrame, area: str, *, total: bool, step: float) -> Rough:
    """Guess how one unit moved between two slices of observations of one unit set, larger values taken for better.

    Takes `obs_value` and `published_rank` by id. Where a change table says a move at all, it is this one but for ties.
    """
    values, old = now["obs_value"].astype("float64"), base["obs_value"].astype("float64").reindex(now.index)
    change = values - old
    own = change.get(area)
    places: int | None = None
    published = base["published_rank"].get(area, pd.NA), now["published_rank"].get(area, pd.NA)
    if pd.notna(published[0]) and pd.notna(published[1]):
        places = int(published[0]) - int(published[1])
    elif pd.notna(own):
        both = change.notna()
        places = int((old[both] > old[area]).sum()) - int((values[both] > values[area]).sum())
    if pd.isna(own):
        return Rough(places, None)
    return Rough(places, float(_in_spreads(change, values, old, total=total, step=step)[area]))


def _spread(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.quantile(0.75) - known.quantile(0.25)) / _NORMAL if len(known) else 0.0
