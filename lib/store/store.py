"""The store as everybody above sees it: add, undo, read. Each call is one transaction. No SQL in here."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from lib.model.batch import Batch, BatchKind
from lib.store import batches, coverage, database, own_indicators, papers, reading
from lib.store.comparing import compared
from lib.store.decks import Decks
from lib.store.frames import checked, rows
from lib.store.papers import Papers, keep
from lib.store.schema import Layer
from lib.store.undoing import take_back
from lib.store.writing import Slip, enter

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time of the clock, aware."""
    return datetime.now(UTC)


class Store:
    """Observations and the batches they came with; nothing is overwritten. Safe to share between threads.

    Shipped figures and offices' figures are two layers. An office's figure covers the shipped one of the same
    indicator, unit and period in every read; neither layer supersedes rows of the other. So a new release never
    displaces an office's figure, and undoing the office's batch shows the newest shipped figure again.
    """

    def __init__(self, engine: Engine, clock: Clock = utc_now) -> None:
        self._engine, self._clock = engine, clock
        self.decks = Decks(engine, clock)

    def add(
        self,
        observations: pd.DataFrame,
        *,
        file_name: str,
        content_hash: str,
        actor: str,
        note: str,
        kind: BatchKind | str = BatchKind.UPLOAD,
        document: bytes | None = None,
        summary: str = "",
    ) -> Batch:
        """Store observations (OBSERVATION_COLUMNS) as one batch, all or nothing, and return it with its counts.

        A row equal to what is current is counted, not stored again; one that differs supersedes it. Figures of kind
        `shipped` are the whole of their layer, see `add_once`. `document` is the file handed in (`content_hash` its
        SHA-256), `summary` the text of how it was read: both are kept in the same transaction. ValueError for a frame
        `frames.checked` refuses, StoreError when the database fails.
        """
        slip = Slip(BatchKind(kind), file_name, content_hash, actor, note, document, summary)
        handed_in, kept = rows(checked(observations)), Papers.of(document, summary)
        with database.writing(self._engine) as connection:
            entry = self._enter(connection, handed_in, slip)
            keep(connection, entry, kept)
            return entry

    def add_once(
        self, observations: pd.DataFrame, *, file_name: str, content_hash: str, actor: str, note: str
    ) -> Batch | None:
        """Store the figures that ship with the program, or do nothing (None) where `holds_shipped(content_hash)`.

        They take the place of the shipped figures of before: changed and vanished ones are superseded, an office's
        never. Errors as for `add`.
        """
        slip = Slip(BatchKind.SHIPPED, file_name, content_hash, actor, note)
        if self.holds_shipped(content_hash):
            return None
        handed_in = rows(checked(observations))
        with database.writing(self._engine) as connection:
            if batches.holds_shipped(connection, content_hash):  # another process was quicker
                return None
            return self._enter(connection, handed_in, slip)

    def holds_shipped(self, content_hash: str) -> bool:
        """Tell whether shipped figures of this hash are in, or were the newest shipped ones and somebody undid them."""
        with database.reading(self._engine) as connection:
            return batches.holds_shipped(connection, content_hash)

    def _enter(self, connection: Connection, handed_in: list[tuple[Any, ...]], slip: Slip) -> Batch:
        layer = Layer.SHIPPED if slip.kind is BatchKind.SHIPPED else Layer.OFFICE
        fresh = layer is Layer.OFFICE and not coverage.touches(connection, {(row[0], row[2]) for row in handed_in})
        number, instant = batches.next_stamp(connection, self._clock())
        unchanged, replaced = enter(connection, handed_in, number, instant, layer, fresh=fresh)
        entry = Batch(
            batch_id=number,
            file_name=slip.file_name,
            content_hash=slip.content_hash,
            actor=slip.actor,
            published_at=instant,
            note=slip.note,
            row_count=len(handed_in),
            kind=slip.kind,
            unchanged_count=unchanged,
            replaced_count=replaced,
        )
        return self._finish(connection, entry, layer, fresh=fresh)

    def undo(self, batch_id: int, actor: str) -> Batch:
        """Restore exactly what stood before a batch, as a batch of its own, and return that one.

        An undo can be undone too: then the first batch counts again. StoreError when there is no such batch, when it
        is undone already, or when later batches changed the same figures; it names them.
        """
        with database.writing(self._engine) as connection:
            undone, layer = batches.find(connection, batch_id)
            number, instant = batches.next_stamp(connection, self._clock())
            touched, lost = take_back(connection, undone, layer, number, instant)
            batches.mark_undone(connection, undone, instant)
            entry = Batch(
                batch_id=number,
                file_name=undone.file_name,
                content_hash=undone.content_hash,
                actor=actor,
                published_at=instant,
                note="",
                row_count=touched,
                kind=BatchKind.UNDO,
                undoes=batch_id,
                replaced_count=lost,
            )
            return self._finish(connection, entry, layer)

    def _finish(self, connection: Connection, entry: Batch, layer: Layer, *, fresh: bool = False) -> Batch:
        batches.record(connection, entry, layer)
        (coverage.enter if fresh else coverage.refresh)(connection, entry.batch_id)
        return entry

    def document(self, batch_id: int) -> bytes:
        """Return the file of a batch, byte for byte; StoreError where none is kept, or for a batch nobody knows."""
        with database.reading(self._engine) as connection:
            return papers.read_document(connection, batch_id)

    def summary(self, batch_id: int) -> str:
        """Return the text `add` was given as the summary of a batch, empty where there is none."""
        with database.reading(self._engine) as connection:
            return papers.read_summary(connection, batch_id)

    def compare(self, observations: pd.DataFrame) -> pd.DataFrame:
        """Return observations (OBSERVATION_COLUMNS) beside what `series` shows now, in their own order.

        `old_value`, `old_status`, `old_rank`, `old_class`, `old_basis`, `old_source`, `old_batch` and `state`: `new`,
        `changed` or `unchanged` (value, status and rank; another source alone is no change). Errors as for `add`.
        """
        handed_in = checked(observations)
        with database.reading(self._engine) as connection:
            return compared(connection, handed_in)

    def indicators(self) -> dict[str, str]:
        """Return the indicators offices added: code to the text `add_indicator` was given, in the order they came."""
        with database.reading(self._engine) as connection:
            return own_indicators.read(connection)

    def indicator_count(self) -> int:
        """Return a number that changes exactly when `indicators` does."""
        with database.reading(self._engine) as connection:
            return own_indicators.newest(connection)

    def add_indicator(self, code: str, body: str, actor: str) -> None:
        """Keep an indicator an office added; StoreError where the code is taken or the database fails."""
        with database.writing(self._engine) as connection:
            own_indicators.enter(connection, code, body, actor, self._clock())

    def series(self, indicators: Sequence[str], *, as_of: datetime | None = None) -> pd.DataFrame:
        """Return all observations of some indicators: SERIES_COLUMNS, by indicator, time_period, ref_area.

        `as_of` (aware): as the store was known at that instant. `published_at` is when a figure first came, UTC.
        """
        with database.reading(self._engine) as connection:
            return reading.read(connection, reading.of_indicators(indicators, _batch_at(connection, as_of)))

    def units(self, ref_areas: Sequence[str], *, as_of: datetime | None = None) -> pd.DataFrame:
        """Return all observations of some units, in the form of `series`."""
        with database.reading(self._engine) as connection:
            return reading.read(connection, reading.of_units(ref_areas, _batch_at(connection, as_of)))

    def latest(self, ref_areas: Sequence[str], *, as_of: datetime | None = None) -> pd.DataFrame:
        """Return the observation of the latest period per unit and indicator, in the form of `series`.

        The latest is the one that ends last, the longer period where two end together; it may have no value.
        """
        if as_of is not None:
            return reading.last_periods(self.units(ref_areas, as_of=as_of))
        with database.reading(self._engine) as connection:
            return reading.read(connection, reading.latest_of_units(ref_areas))

    def history(self, indicator: str, ref_area: str, time_period: str) -> pd.DataFrame:
        """Return everything ever stored of one figure: HISTORY_COLUMNS, in the order it became known.

        A row counted from batch `entered_by` on (an undo brings a row back under its own `batch_id`) until
        `superseded_by`; without that it stands, unless it is shipped and an office's row stands beside it.
        """
        with database.reading(self._engine) as connection:
            return reading.read_history(connection, reading.of_key(indicator, ref_area, time_period))

    def coverage(self) -> pd.DataFrame:
        """Return a row per indicator, time_period and unit_set with figures, by these three.

        `row_count`, `value_count`, `rank_count` (how many rows, with a value, with a published rank) and
        `published_at`, the instant of the newest. Read from a summary, not from the observations.
        """
        with database.reading(self._engine) as connection:
            return coverage.read(connection)

    def batches(self) -> tuple[Batch, ...]:
        """Return all batches, the newest first."""
        with database.reading(self._engine) as connection:
            return batches.every(connection)

    def touched_by(self, batch_id: int) -> tuple[str, ...]:
        """Return the indicators, by code, of which a batch changed figures; none for a batch nobody knows."""
        with database.reading(self._engine) as connection:
            return tuple(connection.scalars(reading.of_batch(batch_id)))

    def version(self) -> int:
        """Return the number of the newest batch, 0 for an empty store: it changes exactly when the figures may."""
        with database.reading(self._engine) as connection:
            return batches.newest(connection)[0]

    def instant(self) -> datetime | None:
        """Return the instant of the newest batch, to freeze with as `as_of`: the clock may be a little ahead of it."""
        with database.reading(self._engine) as connection:
            return batches.newest(connection)[1]

    def close(self) -> None:
        """Give all connections back; the last one to close leaves SQLite as a single file."""
        self._engine.dispose()


def _batch_at(connection: Connection, as_of: datetime | None) -> int | None:
    return None if as_of is None else batches.known_at(connection, as_of)
