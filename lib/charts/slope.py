"""Ranks of two periods joined by a line per unit: who climbed, who fell. Which ranks to join is not decided here."""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, Spec
from lib.charts.labels import spread
from lib.charts.theme import INKS, Inks, ThemeName

ROW = 15.0  # pixels from one name to the next
TOP = 26.0  # room for the two headings
SIDE = 200  # pixels for the names on each side
NARROW = "width < 560"


@dataclass(frozen=True)
class SlopeWords:
    """The headings of the two sides, the titles of the tooltip and the description of the chart, translated."""

    base: str
    now: str
    unit: str
    change: str
    summary: str


def slope_chart(pairs: pd.DataFrame, words: SlopeWords, theme: ThemeName) -> Drawing:
    """Return a slope chart; rank 1 is on top, units of one rank stand under each other.

    Columns of `pairs`, a row per unit: `label`, `base_rank`, `rank`, `change` (text with its sign), `tone` (`focus`,
    `up`, `down` for the largest moves, `other`). Units without both ranks do not belong in the frame.
    """
    height = TOP + ROW * max(len(pairs), 1)
    left, right = _places(pairs["base_rank"], height), _places(pairs["rank"], height)
    table = pa.table(
        {
            "label": pa.array(pairs["label"], pa.string()),
            "base_rank": pa.array(pairs["base_rank"].astype("int64"), pa.int16()),
            "rank": pa.array(pairs["rank"].astype("int64"), pa.int16()),
            "change": pa.array(pairs["change"], pa.string()),
            "tone": pa.array(pairs["tone"], pa.string()),
            "left": pa.array(left, pa.float32()),
            "right": pa.array(right, pa.float32()),
        }
    )
    return Drawing(_spec(words, INKS[theme], height), {"pairs": table})


def _places(ranks: "pd.Series[int]", height: float) -> list[float]:
    wanted = [TOP + ROW * (float(rank) - 0.5) for rank in ranks]
    return spread(wanted, ROW, TOP + ROW / 2, height - ROW / 2)


def _spec(words: SlopeWords, inks: Inks, height: float) -> Spec:
    return {
        "description": words.summary,
        "width": 800,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "pairs"},
        "params": [{"name": "side", "expr": f"{NARROW} ? 128 : {SIDE}"}],
        "layer": [
            _lines(inks, front=False),
            _lines(inks, front=True),
            *(_dots(inks, side) for side in ("left", "right")),
            *(_names(inks, side) for side in ("left", "right")),
            *_headings(words, inks),
            _hover(words),
        ],
    }


def _x(side: str, away: int = 0) -> Spec:
    return {"value": {"expr": f"side - {away}" if side == "left" else f"width - side + {away}"}}


def _y(side: str) -> Spec:
    return {"field": side, "type": "quantitative", "scale": None, "axis": None}


def _ink(inks: Inks) -> Spec:
    inked = {"focus": inks.focus, "up": inks.up, "down": inks.down, "other": inks.other}
    scale = {"domain": list(inked), "range": list(inked.values())}
    return {"field": "tone", "type": "nominal", "scale": scale, "legend": None}


def _lines(inks: Inks, *, front: bool) -> Spec:
    sign = "!=" if front else "=="
    return {
        "transform": [{"filter": f"datum.tone {sign} 'other'"}],
        "mark": {"type": "rule", "strokeCap": "round", "strokeWidth": {"expr": "datum.tone == 'focus' ? 3.4 : 1.8"}}
        if front
        else {"type": "rule", "strokeWidth": 0.8},
        "encoding": {
            "x": _x("left"),
            "x2": _x("right"),
            "y": _y("left"),
            "y2": {"field": "right"},
            "color": _ink(inks),
        },
    }


def _dots(inks: Inks, side: str) -> Spec:
    return {
        "mark": {"type": "point", "filled": True, "size": 26, "opacity": 1},
        "encoding": {"x": _x(side), "y": _y(side), "color": _ink(inks)},
    }


def _names(inks: Inks, side: str) -> Spec:
    left = side == "left"
    said = "datum.label + '  ' + datum.base_rank" if left else "datum.rank + '  ' + datum.label"
    told = {**_ink(inks), "condition": {"test": "datum.tone == 'other'", "value": inks.muted}}
    return {
        "transform": [{"calculate": said, "as": "said"}],
        "mark": {
            "type": "text",
            "align": "right" if left else "left",
            "baseline": "middle",
            "fontSize": {"expr": f"{NARROW} ? 11 : 12.5"},
            "limit": {"expr": "side - 8"},
            "fontWeight": {"expr": "datum.tone == 'focus' ? 700 : 400"},
        },
        "encoding": {"x": _x(side, 7), "y": _y(side), "text": {"field": "said"}, "color": told},
    }


def _headings(words: SlopeWords, inks: Inks) -> list[Spec]:
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "text", "text": text, "align": align, "fontWeight": 600, "color": inks.text},
            "encoding": {"x": _x(side, 7), "y": {"value": 8}},
        }
        for side, text, align in (("left", words.base, "right"), ("right", words.now, "left"))
    ]


def _hover(words: SlopeWords) -> Spec:
    titles = {"label": words.unit, "base_rank": words.base, "rank": words.now, "change": words.change}
    return {
        "mark": {"type": "rule", "strokeWidth": 11, "opacity": 0},
        "encoding": {
            "x": _x("left", SIDE),
            "x2": _x("right", SIDE),
            "y": _y("left"),
            "y2": {"field": "right"},
            "tooltip": [{"field": field, "type": "nominal", "title": title} for field, title in titles.items()],
        },
    }
