"""Places of units on a map of equal tiles; the tiles are set by hand, nothing is computed from borders."""

from collections.abc import Mapping
from dataclasses import dataclass

Place = tuple[int, int]  # row from the north, column from the west, from 0


@dataclass(frozen=True)
class TileGrid:
    """One tile per unit of a set and one at sea per archipelago, by the unit the archipelago belongs to."""

    unit_set: str
    units: Mapping[str, Place]
    archipelagos: Mapping[str, Place]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return 1 + max(row for row, _ in self._places)

    @property
    def columns(self) -> int:
        """How many columns there are, those at sea included."""
        return 1 + max(column for _, column in self._places)

    @property
    def _places(self) -> tuple[Place, ...]:
        return (*self.units.values(), *self.archipelagos.values())
