"""Indicators and everything the catalogue says of them: components, sources, breaks, gaps, contradictions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lib.model.class_scale import ClassScale
from lib.model.errors import UnknownCodeError
from lib.model.margin import Margin
from lib.model.period import Frequency, Period
from lib.model.words import Words


class Direction(StrEnum):
    """Which way is good; `none` where neither is (population, area)."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class CarryRule(StrEnum):
    """How a value is restated on a merged unit."""

    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"
    SIMPLE_MEAN = "simple_mean"
    RECOMPUTE = "recompute"
    NONE = "none"


class Accumulation(StrEnum):
    """What a period's value counts: the period alone, or the year from its first day (luỹ kế)."""

    PERIOD = "period"
    YEAR_TO_DATE = "year_to_date"


class ValueType(StrEnum):
    """What kind of number a value is."""

    INDEX = "index"  # a composite score on a stated scale
    COUNT = "count"  # people, projects, cases
    MONEY = "money"
    RATE = "rate"  # per cent, per mille, per head, per km²
    CHANGE = "change"  # growth against a base


@dataclass(frozen=True)
class Field:
    """A field of steering, as indicators are grouped for choosing."""

    code: str
    label: Words


@dataclass(frozen=True)
class Component:
    """A part of a composite indicator; `weight` of the total (None: published without), valid between two periods."""

    indicator: str
    component: str
    weight: float | None
    valid_from: Period
    valid_to: Period | None
    source: str

    def applies(self, period: Period) -> bool:
        """Whether the component counts in `period`."""
        return self.valid_from <= period and (self.valid_to is None or period <= self.valid_to)


@dataclass(frozen=True)
class Indicator:
    """One indicator; `classes` names a `ClassScale` (`quartile`: PAPI's four groups) or is empty.

    `minimum_coverage` is the share of the predecessors that must have a value before it is restated on their successor.
    """

    code: str
    label: Words
    short: Words
    field: str
    unit: Words
    decimals: int
    frequency: Frequency
    direction: Direction
    value_type: ValueType
    minimum: float | None
    maximum: float | None
    carry_rule: CarryRule
    weight_indicator: str
    classes: str
    origin: Words
    owner: Words
    parent: str
    aliases: tuple[str, ...] = ()
    definition: Words = Words("")
    minimum_coverage: float = 1.0
    accumulation: Accumulation = Accumulation.PERIOD


@dataclass(frozen=True)
class Source:
    """Where figures come from: what was read, who published it, under which licence."""

    code: str
    title: str
    publisher: Words
    address: str
    licence: str


@dataclass(frozen=True)
class Break:
    """From `time_period` on, values are not on one scale with those before (`kind`: method, scope, publication)."""

    indicator: str
    time_period: Period
    kind: str
    remark: Words
    source: str


@dataclass(frozen=True)
class Gap:
    """Why units have no value between two periods; `ref_area` `*` means every unit without one. Status O, L, M or Q."""

    indicator: str
    first_period: Period
    last_period: Period
    ref_area: str
    obs_status: str
    reason: Words


@dataclass(frozen=True)
class Contradiction:
    """A known contradiction, tie or oddity in the sources: kept, explained, not mended."""

    indicator: str
    time_period: str
    area: Words
    kind: str
    remark: Words


@dataclass(frozen=True)
class Publication:
    """How many units the publisher ranked in a period, where that is not the whole unit set."""

    indicator: str
    time_period: Period
    unit_set: str
    peer_count: int


@dataclass(frozen=True)
class Catalogue:
    """Every indicator by code, with fields and all that explains the figures."""

    indicators: Mapping[str, Indicator]
    fields: Mapping[str, Field]
    components: tuple[Component, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    breaks: tuple[Break, ...] = ()
    gaps: tuple[Gap, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    publications: tuple[Publication, ...] = ()
    class_scales: Mapping[str, ClassScale] = field(default_factory=dict)
    margins: tuple[Margin, ...] = ()

    def indicator(self, code: str) -> Indicator:
        """Return the indicator with this code or alias, whatever its case; UnknownCodeError otherwise."""
        wanted = code.strip().upper()
        if wanted in self.indicators:
            return self.indicators[wanted]
        for indicator in self.indicators.values():
            if wanted in indicator.aliases:
                return indicator
        raise UnknownCodeError("indicator", code, self.indicators)

    def components_of(self, code: str, period: Period) -> tuple[Component, ...]:
        """Return the components of `code` that count in `period`, in published order."""
        return tuple(c for c in self.components if c.indicator == code and c.applies(period))

    def breaks_between(self, code: str, base: Period, period: Period) -> tuple[Break, ...]:
        """Return the breaks met on the way from `base` to `period`, in either direction."""
        early, late = sorted((base, period))
        return tuple(b for b in self.breaks if b.indicator == code and early < b.time_period <= late)

    def gap(self, code: str, period: Period, ref_area: str) -> Gap | None:
        """Return why `ref_area` has no value, the most particular reason first, or None where no reason is known."""
        fitting = [g for g in self.gaps if g.indicator == code and g.first_period <= period <= g.last_period]
        for wanted in (ref_area, "*"):
            for gap in fitting:
                if gap.ref_area == wanted:
                    return gap
        return None

    def margin(self, code: str, period: Period, ref_area: str) -> Margin | None:
        """Return the error band of a unit's value, the most particular one, or None where none is known."""
        fitting = [m for m in self.margins if m.indicator == code and m.first_period <= period <= m.last_period]
        return next((m for wanted in (ref_area, "*") for m in fitting if m.ref_area == wanted), None)

    def published_peer_count(self, code: str, period: Period, unit_set: str, size: int) -> int:
        """Return over how many units the publisher ranked: the whole set of `size` unless said otherwise."""
        for publication in self.publications:
            if (publication.indicator, publication.time_period, publication.unit_set) == (
                code,
                period,
                unit_set,
            ):
                return publication.peer_count
        return size
