"""What a name may mean, by spelling: units per unit set, aggregates, places that are no unit. Knows no grammar."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path

from lib.intake.area_names import Rank, name_key, ranked, without_marks, without_tones
from lib.intake.gazetteer_rows import Row, read_rows
from lib.model.errors import DataError
from lib.model.gazetteer import Gazetteer
from lib.model.unit import Unit

AGGREGATES = ("country", "region", "total", "statistic", "rest", "group")
_KINDS = ("word", "city", "ambiguous", "foreign")


@dataclass(frozen=True)
class Meaning:
    """What one spelling stands for: `units` by unit set if it names a unit, `candidates` if it may name several."""

    units: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    aggregate: str = ""
    is_foreign: bool = False
    is_city: bool = False  # a city within a province whose name is also used for the province


@dataclass(frozen=True)
class AreaIndex:
    """Meanings by key; a text without diacritics finds the names whose bare form it is, if they agree."""

    gazetteer: Gazetteer
    meanings: Mapping[str, Meaning]

    def meaning(self, key: str) -> Meaning | None:
        """Return what a key stands for, without regard to rank."""
        return self.meanings.get(key)

    def ranked_meaning(self, key: str, rank: Rank) -> Meaning | None:
        """Return what a name called a province or a city stands for; None if the name is unknown.

        A province's name called a city is the provincial city of that name until shown otherwise, so it is ambiguous,
        unless the unit itself is a city from the first day of the unit set in force.
        """
        meaning = self.meanings.get(key)
        if meaning is None or not (meaning.units or meaning.candidates):
            return None
        if rank is Rank.CITY and meaning.is_city:
            return Meaning(is_foreign=True)
        if not meaning.units:
            return meaning
        units = {code: ref for code, ref in meaning.units.items() if rank in self.ranks[ref]}
        if rank is Rank.PROVINCE:
            return Meaning(units or meaning.units)
        newest = self.gazetteer.newest_first[0]
        if newest in units and Rank.PROVINCE not in self.ranks[units[newest]]:
            return Meaning(units)
        return Meaning(candidates=(self.newest(meaning.units.values()),))

    def newest(self, ref_areas: Iterable[str]) -> str:
        """Return the one of the newest unit set."""
        order = self.gazetteer.newest_first
        return min(ref_areas, key=lambda ref: order.index(self.gazetteer.units[ref].unit_set))

    def as_candidates(self, ref_areas: Iterable[str]) -> tuple[str, ...]:
        """Return one id per name, that of the newest unit set that has the name, in code order."""
        by_name: dict[str, list[str]] = {}
        for ref in ref_areas:
            name = self.gazetteer.units[ref].label.vi
            by_name.setdefault("Huế" if name == "Thừa Thiên Huế" else name, []).append(ref)
        return tuple(sorted((self.newest(refs) for refs in by_name.values()), key=lambda ref: ref[3:]))

    @cached_property
    def ranks(self) -> Mapping[str, frozenset[Rank]]:
        """What each unit has been called within its own set: province, city or both."""
        return {
            ref: frozenset(Rank.CITY if standing.is_city else Rank.PROVINCE for standing in unit.standings)
            for ref, unit in self.gazetteer.units.items()
        }

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the units called a name, newest first, by that name as the gazetteer writes it."""
        named: dict[str, list[str]] = {}
        for unit_set in self.gazetteer.newest_first:
            for unit in self.gazetteer.members(unit_set):
                named.setdefault(unit.label.vi, []).append(unit.ref_area)
        return {name: tuple(refs) for name, refs in named.items()}


def build_index(gazetteer: Gazetteer, folder: Path) -> AreaIndex:
    """Put together gazetteer, `aggregates.csv` and `spellings.csv` of `folder`; DataError names faulty lines."""
    faults: list[str] = []
    aggregates = read_rows(folder / "aggregates.csv", ["spelling", "aggregate"], faults)
    spellings = read_rows(folder / "spellings.csv", ["spelling", "kind", "meaning"], faults)
    by_name = _by_name(gazetteer)
    _check(aggregates, spellings, by_name)
    if faults:
        raise DataError(faults)
    found = _Found()
    words = [(name_key(row["spelling"]), name_key(row["meaning"])) for row in spellings if row["kind"] == "word"]
    for key, unit in _unit_names(gazetteer, words):
        found.add_unit(key, unit)
    names = [name for region in gazetteer.regions.values() for name in (region.label.vi, region.label.en)]
    pairs = [(name, "region") for name in names] + [(row["spelling"], row["aggregate"]) for row in aggregates]
    for name, aggregate in pairs:
        found.add(name_key(name), Meaning(aggregate=aggregate))
    for row in (row for row in spellings if row["kind"] != "word"):
        found.add(name_key(row["spelling"]), _spelled(row, by_name))
    return AreaIndex(gazetteer, found.meanings(gazetteer))


