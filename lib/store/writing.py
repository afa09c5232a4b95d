"""Putting a batch of observations into the store: what is new, what replaces, what stands already. No reading."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Delete,
    Insert,
    ScalarSelect,
    Update,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from lib.model.batch import BatchKind
from lib.model.observation import KEY_COLUMNS, OBSERVATION_COLUMNS
from lib.store.database import fill, refresh_statistics
from lib.store.schema import CURRENT, Layer, batch, incoming, observation


@dataclass(frozen=True)
class Slip:
    """What is written on a hand-in, with the file itself and the summary of its reading where there are any.

    ValueError for a NUL character, which PostgreSQL cannot keep, for an undo, and for a file of another hash.
    """

    kind: BatchKind
    file_name: str
    content_hash: str
    actor: str
    note: str
    document: bytes | None = None
    summary: str = ""

    def __post_init__(self) -> None:
        if self.kind is BatchKind.UNDO:
            raise ValueError("figures cannot be handed in as an undo; use Store.undo")
        if "\0" in self.file_name + self.content_hash + self.actor + self.note + self.summary:
            raise ValueError("file name, hash, actor, note and summary must not hold a NUL character")
        if self.document is not None and hashlib.sha256(self.document).hexdigest() != self.content_hash:
            raise ValueError("content_hash is not the SHA-256 of the file")


COPIED = (*OBSERVATION_COLUMNS, "period_order")
_ENTERED = (*COPIED, "batch_id", "published_at", "entered_by", "layer")
_COMPARED = tuple(name for name in OBSERVATION_COLUMNS if name not in KEY_COLUMNS)


def changed(connection: Connection, statement: Update | Delete | Insert) -> int:
    """Execute a statement and return how many rows it changed."""
    result = connection.execute(statement, execution_options={"preserve_rowcount": True})
    assert isinstance(result, CursorResult)
    return result.rowcount


def enter(
    connection: Connection,
    rows: Sequence[tuple[Any, ...]],
    batch_id: int,
    instant: datetime,
    layer: Layer,
    *,
    fresh: bool,
) -> tuple[int, int]:
    """Make rows current in their layer; return how many stood already and how many were replaced.

    `fresh` tells that nothing stands for the periods of their indicators: then there is nothing to look up.
    """
    if not fresh:
        _stage(connection, rows)
        return _merge(connection, batch_id, instant, layer)
    fill(connection, [observation.c[name] for name in _ENTERED], rows, (batch_id, instant, batch_id, int(layer)))
    refresh_statistics(connection, observation, len(rows))
    return 0, 0


def _stage(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Lay what is handed in into a temporary table, beside the observations it is to be compared with."""
    incoming.create(connection)
    fill(connection, list(incoming.c), rows)
    refresh_statistics(connection, incoming, len(rows))


def _merge(connection: Connection, batch_id: int, instant: datetime, layer: Layer) -> tuple[int, int]:
    """Make the staged rows current in their layer; return how many stood already and how many were replaced.

    Counted is what readers see, as `lib.store.comparing` tells it: an office's figure replaces the shipped one it lies
    over, and another source alone is no change. A shipped batch is the whole of its layer: what it no longer holds is
    superseded as well.
    """
    mark = {"superseded_by": batch_id, "superseded_at": instant}
    vanished = changed(connection, _vanished().values(mark)) if layer is Layer.SHIPPED else 0
    known, unchanged = _counted(connection, layer)
    changed(connection, delete(incoming).where(_standing(layer, *_equal()).is_not(None)))
    if layer is Layer.OFFICE:
        shown = _standing(Layer.OFFICE).is_(None), _standing(Layer.SHIPPED, *_equal()).is_not(None)
        changed(connection, delete(incoming).where(*shown))
    replaced_ids = select(_standing(layer)).select_from(incoming)
    replaced = changed(
        connection, update(observation).where(observation.c.observation_id.in_(replaced_ids)).values(mark)
    )
    entered = _enter(connection, batch_id, instant, layer)
    refresh_statistics(connection, observation, entered + replaced + vanished)
    return unchanged, vanished + known - unchanged


def _counted(connection: Connection, layer: Layer) -> tuple[int, int]:
    """Return of how many staged rows a figure is shown already, and of how many it says the same."""
    below = Layer.SHIPPED if layer is Layer.OFFICE else layer
    shown = func.coalesce(_standing(layer), _standing(below))
    same = case((_standing(layer).is_not(None), _standing(layer, *_told())), else_=_standing(below, *_told()))
    known, unchanged = connection.execute(select(func.count(shown), func.count(same)).select_from(incoming)).one()
    return int(known), int(unchanged)


def _enter(connection: Connection, batch_id: int, instant: datetime, layer: Layer) -> int:
    figures = [incoming.c[name] for name in COPIED]
    stamps = [literal(batch_id), literal(instant, observation.c.published_at.type), literal(batch_id), literal(layer)]
    entered = changed(connection, insert(observation).from_select(_ENTERED, select(*figures, *stamps)))
    incoming.drop(connection)
    return entered


def _same_key() -> ColumnElement[bool]:
    return and_(*(observation.c[name] == incoming.c[name] for name in KEY_COLUMNS))


def _equal() -> list[ColumnElement[bool]]:
    return [observation.c[name].is_not_distinct_from(incoming.c[name]) for name in _COMPARED]


def _told() -> list[ColumnElement[bool]]:
    rank = incoming.c.published_rank
    same = [observation.c[name].is_not_distinct_from(incoming.c[name]) for name in ("obs_value", "obs_status")]
    return [*same, or_(rank.is_(None), observation.c.published_rank == rank)]


def _standing(layer: Layer, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    # One index look-up per incoming row. Joins and EXISTS leave the engines a choice that goes wrong by hours where
    # statistics are missing (SQLite) or old (PostgreSQL).
    return (
        select(observation.c.observation_id)
        .where(_same_key(), CURRENT, observation.c.layer == layer, *conditions)
        .scalar_subquery()
        .correlate(incoming)
    )


def _vanished() -> Update:
    shipped = select(batch.c.batch_id).where(batch.c.layer == Layer.SHIPPED)
    kept = select(incoming.c.period_order).where(_same_key()).scalar_subquery().correlate(observation)
    mine = and_(CURRENT, observation.c.layer == Layer.SHIPPED, observation.c.entered_by.in_(shipped))
    return update(observation).where(mine, kept.is_(None))
