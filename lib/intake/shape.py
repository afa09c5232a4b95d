"""What the rows of a sheet are: titles, header, body, notes, and where a second table begins. Knows no column yet."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from lib.intake.areas import AreaKind
from lib.intake.axis import Axis, stands_for_area
from lib.intake.findings import Findings
from lib.intake.grid import Grid, is_empty
from lib.intake.header_rows import AREA_HEADERS, header_above, is_numbering
from lib.intake.indicator_names import is_measure, measure_of
from lib.intake.setting import Setting
from lib.intake.sheets import Cell
from lib.model.gazetteer import folded
from lib.model.handin import Answers, Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode


@dataclass(frozen=True)
class Shape:
    """Row places: header `header` (top to bottom), body from `first` up to, without, `last`, texts around it."""

    grid: Grid
    area: int
    header: tuple[int, ...]
    first: int
    last: int
    titles: tuple[str, ...] = ()
    measure: str = ""
    notes: tuple[str, ...] = ()
    repeated: frozenset[int] = field(default_factory=frozenset)  # rows inside the body that repeat the header


def shapes(axis: Axis, area: int, setting: Setting, answers: Answers, findings: Findings) -> list[Shape]:
    """Return the tables that stand one under the other in a grid, each with its own header.

    Raises a question when the first table has no header, RefusedError when there is a header but no row of figures.
    """
    grid = axis.grid
    names_unit = _coded(setting) if axis.by_code else _named(setting)
    places = _body_places(grid, area, setting, names_unit)
    if places is None:
        raise findings.refuse(IssueCode.NO_ROWS)
    first = _walk_up(grid, area, places[0], setting)
    last = places[1]
    header = _chosen_header(grid, answers, first)
    if header is None:
        header = header_above(grid, area, first)
    if header and max(header) >= first:
        first = max(header) + 1
    found: list[Shape] = []
    begin, rows = first, header
    for row in [*_restarts(grid, area, first, last, header), last + 1]:
        if row > begin:
            found.append(Shape(grid, area, rows, begin, row))
        if row <= last and not _same_row(grid, row, header):
            rows = header_above(grid, area, row + 1) or (row,)
        begin = row + 1
    return _joined(_with_texts(found), header)


def ask_for_header(shape: Shape, findings: Findings) -> None:
    """Ask which row is the header of a table that has none above its first row."""
    rows = range(min(shape.first + 3, len(shape.grid.rows)))
    choices = [Choice(str(shape.grid.where(row, 0)[0]), _quoted(shape.grid.rows[row])) for row in rows]
    question = OpenQuestion(QuestionName.HEADER_ROW, (Choice("0", ""), *choices), open_ended=True)
    raise findings.ask(question, IssueCode.HEADER_NOT_FOUND, [shape.grid.where(shape.first, 0)[0]])


def _quoted(row: Sequence[Cell]) -> str:
    return " | ".join(str(cell) for cell in row if not is_empty(cell))[:160]


def _chosen_header(grid: Grid, answers: Answers, first: int) -> tuple[int, ...] | None:
    answer = answers.of(QuestionName.HEADER_ROW)
    if answer is None:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", answer)]
    if not numbers:
        return None
    wanted = range(numbers[0], numbers[-1] + 1)
    if grid.turned:
        return tuple(number - 1 for number in wanted if 0 < number <= first)
    return tuple(place for place, line in enumerate(grid.lines) if line in wanted)


def _named(setting: Setting) -> Callable[[Cell], bool]:
    return lambda cell: setting.area(cell).kind is AreaKind.UNIT


def _coded(setting: Setting) -> Callable[[Cell], bool]:
    return lambda cell: bool(setting.coded(cell))


def _body_places(grid: Grid, area: int, setting: Setting, names_unit: Callable[[Cell], bool]) -> tuple[int, int] | None:
    """Return the first and the last row of the body, or None when no row has a unit and a figure."""
    labels = grid.column(area)
    units = _rows_with(labels, {text for text in set(labels) if names_unit(text)})
    first = next((place for place in units if _has_figures(grid.rows[place], area, setting)), None)
    if first is None:
        return None
    last = next(place for place in reversed(units) if _has_figures(grid.rows[place], area, setting))
    groups = [place for place in range(first) if _is_group(grid.rows[place], area, setting)]
    below = [place for place in range(last + 1, len(grid.rows)) if _is_row(grid.rows[place], area, setting)]
    return min([first, *groups]), max([last, *below])


def _rows_with(labels: Sequence[Cell], wanted: Collection[Cell]) -> list[int]:
    return [place for place, label in enumerate(labels) if label in wanted]


def _has_figures(row: Sequence[Cell], area: int, setting: Setting) -> bool:
    return any(setting.fills(cell) for place, cell in enumerate(row) if place != area)


def _is_row(row: Sequence[Cell], area: int, setting: Setting) -> bool:
    label = row[area]
    return not is_empty(label) and sum(setting.is_figure(c) for p, c in enumerate(row) if p != area) >= 1


def _is_group(row: Sequence[Cell], area: int, setting: Setting) -> bool:
    return stands_for_area(row[area], setting) and any(
        setting.is_figure(cell) and setting.period(cell) is None for p, cell in enumerate(row) if p != area
    )


def _walk_up(grid: Grid, area: int, first: int, setting: Setting) -> int:
    """Take rows above the first known unit into the body: a label nobody knows beside figures that are no periods."""
    while first > 0 and _is_unknown_row(grid.rows[first - 1], area, setting):
        first -= 1
    return first


def _is_unknown_row(row: Sequence[Cell], area: int, setting: Setting) -> bool:
    label = row[area]
    if not isinstance(label, str) or not label or folded(label) in AREA_HEADERS or is_numbering(row):
        return False
    others = [cell for place, cell in enumerate(row) if place != area and not is_empty(cell)]
    figures = [cell for cell in others if setting.is_figure(cell) and setting.period(cell) is None]
    return bool(figures) and len(figures) >= len(others) / 2


def _restarts(grid: Grid, area: int, first: int, last: int, header: tuple[int, ...]) -> list[int]:
    """Return the rows of the body whose label is a header's: the header again, or that of another table."""
    named = {folded(str(grid.rows[place][area])) for place in header if not is_empty(grid.rows[place][area])}
    labels = grid.column(area, first, last + 1)
    heads = {text for text in set(labels) if isinstance(text, str) and text and folded(text) in AREA_HEADERS | named}
    return [first + place for place in _rows_with(labels, heads)]


