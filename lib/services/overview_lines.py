"""The small lines of a tile: status, when a figure came in, and the points of its sparkline. No ranks, no changes."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from lib.i18n import Translator
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.report.sentences import known
from lib.services.origins import is_estimate
from lib.services.rows import Row
from lib.services.workspace import Workspace

MOST_POINTS = 16
LEAST_POINTS = 2  # one value is no course of things


class Point(NamedTuple):
    """A value at the last day of its period (as a day number)."""

    day: int
    value: float


Segment = tuple[Point, ...]


@dataclass(frozen=True)
class Line:
    """A line of a tile: words, the change that is better (`up`), worse (`down`) or neither, and words after it."""

    before: str = ""
    change: str = ""
    after: str = ""
    way: str = ""
    title: str = ""


def status_word(row: Row, t: Translator) -> str:
    """Return the status of a figure in one or two words; an estimate of ours says so."""
    if is_estimate(row):
        return t("overview.restated")
    return t(f"overview.status.{row['obs_status']}") if known(row["obs_status"]) else t("overview.status.O")


def received(row: Row, own: pd.DataFrame, period: Period, observations: pd.DataFrame, t: Translator) -> str:
    """Say when the newest of the figures behind a row came in.

    Takes the unit's own figures, and all as published where the row is restated: then its former units' count.
    """
    areas = str(row["predecessors"]).split() if known(row.get("predecessors")) else []
    published = own if "published_at" in own else observations.loc[observations["indicator"].isin(own["indicator"])]
    areas = areas or own["ref_area"].unique().tolist()
    instants = published.loc[
        (published["time_period"] == str(period)) & published["ref_area"].isin(areas), "published_at"
    ]
    return t("overview.received", moment=t.moment(instants.max())) if len(instants) else ""


def spark_segments(
    own: pd.DataFrame, indicator: Indicator, newest: Period, workspace: Workspace
) -> tuple[Segment, ...]:
    """Return a unit's last values as runs that may be joined: a gap or a break of method begins another run."""
    values = own.dropna(subset=["obs_value"]).drop_duplicates("time_period", keep="last")
    points = sorted(
        (period, float(value))
        for text, value in zip(values["time_period"], values["obs_value"], strict=True)
        if (period := Period.parse(text)).frequency is newest.frequency
    )[-MOST_POINTS:]
    if len(points) < LEAST_POINTS:
        return ()
    segments: list[list[Point]] = []
    before: Period | None = None
    for period, value in points:
        parted = before is None or before != period.previous()
        if parted or workspace.catalogue.breaks_between(indicator.code, before or period, period):
            segments.append([])
        segments[-1].append(Point(period.end.toordinal(), value))
        before = period
    return tuple(tuple(segment) for segment in segments)
