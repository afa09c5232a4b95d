"""How units over time are drawn: the layers of the trend chart as a Vega-Lite specification. No figures in here."""

import json
from typing import Any

from lib.charts.drawing import Spec
from lib.charts.theme import Inks
from lib.charts.timeline import Timeline
from lib.charts.trend_look import TrendLook, TrendWords
from lib.charts.trend_marks import BEHIND, empty_layers, gap_layer, legend_layers, mark_layer
from lib.charts.trend_rows import CHOSEN_COUNT

REFERENCES = ("median", "region_median", "best", "region_best")
SEPARATOR = "\u001f"
LABEL_ASIDE = 9
NARROW = "containerSize()[0] < 560"  # a phone: names without figures, over the lines


def trend_spec(look: TrendLook, words: TrendWords, inks: Inks) -> Spec:
    """Return the specification over the tables points, dots, labels, gaps and marks."""
    return {
        "description": words.summary,
        "width": 900,
        "height": look.height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 4, "right": 2, "bottom": 4},
        "params": [*_stride(look.periods), *_looks(look.periods, inks)],
        "encoding": {"x": _x(look.periods), "y": _y(look, words)},
        "layer": [
            gap_layer(look, inks),
            mark_layer(inks, words),
            _line_layer(inks, words),
            _dot_layer(inks),
            _hover_layer(look, words),
            _label_layer(look, inks, words),
            *empty_layers(look, words, inks),
            *legend_layers(words, inks),
        ],
    }


def _looks(periods: Timeline, inks: Inks) -> list[Spec]:
    """Return what each tone looks like, and the names of the periods: told once, looked up by every layer."""
    chosen = [f"chosen{number}" for number in range(CHOSEN_COUNT)]
    parts = [f"part{number}" for number in range(CHOSEN_COUNT)]
    references = {"median": inks.reference, "best": inks.reference}
    regional = {"region_median": inks.muted, "region_best": inks.muted}
    own = {"other": inks.other, "focus": inks.focus, "former": inks.former}
    tables: dict[str, Any] = {
        "inks": {**own, **references, **regional, **dict(zip(chosen + parts, inks.chosen * 2, strict=True))},
        "widths": {
            "focus": 3.6,
            "former": 2.4,
            **dict.fromkeys(chosen, 2.2),
            **dict.fromkeys(parts, 1.5),
            "region_best": 1.4,
        },
        "dashes": {"median": [7, 4], "region_median": [7, 3, 2, 3], "best": [2, 3], "region_best": [2, 5]},
        "sizes": {"other": 12, "focus": 60, **dict.fromkeys(chosen, 36)},
        "periods": [periods.labels.get(place, "") for place in range(periods.last + 1)],
    }
    return [{"name": name, "value": table} for name, table in tables.items()]


def _stride(periods: Timeline) -> list[Spec]:
    """Return how many periods share a label: as few as fit, and within a year a number that divides it."""
    widest = max((len(label) for label in periods.labels.values()), default=4) * 7 + 14
    fitting = {"name": "fitting", "expr": f"ceil({periods.last + 1} * {widest} / max(width, 60))"}
    year = periods.per_year
    chosen = "fitting" if year == 1 else f"{year} * ceil(fitting / {year})"
    for part in [part for part in (6, 4, 3, 2, 1) if part < year and year % part == 0]:
        chosen = f"fitting <= {part} ? {part} : {chosen}"
    return [fitting, {"name": "stride", "expr": chosen}]


def _x(periods: Timeline) -> Spec:
    return {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [-0.5, periods.last + 0.5], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "grid": False,
            "values": sorted(periods.labels),
            "labelExpr": f"({periods.last} - datum.value) % stride ? '' : periods[datum.value]",
            "labelOverlap": False,
            "labelFlush": False,
        },
    }


def _y(look: TrendLook, words: TrendWords) -> Spec:
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": list(look.ends), "nice": False, "zero": False},
        "axis": {
            "title": words.measure,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": 0,
            "titleY": -26,
            "tickCount": 6,
            **({} if look.count else {"labels": False}),  # no scale where nothing is measured
        },
    }


