"""Which class, colour and legend every unit gets on the map: by printed limits, official groups, or size of change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.charts.classes import Classes, class_breaks, diverging_breaks
from lib.charts.map_paint import LegendClass
from lib.charts.palette import Colour, Theme, diverging, quartiles, sequential
from lib.i18n import Translator
from lib.model.indicator import Indicator
from lib.services.rows import Row, records


@dataclass(frozen=True)
class Colouring:
    """The fill of each unit with a value, and the legend's classes with their counts, best or largest on top."""

    fills: Mapping[str, Colour]
    classes: tuple[LegendClass, ...]


def by_value(
    table: pd.DataFrame, pooled: Sequence[float], indicator: Indicator, theme: Theme, t: Translator
) -> Colouring:
    """Colour a change table by value; limits come from `pooled`, the values of all maps side by side, or its own."""
    values = _column(table, "obs_value")
    classes = class_breaks(pooled or list(values.values()), decimals=indicator.decimals)
    fills = sequential(len(classes.limits), indicator.direction, theme)
    return _coloured(values, classes, fills, t)


def by_group(table: pd.DataFrame, theme: Theme, t: Translator) -> Colouring:
    """Colour a change table by the official quartile groups in its column `group`, 1 the highest."""
    groups = {area: int(group) for area, group in _column(table, "group").items()}
    fills = quartiles(theme)
    classes = tuple(
        LegendClass(fills[group - 1], t(f"group.{group}"), sum(own == group for own in groups.values()))
        for group in (1, 2, 3, 4)
    )
    return Colouring({area: fills[group - 1] for area, group in groups.items()}, classes)


def by_change(table: pd.DataFrame, indicator: Indicator, theme: Theme, t: Translator) -> Colouring:
    """Colour a change table by the change of value, the same limits on both sides of zero."""
    values = _column(table, "value_change")
    classes = diverging_breaks(list(values.values()), decimals=indicator.decimals)
    return _coloured(values, classes, diverging(classes.steps, indicator.direction, theme), t, signed=True)


def _column(table: pd.DataFrame, name: str) -> dict[str, Any]:
    return {row["ref_area"]: row[name] for row in records(table) if pd.notna(row[name])}


def _coloured(
    values: Mapping[str, float], classes: Classes, fills: Sequence[Colour], t: Translator, *, signed: bool = False
) -> Colouring:
    write = t.signed if signed else t.number
    counts = classes.counts(list(values.values()))
    legend = [
        LegendClass(fill, _range(low, high, classes.decimals, write), count)
        for fill, (low, high), count in zip(fills, classes.limits, counts, strict=True)
    ]
    return Colouring({area: fills[classes.index_of(v)] for area, v in values.items()}, tuple(reversed(legend)))


def _range(low: float, high: float, decimals: int, write: Any) -> str:  # noqa: ANN401 - a writer of numbers
    return write(low, decimals) if low == high else f"{write(low, decimals)} – {write(high, decimals)}"


def unit_rows(table: pd.DataFrame) -> dict[str, Row]:
    """Return the rows of a table by unit."""
    return {row["ref_area"]: row for row in records(table)}
