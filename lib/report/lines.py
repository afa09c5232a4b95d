"""The small print under every chart: indicator, unit of measure, period, n, status and source."""

import re
from collections.abc import Iterable

import pandas as pd

from lib.i18n import Translator
from lib.model.indicator import Catalogue, Indicator


def status_line(statuses: Iterable[str], t: Translator) -> str:
    """Say the status of the figures shown, `số liệu chính thức`, several joined."""
    order = [status for status in "APEFBOLMQ" if status in set(statuses)]
    return t.listing(t(f"status.{status}") for status in order)


def source_line(sources: Iterable[str], catalogue: Catalogue, t: Translator, *, most: int = 3) -> str:
    """Name the publishers behind source ids (several joined by `+`), each once, the rest by their number."""
    codes = dict.fromkeys(code for source in sources if source for code in str(source).split("+"))
    names = list(
        dict.fromkeys(t.label(catalogue.sources[code].publisher) for code in codes if code in catalogue.sources)
    )
    shown = ", ".join(names[:most])
    return t("line.sources_more", sources=shown, count=len(names) - most) if len(names) > most else shown


def first_clause(text: str) -> str:
    """Return the first clause of a reason, without its full stop: as much as a legend on a wall can hold."""
    return re.split(r";\s|\.\s", text, maxsplit=1)[0].rstrip(".")


def chart_line(parts: Iterable[str]) -> str:
    """Join the parts of a chart's small print: indicator with unit of measure, period, n, status, source."""
    return " · ".join(part for part in parts if part)


def figure_line(
    figures: pd.DataFrame, catalogue: Catalogue, t: Translator, *, named: str, periods: Iterable[str], counted: str
) -> str:
    """Return the small print of figures: what is `named`, its periods, how many of how many units, status, sources.

    Takes the figures shown, with the columns `source` and `obs_status`.
    """
    sources = source_line(figures["source"].dropna().unique(), catalogue, t)
    return chart_line(
        [
            named,
            " – ".join(dict.fromkeys(periods)),
            counted,
            status_line(figures["obs_status"].dropna().unique(), t),
            t("line.source", sources=sources) if sources else "",
        ]
    )


def measure(indicator: Indicator, t: Translator) -> str:
    """Return the indicator's full name with its unit of measure."""
    unit = t.label(indicator.unit)
    return f"{t.label(indicator.label)} ({unit})" if unit else t.label(indicator.label)
