"""Where one table ends and the next begins, one under the other in the same columns: headers again, titles between."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.intake.area_names import without_number
from lib.intake.areas import AreaKind
from lib.intake.grid import Grid, is_empty
from lib.intake.header_rows import AREA_HEADERS, is_numbering
from lib.intake.indicator_names import is_measure, measure_of
from lib.intake.part_words import PARTS, TERRITORY, says_plan
from lib.intake.periods import periods_in, read_part
from lib.intake.setting import Setting
from lib.intake.sheets import Cell
from lib.model.gazetteer import folded

_NOTE = re.compile(r"\W*(ghi chú|chú thích|nguồn|note|source|lưu ý)\b|\(?\*")


_AGED = re.compile(r"\s*\(?(cũ|mới)\)?$")


@dataclass(frozen=True)
class Gap:
    """Rows `first` up to, without, `last` between two bodies: the header of the later one (may be none) and titles."""

    first: int
    last: int
    header: tuple[int, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class _Body:
    grid: Grid
    area: int
    setting: Setting
    heads: frozenset[str]

    def is_data(self, place: int) -> bool:
        row = self.grid.rows[place]
        if self.is_head(row[self.area]) or self.is_period_row(place):
            return False
        others = [cell for at, cell in enumerate(row) if at != self.area]
        return any(self.setting.is_figure(cell) and self.setting.period(cell) is None for cell in others) or (
            not is_empty(row[self.area]) and any(self.setting.fills(cell) for cell in others)
        )

    def is_period_row(self, place: int) -> bool:
        """Whether a row without a label holds nothing but periods: the header of what follows."""
        row = self.grid.rows[place]
        others = [cell for at, cell in enumerate(row) if at != self.area and not is_empty(cell)]
        return is_empty(row[self.area]) and len(others) > 1 and all(self.setting.period(cell) for cell in others)

    def is_section(self, text: str) -> bool:
        """Whether a line of words begins a part of its own: a month, plan, women, an indicator, a unit of measure."""
        bare = without_number(text)
        if folded(bare) in PARTS or TERRITORY.search(folded(text)):
            return True
        if self.setting.area(text).kind is not AreaKind.UNKNOWN:
            return False
        named = self.setting.indicators.exact(bare) is not None
        told = bare != text or says_plan(bare)
        return named or told or read_part(bare) is not None or bool(measure_of(text)) or is_measure(text)

    def is_head(self, cell: Cell) -> bool:
        return isinstance(cell, str) and _AGED.sub("", folded(cell)) in self.heads


def gaps(grid: Grid, area: int, bounds: tuple[int, int], header: Sequence[int], setting: Setting) -> list[Gap]:
    """Return the gaps in a body (`bounds`: first and last row): repeated or new headers, titles that name a period."""
    named = {folded(str(grid.rows[place][area])) for place in header if not is_empty(grid.rows[place][area])}
    body = _Body(grid, area, setting, AREA_HEADERS | named)
    found: list[Gap] = []
    for place in _breaks(body, *bounds):
        if found and place < found[-1].last:
            continue
        found.append(_gap(body, place, bounds[1]))
    return found


def _breaks(body: _Body, first: int, last: int) -> list[int]:
    labels = body.grid.column(body.area, first, last + 1)
    plain = {text for text in set(labels) if body.setting.area(text).units}
    odd = [first + place for place, label in enumerate(labels) if label not in plain]
    return [place for place in odd if _breaks_off(body, place)]


def _breaks_off(body: _Body, place: int) -> bool:
    row = body.grid.rows[place]
    if body.is_head(row[body.area]) or body.is_period_row(place):
        return True
    texts = [cell for cell in row if not is_empty(cell)]
    if texts and _NOTE.match(folded(str(texts[0]))):
        return False
    if not texts or body.is_data(place):
        return False
    return any(periods_in(str(text)) for text in texts[:2]) or (len(texts) == 1 and body.is_section(str(texts[0])))


def _gap(body: _Body, place: int, last: int) -> Gap:
    start = place
    while not body.is_data(start - 1):
        start -= 1
    end = place + 1
    while end <= last and not body.is_data(end):
        end += 1
    rows = [row for row in range(start, end) if any(not is_empty(cell) for cell in body.grid.rows[row])]
    heads = [row for row in rows if body.is_head(body.grid.rows[row][body.area]) or body.is_period_row(row)]
    header = [row for row in rows if heads and row >= heads[0] and not is_numbering(body.grid.rows[row])]
    titles = [str(cell) for row in rows if row not in header for cell in body.grid.rows[row] if not is_empty(cell)]
    numbering = [row for row in rows if is_numbering(body.grid.rows[row])]
    told = {str(cell) for row in numbering for cell in body.grid.rows[row]}
    return Gap(start, end, tuple(header), tuple(title for title in titles if title not in told))


def same_rows(grid: Grid, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether two headers say the same in every cell."""
    return [grid.rows[row] for row in left] == [grid.rows[row] for row in right]
