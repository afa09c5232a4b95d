"""What a kind of slide answers with: figure, title, sentences, small print, breaks. How each is made is elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.report.lines import figure_line, measure
from lib.report.period_words import stretch_words
from lib.report.slides import Figure
from lib.services.shown import Shown


@dataclass(frozen=True)
class Made:
    """One slide's own part; `problem` says why there is no figure.

    `codes` are the indicators to be defined in an appendix, none: that of the view. `chart_notes` are those of
    `breaks` that explain signs of the drawing.
    """

    figure: Figure | None
    title: str = ""
    sentences: tuple[str, ...] = ()
    small_print: str = ""
    breaks: tuple[str, ...] = ()
    problem: str = ""
    codes: tuple[str, ...] = ()
    chart_notes: tuple[str, ...] = ()


def print_line(
    shown: Shown,
    figures: pd.DataFrame,
    counted: str,
    periods: Iterable[str],
    indicator: Indicator | None = None,
) -> str:
    """Return the small print of a figure: indicator and unit, periods, how many of how many, status, sources.

    Takes the figures shown with the columns `source` and `obs_status`, and the words on how many units have a value
    (`lib.services.period_counts`); of the view's indicator unless one is named.
    """
    named = measure(indicator or shown.choice.indicator, shown.t)
    return figure_line(figures, shown.workspace.catalogue, shown.t, named=named, periods=periods, counted=counted)


def against(shown: Shown, period: Period, base: Period | None) -> str:
    """Return the view's indicator with its periods, `PCI 2016 so với 2015`."""
    t, indicator = shown.t, shown.choice.indicator
    compared = t("head.against", base=stretch_words(indicator, base, t, short=True)) if base else ""
    return f"{t.label(indicator.short)} {stretch_words(indicator, period, t, short=True)} {compared}".strip()
