"""What the map shows of a question: every polygon with its name, value, words and reason, and the legend around it."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lib.charts.map_paint import AreaPaint, LegendMark, MapLegend, MapPaint, MapWords, NoValue
from lib.charts.palette import Theme
from lib.i18n import Translator
from lib.intake.tile_grids import TILE_GRIDS, load_tile_grid
from lib.model.boundaries import Boundaries
from lib.model.gazetteer import Gazetteer
from lib.model.view import TILES
from lib.report.lines import source_line, status_line
from lib.services.choosing import placed as placed_on
from lib.services.map_colours import Colouring, by_change, by_group, by_value, unit_rows
from lib.services.map_tooltips import CHANGE, Tooltips
from lib.services.origins import restated_line, with_missing
from lib.services.questions import Question
from lib.services.rows import Row
from lib.services.workspace import Workspace

POLYGON_SETS = ("63", "34")  # the 61 and 64 of before have units, but no lines of their own
MOST_NAMED = 4  # former units without a figure that the legend names


@dataclass(frozen=True)
class MapRequest:
    """One map to draw: its question, the change table, what is coloured (`value`, `change`), theme and focus.

    `outlines` is the unit set whose lines are laid over the polygons: former units inside those in force; `look` is
    the one of the view.
    """

    question: Question
    table: pd.DataFrame
    shade: str
    theme: Theme
    focus: str = ""
    pooled: tuple[float, ...] = ()
    outlines: str = ""
    look: str = ""


def polygon_set(unit_set: str) -> str:
    """Return the unit set whose lines are drawn for figures of `unit_set`."""
    return unit_set if unit_set in POLYGON_SETS else POLYGON_SETS[0]


def map_paint(request: MapRequest, boundaries: Boundaries, workspace: Workspace, t: Translator) -> MapPaint:
    """Return everything the map shows of a request, in words."""
    colouring = _colouring(request, t)
    rows = unit_rows(request.table)
    tips = Tooltips(request.question, request.shade, workspace, t)
    painter = _Painter(request, colouring, rows, workspace, tips)
    gazetteer, unit_set = workspace.gazetteer, request.question.now.unit_set
    areas = tuple(painter.area(unit.ref_area) for unit in gazetteer.members(polygon_set(unit_set)))
    outlined = _outlined(request.focus, boundaries.unit_set, gazetteer)
    return MapPaint(
        unit_set=boundaries.unit_set,
        language=t.language,
        theme=request.theme,
        areas=areas,
        legend=painter.legend(areas),
        frames=_frames(boundaries, t),
        words=_words(request, boundaries, t),
        focus=next(iter(outlined), ""),
        beside=outlined[1:],
        tiles=load_tile_grid(TILE_GRIDS, boundaries.unit_set, gazetteer) if request.look == TILES else None,
    )


def _outlined(ref_area: str, unit_set: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the polygons to be outlined for a unit of any set: its own, its heir's, or those of its former units."""
    if not ref_area:
        return ()
    same = gazetteer.counterpart(ref_area, unit_set, adjusted=True)
    return (same,) if same else placed_on(ref_area, unit_set, gazetteer)


def _colouring(request: MapRequest, t: Translator) -> Colouring:
    indicator, table = request.question.indicator, request.table
    if request.shade == CHANGE:
        return by_change(table, indicator, request.theme, t)
    if "group" in table and table["group"].notna().any() and not request.pooled:
        return by_group(table, request.theme, t)
    return by_value(table, request.pooled, indicator, request.theme, t)


