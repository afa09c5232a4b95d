"""The first screen without a unit: the country's median, first and last on every headline indicator, in words."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from lib.analysis.series import LEAST_UNITS, reference_lines
from lib.model.indicator import Direction, Indicator
from lib.model.period import Period
from lib.report.lines import status_line
from lib.report.period_words import stretch_words
from lib.report.sentences import Telling, known
from lib.services.overview import Lack, Outlook, Tile
from lib.services.overview_lines import Line, Segment, spark_segments
from lib.services.questions import At, Question
from lib.services.rows import Row, records


def country_tiles(indicators: Sequence[Indicator], outlook: Outlook) -> tuple[list[Tile], list[Lack]]:
    """Return a tile per indicator with figures at its newest period that tells of the country; the rest lack any."""
    found: list[Tile] = []
    lacks: list[Lack] = []
    t, gazetteer = outlook.t, outlook.workspace.gazetteer
    sizes = {code: unit_set.size for code, unit_set in gazetteer.unit_sets.items()}
    for indicator in indicators:
        period = outlook.coverage.newest_telling(indicator.code, sizes)
        if period is None:
            view = replace(outlook.view, indicator=indicator.code, period="", base="", unit_set="", basis="")
            lacks.append(Lack(t.label(indicator.short), t("reason.unknown").rstrip("."), view))
            continue
        unit_set = outlook.coverage.unit_sets(indicator.code, period)[0]
        found.append(_tile(Question(indicator, At(period, unit_set)), outlook))
    return found, lacks


def _tile(question: Question, outlook: Outlook) -> Tile:
    t, indicator, period = outlook.t, question.indicator, question.now.period
    rows = records(outlook.tables(question))
    valued = sorted((row for row in rows if known(row["rank"])), key=lambda row: int(row["rank"]))
    enough = len(valued) >= LEAST_UNITS * len(rows)
    median = float(pd.Series([float(row["obs_value"]) for row in valued]).median()) if enough else None
    telling = Telling(t, indicator, period, None, outlook.workspace.gazetteer)
    count = t("line.count", have=len(valued), size=len(rows))
    lines = (Line(count), *_ends(valued, telling)) if enough else _firsts(rows, telling)
    instants = _instants(question, outlook)
    statuses = status_line({str(row["obs_status"]) for row in rows if known(row["obs_status"])} - {"O"}, t)
    came = t("overview.received", moment=t.moment(instants.max())) if len(instants) else ""
    return Tile(
        indicator.code,
        t.label(indicator.short),
        t.label(indicator.label),
        stretch_words(indicator, period, t, short=True),
        t.number(median, indicator.decimals) if enough else t.rank(len(valued), len(rows)),
        f"{t.label(indicator.unit)} · {t('overview.median')}" if enough else t("overview.have_figures"),
        lines,
        " · ".join(text for text in (statuses, came) if text),
        _median_segments(question, outlook),
        replace(
            outlook.view,
            indicator=indicator.code,
            period=str(period),
            base="",
            unit_set=question.now.unit_set,
            basis="",
        ),
    )


def _ends(valued: Sequence[Row], telling: Telling) -> tuple[Line, ...]:
    kind = "_plain" if telling.indicator.direction is Direction.NONE else ""
    return tuple(
        Line(telling.t(f"overview.{end}{kind}", name=telling.name(row["ref_area"]), value=_number(row, telling)))
        for end, row in (("first", valued[0]), ("last", valued[-1]))
    )


def _number(row: Row, telling: Telling) -> str:
    return telling.t.number(row["obs_value"], telling.indicator.decimals)


def _firsts(rows: Sequence[Row], telling: Telling) -> tuple[Line, ...]:
    """Return the best published places where too few values are known to speak of the country."""
    t = telling.t
    placed = sorted((row for row in rows if known(row["published_rank"])), key=lambda row: int(row["published_rank"]))
    names = [
        t(
            "overview.placed",
            name=telling.name(row["ref_area"]),
            rank=t.rank(int(row["published_rank"]), int(row["published_peer_count"])),
        )
        for row in placed[:2]
    ]
    return (Line(t("overview.firsts", names=", ".join(names), count=len(placed))),) if names else ()


def _instants(question: Question, outlook: Outlook) -> pd.Series:
    figures = outlook.observations
    at = (figures["indicator"] == question.indicator.code) & (figures["time_period"] == str(question.now.period))
    return figures.loc[at, "published_at"]


def _median_segments(question: Question, outlook: Outlook) -> tuple[Segment, ...]:
    """Return the medians over the units of the set shown, as runs that may be joined."""
    indicator, unit_set = question.indicator, question.now.unit_set
    figures = outlook.observations.loc[outlook.observations["indicator"] == indicator.code]
    alike = [Period.parse(text).frequency is question.now.period.frequency for text in figures["time_period"]]
    members = [unit.ref_area for unit in outlook.workspace.gazetteer.members(unit_set)]
    lines = reference_lines(figures.loc[alike], {unit_set: members}, indicator.direction)
    medians = lines.rename(columns={"median": "obs_value"})
    return spark_segments(medians, indicator, question.now.period, outlook.workspace)
