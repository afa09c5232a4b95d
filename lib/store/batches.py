"""The record of batches: numbering them, writing them down, marking them undone, reading them. No observations."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, func, insert, select, update

from lib.model.batch import Batch, BatchKind
from lib.store.errors import StoreError
from lib.store.schema import Layer, batch

_TICK = timedelta(microseconds=1)


def newest(connection: Connection) -> tuple[int, datetime | None]:
    """Return number and instant of the newest batch; 0 and None in an empty store."""
    row = connection.execute(
        select(batch.c.batch_id, batch.c.published_at).order_by(batch.c.batch_id.desc()).limit(1)
    ).one_or_none()
    return (row.batch_id, row.published_at) if row else (0, None)


def next_stamp(connection: Connection, now: datetime) -> tuple[int, datetime]:
    """Return number and instant for a new batch: instants grow with the numbers even if the clock is set back."""
    number, instant = newest(connection)
    now = now.astimezone(UTC)
    return number + 1, now if instant is None else max(now, instant + _TICK)


def known_at(connection: Connection, as_of: datetime) -> int:
    """Return the number of the newest batch that was published at `as_of` (aware; ValueError otherwise), or 0."""
    if as_of.tzinfo is None:
        raise ValueError("as_of needs a time zone")
    return connection.scalar(select(func.max(batch.c.batch_id)).where(batch.c.published_at <= as_of)) or 0


def instants(connection: Connection, numbers: Sequence[int]) -> dict[int, datetime]:
    """Return when each of some batches was published."""
    found = connection.execute(select(batch.c.batch_id, batch.c.published_at).where(batch.c.batch_id.in_(numbers)))
    return {number: instant for number, instant in found}


def record(connection: Connection, entry: Batch, layer: Layer) -> None:
    """Write a new batch down."""
    connection.execute(insert(batch).values(**asdict(entry), layer=layer))


def find(connection: Connection, batch_id: int) -> tuple[Batch, Layer]:
    """Return a batch with the layer it belongs to; StoreError when there is none of this number."""
    row = connection.execute(select(batch).where(batch.c.batch_id == batch_id)).one_or_none()
    if row is None:
        raise StoreError(
            f"Không có đợt nộp số {batch_id}. Hãy tải lại trang để xem danh sách các đợt nộp hiện có.",
            f"There is no batch {batch_id}. Reload the page to see the batches there are.",
        )
    return _batch(row), Layer(row.layer)


def every(connection: Connection) -> tuple[Batch, ...]:
    """Return all batches, the newest first."""
    return tuple(_batch(row) for row in connection.execute(select(batch).order_by(batch.c.batch_id.desc())))


def mark_undone(connection: Connection, undone: Batch, at: datetime) -> None:
    """Mark a batch as not counting; if it had itself undone another one, that one counts again, and so on."""
    instant: datetime | None = at
    while True:
        connection.execute(update(batch).where(batch.c.batch_id == undone.batch_id).values(undone_at=instant))
        if undone.undoes is None:
            return
        undone, instant = find(connection, undone.undoes)[0], None if instant else at


def holds_shipped(connection: Connection, content_hash: str) -> bool:
    """Tell whether shipped figures of this hash need not be loaded.

    They need not when the newest shipped batch that counts has this hash, nor when the newest one of all has it: then
    somebody undid it, and opening the program must not quietly overrule that.
    """
    shipped = select(batch.c.content_hash).where(batch.c.kind == BatchKind.SHIPPED).order_by(batch.c.batch_id.desc())
    counting = shipped.where(batch.c.undone_at.is_(None))
    return content_hash in {connection.scalar(shipped.limit(1)), connection.scalar(counting.limit(1))}


def _batch(row: Row[tuple[object, ...]]) -> Batch:
    entries = {name: entry for name, entry in row._mapping.items() if name != "layer"}
    return Batch(**{**entries, "kind": BatchKind(row.kind)})
