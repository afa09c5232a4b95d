"""Tables that name their areas by code alone: only a column whose header announces codes is ever taken for one."""

from lib.intake.axis import Axis
from lib.intake.grid import Grid, is_empty
from lib.intake.roles import is_code_header
from lib.intake.setting import Setting
from lib.intake.sheets import Cell
from lib.model.gazetteer import folded

_SAMPLE = 3_000  # rows
_HEADER_DEPTH = 15  # rows in which a header may stand


def find_code_axis(grid: Grid, setting: Setting) -> Axis | None:
    """Return the column of ids such as 63-56, or of codes under a header such as “Mã tỉnh”, or None."""
    for place in range(grid.width):
        ids = sum(cell in setting.gazetteer.units for cell in grid.column(place, 0, _SAMPLE) if isinstance(cell, str))
        if ids > len(grid.rows[:_SAMPLE]) / 2:
            return Axis(grid, (place,), ids, by_code=True)
        header = next((row for row in range(min(_HEADER_DEPTH, len(grid.rows))) if _announces(grid, row, place)), None)
        if header is None:
            continue
        cells = [cell for cell in grid.column(place, header + 1, header + 1 + _SAMPLE) if not is_empty(cell)]
        known = sum(bool(setting.coded(cell)) for cell in cells)
        schemes = setting.areas.code_schemes([cell for cell in cells if isinstance(cell, str | int | float)])
        doubtful = "pci" in schemes and not _is_official(grid.rows[header][place])
        if cells and known > len(cells) / 2 and not doubtful:
            return Axis(grid, (place,), known, by_code=True)
    return None


def _is_official(header: Cell) -> bool:
    """Whether a header means the codes of the statistics office, not just any numbers."""
    return any(word in folded(str(header)) for word in ("mã", "ma ", "ma_", "gso", "matinh"))


def _announces(grid: Grid, row: int, place: int) -> bool:
    cell = grid.rows[row][place]
    return isinstance(cell, str) and is_code_header(cell)
