"""Where the value axis of an editable chart begins and ends, and which last values find room beside their lines."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lib.report.slides import NativeChart

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_PARTS = 6
_APART = 0.07  # of the axis: two figures closer than this would stand on each other
_ORDER = ("focus", "chosen", "reference", "other")


@dataclass(frozen=True)
class Bounds:
    """The axis from `low` to `high` in steps of `step`, all in the unit of the figures."""

    low: float
    high: float
    step: float


def bounds(native: NativeChart) -> Bounds:
    """Return round bounds around all figures; bars begin at nothing, lines where their figures are."""
    known = [value for series in native.series for value in series.values if value is not None] or [0.0]
    low, high = min(known), max(known)
    if native.kind == "bar":
        low, high = min(low, 0.0), max(high, 0.0)
    span = high - low or abs(high) or 1.0
    if native.kind == "line":
        # never over nothing: an axis that began at −50.000 cases would say there can be such a figure
        low = max(low - 0.04 * span, 0.0) if low >= 0 else low - 0.04 * span
        high = min(high + 0.04 * span, 0.0) if high <= 0 else high + 0.04 * span
    rough = (high - low or span) / _PARTS
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(next(part for part in _STEPS if part * power >= rough) * power, 10.0**-native.decimals)
    ends = math.floor(low / step), math.ceil(high / step)
    return Bounds(round(ends[0] * step, 9), round(max(ends[1], ends[0] + 1) * step, 9), round(step, 9))


def labelled(native: NativeChart, found: Bounds) -> Mapping[int, int]:
    """Return by number of a line the place of its last value, for lines whose figure stands clear of the others.

    Lines in focus come first, other lines are never labelled.
    """
    last = len(native.categories) - 1
    order = sorted(range(len(native.series)), key=lambda number: _ORDER.index(native.series[number].emphasis))
    told: dict[int, int] = {}
    kept: list[tuple[int, float]] = []
    for number in order:
        series = native.series[number]
        known = [(place, value) for place, value in enumerate(series.values) if value is not None]
        if series.emphasis == "other" or not known:
            continue
        place, value = known[-1]
        near = _APART * (found.high - found.low)
        if place < last and series.emphasis == "reference":
            continue
        beside = [other for at, other in kept if abs(at - place) <= 1] + _passing(native, number, place)
        if all(abs(value - other) >= near for other in beside):
            told[number] = place
            kept.append((place, value))
    return told


def _passing(native: NativeChart, number: int, place: int) -> list[float]:
    """Return the values of other lines that go on where the figure of a line that ended early would stand."""
    others = (series.values[place + 1 : place + 2] for at, series in enumerate(native.series) if at != number)
    return [value for values in others for value in values if value is not None]
