"""What the map shows of a question: every polygon with its name, value, words and reason, and the legend around it."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from lib.charts.map_paint import AreaPaint, MapLegend, MapPaint, MapWords, NoValue
from lib.charts.palette import Theme
from lib.i18n import Translator
from lib.model.boundaries import Boundaries
from lib.report.lines import source_line, status_line
from lib.report.sentences import Telling, known
from lib.services.map_colours import Colouring, by_change, by_group, by_value, unit_rows
from lib.services.notes import missing_reason, row_note
from lib.services.questions import Question
from lib.services.rows import Row
from lib.services.workspace import Workspace

POLYGON_SETS = ("63", "34")  # the 61 and 64 of before have units, but no lines of their own


@dataclass(frozen=True)
class MapRequest:
    """One map to draw: its question, the change table, what is coloured (`value`, `change`), theme and focus."""

    question: Question
    table: pd.DataFrame
    shade: str
    theme: Theme
    focus: str = ""
    pooled: tuple[float, ...] = ()


def polygon_set(unit_set: str) -> str:
    """Return the unit set whose lines are drawn for figures of `unit_set`."""
    return unit_set if unit_set in POLYGON_SETS else POLYGON_SETS[0]


def map_paint(request: MapRequest, boundaries: Boundaries, workspace: Workspace, t: Translator) -> MapPaint:
    """Return everything the map shows of a request, in words."""
    colouring = _colouring(request, t)
    rows = unit_rows(request.table)
    painter = _Painter(request, colouring, rows, workspace, t)
    gazetteer, unit_set = workspace.gazetteer, request.question.now.unit_set
    areas = tuple(painter.area(unit.ref_area) for unit in gazetteer.members(polygon_set(unit_set)))
    focus = gazetteer.counterpart(request.focus, boundaries.unit_set, adjusted=True) if request.focus else None
    return MapPaint(
        unit_set=boundaries.unit_set,
        language=t.language,
        theme=request.theme,
        areas=areas,
        legend=painter.legend(areas),
        frames=_frames(boundaries, t),
        words=replace(_words(t), credit=t.label(boundaries.source)),
        focus=focus or "",
    )


def _colouring(request: MapRequest, t: Translator) -> Colouring:
    indicator, table = request.question.indicator, request.table
    if request.shade == "change":
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
    t: Translator

    @property
    def telling(self) -> Telling:
        """What the words of a row need."""
        question = self.request.question
        base = question.base.period if question.base else None
        return Telling(self.t, question.indicator, question.now.period, base, self.workspace.gazetteer)

    def area(self, polygon: str) -> AreaPaint:
        """Return one polygon painted with the figures of the unit on its territory, or with why there are none."""
        gazetteer = self.workspace.gazetteer
        name = self.t.label(gazetteer.unit(polygon).label)
        owner = gazetteer.counterpart(polygon, self.request.question.now.unit_set, adjusted=True)
        if owner is None:
            past = gazetteer.forebears(polygon, self.request.question.now.unit_set)
            lines = tuple(f"{self.telling.name(area)}: {self._facts(self.rows[area])}" for area in past)
            return AreaPaint(polygon, name, None, self.t("map.former_units"), lines)
        row = self.rows[owner]
        fill = self.colouring.fills.get(owner)
        if fill is None:
            return AreaPaint(polygon, name, None, self._reason(row), self._lines(row))
        return AreaPaint(polygon, name, fill, self._shown(row), self._lines(row))

    def _shown(self, row: Row) -> str:
        if self.request.shade == "change":
            decimals = self.request.question.indicator.decimals
            return self.t("map.change", change=self.t.signed(row["value_change"], decimals))
        return self.telling.value(row["obs_value"])

    def _reason(self, row: Row) -> str:
        question = self.request.question
        if self.request.shade == "change" and known(row["obs_value"]):
            return row_note(row, question, self.workspace, self.t) or self.t("reason.no_value")
        return missing_reason(question.indicator, question.now.period, row["ref_area"], self.workspace, self.t)

    def _facts(self, row: Row) -> str:
        value = self.telling.value(row["obs_value"]) if known(row["obs_value"]) else self.t("reason.no_value")
        return "; ".join([value, *self._ranks(row)])

    def _ranks(self, row: Row) -> list[str]:
        t = self.t
        ranks = []
        if known(row["published_rank"]):
            rank = t.rank(int(row["published_rank"]), int(row["published_peer_count"]))
            ranks.append(t("map.published_rank", rank=rank))
        if known(row["rank"]):
            ranks.append(t("map.rank", rank=t.rank(int(row["rank"]), int(row["peer_count"]))))
        return ranks

    def _lines(self, row: Row) -> tuple[str, ...]:
        """Return rank k/n, the change on the base, status and source: what pointing at a unit tells."""
        t, question = self.t, self.request.question
        lines = self._ranks(row)
        if "group" in row and known(row["group"]):
            lines.append(t("map.group", group=t(f"group.{int(row['group'])}")))
        if question.base is not None and known(row.get("value_change")):
            change = t.signed(row["value_change"], question.indicator.decimals)
            lines.append(t("map.against", base=t.period(question.base.period), change=change))
            if known(row.get("rank_change")):
                lines.append(t("map.rank_change", places=t.signed(int(row["rank_change"]))))
        if known(row["obs_status"]):
            source = source_line([row["source"]], self.workspace.catalogue, t)
            lines.append(f"{status_line([row['obs_status']], t)} · {source}")
        return tuple(lines)

    def legend(self, areas: tuple[AreaPaint, ...]) -> MapLegend:
        """Return the legend: classes with counts, hatched units by reason, the small print."""
        t, question, table = self.t, self.request.question, self.request.table
        reasons = Counter(area.value for area in areas if area.fill is None)
        have = int(table["obs_value"].notna().sum())
        period = t.short_period(question.now.period)
        if self.request.shade == "change" and question.base is not None:
            period = t("map.change_title", period=period, base=t.short_period(question.base.period))
        sources = source_line(table["source"].dropna().unique(), self.workspace.catalogue, t)
        return MapLegend(
            title=f"{t.label(question.indicator.short)} {period}",
            measure=t.label(question.indicator.unit),
            classes=self.colouring.classes,
            no_values=tuple(NoValue(reason, count) for reason, count in reasons.most_common()),
            footers=(
                t("line.count", have=have, size=len(table)),
                status_line(table["obs_status"].dropna().unique(), t),
                t("line.source", sources=sources) if sources else "",
            ),
        )


def _frames(boundaries: Boundaries, t: Translator) -> dict[str, str]:
    features = json.loads(boundaries.frames_geojson)["features"]
    return {f["properties"]["ref_area"]: f["properties"][f"name_{t.language}"] for f in features}


def _words(t: Translator) -> MapWords:
    names = ("sea", "north_inset", "south_inset", "zoom_in", "zoom_out", "whole_country")
    return MapWords(**{name: t(f"map.{name}") for name in names}, credit="")