def _by_name(gazetteer: Gazetteer) -> dict[str, list[str]]:
    by_name: dict[str, list[str]] = {}
    for unit in gazetteer.units.values():
        by_name.setdefault(unit.label.vi, []).append(unit.ref_area)
    return by_name


def _check(aggregates: list[Row], spellings: list[Row], by_name: Mapping[str, list[str]]) -> None:
    for row in aggregates:
        if row["aggregate"] not in AGGREGATES:
            row.fault(f"aggregate must be one of {', '.join(AGGREGATES)}: {row['aggregate']!r}")
    for row in spellings:
        if row["kind"] not in _KINDS:
            row.fault(f"kind must be one of {', '.join(_KINDS)}: {row['kind']!r}")
        elif row["kind"] in ("city", "ambiguous") and row["meaning"] not in by_name:
            row.fault(f"no unit is called {row['meaning']!r}")


def _spelled(row: Row, by_name: Mapping[str, list[str]]) -> Meaning:
    refs = tuple(by_name.get(row["meaning"], ()))
    return Meaning(candidates=refs, is_foreign=row["kind"] == "foreign", is_city=row["kind"] == "city")


def _unit_names(gazetteer: Gazetteer, words: list[tuple[str, str]]) -> Iterator[tuple[str, Unit]]:
    """Yield every known name without its rank: labels, full names and aliases, and what exchanged words make."""
    for unit in gazetteer.units.values():
        spellings = _exchanged(unit.label.vi, words)
        for spelling in spellings:
            yield spelling, unit
    for names in gazetteer.aliases.values():
        for name, ref_area in names.items():
            yield _base(name), gazetteer.units[ref_area]


@lru_cache(maxsize=4096)
def _base(name: str) -> str:
    """Return the key of a name without `Tỉnh`, `TP.` and the like; of a unit's own names the whole if that is all."""
    shortest = min((rest for _, rest in ranked(name)), key=len, default="")
    return shortest if len(shortest) > 1 else name_key(name)


def _exchanged(name: str, words: list[tuple[str, str]]) -> list[str]:
    ways = [[key, *(other for other, own in words if own == key)] for key in map(name_key, name.split())]
    return ["".join(way) for way in product(*ways)]


class _Found:
    """Meanings while they are collected; a key that comes to mean two things ends as ambiguous."""

    def __init__(self) -> None:
        self._units: dict[str, dict[str, set[str]]] = {}
        self._others: dict[str, list[Meaning]] = {}

    def add_unit(self, key: str, unit: Unit) -> None:
        for form in {key, without_marks(key), without_tones(key)}:
            self._units.setdefault(form, {}).setdefault(unit.unit_set, set()).add(unit.ref_area)

    def add(self, key: str, meaning: Meaning) -> None:
        for form in {key, without_marks(key)}:
            if meaning not in self._others.setdefault(form, []):
                self._others[form].append(meaning)

    def meanings(self, gazetteer: Gazetteer) -> dict[str, Meaning]:
        meanings = {key: self._of_units(sets) for key, sets in self._units.items()}
        for key, others in self._others.items():
            known = meanings.get(key)
            if known is None and len(others) == 1:
                meanings[key] = others[0]
            else:
                meanings[key] = _several([*others, *([known] if known else [])])
        plain = AreaIndex(gazetteer, {})
        for key, meaning in meanings.items():
            if meaning.candidates:
                refs = plain.as_candidates(meaning.candidates)
                meanings[key] = Meaning(candidates=refs, is_city=meaning.is_city)
        return meanings

    @staticmethod
    def _of_units(sets: Mapping[str, set[str]]) -> Meaning:
        if all(len(refs) == 1 for refs in sets.values()):
            return Meaning({unit_set: next(iter(refs)) for unit_set, refs in sets.items()})
        return Meaning(candidates=tuple(sorted(ref for refs in sets.values() for ref in refs)))


def _several(meanings: list[Meaning]) -> Meaning:
    """Return the one meaning all of them leave: the same aggregate, the first kind of a place, or the candidates."""
    refs = [ref for meaning in meanings for ref in (*meaning.units.values(), *meaning.candidates)]
    if refs:
        return Meaning(candidates=tuple(dict.fromkeys(refs)), is_city=any(meaning.is_city for meaning in meanings))
    return next((meaning for meaning in meanings if meaning.aggregate), meanings[0])
