"""The file and the summary of a hand-in: kept with its figures, in the same transaction, in the same backup."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import func, select

from lib.store import Store, StoreError, open_store
from lib.store.database import FILE_NAME
from lib.store.schema import document
from tests.store.figures import figure, observations, slip

WORKBOOK = bytes(range(256)) * 500 + "Bình Định;1.234,56\r\n".encode()


def paper(content: bytes, name: str = "bang.xlsx") -> dict[str, object]:
    return {**slip(name), "content_hash": hashlib.sha256(content).hexdigest(), "document": content}


def kept(store: Store) -> int:
    with store._engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(document)) or 0


@pytest.mark.parametrize("content", [WORKBOOK, b"", b"\0"])
def test_a_file_comes_back_byte_for_byte_with_its_summary(store: Store, content: bytes) -> None:
    said = '{"outcome": "WARN", "issues": ["“Hà”\\u0000"]}'
    batch = store.add(observations(figure(1)), **paper(content), summary=said)
    assert store.document(batch.batch_id) == content
    assert store.summary(batch.batch_id) == said
    assert store.batches() == (batch,)


def test_a_file_handed_in_twice_is_kept_once_and_each_batch_has_its_own_summary(store: Store) -> None:
    first = store.add(observations(figure(1)), **paper(WORKBOOK), summary="một")
    second = store.add(observations(figure(2)), **paper(WORKBOOK, "khác.xlsx"), summary="hai")
    assert kept(store) == 1
    assert [store.document(batch.batch_id) for batch in (first, second)] == [WORKBOOK, WORKBOOK]
    assert [store.summary(batch.batch_id) for batch in (first, second)] == ["một", "hai"]


def test_an_undone_batch_keeps_its_papers(store: Store) -> None:
    batch = store.add(observations(figure(1)), **paper(WORKBOOK), summary="một")
    undo = store.undo(batch.batch_id, "a")
    assert store.document(batch.batch_id) == store.document(undo.batch_id) == WORKBOOK
    assert (store.summary(batch.batch_id), store.summary(undo.batch_id)) == ("một", "")


def test_a_batch_without_a_file_and_a_batch_nobody_knows_are_told_apart(store: Store) -> None:
    batch = store.add_once(observations(figure(1)), **slip("data/observations"))
    assert batch is not None
    with pytest.raises(StoreError, match="không kèm tệp gốc") as none:
        store.document(batch.batch_id)
    assert "No file is kept" in none.value.words.en
    for ask in (store.document, store.summary):
        with pytest.raises(StoreError, match="Không có đợt nộp số 9"):
            ask(9)


def test_papers_of_a_refused_hand_in_are_not_kept(store: Store) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.add(observations(figure(1)), **{**paper(WORKBOOK), "content_hash": "0" * 64})
    with pytest.raises(ValueError, match="NUL"):
        store.add(observations(figure(1)), **paper(WORKBOOK), summary="a\0b")
    with pytest.raises(ValueError, match="the same key twice"):
        store.add(observations(figure(1), figure(2)), **paper(WORKBOOK))
    assert (kept(store), store.version()) == (0, 0)


def test_one_backup_file_holds_figures_and_papers(tmp_path: Path) -> None:
    store = open_store(None, tmp_path)
    batch = store.add(observations(figure(1)), **paper(WORKBOOK), summary="một")
    (tmp_path / "elsewhere").mkdir()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("VACUUM INTO ?", [str(tmp_path / "elsewhere" / FILE_NAME)])
    store.close()
    restored = open_store(None, tmp_path / "elsewhere")
    assert (restored.document(batch.batch_id), restored.summary(batch.batch_id)) == (WORKBOOK, "một")
    restored.close()
