"""Where in a sheet the areas stand: in which column, or in which row. Reads labels, decides no unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.intake.areas import AreaKind
from lib.intake.grid import Grid
from lib.intake.setting import Setting
from lib.intake.sheets import Cell

_SAMPLE = 1_500  # rows
_MOSTLY = 0.5  # of the words of a column, its header among them
_WIDEST_TURN = 2_000  # rows that could become columns
_PLACED = {AreaKind.UNIT, AreaKind.AGGREGATE, AreaKind.DAMAGED, AreaKind.AMBIGUOUS}


@dataclass(frozen=True)
class Axis:
    """A grid whose areas stand in columns `places`, left to right: several side by side, or the same names twice.

    `strength` is how many units stand beside figures; `by_code` when codes alone tell the areas.
    """

    grid: Grid
    places: tuple[int, ...]
    strength: int
    by_code: bool = False
    one_area: bool = False


def find_axis(grid: Grid, setting: Setting) -> Axis | None:
    """Return where the areas stand, or None when no column and no row holds names of areas beside figures."""
    upright = _axis(grid, setting)
    if len(grid.rows) > _WIDEST_TURN:
        return upright
    lying = _axis(grid.transposed(), setting)
    if upright is None or (lying is not None and lying.strength > upright.strength):
        return lying
    return upright


def both_ways(grid: Grid, setting: Setting) -> tuple[Axis, Axis] | None:
    """Return the two readings of a sheet with three areas or more on both of its sides, or None."""
    if len(grid.rows) > _WIDEST_TURN:
        return None
    upright, lying = _axis(grid, setting), _axis(grid.transposed(), setting)
    if upright is None or lying is None or min(upright.strength, lying.strength) < 3:
        return None
    return upright, lying


def _axis(grid: Grid, setting: Setting) -> Axis | None:
    rows = grid.rows[:_SAMPLE]
    figures = [any(setting.fills(cell) for cell in row) for row in rows]
    strengths = {place: _strength(rows, figures, place, setting) for place in range(grid.width)}
    best = max(strengths.values(), default=0)
    if best == 0:
        return None
    strong = [place for place, strength in strengths.items() if strength >= max(1, best / 2)]
    weak = [place for place, strength in strengths.items() if strength and place > strong[0]]
    short = [place for place in weak if place not in strong and _is_of_names(rows, place, setting)]
    return Axis(grid, tuple(sorted({*strong, *short})), best)


def _is_of_names(rows: Sequence[Sequence[Cell]], place: int, setting: Setting) -> bool:
    """Whether most words of a column are names of areas: the labels of a shorter table beside the first one."""
    words = [row[place] for row in rows if isinstance(row[place], str) and not setting.fills(row[place])]
    named = sum(stands_for_area(cell, setting) for cell in words if cell)
    return named >= _MOSTLY * sum(bool(cell) for cell in words)


def _strength(rows: Sequence[Sequence[Cell]], figures: Sequence[bool], place: int, setting: Setting) -> int:
    """Return how many different units a column names beside figures."""
    units = set()
    for row, has_figures in zip(rows, figures, strict=True):
        label = setting.area(row[place]) if has_figures else None
        if label is not None and label.kind is AreaKind.UNIT:
            units.add(tuple(label.units.items()))
    return len(units)


def stands_for_area(cell: Cell, setting: Setting) -> bool:
    """Whether a cell names a unit, a group of units, or something that was one before its letters were lost."""
    return setting.area(cell).kind in _PLACED
