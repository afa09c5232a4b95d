"""What a composite is made of: a bar per component from zero, the country's median and best on it, the points lost."""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, Spec
from lib.charts.theme import INKS, Inks, ThemeName

ROW = 40  # pixels per component
NARROW = "width < 560"


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
    """Return one row per component in the order given.

    Columns: `label`, `value` (null: no bar), `second` (the unit beside, null without), `median`, `best`, `rank` (text
    with its n), `lost` (text: what the distance to the best costs the total, empty without a published weight).
    """
    names = ["value", "second", "median", "best"]
    numbers = {name: pa.array(components[name].astype("float64").round(decimals), from_pandas=True) for name in names}
    texts = {name: pa.array(components[name], pa.string()) for name in ("label", "rank", "lost")}
    top = max((float(v) for name in names for v in components[name].dropna()), default=1.0)
    with_second = bool(components["second"].notna().any())
    spec = _spec(words, INKS[theme], decimals=decimals, top=top, with_second=with_second)
    spec["height"] = ROW * max(len(components), 1)
    return Drawing(spec, {"components": pa.table({**texts, **numbers})})


def _spec(words: BarWords, inks: Inks, *, decimals: int, top: float, with_second: bool) -> Spec:
    scale = {"domain": [0, top * 1.28], "nice": False}
    return {
        "description": words.summary,
        "width": 800,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "components"},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "scale": {"paddingInner": 0.25, "paddingOuter": 0.1},
                "axis": {"title": None, "labelLimit": {"expr": f"{NARROW} ? 130 : 300"}, "labelColor": inks.text},
            }
        },
        "layer": [
            _bar("value", inks.up, scale, offset=-6 if with_second else 0),
            *([_bar("second", inks.down, scale, offset=7)] if with_second else []),
            _sign("median", {"type": "tick", "thickness": 2.5, "size": 24, "color": inks.text}, scale),
            _sign("best", {"type": "point", "shape": "diamond", "size": 70, "filled": True, "color": inks.text}, scale),
            _said(inks, decimals, scale),
            _hover(words, decimals, scale),
        ],
    }


def _x(field: str, scale: Spec) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": scale,
        "axis": {"title": None, "grid": True, "tickCount": 5},
    }


def _bar(field: str, ink: str, scale: Spec, *, offset: int) -> Spec:
    mark = {"type": "bar", "color": ink, "height": 12 if offset else 18, "yOffset": offset, "cornerRadiusEnd": 2}
    return {"mark": mark, "encoding": {"x": _x(field, scale)}}


def _sign(field: str, mark: Spec, scale: Spec) -> Spec:
    return {"mark": {**mark, "opacity": 1}, "encoding": {"x": _x(field, scale)}}


def _said(inks: Inks, decimals: int, scale: Spec) -> Spec:
    value = f"isValid(datum.value) ? format(datum.value, ',.{decimals}f') : '–'"
    lost = f"datum.lost && !({NARROW}) ? '   ' + datum.lost : ''"
    return {
        "transform": [
            {"calculate": f"({value}) + ({lost})", "as": "said"},
            {"calculate": "max(datum.value || 0, datum.second || 0, datum.median || 0, datum.best || 0)", "as": "end"},
        ],
        "mark": {"type": "text", "align": "left", "dx": 10, "baseline": "middle", "color": inks.text},
        "encoding": {"x": _x("end", scale), "text": {"field": "said"}},
    }


def _hover(words: BarWords, decimals: int, scale: Spec) -> Spec:
    numbers = {"value": words.own, "median": words.median, "best": words.best}
    texts = {"label": words.component, "rank": words.rank, "lost": words.lost}
    shown = [{"field": field, "type": "nominal", "title": title} for field, title in texts.items()]
    shown[1:1] = [
        {"field": field, "type": "quantitative", "title": title, "format": f",.{decimals}f"}
        for field, title in numbers.items()
    ]
    return {
        "mark": {"type": "bar", "opacity": 0, "height": ROW},
        "encoding": {"x": {"datum": scale["domain"][1], "type": "quantitative"}, "tooltip": shown},
    }
