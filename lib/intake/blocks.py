"""Tables that stand side by side in one sheet: which column of areas goes with which columns of figures."""

from dataclasses import dataclass

from lib.intake.areas import AreaKind
from lib.intake.axis import Axis
from lib.intake.findings import Findings
from lib.intake.grid import Grid, is_empty
from lib.intake.header_rows import header_above
from lib.intake.setting import Setting
from lib.model.gazetteer import folded
from lib.model.handin import Answers, Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

_SAMPLE = 500  # rows
_HEADER_DEPTH = 15  # rows


@dataclass(frozen=True)
class Block:
    """One column of areas and the columns that belong to its table."""

    area: int
    places: tuple[int, ...]


def blocks(axis: Axis, setting: Setting, answers: Answers, findings: Findings) -> list[Block]:
    """Split a sheet into its tables side by side; asks which of two columns of areas counts where both could."""
    chosen = _answered(axis, answers)
    if chosen is not None:
        return [Block(chosen, tuple(_own_columns(axis, chosen, setting)))]
    areas = list(axis.places[:1])
    for place in axis.places[1:]:
        between = _figures_between(axis.grid, areas[-1], place, setting)
        if between and _figures_after(axis, place, setting):
            areas.append(place)
        elif not _same_units(axis.grid, areas[-1], place, setting):
            raise _ask(axis, areas[-1], place, findings)
    starts = [0, *(area - _led_by(axis.grid, areas[0], area) for area in areas[1:])]
    ends = [*starts[1:], axis.grid.width]
    return [
        Block(area, tuple(place for place in range(start, end) if place == area or place not in axis.places))
        for area, start, end in zip(areas, starts, ends, strict=True)
    ]


def _own_columns(axis: Axis, chosen: int, setting: Setting) -> list[int]:
    """Return the columns that belong to a chosen column of areas: not those of tables beside it."""
    others = [place for place in axis.places if place != chosen]
    right = [place for place in others if place > chosen and _figures_between(axis.grid, chosen, place, setting)]
    left = [place for place in others if place < chosen and _figures_between(axis.grid, place, chosen, setting)]
    start, end = (chosen if left else 0), min(right, default=axis.grid.width)
    return [place for place in range(start, end) if place == chosen or place not in others]


def _answered(axis: Axis, answers: Answers) -> int | None:
    answer = answers.of(QuestionName.AREA_COLUMN)
    if answer is None:
        return None
    grid = axis.grid
    for place in range(grid.width):
        if answer.strip().upper() == grid.letter(place):
            return place
    for place in range(grid.width):
        if any(isinstance(row[place], str) and folded(str(row[place])) == folded(answer) for row in grid.rows[:50]):
            return place
    return None


def _same_units(grid: Grid, left: int, right: int, setting: Setting) -> bool:
    """Whether two columns name the same unit in the same row: once with and once without diacritics, say."""
    pairs = [(setting.area(row[left]), setting.area(row[right])) for row in grid.rows[:_SAMPLE]]
    both = [(a, b) for a, b in pairs if AreaKind.UNIT is a.kind and AreaKind.UNIT is b.kind]
    return bool(both) and sum(a.units == b.units for a, b in both) == len(both)


def _led_by(grid: Grid, first: int, later: int) -> int:
    """Return how many columns left of a later column of areas belong to it: those headed as left of the first one."""
    count = 0
    while count < first and _headed_alike(grid, first - count - 1, later - count - 1):
        count += 1
    return count


def _headed_alike(grid: Grid, left: int, right: int) -> bool:
    texts = [(row[left], row[right]) for row in grid.rows[:_HEADER_DEPTH]]
    return any(isinstance(a, str) and a and a == b for a, b in texts)


def _figures_between(grid: Grid, left: int, right: int, setting: Setting) -> bool:
    return any(setting.is_figure(row[place]) for row in grid.rows[:_SAMPLE] for place in range(left + 1, right))


def _figures_after(axis: Axis, place: int, setting: Setting) -> bool:
    later = [other for other in axis.places if other > place]
    end = later[0] if later else axis.grid.width
    return _figures_between(axis.grid, place, end, setting)


def _ask(axis: Axis, left: int, right: int, findings: Findings) -> Exception:
    first = next((r for r, row in enumerate(axis.grid.rows) if not is_empty(row[left]) and not is_empty(row[right])), 0)
    header = header_above(axis.grid, left, first + 1)
    row = header[-1] if header else first
    choices = tuple(
        Choice(axis.grid.letter(place), " | ".join(str(r[place]) for r in axis.grid.rows[row : row + 3] if r[place]))
        for place in axis.places
    )
    letters = ", ".join(axis.grid.letter(place) for place in axis.places)
    return findings.ask(
        OpenQuestion(QuestionName.AREA_COLUMN, choices), IssueCode.AREA_COLUMN_AMBIGUOUS, columns=letters
    )
