"""Reporting periods as SDMX writes them (TIME_PERIOD, FREQ): years, half-years, quarters, months."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering


class Frequency(StrEnum):
    """SDMX FREQ: annual, half-yearly, quarterly, monthly."""

    A = "A"
    S = "S"
    Q = "Q"
    M = "M"

    @property
    def per_year(self) -> int:
        """How many periods of this frequency make a year."""
        return {"A": 1, "S": 2, "Q": 4, "M": 12}[self.value]


_PATTERN = re.compile(r"(\d{4})(?:-(?:([SHQ])(\d)|(\d{2})))?")
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


@total_ordering
@dataclass(frozen=True)
class Period:
    """One reporting period; `number` counts within the year from 1. Periods sort by their end, the longer one last."""

    year: int
    frequency: Frequency = Frequency.A
    number: int = 1

    def __post_init__(self) -> None:
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR or not 1 <= self.number <= self.frequency.per_year:
            raise ValueError(f"no such period: {self.year} {self.frequency} {self.number}")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2024`, `2024-S1` (also `2024-H1`), `2024-Q3` or `2024-07`; ValueError for anything else."""
        match = _PATTERN.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(f"not a period (2024, 2024-S1, 2024-Q3, 2024-07): {text!r}")
        year, letter, part, month = match.groups()
        if letter:
            return cls(int(year), Frequency(letter.replace("H", "S")), int(part))
        return cls(int(year), Frequency.M, int(month)) if month else cls(int(year))

    def __str__(self) -> str:
        if self.frequency is Frequency.A:
            return str(self.year)
        if self.frequency is Frequency.M:
            return f"{self.year}-{self.number:02d}"
        return f"{self.year}-{self.frequency}{self.number}"

    def __lt__(self, other: "Period") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, int]:
        return self.year, self.number * self._months, -self.frequency.per_year

    @property
    def _months(self) -> int:
        return 12 // self.frequency.per_year

    @property
    def start(self) -> date:
        """First day of the period."""
        return date(self.year, (self.number - 1) * self._months + 1, 1)

    @property
    def end(self) -> date:
        """Last day of the period."""
        month = self.number * self._months
        return date(self.year, month, monthrange(self.year, month)[1])

    def shifted(self, steps: int) -> "Period":
        """Return the period `steps` later (earlier when negative) at the same frequency."""
        index = self.year * self.frequency.per_year + self.number - 1 + steps
        year, number = divmod(index, self.frequency.per_year)
        return Period(year, self.frequency, number + 1)

    def previous(self) -> "Period":
        """Return the period just before, of the same frequency."""
        return self.shifted(-1)

    def year_before(self) -> "Period":
        """Return the same period of the year before (cùng kỳ)."""
        return Period(self.year - 1, self.frequency, self.number)
