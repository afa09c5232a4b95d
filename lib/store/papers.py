"""The papers of a batch, kept beside its figures: the file as it was handed in, the summary of its reading."""

import zlib
from dataclasses import dataclass

from sqlalchemy import Connection, Select, insert, select

from lib.model.batch import Batch
from lib.store.batches import find
from lib.store.errors import StoreError
from lib.store.schema import document, summary

_QUICK = 1  # a text of a million rows: a third of its size in half a second; more effort gains little


@dataclass(frozen=True)
class Papers:
    """What is put away with a batch: the packed file, if any, its size in bytes as handed in, the summary."""

    packed: bytes | None
    size: int
    summary: str

    @classmethod
    def of(cls, content: bytes | None, body: str) -> "Papers":
        """Pack a file: before the store is locked for writing, because it may take a second."""
        if content is None:
            return cls(None, 0, body)
        return cls(zlib.compress(content, _QUICK), len(content), body)


def keep(connection: Connection, entry: Batch, papers: Papers) -> None:
    """Put the papers of a new batch away; a file that was handed in before is not kept twice."""
    if papers.packed is not None and connection.scalar(_size(entry.content_hash)) is None:
        kept = {"content_hash": entry.content_hash, "content": papers.packed, "size": papers.size}
        connection.execute(insert(document).values(kept))
    if papers.summary:
        connection.execute(insert(summary).values(batch_id=entry.batch_id, body=papers.summary))


def read_document(connection: Connection, batch_id: int) -> bytes:
    """Return the file of a batch; StoreError where none is kept, as for the figures that ship with the program."""
    entry, _ = find(connection, batch_id)
    kept = connection.scalar(select(document.c.content).where(document.c.content_hash == entry.content_hash))
    if kept is None:
        raise StoreError(
            f"Đợt nộp số {batch_id} ({entry.file_name}) không kèm tệp gốc trong kho số liệu. "
            "Hãy hỏi người đã nộp để lấy tệp.",
            f"No file is kept with batch {batch_id} ({entry.file_name}). Ask whoever handed it in for the file.",
        )
    return zlib.decompress(kept)


def read_summary(connection: Connection, batch_id: int) -> str:
    """Return the summary of a batch's reading, empty where there is none; StoreError for a batch nobody knows."""
    find(connection, batch_id)
    return connection.scalar(select(summary.c.body).where(summary.c.batch_id == batch_id)) or ""


def _size(content_hash: str) -> Select[tuple[int]]:
    return select(document.c.size).where(document.c.content_hash == content_hash)
