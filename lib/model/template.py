"""What a template workbook says about itself on a hidden sheet, written and read back as rows of text. No files."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lib.model.period import Period

KEY_SHEET = "toan-canh"
OWN_SHEETS = frozenset({KEY_SHEET, "Kết quả đọc (Toàn Cảnh)", "Reading result (Toàn Cảnh)"})
"""Sheets this program puts into a workbook of others; never a table handed in."""

_FORMAT = "toan-canh-template/1"
_LETTERS = re.compile(r"[A-Z]{1,3}")


class Role(StrEnum):
    """What a column of a template holds."""

    AREA_CODE = "area-code"  # the unit's ref_area
    AREA_NAME = "area-name"
    VALUE = "value"
    LAST = "last"  # what is stored for an earlier period, to compare with; never read


@dataclass(frozen=True)
class TemplateColumn:
    """A column by its letter, with the heading above it; `indicator` for values and last values."""

    letter: str
    role: Role
    label: str
    indicator: str = ""


@dataclass(frozen=True)
class TemplateKey:
    """How a template is to be read.

    `sheet` (the table's name) and the rows (1-based) are where it was found; `others` are the letters of columns that
    somebody added, with a heading the template does not know.
    """

    unit_set: str
    period: Period
    title: str
    columns: tuple[TemplateColumn, ...]
    sheet: str = ""
    header_row: int = 0
    others: tuple[str, ...] = ()

    @property
    def first_row(self) -> int:
        """The row of the first unit."""
        return self.header_row + 1

    @property
    def area_code(self) -> str:
        """Letter of the column of ref_areas."""
        return next(column.letter for column in self.columns if column.role is Role.AREA_CODE)

    @property
    def area_name(self) -> str:
        """Letter of the column of names."""
        return next(column.letter for column in self.columns if column.role is Role.AREA_NAME)

    @property
    def values(self) -> Mapping[str, str]:
        """The indicator of each column of values, by letter."""
        return {column.letter: column.indicator for column in self.columns if column.role is Role.VALUE}


def key_rows(key: TemplateKey) -> list[list[str]]:
    """Return the rows of the hidden sheet."""
    head = [["format", _FORMAT], ["unit_set", key.unit_set], ["period", str(key.period)], ["title", key.title]]
    return head + [["column", c.letter, c.role, c.indicator, c.label] for c in key.columns]


def key_from_rows(rows: Iterable[Sequence[object]]) -> TemplateKey:
    """Return what `key_rows` wrote; ValueError where it is not whole or of another version."""
    texts = [["" if cell is None else str(cell).strip() for cell in row] for row in rows]
    entries = {row[0]: row[1] for row in texts if len(row) > 1 and row[0] != "column"}
    if entries.get("format") != _FORMAT or not {"unit_set", "period", "title"} <= set(entries):
        raise ValueError("not a template of this version")
    columns = tuple(_column(row) for row in texts if row and row[0] == "column")
    _check(columns)
    return TemplateKey(entries["unit_set"], Period.parse(entries["period"]), entries["title"], columns)


def same_text(one: object, other: object) -> bool:
    """Whether two cells say the same, whatever the Unicode form and the blanks."""
    return _plain(one) == _plain(other)


def _plain(cell: object) -> str:
    return " ".join(unicodedata.normalize("NFC", "" if cell is None else str(cell)).split())


def _column(row: Sequence[str]) -> TemplateColumn:
    if len(row) < 5 or not _LETTERS.fullmatch(row[1]):
        raise ValueError("a column of the template is not described in full")
    return TemplateColumn(row[1], Role(row[2]), row[4], row[3])


def _check(columns: Sequence[TemplateColumn]) -> None:
    roles = [column.role for column in columns]
    named = all(column.label and (column.indicator or column.role in _OF_AREA) for column in columns)
    values = [column.indicator for column in columns if column.role is Role.VALUE]
    if [roles.count(role) for role in _OF_AREA] != [1, 1] or not values or not named:
        raise ValueError("a template has one code, one name and at least one column of values, all named")
    if len(set(values)) != len(values) or len({column.letter for column in columns}) != len(columns):
        raise ValueError("a column or an indicator stands twice in the template")


_OF_AREA = (Role.AREA_CODE, Role.AREA_NAME)
