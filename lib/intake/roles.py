"""What each column of a table is for: area, code, period, indicator, figures, rank, remarks. Reads no value."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lib.intake.areas import AreaKind
from lib.intake.column_names import ColumnName
from lib.intake.grid import is_empty
from lib.intake.indicator_names import is_measure
from lib.intake.period_headers import (
    PARTS_OF_YEAR,
    announces_period,
    as_period,
    is_of_record,
    mentions_year,
    part_of,
)
from lib.intake.periods import serial_date
from lib.intake.setting import Setting
from lib.intake.shape import Shape
from lib.intake.sheets import Cell
from lib.model.gazetteer import folded

_SAMPLE = 600  # rows, spread over the whole table
_SERIAL = frozenset({"stt", "tt", "số tt", "số thứ tự", "so thu tu", "no", "no.", "#", "unnamed: 0", "index", "s.t.t"})
_SERIAL_WORDS = frozenset({"stt", "tt", "no", "no.", "number", "số", "thứ", "tự", "#"})
_CODE = re.compile(r"(^|[\s_(])(mã|ma|code|gso|iso|id|matinh|mã số)($|[\s_).\d])")
_INDICATOR = frozenset(
    {
        *(
            "chỉ tiêu",
            "tên chỉ tiêu",
            "chỉ số",
            "tên chỉ số",
            "mã chỉ tiêu",
            "mã chỉ số",
            "indicator",
            "indicator_code",
        ),
        *(
            "indicator name",
            "chi tieu",
            "ten chi tieu",
            "chi so",
            "indicator code",
            "nội dung",
            "variable",
            "indicator_id",
        ),
    }
)
_MEASURE = frozenset({"đơn vị tính", "đvt", "đv tính", "unit", "don vi tinh", "dvt", "đơn vị đo", "unit of measure"})
_RANK = re.compile(r"xếp hạng|thứ hạng|xếp thứ|\bhạng\b|vị thứ|thứ bậc|\brank(ing)?\b|xep hang|thu hang|xep thu")
_FIGURES = 0.5  # share of a column


class Role(StrEnum):
    """What a column is for."""

    AREA = "area"
    SERIAL = "serial"
    CODE = "code"
    GROUP = "group"  # regions the areas lie in
    PERIOD = "period"
    PART = "part"  # month or quarter beside a column of years
    INDICATOR = "indicator"
    MEASURE = "measure"
    RANK = "rank"
    VALUE = "value"
    TEXT = "text"
    EMPTY = "empty"


@dataclass(frozen=True)
class Columns:
    """The name and the role of every column of one table."""

    shape: Shape
    names: Sequence[ColumnName]
    roles: Sequence[Role]

    def places(self, role: Role) -> list[int]:
        """Return the columns of a role, left to right."""
        return [place for place, found in enumerate(self.roles) if found is role]

    def letter(self, place: int) -> str:
        """Return the letter of a column in the file."""
        return self.shape.grid.letter(place)


@dataclass(frozen=True)
class _Column:
    name: ColumnName
    cells: Sequence[Cell]
    setting: Setting
    accented: bool  # whether the table is written with diacritics

    @property
    def header(self) -> str:
        return folded(self.name.parts[-1]) if self.name.parts else ""

    def share(self, fits: Callable[[Cell], bool]) -> float:
        return sum(fits(cell) for cell in self.cells) / len(self.cells) if self.cells else 0.0


def roles(shape: Shape, names: Sequence[ColumnName], places: Sequence[int], setting: Setting) -> Columns:
    """Return what the columns `places` of a table are for; the others belong to another table beside it."""
    step = max(1, (shape.last - shape.first) // _SAMPLE)
    body = [row for row in shape.grid.rows[shape.first : shape.last : step] if not is_empty(row[shape.area])]
    found = [Role.EMPTY] * shape.grid.width
    said = " ".join((*shape.titles, *(name.label for name in names)))
    accented = any(unicodedata.decomposition(letter) for letter in unicodedata.normalize("NFC", said)) or "đ" in said
    for place in places:
        cells = [row[place] for row in body if not is_empty(row[place])]
        column = _Column(names[place], cells, setting, accented)
        found[place] = Role.AREA if place == shape.area else _role(column)
        if (
            place < shape.area
            and found[place] is Role.VALUE
            and not names[place].parts
            and column.share(_is_whole) == 1
        ):
            found[place] = Role.SERIAL  # an index a program wrote
    return Columns(shape, names, found)


def _role(column: _Column) -> Role:
    if not column.cells:
        return Role.EMPTY
    for role, fits in _TESTS:
        if fits(column):
            return role
    return Role.TEXT


def _is_serial(column: _Column) -> bool:
    if column.header in _SERIAL or (column.header and set(column.header.split()) <= _SERIAL_WORDS):
        return True
    numbers = [int(float(str(cell))) if _is_whole(cell) else None for cell in column.cells]
    counted = [number for number in numbers if number is not None]
    return (
        column.header == ""
        and len(numbers) > 2
        and counted
        in (
            list(range(1, len(numbers) + 1)),
            list(range(len(numbers))),
        )
    )


def _is_whole(cell: Cell) -> bool:
    return re.fullmatch(r"\d{1,7}(\.0)?", str(cell).strip()) is not None


def is_code_header(header: str) -> bool:
    """Whether a header announces codes of areas."""
    return (
        _CODE.search(folded(header)) is not None and "chỉ" not in folded(header) and "indicator" not in folded(header)
    )


def _is_code(column: _Column) -> bool:
    codes = column.share(lambda cell: bool(column.setting.coded(cell)))
    if is_code_header(column.header):
        return codes > 0.5
    return codes > 0.9 and column.share(lambda cell: isinstance(cell, str) and cell.upper().startswith("VN-")) > 0.9


def _is_group(column: _Column) -> bool:
    return column.share(lambda cell: column.setting.area(cell).kind is AreaKind.AGGREGATE) > 0.8


def _is_period(column: _Column) -> bool:
    said = column.share(lambda cell: column.setting.period(as_period(column.header, cell)) is not None)
    if announces_period(column.header, accented=column.accented):
        parts = (
            column.share(lambda cell: part_of(column.header, cell) is not None)
            if column.header in PARTS_OF_YEAR
            else 0.0
        )
        return said > 0.5 or parts > 0.9 or column.share(_is_serial_date) > 0.9
    if said == 1.0 and mentions_year(column.header):
        return True
    named = said == 1.0 and column.name.period is None and not is_of_record(column.header)
    return named and not any(_is_whole(cell) for cell in column.cells)


def _is_serial_date(cell: Cell) -> bool:
    return _is_whole(cell) and serial_date(float(str(cell))) is not None


def _is_indicator(column: _Column) -> bool:
    return column.header in _INDICATOR and column.share(lambda cell: isinstance(cell, str)) > 0.9


def _is_measure(column: _Column) -> bool:
    return column.header in _MEASURE or column.share(lambda cell: isinstance(cell, str) and is_measure(cell)) > 0.9


def _is_rank(column: _Column) -> bool:
    return _RANK.search(folded(column.name.label)) is not None and column.share(_is_place) > 0.9


def _is_place(cell: Cell) -> bool:
    return _is_whole(cell) and 1 <= float(str(cell)) <= 100


def _is_value(column: _Column) -> bool:
    named = column.name.period is not None or column.setting.indicators.exact(column.name.text) is not None
    figures, fills = column.share(column.setting.is_figure), column.share(column.setting.fills)
    return (named and (figures > 0 or fills == 1.0)) or (figures > 0 and fills >= _FIGURES)


_TESTS: tuple[tuple[Role, Callable[[_Column], bool]], ...] = (
    (Role.SERIAL, _is_serial),
    (Role.CODE, _is_code),
    (Role.GROUP, _is_group),
    (Role.INDICATOR, _is_indicator),
    (Role.MEASURE, _is_measure),
    (Role.PERIOD, _is_period),
    (Role.RANK, _is_rank),
    (Role.VALUE, _is_value),
)
