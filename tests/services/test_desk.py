"""Files that wait to be confirmed: they outlive processes, appear whole or not at all, and never name a path."""

import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib.services.desk import Desk, DeskError, Ticket

ROOT = Path(__file__).parents[2]
TABLE = "Tỉnh;GRDP\r\nHà Nội;1.234,5\r\n".encode("cp1258", "replace") + b"\0\xff"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "var" / "handed-in")


def test_a_file_waits_byte_for_byte_for_any_other_process(desk: Desk, tmp_path: Path) -> None:
    before = datetime.now(UTC)
    ticket = desk.receive("Biểu 01.csv", TABLE, "Sở Tài chính")
    later = Desk(tmp_path / "var" / "handed-in")
    assert later.ticket(ticket.ticket_id) == ticket
    assert later.content(ticket) == TABLE
    assert later.pending() == (ticket,)
    assert (ticket.file_name, ticket.size, ticket.actor) == ("Biểu 01.csv", len(TABLE), "Sở Tài chính")
    assert ticket.content_hash == hashlib.sha256(TABLE).hexdigest()
    assert before <= ticket.received_at <= datetime.now(UTC)
    assert (ticket.answers.given, ticket.note) == ({}, "")


def test_an_empty_desk_has_nothing_pending(desk: Desk) -> None:
    assert desk.pending() == ()
    assert desk.sweep(timedelta()) == 0
    assert desk.ticket("A" * 12) is None


def test_answers_and_note_are_kept_changed_and_withdrawn(desk: Desk) -> None:
    ticket = desk.receive("a.csv", TABLE, "a")
    desk.answer(ticket.ticket_id, "labels:Hà/../Hà", "63-01")
    desk.answer(ticket.ticket_id, "period", "2024")
    answered = desk.answer(ticket.ticket_id, "period", "2025-Q1")
    assert answered.answers.given == {"labels:Hà/../Hà": "63-01", "period": "2025-Q1"}
    noted = desk.annotate(ticket.ticket_id, "tháng 5\r\n\0\u202eđính chính")
    assert noted.note == "tháng 5\nđính chính"
    assert desk.ticket(ticket.ticket_id) == noted
    assert noted.answers == answered.answers
    withdrawn = desk.withdraw_answers(ticket.ticket_id)
    assert (withdrawn.answers.given, withdrawn.note) == ({}, noted.note)
    assert desk.ticket(ticket.ticket_id) == withdrawn
    assert desk.content(withdrawn) == TABLE


def test_sessions_that_answer_at_once_all_keep_their_answers(desk: Desk) -> None:
    ticket = desk.receive("a.csv", TABLE, "a")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: desk.answer(ticket.ticket_id, f"labels:{n}", str(n)), range(40)))
    found = desk.ticket(ticket.ticket_id)
    assert found is not None
    assert found.answers.given == {f"labels:{n}": str(n) for n in range(40)}


def test_closing_removes_everything_and_twice_is_no_harm(desk: Desk, tmp_path: Path) -> None:
    ticket = desk.receive("a.csv", TABLE, "a")
    other = desk.receive("b.csv", TABLE, "b")
    desk.close(ticket.ticket_id)
    desk.close(ticket.ticket_id)
    assert desk.ticket(ticket.ticket_id) is None
    assert desk.pending() == (other,)
    for gone in (
        lambda: desk.content(ticket),
        lambda: desk.answer(ticket.ticket_id, "period", "2024"),
        lambda: desk.annotate(ticket.ticket_id, "a"),
        lambda: desk.withdraw_answers(ticket.ticket_id),
    ):
        with pytest.raises(DeskError, match="không còn") as told:
            gone()
        assert "is gone" in told.value.words.en
    assert [path.name for path in (tmp_path / "var" / "handed-in").iterdir()] == [other.ticket_id]


@pytest.mark.parametrize(
    "ticket_id",
    [
        "",
        ".",
        "..",
        "../../../etc",
        "/etc/passwd",
        "a" * 11,
        "a" * 13,
        "aaaaaaaaaaa/",
        "aaaaaaaaaa\0a",
        "aaaaaaaaaaa\n",
    ],
)
def test_what_is_no_ticket_id_never_reaches_the_disk(desk: Desk, tmp_path: Path, ticket_id: str) -> None:
    desk.receive("a.csv", TABLE, "a")
    (tmp_path / "content").write_bytes(b"secret")
    assert desk.ticket(ticket_id) is None
    desk.close(ticket_id)
    with pytest.raises(DeskError):
        desk.answer(ticket_id, "period", "2024")
    with pytest.raises(DeskError):
        desk.content(Ticket(ticket_id, "a", hashlib.sha256(b"secret").hexdigest(), 6, datetime.now(UTC), "a"))
    assert (tmp_path / "content").read_bytes() == b"secret"
    assert len(desk.pending()) == 1


