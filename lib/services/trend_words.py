"""The words on a trend chart, the same on the page and on a slide. No figures."""

from lib.charts.trend_look import TrendWords
from lib.i18n import Translator
from lib.model.indicator import Indicator
from lib.report.lines import measure


def trend_words(indicator: Indicator, t: Translator, *, estimates: bool) -> TrendWords:
    """Return everything a trend chart says; `estimates`: some of its points are restated, and the legend says so."""
    return TrendWords(
        unit=t("column.name"),
        period=t("frame.period"),
        value=t("trend.value"),
        measure=t.label(indicator.unit),
        status=t("column.status"),
        source=t("column.source"),
        no_values=t("trend.no_values"),
        one_value=t("trend.one_value"),
        summary=t("trend.summary", indicator=measure(indicator, t)),
        origin=t("trend_basis.origin") if estimates else "",
        legend=t("trend_basis.legend") if estimates else "",
    )