@dataclass(frozen=True)
class _Painter:
    request: MapRequest
    colouring: Colouring
    rows: Mapping[str, Row]
    workspace: Workspace
    tips: Tooltips

    @property
    def t(self) -> Translator:
        """The language of everything on the map."""
        return self.tips.t

    def owner(self, polygon: str) -> str | None:
        """Return the unit whose figures a polygon shows: the one on its territory, or None where there are several."""
        return self.workspace.gazetteer.counterpart(polygon, self.request.question.now.unit_set, adjusted=True)

    def area(self, polygon: str) -> AreaPaint:
        """Return one polygon painted with the figures of the unit on its territory, or with why there are none."""
        gazetteer, tips = self.workspace.gazetteer, self.tips
        name = self.t.label(gazetteer.unit(polygon).label)
        owner = self.owner(polygon)
        if owner is None:
            past = gazetteer.forebears(polygon, self.request.question.now.unit_set)
            facts = [f"{tips.telling.name(area)}: {tips.facts(self.rows[area])}" for area in past]
            return AreaPaint(polygon, name, None, self.t("map.former_units"), (*self._heirs(polygon), *facts))
        row = self.rows[owner]
        lines = (*self._heirs(polygon), *tips.lines(row))
        fill = self.colouring.fills.get(owner)
        if fill is None:
            return AreaPaint(polygon, name, None, tips.reason_text(row), lines)
        return AreaPaint(polygon, name, fill, tips.shown(row), lines, css="estimated" if tips.estimated(row) else "")

    def _heirs(self, polygon: str) -> list[str]:
        """Say to which unit of the lines laid over the map a polygon now belongs."""
        gazetteer, outlines = self.workspace.gazetteer, self.request.outlines
        if not outlines or gazetteer.counterpart(polygon, outlines) is not None:
            return []
        heirs = self.t.listing(self.t.label(gazetteer.unit(area).label) for area in gazetteer.heirs(polygon, outlines))
        return [self.t("map.now_part_of", heirs=heirs)]

    def legend(self, areas: tuple[AreaPaint, ...]) -> MapLegend:
        """Return the legend: classes with counts, what is estimated, hatched units by reason, the small print."""
        t, question, table = self.t, self.request.question, self.request.table
        have = int(table["obs_value"].notna().sum())
        period = t.short_period(question.now.period)
        if self.request.shade == CHANGE and question.base is not None:
            period = t("map.change_title", period=period, base=t.short_period(question.base.period))
        sources = source_line(table["source"].dropna().unique(), self.workspace.catalogue, t)
        return MapLegend(
            title=f"{t.label(question.indicator.short)} {period}",
            measure=t.label(question.indicator.unit),
            classes=self.colouring.classes,
            no_values=self._no_values(areas),
            footers=(
                t("line.count", have=have, size=len(table)),
                status_line(table["obs_status"].dropna().unique(), t),
                t("line.source", sources=sources) if sources else "",
            ),
            basis=self._basis(),
            marks=self._marks(areas),
        )

    def _basis(self) -> str:
        size = self.request.question.now.unit_set
        if self.request.outlines:
            return self.t("map.basis_former", own=size, size=self.request.outlines)
        restated = restated_line(self.request.table, self.t)
        if self.request.shade == CHANGE:
            restated = restated or restated_line(self.request.table, self.t, side="base_")
        return self.t("map.basis_restated", size=size) if restated else ""

    def _marks(self, areas: tuple[AreaPaint, ...]) -> tuple[LegendMark, ...]:
        estimates = sum(area.css == "estimated" for area in areas)
        marks = [LegendMark("estimated", self.t("map.estimates"), estimates)] if estimates else []
        if self.request.outlines:
            marks.append(LegendMark("outline", self.t("map.outlines", size=self.request.outlines)))
        return tuple(marks)

    def _no_values(self, areas: tuple[AreaPaint, ...]) -> tuple[NoValue, ...]:
        """Count hatched units by reason; who is missing is gathered behind one reason, while there are few of them."""
        counts: Counter[str] = Counter()
        lacking: dict[str, dict[str, None]] = {}
        for area in areas:
            if area.fill is None:
                owner = self.owner(area.ref_area)
                said, missing = self.tips.reason(self.rows[owner]) if owner else (area.value, ())
                counts[said] += 1
                lacking.setdefault(said, {}).update(dict.fromkeys(missing))
        gazetteer = self.workspace.gazetteer
        return tuple(
            NoValue(with_missing(said, lacking[said] if len(lacking[said]) <= MOST_NAMED else (), gazetteer, self.t), n)
            for said, n in counts.most_common()
        )


def _frames(boundaries: Boundaries, t: Translator) -> dict[str, str]:
    features = json.loads(boundaries.frames_geojson)["features"]
    return {f["properties"]["ref_area"]: f["properties"][f"name_{t.language}"] for f in features}


def _words(request: MapRequest, boundaries: Boundaries, t: Translator) -> MapWords:
    names = ("sea", "north_inset", "south_inset", "zoom_in", "zoom_out", "whole_country")
    note, no_room = (_tile_note(request, t), t("map.no_room")) if request.look == TILES else ("", "")
    standing = {name: t(f"map.{name}") for name in names}
    return MapWords(**standing, credit=t.label(boundaries.source), tile_note=note, no_room=no_room)


def _tile_note(request: MapRequest, t: Translator) -> str:
    """Say what the places of tiles mean, and that no lines of later units can lie over tiles of former ones."""
    places, own = t("map.tile_places"), request.question.now.unit_set
    return f"{t('map.tiles_of_former', own=own, size=request.outlines)} {places}" if request.outlines else places
