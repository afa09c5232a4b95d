"""What a header says of the periods below it: parts of a year, school years, days of writing that are no periods."""

import re

from lib.intake.periods import PartOfYear, is_period_header, read_part
from lib.intake.sheets import Cell
from lib.model.period import Frequency

SCHOOL_YEARS = frozenset({"năm học", "niên khóa"})
PARTS_OF_YEAR = frozenset({"tháng", "thang", "month", "quý", "quy", "quarter"})
_OF_RECORD = re.compile(r"cập nhật|công bố|gốc|thành lập|ban hành|nhập|sinh|created|update|report|founded|publish")
_YEARLY = re.compile(r"\b(năm|year|niên độ)\b")


def announces_period(header: str, *, accented: bool) -> bool:
    """Whether a header says that periods follow; “Nam” in a table written with diacritics says men, not years."""
    is_men = header == "nam" and accented
    return is_period_header(header) and not is_of_record(header) and not is_men


def mentions_year(header: str) -> bool:
    """Whether a header speaks of a year among other words, and not of the day something was written down."""
    return _YEARLY.search(header) is not None and not is_of_record(header)


def is_of_record(header: str) -> bool:
    """Whether a header is about when something was founded, published, entered or changed."""
    return _OF_RECORD.search(header) is not None


def as_period(header: str, cell: Cell) -> Cell:
    """Return a cell as its header makes it to be read: `2015-2016` under “Năm học” is a school year."""
    return f"năm học {cell}" if header in SCHOOL_YEARS and isinstance(cell, str) else cell


def part_of(header: str, cell: Cell) -> PartOfYear | None:
    """Return the part of a year a cell names under a header Tháng or Quý (5, T5, III), or None."""
    return read_part(cell, Frequency.Q if header.startswith("q") else Frequency.M)
