"""How a part of a year is written (month, quarter, half, first months) in a folded text. Knows no year."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lib.model.period import Frequency, Period

_WORDED = {"mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "sáu": 6, "bay": 7, "tam": 8, "chin": 9}
_NUMBERS = _WORDED | {"muoi": 10, "muoi mot": 11, "muoi hai": 12, "gieng": 1, "nhat": 1, "nhi": 2}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)


@dataclass(frozen=True)
class PartOfYear:
    """A part of a year that is still to be told: the fifth month, the third quarter, the first nine months."""

    frequency: Frequency
    number: int = 1
    cumulative: bool = False

    def of(self, year: int) -> Period | None:
        """Return the period in that year, None where there is none."""
        return period_or_none(year, self.frequency, self.number)


def period_or_none(year: int, frequency: Frequency, number: int) -> Period | None:
    """Return the period, None where the calendar has none."""
    try:
        return Period(year, frequency, number)
    except ValueError:
        return None


def _months(text: str) -> PartOfYear | None:
    count = number_of(text)
    if count == 6:
        return PartOfYear(Frequency.S, 1)
    if count == 12:
        return PartOfYear(Frequency.A, 1, cumulative=True)
    # "một tháng" is said of what is earned or spent in a month, not of January.
    return PartOfYear(Frequency.M, count, cumulative=True) if 1 < count < 12 else None


def number_of(text: str) -> int:
    """Return the number written in figures, words or Roman figures."""
    text = " ".join(text.split())
    if text.isdecimal():
        return int(text)
    return _ROMAN.get(text) or _NUMBERS[text]


def _quarter(text: str) -> PartOfYear:
    return PartOfYear(Frequency.Q, number_of(text))


def _month(text: str) -> PartOfYear:
    return PartOfYear(Frequency.M, number_of(text))


def _half(text: str) -> PartOfYear:
    return PartOfYear(Frequency.S, 2 if text in {"2", "cuoi"} else 1)


def _english_month(text: str) -> PartOfYear:
    return PartOfYear(Frequency.M, _ENGLISH.index(text[:3]) + 1)


_FIGURE_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_WORD_MONTH = r"(?:muoi\s+mot|muoi\s+hai|muoi|gieng|mot|hai|ba|tu|bon|nam(?=\s*(?:nam\s|/))|s[aá]u|bay|tam|chin)(?!\w)"
_QUARTER = r"(?:(?:iv|iii|ii|i|[1-4]|mot|hai|ba|bon|tu|nhat|nhi)(?!\w)|(?:iv|iii|ii|i)(?=\d{4}))"
_OF_THE_YEAR = r"(?:\s+nam(?!\s*\d))?"
PARTS: tuple[tuple[str, Callable[[str], PartOfYear | None]], ...] = (
    (rf"(?:6\s*|s[aá]u\s+)(?:thang|t)\s*(?P<part>dau|cuoi)(?!\w){_OF_THE_YEAR}", _half),
    (rf"nua\s*(?:nam\s*)?(?P<part>dau|cuoi)(?!\w){_OF_THE_YEAR}", _half),
    (rf"(?P<part>\d{{1,2}})\s*thang(?:\s*dau)?(?![^\W\d])(?!\s*cuoi){_OF_THE_YEAR}", _months),
    (rf"(?P<part>hai|ba|bon|s[aá]u|bay|tam|chin|muoi|muoi\s+mot|muoi\s+hai)\s+thang\s+dau{_OF_THE_YEAR}", _months),
    (r"(?P<part>\d{1,2})t(?![^\W\d])", _months),
    (rf"(?:(?:quy|qui|quarter|qtr)\s*\.?|q)\s*(?P<part>{_QUARTER})", _quarter),
    (rf"(?:thang|thg|th|t|month)\s*\.?\s*(?P<part>{_FIGURE_MONTH})", _month),
    (rf"thang\s+(?P<part>{_WORD_MONTH})", _month),
    (rf"(?P<part>{_ENGLISH_MONTH})(?![^\W\d])\.?", _english_month),
    (r"(?:s|h)(?P<part>[12])(?!\d)", _half),
    (r"(?P<part>[12])h(?![^\W\d])", _half),
)
_ALONE = tuple((re.compile(pattern), reader) for pattern, reader in PARTS)
_WHOLE_YEAR = re.compile(r"(?:ca|tong|tron|full)\s+(?:nam|year)|annual|12 thang")


def part_in(text: str, kind: Frequency | None = None) -> PartOfYear | None:
    """Read a folded text that is nothing but a part of a year; bare figures only where `kind` says of what."""
    if _WHOLE_YEAR.fullmatch(text):
        return PartOfYear(Frequency.A)
    for pattern, reader in _ALONE:
        match = pattern.fullmatch(text)
        if match:
            return reader(match["part"])
    if text == "may" and kind is Frequency.M:  # elsewhere the word is sewing
        return PartOfYear(Frequency.M, 5)
    bare = re.fullmatch(r"\d{1,2}|iv|i{1,3}", text)
    if bare is None or kind is None or not 1 <= number_of(text) <= kind.per_year:
        return None
    return PartOfYear(kind, number_of(text))
