"""Rows that do not fit their table: more or fewer cells than the header, one figure merged over several places."""

import numpy as np
from numpy.typing import NDArray

from lib.intake.grid import is_empty
from lib.intake.numbers import looks_numeric
from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.model.issue import IssueCode


def torn_rows(columns: Columns, context: TableContext) -> NDArray[np.bool_]:
    """Return the body rows written with more cells than the header has: a decimal comma may have torn a number.

    Rows with fewer cells are taken as far as they go, and said.
    """
    shape = columns.shape
    torn = np.zeros(shape.last - shape.first, dtype=bool)
    if not shape.grid.widths or not shape.header or shape.grid.turned:
        return torn
    wanted = max(shape.grid.widths[row] for row in shape.header)
    widths = np.asarray(shape.grid.widths[shape.first : shape.last])
    odd = [int(place) for place in np.flatnonzero(widths != wanted)]
    if len(odd) == len(widths):
        _refuse_shifted(columns, wanted, context)
    for place in odd:
        row = shape.first + place
        cells, written = shape.grid.rows[row], shape.grid.widths[row]
        if row in shape.repeated or is_empty(cells[shape.area]):
            continue
        line = shape.grid.where(row, shape.area)[0]
        if written > wanted and any(looks_numeric(cell) for cell in cells[wanted - 1 :] if not is_empty(cell)):
            torn[place] = True
            context.findings.add(IssueCode.EXTRA_CELL, [line], refuses=True, n=written, m=wanted)
        elif written < wanted:
            context.findings.add(IssueCode.MISSING_CELL, [line], n=written, m=wanted)
    return torn


def _refuse_shifted(columns: Columns, wanted: int, context: TableContext) -> None:
    """Refuse a table whose rows all have fewer cells than the header: a comma in a heading has moved the headings."""
    shape = columns.shape
    rows = [row for row in range(shape.first, shape.last) if not is_empty(shape.grid.rows[row][shape.area])]
    short = [row for row in rows if shape.grid.widths[row] < wanted]
    headed = [place for place in range(wanted) if columns.names[place].parts] if wanted <= shape.grid.width else []
    widest = max((shape.grid.widths[row] for row in rows), default=0)
    if len(rows) > 1 and len(short) == len(rows) and headed and headed[-1] >= widest:
        lines = [shape.grid.where(row, shape.area)[0] for row in rows]
        written = str(shape.grid.widths[rows[0]])
        raise context.findings.refuse(IssueCode.MISSING_CELL, lines, n=written, m=str(wanted))


def shared_rows(columns: Columns, place: int) -> NDArray[np.bool_]:
    """Return the body rows whose figure is merged over several rows, or over several columns of figures."""
    shape = columns.shape
    shared = np.zeros(shape.last - shape.first, dtype=bool)
    values = set(columns.places(Role.VALUE))
    for top, left, bottom, right in shape.grid.merged:
        if not left <= place <= right or bottom < shape.first or top >= shape.last:
            continue
        if bottom > top or len(values & set(range(left, right + 1))) > 1:
            shared[max(top, shape.first) - shape.first : bottom - shape.first + 1] = True
    return shared
