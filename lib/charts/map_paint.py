"""What a map shows, language-ready, and its short spelling for the browser. No geometry, no translation, no folium."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from lib.charts.palette import GROUNDS, Colour, Theme, text_on
from lib.model.tile_grid import TileGrid
from lib.model.words import Language


@dataclass(frozen=True)
class AreaPaint:
    """One unit: `fill` None means no value (hatched, `value` then says so); `lines` follow name and value on pointing.

    `css` is `faded` for a unit that stands back, such as one outside the comparison, and `estimated` for one whose
    figure was put together here: dots lie over its fill.
    """

    ref_area: str
    label: str
    fill: Colour | None
    value: str
    lines: tuple[str, ...] = ()
    css: Literal["", "faded", "estimated"] = ""


@dataclass(frozen=True)
class LegendClass:
    """A class of the legend: its colour, its printed limits or name, how many units it holds."""

    fill: Colour
    text: str
    count: int


@dataclass(frozen=True)
class NoValue:
    """Why units have no value, and how many."""

    reason: str
    count: int


@dataclass(frozen=True)
class LegendMark:
    """A sign of the map that is no class: the dots of an estimate, the lines laid over; `count` where units bear it."""

    sign: Literal["estimated", "outline"]
    text: str
    count: int | None = None


@dataclass(frozen=True)
class MapLegend:
    """The legend from top to bottom; `measure` is the unit of measure, `footers` period, coverage, status, source.

    `basis` says on which units the figures stand where these are not the published ones.
    """

    title: str
    measure: str
    classes: tuple[LegendClass, ...]
    no_values: tuple[NoValue, ...] = ()
    footers: tuple[str, ...] = ()
    basis: str = ""
    marks: tuple[LegendMark, ...] = ()


@dataclass(frozen=True)
class MapWords:
    """The standing words of a map; `credit` tells whose the boundaries are, `tile_note` what the places of tiles mean.

    `other_look` names the look a reader may change to, empty where there is no choice; `no_room` says why a still map
    that asks for tiles has none.
    """

    sea: str
    north_inset: str
    south_inset: str
    zoom_in: str
    zoom_out: str
    whole_country: str
    credit: str
    tile_note: str = ""
    other_look: str = ""
    no_room: str = ""


@dataclass(frozen=True)
class MapPaint:
    """Everything a map shows; `frames` names the archipelagos by the unit they belong to, `focus` is outlined.

    So are the units `beside` it, where the unit in focus lies in several. With `tiles` the units are drawn as equal
    tiles in those places, else by their borders.
    """

    unit_set: str
    language: Language
    theme: Theme
    areas: tuple[AreaPaint, ...]
    legend: MapLegend
    frames: Mapping[str, str]
    words: MapWords
    focus: str = ""
    beside: tuple[str, ...] = ()
    tiles: TileGrid | None = None


def paint_text(paint: MapPaint, boundaries_url: str, outlines_url: str = "") -> str:
    """Return the paint as a JavaScript literal that is safe inside a script element.

    Lines of the units in `outlines_url`, if any, are drawn over the painted ones. Rows are `[fill, label, value,
    lines, css]`; a fill is a place in `fills` (-1: no value), a text that stands in several rows is a place in `texts`.
    """
    fills = list(dict.fromkeys(area.fill for area in paint.areas if area.fill))
    texts = _shared_texts(paint.areas)
    places = {text: place for place, text in enumerate(texts)}
    table = {
        "boundaries": boundaries_url,
        "outlines": outlines_url,
        "language": paint.language,
        "theme": paint.theme,
        "ground": asdict(GROUNDS[paint.theme]),
        "focus": paint.focus,
        "beside": paint.beside,
        "fills": [[fill, text_on(fill)] for fill in fills],
        "texts": texts,
        "areas": {area.ref_area: _row(area, fills, places) for area in paint.areas},
        "legend": asdict(paint.legend),
        "frames": dict(paint.frames),
        "words": asdict(paint.words),
        "tiles": _grid(paint.tiles) if paint.tiles else None,
    }
    return _script_safe(json.dumps(table, ensure_ascii=False, separators=(",", ":")))


def _grid(tiles: TileGrid) -> dict[str, Any]:
    return {
        "rows": tiles.rows,
        "columns": tiles.columns,
        "units": dict(tiles.units),
        "archipelagos": dict(tiles.archipelagos),
    }


def _shared_texts(areas: Sequence[AreaPaint]) -> list[str]:
    found = Counter(text for area in areas for text in (area.value, *area.lines))
    return [text for text, times in found.items() if times > 1]


def _row(area: AreaPaint, fills: Sequence[Colour], places: Mapping[str, int]) -> list[Any]:
    fill = fills.index(area.fill) if area.fill else -1
    lines = [places.get(line, line) for line in area.lines]
    row: list[Any] = [fill, area.label, places.get(area.value, area.value), lines]
    return [*row, area.css] if area.css else row


def _script_safe(text: str) -> str:
    # a closing script tag, the separators that end a line in older JavaScript, and the openings of a template tag
    return re.sub(r"[<>&\u2028\u2029]|\{(?=[{%#])", lambda sign: f"\\u{ord(sign[0]):04x}", text)