def _line_layer(inks: Inks, words: TrendWords) -> Spec:
    hovered = {"param": "hover", "empty": False}
    line = {"type": "line", "strokeJoin": "round", "clip": True}
    plain = "(datum.rough ? [5, 3] : [1, 0])" if words.legend else "[1, 0]"
    looks = {
        "stroke": {"expr": "inks[datum.tone]"},
        "strokeWidth": {"expr": "widths[datum.tone] || 1.8"},
        "strokeDash": {"expr": f"dashes[datum.tone] || {plain}"},
    }
    thin = {"strokeDash": {"expr": "datum.rough ? [3, 2] : [1, 0]"}} if words.legend else {}
    return {
        "data": {"name": "points"},
        "encoding": {"detail": {"field": "line"}},
        "layer": [
            {
                "transform": [{"filter": "datum.tone == 'other'"}],
                "mark": {**line, **thin},
                "encoding": {
                    "color": {"value": inks.other, "condition": {**hovered, "value": inks.text}},
                    "strokeWidth": {"value": 0.7, "condition": {**hovered, "value": 2}},
                },
            },
            {"transform": [{"filter": "datum.tone != 'other'"}], "mark": {**line, **looks}},
        ],
    }


def _dot_layer(inks: Inks) -> Spec:
    looks = {
        "stroke": {"expr": "inks[datum.tone]"},
        "fill": {"expr": f"datum.ring ? '{inks.background}' : inks[datum.tone]"},
        "size": {"expr": "sizes[datum.tone] || 30"},
    }
    return {"data": {"name": "dots"}, "mark": {"type": "point", "opacity": 1, "strokeWidth": 1.8, **looks}}


def _hover_layer(look: TrendLook, words: TrendWords) -> Spec:
    parts = f"split(datum.facts, {json.dumps(SEPARATOR)})"
    said = f"format(datum.value, '{look.format}') + {json.dumps(' ' + words.measure, ensure_ascii=False)}"
    titles = {"line": words.unit, "period": words.period, "said": words.value, "status": words.status}
    origin = {"origin": words.origin} if words.origin else {}
    return {
        "data": {"name": "points"},
        "transform": [
            {"calculate": said, "as": "said"},
            {"calculate": "periods[datum.at]", "as": "period"},
            {"calculate": f"{parts}[0]", "as": "status"},
            {"calculate": f"{parts}[1]", "as": "source"},
            *([{"calculate": f"{parts}[2]", "as": "origin"}] if words.origin else []),
        ],
        "params": [
            {
                "name": "hover",
                "select": {
                    "type": "point",
                    "fields": ["line"],
                    "on": "pointerover",
                    "nearest": True,
                    "clear": "pointerout",
                },
            }
        ],
        "mark": {"type": "point", "opacity": 0, "size": 80},
        "encoding": {
            "tooltip": [
                {"field": field, "type": "nominal", "title": title}
                for field, title in {**titles, "source": words.source, **origin}.items()
            ]
        },
    }


def _label_layer(look: TrendLook, inks: Inks, words: TrendWords) -> Spec:
    gap = "(datum.about ? '  ≈ ' : '  ')" if words.legend else "'  '"
    figure = f"{gap} + format(datum.value, '{look.format}') + datum.when"
    aside = f"{NARROW} && !datum.figure && indexof({json.dumps(REFERENCES)}, datum.tone) >= 0"
    text = f"{aside} ? '' : datum.figure && !({NARROW}) ? datum.name + {figure} : datum.name"
    place = {
        "align": {"expr": f"{NARROW} ? 'right' : 'left'"},
        "dx": {"expr": f"{NARROW} ? -7 : {LABEL_ASIDE + (BEHIND if words.legend else 0)}"},
    }
    mark = {"type": "text", **place, "baseline": "middle", "strokeJoin": "round"}
    weight = {"fontWeight": {"expr": "datum.tone == 'focus' ? 700 : 500"}}
    halo = {"stroke": inks.background, "strokeWidth": 4}
    return {
        "data": {"name": "labels"},
        "transform": [{"calculate": text, "as": "said"}],
        "encoding": {
            "y": {"field": "pixel", "type": "quantitative", "scale": None},
            "text": {"field": "said"},
        },
        "layer": [
            {"mark": {**mark, **weight, **halo}},
            {"mark": {**mark, **weight, "color": {"expr": "inks[datum.tone]"}}},
        ],
    }
