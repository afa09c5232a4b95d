"""Lines over periods on a slide: gaps stay gaps, estimates hollow, breaks marked, names beside the last values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lib.charts.palette import Colour
from lib.charts.picture import Box, Label, Line, Parts, Point, Shape
from lib.charts.typeface import LINE, balanced, text_width, widest
from lib.report.chart_bounds import Bounds, bounds
from lib.report.chart_frame import Frame, apart, dashed, disc, series_colours, strokes
from lib.report.signs import drawable
from lib.report.slides import NativeChart, Series

_NAMES = 0.3  # of the chart's width, at most, for the names beside the lines
_ORDER = ("focus", "chosen", "reference", "other")


@dataclass(frozen=True)
class Landmarks:
    """Breaks (place among the categories, sign, whether units changed, whether after the last) and gaps (from, to)."""

    marks: tuple[tuple[float, str, bool, bool], ...] = ()
    gaps: tuple[tuple[float, float], ...] = ()

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> "Landmarks":
        """Read the tables `marks` and `gaps` of the drawing on the screen."""
        marks = tables.get("marks", ())
        return cls(
            tuple(
                (float(m["at"]), drawable(str(m["sign"])), m["kind"] == "merger", bool(m.get("behind"))) for m in marks
            ),
            tuple((float(gap["first"]), float(gap["last"])) for gap in tables.get("gaps", ())),
        )


@dataclass(frozen=True)
class _Name:
    """A series named at its last value."""

    series: str
    lines: tuple[str, ...]
    wanted: float
    colour: Colour
    bold: bool
    rank: int


@dataclass(frozen=True)
class _Plot:
    """The area lines are drawn in, and where a figure stands in it."""

    box: Box
    count: int
    axis: Bounds

    def x(self, place: float) -> float:
        """Return where a category stands; half a step is kept free at both ends."""
        return self.box.left + self.box.width * (place + 0.5) / self.count

    def y(self, value: float) -> float:
        """Return how high a figure stands."""
        return self.box.bottom - self.box.height * (value - self.axis.low) / (self.axis.high - self.axis.low)


def line_parts(native: NativeChart, landmarks: Landmarks, frame: Frame) -> Parts:
    """Return the lines with axes, breaks, gaps and names."""
    axis = bounds(native)
    ticks = _ticks(native, axis, frame)
    left = max(text_width(text, frame.size) for _, text in ticks) + 0.6 * frame.size
    most = _NAMES * frame.box.width
    widths = [widest(_folded(native, series, frame, most), frame.size, 600) for series in native.series]
    right = max((width for width, one in zip(widths, native.series, strict=True) if one.emphasis != "other"), default=0)
    top = frame.box.top + (3.2 if landmarks.marks else 2.2) * frame.size
    box = Box(
        frame.box.left + left, top, frame.box.right - right - 0.9 * frame.size, frame.box.bottom - 1.7 * frame.size
    )
    plot = _Plot(box, len(native.categories), axis)
    parts = _ground(plot, native, ticks, frame).with_more(_landmarks(landmarks, plot, frame))
    order = sorted(range(len(native.series)), key=lambda at: -_ORDER.index(native.series[at].emphasis))
    colours = series_colours(native, frame.inks)
    for at in order:
        parts = parts.with_more(_line(native, native.series[at], colours[at], plot, frame))
    return parts.with_more(_names(native, colours, plot, frame, most))


def _ticks(native: NativeChart, axis: Bounds, frame: Frame) -> list[tuple[float, str]]:
    decimals = next((n for n in range(4) if abs(axis.step * 10**n - round(axis.step * 10**n)) < 1e-6), native.decimals)
    count = round((axis.high - axis.low) / axis.step)
    values = [axis.low + number * axis.step for number in range(count + 1)]
    return [(value, frame.t.number(value, decimals)) for value in values]


def _ground(plot: _Plot, native: NativeChart, ticks: list[tuple[float, str]], frame: Frame) -> Parts:
    """Return grid, figures of the axis, unit of measure and periods, as many as stand clear of each other."""
    inks, size, box = frame.inks, frame.size, plot.box
    lines, labels = [], []
    for value, text in ticks:
        y = plot.y(value)
        lines.append(Line(((box.left, y), (box.right, y)), inks.grid, 0.06 * size))
        labels.append(Label(box.left - 0.5 * size, y + 0.34 * size, text, size, "end", colour=inks.muted))
    if native.unit:
        labels.append(Label(frame.box.left, frame.box.top + size, native.unit, size, "start", colour=inks.muted))
    wide = max(text_width(name, size) for name in native.categories) + 0.8 * size
    every = max(1, -int(-wide * plot.count // box.width))
    for at in range(plot.count - 1, -1, -every):
        labels.append(Label(plot.x(at), box.bottom + 1.4 * size, native.categories[at], size, colour=inks.muted))
    return Parts(strokes(lines), tuple(labels))


def _landmarks(landmarks: Landmarks, plot: _Plot, frame: Frame) -> Parts:
    inks, size, box = frame.inks, frame.size, plot.box
    shapes = []
    for first, last in landmarks.gaps:
        ring = Box(plot.x(first), box.top, plot.x(last), box.bottom).ring
        shapes.append(Shape("", (ring,), None, hatch=inks.hatch))
    lines: list[Line] = []
    labels: list[Label] = []
    for at, sign, merger, behind in sorted(landmarks.marks):
        x = plot.x(at) + (0.6 * size if behind else 0)
        way: list[Point] = [(x, box.top - 0.4 * size), (x, box.bottom)]
        lines += (
            [Line(tuple(way), inks.muted, 0.09 * size)]
            if merger
            else dashed(way, inks.muted, 0.07 * size, on=0.3 * size, off=0.25 * size)
        )
        near = labels[-1].box if labels else None
        high = (
            1.15 * size
            if near and x - text_width(sign, size) / 2 < near.right + 4 and near.bottom > box.top - size
            else 0
        )
        labels.append(Label(x, box.top - 0.6 * size - high, sign, size, colour=inks.muted))
    return Parts((*shapes, *strokes(lines)), tuple(labels))


def _line(native: NativeChart, series: Series, colour: Colour, plot: _Plot, frame: Frame) -> Parts:
    pen = frame.pen * {"focus": 1.7, "chosen": 1.2}.get(series.emphasis, 0.7)
    rough = series.estimated or (False,) * len(series.values)
    places = [(plot.x(at), plot.y(value)) if value is not None else None for at, value in enumerate(series.values)]
    lines: list[Line] = []
    for at, (one, two) in enumerate(pairwise(places)):
        if one is None or two is None:
            continue
        if series.emphasis == "reference":
            lines += dashed((one, two), colour, pen, on=3 * pen, off=3.5 * pen)
        elif rough[at] or rough[at + 1]:
            lines += dashed((one, two), colour, pen, on=1.6 * pen, off=2.2 * pen)
        else:
            lines.append(Line((one, two), colour, pen))
    dots = [
        _dot(at, native, series, colour, point=point, frame=frame)
        for at, point in enumerate(places)
        if point is not None
    ]
    return Parts((*strokes(lines, series.name), *dots))


def _dot(at: int, native: NativeChart, series: Series, colour: Colour, *, point: Point, frame: Frame) -> Shape:
    """Return a value as a dot: hollow where estimated, tiny on lines that only compare; it tells its figure."""
    radius = frame.size * {"focus": 0.34, "chosen": 0.27}.get(series.emphasis, 0.09)
    hollow = bool(series.estimated and series.estimated[at]) and series.emphasis in {"focus", "chosen"}
    about = "≈ " if series.estimated and series.estimated[at] else ""
    told = f"{about}{frame.t.number(series.values[at], native.decimals)} {native.unit}".strip()
    return Shape(
        series.name,
        (disc(*point, radius),),
        frame.inks.background if hollow else colour,
        colour if hollow else "",
        frame.size * 0.12 if hollow else 0.0,
        title=f"{series.name}, {native.categories[at]}: {told}",
        layer="value",
        ref_area=series.name,
    )


def _folded(native: NativeChart, series: Series, frame: Frame, most: float) -> list[str]:
    """Return a series' name with its last value, and the period where it ended early, folded into lines."""
    known = [at for at, value in enumerate(series.values) if value is not None]
    if not known:
        return []
    last = known[-1]
    about = "≈ " if series.estimated and series.estimated[last] else ""
    when = "" if last == len(series.values) - 1 else f" ({native.categories[last]})"
    value = frame.t.number(series.values[last], native.decimals)
    return balanced(f"{series.name} {about}{value}{when}".replace("≈ ", "≈\u00a0"), frame.size, most, 600)


