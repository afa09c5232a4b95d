"""Which indicator has figures for which period and unit set: the map of what can be asked at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lib.analysis.like_with_like import months_to_date
from lib.model.period import Period


@dataclass(frozen=True)
class Slot:
    """One indicator has figures of one unit set in one period: so many values, so many published ranks."""

    period: Period
    unit_set: str
    value_count: int
    rank_count: int


@dataclass(frozen=True)
class Coverage:
    """All slots by indicator, oldest first; within a period the newer unit set last.

    `to_date` names the indicators whose values count from the first day of the year.
    """

    slots: Mapping[str, tuple[Slot, ...]]
    to_date: frozenset[str] = frozenset()

    def periods(self, indicator: str) -> tuple[Period, ...]:
        """Return the periods with figures, oldest first."""
        return self._periods.get(indicator, ())

    @cached_property
    def _periods(self) -> Mapping[str, tuple[Period, ...]]:
        return {
            indicator: tuple(dict.fromkeys(slot.period for slot in known)) for indicator, known in self.slots.items()
        }

    def unit_sets(self, indicator: str, period: Period) -> tuple[str, ...]:
        """Return the unit sets with figures in a period, the newest first."""
        return tuple(slot.unit_set for slot in reversed(self.slots.get(indicator, ())) if slot.period == period)

    def slot(self, indicator: str, period: Period, unit_set: str) -> Slot | None:
        """Return the slot asked for, or None where there are no figures."""
        fitting = [s for s in self.slots.get(indicator, ()) if (s.period, s.unit_set) == (period, unit_set)]
        return fitting[0] if fitting else None

    def newest_telling(self, indicator: str, sizes: Mapping[str, int]) -> Period | None:
        """Return the newest period in which at least half of the units have a value, else the newest there is."""
        slots = self.slots.get(indicator, ())
        full = [slot.period for slot in slots if 2 * slot.value_count >= sizes[slot.unit_set]]
        return max(full) if full else max((slot.period for slot in slots), default=None)

    def before(self, indicator: str, period: Period) -> Period | None:
        """Return the period to compare with: a year before, else the nearest earlier one of the same frequency.

        For values counted from the first day of the year only the same stretch of an earlier year comes into question.
        """
        if indicator in self.to_date:
            return self._same_stretch_before(indicator, period)
        known = [p for p in self.periods(indicator) if p.frequency is period.frequency and p < period]
        return period.year_before() if period.year_before() in known else max(known, default=None)

    def _same_stretch_before(self, indicator: str, period: Period) -> Period | None:
        earlier = [p for p in self.periods(indicator) if p.year < period.year]
        alike = [p for p in earlier if months_to_date(p) == months_to_date(period)]
        return max(alike, key=lambda p: (p.year, p.frequency is period.frequency), default=None)


def counted(observations: pd.DataFrame) -> pd.DataFrame:
    """Count observations: `indicator`, `time_period`, `unit_set`, `value_count`, `rank_count`; as the store does."""
    keyed = observations.assign(unit_set=[str(area).partition("-")[0] for area in observations["ref_area"]])
    groups = keyed.groupby(["indicator", "time_period", "unit_set"], as_index=False)
    return groups.agg(value_count=("obs_value", "count"), rank_count=("published_rank", "count"))


def coverage_of(counts: pd.DataFrame, order: Mapping[str, int], to_date: frozenset[str] = frozenset()) -> Coverage:
    """Build the coverage from the store's counts (`indicator`, `time_period`, `unit_set`, `value_count`, `rank_count`).

    `order` ranks the unit sets by age, the newest highest; `to_date`: the indicators that count from 1 January.
    """
    slots: dict[str, list[Slot]] = {}
    columns = ["indicator", "time_period", "unit_set", "value_count", "rank_count"]
    for indicator, period, unit_set, values, ranks in counts[columns].itertuples(index=False):
        slots.setdefault(indicator, []).append(Slot(Period.parse(period), unit_set, int(values), int(ranks)))
    for known in slots.values():
        known.sort(key=lambda slot: (slot.period, order[slot.unit_set]))
    return Coverage({indicator: tuple(known) for indicator, known in slots.items()}, to_date)
