"""Two units put side by side: under which ids both stand on one list of units, or why they never do. No figures."""

from dataclasses import dataclass

from lib.model.gazetteer import Gazetteer
from lib.model.unit import Unit
from lib.services.choosing import placed


@dataclass(frozen=True)
class Pair:
    """Two units put side by side; `restated_on` is the unit set both are restated on, or empty: as published."""

    first: Unit
    second: Unit
    restated_on: str = ""

    def areas(self, unit_set: str, gazetteer: Gazetteer, *, adjusted: bool = True) -> tuple[str, str] | None:
        """Return under which ids both stand in a unit set, or None where one of them does not exist in it.

        As published that is the unit with its territory; restated, the one heir that holds it.
        """
        found = [_area(unit.ref_area, unit_set, gazetteer, self, adjusted) for unit in (self.first, self.second)]
        first, second = found
        return None if first is None or second is None or first == second else (first, second)


def _area(ref_area: str, unit_set: str, gazetteer: Gazetteer, pair: Pair, adjusted: bool) -> str | None:
    if not pair.restated_on:
        return gazetteer.counterpart(ref_area, unit_set, adjusted=adjusted)
    heirs = placed(ref_area, unit_set, gazetteer)
    return heirs[0] if len(heirs) == 1 else None


def obstacle(pair: Pair, gazetteer: Gazetteer) -> str:
    """Return why two units cannot be put side by side at all: `same`, `heir` (restated, one unit holds both),
    `territory` (no list of units ever held both), or an empty string."""
    if pair.second.ref_area in gazetteer.lineage(pair.first.ref_area):
        return "same"
    if pair.restated_on:
        return "" if pair.areas(pair.restated_on, gazetteer) else "heir"
    return "" if any(pair.areas(code, gazetteer) for code in gazetteer.newest_first) else "territory"


def instead(pair: Pair, gazetteer: Gazetteer) -> tuple[tuple[str, str], ...]:
    """Return pairs of units that can be compared where these two cannot: both on the newer list, both on the older."""
    sets = gazetteer.newest_first
    found = []
    for unit_set in sorted({pair.first.unit_set, pair.second.unit_set}, key=sets.index):
        firsts = placed(pair.first.ref_area, unit_set, gazetteer)
        seconds = placed(pair.second.ref_area, unit_set, gazetteer)
        found += [(one, other) for one in firsts for other in seconds if one != other]
    return tuple(dict.fromkeys(found))