def _names(native: NativeChart, colours: list[Colour], plot: _Plot, frame: Frame, most: float) -> Parts:
    """Return names beside the lines, as near to the last values as the others allow; what finds no room is left out."""
    names = []
    for series, colour in zip(native.series, colours, strict=True):
        known = [value for value in series.values if value is not None]
        if known and series.emphasis != "other":
            lines = tuple(_folded(native, series, frame, most))
            bold = series.emphasis in {"focus", "chosen"}
            names.append(_Name(series.name, lines, plot.y(known[-1]), colour, bold, _ORDER.index(series.emphasis)))
    high = frame.box.bottom - frame.box.top

    def tall(name: _Name) -> float:
        return (len(name.lines) * LINE + 0.15) * frame.size

    while sum(map(tall, names)) > high and len(names) > 1:
        names.remove(max(reversed(names), key=lambda name: name.rank))
    names.sort(key=lambda name: name.wanted)
    heights = [tall(name) for name in names]
    middles = apart([name.wanted for name in names], heights, frame.box.top, frame.box.bottom)
    labels = tuple(
        Label(
            plot.box.right + 0.7 * frame.size,
            middle - (len(name.lines) * LINE * frame.size) / 2 + 0.92 * frame.size,
            "\n".join(name.lines),
            frame.size,
            "start",
            600 if name.bold else 400,
            name.colour,
            ref_area=name.series,
        )
        for name, middle in zip(names, middles, strict=True)
    )
    return Parts(labels=labels)
