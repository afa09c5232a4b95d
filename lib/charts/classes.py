"""Class limits of a choropleth: where they lie and which class a value belongs to. Colours and words live elsewhere."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

LEAST_CLASSES, MOST_CLASSES = 4, 7


@dataclass(frozen=True)
class Classes:
    """Printed limits, lowest class first, both ends included; each class begins one last digit above the one before.

    A value belongs to the class whose printed interval contains the value as printed, that is rounded to `decimals`.
    `steps`, of diverging classes only: 0 for no change, ±1 for the smallest changes and so on outwards.
    """

    limits: tuple[tuple[float, float], ...]
    decimals: int
    steps: tuple[int, ...] = ()

    def index_of(self, value: float) -> int:
        """Return the number of the class of `value` from 0; ValueError when it lies outside the outermost limits."""
        printed = last_digits(value, self.decimals)
        uppers = [last_digits(upper, self.decimals) for _, upper in self.limits]
        place = bisect_left(uppers, printed)
        if place == len(uppers) or printed < last_digits(self.limits[place][0], self.decimals):
            raise ValueError(f"{value} lies outside the classes {self.limits}")
        return place

    def counts(self, values: Sequence[float]) -> tuple[int, ...]:
        """Return how many of `values` each class holds."""
        found = Counter(self.index_of(value) for value in values)
        return tuple(found[place] for place in range(len(self.limits)))


def class_breaks(values: Sequence[float], count: int = 5, *, decimals: int) -> Classes:
    """Return at most `count` classes (4 to 7) of about equal size between the smallest and the largest value.

    Rule: quantiles of the values as printed; equal printed values are never parted, so few distinct values give fewer
    classes; a limit is the roundest number between its two neighbours. To compare two periods pass the values of both.
    ValueError for a value that is not a finite number.
    """
    if not LEAST_CLASSES <= count <= MOST_CLASSES:
        raise ValueError(f"between {LEAST_CLASSES} and {MOST_CLASSES} classes, not {count}")
    printed = _printed(values, decimals)
    if not printed:
        return Classes((), decimals)
    return _classes(_intervals(printed, printed[0], count), decimals)


def diverging_breaks(values: Sequence[float], per_side: int = 3, *, decimals: int) -> Classes:
    """Return classes of differences about zero: at most `per_side` of decreases and as many of increases.

    Rule: quantiles of the magnitudes as printed give one set of limits for both sides, so that equal steps are equal
    changes; a side ends at its own largest change. Differences that print as zero are a class of their own.
    ValueError for a value that is not finite.
    """
    printed = _printed(values, decimals)
    magnitudes = sorted(abs(digits) for digits in printed if digits)
    bands = _intervals(magnitudes, 1, per_side) if magnitudes else []
    fallen = _reached(bands, -printed[0]) if printed else []
    risen = _reached(bands, printed[-1]) if printed else []
    unchanged = [(0, 0)] if 0 in printed else []
    intervals = [*((-upper, -lower) for lower, upper in reversed(fallen)), *unchanged, *risen]
    steps = (*range(-len(fallen), 0), *(0 for _ in unchanged), *range(1, len(risen) + 1))
    return replace(_classes(intervals, decimals), steps=steps)


def last_digits(value: float, decimals: int) -> int:
    """Return `value` counted in units of its last printed digit, rounded as number formatting rounds."""
    if not math.isfinite(value):
        raise ValueError(f"no class for {value}")
    return int(f"{value:.{decimals}f}".replace(".", ""))


def _printed(values: Sequence[float], decimals: int) -> list[int]:
    return sorted(last_digits(value, decimals) for value in values)


def _classes(intervals: Sequence[tuple[int, int]], decimals: int) -> Classes:
    scale = 10**decimals
    return Classes(tuple((lower / scale, upper / scale) for lower, upper in intervals), decimals)


def _intervals(printed: Sequence[int], start: int, count: int) -> list[tuple[int, int]]:
    uppers = [*_cuts(printed, count), printed[-1]]
    lowers = [start, *(upper + 1 for upper in uppers[:-1])]
    return list(zip(lowers, uppers, strict=True))


def _reached(bands: Sequence[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    return [(lower, min(upper, most)) for lower, upper in bands if lower <= most]


def _cuts(printed: Sequence[int], count: int) -> list[int]:
    distinct = sorted(set(printed))
    below = [bisect_left(printed, value) for value in distinct[1:]]  # how many lie left of each gap
    gaps = {_nearest(below, share * len(printed) / count) for share in range(1, count)} if below else set()
    return [_roundest(distinct[gap], distinct[gap + 1] - 1) for gap in sorted(gaps)]


def _nearest(sizes: Sequence[int], wanted: float) -> int:
    return min(range(len(sizes)), key=lambda place: abs(sizes[place] - wanted))


def _roundest(low: int, high: int) -> int:
    """Return the whole number in [low, high] that is a multiple of the largest 1, 2 or 5 times a power of ten."""
    power: int = 10 ** len(str(max(abs(low), abs(high))))
    while power > 1:
        for step in (power, power // 2, power // 5):
            nearest = (low + high + step) // (2 * step) * step
            if low <= nearest <= high:
                return nearest
        power //= 10
    return (low + high) // 2
