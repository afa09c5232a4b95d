"""What the rows of a sheet are: titles, header, body, notes, and where a second table begins. Knows no column yet."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from lib.intake.areas import AreaKind
from lib.intake.axis import Axis, stands_for_area
from lib.intake.findings import Findings
from lib.intake.grid import Grid, is_empty
from lib.intake.header_rows import AREA_HEADERS, header_above, is_numbering
from lib.intake.indicator_names import is_measure, measure_of
from lib.intake.part_words import PARTS, TERRITORY
from lib.intake.periods import periods_in
from lib.intake.segments import Gap, gaps, same_rows
from lib.intake.setting import Setting
from lib.intake.sheets import Cell
from lib.model.gazetteer import folded
from lib.model.handin import Answers, Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

_CONTINUED = re.compile(r"\(?\s*(tiếp theo|tiếp|continued|cont\.?)\s*\)?", re.IGNORECASE)


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
    section: str = ""  # the line of words its rows stand under, where a body has several
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
    whole = _with_texts(Shape(grid, area, header, first, last + 1))
    return _cut(whole, gaps(grid, area, (first, last), header, setting))


def _cut(whole: Shape, found: list[Gap]) -> list[Shape]:
    """Cut a body at its gaps; rows that only repeat the header, or go on under it, stay in one table."""
    parts: list[Shape] = []
    between = range(max(whole.header, default=-1) + 1, whole.first)
    first = (
        [str(cell) for row in between for cell in whole.grid.rows[row] if not is_empty(cell)] if whole.header else []
    )
    above = tuple(title for title in whole.titles if title not in first)
    sectioned = any(not gap.header and not any(periods_in(text) for text in gap.titles) for gap in found)
    begins = bool(first) and (sectioned or _is_part(first[-1]))
    here = replace(whole, section=first[-1] if begins else "")
    for gap in found:
        if _goes_on(gap, here):
            here = replace(here, repeated=here.repeated | set(range(gap.first, gap.last)))
            continue
        parts.append(replace(here, last=gap.first, notes=()))
        measure = next((measure_of(text) or text for text in gap.titles if _is_measure_line(text)), here.measure)
        own = tuple(text for text in gap.titles if not _is_measure_line(text))
        dated = any(periods_in(text) for text in own)
        titles = own if dated or gap.header else (*above, *own)
        header = gap.header or here.header
        section = own[-1] if own and not gap.header and not dated else ""
        here = replace(whole, header=header, first=gap.last, titles=titles, measure=measure, section=section)
    return [part for part in (*parts, here) if part.last > part.first]


def _goes_on(gap: Gap, table: Shape) -> bool:
    titles = [_CONTINUED.sub("", title).strip() for title in gap.titles]
    measures = {measure_of(title) or title for title in gap.titles if _is_measure_line(title)}
    if measures - {table.measure}:
        return False
    new = [title for title in titles if title and title not in table.titles and not _is_measure_line(title)]
    return not new and (not gap.header or same_rows(table.grid, gap.header, table.header))


def _is_measure_line(text: str) -> bool:
    return bool(measure_of(text)) or is_measure(text)


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
    while last + 1 < len(grid.rows) and _is_worded(grid.rows[last + 1], area, names_unit):
        last += 1
    groups = [place for place in range(first) if _is_group(grid.rows[place], area, setting)]
    below = [place for place in range(last + 1, len(grid.rows)) if _is_row(grid.rows[place], area, setting)]
    end = max([last, *below])
    while end + 1 < len(grid.rows) and _is_unlabelled(grid.rows[end + 1], area, setting):
        end += 1
    return min([first, *groups]), end


def _is_worded(row: Sequence[Cell], area: int, names_unit: Callable[[Cell], bool]) -> bool:
    """Whether a row has a unit and words where figures should be."""
    return names_unit(row[area]) and any(not is_empty(cell) for place, cell in enumerate(row) if place != area)


def _is_unlabelled(row: Sequence[Cell], area: int, setting: Setting) -> bool:
    return is_empty(row[area]) and any(setting.is_figure(cell) for cell in row)


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
    while (
        first > 0
        and not _is_part(grid.rows[first - 1][area])
        and (
            stands_for_area(grid.rows[first - 1][area], setting) or _is_unknown_row(grid.rows[first - 1], area, setting)
        )
    ):
        first -= 1
    return first


def _is_part(cell: Cell) -> bool:
    """Whether a line says of which part of the areas the rows below it are: Thành thị, Nữ, Sau sắp xếp."""
    return isinstance(cell, str) and (folded(cell) in PARTS or TERRITORY.search(folded(cell)) is not None)


def _is_unknown_row(row: Sequence[Cell], area: int, setting: Setting) -> bool:
    label = row[area]
    if not isinstance(label, str) or not label or folded(label) in AREA_HEADERS or is_numbering(row):
        return False
    others = [cell for place, cell in enumerate(row) if place != area and not is_empty(cell)]
    figures = [cell for cell in others if setting.is_figure(cell) and setting.period(cell) is None]
    return bool(figures) and len(figures) >= len(others) / 2


def _with_texts(shape: Shape) -> Shape:
    """Return a table with what stands above its header and below its last row."""
    rows = [row for row in range(shape.first) if row not in shape.header and not is_numbering(shape.grid.rows[row])]
    above = [str(cell) for row in rows for cell in shape.grid.rows[row] if not is_empty(cell)]
    below = [str(cell) for row in shape.grid.rows[shape.last :] for cell in row if not is_empty(cell)]
    measure = next((measure_of(text) or text for text in above if _is_measure_line(text)), "")
    titles = tuple(text for text in above if not _is_measure_line(text))
    return replace(shape, titles=titles, measure=measure, notes=tuple(below))
