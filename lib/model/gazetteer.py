"""All units, sets, regions and successions together, and the look-ups everybody asks: by name, by territory, by set."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lib.model.errors import UnknownCodeError
from lib.model.unit import Region, Succession, SuccessionKind, Unit, UnitSet


def folded(name: str) -> str:
    """Return a name for comparing: NFC, single spaces, one kind of dash, casefolded; diacritics are kept."""
    text = unicodedata.normalize("NFC", name).replace("–", "-").replace("—", "-").replace("\u00d0", "Đ")
    return " ".join(text.replace(" - ", "-").split()).casefold()


@dataclass(frozen=True)
class Gazetteer:
    """The units by `ref_area`, in code order; `aliases` maps folded names to ref_areas by unit set."""

    units: Mapping[str, Unit]
    unit_sets: Mapping[str, UnitSet]
    regions: Mapping[str, Region]
    successions: tuple[Succession, ...]
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def unit(self, ref_area: str) -> Unit:
        """Return the unit with this id; UnknownCodeError otherwise."""
        if ref_area not in self.units:
            raise UnknownCodeError("unit", ref_area, self.units)
        return self.units[ref_area]

    def members(self, unit_set: str) -> tuple[Unit, ...]:
        """Return the units of a set in code order."""
        if unit_set not in self.unit_sets:
            raise UnknownCodeError("unit_set", unit_set, self.unit_sets)
        return tuple(unit for unit in self.units.values() if unit.unit_set == unit_set)

    def find(self, text: str, unit_set: str) -> Unit | None:
        """Return the unit of a set that `text` names (id, code, name or alias), or None."""
        ref_area = text if text in self.units else f"{unit_set}-{text}"
        if ref_area not in self.units:
            ref_area = self.aliases.get(unit_set, {}).get(folded(text), "")
        unit = self.units.get(ref_area)
        return unit if unit is not None and unit.unit_set == unit_set else None

    def find_anywhere(self, text: str) -> tuple[Unit, ...]:
        """Return every unit that `text` names, newest unit set first; UnknownCodeError when there is none."""
        found = [self.find(text, unit_set) for unit_set in self.newest_first]
        units = tuple(unit for unit in found if unit is not None)
        if not units:
            raise UnknownCodeError("unit", text, [unit.label.vi for unit in self.units.values()])
        return units

    @cached_property
    def newest_first(self) -> tuple[str, ...]:
        """Codes of the unit sets, the one in force first."""
        return tuple(sorted(self.unit_sets, key=lambda code: self.unit_sets[code].valid_from, reverse=True))

    @cached_property
    def came_from(self) -> Mapping[str, tuple[Succession, ...]]:
        """Successions by successor."""
        return _grouped((succession.successor, succession) for succession in self.successions)

    @cached_property
    def went_to(self) -> Mapping[str, tuple[Succession, ...]]:
        """Successions by predecessor."""
        return _grouped((old, succession) for succession in self.successions for old in succession.predecessors)

    def lineage(self, ref_area: str, *, adjusted: bool = False) -> tuple[str, ...]:
        """Return the ids under which one territory was known, oldest first; `adjusted`: across border changes too."""
        kinds = {SuccessionKind.UNCHANGED, SuccessionKind.ADJUSTED} if adjusted else {SuccessionKind.UNCHANGED}
        earlier, later = [], []
        here = ref_area
        while (old := _same(self.came_from.get(here, ()), kinds, forward=False)) is not None:
            earlier.append(old)
            here = old
        here = ref_area
        while (new := _same(self.went_to.get(here, ()), kinds, forward=True)) is not None:
            later.append(new)
            here = new
        return (*reversed(earlier), ref_area, *later)

    def counterpart(self, ref_area: str, unit_set: str, *, adjusted: bool = False) -> str | None:
        """Return the unit of `unit_set` with the same territory, or None where the territory changed."""
        for other in self.lineage(ref_area, adjusted=adjusted):
            if self.units[other].unit_set == unit_set:
                return other
        return None

    def heirs(self, ref_area: str, unit_set: str) -> tuple[str, ...]:
        """Return the units of a later `unit_set` that hold the territory of `ref_area` (itself if one of them)."""
        if self.units[ref_area].unit_set == unit_set:
            return (ref_area,)
        steps = [succession.successor for succession in self.went_to.get(ref_area, ())]
        return tuple(dict.fromkeys(heir for step in steps for heir in self.heirs(step, unit_set)))

    def forebears(self, ref_area: str, unit_set: str) -> tuple[str, ...]:
        """Return the units of an earlier `unit_set` whose territory went into `ref_area` (itself if one)."""
        if self.units[ref_area].unit_set == unit_set:
            return (ref_area,)
        steps = [old for succession in self.came_from.get(ref_area, ()) for old in succession.predecessors]
        return tuple(dict.fromkeys(old for step in steps for old in self.forebears(step, unit_set)))


def _grouped(pairs: Iterable[tuple[str, Succession]]) -> dict[str, tuple[Succession, ...]]:
    groups: dict[str, tuple[Succession, ...]] = {}
    for key, succession in pairs:
        groups[key] = (*groups.get(key, ()), succession)
    return groups


def _same(successions: tuple[Succession, ...], kinds: set[SuccessionKind], *, forward: bool) -> str | None:
    for succession in successions:
        if succession.kind in kinds:
            return succession.successor if forward else succession.predecessors[0]
    return None
