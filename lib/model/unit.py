"""Provincial units as dated territories, the sets they form (61, 64, 63, 34), the events that lead to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lib.model.words import Words


@dataclass(frozen=True)
class UnitSet:
    """A code-list version: the provincial units in force between two dates, `size` of them."""

    code: str
    valid_from: date
    valid_to: date | None
    size: int
    law: str


@dataclass(frozen=True)
class Region:
    """One of six regions of a scheme: `2006` (63 units, to 2025) or `2025` (Resolution 306/NQ-CP)."""

    code: str
    scheme: str
    label: Words


@dataclass(frozen=True)
class Standing:
    """What a unit is called and ranks as between two dates: tỉnh or thành phố trực thuộc trung ương."""

    valid_from: date
    valid_to: date | None
    full_name: Words
    is_city: bool
    law: str = ""


@dataclass(frozen=True)
class Unit:
    """A province or city with its territory; `ref_area` is unit set + official code, e.g. `63-56`, `34-56`."""

    ref_area: str
    unit_set: str
    code: str
    label: Words
    standings: tuple[Standing, ...]
    regions: Mapping[str, str] = field(default_factory=dict)  # scheme → region code
    iso_code: str = ""
    pci_code: str = ""
    area_km2: float | None = None
    population_thousand: float | None = None  # average of 2024, preliminary (GSO V02.01)

    def standing(self, on: date) -> Standing:
        """Return the standing in force on `on`, or the nearest one outside the unit's own life."""
        for standing in self.standings:
            if standing.valid_to is None or on <= standing.valid_to:
                return standing
        return self.standings[-1]


class SuccessionKind(StrEnum):
    """How a unit came from its predecessors."""

    UNCHANGED = "unchanged"  # same territory in a new unit set
    ADJUSTED = "adjusted"  # same unit, part of its territory ceded or gained
    MERGED = "merged"  # several units became one
    SPLIT = "split"  # one unit became several


@dataclass(frozen=True)
class Succession:
    """A dated event with its law: `predecessors` (whole units) live on in `successor`; shares are of the successor.

    `ceded_to` is the unit that gained what an adjusted one gave away.
    """

    effective: date
    law: str
    kind: SuccessionKind
    predecessors: tuple[str, ...]
    successor: str
    ceded_to: str = ""
    population_shares: tuple[float, ...] = ()
    area_shares: tuple[float, ...] = ()
    remark: Words = Words("")

    @property
    def keeps_territory(self) -> bool:
        """Whether the successor is the very territory of its one predecessor."""
        return self.kind is SuccessionKind.UNCHANGED
