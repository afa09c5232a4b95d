"""A database and how its engine is opened, locked for writing and filled quickly: SQLite or PostgreSQL. No figures."""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Column, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError

from lib.store.errors import StoreError

FILE_NAME = "toan-canh.sqlite"
_BIG = 5_000  # rows
_AT_ONCE = 50  # rows; 10 values each and those of all rows stay below the 999 that any SQLite takes
_IN_A_GO = 100_000  # rows; what is laid out for the driver at one time
PATIENCE_S = 60  # how long a writer waits for the one before it
_CONNECT_S = 10
_PAUSE_S = 0.02
_WRITERS_LOCK = 7_034_063  # any number, the same in every version: whoever writes holds it until the transaction ends
_WRITING = "toan_canh_writing"

_Unreachable = (OperationalError, InterfaceError, psycopg.OperationalError)


def sqlite_engine(folder: Path) -> Engine:
    """Open (or create) the SQLite file in `folder`; StoreError when the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(folder) from error
    if not os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise _not_writable(folder)
    engine = create_engine(
        URL.create("sqlite", database=str(folder / FILE_NAME)),
        connect_args={"timeout": PATIENCE_S, "isolation_level": None},  # BEGIN is ours: the driver's comes too late
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    _keep_log(cursor)
    cursor.execute("PRAGMA synchronous=FULL")  # what was confirmed survives a power cut, not only a killed process
    cursor.close()


def _keep_log(cursor: DBAPICursor) -> None:
    """Let readers go on while a table is being loaded (WAL).

    SQLite itself does not wait, as it does for a writer, while another process is just doing the same to a new file.
    """
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer that starts as a reader would fail, not wait, when another one committed in between.
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def postgresql_engine(address: str) -> Engine:
    """Make the engine for a PostgreSQL URL; StoreError when `address` is no such URL."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise _not_postgresql(address.partition(":")[0]) from error
    if url.drivername not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise _not_postgresql(url.drivername)
    url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_S})
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_postgresql(connection: DBAPIConnection, _record: object) -> None:
    # The server's default is for spinning disks: there, walking through the whole table looks cheaper than an index.
    cursor = connection.cursor()
    cursor.execute("SET random_page_cost = 1.1")
    cursor.close()
    connection.commit()


def fill(
    connection: Connection, columns: Sequence[Column[Any]], rows: Sequence[tuple[Any, ...]], same: tuple[Any, ...] = ()
) -> None:
    """Put rows into a table by the fastest way of the engine: executemany or COPY.

    `columns` are those of each row, and behind them the ones of `same`, whose values all rows share.
    """
    into = f"{columns[0].table.name} ({', '.join(column.name for column in columns)})"
    shared = tuple(
        _bound(connection, entry, column)
        for entry, column in zip(same, columns[len(columns) - len(same) :], strict=True)
    )
    if connection.dialect.name == "sqlite":
        for first in range(0, len(rows), _IN_A_GO):
            some = rows[first : first + _IN_A_GO]
            whole = len(some) - len(some) % _AT_ONCE
            _execute_many(connection, into, _AT_ONCE, some[:whole], shared)
            _execute_many(connection, into, 1, some[whole:], shared)
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row + shared)


def _bound(connection: Connection, entry: object, column: Column[Any]) -> object:
    processor = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return entry if processor is None else processor(entry)


def _execute_many(
    connection: Connection, into: str, at_once: int, rows: Sequence[tuple[Any, ...]], shared: tuple[Any, ...]
) -> None:
    """Insert rows, so many with each statement: the fewer statements, the less the driver has to do."""
    if not rows:
        return
    marks = ", ".join(f"({', '.join('?' * len(rows[0]))})" for _ in range(at_once))
    chosen = ", ".join(["*", *("?" * len(shared))])
    groups = range(0, len(rows), at_once)
    values = [(*shared, *chain.from_iterable(rows[first : first + at_once])) for first in groups]
    connection.exec_driver_sql(f"INSERT INTO {into} SELECT {chosen} FROM (VALUES {marks})", values)


def refresh_statistics(connection: Connection, table: Table, changed_count: int) -> None:
    """Let PostgreSQL look at a table again after a big change: by itself it would a minute too late.

    Look-ups right after a bulk load are otherwise planned as if the table were empty, and take a hundred times as
    long. SQLite keeps no statistics here: its plans are fixed, and tested.
    """
    if changed_count >= _BIG and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {table.name}")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Lend a connection for reading; StoreError when the database does not answer."""
    with _explained(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Lend a connection to the only writer of this moment: all of the block is committed, or nothing of it.

    StoreError when the database does not answer, is full, or another writer holds it for longer than PATIENCE_S.
    """
    with _explained(engine), engine.execution_options(**{_WRITING: True}).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_S}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
        yield connection


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    try:
        yield
    except _Unreachable as error:
        raise _no_answer(engine, error) from error
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and "not a database" in str(error.orig):
            raise _not_a_store(engine) from error
        raise


def _not_writable(folder: Path) -> StoreError:
    return StoreError(
        f"Không ghi được vào thư mục {folder}. Hãy cấp quyền ghi cho tài khoản chạy chương trình, "
        "hoặc chọn thư mục khác cho kho số liệu.",
        f"The folder {folder} cannot be written. Give the account that runs the program the right to write there, "
        "or choose another folder for the store.",
    )


def _not_postgresql(kind: str) -> StoreError:
    return StoreError(
        f"Địa chỉ kho số liệu bắt đầu bằng “{kind}” không dùng được. Hãy để trống để dùng SQLite, "
        "hoặc ghi địa chỉ PostgreSQL dạng postgresql://người_dùng:mật_khẩu@máy_chủ:5432/tên_kho.",
        f"A store address beginning with “{kind}” cannot be used. Leave it empty for SQLite, "
        "or give a PostgreSQL address like postgresql://user:password@server:5432/name.",
    )


def _no_answer(engine: Engine, error: BaseException) -> StoreError:
    place = engine.url.render_as_string(hide_password=True)
    reason = str(getattr(error, "orig", None) or error).strip()
    return StoreError(
        f"Kho số liệu {place} không đọc hoặc ghi được ({reason}). Thao tác vừa rồi chưa lưu gì. "
        "Hãy kiểm tra máy chủ cơ sở dữ liệu, ổ đĩa còn chỗ và quyền truy cập, rồi làm lại.",
        f"The store {place} cannot be read or written ({reason}). Nothing of this step was stored. "
        "Check the database server, free disk space and access rights, then try again.",
    )


def _not_a_store(engine: Engine) -> StoreError:
    return StoreError(
        f"Tệp {engine.url.database} không phải kho số liệu SQLite hoặc đã hỏng. "
        "Hãy chuyển tệp đi nơi khác rồi chép bản sao lưu gần nhất vào chỗ đó.",
        f"The file {engine.url.database} is not an SQLite store, or is damaged. "
        "Move it away and put the latest backup in its place.",
    )
