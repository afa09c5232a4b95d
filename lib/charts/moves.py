"""Who climbed and who fell most: bars to both sides of no change. Which units those are is not decided here."""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, Spec
from lib.charts.theme import INKS, Inks, ThemeName

MOST = 8  # bars on each side
ROW = 24


@dataclass(frozen=True)
class MoveWords:
    """Titles of the tooltip (unit, change) and the description of the chart, translated."""

    unit: str
    change: str
    summary: str


def change_bars(changes: pd.DataFrame, words: MoveWords, *, focus: str, theme: ThemeName) -> Drawing:
    """Return the largest moves of rank, climbers on top: blue to the right for up, orange to the left for down.

    Columns: `ref_area`, `label`, `rank_change` (places, positive is up; null or 0: no bar), `said` (the change in
    words or signs, as it stands at the end of the bar). At most 8 climbers and 8 fallers are drawn.
    """
    moved = changes.dropna(subset=["rank_change"]).sort_values("rank_change", ascending=False, kind="stable")
    drawn = pd.concat([moved.loc[moved["rank_change"] > 0].head(MOST), moved.loc[moved["rank_change"] < 0].tail(MOST)])
    table = pa.table(
        {
            "label": pa.array(drawn["label"], pa.string()),
            "places": pa.array(drawn["rank_change"].astype("int64"), pa.int16()),
            "said": pa.array(drawn["said"], pa.string()),
            "focus": pa.array(drawn["ref_area"] == focus, pa.bool_()),
            "row": pa.array([ROW * (row + 0.5) for row in range(len(drawn))], pa.float32()),
        }
    )
    reach = int(drawn["rank_change"].abs().max()) if len(drawn) else 1
    return Drawing(_spec(words, INKS[theme], reach, ROW * max(len(drawn), 1)), {"moves": table})


def _spec(words: MoveWords, inks: Inks, reach: int, height: int) -> Spec:
    ink = {"value": inks.down, "condition": {"test": "datum.places > 0", "value": inks.up}}
    scale = {"type": "quantitative", "scale": {"domain": [-reach, reach], "nice": False}, "axis": None}
    x, middle = {**scale, "field": "places"}, {"x": {**scale, "datum": 0}}
    bar = {"type": "rule", "strokeWidth": ROW - 8}
    whole = {"y": {"value": 0}, "y2": {"value": height}}
    zero = {"mark": {"type": "rule", "color": inks.muted}, "encoding": {**middle, **whole}}
    return {
        "description": words.summary,
        "width": 600,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 2, "right": 2, "bottom": 2},
        "data": {"name": "moves"},
        "encoding": {"y": {"field": "row", "type": "quantitative", "scale": None, "axis": None}},
        "layer": [
            {"mark": bar, "encoding": {"x": x, "x2": {"datum": 0}, "color": ink}},
            _text("datum.places > 0 ? 'right' : 'left'", "datum.places > 0 ? -8 : 8", "label", middle, inks),
            _text("datum.places > 0 ? 'left' : 'right'", "datum.places > 0 ? 6 : -6", "said", {"x": x}, inks),
            zero,
            _hover(words),
        ],
    }


def _text(align: str, away: str, field: str, place: Spec, inks: Inks) -> Spec:
    weight = {"fontWeight": {"expr": "datum.focus ? 700 : 400"}}
    mark = {"type": "text", "baseline": "middle", "align": {"expr": align}, "dx": {"expr": away}, "color": inks.text}
    return {"mark": {**mark, **weight}, "encoding": {**place, "text": {"field": field}}}


def _hover(words: MoveWords) -> Spec:
    tooltip = [
        {"field": "label", "type": "nominal", "title": words.unit},
        {"field": "said", "type": "nominal", "title": words.change},
    ]
    wide = {"type": "rule", "strokeWidth": ROW, "opacity": 0}
    return {"mark": wide, "encoding": {"x": {"value": 0}, "x2": {"value": "width"}, "tooltip": tooltip}}
