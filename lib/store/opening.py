"""Opening a store: where it lies, and that its schema is the one of this program."""

from pathlib import Path

from lib.store import database
from lib.store.store import Clock, Store, utc_now
from lib.store.versions import bring_forward, is_ready


def open_store(url: str | None, folder: Path, *, clock: Clock = utc_now) -> Store:
    """Open the store in the SQLite file `folder`/toan-canh.sqlite, or in the PostgreSQL that `url` names.

    A new store is created, an older one brought forward. StoreError, with the way out, when the folder cannot be
    written, the database does not answer, or a newer program made the store.
    """
    engine = database.postgresql_engine(url) if url else database.sqlite_engine(folder)
    with database.reading(engine) as connection:
        ready = is_ready(connection)
    if not ready:
        with database.writing(engine) as connection:
            bring_forward(connection)
    return Store(engine, clock)
