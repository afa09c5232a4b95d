"""How a unit stands among those like it, in words and rows; which units those are is said by `peer_groups`."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lib.analysis.peers import among
from lib.i18n import Translator
from lib.model.indicator import Direction, Indicator
from lib.model.unit import Unit
from lib.report.period_words import stretch_words
from lib.report.sentences import Telling, known
from lib.services.choosing import Choice
from lib.services.coverage import Coverage
from lib.services.peer_groups import MOST_NEAREST, PeerGroup, PeerKind
from lib.services.profile import newest_question
from lib.services.questions import At, Question, restated_on
from lib.services.ranking_rows import Column
from lib.services.workspace import Workspace

_DISTANCE_DECIMALS = 2
_SIZE_UNITS = {PeerKind.POPULATION: ("peers.column.population", 1), PeerKind.GRDP: ("peers.column.grdp", 0)}


@dataclass(frozen=True)
class Circle:
    """One unit with one group of peers, at one question, with the `ranked` table that answers it."""

    unit: Unit
    group: PeerGroup
    question: Question
    table: pd.DataFrame

    @property
    def rows(self) -> pd.DataFrame:
        """Return unit and peers in the order of their place among each other (`lib.analysis.peers.among`)."""
        areas = (self.unit.ref_area, *self.group.areas)
        return among(self.table, areas, self.question.indicator.direction)


def peer_question(
    unit: Unit, choice: Choice, observations: pd.DataFrame, coverage: Coverage, workspace: Workspace
) -> Question | None:
    """Return at what the unit is seen among its peers: its newest figure of the chosen indicator up to the period.

    Takes the observations of the indicator. A unit of the newest set without a published figure is seen on figures
    restated on that set, as is every unit of the set where the view asks for them. None where neither can be.
    """
    gazetteer = workspace.gazetteer
    newest = gazetteer.newest_first[0]
    published = newest_question(unit, observations, choice.period, coverage, workspace) if len(observations) else None
    if published is not None and not choice.view.basis:
        return Question(published.indicator, published.now)
    if gazetteer.counterpart(unit.ref_area, newest) is None:
        return Question(published.indicator, published.now) if published else None
    return restated_on(newest, Question(choice.indicator, At(choice.period, choice.unit_set)))


def method_sentence(group: PeerGroup, unit: Unit, workspace: Workspace, t: Translator) -> str:
    """Say how the group was found, with the figures it was found by."""
    indicators = workspace.catalogue.indicators
    size = group.sizes.get(unit.ref_area)
    told = zip(group.indicators, group.periods, strict=False) if group.kind is PeerKind.PROFILE else ()
    said = t(
        group.key,
        count=len(group.areas),
        most=MOST_NEAREST,
        name=t.label(unit.label),
        label=t.label(group.label),
        period=t.short_period(group.periods[0]) if group.periods else "",
        size=t.number(size, 0) if size else "",
        merged=group.merged,
        indicators=t.listing(f"{t.label(indicators[code].short)} {t.short_period(period)}" for code, period in told),
    )
    return f"{said} {t('peers.restated')}" if _restated(group, unit, workspace) else said


def _restated(group: PeerGroup, unit: Unit, workspace: Workspace) -> bool:
    """Whether figures of a year before the unit set was in force were carried over to it."""
    gazetteer = workspace.gazetteer
    start = gazetteer.unit_sets[unit.unit_set].valid_from
    carried = unit.unit_set == gazetteer.newest_first[0] and group.kind in (PeerKind.GRDP, PeerKind.PROFILE)
    return carried and any(period.end < start for period in group.periods)


def standing_sentence(circle: Circle, telling: Telling) -> str:
    """Say where the unit stands among itself and its peers, over those with a figure; the rank is the app's own."""
    t, rows = telling.t, circle.rows
    placed = rows.dropna(subset=["peer_rank"])
    own = placed.loc[placed["ref_area"] == circle.unit.ref_area]
    parts = {
        "head": t(
            "say.head", indicator=t.label(telling.indicator.short), period=telling.when(telling.period, short=True)
        ),
        "name": t.label(circle.unit.label),
    }
    if own.empty:
        return t("peers.unplaced", **parts)
    if len(placed) == 1:
        return t("peers.alone", **parts)
    way = "size" if telling.indicator.direction is Direction.NONE else str(placed["ranked_by"].iloc[0])
    rank: str = t.rank(int(own["peer_rank"].iloc[0]), len(placed))
    own_value = _bracketed(own["obs_value"].iloc[0], telling)
    first = _first(circle, placed, way, telling)
    return t(f"peers.standing.{way}", rank=rank, own=own_value, first=first, **parts)


