"""Ranks of two periods joined by a line per unit: who climbed, who fell. Which ranks to join is not decided here."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, Spec, mapped
from lib.charts.labels import spread
from lib.charts.theme import INKS, Inks, ThemeName

ROW = 15.0  # pixels from one name to the next
TOP = 26.0  # room for the two headings
STUB = 34  # pixels of line for a unit that has a rank on one side only
NARROW = "containerSize()[0] < 560"
SIDE = f"({NARROW} ? 128 : 200)"  # pixels for the names on each side


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
    `up`, `down` for the largest moves, `other`). A unit with one rank only (the other null: it came or went) is named
    on that side, with a stub that ends in a hollow dot.
    """
    ranks = pairs[["base_rank", "rank"]].astype("Int64")
    height = TOP + ROW * max(len(pairs), int(ranks.max().max()) if ranks.notna().to_numpy().any() else 1)
    table = pa.table(
        {
            "label": pa.array(pairs["label"], pa.string()),
            "base_rank": pa.array(ranks["base_rank"], pa.int16()),
            "rank": pa.array(ranks["rank"], pa.int16()),
            "change": pa.array(pairs["change"], pa.string()),
            "tone": pa.array(pairs["tone"], pa.string()),
            "left": pa.array(_places(ranks["base_rank"], height), pa.float32(), from_pandas=True),
            "right": pa.array(_places(ranks["rank"], height), pa.float32(), from_pandas=True),
        }
    )
    return Drawing(_spec(words, INKS[theme], height), {"pairs": table})


def _places(ranks: "pd.Series[Any]", height: float) -> "pd.Series[float]":
    known = ranks.dropna()
    wanted = [TOP + ROW * (float(rank) - 0.5) for rank in known]
    places = spread(wanted, ROW, TOP + ROW / 2, height - ROW / 2)
    return pd.Series(places, index=known.index, dtype="float64").reindex(ranks.index)


def _spec(words: SlopeWords, inks: Inks, height: float) -> Spec:
    return {
        "description": words.summary,
        "width": 800,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "top": 2, "right": 0, "bottom": 2},
        "data": {"name": "pairs"},
        "layer": [
            _lines(inks, front=False),
            _lines(inks, front=True),
            *(_stubs(inks, side) for side in ("left", "right")),
            *(_dots(inks, side) for side in ("left", "right")),
            *(_names(inks, side) for side in ("left", "right")),
            *_headings(words, inks),
            _hover(words),
        ],
    }


def _x(side: str, inward: int = 0) -> Spec:
    return {"value": {"expr": f"{SIDE} + {inward}" if side == "left" else f"width - {SIDE} - {inward}"}}


def _y(side: str) -> Spec:
    return {"field": side, "type": "quantitative", "scale": None, "axis": None}


def _ink(inks: Inks) -> Spec:
    return mapped("tone", {"focus": inks.focus, "up": inks.up, "down": inks.down, "other": inks.other})


def _ranked(side: str, *, only: bool = False) -> str:
    other = "right" if side == "left" else "left"
    return f"isValid(datum.{side}) && {'!' if only else ''}isValid(datum.{other})" if only else f"isValid(datum.{side})"


def _lines(inks: Inks, *, front: bool) -> Spec:
    sign = "!=" if front else "=="
    both = "isValid(datum.left) && isValid(datum.right)"
    width: Any = {"expr": "datum.tone == 'focus' ? 3.4 : 1.8"} if front else 0.8
    return {
        "transform": [{"filter": f"datum.tone {sign} 'other' && {both}"}],
        "mark": {"type": "rule", "strokeCap": "round", "strokeWidth": width},
        "encoding": {
            "x": _x("left"),
            "x2": _x("right"),
            "y": _y("left"),
            "y2": {"field": "right"},
            "color": _ink(inks),
        },
    }


def _stubs(inks: Inks, side: str) -> Spec:
    return {
        "transform": [{"filter": _ranked(side, only=True)}],
        "encoding": {"y": _y(side), "color": _ink(inks)},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 1.4}, "encoding": {"x": _x(side), "x2": _x(side, STUB)}},
            {
                "mark": {"type": "point", "size": 36, "fill": inks.background, "opacity": 1},
                "encoding": {"x": _x(side, STUB)},
            },
        ],
    }


def _dots(inks: Inks, side: str) -> Spec:
    return {
        "transform": [{"filter": _ranked(side)}],
        "mark": {"type": "point", "filled": True, "size": 26, "opacity": 1},
        "encoding": {"x": _x(side), "y": _y(side), "color": _ink(inks)},
    }


def _names(inks: Inks, side: str) -> Spec:
    left = side == "left"
    said = "datum.label + '  ' + datum.base_rank" if left else "datum.rank + '  ' + datum.label"
    told = {**_ink(inks), "condition": {"test": "datum.tone == 'other'", "value": inks.muted}}
    return {
        "transform": [{"filter": _ranked(side)}, {"calculate": said, "as": "said"}],
        "mark": {
            "type": "text",
            "align": "right" if left else "left",
            "baseline": "middle",
            "fontSize": {"expr": f"{NARROW} ? 11 : 12.5"},
            "limit": {"expr": f"{SIDE} - 8"},
            "fontWeight": {"expr": "datum.tone == 'focus' ? 700 : 400"},
        },
        "encoding": {"x": _x(side, -7), "y": _y(side), "text": {"field": "said"}, "color": told},
    }


def _headings(words: SlopeWords, inks: Inks) -> list[Spec]:
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "text", "text": text, "align": align, "fontWeight": 600, "color": inks.text},
            "encoding": {"x": _x(side, -7), "y": {"value": 8}},
        }
        for side, text, align in (("left", words.base, "right"), ("right", words.now, "left"))
    ]


def _hover(words: SlopeWords) -> Spec:
    """Return wide lines nobody sees, so that a thin one is easy to point at: from edge to edge, names included."""
    titles = {"label": words.unit, "base_rank": words.base, "rank": words.now, "change": words.change}
    fields = [{"field": field, "type": "nominal", "title": title} for field, title in titles.items()]
    ends = {
        "left": {"x": {"value": 0}, "x2": _x("left"), "y": _y("left")},
        "slope": {"x": _x("left"), "x2": _x("right"), "y": _y("left"), "y2": {"field": "right"}},
        "right": {"x": _x("right"), "x2": {"value": "width"}, "y": _y("right")},
    }
    return {
        "encoding": {"tooltip": fields},
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 11, "opacity": 0, "clip": True}, "encoding": end}
            for end in ends.values()
        ],
    }
