"""Two units beside each other: who is ahead, what each part of a total adds to the distance, what one can learn."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from lib.model.indicator import Direction


class Side(StrEnum):
    """Which of the two units stands ahead."""

    FIRST = "first"
    SECOND = "second"
    TIE = "tie"
    UNKNOWN = ""

    @property
    def other(self) -> "Side":
        """The opposite side; a tie and the unknown have none and stay."""
        return {Side.FIRST: Side.SECOND, Side.SECOND: Side.FIRST}.get(self, self)


class Standing(NamedTuple):
    """Where one unit stands: its published rank over so many, and its computed rank over so many; None: no rank."""

    published: int | None
    published_count: int
    computed: int | None
    computed_count: int


class Lead(NamedTuple):
    """Who is ahead, by how many places, counted from ranks of one `kind` (published, computed) over one count."""

    ahead: Side
    places: int | None = None
    kind: str = ""


def lead(first: Standing, second: Standing) -> Lead:
    """Return who stands ahead: by the published ranks where both have one over one n, else by the computed ones."""
    pairs = (
        ("published", first.published, second.published, first.published_count == second.published_count),
        ("computed", first.computed, second.computed, first.computed_count == second.computed_count),
    )
    for kind, own, other, same_count in pairs:
        if own is not None and other is not None and same_count:
            ahead = Side.TIE if own == other else Side.FIRST if own < other else Side.SECOND
            return Lead(ahead, abs(own - other), kind)
    return Lead(Side.UNKNOWN)


def above_median(value: float | None, median: float | None, direction: Direction) -> bool:
    """Whether a value is better than the median of all units; never where neither way is good."""
    if value is None or median is None or direction is Direction.NONE:
        return False
    return value < median if direction is Direction.LOWER else value > median


def differences(parts: pd.DataFrame) -> pd.DataFrame:
    """Add `difference` (first − second), `points` (weight × difference; null without weight); the most points first.

    Takes one row per component: `first`, `second` (values, null where missing), `weight` (null: none published). Rows
    of equal points keep their order; those without points follow by the size of their difference, the missing last.
    """
    difference = parts["first"] - parts["second"]
    told = parts.assign(difference=difference, points=parts["weight"] * difference)
    order = pd.DataFrame({"points": told["points"].abs(), "difference": told["difference"].abs()})
    places = order.sort_values(["points", "difference"], ascending=False, na_position="last", kind="stable").index
    return told.loc[places].reset_index(drop=True)


@dataclass(frozen=True)
class Reckoning:
    """How the points of the parts add up: their sum, the difference of the published totals, what rounding allows."""

    points: float
    total: float
    allowed: float

    @property
    def rest(self) -> float:
        """What the parts do not explain of the difference of totals."""
        return self.total - self.points

    @property
    def adds_up(self) -> bool:
        """Whether the rest is no more than what the publisher's rounding explains."""
        return abs(self.rest) <= self.allowed + 1e-9


def reckoning(parts: pd.DataFrame, total: float | None, *, part_decimals: int, decimals: int) -> Reckoning | None:
    """Return how the points add up to the difference `total`; None where a part, a weight or the total is missing.

    Takes the frame of `differences`. Both values of each part and both totals are rounded: each by half a last digit.
    """
    if total is None or parts.empty or parts["points"].isna().any():
        return None
    allowed = float(parts["weight"].sum()) * 10.0**-part_decimals + 10.0**-decimals
    return Reckoning(float(parts["points"].sum()), total, allowed)


def lessons(parts: pd.DataFrame, learner: Side, most: int) -> pd.DataFrame:
    """Return up to `most` rows in which the other unit is ahead and above the median of all units.

    One learns from what is good, not from what is less bad. Takes `ahead`, `points`, `places`, `first_good` and
    `second_good`; the most points first, then by the most places.
    """
    teacher = learner.other
    fits = (parts["ahead"] == teacher) & parts[f"{teacher}_good"].astype(bool)
    found = parts.loc[fits]
    order = pd.DataFrame(
        {"points": found["points"].astype("float64").abs(), "places": found["places"].astype("float64")}
    )
    places = order.sort_values(["points", "places"], ascending=False, na_position="last", kind="stable").index
    return found.loc[places].head(most).reset_index(drop=True)
