"""What a kind of slide answers with: figure, title, sentences, small print, breaks. How each is made is elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.report.lines import chart_line, measure, source_line, status_line
from lib.report.period_words import stretch_words
from lib.report.slides import Figure
from lib.services.shown import Shown


@dataclass(frozen=True)
class Made:
    """One slide's own part; `problem` says why there is no figure.

    `codes` are the indicators to be defined in an appendix, none: that of the view.
    """

    figure: Figure | None
    title: str = ""
    sentences: tuple[str, ...] = ()
    small_print: str = ""
    breaks: tuple[str, ...] = ()
    problem: str = ""
    codes: tuple[str, ...] = ()


def print_line(
    shown: Shown,
    figures: pd.DataFrame,
    counts: tuple[int, int],
    periods: Iterable[str],
    indicator: Indicator | None = None,
) -> str:
    """Return the small print of a figure: indicator and unit, periods, how many of how many, status, sources.

    Takes the figures shown with the columns `source` and `obs_status`; of the view's indicator unless one is named.
    """
    t, (have, size) = shown.t, counts
    sources = source_line(figures["source"].dropna().unique(), shown.workspace.catalogue, t)
    return chart_line(
        [
            measure(indicator or shown.choice.indicator, t),
            " – ".join(dict.fromkeys(periods)),
            t("line.count", have=have, size=size),
            status_line(figures["obs_status"].dropna().unique(), t),
            t("line.source", sources=sources) if sources else "",
        ]
    )


def against(shown: Shown, period: Period, base: Period | None) -> str:
    """Return the view's indicator with its periods, `PCI 2016 so với 2015`."""
    t, indicator = shown.t, shown.choice.indicator
    compared = t("head.against", base=stretch_words(indicator, base, t, short=True)) if base else ""
    return f"{t.label(indicator.short)} {stretch_words(indicator, period, t, short=True)} {compared}".strip()
