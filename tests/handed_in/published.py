"""Published figures for the tables of the tests, straight from the shipped files; knows nothing of the reader."""

import csv
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def values() -> dict[tuple[str, str, str], str]:
    """Return every shipped value as written, by indicator, unit and period."""
    found = {}
    for path in sorted((ROOT / "data" / "observations").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["obs_value"]:
                    found[row["indicator"], row["ref_area"], row["time_period"]] = row["obs_value"]
    return found


@cache
def names() -> dict[str, str]:
    """Return the Vietnamese name of every unit."""
    with (ROOT / "geo" / "units.csv").open(encoding="utf-8", newline="") as file:
        return {row["ref_area"]: row["name_vi"] for row in csv.DictReader(file)}


@cache
def regions() -> dict[str, str]:
    """Return the region of 2006 (or of 2025) of every unit."""
    with (ROOT / "geo" / "units.csv").open(encoding="utf-8", newline="") as file:
        return {row["ref_area"]: row["region_2006"] or row["region_2025"] for row in csv.DictReader(file)}


def members(unit_set: str) -> list[str]:
    """Return the units of a set in the order of their codes."""
    return [ref_area for ref_area in names() if ref_area.startswith(f"{unit_set}-")]


@dataclass(frozen=True)
class Figure:
    """One observation that stands in a table, and the cell as it is written there."""

    ref_area: str
    period: str
    indicator: str
    value: float
    cell: str | float | int
    status: str = "A"


Style = Callable[[str], str | float | int]


def plain(text: str) -> str:
    """1234.5"""
    return text


def comma(text: str) -> str:
    """1234,5"""
    return text.replace(".", ",")


def grouped_comma(text: str) -> str:
    """1.234,5"""
    return grouped_point(text).translate(str.maketrans(",.", ".,"))


def grouped_point(text: str) -> str:
    """1,234.5"""
    whole, sign, rest = text.partition(".")
    return f"{int(whole):,}{sign}{rest}"


def number(text: str) -> float | int:
    """A number as workbooks keep it."""
    value = float(text)
    return int(value) if value.is_integer() else value


def figure(indicator: str, ref_area: str, period: str, style: Style = plain) -> Figure:
    """Return a shipped figure, written in a style."""
    text = values()[indicator, ref_area, period]
    return Figure(ref_area, period, indicator, float(text), style(text))


def rows_of(
    indicator: str, areas: Iterable[str], periods: Iterable[str], style: Style = plain
) -> list[list[str | Figure]]:
    """Return a wide table: name and one figure per period, for each unit."""
    listed = list(periods)
    return [[names()[area], *(figure(indicator, area, period, style) for period in listed)] for area in areas]


def renamed(rows: list[list[str | Figure]], indicator: str) -> list[list[str | Figure]]:
    """Return the rows with their figures under another indicator, as a header may call it."""
    return [[replace(c, indicator=indicator) if isinstance(c, Figure) else c for c in row] for row in rows]


def same(left: float, right: float) -> bool:
    """Whether two values are equal up to what sixteen digits hold."""
    return math.isclose(left, right, rel_tol=1e-12, abs_tol=1e-12)
