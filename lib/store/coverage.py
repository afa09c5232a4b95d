"""The summary of what is in: counts per indicator, period and unit set, kept up to date by every batch. No figures."""

from collections.abc import Set
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, String, and_, bindparam, delete, exists, func, insert, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from lib.store.frames import typed
from lib.store.reading import with_instants
from lib.store.schema import CURRENT, Layer, coverage, observation

_AT_ONCE = 500  # codes in one question


class _UnitSet(FunctionElement[str]):
    """What stands before the first dash of a ref_area."""

    type = String()
    inherit_cache = True
    name = "unit_set"


@compiles(_UnitSet, "sqlite")
def _in_sqlite(element: _UnitSet, compiler: SQLCompiler, **options: object) -> str:
    area = compiler.process(element.clauses, **options)
    return f"substr({area}, 1, instr({area}, '-') - 1)"


@compiles(_UnitSet, "postgresql")
def _in_postgresql(element: _UnitSet, compiler: SQLCompiler, **options: object) -> str:
    return f"split_part({compiler.process(element.clauses, **options)}, '-', 1)"


_BY = (observation.c.indicator, observation.c.time_period, _UnitSet(observation.c.ref_area))


def refresh(connection: Connection, batch_id: int) -> None:
    """Count again the indicators and periods that a batch touched, in its own transaction."""
    pair = (observation.c.indicator, observation.c.time_period)
    entered = select(*pair).where(observation.c.entered_by == batch_id)
    superseded = select(*pair).where(observation.c.superseded_by == batch_id)
    touched = [{"code": code, "period": period} for code, period in connection.execute(entered.union(superseded))]
    if not touched:
        return
    here = and_(coverage.c.indicator == bindparam("code"), coverage.c.time_period == bindparam("period"))
    connection.execute(delete(coverage).where(here), touched)
    connection.execute(insert(coverage).from_select(coverage.c.keys(), _counts()), touched)


def enter(connection: Connection, batch_id: int) -> None:
    """Count the figures of a batch whose indicators and periods had none before: `touches` was False."""
    mine = _counted().where(observation.c.entered_by == batch_id).group_by(*_BY)
    connection.execute(insert(coverage).from_select(coverage.c.keys(), mine))


def _counts() -> Select[Any]:
    # One pair at a time, by index: as a join over all pairs, PostgreSQL without fresh statistics may pick a plan
    # that takes minutes.
    here = (observation.c.indicator == bindparam("code"), observation.c.time_period == bindparam("period"))
    return _counted().where(*here, CURRENT, ~_covered()).group_by(*_BY)


def _counted() -> Select[Any]:
    return select(
        *_BY,
        func.count(),
        func.count(observation.c.obs_value),
        func.count(observation.c.published_rank),
        func.max(observation.c.batch_id),
    )


def read(connection: Connection) -> pd.DataFrame:
    """Return the whole summary, sorted by indicator, time_period, unit_set."""
    summary = typed(connection.execute(select(coverage).order_by(*coverage.primary_key)).all(), coverage.c.keys())
    return with_instants(connection, summary, summary.pop("newest_batch"))


def touches(connection: Connection, pairs: Set[tuple[str, str]]) -> bool:
    """Tell whether any figure stands for one of these pairs of indicator and time_period."""
    codes = sorted({code for code, _ in pairs})
    for first in range(0, len(codes), _AT_ONCE):
        known = select(coverage.c.indicator, coverage.c.time_period).distinct()
        found = connection.execute(known.where(coverage.c.indicator.in_(codes[first : first + _AT_ONCE])))
        if not pairs.isdisjoint((code, period) for code, period in found):
            return True
    return False


def _covered() -> ColumnElement[bool]:
    office = observation.alias("office")
    key = (office.c[name] == observation.c[name] for name in ("indicator", "time_period", "ref_area"))
    standing = exists().where(*key, office.c.superseded_by.is_(None), office.c.layer == Layer.OFFICE)
    return and_(observation.c.layer == Layer.SHIPPED, standing)
