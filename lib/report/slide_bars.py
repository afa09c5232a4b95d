"""Bars on a slide: a row per category, figures in a column of their own, what only compares as signs over the bars."""

from dataclasses import replace

from lib.charts.palette import Colour
from lib.charts.picture import Box, Label, Line, Parts, Ring, Shape
from lib.charts.typeface import LINE, balanced, text_width, widest
from lib.report.chart_bounds import bounds
from lib.report.chart_frame import Frame, series_colours, strokes
from lib.report.slides import NativeChart, Series

_NAMES = 0.3  # of the chart's width, at most, for the names of the categories
_ROW = 1.45  # of the type: the least a row needs
_FULL = 2.6  # of the type: the most
_BAR = 0.52  # of a row


def bar_parts(native: NativeChart, frame: Frame) -> Parts:
    """Return bars of the series in focus and chosen; references are strokes, others diamonds; a legend names them."""
    size, box = frame.size, frame.box
    legend, low = _legend(native, frame)
    free = box.bottom - low
    if len(native.categories) * _ROW * size > free:
        free -= _ROW * size  # for the line that counts the rest
    shown = min(len(native.categories), max(1, int(free / (_ROW * size))))
    high = min(free / max(shown, 1), _FULL * size)
    names = [balanced(name, size, _NAMES * box.width) for name in native.categories[:shown]]
    folded = [lines if len(lines) * LINE * size <= high else [_short(lines)] for lines in names]
    left = box.left + max(min(widest(lines, size), _NAMES * box.width) for lines in folded) + 0.8 * size
    figures = max(
        text_width(_figure(native, series, at, frame), size, 600) for series in _bars(native) for at in range(shown)
    )
    plot = Box(left, low, box.right - figures - 0.8 * size, low + shown * high)
    parts = legend
    for at in range(shown):
        row = Box(plot.left, low + at * high, plot.right, low + (at + 1) * high)
        first = row.top + (high - LINE * size * (len(folded[at]) - 1)) / 2 + 0.34 * size
        key = "" if _by_series(native) else native.categories[at]
        label = Label(box.left, first, "\n".join(folded[at]), size, "start", colour=frame.inks.text, ref_area=key)
        parts = parts.with_more(Parts(labels=(label,))).with_more(_row(native, at, row, frame))
    if shown < len(native.categories):
        more = frame.t("player.more_rows", count=frame.t.number(len(native.categories) - shown))
        foot = Label(box.left, plot.bottom + 1.1 * size, more, size, "start", colour=frame.inks.muted)
        parts = parts.with_more(Parts(labels=(foot,)))
    zero = _x(native, 0.0, plot)
    ground = strokes([Line(((zero, plot.top), (zero, plot.bottom)), frame.inks.muted, 0.07 * size)])
    return Parts(ground).with_more(parts)


def _short(lines: list[str]) -> str:
    return lines[0] if len(lines) == 1 else f"{lines[0]}…"


def _bars(native: NativeChart) -> list[Series]:
    """Return the series drawn as bars: those in focus and chosen, all where none is."""
    own = [series for series in native.series if series.emphasis in {"focus", "chosen"}]
    return own or list(native.series)


def _by_series(native: NativeChart) -> bool:
    """Tell whether bars are marked unit by unit; where all are of one unit, each row is marked by itself."""
    return len(_bars(native)) > 1


def _key(native: NativeChart, series: Series, at: int) -> str:
    return series.name if _by_series(native) else native.categories[at]


def _colours(native: NativeChart, frame: Frame) -> list[Colour]:
    """Return the colours of bars: a whole row of the ink that marks a line in focus would shout."""
    return [
        frame.inks.up if series.emphasis == "focus" else colour
        for series, colour in zip(native.series, series_colours(native, frame.inks), strict=True)
    ]


def _x(native: NativeChart, value: float, plot: Box) -> float:
    axis = bounds(native)
    return plot.left + plot.width * (value - axis.low) / (axis.high - axis.low)


def _figure(native: NativeChart, series: Series, at: int, frame: Frame) -> str:
    about = "≈ " if series.estimated and series.estimated[at] else ""
    return f"{about}{frame.t.number(series.values[at], native.decimals)}"


