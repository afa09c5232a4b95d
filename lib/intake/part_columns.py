"""Columns that say a part of the year beside a column of years: Tháng, Quý, or words such as “6 tháng đầu năm”."""

from lib.intake.grid import is_empty
from lib.intake.period_headers import PARTS_OF_YEAR, part_of
from lib.intake.periods import read_part
from lib.intake.roles import Columns, Role
from lib.intake.sheets import Cell
from lib.model.gazetteer import folded

_MAY_BE = {Role.VALUE, Role.PERIOD, Role.TEXT, Role.RANK}


def with_parts(columns: Columns) -> Columns:
    """Return the columns with parts of the year told from figures and words.

    Months alone, whose year stands in the title, are the column of periods themselves.
    """
    found = list(columns.roles)
    for place, role in enumerate(found):
        cells = _cells(columns, place) if role in _MAY_BE else set()
        if not cells:
            continue
        header = folded(columns.names[place].parts[-1]) if columns.names[place].parts else ""
        beside = any(known is Role.PERIOD for other, known in enumerate(found) if other != place)
        headed = header in PARTS_OF_YEAR and all(part_of(header, cell) is not None for cell in cells)
        worded = beside and all(isinstance(cell, str) and read_part(cell) is not None for cell in cells)
        if headed or worded:
            found[place] = Role.PART if beside else Role.PERIOD
    return Columns(columns.shape, columns.names, found)


def _cells(columns: Columns, place: int) -> set[Cell]:
    shape = columns.shape
    return {cell for cell in set(shape.grid.column(place, shape.first, shape.last)) if not is_empty(cell)}
