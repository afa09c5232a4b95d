"""The spellings of periods in a folded text, each found with its place. Knows no status, no title and no document."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lib.intake.period_parts import PARTS, PartOfYear, number_of, period_or_none
from lib.model.period import Frequency, Period

TAKEN = "\0"  # stands where a stretch of the text has been understood

YEAR = r"(?P<year>19[4-9]\d|20\d\d|2100)"
_NEXT = r"(?P<next>19[4-9]\d|20\d\d|2100)"
_LEFT = r"(?<!\w)(?<!\d[.,/:\-])"
_RIGHT = r"(?!\w)(?![.,/:\-]\d)"
_TO_YEAR = r"\s*(?:[/\-.,:(]\s*)?(?:cua\s+)?(?:nam\s*)?"
_TO_PART = r"\s*[/\-.,:(]?\s*"
_PART_ENDS = r"(?!\w)(?!\s*[\-,+]\s*\d)"
# Nam is a part of many names and the word for male; without accents it is the word for year as well.
_NAM = "".join(f"(?<!{name} )" for name in ("ha", "hà", "viet", "việt", "quang", "quảng", "mien", "miền")) + "nam"
# "Vùng II-2021" and "nhóm 5-2021" are no quarter and no month, "5-2021" by itself is.
_NO_WORD_BEFORE = r"(?<![^\W\d]\s[^\W_])(?<![^\W\d]\s[^\W_]{2})(?<![^\W\d]\s[^\W_]{3})"
_IN_A_MONTH = r"(?:(?<!thang )|(?<=\d thang )|(?<=mot thang )|(?<=hàng thang )|(?<=hang thang )|(?<=mỗi thang ))"
_NO_COUNT = r"(?!\s+(?:dan(?! s[oố])|nguoi|tre|con|ha|km2?|m2|m3|tan|ty|trieu|triệu|dong|usd|ho|giuong|don vi)(?!\w))"
_UNIT = r"(?:quy|qui|q|thang|thg|th|t)\.?\s*"
_PIECE = r"(?:\d{1,2}(?!\d)|iv(?!\w)|i{1,3}(?!\w))"
_PIECES = rf"{_PIECE}\s*(?:(?:-|,|\+|&|va|den|toi)\s*(?:{_UNIT})?{_PIECE}\s*)+"


@dataclass(frozen=True)
class Found:
    """A period in a folded text from `start` to `end`.

    `span` where it is only the first of several; `index` where it is compared with another; `repaired` where it was
    not written quite as a period.
    """

    start: int
    end: int
    period: Period
    cumulative: bool = False
    span: bool = False
    index: bool = False
    repaired: bool = False


Build = Callable[[re.Match[str]], Found | None]


def _found(match: re.Match[str], part: PartOfYear | None, *, repaired: bool = False) -> Found | None:
    if part is None:
        return None
    named = match.groupdict()
    short = int(named.get("short") or 0)
    year = int(named["year"]) if named.get("year") else short + (2000 if short < 50 else 1900)
    period = period_or_none(year, part.frequency, part.number)
    return None if period is None else Found(match.start(), match.end(), period, part.cumulative, repaired=repaired)


def _with_reader(reader: Callable[[str], PartOfYear | None], *, repaired: bool = False) -> Build:
    return lambda match: _found(match, reader(match["part"]), repaired=repaired)


def _several(match: re.Match[str]) -> Found | None:
    period = period_or_none(int(match["year"]), Frequency.A, 1)
    return None if period is None else Found(match.start(), match.end(), period, span=True)


def _pair(match: re.Match[str]) -> Found | None:
    period = period_or_none(int(match["year"]), Frequency.A, 1)
    if period is None:
        return None
    compared = match["join"].startswith("v") or (match["join"] == "/" and match["next"] < match["year"])
    return Found(match.start(), match.end(), period, span=not compared, index=compared)


def _school_year(match: re.Match[str]) -> Found | None:
    period = period_or_none(int(match["year"]), Frequency.A, 1)
    if period is None:
        return None
    following = match["next"]
    one_year = following is None or int(following[-2:]) == (period.year + 1) % 100
    return Found(match.start("year"), match.end(), period, span=not one_year, repaired=one_year)


def _year(match: re.Match[str]) -> Found | None:
    return _found(match, PartOfYear(Frequency.A))


def _quarter(text: str) -> PartOfYear:
    return PartOfYear(Frequency.Q, number_of(text))


def _month(text: str) -> PartOfYear:
    return PartOfYear(Frequency.M, number_of(text))


def _english(_text: str) -> PartOfYear:
    return PartOfYear(Frequency.M, 5)


_SPELLINGS: tuple[tuple[str, Build], ...] = (
    (rf"(?:nam hoc|nien khoa)\s*:?\s*{YEAR}(?:\s*[-/]\s*(?P<next>\d{{4}}|\d\d))?{_RIGHT}", _school_year),
    (rf"{_LEFT}(?:giai doan|thoi ky)\s*{YEAR}\s*[-/]\s*\d\d{_RIGHT}", _several),
    (rf"{_LEFT}(?:{_UNIT})?{_PIECES}{_TO_YEAR}{YEAR}{_RIGHT}", _several),
    (rf"{_LEFT}{YEAR}{_TO_PART}{_UNIT}{_PIECES}(?!\w)", _several),
    (rf"{_LEFT}(?:nam\s*)?{YEAR}\s*(?P<join>-|/|~|(?:den|toi|vs\.?)(?:\s+nam)?)\s*{_NEXT}{_RIGHT}", _pair),
    *((rf"{_LEFT}{part}{_TO_YEAR}{YEAR}{_RIGHT}", _with_reader(reader)) for part, reader in PARTS),
    *((rf"{_LEFT}(?:nam\s*)?{YEAR}{_TO_PART}{part}{_PART_ENDS}", _with_reader(reader)) for part, reader in PARTS),
    (rf"{_LEFT}(?P<part>iv|i{{1,3}})(?:\s*/\s*|{_NO_WORD_BEFORE}-){YEAR}{_RIGHT}", _with_reader(_quarter)),
    (rf"{_LEFT}(?P<part>0?[1-9]|1[0-2])(?:\s*/\s*|{_NO_WORD_BEFORE}-){YEAR}{_RIGHT}", _with_reader(_month)),
    (rf"{_LEFT}{YEAR}(?:[-/]|-?m)(?P<part>0?[1-9]|1[0-2]){_RIGHT}", _with_reader(_month)),
    # In a longer text "may" is sewing (dệt may 2024).
    (rf"^(?P<part>may)\s*[-/,.]?\s*{YEAR}$", _with_reader(_english)),
    # "tháng năm 2024" is May or a month and a year: neither is taken.
    (rf"{_LEFT}(?:^ca\s+)?{_IN_A_MONTH}{_NAM}\s*{YEAR}{_RIGHT}", _year),
    (
        rf"{_LEFT}(?<!thang nam )(?:(?:fy|n|y)(?=\d)|year\s+)?{YEAR}{_RIGHT}(?!\s(?:0[1-9]|1[0-2])(?!\w)){_NO_COUNT}",
        _year,
    ),
    (rf"(?:(?<=\bkh)|(?<=\bth)|(?<=\bdt)|(?<=\bsb)|(?<=\buoc)|(?<=\buth)|(?<=[a-z]{{3}})){YEAR}{_RIGHT}", _year),
)
_RULES = tuple((re.compile(pattern), build) for pattern, build in _SPELLINGS)
_SHORT_YEAR = tuple(
    (re.compile(rf"{part}\s*[/\-']\s*(?P<short>\d\d)"), _with_reader(reader, repaired=True))
    for part, reader in (*PARTS, ("(?P<part>may)", _english))
    if not part.startswith("(?P<part>\\d")
)


def find(text: str) -> list[Found]:
    """Return the periods in a folded text in order of appearance, the most telling spelling first come."""
    found: list[Found] = []
    for pattern, build in _RULES:
        for match in pattern.finditer(text):
            one = build(match)
            if one is not None:
                found.append(one)
                text = text[: match.start()] + TAKEN * (match.end() - match.start()) + text[match.end() :]
    return sorted(found, key=lambda one: one.start)


def with_short_year(text: str) -> Found | None:
    """Read a folded text that is nothing but a part of a year and two figures of the year: T5/24, May-24."""
    for pattern, build in _SHORT_YEAR:
        match = pattern.fullmatch(text)
        if match:
            return build(match)
    return None
