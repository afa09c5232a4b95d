"""Which places a merged unit can take when only the ranks of its former units are known; what is said is elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class _Extent:
    """The best and the worst rank that a former unit of one new unit can hold; `new` is the new unit's id."""

    new: str
    best: float
    worst: float


def rank_bounds(
    ranks: Mapping[str, int], members: Mapping[str, Sequence[str]], peer_count: int
) -> dict[str, tuple[int, int]]:
    """Return the best and the worst place of each new unit among all of `members`, from ranks over the former units.

    `ranks`: former unit → published rank among `peer_count`; `members`: new unit → its former units. A new unit's
    value is taken to be any mean of its former units' values, so it lies between the best and the worst of them.
    Former units without a told rank hold the ranks nobody else has; where there are more of them than such ranks,
    some are outside the ranking and can stand anywhere. The bounds always hold; they need not be the narrowest.
    """
    former = {unit for units in members.values() for unit in units}
    unknown = former - ranks.keys()
    free = set(range(1, peer_count + 1)) - set(ranks.values())
    outside = len(unknown) > len(free)
    best_free, worst_free = (0, peer_count + 1) if outside else (min(free, default=0), max(free, default=0))
    extents = [
        _Extent(
            new,
            min((ranks.get(unit, best_free) for unit in units), default=float("-inf")),
            max((ranks.get(unit, worst_free) for unit in units), default=float("inf")),
        )
        for new, units in members.items()
    ]
    return {extent.new: _places(extent, extents) for extent in extents}


def _places(own: _Extent, extents: Sequence[_Extent]) -> tuple[int, int]:
    """Return best and worst place: after all that are surely ahead, before all that surely are not."""
    others = [other for other in extents if other.new != own.new]
    ahead = sum(other.worst < own.best for other in others)
    not_ahead = sum(other.best >= own.worst for other in others)
    return 1 + ahead, len(extents) - not_ahead
