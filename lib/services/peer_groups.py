"""Groups of units that are like one unit: by region, border, size, merger or profile. How they stand is not here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import pandas as pd

from lib.analysis.peers import LEAST_COMMON, profile_distances, similar_sizes
from lib.intake.boundaries import SHIPPED, load_neighbours
from lib.model.gazetteer import Gazetteer
from lib.model.period import Frequency, Period
from lib.model.unit import Unit
from lib.model.words import Words
from lib.services.map_content import POLYGON_SETS
from lib.services.restating import restated_figures
from lib.services.workspace import Workspace

POPULATION, GRDP_PER_HEAD = "POPULATION_AVG_THOUSAND", "GRDP_PC_CURRENT"
POPULATION_2024 = Period(2024)  # of `Unit.population_thousand`
PROFILE = (
    POPULATION,
    "POP_DENSITY",
    GRDP_PER_HEAD,
    "INCOME_PC_MONTH_THOUSAND_VND",
    "POVERTY_RATE",
    "TRAINED_WORKER_PCT",
)
"""The indicators of a profile unless the reader chooses others: how many people, how dense, how rich, how skilled."""
MOST_TIMES = 1.25  # a unit is of similar size when it is at most a quarter larger, or smaller in the same ratio
MOST_NEAREST = 8
_COUNTRYWIDE = 0.5  # a period counts when at least half of the units of the set have a value

Figures = Callable[[str, str], pd.DataFrame]
"""Answers (indicator, unit set) with the indicator's observations on the units of the set."""


class PeerKind(StrEnum):
    """In what the units of a group are alike; the sentences are keyed by it."""

    REGION_2025 = "region_2025"
    REGION_2006 = "region_2006"
    NEIGHBOURS = "neighbours"
    POPULATION = "population"
    GRDP = "grdp"
    MERGER = "merger"
    PROFILE = "profile"


@dataclass(frozen=True)
class PeerGroup:
    """Units like one unit, itself not among them: the nearest first where there is a nearness, else in code order.

    `key` is that of the sentence that states the method. `sizes` are in the size's own unit (thousand people, billion
    VND), the unit's own among them; `distances` and `common_counts` belong to a profile over `indicators`. `periods`
    tells of when the figures are, `merged` is what `merged_from` counts.
    """

    kind: PeerKind
    areas: tuple[str, ...]
    label: Words = Words("")
    periods: tuple[Period, ...] = ()
    sizes: Mapping[str, float] = field(default_factory=dict)
    distances: Mapping[str, float] = field(default_factory=dict)
    common_counts: Mapping[str, int] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    merged: int = 0

    @property
    def key(self) -> str:
        """Return the key of the sentence that says how the group was found."""
        kept = self.kind is PeerKind.MERGER and self.merged == 1
        return f"peers.{self.kind}.{'nobody' if not self.areas else 'kept' if kept else 'method'}"


def figures_of(workspace: Workspace) -> Figures:
    """Return what answers with the figures published on an old unit set, and with those restated on the newest one."""

    def figures(code: str, unit_set: str) -> pd.DataFrame:
        if unit_set == workspace.gazetteer.newest_first[0]:
            return restated_figures(code, unit_set, workspace)
        observations = workspace.observations(code)
        return observations.loc[observations["ref_area"].str.startswith(f"{unit_set}-")]

    return figures


def peer_groups(
    unit: Unit, workspace: Workspace, figures: Figures, *, until: Period, indicators: Sequence[str] = PROFILE
) -> tuple[PeerGroup, ...]:
    """Return every group one unit has among the units of its own set; a group that cannot be told is left out.

    Sizes and profiles are of the newest year not after `until`, else of the first one there is; every group names it.
    A group without anybody (nobody of similar size, too few common indicators) stays, with nobody in it.
    """
    gazetteer = workspace.gazetteer
    groups = [
        region_peers(unit, gazetteer, "2025"),
        region_peers(unit, gazetteer, "2006"),
        border_peers(unit),
        population_peers(unit, gazetteer, figures, until),
        grdp_peers(unit, figures, until),
        merger_peers(unit, gazetteer),
        profile_peers(unit, figures, until, indicators),
    ]
    return tuple(group for group in groups if group is not None)


def region_of(unit: Unit, gazetteer: Gazetteer, scheme: str) -> str:
    """Return the region of a unit in a scheme, or an empty string.

    A merged unit has a region of the 2006 scheme only where all its predecessors lay in that one.
    """
    if scheme in unit.regions:
        return unit.regions[scheme]
    olds = [old for succession in gazetteer.came_from.get(unit.ref_area, ()) for old in succession.predecessors]
    regions = {region_of(gazetteer.unit(old), gazetteer, scheme) for old in olds}
    return regions.pop() if len(regions) == 1 else ""


def region_peers(unit: Unit, gazetteer: Gazetteer, scheme: str) -> PeerGroup | None:
    """Return the other units of the same region of a scheme (`2006` or `2025`); None where the unit has none."""
    region = region_of(unit, gazetteer, scheme)
    if not region:
        return None
    others = (other for other in _others(unit, gazetteer) if region_of(other, gazetteer, scheme) == region)
    areas = tuple(other.ref_area for other in others)
    return PeerGroup(PeerKind(f"region_{scheme}"), areas, label=gazetteer.regions[region].label)


def border_peers(unit: Unit) -> PeerGroup | None:
    """Return the units with a common land border; None for a unit set without boundaries (61, 64)."""
    if unit.unit_set not in POLYGON_SETS:
        return None
    return PeerGroup(PeerKind.NEIGHBOURS, _borders(unit.unit_set).get(unit.ref_area, ()))