@pytest.mark.parametrize(
    "name", ["../../app.py", "C:\\Windows\\con.csv", "a\0b.csv", "x" * 5_000, "", "\ud800.csv", "\u202evsc.exe"]
)
def test_no_file_is_named_after_what_the_person_called_it(desk: Desk, tmp_path: Path, name: str) -> None:
    ticket = desk.receive(name, TABLE, "a\0\n" * 300)
    paths = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    folder = f"var/handed-in/{ticket.ticket_id}"
    assert sorted(paths) == [f"{folder}/content", f"{folder}/receipt.json"]
    assert 0 < len(ticket.file_name) <= 200
    assert len(ticket.actor) <= 200
    ticket.file_name.encode()
    assert desk.ticket(ticket.ticket_id) == ticket


def test_what_is_half_written_or_damaged_is_no_ticket(desk: Desk, tmp_path: Path) -> None:
    whole = desk.receive("a.csv", TABLE, "a")
    folder = tmp_path / "var" / "handed-in"
    (folder / "tmp-AAAAAAAAAAAA").mkdir()
    (folder / "tmp-AAAAAAAAAAAA" / "content").write_bytes(TABLE)
    for ticket_id, receipt in (("A" * 12, None), ("B" * 12, b""), ("C" * 12, b'{"file_na'), ("D" * 12, b"[]")):
        (folder / ticket_id).mkdir()
        if receipt is not None:
            (folder / ticket_id / "receipt.json").write_bytes(receipt)
        assert desk.ticket(ticket_id) is None
    (folder / whole.ticket_id / "answer-x.json").write_bytes(b'{"key": "peri')
    assert desk.pending() == (whole,)
    (folder / whole.ticket_id / "content").write_bytes(TABLE[:-1])
    with pytest.raises(DeskError):
        desk.content(whole)


def test_old_tickets_and_old_leftovers_are_swept(desk: Desk, tmp_path: Path) -> None:
    first = desk.receive("a.csv", TABLE, "a")
    leftover = tmp_path / "var" / "handed-in" / "tmp-AAAAAAAAAAAA"
    leftover.mkdir()
    assert desk.sweep(timedelta(days=7)) == 0
    assert desk.pending() == (first,)
    os.utime(leftover, (0, 0))
    assert desk.sweep(timedelta(days=7)) == 0
    assert not leftover.exists()
    assert desk.sweep(timedelta(seconds=-1)) == 1
    assert desk.pending() == ()
    assert list((tmp_path / "var" / "handed-in").iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    kept = desk.receive("a.csv", TABLE, "a")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(DeskError, match="ổ đĩa còn chỗ") as told:
            desk.receive("b.csv", TABLE * 1_000, "a")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)
    assert "free disk space" in told.value.words.en
    assert desk.pending() == (kept,)
    assert [path.name for path in (tmp_path / "var" / "handed-in").iterdir()] == [kept.ticket_id]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(DeskError, match="quyền ghi"):
        Desk(tmp_path / "var" / "handed-in").receive("a.csv", TABLE, "a")


def test_a_process_killed_while_receiving_leaves_whole_tickets_only(desk: Desk, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from lib.services.desk import Desk;"
        "desk = Desk(Path(sys.argv[1])); print('ready', flush=True);"
        "[desk.receive('a.csv', bytes([n % 256]) * 3_000_000, str(n)) for n in range(10**6)]"
    )
    folder = tmp_path / "var" / "handed-in"
    for _ in range(3):
        child = subprocess.Popen([sys.executable, "-c", program, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(random.uniform(0.02, 0.2))
        child.kill()
        child.communicate()
    for ticket in desk.pending():
        assert desk.content(ticket) == bytes([int(ticket.actor) % 256]) * 3_000_000
        desk.close(ticket.ticket_id)
    fresh = desk.receive("b.csv", TABLE, "b")
    assert desk.pending() == (fresh,)
