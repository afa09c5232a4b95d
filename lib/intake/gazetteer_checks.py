"""What must hold between the files of `geo/`: sizes, dates, lines of succession. Reading them is not done here."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from lib.intake.gazetteer_rows import Row
from lib.model.gazetteer import folded
from lib.model.unit import Standing, Succession, SuccessionKind, Unit, UnitSet

_SHARE_TOLERANCE = 1e-4  # shares are written with six decimals, three predecessors at most
_DAY = timedelta(days=1)


def check_sets(units: Mapping[str, Unit], unit_sets: Mapping[str, UnitSet]) -> Iterator[str]:
    """Yield a fault for a set of the wrong size, units of an unknown set, two units of one name, sets with a gap."""
    for unit in units.values():
        if unit.unit_set not in unit_sets:
            yield f"units.csv: {unit.ref_area} is of an unknown unit_set"
    for code, unit_set in unit_sets.items():
        members = [unit for unit in units.values() if unit.unit_set == code]
        if len(members) != unit_set.size:
            yield f"units.csv: set {code} must have {unit_set.size} units, it has {len(members)}"
        for name, count in Counter(folded(unit.label.vi) for unit in members).items():
            if count > 1:
                yield f"units.csv: {count} units of set {code} are called {name}"
    yield from _check_order(sorted(unit_sets.values(), key=lambda unit_set: unit_set.valid_from))


def _check_order(in_order: list[UnitSet]) -> Iterator[str]:
    for earlier, later in pairwise(in_order):
        if earlier.valid_to is None or earlier.valid_to + _DAY != later.valid_from:
            yield f"unit_sets.csv: set {later.code} does not begin the day after set {earlier.code} ends"


def check_standings(
    standings: list[tuple[Row, Standing]], units: Mapping[str, Unit], unit_sets: Mapping[str, UnitSet]
) -> Iterator[str]:
    """Yield a fault where standings overlap, leave a gap, or do not fill the life of the unit's set."""
    lines: dict[str, list[tuple[Row, Standing]]] = {ref_area: [] for ref_area in units}
    for row, standing in standings:
        if row["ref_area"] not in units:
            yield f"{row.place}: unknown ref_area: {row['ref_area']}"
        lines.setdefault(row["ref_area"], []).append((row, standing))
    for ref_area, unit in units.items():
        yield from _check_life(ref_area, lines[ref_area], unit_sets.get(unit.unit_set))


def _check_life(ref_area: str, lines: list[tuple[Row, Standing]], unit_set: UnitSet | None) -> Iterator[str]:
    if not lines:
        yield f"standings.csv: no standing for {ref_area}"
        return
    for (_, earlier), (row, later) in pairwise(lines):
        if earlier.valid_to is None or later.valid_from != earlier.valid_to + _DAY:
            yield f"{row.place}: standings of {ref_area} overlap or leave a gap"
    row, last = lines[-1]
    if unit_set and (lines[0][1].valid_from, last.valid_to) != (unit_set.valid_from, unit_set.valid_to):
        yield f"{row.place}: standings of {ref_area} do not fill the life of set {unit_set.code}"


def check_successions(
    successions: list[tuple[Row, Succession]], units: Mapping[str, Unit], unit_sets: Mapping[str, UnitSet]
) -> Iterator[str]:
    """Yield a fault for a succession that does not fit its units, and for a unit without origin or without heir."""
    heirs = Counter(old for _, succession in successions for old in succession.predecessors)
    for row, succession in successions:
        named = (succession.successor, *succession.predecessors, succession.ceded_to or succession.successor)
        unknown = [ref for ref in named if ref not in units]
        if unknown:
            yield f"{row.place}: unknown ref_area: {' '.join(unknown)}"
            continue
        for message in (*_misdated(succession, units, unit_sets), *_misshapen(succession, heirs)):
            yield f"{row.place}: {message}"
    if not unit_sets:
        return
    origins = Counter(succession.successor for _, succession in successions)
    oldest, newest = _ends(unit_sets)
    for ref_area, unit in units.items():
        if origins[ref_area] != (unit.unit_set != oldest):
            yield f"successions.csv: {ref_area} is a successor {origins[ref_area]} times"
        if not heirs[ref_area] and unit.unit_set != newest:
            yield f"successions.csv: {ref_area} has no successor"


def _ends(unit_sets: Mapping[str, UnitSet]) -> tuple[str, str]:
    in_order = sorted(unit_sets, key=lambda code: unit_sets[code].valid_from)
    return in_order[0], in_order[-1]


def _misdated(succession: Succession, units: Mapping[str, Unit], unit_sets: Mapping[str, UnitSet]) -> Iterator[str]:
    begins: dict[date, str] = {unit_set.valid_from: code for code, unit_set in unit_sets.items()}
    ends: dict[date, str] = {us.valid_to + _DAY: code for code, us in unit_sets.items() if us.valid_to}
    if units[succession.successor].unit_set != begins.get(succession.effective):
        yield f"no set of {succession.successor} begins on {succession.effective}"
    for old in succession.predecessors:
        if units[old].unit_set != ends.get(succession.effective):
            yield f"predecessor {old} is not of the set that ends before {succession.effective}"


def _misshapen(succession: Succession, heirs: Counter[str]) -> Iterator[str]:
    merged = succession.kind is SuccessionKind.MERGED
    if (len(succession.predecessors) > 1) != merged or not succession.predecessors:
        yield f"{succession.kind} does not fit {len(succession.predecessors)} predecessors"
    if (succession.kind is SuccessionKind.ADJUSTED) != bool(succession.ceded_to):
        yield f"ceded_to says who gained what an adjusted unit gave away, {succession.kind} has {succession.ceded_to!r}"
    for old in succession.predecessors:
        if (heirs[old] > 1) != (succession.kind is SuccessionKind.SPLIT):
            yield f"{succession.kind} does not fit {heirs[old]} successors of {old}"
    for shares in (succession.population_shares, succession.area_shares):
        if not shares:
            continue
        if len(shares) != len(succession.predecessors) or abs(sum(shares) - 1) > _SHARE_TOLERANCE:
            yield "there must be one share per predecessor, and their sum must be 1"