@cache
def _borders(unit_set: str) -> Mapping[str, tuple[str, ...]]:
    return load_neighbours(SHIPPED, unit_set)


def population_peers(unit: Unit, gazetteer: Gazetteer, figures: Figures, until: Period) -> PeerGroup | None:
    """Return the units with a similar average population: as published of the year, else as of 2024."""
    found = newest_values(figures(POPULATION, unit.unit_set), unit, until)
    if unit.population_thousand and (found is None or _published_2024(unit, gazetteer)):
        members = gazetteer.members(unit.unit_set)
        known = {u.ref_area: u.population_thousand for u in members if u.population_thousand}
        return _sized(PeerKind.POPULATION, unit, known, POPULATION_2024)
    return None if found is None else _sized(PeerKind.POPULATION, unit, found[1], found[0])


def _published_2024(unit: Unit, gazetteer: Gazetteer) -> bool:
    # What the statistics office says of the units in force outranks what we could restate on them.
    return gazetteer.unit_sets[unit.unit_set].valid_to is None


def grdp_peers(unit: Unit, figures: Figures, until: Period) -> PeerGroup | None:
    """Return the units with a similar GRDP, computed by us: GRDP per head (million VND) × population (thousand).

    In billion VND, of one year in which both are known; None where the unit lacks one of them.
    """
    per_head = figures(GRDP_PER_HEAD, unit.unit_set)
    people = figures(POPULATION, unit.unit_set)
    people = people.dropna(subset=["obs_value"])[["ref_area", "time_period", "obs_value"]]
    both = per_head.merge(people, on=["ref_area", "time_period"], suffixes=("", "_people"))
    both = both.assign(obs_value=both["obs_value"] * both["obs_value_people"])
    found = newest_values(both, unit, until)
    return None if found is None else _sized(PeerKind.GRDP, unit, found[1], found[0])


def _sized(kind: PeerKind, unit: Unit, sizes: Mapping[str, float], period: Period) -> PeerGroup:
    near = similar_sizes(sizes, unit.ref_area, most_times=MOST_TIMES)["ref_area"].head(MOST_NEAREST)
    areas = tuple(near.tolist())
    told = {area: sizes[area] for area in (unit.ref_area, *areas)}
    return PeerGroup(kind, areas, periods=(period,), sizes=told)


def merged_from(unit: Unit, gazetteer: Gazetteer) -> int:
    """Return of how many units the unit of the newest set on this ground was made; 0 where the ground lies in several.

    Counted are the units of the unit's own set, for the newest set itself those of the one before.
    """
    newest, before = gazetteer.newest_first[:2]
    heirs = gazetteer.heirs(unit.ref_area, newest)
    if len(heirs) != 1:
        return 0
    return len(gazetteer.forebears(heirs[0], before if unit.unit_set == newest else unit.unit_set))


def merger_peers(unit: Unit, gazetteer: Gazetteer) -> PeerGroup | None:
    """Return the units whose ground came into the 34 in the same way: unchanged (1), merged of two, merged of three."""
    merged = merged_from(unit, gazetteer)
    if not merged:
        return None
    others = (other for other in _others(unit, gazetteer) if merged_from(other, gazetteer) == merged)
    return PeerGroup(PeerKind.MERGER, tuple(other.ref_area for other in others), merged=merged)


def profile_peers(unit: Unit, figures: Figures, until: Period, indicators: Sequence[str]) -> PeerGroup:
    """Return the units with the nearest profile over some indicators (`lib.analysis.peers.profile_distances`).

    Indicators that the unit has no figure of are left out; with fewer than three nobody is named.
    """
    known = {code: newest_values(figures(code, unit.unit_set), unit, until) for code in dict.fromkeys(indicators)}
    told = {code: found for code, found in known.items() if found is not None}
    values = pd.DataFrame({code: pd.Series(found[1], dtype="float64") for code, found in told.items()})
    near = profile_distances(values, unit.ref_area, least_common=LEAST_COMMON).head(MOST_NEAREST)
    areas = tuple(near["ref_area"].tolist())
    return PeerGroup(
        PeerKind.PROFILE,
        areas,
        periods=tuple(period for period, _ in told.values()),
        distances=dict(zip(areas, near["distance"].tolist(), strict=True)),
        common_counts={area: int(count) for area, count in zip(areas, near["common_count"].tolist(), strict=True)},
        indicators=tuple(told),
    )


def newest_values(observations: pd.DataFrame, unit: Unit, until: Period) -> tuple[Period, dict[str, float]] | None:
    """Return the newest year not after `until` (else the first after it) with a value of the unit, and all values.

    Takes observations of one indicator on the unit's set. Only years with values of half of the units count.
    """
    told = observations.dropna(subset=["obs_value"])
    counts = told["time_period"].value_counts()
    own = told.loc[told["ref_area"] == unit.ref_area, "time_period"]
    least = _COUNTRYWIDE * told["ref_area"].nunique()
    periods = _years(text for text in own if counts[text] >= least)
    if not periods:
        return None
    period = max((p for p in periods if p.end <= until.end), default=periods[0])
    rows = told.loc[told["time_period"] == str(period)]
    return period, dict(zip(rows["ref_area"], rows["obs_value"].astype("float64").tolist(), strict=True))


def _years(texts: Iterable[str]) -> list[Period]:
    periods = sorted({Period.parse(text) for text in texts})
    return [period for period in periods if period.frequency is Frequency.A]


def _others(unit: Unit, gazetteer: Gazetteer) -> Iterable[Unit]:
    return (other for other in gazetteer.members(unit.unit_set) if other.ref_area != unit.ref_area)
