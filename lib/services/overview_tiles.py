"""The tiles of one unit: its newest figure of every headline indicator with change, rank and age, in words."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from lib.analysis.like_with_like import comparable_periods
from lib.analysis.series import LEAST_UNITS
from lib.i18n import Translator
from lib.model.indicator import Direction, Indicator
from lib.model.period import Period
from lib.model.unit import Unit
from lib.model.view import Basis, View
from lib.report.period_words import stretch_words
from lib.report.sentences import break_sentences, known, of_kind
from lib.report.sentences import restated as is_restated
from lib.services.notes import missing_reason, row_note
from lib.services.origins import is_estimate, no_value_reason
from lib.services.overview import Lack, Outlook, Tile
from lib.services.overview_lines import Line, received, spark_segments, status_word
from lib.services.profile_basis import rank_words
from lib.services.questions import At, Question
from lib.services.rows import Row, records, row_of
from lib.services.tables import ORIGIN_NAMES


def tiles(indicators: Sequence[Indicator], unit: Unit, outlook: Outlook) -> tuple[list[Tile], list[Lack]]:
    """Return the tiles of a unit in the order of the indicators, and what it has no figure of."""
    found: list[Tile] = []
    lacks: list[Lack] = []
    for indicator in indicators:
        figures = outlook.figures(indicator.code)
        lineage = outlook.workspace.gazetteer.lineage(unit.ref_area)
        told = figures["obs_value"].notna() | figures["published_rank"].notna()
        own = figures.loc[told & figures["ref_area"].isin(lineage)]
        if own.empty:
            lacks.append(_lack(indicator, unit, figures, outlook))
        else:
            found.append(_tile(indicator, unit, own, outlook))
    return found, lacks


def unit_questions(indicator: Indicator, unit: Unit, own: pd.DataFrame, outlook: Outlook) -> list[Question]:
    """Return the newest figure's question against the same period of last year and against the period before.

    Takes the unit's own figures of the indicator. Where both are one period, or only one is known, there is one
    question; a unit with a single period has one without a base.
    """
    order = {area: place for place, area in enumerate(outlook.workspace.gazetteer.lineage(unit.ref_area))}
    places: dict[Period, str] = {}
    keys = own[["time_period", "ref_area"]].itertuples(index=False)
    for text, area in sorted(keys, key=lambda key: order.get(key[1], 0)):
        places[Period.parse(text)] = unit.unit_set if outlook.restated else area.partition("-")[0]
    now = max(places)
    alike = [period for period in places if period < now and comparable_periods(indicator, now, period)]
    bases = dict.fromkeys([*(p for p in alike if p == now.year_before()), *sorted(alike)[-1:]])
    at = At(now, places[now], outlook.restated)
    asked = [Question(indicator, at, At(base, places[base], outlook.restated)) for base in bases]
    return asked or [Question(indicator, at)]


def _tile(indicator: Indicator, unit: Unit, own: pd.DataFrame, outlook: Outlook) -> Tile:
    t, workspace = outlook.t, outlook.workspace
    questions = unit_questions(indicator, unit, own, outlook)
    asked = [(question, _row(question, unit, outlook)) for question in questions]
    question, row = asked[0]
    period = question.now.period
    has_value = known(row["obs_value"])
    about = "≈ " if is_estimate(row) else ""
    value = f"{about}{t.number(row['obs_value'], indicator.decimals)}" if has_value else _only_rank(row, t)
    changes = tuple(line for pair in asked if (line := _change_line(*pair, outlook)) is not None)
    moved = _moved(row, question, outlook)
    if moved is None:
        moved = _moved_again(row, question, outlook)
    return Tile(
        indicator.code,
        t.label(indicator.short),
        t.label(indicator.label),
        stretch_words(indicator, period, t, short=True),
        value,
        t.label(indicator.unit) if has_value else t("province.rank_only"),
        (_rank_line(question, row, outlook), *changes),
        f"{status_word(row, t)} · {received(row, own, period, outlook.observations, t)}",
        spark_segments(own, indicator, period, workspace),
        _view(question, outlook),
        _place(row, question, outlook),
        "" if moved is None else "broken" if _breaks(question, outlook) else _way(moved) or "same",
    )


def _way(change: float) -> str:
    """Return which way a change goes that is better where positive: `up`, `down`, or nothing."""
    return "up" if change > 0 else "down" if change < 0 else ""


def _breaks(question: Question, outlook: Outlook) -> list[str]:
    """Say which breaks of method lie between the two periods of a question."""
    if question.base is None:
        return []
    catalogue, code = outlook.workspace.catalogue, question.indicator.code
    return break_sentences(catalogue.breaks_between(code, question.base.period, question.now.period), outlook.t)


def _row(question: Question, unit: Unit, outlook: Outlook) -> Row:
    area = outlook.workspace.gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
    return row_of(outlook.tables(question), area) or {}


def _only_rank(row: Row, t: Translator) -> str:
    return t("province.rank", rank=t.rank(int(row["published_rank"]), int(row["published_peer_count"])))


def _view(question: Question, outlook: Outlook) -> View:
    """Return the view in which the pages show what the tile tells."""
    base = str(question.base.period) if question.base else ""
    return replace(
        outlook.view,
        indicator=question.indicator.code,
        period=str(question.now.period),
        base=base,
        unit_set=question.now.unit_set,
        basis=str(Basis.RESTATED) if question.restated else "",
    )


def _moved(row: Row, question: Question, outlook: Outlook) -> int | None:
    """Return by how many places a judged rank moved, where that can be said; computed among a few units it is not."""
    unsure = known(row.get("rank_change_certain")) and not row["rank_change_certain"]
    if question.indicator.direction is Direction.NONE or unsure or not known(row.get("rank_change")):
        return None
    if row["rank_change_kind"] == "computed" and int(row["peer_count"]) < _least(question, outlook):
        return None
    return int(row["rank_change"])


def _place(row: Row, question: Question, outlook: Outlook) -> tuple[int, int] | None:
    """Return the rank and its n, published before computed; a rank computed among a few units is not worth a word."""
    if question.indicator.direction is Direction.NONE:
        return None
    if known(row["published_rank"]):
        return int(row["published_rank"]), int(row["published_peer_count"])
    if not known(row["rank"]) or int(row["peer_count"]) < _least(question, outlook):
        return None
    return int(row["rank"]), int(row["peer_count"])


def _least(question: Question, outlook: Outlook) -> float:
    """Return how many units a rank computed here must be among to be told as one of the country."""
    return LEAST_UNITS * outlook.workspace.gazetteer.unit_sets[question.now.unit_set].size


def _rank_line(question: Question, row: Row, outlook: Outlook) -> Line:
    t = outlook.t
    said = f"{rank_words(row, outlook.workspace.gazetteer, t)} ·" if known(row["obs_value"]) else ""
    moved, again = _moved(row, question, outlook), _moved_again(row, question, outlook)
    base = question.base
    if base is None or (moved is None and again is None):
        return Line(said.removesuffix(" ·"))
    breaks = _breaks(question, outlook)
    since = t("overview.against", base=stretch_words(question.indicator, base.period, t, short=True))
    if moved is not None:
        alone = bool(breaks) or not known(row.get("value_change"))  # else the line below tells since when
        told = Line(said, _places(moved, row, t, judged=not breaks), since if alone else "", _way(moved), since)
    else:
        told = replace(_again_words(row, base.period, t), before=said, way=_way(again or 0))
    if not breaks:
        return told
    title = " ".join([f"{told.title}.".replace("..", "."), *breaks])
    return replace(told, after=f"{told.after} {t('overview.break')}", way="", title=title)


def _places(moved: int, row: Row, t: Translator, *, judged: bool) -> str:
    """Say by how many places a rank moved; with a sign of its own where no arrow and no colour judges it."""
    if judged or not moved:
        return of_kind(t(f"overview.places.{_way(moved) or 'same'}", count=abs(moved)), row, t)
    return of_kind(t("overview.places.signed", change=t.signed(moved)), row, t)


def _again_words(row: Row, base: Period, t: Translator) -> Line:
    """Say from which rank to which a unit moved among the units common to both periods."""
    old, new, count = (int(row[f"comparable_{name}"]) for name in ("base_rank", "rank", "count"))
    title = t("overview.again_title", base=t.period(base), count=count)
    return Line("", f"{old} → {new}", t("overview.in_common", count=count), title=title)


def _moved_again(row: Row, question: Question, outlook: Outlook) -> int | None:
    """Return by how many places a unit moved among the units common to both periods, where their ranks differ in n."""
    if question.indicator.direction is Direction.NONE or not known(row.get("comparable_rank_change")):
        return None
    if int(row["comparable_count"]) < _least(question, outlook):
        return None
    return int(row["comparable_rank_change"])


def _change_line(question: Question, row: Row, outlook: Outlook) -> Line | None:
    """Return what changed since the base, why nothing can be said, or None where there is no value to change."""
    t, indicator, base = outlook.t, question.indicator, question.base
    if base is None or not known(row["obs_value"]):
        return None
    breaks = _breaks(question, outlook)
    same_time = base.period == question.now.period.year_before() and base.period != question.now.period.previous()
    then = stretch_words(indicator, base.period, t, short=True)
    against = t("overview.against_year" if same_time else "overview.against", base=then)
    if not known(row.get("value_change")):
        if known(row.get("rank_change")):
            return None
        note = row_note(row, question, outlook.workspace, t) or ""
        return Line(t("overview.no_change", base=then), title=note)
    change = round(float(row["value_change"]), indicator.decimals)
    if known(row.get("change_certain")) and not row["change_certain"]:
        return Line("", t.signed(change, indicator.decimals), f"{against}, {t('overview.inside_error')}")
    better = change * {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NONE: 0}[indicator.direction]
    way = "" if breaks else _way(better)
    about = "≈ " if is_restated(row) and (is_estimate(row) or is_estimate(row, side="base_")) else ""
    mark = t("overview.break") if breaks else ""
    said = f"{about}{t.signed(change, indicator.decimals)}"
    return Line("", said, f"{against} {mark}".strip(), way, " ".join(breaks))


def _lack(indicator: Indicator, unit: Unit, figures: pd.DataFrame, outlook: Outlook) -> Lack:
    t, workspace = outlook.t, outlook.workspace
    periods = outlook.coverage.periods(indicator.code)
    why = missing_reason(indicator, periods[-1], unit.ref_area, workspace, t) if periods else t("reason.unknown")
    if outlook.restated and len(figures):
        own = records(figures.loc[figures["ref_area"] == unit.ref_area].rename(columns=ORIGIN_NAMES))
        newest = max(own, key=lambda row: Period.parse(str(row["time_period"])), default=None)
        why = (_not_restated(newest, outlook) if newest else "") or why
    view = replace(outlook.view, indicator=indicator.code, period="", base="", unit_set="", basis="")
    return Lack(t.label(indicator.short), why[:1].lower() + why[1:].rstrip("."), view)


def _not_restated(row: Row, outlook: Outlook) -> str:
    """Return why a unit has no restated value; ranks of former units alone are never carried over."""
    formers = outlook.observations.loc[outlook.observations["ref_area"].isin(str(row["predecessors"]).split())]
    own = formers.loc[(formers["indicator"] == row["indicator"]) & (formers["time_period"] == row["time_period"])]
    if own["published_rank"].notna().any() and own["obs_value"].isna().all():
        return outlook.t("overview.ranks_alone")
    return no_value_reason(row, outlook.workspace.gazetteer, outlook.t)
