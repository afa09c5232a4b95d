"""Periods out of single texts: cells, headers, titles, file names. Decides nothing about a column or the future."""

import re
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from lib.intake.period_context import (
    Beside,
    beside,
    is_comparison,
    says_nothing_else,
    without_comparison,
    without_other_years,
)
from lib.intake.period_folding import composed, folded
from lib.intake.period_parts import PartOfYear, part_in, period_or_none
from lib.intake.period_spellings import TAKEN, Found, find, with_short_year
from lib.intake.period_texts import PeriodText, period_of_date, serial_date, written_day
from lib.model.period import Frequency

__all__ = [
    "PartOfYear",
    "PeriodText",
    "combine",
    "compares",
    "is_period_header",
    "is_span",
    "period_of_date",
    "periods_in",
    "read_part",
    "read_period",
    "serial_date",
]

_HEADERS = frozenset(
    {
        *("nam", "ky", "thang", "quy", "year", "month", "quarter", "period", "time", "date", "yr", "time period"),
        *("thoi gian", "thoi ky", "thoi diem", "giai doan", "ngay", "nam hoc", "nien khoa", "mốc thoi gian"),
        *("ky bao cao", "nam bao cao", "thang bao cao", "quy bao cao", "ngay bao cao", "reporting period", "ref year"),
        *("ky so lieu", "ky số lieu", "nam so lieu", "nam số lieu", "ky thống kê", "nam thống kê"),
        *("nam/thang", "thang/nam", "quy/nam", "nam/quy", "thang nam", "thang, nam", "nam thang", "quy nam"),
    }
)
_SPLIT_YEAR = re.compile(r"(?:nam\s*)?([12])[., ](\d{3})|(?:nam\s*)?(\d{4})[.,]0{1,2}")
_ONE_MONTH = re.compile(r"(?:0?1|mot) thang(?!\w)")
_VALUE = re.compile(r"[-+]\s*\d.*|[\d.,]+\s*%")
_LOOSE_PART = re.compile(
    rf"(?<!\w)(?:(?<!\d )(?<!mot )thang\s*(?:\d|,?\s*{TAKEN})|(?:quy|q)\s*(?:\d+|[ivx]+)(?!\w)"
    rf"|(?:\d{{1,2}}|s[aá]u|chin)\s*thang\s*(?:dau|cuoi)(?!\w)|thang nam(?!\w)|dau\s*{TAKEN}"
    rf"|(?:hoc ky|hk|tuần|tuan|week)\s*(?:\d|i)|(?<!dệt )(?<!det )may\s*,?\s*{TAKEN})"
)
_HALF_A_MONTH = re.compile(rf"(?<!\w)(?:nua\s*(?:dau|cuoi)|ky\s*[12]|dau|giua|giữa)\s*{TAKEN}")
_HAS_YEAR = re.compile(r"19[4-9]\d|20\d\d|2100|[12][., ]\d{3}|[/\-']\s*\d\d$")
_KEPT = 4096  # texts remembered: the cells of a column of periods, the headers and titles of a file
_JOINED = re.compile(r"\s*(?:-+>?|den|toi|~)\s*(?:het\s*)?")
_COMPARED = re.compile(r"\s*/\s*|\s*vs\.?\s*")
_MARK_AFTER = re.compile(r"\s?(?:\*{1,4}|\(\d{1,2}\)|\[\d{1,3}\])(?!\w)")
_BRACKET_AFTER = re.compile(r"\s*\([^)]*\)")


