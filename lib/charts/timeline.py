"""The periods of a chart laid out evenly in time, whatever their frequency. No values, no drawing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import gcd


@dataclass(frozen=True)
class Timeline:
    """Periods by their last day: `places` on the axis in steps of the frequency, `turns` in order of appearance."""

    first_month: int
    step: int
    places: Mapping[str, int]
    labels: Mapping[int, str]

    @property
    def turns(self) -> Mapping[int, int]:
        """The number of each period among those that occur, by its place."""
        return {place: turn for turn, place in enumerate(sorted(self.labels))}

    @property
    def last(self) -> int:
        """The place of the latest period; 0 without any."""
        return max(self.labels, default=0)

    @property
    def per_year(self) -> int:
        """How many places make a year, at least 1."""
        return max(1, 12 // self.step)

    def place(self, day: str) -> float:
        """Return where a last day (ISO) stands, also between and beyond the periods."""
        return (_month(day) - self.first_month) / self.step


def timeline(days: Iterable[str], labels: Iterable[str]) -> Timeline:
    """Return the timeline of periods given by last day (ISO) and label, repeated in any order."""
    named = dict(zip(days, labels, strict=True))
    months = sorted({_month(day) for day in named})
    steps = [later - earlier for earlier, later in pairwise(months)]
    step = reduce(gcd, steps) if steps else 12
    places = {day: (_month(day) - months[0]) // step for day in named}
    return Timeline(months[0] if months else 0, step, places, {places[day]: label for day, label in named.items()})


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7])
