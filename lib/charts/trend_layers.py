"""How units over time are drawn: the layers of the trend chart as a Vega-Lite specification. No figures in here."""

import json
from collections.abc import Mapping

from lib.charts.drawing import Spec, mapped
from lib.charts.theme import Inks
from lib.charts.timeline import Timeline
from lib.charts.trend_look import TrendLook, TrendWords
from lib.charts.trend_marks import empty_layers, gap_layers, mark_layers

CHOSEN_COUNT = 6
REFERENCES = ("median", "region_median", "best", "region_best")
SIZED: Spec = {"field": "sized", "type": "quantitative", "scale": None, "legend": None}
SEPARATOR = "\u001f"
NARROW = "containerSize()[0] < 560"  # a phone: names without figures, over the lines


def trend_spec(look: TrendLook, words: TrendWords, inks: Inks) -> Spec:
    """Return the specification over the tables points, dots, labels, gaps and marks."""
    return {
        "description": words.summary,
        "width": 900,
        "height": look.height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 4, "right": 2, "bottom": 4},
        "params": _stride(look.periods),
        "encoding": {"x": _x(look.periods), "y": _y(look, words)},
        "resolve": {"scale": {"strokeDash": "independent"}},
        "layer": [
            *gap_layers(look, inks),
            *mark_layers(inks),
            *_line_layers(inks),
            _dot_layer(inks),
            _hover_layer(look, words),
            *_label_layers(look, inks),
            *empty_layers(look, words, inks),
        ],
    }


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
    labels = [periods.labels.get(place, "") for place in range(periods.last + 1)]
    named = json.dumps(labels, ensure_ascii=False)
    return {
        "field": "at",
        "type": "quantitative",
        "scale": {"domain": [-0.5, periods.last + 0.5], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "grid": False,
            "values": sorted(periods.labels),
            "labelExpr": f"({periods.last} - datum.value) % stride ? '' : {named}[datum.value]",
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
        },
    }


def _tone(inks: Inks) -> Spec:
    colours = {
        "other": inks.other,
        "median": inks.reference,
        "region_median": inks.muted,
        "region_best": inks.muted,
        "best": inks.reference,
        "focus": inks.focus,
        "former": inks.former,
        **{f"chosen{number}": ink for number, ink in enumerate(inks.chosen)},
    }
    return mapped("tone", colours)


def _sized(sizes: Mapping[str, float]) -> Spec:
    """Return the calculation of a width or size from the tone: a scale would be merged with that of the colours."""
    return {"calculate": f"{json.dumps(dict(sizes))}[datum.tone]", "as": "sized"}


def _line_layers(inks: Inks) -> list[Spec]:
    hovered = {"param": "hover", "empty": False}
    line = {"type": "line", "strokeJoin": "round", "clip": True}
    chosen = {f"chosen{number}": 2.2 for number in range(CHOSEN_COUNT)}
    widths = {
        "median": 1.8,
        "region_median": 1.8,
        "region_best": 1.4,
        "best": 1.8,
        "focus": 3.6,
        "former": 2.4,
        **chosen,
    }
    dashes = {"median": [7, 4], "region_median": [7, 3, 2, 3], "region_best": [2, 5], "best": [2, 3], "focus": [1, 0]}
    return [
        {
            "data": {"name": "points"},
            "transform": [{"filter": "datum.tone == 'other'"}],
            "mark": line,
            "encoding": {
                "detail": {"field": "line"},
                "color": {"value": inks.other, "condition": {**hovered, "value": inks.text}},
                "strokeWidth": {"value": 0.7, "condition": {**hovered, "value": 2}},
            },
        },
        {
            "data": {"name": "points"},
            "transform": [{"filter": "datum.tone != 'other'"}, _sized(widths)],
            "mark": line,
            "encoding": {
                "detail": {"field": "line"},
                "color": _tone(inks),
                "strokeWidth": SIZED,
                "strokeDash": mapped("tone", {tone: dashes.get(tone, [1, 0]) for tone in widths}),
            },
        },
    ]


def _dot_layer(inks: Inks) -> Spec:
    sizes = {"other": 12, "focus": 60, **{f"chosen{number}": 36 for number in range(CHOSEN_COUNT)}}
    tones = [*REFERENCES, "former"]
    return {
        "data": {"name": "dots"},
        "transform": [_sized({**sizes, **dict.fromkeys(tones, 30)})],
        "mark": {"type": "point", "opacity": 1, "strokeWidth": 1.8},
        "encoding": {
            "color": _tone(inks),
            "size": SIZED,
            "fill": {**_tone(inks), "condition": {"test": "datum.ring", "value": inks.background}},
        },
    }


def _hover_layer(look: TrendLook, words: TrendWords) -> Spec:
    parts = f"split(datum.facts, {json.dumps(SEPARATOR)})"
    said = f"format(datum.value, '{look.format}') + {json.dumps(' ' + words.measure, ensure_ascii=False)}"
    titles = {"line": words.unit, "period": words.period, "said": words.value, "status": words.status}
    return {
        "data": {"name": "points"},
        "transform": [
            {"calculate": said, "as": "said"},
            {"calculate": f"{parts}[0]", "as": "status"},
            {"calculate": f"{parts}[1]", "as": "source"},
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
                for field, title in {**titles, "source": words.source}.items()
            ]
        },
    }


def _label_layers(look: TrendLook, inks: Inks) -> list[Spec]:
    figure = f"'  ' + format(datum.value, '{look.format}') + datum.when"
    aside = f"{NARROW} && !datum.figure && indexof({json.dumps(REFERENCES)}, datum.tone) >= 0"
    text = f"{aside} ? '' : datum.figure && !({NARROW}) ? datum.name + {figure} : datum.name"
    place = {"align": {"expr": f"{NARROW} ? 'right' : 'left'"}, "dx": {"expr": f"{NARROW} ? -7 : 9"}}
    mark = {"type": "text", **place, "baseline": "middle", "strokeJoin": "round"}
    shared = {
        "y": {"field": "pixel", "type": "quantitative", "scale": None},
        "text": {"field": "said"},
        "size": {"value": 13},
    }
    weight = {"fontWeight": {"expr": "datum.tone == 'focus' ? 700 : 500"}}
    layer = {"data": {"name": "labels"}, "transform": [{"calculate": text, "as": "said"}]}
    halo = {"stroke": inks.background, "strokeWidth": 4, "fill": inks.background}
    return [
        {**layer, "mark": {**mark, **weight, **halo}, "encoding": shared},
        {**layer, "mark": {**mark, **weight}, "encoding": {**shared, "color": _tone(inks)}},
    ]
