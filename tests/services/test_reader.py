"""Files read in the background: ready when they are small, cancelled when they are long, stored once whoever asks."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from lib.intake.limits import Limits
from lib.model.batch import Batch
from lib.model.issue import Outcome
from lib.services.desk import Desk, DeskError, Ticket
from lib.services.hand_in import Preview
from lib.services.reader import HandInError, Reader
from lib.services.reading_jobs import Failed, Finished, Underway
from lib.services.workspace import Workspace
from lib.store import StoreError

CODE = "GRDP_GROWTH"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "handed-in")


def table(workspace: Workspace, head: str = f"{CODE} 2024", shift: int = 0, last: str = "") -> bytes:
    names = [unit.label.vi for unit in workspace.gazetteer.members("63")]
    rows = [f"{name};{(place * 7 + shift) % 90 // 10 + 1},{place % 9 + 1}" for place, name in enumerate(names)]
    return "\n".join([f"Tỉnh;{head}", *rows, *([last] if last else [])]).encode()


def finished(reader: Reader, ticket: Ticket) -> Finished:
    state = reader.state(ticket, 60)
    assert isinstance(state, Finished), state
    return state


def preview_of(reader: Reader, ticket: Ticket) -> Preview:
    seen = finished(reader, ticket).preview
    assert seen is not None
    return seen


def test_an_everyday_file_is_read_and_compared_for_whoever_asks(office: Workspace, desk: Desk) -> None:
    reader = Reader(office, desk, Limits())
    ticket = desk.receive("Biểu.csv", table(office, last="Hà;5,5"), "Phòng")
    state = finished(reader, ticket)
    assert state.reading.outcome is Outcome.WARN
    assert state.preview is not None
    assert (state.preview.new, state.preview.changed) == (63, 0)
    assert state.storable
    assert finished(reader, ticket).reading is state.reading
    assert [offer.subject for offer in state.reading.offers] == ["Hà"]


def test_an_answer_starts_another_reading_and_taking_it_back_the_first(office: Workspace, desk: Desk) -> None:
    reader = Reader(office, desk, Limits())
    ticket = desk.receive("bang.csv", table(office, head=CODE), "Phòng")
    asked = finished(reader, ticket)
    assert asked.reading.question is not None
    assert asked.preview is None
    answered = desk.answer(ticket.ticket_id, asked.reading.question.key, "2024")
    assert finished(reader, answered).reading.read_as.periods == ("2024",)
    again = desk.withdraw_answers(ticket.ticket_id)
    assert finished(reader, again).reading.question == asked.reading.question


def test_a_reading_that_takes_too_long_leaves_a_sentence_and_the_store_as_it_was(office: Workspace, desk: Desk) -> None:
    version = office.store.version()
    reader = Reader(office, desk, replace(Limits(), seconds=0))
    ticket = desk.receive("bang.csv", table(office), "Phòng")
    state = reader.state(ticket, 60)
    assert isinstance(state, Failed)
    assert "kho số liệu còn nguyên" in state.words.vi
    assert desk.ticket(ticket.ticket_id) is not None
    assert office.store.version() == version


def test_a_file_whose_bytes_were_damaged_is_told_and_not_read(office: Workspace, desk: Desk, tmp_path: Path) -> None:
    reader = Reader(office, desk, Limits())
    ticket = desk.receive("bang.csv", table(office), "Phòng")
    (tmp_path / "handed-in" / ticket.ticket_id / "content").write_bytes(b"x")
    state = reader.state(ticket, 60)
    assert isinstance(state, Failed)
    assert "nộp lại" in state.words.vi


def test_two_clicks_at_the_same_time_store_one_batch(office: Workspace, desk: Desk) -> None:
    reader = Reader(office, desk, Limits())
    ticket = desk.receive("bang.csv", table(office), "Phòng")
    seen = preview_of(reader, ticket)

    def click(_: int) -> Batch | str:
        try:
            return reader.confirm(ticket.ticket_id, actor="Phòng", note="", seen=seen)
        except DeskError as error:
            return error.words.vi

    with ThreadPoolExecutor(4) as sessions:
        ends = list(sessions.map(click, range(4)))
    batches = [end for end in ends if isinstance(end, Batch)]
    assert len(batches) == 1
    assert batches[0].row_count == 63
    assert all("không lưu thêm lần nữa" in end for end in ends if isinstance(end, str))
    assert desk.ticket(ticket.ticket_id) is None
    assert office.store.document(batches[0].batch_id) == table(office)


def test_what_would_differ_from_what_was_shown_is_not_stored(office: Workspace, desk: Desk) -> None:
    reader = Reader(office, desk, Limits())
    contents = (table(office), table(office, shift=1), table(office, head=f"{CODE} 2023", shift=2))
    tickets = [desk.receive("bang.csv", content, "Phòng") for content in contents]
    shown = [preview_of(reader, ticket) for ticket in tickets]
    first, second, other = (ticket.ticket_id for ticket in tickets)
    reader.confirm(first, actor="Phòng", note="", seen=shown[0])
    with pytest.raises(HandInError, match="không còn đúng"):
        reader.confirm(second, actor="Phòng", note="", seen=shown[1])
    assert desk.ticket(second) is not None
    assert reader.confirm(other, actor="Phòng", note="", seen=shown[2]).row_count == 63
    fresh = preview_of(reader, tickets[1])
    assert 0 < fresh.changed < 63
    assert reader.confirm(second, actor="Phòng", note="", seen=fresh).replaced_count == fresh.changed


def test_when_the_database_is_full_the_ticket_stays_for_another_try(office: Workspace, desk: Desk) -> None:
    reader = Reader(office, desk, Limits())
    ticket = desk.receive("bang.csv", table(office), "Phòng")
    seen = preview_of(reader, ticket)
    version = office.store.version()
    with full(office), pytest.raises(StoreError):
        reader.confirm(ticket.ticket_id, actor="Phòng", note="", seen=seen)
    assert office.store.version() == version
    assert reader.confirm(ticket.ticket_id, actor="Phòng", note="", seen=seen).row_count == 63


class full:  # noqa: N801 - reads as a block
    """A block in which the database can take no further page."""

    def __init__(self, workspace: Workspace) -> None:
        self._engine = workspace.store._engine

    def _limit(self, pages: int) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(f"PRAGMA max_page_count={pages}"))

    def __enter__(self) -> None:
        self._limit(1)

    def __exit__(self, *_: object) -> None:
        self._limit(2**30)


def test_an_indicator_nobody_described_cannot_be_stored(office: Workspace, desk: Desk) -> None:
    reader = Reader(office, desk, Limits())
    ticket = desk.receive("bang.csv", table(office, head="Số điểm phát sóng 2024"), "Phòng")
    question = finished(reader, ticket).reading.question
    assert question is not None
    state = finished(reader, desk.answer(ticket.ticket_id, question.key, "header"))
    assert state.strange == ("Số điểm phát sóng",)
    assert not state.storable


def test_a_long_file_is_followed_while_it_is_read_and_stopped_when_nobody_wants_it(
    office: Workspace, desk: Desk
) -> None:
    lines = ["Tỉnh;Kỳ;Chỉ tiêu;Giá trị"]
    names = [unit.label.vi for unit in office.gazetteer.members("63")]
    lines += [f"{name};{year};CHỈ TIÊU {n};{n},5" for n in range(300) for year in range(1995, 2015) for name in names]
    reader = Reader(office, desk, Limits())
    ticket = desk.receive("dai.csv", "\n".join(lines).encode(), "Phòng")
    state = reader.state(ticket, 0.0)
    assert isinstance(state, Underway)
    assert 0 <= state.part <= 1
    started = time.monotonic()
    reader.forget(ticket.ticket_id)
    short = desk.receive("ngan.csv", table(office), "Phòng")
    assert finished(reader, short).storable
    assert time.monotonic() - started < 60
