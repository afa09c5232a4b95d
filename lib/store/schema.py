"""The tables of the store and their indexes. No queries; what brings an older database forward is in `versions`.

An observation is never changed: it is known from the batch that entered it until the batch that superseded it. Both
are batch numbers, which grow by one per transaction, so "known at batch 7" is exact whatever the clocks did.
"""

from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

from lib.model.observation import KEY_COLUMNS


class Layer(IntEnum):
    """Who speaks: where both have a figure, the office's covers the shipped one; neither supersedes the other."""

    SHIPPED = 0
    OFFICE = 1


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: `timestamptz` in PostgreSQL; SQLite, which has no such type, keeps text without a zone."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the engine."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into what the engine keeps."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn what the engine keeps into an instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# By code point, as SQLite and pandas compare: both engines give one order, and an index serves ORDER BY.
_Code = String().with_variant(String(collation="C"), "postgresql")
_Number = BigInteger().with_variant(Integer, "sqlite")  # an SQLite row number must be declared INTEGER

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

batch = Table(
    "batch",
    metadata,
    Column("batch_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("layer", SmallInteger, nullable=False),
    Column("file_name", String, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("note", String, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("unchanged_count", Integer, nullable=False),
    Column("replaced_count", Integer, nullable=False),
    Column("undone_at", Instant),
    Column("undoes", Integer),
    Index("batch_by_instant", "published_at"),
)


def _figure() -> list[Column[Any]]:
    return [
        Column("indicator", _Code, nullable=False),
        Column("ref_area", _Code, nullable=False),
        Column("time_period", _Code, nullable=False),
        Column("obs_value", Double),
        Column("obs_status", String, nullable=False),
        Column("published_rank", Integer),
        Column("published_class", String),
        Column("rank_basis", String),
        Column("source", String, nullable=False),
        Column("period_order", Integer, nullable=False),
    ]


# No foreign keys to `batch`: three checks per row would slow PostgreSQL's bulk load, and batches are never deleted.
observation = Table(
    "observation",
    metadata,
    Column("observation_id", _Number, primary_key=True),
    *_figure(),
    Column("layer", SmallInteger, nullable=False),
    Column("batch_id", Integer, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("entered_by", Integer, nullable=False),
    Column("superseded_at", Instant),
    Column("superseded_by", Integer),
)
CURRENT = observation.c.superseded_by.is_(None)
PAST = observation.c.superseded_by.is_not(None)

coverage = Table(
    "coverage",
    metadata,
    Column("indicator", _Code, primary_key=True),
    Column("time_period", _Code, primary_key=True),
    Column("unit_set", _Code, primary_key=True),
    Column("row_count", Integer, nullable=False),
    Column("value_count", Integer, nullable=False),
    Column("rank_count", Integer, nullable=False),
    Column("newest_batch", Integer, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("content_hash", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("size", BigInteger, nullable=False),
)
"""The files handed in, zlib-compressed, each once: so that one backup holds everything."""

summary = Table(
    "summary",
    metadata,
    Column("batch_id", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
"""What a reading came to, and its issues, as the text the services wrote."""

own_indicator = Table(
    "own_indicator",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("code", _Code, nullable=False),
    Column("body", Text, nullable=False),
    Column("actor", String, nullable=False),
    Column("created_at", Instant, nullable=False),
)
"""Indicators that offices added; of several with one code the last counts."""

deck_revision = Table(
    "deck_revision",
    metadata,
    Column("deck_id", _Code, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("actor", String, nullable=False),
    Column("saved_at", Instant, nullable=False),
)
"""Decks as they were saved; the last revision of each counts."""

incoming = Table(
    "incoming",
    MetaData(),
    *_figure(),
    PrimaryKeyConstraint(*KEY_COLUMNS),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""What is being handed in, for the time of one transaction."""

touched = Table(
    "touched",
    MetaData(),
    *(Column(name, _Code, primary_key=True) for name in KEY_COLUMNS),
    Column("left_by", Integer),
    prefixes=["TEMPORARY"],
)
"""The keys a batch touched, with the batch whose figure it left there (none where it left none), while undoing it."""


def _index(name: str, part: ColumnElement[bool], *columns: str, unique: bool = False) -> None:
    Index(name, *(observation.c[column] for column in columns), unique=unique, sqlite_where=part, postgresql_where=part)


# Each row stands in one index per question, and rows of the past are out of the way of today's questions.
_index("current_by_indicator", CURRENT, "indicator", "time_period", "ref_area", "layer", unique=True)
_index("current_by_unit", CURRENT, "ref_area", "indicator", "period_order", "layer")
_index("past_by_indicator", PAST, "indicator", "time_period", "ref_area")
_index("past_by_unit", PAST, "ref_area", "indicator", "period_order")
_index("past_by_batch", PAST, "superseded_by")
Index("observation_by_batch", observation.c.entered_by)
