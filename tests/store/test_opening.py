"""Opening a store: where it lies, what is wrong said with the way out, older and newer schemas, the backup."""

import hashlib
import os
import random
import re
import resource
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text, update

from lib.store import Store, StoreError, open_store, schema, versions
from lib.store.database import FILE_NAME, writing
from tests.store.conftest import Place
from tests.store.figures import figure, many, observations, slip

PAGE = Path(__file__).parents[2] / "docs" / "kho-so-lieu.md"
NOBODY = 65_534


def test_what_was_stored_is_there_when_the_store_is_opened_again(place: Place) -> None:
    store = open_store(*place)
    store.add(observations(figure(1)), **slip())
    store.close()
    again = open_store(*place)
    assert again.series(["PCI"])["obs_value"].tolist() == [1]
    again.close()


def test_a_folder_is_made_and_holds_one_file_that_survives_a_power_cut(tmp_path: Path) -> None:
    folder = tmp_path / "số liệu" / "kho"
    store = open_store(None, folder)
    store.add(observations(figure(1)), **slip())
    with store._engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA busy_timeout")) == 60_000
    store.close()
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


@contextmanager
def without_rights() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as made:  # everybody may look into it; into pytest's folders only their owner
        Path(made).chmod(0o555)
        for folder in (Path(made), Path(made) / "kho"):
            with without_rights(), pytest.raises(StoreError, match="cấp quyền ghi") as refused:
                open_store(None, folder)
            assert str(folder) in str(refused.value)
            assert "cannot be written" in refused.value.words.en
        Path(made).chmod(0o700)
    occupied = tmp_path / "occupied"
    occupied.write_text("a file")
    with pytest.raises(StoreError, match="Không ghi được vào thư mục"):
        open_store(None, occupied / "kho")


def test_a_folder_that_loses_its_rights_refuses_the_batch_and_takes_the_next_one() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "kho"
        store = open_store(None, folder)
        store.add(observations(figure(1)), **slip())
        store.close()
        Path(made).chmod(0o755)
        folder.chmod(0o555)
        (folder / FILE_NAME).chmod(0o444)
        with without_rights(), pytest.raises(StoreError, match="quyền truy cập"):
            store.add(observations(figure(2)), **slip())
        folder.chmod(0o755)
        (folder / FILE_NAME).chmod(0o644)
        store.close()
        assert store.series(["PCI"])["obs_value"].tolist() == [1]
        assert store.add(observations(figure(2)), **slip()).replaced_count == 1
        store.close()


def test_a_full_database_file_keeps_neither_figures_nor_papers(tmp_path: Path) -> None:
    store = open_store(None, tmp_path)
    store.add(observations(figure(1)), **slip())
    content = random.Random(1).randbytes(300_000)
    paper = {**slip(), "content_hash": hashlib.sha256(content).hexdigest(), "document": content, "summary": "{}"}
    with store._engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages + 40}"))  # room for the figures, none for the file
    with pytest.raises(StoreError, match="full"):
        store.add(observations(figure(2)), **paper)
    assert (store.version(), store.series(["PCI"])["obs_value"].tolist()) == (1, [1])
    with store._engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 100000"))
    assert store.document(store.add(observations(figure(2)), **paper).batch_id) == content
    store.close()


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"Bao cao thang 5" * 500)
    with pytest.raises(StoreError, match="không phải kho số liệu SQLite hoặc đã hỏng"):
        open_store(None, tmp_path)


@pytest.mark.parametrize("address", ["mysql://server/kho", "kho", "sqlite:///kho.sqlite", "postgresql+asyncpg://a/b"])
def test_an_address_that_is_no_postgresql_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="postgresql://"):
        open_store(address, tmp_path)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(StoreError, match="Hãy kiểm tra máy chủ cơ sở dữ liệu") as refused:
            open_store(f"postgresql://kho:mat-khau@127.0.0.1:{port}/kho", tmp_path)
    assert f"127.0.0.1:{port}" in str(refused.value)
    assert "mat-khau" not in str(refused.value) + refused.value.words.en


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_address_may_be_spelled_in_three_ways(scheme: str, postgres: str, tmp_path: Path) -> None:
    store = open_store(postgres.replace("postgresql", scheme, 1), tmp_path)
    assert store.version() == 0
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_store_made_by_a_newer_program_is_refused_and_left_alone(place: Place) -> None:
    store = open_store(*place)
    with writing(store._engine) as connection:
        connection.execute(update(schema.schema_version).values(version=9))
    with pytest.raises(StoreError, match="cài bản mới nhất"):
        open_store(*place)
    with store._engine.connect() as connection:
        assert connection.scalar(text("SELECT version FROM schema_version")) == 9
    store.close()


