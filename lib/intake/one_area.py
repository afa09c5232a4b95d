"""Tables of one unit, without a column of areas: the unit is asked for, then stands beside every row of figures."""

from collections.abc import Sequence

from lib.intake.areas import AreaKind, AreaLabel
from lib.intake.axis import Axis
from lib.intake.grid import Grid, is_empty
from lib.intake.header_rows import AREA_HEADERS
from lib.intake.roles import Columns, Role
from lib.intake.setting import Setting
from lib.intake.sheets import Cell
from lib.intake.table_context import TableContext
from lib.model.gazetteer import folded
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

_TOP = 12  # rows in which a table may say whose it is


def one_area_axis(grid: Grid, context: TableContext) -> Axis:
    """Return the grid with the answered unit in a column of its own behind the last one.

    Raises the question whose table it is where title, sheet or file name a unit, RefusedError where nothing does.
    """
    setting = context.setting
    rows = [_has_figures(row, setting) for row in grid.rows]
    if not any(rows):
        raise context.findings.refuse(_nothing(grid))
    answer = context.answers.of(QuestionName.AREA)
    label = _label(answer, setting) if answer else None
    if label is None:
        raise _ask(grid, context)
    widened = [[*row, label if filled else None] for row, filled in zip(grid.rows, rows, strict=True)]
    wide = Grid(widened, grid.lines, grid.name, grid.merged, grid.percent)
    return Axis(wide, (grid.width,), sum(rows), one_area=True)


def with_indicator_column(columns: Columns) -> Columns:
    """Take the first column of words as the names of the indicators, where periods stand over the figures."""
    texts = columns.places(Role.TEXT)
    over = any(columns.names[place].period is not None for place in columns.places(Role.VALUE))
    if columns.places(Role.INDICATOR) or not texts or not (over or columns.places(Role.PERIOD)):
        return columns
    found = [Role.INDICATOR if place == texts[0] else role for place, role in enumerate(columns.roles)]
    return Columns(columns.shape, columns.names, found)


def _nothing(grid: Grid) -> IssueCode:
    heads = {folded(str(cell)) for row in grid.rows for cell in row if isinstance(cell, str)}
    begins = next((n for n, row in enumerate(grid.rows) if _is_headed(row)), len(grid.rows))
    below = any(not is_empty(cell) for row in grid.rows[begins + 1 :] for cell in row)
    if heads & AREA_HEADERS:
        return IssueCode.NO_NUMERIC_COLUMN if below else IssueCode.NO_ROWS
    words = sum(not is_empty(cell) for row in grid.rows for cell in row)
    if grid.width < 2 or words < 4:
        return IssueCode.FORMAT_ERROR
    return IssueCode.NO_NUMERIC_COLUMN


def _is_headed(row: Sequence[Cell]) -> bool:
    return any(isinstance(cell, str) and folded(cell) in AREA_HEADERS for cell in row)


def _has_figures(row: Sequence[Cell], setting: Setting) -> bool:
    figures = [cell for cell in row if setting.is_figure(cell) and setting.period(cell) is None]
    return bool(figures)


def _label(answer: str, setting: Setting) -> str | None:
    if answer in setting.gazetteer.units:
        return setting.gazetteer.units[answer].label.vi
    return answer if setting.areas.label(answer).kind is AreaKind.UNIT else None


def _ask(grid: Grid, context: TableContext) -> Exception:
    texts = [str(cell) for row in grid.rows[:_TOP] for cell in row if isinstance(cell, str) and cell]
    named = [label for text in (*texts, context.sheet, context.file_stem) for label in _units_in(text, context.setting)]
    if not named:
        return context.findings.refuse(IssueCode.AREA_COLUMN_NOT_FOUND)
    choices = {label.text: Choice(_newest_name(label, context.setting), label.text) for label in named}
    question = OpenQuestion(QuestionName.AREA, tuple(choices.values()), quote=" | ".join(texts[:2]), open_ended=True)
    return context.findings.ask(question, IssueCode.AREA_COLUMN_NOT_FOUND)


def _newest_name(label: AreaLabel, setting: Setting) -> str:
    newest = next(unit_set for unit_set in setting.gazetteer.newest_first if unit_set in label.units)
    return setting.gazetteer.units[label.units[newest]].label.vi


def _units_in(text: str, setting: Setting) -> list[AreaLabel]:
    """Return the units a longer text names word for word, longest names first."""
    words = text.replace(",", " ").replace("-", " ").split()
    found: list[AreaLabel] = []
    for size in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            label = setting.areas.label(" ".join(words[start : start + size]))
            if label.kind is AreaKind.UNIT and not any(label.text in other.text for other in found):
                found.append(label)
    return found
