"""What a text says of a period, and the days that stand for one (dates, serial numbers). Reads no title."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.intake.period_parts import period_or_none
from lib.model.period import Frequency, Period

_FIRST_SERIAL, _LAST_SERIAL = 40_000, 60_000  # 2009-07-06 to 2064-04-08
_SERIAL_ZERO = date(1899, 12, 30)
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/\-.])\s*(\d{1,2})\s*\2\s*(\d{4})|(\d{1,2}) ?thang ?(\d{1,2}),? ?nam ?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_BEFORE_DAY = re.compile(r"^(?:tinh )?(?:den )?(?:het )?(?:thoi diem )?(?:ngay )?")
_CLOCK = re.compile(r"[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?$")


@dataclass(frozen=True)
class PeriodText:
    """A period as a text names it; `rest` is what else the text says, without separators around it.

    `status` is A, P, E or F (F for a `plan` too: kế hoạch, dự toán, mục tiêu). `index`: a comparison (2020/2019, so với
    cùng kỳ), not the figure itself. `cumulative`: from the beginning of the year. `span`: the period is only the first
    of several and must not be taken. `repaired`: not written quite as a period. `dated`: a day was written, and the
    period is its month; `ambiguous_date`: the day could be another one (3/4/2024), or stands in the midst of a month.
    """

    period: Period
    status: str = "A"
    plan: bool = False
    index: bool = False
    cumulative: bool = False
    rest: str = ""
    repaired: bool = False
    ambiguous_date: bool = False
    span: bool = False
    dated: bool = False


def period_of_date(day: date) -> PeriodText | None:
    """Return the month of a day; `ambiguous_date` unless it is the first or the last of the month."""
    period = period_or_none(day.year, Frequency.M, day.month)
    if period is None:
        return None
    return PeriodText(period, ambiguous_date=day not in {period.start, period.end}, dated=True)


def serial_date(number: float) -> date | None:
    """Return the day a spreadsheet means by a number of days since 1900; None outside 40000 to 60000 (2009 to 2064)."""
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    return _SERIAL_ZERO + timedelta(days=int(number))


def written_day(text: str) -> PeriodText | None:
    """Read a folded text that is nothing but a day: 31/12/2024, 2024-12-31, ngày 5 tháng 3 năm 2024.

    The day comes before the month, as the country writes it, unless it cannot. `ambiguous_date` where both could, and
    for a day in the midst of a month, whose figure is not the month's.
    """
    text = _CLOCK.sub("", _BEFORE_DAY.sub("", text))
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        year, month, day = map(int, match.groups())
        found = _day_or_none(year, month, day)
        return None if found is None else period_of_date(found)
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    first, second = match.group(1, 3, 4), match.group(5, 6, 7)
    day, month, year = map(int, first if first[0] else second)
    either = max(day, month) <= 12 and day != month and bool(first[0])
    found = _day_or_none(year, month, day) or _day_or_none(year, day, month)
    read = None if found is None else period_of_date(found)
    return replace(read, ambiguous_date=either or read.ambiguous_date) if read else None


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
