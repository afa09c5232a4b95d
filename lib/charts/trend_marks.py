"""What stands behind the lines of the trend chart: gaps with their reason, breaks, words where nothing is drawn."""

from lib.charts.drawing import Spec, mapped
from lib.charts.theme import Inks
from lib.charts.trend_look import TrendLook, TrendWords

LETTER = 6  # pixels of a letter of the legend, rather too many than too few
BEHIND = 7  # pixels from the last period to a break that came after it
LEGEND_HEIGHT = -26


def gap_layer(look: TrendLook, inks: Inks) -> Spec:
    """Return the hatched stretches without a value, each with its reason where there is room."""
    reason = {"field": "note", "type": "nominal"}
    wide = [{"filter": "datum.wide"}]
    middle = {"x": {"field": "middle", "type": "quantitative"}, "text": reason}
    words = {"type": "text", "fontSize": 12, "baseline": "middle"}
    halo = {"stroke": inks.background, "strokeWidth": 6, "strokeJoin": "round"}
    hatch = {"type": "rule", "clip": True, "stroke": inks.hatch, "strokeWidth": look.height * 2, "strokeDash": [1, 5]}
    stretch = {"x": {"field": "first", "type": "quantitative"}, "x2": {"field": "last"}}
    return {
        "data": {"name": "gaps"},
        "encoding": {"y": {"value": look.height / 2}},
        "layer": [
            {"mark": hatch, "encoding": {**stretch, "tooltip": reason}},
            {"transform": wide, "mark": {**words, **halo}, "encoding": middle},
            {"transform": wide, "mark": {**words, "color": inks.muted}, "encoding": middle},
        ],
    }


def mark_layer(inks: Inks, words: TrendWords) -> Spec:
    """Return the rules and numbers of the breaks; with restated values one may stand behind the last period."""
    aside = {"xOffset": {"expr": f"datum.behind ? {BEHIND} : 0"}} if words.legend else {}
    dashes = mapped("kind", {"merger": [1, 0], "method": [5, 3], "scope": [2, 2]})
    number = {"type": "text", "color": inks.muted, "fontSize": 15, "baseline": "bottom", "dy": -3}
    return {
        "data": {"name": "marks"},
        "encoding": {"y": {"value": 0}, "tooltip": {"field": "text", "type": "nominal"}},
        "layer": [
            {
                "mark": {"type": "rule", "color": inks.muted, "strokeWidth": 1.4, **aside},
                "encoding": {"y2": {"value": "height"}, "strokeDash": dashes},
            },
            {"mark": {**number, **aside}, "encoding": {"text": {"field": "sign"}}},
        ],
    }


def empty_layers(look: TrendLook, words: TrendWords, inks: Inks) -> list[Spec]:
    """Return the words for a chart of one value or none, nothing for any other."""
    if look.count > 1:
        return []
    place = {"x": {"value": {"expr": "width / 2"}}, "y": {"value": look.height * (0.85 if look.count else 0.35)}}
    text = words.one_value if look.count else words.no_values
    return [
        {
            "data": {"values": [{}]},
            "mark": {"type": "text", "text": text, "fontSize": 15, "color": inks.muted},
            "encoding": place,
        }
    ]


def legend_layers(words: TrendWords, inks: Inks) -> list[Spec]:
    """Return what dashes and rings mean, above the right end of the plot; nothing where nothing is restated."""
    if not words.legend:
        return []
    room = len(words.legend) * LETTER + 8
    place = {"y": {"value": LEGEND_HEIGHT}}
    line = {"type": "rule", "stroke": inks.text, "strokeWidth": 2.4, "strokeDash": [5, 3]}
    ends = {"x": {"value": {"expr": f"width - {room + 38}"}}, "x2": {"value": {"expr": f"width - {room}"}}}
    ring = {"type": "point", "size": 50, "stroke": inks.text, "fill": inks.background, "opacity": 1, "strokeWidth": 1.8}
    text = {"type": "text", "text": words.legend, "align": "right", "baseline": "middle", "color": inks.text}
    return [
        {
            "data": {"values": [{}]},
            "encoding": place,
            "layer": [
                {"mark": line, "encoding": ends},
                {"mark": ring, "encoding": {"x": {"value": {"expr": f"width - {room + 19}"}}}},
                {"mark": text, "encoding": {"x": {"value": {"expr": "width"}}}},
            ],
        }
    ]