def _row(native: NativeChart, at: int, row: Box, frame: Frame) -> Parts:
    parts, bars = Parts(), _bars(native)
    colours = dict(zip((series.name for series in native.series), _colours(native, frame), strict=True))
    thick = row.height * _BAR / len(bars)
    for place, series in enumerate(bars):
        value = series.values[at]
        top = row.top + row.height * (1 - _BAR) / 2 + place * thick
        if value is not None:
            ends = sorted((_x(native, 0.0, row), _x(native, value, row)))
            ring = Box(ends[0], top, max(ends[1], ends[0] + 1), top + 0.92 * thick).ring
            parts = parts.with_more(Parts((_shape(native, series, at, frame, ring=ring, colour=colours[series.name]),)))
        if len(bars) * LINE * frame.size <= row.height or place == 0:
            middle = top + thick / 2 if len(bars) * LINE * frame.size <= row.height else row.top + row.height / 2
            figure = _figure(native, series, at, frame)
            ink = frame.inks.text if len(bars) == 1 else colours[series.name]
            foot, key = middle + 0.34 * frame.size, _key(native, series, at)
            label = Label(frame.box.right, foot, figure, frame.size, "end", 600, ink, ref_area=key)
            parts = parts.with_more(Parts(labels=(label,)))
    for series in native.series:
        value = series.values[at]
        if series not in bars and value is not None:
            sign = _sign(series, _x(native, value, row), row.top + row.height / 2, frame)
            parts = parts.with_more(Parts((_shape(native, series, at, frame, ring=sign, colour=frame.inks.text),)))
    return parts


def _sign(series: Series, x: float, y: float, frame: Frame) -> Ring:
    """Return a stroke for a reference, a diamond for any other series."""
    size = frame.size
    if series.emphasis == "reference":
        return Box(x - 0.1 * size, y - 0.58 * size, x + 0.1 * size, y + 0.58 * size).ring
    far = 0.3 * size
    return (x, y - far), (x + far, y), (x, y + far), (x - far, y)


def _shape(native: NativeChart, series: Series, at: int, frame: Frame, *, ring: Ring, colour: Colour) -> Shape:
    told = f"{_figure(native, series, at, frame)} {native.unit}".strip()
    title = f"{native.categories[at]}, {series.name}: {told}"
    shape = Shape(series.name, (ring,), colour, frame.inks.background, 0.1 * frame.size, title=title, layer="value")
    return replace(shape, ref_area=_key(native, series, at))


def _legend(native: NativeChart, frame: Frame) -> tuple[Parts, float]:
    """Return who is who, from left to right, and where the rows begin; nothing for a single series."""
    size, x, y = frame.size, frame.box.left, frame.box.top + 0.9 * frame.size
    if len(native.series) < 2 and not native.unit:
        return Parts(), frame.box.top
    bars, parts = _bars(native), Parts()
    colours = _colours(native, frame)
    for series, colour in zip(native.series, colours, strict=True):
        wide = 1.3 * size + text_width(series.name, size) + 1.2 * size
        if x > frame.box.left and x + wide > frame.box.right:
            x, y = frame.box.left, y + 1.3 * size
        if series in bars:
            ring, ink = Box(x, y - 0.65 * size, x + 0.8 * size, y + 0.1 * size).ring, colour
        else:
            ring, ink = _sign(series, x + 0.4 * size, y - 0.28 * size, frame), frame.inks.text
        key = series.name if _by_series(native) else ""
        label = Label(x + 1.3 * size, y, series.name, size, "start", colour=frame.inks.text, ref_area=key)
        parts = parts.with_more(Parts((Shape(series.name, (ring,), ink, ref_area=key),), (label,)))
        x += wide
    if native.unit and x + text_width(native.unit, size) <= frame.box.right:
        unit = Label(frame.box.right, y, native.unit, size, "end", colour=frame.inks.muted)
        parts = parts.with_more(Parts(labels=(unit,)))
    return parts, y + 0.9 * size
