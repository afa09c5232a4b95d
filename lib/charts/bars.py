"""What a composite is made of: a bar per component from zero, the country's median and best on it, the points lost."""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, Spec
from lib.charts.theme import INKS, Inks, ThemeName

ROW = 44  # pixels per component: a line of words, the bar under it
BAR_TOP, BAR_END = 20, 36
NARROW = "containerSize()[0] < 560"


@dataclass(frozen=True)
class BarWords:
    """Names of the marks (own bar, second bar, median, best), of the tooltip's lines, and the chart's description."""

    own: str
    second: str
    median: str
    best: str
    component: str
    rank: str
    lost: str
    summary: str


def component_chart(components: pd.DataFrame, words: BarWords, *, decimals: int, theme: ThemeName) -> Drawing:
    """Return one row per component in the order given: its name and own value in words, the bars from zero under them.

    Columns: `label`, `value` (null: no bar), `second` (the unit beside, null without), `median`, `best`, `rank` (text
    with its n), `lost` (text: what the distance to the best costs the total, empty without a published weight).
    """
    names = ["value", "second", "median", "best"]
    numbers = {name: pa.array(components[name].astype("float64").round(decimals), from_pandas=True) for name in names}
    texts = {name: pa.array(components[name], pa.string()) for name in ("label", "rank", "lost")}
    place = pa.array([float(ROW * row) for row in range(len(components))], pa.float32())
    top = max((float(v) for name in names for v in components[name].dropna()), default=1.0)
    with_second = bool(components["second"].notna().any())
    spec = _spec(words, INKS[theme], decimals=decimals, top=top, with_second=with_second)
    spec["height"] = ROW * max(len(components), 1)
    return Drawing(spec, {"components": pa.table({**texts, **numbers, "place": place})})


def _spec(words: BarWords, inks: Inks, *, decimals: int, top: float, with_second: bool) -> Spec:
    middle = (BAR_TOP + BAR_END) // 2
    own_end = middle - 1 if with_second else BAR_END
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, top * 1.04], "nice": False},
        "axis": {"title": None, "grid": True, "tickCount": 5},
    }
    return {
        "description": words.summary,
        "width": 800,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 2, "right": 2, "bottom": 2},
        "data": {"name": "components"},
        "layer": [
            _bar("value", inks.up, x, BAR_TOP, own_end),
            *([_bar("second", inks.down, x, middle + 1, BAR_END)] if with_second else []),
            _median(inks, x),
            _best(inks, x, middle),
            _name(inks),
            *_said(inks, decimals),
            _hover(words, decimals, with_second=with_second),
        ],
    }


def _rows(top: float, end: float | None = None) -> tuple[Spec, Spec]:
    """Return mark properties and encoding for what lies between two heights of every row, or at one."""
    y = {"field": "place", "type": "quantitative", "scale": None, "axis": None}
    if end is None:
        return {"yOffset": top}, {"y": y}
    return {"yOffset": top, "y2Offset": end}, {"y": y, "y2": {"field": "place"}}


def _bar(field: str, ink: str, x: Spec, top: float, end: float) -> Spec:
    offsets, y = _rows(top, end)
    mark = {"type": "rect", "color": ink, "cornerRadiusTopRight": 2, "cornerRadiusBottomRight": 2, **offsets}
    return {"mark": mark, "encoding": {"x": {**x, "field": field}, "x2": {"datum": 0}, **y}}


def _median(inks: Inks, x: Spec) -> Spec:
    offsets, y = _rows(BAR_TOP - 4, BAR_END + 4)
    halo = {"type": "rule", "strokeWidth": 5, "color": inks.background, **offsets}
    line = {"type": "rule", "strokeWidth": 2.5, "color": inks.text, **offsets}
    return {"encoding": {"x": {**x, "field": "median"}, **y}, "layer": [{"mark": halo}, {"mark": line}]}


def _best(inks: Inks, x: Spec, middle: float) -> Spec:
    offset, y = _rows(middle)
    mark = {
        "type": "point",
        "shape": "diamond",
        "size": 140,
        "fill": inks.text,
        "stroke": inks.background,
        "opacity": 1,
    }
    return {"mark": {**mark, **offset}, "encoding": {"x": {**x, "field": "best"}, **y}}


def _name(inks: Inks) -> Spec:
    offset, y = _rows(10)
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": inks.text, **offset}
    limit = {"limit": {"expr": "width - 70"}}
    return {"mark": {**mark, **limit}, "encoding": {"x": {"value": 0}, "text": {"field": "label"}, **y}}


def _said(inks: Inks, decimals: int) -> list[Spec]:
    """Return the own value at the right edge and, where there is room, what the distance to the best costs."""
    offset, y = _rows(10)
    value = f"isValid(datum.value) ? format(datum.value, ',.{decimals}f') : '–'"
    mark = {"type": "text", "align": "right", "baseline": "middle", **offset}
    return [
        {
            "transform": [{"calculate": value, "as": "said"}],
            "mark": {**mark, "fontWeight": 600, "color": inks.text},
            "encoding": {"x": {"value": "width"}, "text": {"field": "said"}, **y},
        },
        {
            "transform": [{"filter": f"datum.lost && !({NARROW})"}],
            "mark": {**mark, "color": inks.muted},
            "encoding": {"x": {"value": {"expr": "width - 60"}}, "text": {"field": "lost"}, **y},
        },
    ]


def _hover(words: BarWords, decimals: int, *, with_second: bool) -> Spec:
    """Return a row-wide surface nobody sees that carries the tooltip."""
    offsets, y = _rows(0, ROW)
    numbers = {"value": words.own, **({"second": words.second} if with_second else {})}
    numbers |= {"median": words.median, "best": words.best}
    texts = {"rank": words.rank, "lost": words.lost}
    form = f",.{decimals}f"
    tooltip = [
        {"field": "label", "type": "nominal", "title": words.component},
        *({"field": name, "type": "quantitative", "title": text, "format": form} for name, text in numbers.items()),
        *({"field": name, "type": "nominal", "title": text} for name, text in texts.items()),
    ]
    return {
        "mark": {"type": "rect", "opacity": 0, **offsets},
        "encoding": {"x": {"value": 0}, "x2": {"value": "width"}, "tooltip": tooltip, **y},
    }
