"""How every Altair chart looks: inks for light and dark screens, typeface, number signs. No shapes, no data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import altair as alt

from lib.model.words import Language

ThemeName = Literal["light", "dark"]
AnyChart = TypeVar("AnyChart", bound=alt.TopLevelMixin)

FONT = '"Source Sans 3", "Source Sans", sans-serif'


@dataclass(frozen=True)
class Inks:
    """The colours of one theme: inks that write reach 4.5:1 on `background`, inks that only draw reach 3:1.

    `chosen` tells six units apart for colour-blind readers too; `up` and `down` are blue and orange because red and
    green look alike to one man in twelve. `grid` and `hatch` carry no figure and stay faint on purpose.
    """

    background: str
    text: str
    muted: str
    grid: str
    hatch: str
    other: str
    reference: str
    focus: str
    former: str
    chosen: tuple[str, str, str, str, str, str]
    up: str
    down: str

    @property
    def writing(self) -> tuple[str, ...]:
        """The inks used for words and figures."""
        return (self.text, self.muted, self.reference, self.focus, self.former, *self.chosen, self.up, self.down)


INKS: Mapping[ThemeName, Inks] = {
    "light": Inks(
        background="#ffffff",
        text="#1f2430",
        muted="#5a6070",
        grid="#e6e8ec",
        hatch="#dde1e7",
        other="#929292",
        reference="#3f4654",
        focus="#b0125b",
        former="#b0125b",
        chosen=("#1769bf", "#b35c00", "#00786c", "#772d86", "#241a72", "#5c2a0a"),
        up="#1769bf",
        down="#b35c00",
    ),
    "dark": Inks(
        background="#0f1720",
        text="#f2f4f8",
        muted="#b4bac6",
        grid="#26303c",
        hatch="#2c3644",
        other="#6d7076",
        reference="#d5d9e2",
        focus="#ff79b4",
        former="#ff79b4",
        chosen=("#4f9cf7", "#e28a2b", "#7df0d6", "#b9b0ff", "#f3ee7a", "#a8823f"),
        up="#4f9cf7",
        down="#e28a2b",
    ),
}

NUMBER_SIGNS: Mapping[Language, Mapping[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", "\u00a0₫"]},
}


def chart_config(language: Language, theme: ThemeName) -> dict[str, Any]:
    """Return the Vega-Lite config of a language and theme, with the language's decimal and thousands signs."""
    inks = INKS[theme]
    sizes = {"labelFontSize": 13, "titleFontSize": 13, "labelLimit": 0, "titleLimit": 0}
    return {
        "locale": {"number": dict(NUMBER_SIGNS[language])},
        "font": FONT,
        "background": "transparent",
        "aria": False,  # Vega names shapes in English; the chart's own description is read instead
        "view": {"stroke": None},
        "text": {"fontSize": 13, "color": inks.text},
        "axis": {
            **sizes,
            "labelColor": inks.muted,
            "titleColor": inks.muted,
            "titleFontWeight": "normal",
            "domain": False,
            "ticks": False,
            "gridColor": inks.grid,
            "labelPadding": 6,
        },
        "legend": {**sizes, "labelColor": inks.text, "titleColor": inks.muted},
        "title": {"color": inks.text, "subtitleColor": inks.muted},
    }


def configure(chart: AnyChart, language: Language, theme: ThemeName) -> AnyChart:
    """Return the chart with the looks of `theme` and the number signs of `language` embedded in its config."""
    configured: AnyChart = chart.properties(config=chart_config(language, theme))
    return configured
