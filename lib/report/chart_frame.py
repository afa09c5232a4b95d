"""What both kinds of still charts are drawn with: place, inks, type, dashes, dots, colours of series. No figures."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.charts.palette import Colour
from lib.charts.picture import Box, Line, Point, Ring, Shape
from lib.charts.theme import Inks
from lib.i18n import Translator
from lib.report.slide_layout import Look
from lib.report.slides import NativeChart


@dataclass(frozen=True)
class Frame:
    """Where a chart stands, how it looks, and the size of its writing; lengths grow with the writing."""

    box: Box
    look: Look
    t: Translator
    size: float

    @property
    def inks(self) -> Inks:
        """The colours of the preset."""
        return self.look.inks

    @property
    def pen(self) -> float:
        """The width of an ordinary line."""
        return self.size / 8


def series_colours(native: NativeChart, inks: Inks) -> list[Colour]:
    """Return a colour per series: focus, the chosen ones in their order, grey for what only compares."""
    chosen = iter(inks.chosen)
    fixed = {"focus": inks.focus, "reference": inks.reference, "other": inks.other}
    return [
        next(chosen, inks.other) if series.emphasis == "chosen" else fixed[series.emphasis] for series in native.series
    ]


def dashed(points: Sequence[Point], stroke: Colour, width: float, *, on: float, off: float) -> tuple[Line, ...]:
    """Return a way through points as dashes `on` long and `off` apart."""
    dashes: list[Line] = []
    place = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        length = math.hypot(bx - ax, by - ay)
        at = -(place % (on + off))
        while at < length and length:
            start, end = max(at, 0.0) / length, min(at + on, length) / length
            if end > start:
                ends = ((ax + (bx - ax) * start, ay + (by - ay) * start), (ax + (bx - ax) * end, ay + (by - ay) * end))
                dashes.append(Line(ends, stroke, width))
            at += on + off
        place += length
    return tuple(dashes)


def strokes(lines: Iterable[Line], ref_area: str = "") -> tuple[Shape, ...]:
    """Return lines as open shapes, of one unit where it is named: what is drawn after them stands over them."""
    return tuple(Shape("", (line.points,), None, line.stroke, line.width, ref_area=ref_area) for line in lines)


def disc(x: float, y: float, radius: float, corners: int = 20) -> Ring:
    """Return a ring that is seen as a round dot."""
    turns = (2 * math.pi * corner / corners for corner in range(corners))
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def apart(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles near the wanted ones, in their order (ascending), so far apart that no two heights overlap."""
    places: list[float] = []
    for middle, height in zip(wanted, heights, strict=True):
        least = places[-1] + (heights[len(places) - 1] + height) / 2 if places else low + height / 2
        places.append(max(middle, least))
    edge = high
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], edge - heights[at] / 2)
        edge = places[at] - heights[at] / 2
    return places
