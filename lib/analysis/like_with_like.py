"""Which two periods of an indicator may be compared: the same stretch of a year with the same stretch. No ranks."""

import pandas as pd

from lib.model.indicator import Accumulation, Indicator
from lib.model.period import Period

UNLIKE_TO_DATE = "reason.accumulation"
UNLIKE_LENGTH = "reason.stretch"
_CHANGES = (
    *("value_change", "published_rank_change", "computed_rank_change", "class_move", "class_kind"),
    *("change_band", "change_certain", "rank_change_certain"),
    *("comparable_rank", "comparable_base_rank", "comparable_rank_change"),
)


def comparable_periods(indicator: Indicator, now: Period, base: Period) -> bool:
    """Whether the values of two periods count the same stretch of a year. Rule: docs/xep-hang.md, "Cùng kỳ".

    A value counted from the first day of the year compares with values counted up to the same day: nine months with
    nine months; a December's, a fourth quarter's and a year's value are one stretch. Any other value compares with
    those of the same frequency.
    """
    return unlike_reason(indicator, now, base) == ""


def unlike_reason(indicator: Indicator, now: Period, base: Period) -> str:
    """Return the key of the sentence that says why two periods do not compare, or an empty text where they do."""
    if indicator.accumulation is Accumulation.YEAR_TO_DATE:
        return "" if months_to_date(now) == months_to_date(base) else UNLIKE_TO_DATE
    return "" if now.frequency is base.frequency else UNLIKE_LENGTH


def months_to_date(period: Period) -> int:
    """Return how many months a value counted from 1 January to the end of `period` covers."""
    return period.end.month


def without_changes(changed: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of `lib.analysis.ranking.changes` that says no change at all: both periods' figures stay."""
    empty = {column: changed[column].iloc[:0].reindex(changed.index) for column in _CHANGES if column in changed}
    return changed.assign(**empty, comparable_count=0)
