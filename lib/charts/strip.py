"""One unit among all in one line: a thin stroke per unit along the scale, the unit in front and the median named."""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, Spec
from lib.charts.theme import INKS, Inks, ThemeName

HEIGHT = 62
STROKES = (22, 40)  # from the top: above them the unit's own words, below them the median's


@dataclass(frozen=True)
class StripWords:
    """Titles of the tooltip (unit, value), the name of the median, and the description of the strip, translated."""

    unit: str
    value: str
    median: str
    summary: str


def rank_strip(
    values: pd.DataFrame,
    words: StripWords,
    *,
    focus: str,
    decimals: int,
    theme: ThemeName,
    lower_is_better: bool = False,
) -> Drawing:
    """Return a strip of all units with a value, the better to the right.

    Columns: `ref_area`, `label`, `value` (null: no stroke). The unit `focus` is named with its value.
    """
    known = values.loc[values["value"].notna()]
    table = pa.table(
        {
            "label": pa.array(known["label"], pa.string()),
            "value": pa.array(known["value"].astype("float64").round(decimals)),
            "focus": pa.array(known["ref_area"] == focus, pa.bool_()),
        }
    )
    return Drawing(_spec(words, INKS[theme], f",.{decimals}f", lower_is_better=lower_is_better), {"values": table})


def _spec(words: StripWords, inks: Inks, form: str, *, lower_is_better: bool) -> Spec:
    x = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False, "padding": 14, "reverse": lower_is_better},
        "axis": {"title": None, "grid": False, "tickCount": 4, "labelPadding": 2, "offset": 2},
    }
    named = {"field": "said", "type": "nominal"}
    return {
        "description": words.summary,
        "width": 600,
        "height": HEIGHT,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 2, "right": 2, "bottom": 2},
        "data": {"name": "values"},
        "encoding": {"x": x},
        "layer": [
            _stroke(inks.other, 1.4, "!datum.focus", inks),
            _stroke(inks.focus, 5, "datum.focus", inks),
            _words(f"datum.label + '  ' + format(datum.value, '{form}')", inks.focus, 10, bold=True),
            *_median(words, inks, form, named),
            _hover(words, form),
        ],
    }


def _stretch(longer: int = 0) -> Spec:
    return {"y": {"value": STROKES[0]}, "y2": {"value": STROKES[1] + longer}}


def _stroke(ink: str, width: float, which: str, inks: Inks) -> Spec:
    halo = [{"mark": {"type": "rule", "color": inks.background, "strokeWidth": width + 3}}] if width > 2 else []
    line = {"mark": {"type": "rule", "color": ink, "strokeWidth": width}}
    return {"transform": [{"filter": which}], "encoding": _stretch(), "layer": [*halo, line]}


def _placed_text(ink: str, y: int, *, bold: bool) -> Spec:
    side = "scale('x', datum.value) > width * 0.8 ? 'right' : scale('x', datum.value) < width * 0.2 ? 'left' : 'center'"
    weight = 700 if bold else 400
    return {"type": "text", "align": {"expr": side}, "baseline": "middle", "y": y, "color": ink, "fontWeight": weight}


def _words(said: str, ink: str, y: int, *, bold: bool) -> Spec:
    return {
        "transform": [{"filter": "datum.focus"}, {"calculate": said, "as": "said"}],
        "mark": _placed_text(ink, y, bold=bold),
        "encoding": {"y": {"value": y}, "text": {"field": "said"}},
    }


def _median(words: StripWords, inks: Inks, form: str, named: Spec) -> list[Spec]:
    middle = [
        {"aggregate": [{"op": "median", "field": "value", "as": "value"}]},
        {"calculate": f"'{words.median} ' + format(datum.value, '{form}')", "as": "said"},
    ]
    rule = {"type": "rule", "color": inks.text, "strokeWidth": 1.6, "strokeDash": [3, 2]}
    return [
        {"transform": middle, "mark": rule, "encoding": _stretch(4)},
        {
            "transform": middle,
            "mark": {**_placed_text(inks.text, 52, bold=False), "fontSize": 12},
            "encoding": {"y": {"value": 52}, "text": named},
        },
    ]


def _hover(words: StripWords, form: str) -> Spec:
    tooltip = [
        {"field": "label", "type": "nominal", "title": words.unit},
        {"field": "value", "type": "quantitative", "title": words.value, "format": form},
    ]
    return {"mark": {"type": "rule", "strokeWidth": 8, "opacity": 0}, "encoding": {**_stretch(), "tooltip": tooltip}}
