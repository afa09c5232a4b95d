"""A sheet as a rectangle of cleaned cells that knows where each cell stands in the clerk's file. Decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lib.intake.sheets import Cell, column_letter

Span = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0, the last ones included."""


@dataclass(frozen=True)
class Grid:
    """Rows of equal width; `lines` are the row numbers of the file; `turned` when rows and columns were exchanged."""

    rows: list[list[Cell]]
    lines: Sequence[int]
    name: str = ""
    merged: tuple[Span, ...] = ()
    percent: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    turned: bool = False
    widths: Sequence[int] = ()  # of a text file: with how many cells each row was written

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, place: int, first: int = 0, last: int | None = None) -> list[Cell]:
        """Return the cells of one column from row `first` up to, without, `last`."""
        return [row[place] for row in self.rows[first:last]]

    def filled(self, place: int, first: int, last: int) -> list[Cell]:
        """Return the cells of a column, each merged cell repeated over the rows it covers."""
        cells = self.column(place, first, last)
        for top, left, bottom, right in self.merged:
            if left <= place <= right and bottom > top and first <= top < last:
                for row in range(top, min(bottom + 1, last)):
                    cells[row - first] = self.rows[top][left]
        return cells

    def letter(self, place: int) -> str:
        """Return the letter of a column as Excel shows it; of a turned grid it is the number of the file's row."""
        return str(self.lines[place]) if self.turned else column_letter(place)

    def where(self, row: int, place: int) -> tuple[int, str]:
        """Return row number and column letter of a cell in the file."""
        if self.turned:
            return self.lines[place], column_letter(row)
        return self.lines[row], column_letter(place)

    def part(self, first: int, last: int) -> "Grid":
        """Return rows `first` up to, without, `last` as a grid of its own (not of a turned grid)."""
        inside = tuple((a - first, b, c - first, d) for a, b, c, d in self.merged if first <= a and c < last)
        percent = frozenset((row - first, place) for row, place in self.percent if first <= row < last)
        return Grid(self.rows[first:last], self.lines[first:last], self.name, inside, percent)

    def transposed(self) -> "Grid":
        """Return the grid with rows and columns exchanged; places still refer to the file."""
        rows = [list(column) for column in zip(*self.rows, strict=True)]
        merged = tuple((b, a, d, c) for a, b, c, d in self.merged)
        percent = frozenset((place, row) for row, place in self.percent)
        return Grid(rows, self.lines, self.name, merged, percent, turned=not self.turned)


def is_empty(cell: Cell) -> bool:
    """Whether nothing is written in a cell."""
    return cell is None or cell == ""


def squared(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return rows of equal width, without empty columns at the right end."""
    used = max((_used(row) for row in rows), default=0)
    return [row if len(row) == used else [*row[:used], *[None] * (used - len(row))] for row in rows]


def worded(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows of a workbook with TRUE and FALSE as words: wherever cells are compared, True equals 1."""
    return [[str(cell).upper() if isinstance(cell, bool) else cell for cell in row] for row in rows]


def _used(row: list[Cell]) -> int:
    width = len(row)
    while width and (row[width - 1] is None or row[width - 1] == ""):
        width -= 1
    return width
