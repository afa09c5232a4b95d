"""How the stretch of time behind a figure is said: a September's total to date is nine months, not a month."""

from lib.i18n import Translator
from lib.model.indicator import Accumulation, Indicator
from lib.model.period import Period

_YEAR = 12


def stretch_words(indicator: Indicator, period: Period, t: Translator, *, short: bool = False) -> str:
    """Return `9 tháng năm 2026` for a value counted from 1 January, else the period's words (`short`: a heading's)."""
    write = t.short_period if short else t.period
    months = period.end.month
    if indicator.accumulation is not Accumulation.YEAR_TO_DATE or months == 1:
        return write(period)
    if months == _YEAR:
        return write(Period(period.year))
    return t("period.to_date", months=months, year=period.year)