def read_period(cell: object, *, whole: bool = True) -> PeriodText | None:
    """Read a header cell or a cell of a period column; None where it names no period, several, or a span.

    With `whole` the text must say nothing but the period, its status and what it is compared with. School years count
    by the year they begin in, and only where `năm học` is said (`repaired`, with these words as `rest`).
    """
    if isinstance(cell, str):
        return _read_text(composed(cell), whole=whole)
    if isinstance(cell, date):
        return period_of_date(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not 1 <= cell < 10_000 or cell % 1:
        return None
    period = period_or_none(int(cell), Frequency.A, 1)
    return None if period is None else PeriodText(period)


@lru_cache(_KEPT)
def _read_text(text: str, *, whole: bool) -> PeriodText | None:
    plain = folded(text)
    # "1 tháng 2024" is the first month so far, or what is earned in one: never the year.
    if not _HAS_YEAR.search(plain) or _VALUE.fullmatch(plain) or _ONE_MONTH.match(plain):
        return None
    special = _split_year(plain) or written_day(plain) or _short_year(plain)
    if special is not None:
        return special
    named = _named(plain)
    single = [one for one in named if not one.span]
    if len({one.period for one in single}) != 1 or (whole and len(single) < len(named)):
        return None
    one = single[0]
    opened = _blanked(plain, [(other.start, other.end) for other in single])
    said = beside(opened)
    left = _blanked(opened, said.places)
    if whole and not says_nothing_else(left):
        return None
    if _names_a_part_apart(one, left):
        return None
    rest = _tidied("".join(letter for letter, sign in zip(text, left, strict=True) if sign != TAKEN))
    kept = rest if one.repaired or not says_nothing_else(folded(rest)) else ""
    male = text[one.start : one.end].split(maxsplit=1)[0] in {"Nam", "NAM"}
    return replace(_with_words(one, said), rest=kept, repaired=one.repaired or male)


def _names_a_part_apart(one: Found, left: str) -> bool:
    # "Tháng 5: dân số 2024" is not about the whole of 2024, nor "nửa đầu tháng 5/2024" about the whole month.
    if one.period.frequency is Frequency.M and _HALF_A_MONTH.search(left):
        return True
    return one.period.frequency is Frequency.A and not one.cumulative and bool(_LOOSE_PART.search(left))


def _split_year(plain: str) -> PeriodText | None:
    match = _SPLIT_YEAR.fullmatch(plain)
    period = period_or_none(int("".join(part or "" for part in match.groups())), Frequency.A, 1) if match else None
    return None if period is None else PeriodText(period, repaired=True)


def _short_year(plain: str) -> PeriodText | None:
    found = with_short_year(plain)
    return None if found is None else PeriodText(found.period, cumulative=found.cumulative, repaired=True)


def _named(plain: str) -> list[Found]:
    """Find the periods; two joined to "from – to" become one span, two set against each other one comparison."""
    if not _HAS_YEAR.search(plain):
        return []
    masked = without_comparison(without_other_years(plain))
    named: list[Found] = []
    for bare in find(masked):
        mark = _MARK_AFTER.match(masked, bare.end)
        one = replace(bare, end=mark.end()) if mark else bare
        between = masked[named[-1].end : one.start] if named else ""
        if named and one.period == named[-1].period:
            named.append(one)
        elif named and _JOINED.fullmatch(between):
            named[-1] = replace(named[-1], end=one.end, span=True)
        elif named and _COMPARED.fullmatch(between):
            named[-1] = replace(named[-1], end=one.end, index=True)
        else:
            named.append(one)
    return named


def _blanked(text: str, places: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    for start, end in places:
        text = text[:start] + TAKEN * (end - start) + text[end:]
    return text


def _with_words(one: Found, said: Beside) -> PeriodText:
    return PeriodText(
        one.period,
        said.status,
        said.plan,
        one.index or said.index,
        one.cumulative or said.cumulative,
        repaired=one.repaired,
        span=one.span,
    )


def _tidied(text: str) -> str:
    text = re.sub(r"\(\W*\)|\[\W*\]", " ", text)
    text = " ".join(text.split()).strip(" -–—:;,/._|*")
    for opening, closing in ("()", "[]"):
        # A bracket that is left without its fellow, or that holds all there is, says nothing.
        if text.count(opening) != text.count(closing) or (text[:1] == opening and text.find(closing) == len(text) - 1):
            text = text.replace(opening, " ").replace(closing, " ")
    return " ".join(text.split()).strip(" -–—:;,/._|*")


def periods_in(text: str) -> tuple[PeriodText, ...]:
    """Return the distinct periods named in a title, a file name or a sheet name, in order of appearance.

    Numbers and days of documents, base years of prices and standards are no periods. A span comes with `span` and is
    not to be taken. Empty where a month or quarter stands apart from its year: which period it is then is not said.
    """
    text = composed(text)
    plain = folded(text)
    named = _named(plain)
    opened = _blanked(plain, [(one.start, one.end) for one in named])
    if any(_names_a_part_apart(one, opened) for one in named):
        return ()
    found: dict[tuple[object, bool], PeriodText] = {}
    for place, one in enumerate(named):
        begin = named[place - 1].end if place else 0
        end = named[place + 1].start if place + 1 < len(named) else len(plain)
        said = beside(_own_words(opened, (begin, end), one, last=place + 1 == len(named)))
        found.setdefault((one.period, one.span), _with_words(one, said))
    return tuple(found.values())


def _own_words(text: str, room: tuple[int, int], one: Found, *, last: bool) -> str:
    before, after = text[room[0] : one.start], text[one.end : room[1]]
    if room[0]:
        before = _BRACKET_AFTER.sub("", before)
    bracket = _BRACKET_AFTER.match(after)
    return before + TAKEN + (after if last else bracket[0] if bracket else "")


def is_span(text: str) -> bool:
    """Tell whether a text names several years or months as one (2019–2021, giai đoạn 2016 - 2020, quý I-III/2024)."""
    return any(one.span for one in _named(folded(composed(text))))


def compares(text: str) -> bool:
    """Tell whether a text is about a comparison (2020/2019, so với cùng kỳ, năm trước = 100), with a period or not."""
    plain = folded(composed(text))
    return is_comparison(plain) or any(one.index for one in _named(plain))


def is_period_header(text: str) -> bool:
    """Tell whether a header says that periods or their parts stand in its column (Năm, Quý, Kỳ báo cáo)."""
    return folded(composed(text)).strip(" :.()*") in _HEADERS


def read_part(cell: object, kind: Frequency | None = None) -> PartOfYear | None:
    """Read a part of a year without its year: Quý I, T5, 6 tháng đầu năm; bare figures where `kind` says of what."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    if isinstance(cell, float):
        cell = int(cell) if cell % 1 == 0 else ""
    return part_in(folded(composed(str(cell))).strip(" .:"), kind)


def combine(year_cell: object, part_cell: object, kind: Frequency | None = None) -> PeriodText | None:
    """Join a year and a part of it that stand in two cells; a part may name the same year again (2024, Q1/2024)."""
    year = read_period(year_cell)
    if year is None or year.period.frequency is not Frequency.A or year.index or year.dated:
        return None
    part = read_part(part_cell, kind)
    if part is None:
        own = read_period(part_cell)
        same = own is not None and own.period.year == year.period.year and not own.index
        return own if same else None
    period = part.of(year.period.year)
    return None if period is None else replace(year, period=period, cumulative=year.cumulative or part.cumulative)
