"""Two units on every part of a total: a dot each on one scale, both values in words.

The first unit has the colour of the unit in focus, the second that of the first chosen one, as on the trend.
"""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, Spec
from lib.charts.theme import INKS, Inks, ThemeName

ROW = 48  # pixels per part: a line of words, the dots under it
WORDS_AT, DOTS_AT, TICK = 12, 34, 9
SECOND_AT, POINTS_AT = 52, 118  # pixels from the right edge
NARROW = "containerSize()[0] < 560"


@dataclass(frozen=True)
class DumbbellWords:
    """Names of the two units, of the median, of the tooltip's lines, and the chart's description."""

    first: str
    second: str
    median: str
    part: str
    first_rank: str
    second_rank: str
    points: str
    summary: str


def dumbbell_chart(parts: pd.DataFrame, words: DumbbellWords, *, decimals: int, theme: ThemeName) -> Drawing:
    """Return one row per part in the order given: its name and both values in words, under them a dot for each unit.

    Columns: `label`, `first`, `second`, `median` (null: no mark), `first_rank`, `second_rank` (texts with their n),
    `points` (text: what the difference adds to the total, empty without a weight).
    """
    names = ["first", "second", "median"]
    numbers = {name: pa.array(parts[name].astype("float64").round(decimals), from_pandas=True) for name in names}
    texts = {name: pa.array(parts[name], pa.string()) for name in ("label", "first_rank", "second_rank", "points")}
    place = pa.array([float(ROW * row) for row in range(len(parts))], pa.float32())
    spec = _spec(words, INKS[theme], _scale(parts[names]), decimals)
    spec["height"] = ROW * max(len(parts), 1)
    return Drawing(spec, {"parts": pa.table({**texts, **numbers, "place": place})})


def _scale(values: pd.DataFrame) -> Spec:
    """Return the shared axis; dots stand for places on it, not for lengths, so it need not start at zero."""
    low, high = float(values.min().min()), float(values.max().max())
    known = pd.notna(low) and pd.notna(high)
    margin = (high - low or abs(high) or 1.0) * 0.06 if known else 0.0
    domain = [low - margin, high + margin] if known else [0.0, 1.0]
    return {
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False},
        "axis": {"title": None, "grid": True, "tickCount": 5},
    }


def _spec(words: DumbbellWords, inks: Inks, x: Spec, decimals: int) -> Spec:
    return {
        "description": words.summary,
        "width": 800,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 2, "right": 8, "bottom": 2},
        "data": {"name": "parts"},
        "layer": [
            _between(inks, x),
            _median(inks, x),
            _dot("second", inks.chosen[0], "diamond", 190, x),
            _dot("first", inks.focus, "circle", 150, x),
            _name(inks),
            _value("second", inks.chosen[0], 0, decimals),
            _value("first", inks.focus, SECOND_AT, decimals),
            _points(inks),
            _hover(words, decimals),
        ],
    }


def _at(offset: int) -> tuple[Spec, Spec]:
    return {"yOffset": offset}, {"y": {"field": "place", "type": "quantitative", "scale": None, "axis": None}}


def _between(inks: Inks, x: Spec) -> Spec:
    offset, y = _at(DOTS_AT)
    mark = {"type": "rule", "strokeWidth": 3, "color": inks.other, **offset, "y2Offset": DOTS_AT}
    return {"mark": mark, "encoding": {"x": {**x, "field": "first"}, "x2": {"field": "second"}, **y}}


def _median(inks: Inks, x: Spec) -> Spec:
    offset, y = _at(DOTS_AT)
    mark = {"type": "tick", "orient": "vertical", "size": 2 * TICK, "thickness": 2.5, "color": inks.text, "opacity": 1}
    return {"mark": {**mark, **offset}, "encoding": {"x": {**x, "field": "median"}, **y}}


def _dot(field: str, ink: str, shape: str, size: int, x: Spec) -> Spec:
    offset, y = _at(DOTS_AT)
    mark = {"type": "point", "shape": shape, "size": size, "fill": ink, "stroke": ink, "opacity": 1, **offset}
    return {"mark": mark, "encoding": {"x": {**x, "field": field}, **y}}


def _name(inks: Inks) -> Spec:
    offset, y = _at(WORDS_AT)
    limit = {"limit": {"expr": f"width - ({NARROW} ? {POINTS_AT - 8} : {POINTS_AT + 130})"}}
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": inks.text, **offset, **limit}
    return {"mark": mark, "encoding": {"x": {"value": 0}, "text": {"field": "label"}, **y}}


def _value(field: str, ink: str, from_right: int, decimals: int) -> Spec:
    offset, y = _at(WORDS_AT)
    text = f"isValid(datum.{field}) ? format(datum.{field}, ',.{decimals}f') : '–'"
    mark = {"type": "text", "align": "right", "baseline": "middle", "fontWeight": 600, "color": ink, **offset}
    return {
        "transform": [{"calculate": text, "as": f"{field}_said"}],
        "mark": mark,
        "encoding": {
            "x": {"value": {"expr": f"width - {from_right}"}},
            "text": {"field": f"{field}_said"},
            **y,
        },
    }


def _points(inks: Inks) -> Spec:
    """Say what the difference adds to the total, where there is room."""
    offset, y = _at(WORDS_AT)
    mark = {"type": "text", "align": "right", "baseline": "middle", "color": inks.muted, **offset}
    return {
        "transform": [{"filter": f"datum.points && !({NARROW})"}],
        "mark": mark,
        "encoding": {"x": {"value": {"expr": f"width - {POINTS_AT}"}}, "text": {"field": "points"}, **y},
    }


def _hover(words: DumbbellWords, decimals: int) -> Spec:
    """Return a row-wide surface nobody sees that carries the tooltip."""
    offset, y = _at(0)
    numbers = {"first": words.first, "second": words.second, "median": words.median}
    texts = {"first_rank": words.first_rank, "second_rank": words.second_rank, "points": words.points}
    form = f",.{decimals}f"
    tooltip = [
        {"field": "label", "type": "nominal", "title": words.part},
        *({"field": name, "type": "quantitative", "title": text, "format": form} for name, text in numbers.items()),
        *({"field": name, "type": "nominal", "title": text} for name, text in texts.items()),
    ]
    return {
        "mark": {"type": "rect", "opacity": 0, **offset, "y2Offset": ROW},
        "encoding": {
            "x": {"value": 0},
            "x2": {"value": "width"},
            "tooltip": tooltip,
            **y,
            "y2": {"field": "place"},
        },
    }
