"""The questions asked of the observations, each an index look-up: one indicator, some units, the latest, one key."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    String,
    and_,
    column,
    func,
    select,
    union,
    union_all,
    values,
)

from lib.model.observation import KEY_COLUMNS, OBSERVATION_COLUMNS
from lib.store.batches import instants
from lib.store.frames import INSTANT, period_order, typed
from lib.store.schema import CURRENT, PAST, observation

SERIES_COLUMNS = (*OBSERVATION_COLUMNS, "batch_id", "published_at")
HISTORY_COLUMNS = (*SERIES_COLUMNS, "entered_by", "superseded_at", "superseded_by")
_READ = (*OBSERVATION_COLUMNS, "batch_id", "layer")
_SORTED = ("indicator", "time_period", "ref_area")

Question = Select[Any] | CompoundSelect[Any]


def known(where: ColumnElement[bool], at: int | None) -> Question:
    """Ask for the observations known now, or (`at`) when batch number `at` was the newest; sorted, both layers."""
    columns = [observation.c[name] for name in _READ]
    order = [*_SORTED, "layer"]
    current = select(*columns).where(where, CURRENT)
    if at is None:
        return current.order_by(*(observation.c[name] for name in order))
    entered = observation.c.entered_by <= at
    past = select(*columns).where(where, PAST, entered, observation.c.superseded_by > at)
    return union_all(current.where(entered), past).order_by(*order)


def of_indicators(indicators: Sequence[str], at: int | None) -> Question:
    """Ask for all observations of some indicators."""
    return known(observation.c.indicator.in_(indicators), at)


def of_indicators_in(indicators: Sequence[str], periods: Sequence[str]) -> Question:
    """Ask for the current observations of some indicators in some periods."""
    where = and_(observation.c.indicator.in_(indicators), observation.c.time_period.in_(periods))
    return known(where, None)


def of_units(ref_areas: Sequence[str], at: int | None) -> Question:
    """Ask for all observations of some units."""
    return known(observation.c.ref_area.in_(ref_areas), at)


def latest_of_units(ref_areas: Sequence[str]) -> Select[Any]:
    """Ask for the current observation of the latest period per unit and indicator, however long their pasts are."""
    held = _held(ref_areas)
    same = observation.alias("same")
    newest = (
        select(same.c.observation_id)
        .where(same.c.ref_area == held.c.ref_area, same.c.indicator == held.c.indicator)
        .where(same.c.superseded_by.is_(None))
        .order_by(same.c.period_order.desc(), same.c.layer.desc())
        .limit(1)
        .scalar_subquery()
        .correlate(held)
    )
    columns = [observation.c[name] for name in _READ]
    found = select(*columns).select_from(held.join(observation, observation.c.observation_id == newest))
    return found.order_by(*(observation.c[name] for name in _SORTED))


def _held(ref_areas: Sequence[str]) -> CTE:
    """Every indicator of the units: from one to the next by index, instead of reading all of a unit's rows."""
    areas: list[tuple[str | None]] = [(area,) for area in ref_areas] or [(None,)]  # VALUES cannot be empty
    asked = values(column("ref_area", String), name="asked").data(areas).cte("asked")
    first = (
        select(func.min(observation.c.indicator))
        .where(observation.c.ref_area == asked.c.ref_area, CURRENT)
        .scalar_subquery()
        .correlate(asked)
    )
    held = select(asked.c.ref_area, first.label("indicator")).cte("held", recursive=True)
    following = (
        select(func.min(observation.c.indicator))
        .where(observation.c.ref_area == held.c.ref_area, observation.c.indicator > held.c.indicator, CURRENT)
        .scalar_subquery()
        .correlate(held)
    )
    return held.union_all(select(held.c.ref_area, following).where(held.c.indicator.is_not(None)))


def of_key(indicator: str, ref_area: str, time_period: str) -> CompoundSelect[Any]:
    """Ask for everything ever stored of one indicator, unit and period, in the order it became known."""
    columns = [observation.c[name] for name in HISTORY_COLUMNS]
    key = [
        observation.c.indicator == indicator,
        observation.c.ref_area == ref_area,
        observation.c.time_period == time_period,
    ]
    return union_all(select(*columns).where(*key, CURRENT), select(*columns).where(*key, PAST)).order_by("entered_by")


def of_batch(batch_id: int) -> CompoundSelect[Any]:
    """Ask for the indicators of which a batch entered or superseded figures, by code; an undo does both."""
    entered = select(observation.c.indicator).where(observation.c.entered_by == batch_id)
    superseded = select(observation.c.indicator).where(PAST, observation.c.superseded_by == batch_id)
    return union(entered, superseded).order_by("indicator")


def read(connection: Connection, question: Question) -> pd.DataFrame:
    """Return the answer as a frame of SERIES_COLUMNS, an office's figure in place of the shipped one it covers."""
    answer = typed(connection.execute(question).all(), _READ)
    if answer.pop("layer").nunique() > 1:  # sorted: where both layers have the key, the office's row comes last
        answer = answer[~answer.duplicated(list(KEY_COLUMNS), keep="last")].reset_index(drop=True)
    return with_instants(connection, answer, answer["batch_id"])


def with_instants(connection: Connection, rows: pd.DataFrame, batch_ids: "pd.Series[int]") -> pd.DataFrame:
    """Add to `rows` when the batch of each was published, as `published_at`."""
    # A few batches told once: an instant read with every row would take as long as all other columns together.
    codes, numbers = pd.factorize(batch_ids)
    told = instants(connection, numbers.tolist())
    return rows.assign(published_at=pd.array([told[number] for number in numbers], dtype=INSTANT).take(codes))


def read_history(connection: Connection, question: Question) -> pd.DataFrame:
    """Return the answer to `of_key` as a frame of HISTORY_COLUMNS."""
    return typed(connection.execute(question).all(), HISTORY_COLUMNS)


def last_periods(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the latest period per unit and indicator, by the period's end, the longer period last."""
    order = observations["time_period"].map({name: period_order(name) for name in observations["time_period"].unique()})
    last = order.groupby([observations["ref_area"], observations["indicator"]]).transform("max")
    return observations[order == last].reset_index(drop=True)
