"""Which rows above a table are its header, which are titles or column numbers. Reads rows, knows no column's role."""

import re
from collections.abc import Sequence

from lib.intake.grid import Grid, is_empty
from lib.intake.indicator_names import is_measure, measure_of
from lib.intake.numbers import looks_numeric
from lib.intake.periods import read_period
from lib.intake.sheets import Cell
from lib.model.gazetteer import folded

AREA_HEADERS = frozenset(
    {
        *(
            "tỉnh",
            "tỉnh, thành phố",
            "tỉnh/thành phố",
            "tỉnh/tp",
            "tỉnh thành",
            "tỉnh, tp",
            "tỉnh/thành",
            "tỉnh - thành phố",
        ),
        *("địa phương", "địa bàn", "đơn vị", "tên tỉnh", "tên địa phương", "tên đơn vị", "tên đơn vị hành chính"),
        *("đơn vị hành chính", "province", "provinces", "city", "province/city", "provinces/cities", "area", "name"),
        *(
            "cities, provinces",
            "cities, provincies",
            "ref_area",
            "tinh",
            "dia phuong",
            "ten tinh",
            "khu vực",
            "location",
        ),
    }
)
_MOST_HEADER_ROWS = 11
_LONGEST_HEADER = 160  # characters; a longer text above a table is a title
_NUMBERING = re.compile(r"\(?\s*(\d{1,2}|[A-D])\s*\)?(\s*=.*)?")


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3."""
    texts = [str(cell).strip() for cell in row if not is_empty(cell)]
    if len(texts) < 2 or not all(_NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(digits) for text in texts if (digits := re.sub(r"\D.*|^\(", "", text.strip("( ")))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False


def header_above(grid: Grid, area: int, first: int) -> tuple[int, ...]:
    """Return the header rows above row `first`, top to bottom; rows that only number the columns are left out."""
    header: list[int] = []
    row = first - 1
    while row >= 0 and len(header) < _MOST_HEADER_ROWS:
        kind = _kind_above(grid, area, row)
        if kind in {"numbering", "figures"} or (kind in {"blank", "title"} and not header):
            row -= 1
            continue
        if kind != "header":
            break
        header.append(row)
        row -= 1
    return tuple(reversed(header))


def _kind_above(grid: Grid, area: int, row: int) -> str:
    filled = [(place, cell) for place, cell in enumerate(grid.rows[row]) if not is_empty(cell)]
    if not filled:
        return "blank"
    if is_numbering(grid.rows[row]):
        return "numbering"
    if sum(_is_figure(cell) for _place, cell in filled) * 2 > len(filled):
        return "figures"
    texts = [str(cell) for _place, cell in filled]
    if len(filled) > 1:
        return "title" if _is_letterhead(texts) or max(map(len, texts)) > _LONGEST_HEADER else "header"
    return _kind_alone(grid, area, row, filled[0][0])


def _kind_alone(grid: Grid, area: int, row: int, place: int) -> str:
    """Return what a row with one text is: a title, unless it stands over the columns of figures."""
    text = str(grid.rows[row][place])
    if len(text) > _LONGEST_HEADER:
        return "title"
    is_title = place <= area or measure_of(text) or is_measure(text) or _spans(grid, row, area)
    if is_title and place == area and folded(text) in AREA_HEADERS:
        return "header"
    return "title" if is_title else "header"


def _is_figure(cell: Cell) -> bool:
    return looks_numeric(cell) and any(sign.isdigit() for sign in str(cell)) and read_period(cell) is None


def _spans(grid: Grid, row: int, area: int) -> bool:
    return any(
        first <= row <= last and left <= area <= right and right > left for first, left, last, right in grid.merged
    )


def _is_letterhead(texts: Sequence[str]) -> bool:
    joined = folded(" ".join(texts))
    return "cộng hòa xã hội chủ nghĩa" in joined or "độc lập - tự do" in joined or "độc lập-tự do" in joined
