"""The versions of the schema: what leads from one to the next, and how an older database is brought forward."""

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, update

from lib.store.errors import StoreError
from lib.store.schema import deck_revision, document, metadata, own_indicator, schema_version, summary


def _keep_papers(connection: Connection) -> None:
    metadata.create_all(connection, tables=[document, summary, own_indicator])


def _keep_decks(connection: Connection) -> None:
    metadata.create_all(connection, tables=[deck_revision])


STEPS: tuple[Callable[[Connection], None], ...] = (_keep_papers, _keep_decks)
"""What leads from schema version 1 to 2, to 3, …: only ever added to. A new database starts at the newest version."""


def is_ready(connection: Connection) -> bool:
    """Tell whether the database has the schema of this program; StoreError when a newer program made it."""
    if not inspect(connection).has_table(schema_version.name):
        return False
    found, known = connection.scalar(select(schema_version.c.version)) or 0, len(STEPS) + 1
    if found > known:
        raise StoreError(
            f"Kho số liệu do một bản Toàn Cảnh mới hơn tạo ra (lược đồ {found}, bản này chỉ biết đến {known}). "
            "Hãy cài bản mới nhất rồi mở lại; số liệu vẫn nguyên vẹn.",
            f"The store was made by a newer version of Toàn Cảnh (schema {found}, this one knows {known}). "
            "Install the newest version and open it again; the figures are untouched.",
        )
    return found == known


def bring_forward(connection: Connection) -> None:
    """Create the tables, or take the steps an older database lacks; the caller holds the writing lock."""
    if is_ready(connection):
        return
    known = len(STEPS) + 1
    if not inspect(connection).has_table(schema_version.name):
        metadata.create_all(connection)
        connection.execute(insert(schema_version).values(version=known))
        return
    for step in STEPS[(connection.scalar(select(schema_version.c.version)) or 0) - 1 :]:
        step(connection)
    connection.execute(update(schema_version).values(version=known))
