"""How the units of one set reach those of a later one: which lie in which, and where land came or went in between."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lib.model.gazetteer import Gazetteer
from lib.model.unit import Succession, SuccessionKind

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Crossing:
    """The way from `source_set` to `unit_set`; arrays are in the order of `targets`.

    `inside[target, source]` is 1 where the source's land lies in the target. `same`: the target is the very territory
    of its one source; `adjusted`: but for a border change; `whole`: no source lies in another target as well;
    `settled`: no border change on the way moved land into or out of the target, so that counts on the land add up.
    """

    source_set: str
    unit_set: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    inside: npt.NDArray[np.float64]
    same: Flags
    adjusted: Flags
    whole: Flags
    settled: Flags

    @cached_property
    def size(self) -> npt.NDArray[np.float64]:
        """How many sources lie in each target."""
        return np.asarray(self.inside.sum(axis=1), dtype=np.float64)

    def sources_of(self, place: int) -> tuple[str, ...]:
        """Return the ids of the sources in the target at `place`."""
        return tuple(source for source, within in zip(self.sources, self.inside[place], strict=True) if within)


def crossing(gazetteer: Gazetteer, source_set: str, unit_set: str) -> Crossing:
    """Return the way from one unit set to a later one; UnknownCodeError for a set that is not known."""
    sources = tuple(unit.ref_area for unit in gazetteer.members(source_set))
    targets = tuple(unit.ref_area for unit in gazetteer.members(unit_set))
    past = {target: gazetteer.forebears(target, source_set) for target in targets}
    place = {source: number for number, source in enumerate(sources)}
    inside = np.zeros((len(targets), len(sources)))
    for row, target in enumerate(targets):
        inside[row, [place[source] for source in past[target]]] = 1.0
    stirred = _stirred(gazetteer, source_set, unit_set)
    same = [gazetteer.counterpart(target, source_set) is not None for target in targets]
    near = [gazetteer.counterpart(target, source_set, adjusted=True) is not None for target in targets]
    whole = [all(gazetteer.heirs(old, unit_set) == (target,) for old in past[target]) for target in targets]
    return Crossing(
        source_set,
        unit_set,
        sources,
        targets,
        inside,
        np.array(same),
        np.array(near) & ~np.array(same),
        np.array(whole),
        np.array([target not in stirred for target in targets]),
    )


def _stirred(gazetteer: Gazetteer, source_set: str, unit_set: str) -> set[str]:
    """Return the targets whose land a border change on the way made larger or smaller."""
    first, last = gazetteer.unit_sets[source_set].valid_from, gazetteer.unit_sets[unit_set].valid_from
    stirred: set[str] = set()
    for succession in gazetteer.successions:
        if succession.kind is SuccessionKind.ADJUSTED and first < succession.effective <= last:
            stirred |= _moved_between(succession, gazetteer, unit_set)
    return stirred


def _moved_between(succession: Succession, gazetteer: Gazetteer, unit_set: str) -> set[str]:
    giver = set(gazetteer.heirs(succession.successor, unit_set))
    gainer = set(gazetteer.heirs(succession.ceded_to, unit_set))
    return giver ^ gainer  # what moved within one later unit changes nothing for it
