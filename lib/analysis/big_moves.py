"""How large a change is beside what sets the units apart, so that changes of unlike indicators can be put in order."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST_UNITS = 10  # with fewer the spread among units is chance
LEAST_SHARE = 0.5
LEAST_GROWTH = 0.05  # a spread of growth below five per cent is taken for five: what all units share is no feat
LEAST_STEPS = 10  # a spread below ten steps of rounding is taken for ten: the last digit must not win
_NORMAL = 1.349  # quartile distance of a normal distribution in standard deviations


_Floats = npt.NDArray[np.floating]


def standardised(changed: pd.DataFrame, *, total: bool, step: float) -> pd.Series:
    """Return the change of value of each unit in spreads (quartile distance / 1.349); null where that says nothing.

    Takes a frame of `lib.analysis.ranking.changes`. A `total` grows with the size of the unit: its growth is held
    against the spread of growth; any other change against the spread of the values. `step` is one unit of the last
    printed digit. Null for all with fewer than 10 units, or half of them, in both periods.
    """
    now, base = (changed[name].to_numpy("float64", na_value=np.nan) for name in ("obs_value", "base_value"))
    change = changed["value_change"].to_numpy("float64", na_value=np.nan)
    if (~np.isnan(change)).sum() < max(LEAST_UNITS, LEAST_SHARE * len(changed)):
        return pd.Series(float("nan"), index=changed.index)
    return pd.Series(_in_spreads(change, now, base, total=total, step=step), index=changed.index)


def _in_spreads(change: _Floats, now: _Floats, base: _Floats, *, total: bool, step: float) -> _Floats:
    positive = np.where(base > 0, base, np.nan)
    amount = change / positive if total else change
    compared = amount if total else np.where(np.isnan(change), np.nan, now)
    return amount / max(_spread(compared), LEAST_GROWTH if total else LEAST_STEPS * step)


class Rough(NamedTuple):
    """A first guess at one unit's move, to look closer only where it is large; None where nothing can be guessed."""

    places: int | None
    spreads: float | None


def rough_move(now: pd.DataFrame, base: pd.DataFrame, area: str, *, total: bool, step: float) -> Rough:
    """Guess how one unit moved between two slices of observations of one unit set, larger values taken for better.

    Takes `obs_value` and `published_rank` by id. Where a change table says a move at all, it is this one but for ties.
    """
    values = now["obs_value"].to_numpy("float64")
    old = base["obs_value"].astype("float64").reindex(now.index).to_numpy("float64")
    change = values - old
    own_place = int(now.index.get_indexer(pd.Index([area]))[0])
    own = change[own_place] if own_place >= 0 else None
    places: int | None = None
    published = base["published_rank"].get(area, pd.NA), now["published_rank"].get(area, pd.NA)
    if pd.notna(published[0]) and pd.notna(published[1]):
        places = int(published[0]) - int(published[1])
    elif pd.notna(own):
        both = ~np.isnan(change)
        places = int((old[both] > old[own_place]).sum()) - int((values[both] > values[own_place]).sum())
    if pd.isna(own):
        return Rough(places, None)
    return Rough(places, float(_in_spreads(change, values, old, total=total, step=step)[own_place]))


def _spread(values: _Floats) -> float:
    known = values[~np.isnan(values)]
    if not len(known):
        return 0.0
    low, high = np.percentile(known, (25, 75))
    return float(high - low) / _NORMAL