def _same_row(grid: Grid, row: int, header: tuple[int, ...]) -> bool:
    return any(grid.rows[row] == grid.rows[place] for place in header)


def _with_texts(found: list[Shape]) -> list[Shape]:
    placed: list[Shape] = []
    for number, shape in enumerate(found):
        before = found[number - 1].last if number else 0
        top = min(shape.header, default=shape.first)
        above = [
            str(cell)
            for row in shape.grid.rows[before:top]
            for cell in row
            if not is_empty(cell) and (number == 0 or not isinstance(cell, int | float))
        ]
        measure = next((measure_of(text) or text for text in above if measure_of(text) or is_measure(text)), "")
        titles = tuple(text for text in above if not (measure_of(text) or is_measure(text)))
        placed.append(_noted(shape, titles, measure, last=number == len(found) - 1))
    return placed


def _noted(shape: Shape, titles: tuple[str, ...], measure: str, *, last: bool) -> Shape:
    below = shape.grid.rows[shape.last :] if last else []
    notes = tuple(str(cell) for row in below for cell in row if not is_empty(cell))
    return Shape(shape.grid, shape.area, shape.header, shape.first, shape.last, titles, measure, notes)


def _joined(found: list[Shape], header: tuple[int, ...]) -> list[Shape]:
    """Put tables with the very same header into one, the rows that repeat the header marked."""
    joined: list[Shape] = []
    for later in found:
        shape = later
        if joined and shape.header == joined[-1].header == header:
            earlier = joined.pop()
            repeated = earlier.repeated | set(range(earlier.last, shape.first))
            shape = Shape(
                *(
                    shape.grid,
                    shape.area,
                    header,
                    earlier.first,
                    shape.last,
                    earlier.titles,
                    earlier.measure,
                    shape.notes,
                ),
                repeated=frozenset(repeated),
            )
        joined.append(shape)
    return joined