def test_an_older_store_is_brought_forward_with_its_figures(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(*place)
    store.add(observations(figure(1)), **slip())
    store.close()
    taken: list[str] = []

    def add_remark(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE batch ADD COLUMN remark VARCHAR"))
        taken.append("add_remark")

    monkeypatch.setattr(versions, "STEPS", (*versions.STEPS, add_remark))
    for _ in range(2):
        newer = open_store(*place)
        assert "remark" in {column["name"] for column in inspect(newer._engine).get_columns("batch")}
        assert newer.series(["PCI"])["obs_value"].tolist() == [1]
        newer.close()
    assert taken == ["add_remark"]


def columns_of(store: Store) -> dict[str, list[tuple[str, str, bool, bool]]]:
    found = inspect(store._engine)
    return {
        table: [
            (c["name"], str(c["type"]), c["nullable"], bool(c.get("primary_key"))) for c in found.get_columns(table)
        ]
        for table in sorted(found.get_table_names())
    }


def test_a_store_of_version_1_gains_papers_own_indicators_and_decks_and_keeps_its_figures(place: Place) -> None:
    store = open_store(*place)
    fresh = columns_of(store)
    first = store.add(observations(figure(1)), **slip())
    with writing(store._engine) as connection:  # version 1 was this schema without four tables
        for table in (schema.document, schema.summary, schema.own_indicator, schema.deck_revision):
            table.drop(connection)
        connection.execute(update(schema.schema_version).values(version=1))
    store.close()
    newer = open_store(*place)
    assert columns_of(newer) == fresh
    assert newer.batches() == (first,)
    assert newer.series(["PCI"])["obs_value"].tolist() == [1]
    content = b"bang so lieu"
    paper = {**slip(), "content_hash": hashlib.sha256(content).hexdigest(), "document": content, "summary": "{}"}
    second = newer.add(observations(figure(2)), **paper)
    assert (newer.document(second.batch_id), newer.summary(second.batch_id)) == (content, "{}")
    assert newer.summary(first.batch_id) == ""
    newer.add_indicator("OWN_A", "{}", "a")
    assert newer.indicators() == {"OWN_A": "{}"}
    newer.close()


def test_a_step_that_fails_leaves_the_older_store_as_it_was(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(*place).close()

    def half(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE batch ADD COLUMN half VARCHAR"))
        raise ArithmeticError

    with monkeypatch.context() as later:
        later.setattr(versions, "STEPS", (*versions.STEPS, half))
        with pytest.raises(ArithmeticError):
            open_store(*place)
    store = open_store(*place)
    assert "half" not in {column["name"] for column in inspect(store._engine).get_columns("batch")}
    store.close()


def test_a_full_disk_is_told_and_nothing_of_the_batch_stays(tmp_path: Path) -> None:
    store = open_store(None, tmp_path)
    store.add(observations(figure(1)), **slip())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    try:
        with pytest.raises(StoreError, match="chưa lưu gì"):
            store.add(many(20_000), **slip())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (store.version(), store.coverage()["row_count"].sum()) == (1, 1)
    store.add(many(20_000), **slip())
    assert store.coverage()["row_count"].sum() == 20_001
    store.close()


def test_the_backup_of_the_manual_is_a_whole_store_while_the_program_runs(tmp_path: Path) -> None:
    command = re.search(r'python -c "(import sqlite3.*)"\n', PAGE.read_text(encoding="utf-8"))
    assert command is not None
    store = open_store(None, tmp_path)
    store.add(many(2_400), **slip())
    subprocess.run([sys.executable, "-c", command[1]], cwd=tmp_path, check=True)
    store.add(observations(figure(1)), **slip())
    store.close()
    backup = tmp_path / "sao-luu.sqlite"
    with sqlite3.connect(backup) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    backup.replace(tmp_path / FILE_NAME)
    restored = open_store(None, tmp_path)
    assert (restored.version(), restored.coverage()["row_count"].sum()) == (1, 2_400)
    restored.close()
