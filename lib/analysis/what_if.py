"""How far another place is, and what moving one component of a composite would give. Pure; no names, no words."""

from typing import NamedTuple

import pandas as pd

from lib.model.indicator import Direction

_NOISE = 9  # decimals beyond which a difference is only the noise of binary fractions


class Gap(NamedTuple):
    """What is missing to a place: the place, the unit that holds it now, its value, and the difference to it."""

    rank: int
    ref_area: str
    target: float
    missing: float


class Company(NamedTuple):
    """How many units lie within a distance of one unit's value: better ones, equal ones, worse ones."""

    ahead: int
    level: int
    behind: int


class Outcome(NamedTuple):
    """The total after a move, and its computed rank among the units with a value, the others as they are."""

    total: float
    rank: int
    peer_count: int


def gap_to(ranked: pd.DataFrame, ref_area: str, place: int, direction: Direction) -> Gap | None:
    """Return what a unit lacks to the value that stands at a place of a `ranked` frame (the last one of that rank).

    Reaching that value gives the place or, with ties, a better one. None where the unit has no value, is there
    already, or fewer units are ranked.
    """
    placed = ranked.dropna(subset=["obs_value"]).sort_values(["rank", "ref_area"])
    own = placed.loc[placed["ref_area"] == ref_area]
    if own.empty or place < 1 or place > len(placed) or int(own["rank"].iloc[0]) <= place:
        return None
    holder = placed.iloc[place - 1]
    value, target = float(own["obs_value"].iloc[0]), float(holder["obs_value"])
    missing = value - target if direction is Direction.LOWER else target - value
    return Gap(place, str(holder["ref_area"]), target, round(missing, _NOISE))


def top_quarter(peer_count: int) -> int:
    """Return the last place of the first quarter: ⌊n / 4⌋, as ⌈4 × rank / n⌉ = 1 (docs/xep-hang.md)."""
    return peer_count // 4


def company(ranked: pd.DataFrame, ref_area: str, distance: float, direction: Direction) -> Company | None:
    """Count the other units whose value differs from one unit's by no more than `distance`; None without a value."""
    values = ranked.dropna(subset=["obs_value"]).set_index("ref_area")["obs_value"].astype("float64")
    if ref_area not in values.index:
        return None
    better = (values.drop(ref_area) - values[ref_area]).round(_NOISE)
    near = (-better if direction is Direction.LOWER else better).loc[better.abs() <= distance]
    return Company(int((near > 0).sum()), int((near == 0).sum()), int((near < 0).sum()))


def moved(ranked: pd.DataFrame, ref_area: str, change: float, direction: Direction) -> Outcome:
    """Return the total and rank of a unit of a `ranked` frame if its value changed by `change`, all others as they are.

    KeyError where the unit has no value: nothing is supposed of an unknown total.
    """
    values = ranked.dropna(subset=["obs_value"]).set_index("ref_area")["obs_value"].astype("float64")
    total = round(float(values[ref_area]) + change, _NOISE)
    rivals = values.drop(ref_area).round(_NOISE)
    better = rivals < total if direction is Direction.LOWER else rivals > total
    return Outcome(total, int(better.sum()) + 1, len(values))


def needed(missing: float, weight: float) -> float | None:
    """Return by how much a component of this weight must change for the total to change by `missing`; None at 0."""
    return round(missing / weight, _NOISE) if weight else None