def _first(circle: Circle, placed: pd.DataFrame, way: str, telling: Telling) -> str:
    """Name who stands first, with the value, unless it is the unit itself that was just named."""
    firsts = placed.loc[placed["peer_rank"] == 1, "ref_area"].tolist()
    if firsts == [circle.unit.ref_area]:
        return ""
    names = telling.t.listing(map(telling.name, firsts))
    return telling.t(f"peers.first.{way}", names=names + _bracketed(placed["obs_value"].iloc[0], telling))


def _bracketed(value: float | None, telling: Telling) -> str:
    return f" ({telling.value(value)})" if known(value) else ""


def peer_table(circle: Circle, workspace: Workspace, t: Translator) -> tuple[pd.DataFrame, list[Column]]:
    """Return the rows of unit and peers and what their columns mean.

    Columns: `ref_area`, `peer_rank`, `name`, `obs_value`, `rank`, `published_rank` where any is, and for groups by
    nearness `nearness` (size or distance) and `common_count`.
    """
    rows, group = circle.rows, circle.group
    names = [t.label(workspace.gazetteer.unit(area).label) for area in rows["ref_area"]]
    told: Mapping[str, float] = group.distances or group.sizes
    nearness = pd.Series([told.get(area) for area in rows["ref_area"]], index=rows.index, dtype="float64")
    rows = rows.assign(name=names, nearness=nearness)
    rows["common_count"] = rows["ref_area"].map(pd.Series(group.common_counts, dtype="Int64"))
    columns = [column for column in _columns(circle, t) if rows[column.key].notna().any()]
    return rows[["ref_area", *(column.key for column in columns)]], columns


def _columns(circle: Circle, t: Translator) -> list[Column]:
    indicator, rows, group = circle.question.indicator, circle.rows, circle.group
    count = int(circle.table["peer_count"].iloc[0])
    placed = int(rows["peer_rank"].notna().sum())
    published = int(circle.table["published_peer_count"].iloc[0]) if "published_peer_count" in circle.table else 0
    return [
        Column("peer_rank", t("peers.column.peer_rank", count=placed), 0, t("peers.meaning.peer_rank")),
        Column("name", t("column.name"), None, t("meaning.name")),
        Column("obs_value", _value_heading(circle, t), indicator.decimals, ""),
        Column("published_rank", t("column.published_rank", size=published), 0, t("meaning.published_rank")),
        Column("rank", t("column.rank", count=count), 0, t("meaning.rank")),
        *_nearness_columns(group, t),
    ]


def _value_heading(circle: Circle, t: Translator) -> str:
    indicator = circle.question.indicator
    period = stretch_words(indicator, circle.question.now.period, t, short=True)
    unit = t.label(indicator.unit)
    return f"{t.label(indicator.short)} {period}" + (f" ({unit})" if unit else "")


def _nearness_columns(group: PeerGroup, t: Translator) -> list[Column]:
    if group.kind is PeerKind.PROFILE:
        return [
            Column("nearness", t("peers.column.distance"), _DISTANCE_DECIMALS, t("peers.meaning.distance")),
            Column("common_count", t("peers.column.common"), 0, t("peers.meaning.common")),
        ]
    if group.kind in _SIZE_UNITS:
        key, decimals = _SIZE_UNITS[group.kind]
        meaning = t(f"peers.meaning.{group.kind}")
        return [Column("nearness", t(key, period=t.short_period(group.periods[0])), decimals, meaning)]
    return []


def profile_choices(choice: Choice, coverage: Coverage, workspace: Workspace) -> list[str]:
    """Return the indicators a profile can be made of: those with figures of a year of nearly all units, in order."""
    gazetteer = workspace.gazetteer
    sizes = {code: unit_set.size for code, unit_set in gazetteer.unit_sets.items()}

    def broad(indicator: Indicator) -> bool:
        slots = coverage.slots.get(indicator.code, ())
        return any(2 * slot.value_count >= sizes[slot.unit_set] and len(str(slot.period)) == 4 for slot in slots)

    return [entry.code for entry in workspace.catalogue.indicators.values() if broad(entry)]
