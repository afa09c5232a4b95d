"""Files handed in and not yet stored: kept as files, so that they outlive reruns, lost connections and restarts."""

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lib.intake.file_names import safe_name
from lib.model.handin import Answers
from lib.model.words import Words
from lib.services.plain_text import one_line, plain

LONGEST_NOTE = 2_000
LONGEST_ACTOR = 200
_ID = re.compile(r"[A-Za-z0-9_-]{12}")
_CONTENT, _RECEIPT, _NOTE = "content", "receipt.json", "note.json"
_TOLD = ("file_name", "content_hash", "size", "received_at", "actor")
_ANSWER = "answer-"
_UNFINISHED = "tmp-"  # no ticket can be called that: it holds fewer or more signs than an id


class DeskError(Exception):
    """A file handed in cannot be kept or is gone; `words` says why and what to do."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.words = Words(vietnamese, english)


@dataclass(frozen=True)
class Ticket:
    """A file that waits to be confirmed: what it is called, whose it is, what was answered about it so far."""

    ticket_id: str
    file_name: str
    content_hash: str
    size: int
    received_at: datetime
    actor: str
    answers: Answers = field(default_factory=Answers)
    note: str = ""


class Desk:
    """A folder with one folder per ticket; any number of sessions and processes may use it at once.

    A ticket appears whole or not at all, and every answer is a file of its own, so that two sessions answering at the
    same time both keep theirs. No name a user gave is ever part of a path.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def receive(self, file_name: str, content: bytes, actor: str) -> Ticket:
        """Keep a file and return its ticket; DeskError when the folder cannot be written or the disk is full."""
        ticket = Ticket(
            ticket_id=secrets.token_urlsafe(9),
            file_name=safe_name(file_name),
            content_hash=hashlib.sha256(content).hexdigest(),
            size=len(content),
            received_at=datetime.now(UTC),
            actor=one_line(actor, LONGEST_ACTOR),
        )
        with _told():
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = self._folder / f"{_UNFINISHED}{ticket.ticket_id}"
            unfinished.mkdir()
            try:
                _write(unfinished / _CONTENT, content)
                _write(unfinished / _RECEIPT, _receipt(ticket))
                unfinished.replace(self._folder / ticket.ticket_id)
            except OSError:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise
            _settle(self._folder)
        return ticket

    def ticket(self, ticket_id: str) -> Ticket | None:
        """Return the ticket with this id, or None for one that is closed, was never given out or is no id at all."""
        folder = self._place(ticket_id)
        received = _received(ticket_id, _said(folder / _RECEIPT)) if folder else None
        if folder is None or received is None:
            return None
        answers = [_said(path) for path in sorted(folder.glob(f"{_ANSWER}*.json"))]
        given = {str(entry["key"]): str(entry["value"]) for entry in answers if entry}
        return replace(received, answers=Answers(given), note=str(_said(folder / _NOTE).get("note", "")))

    def content(self, ticket: Ticket) -> bytes:
        """Return the file of a ticket byte for byte; DeskError where it is gone or was damaged."""
        folder = self._place(ticket.ticket_id)
        content = _bytes(folder / _CONTENT) if folder else None
        if content is None or hashlib.sha256(content).hexdigest() != ticket.content_hash:
            raise _gone()
        return content

    def answer(self, ticket_id: str, key: str, value: str) -> Ticket:
        """Keep the answer to a question (`OpenQuestion.key`), a later one in place of an earlier; DeskError if gone."""
        name = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
        return self._with(ticket_id, f"{_ANSWER}{name}.json", {"key": key, "value": value})

    def annotate(self, ticket_id: str, note: str) -> Ticket:
        """Keep the note that will go with the batch; DeskError if the ticket is gone."""
        return self._with(ticket_id, _NOTE, {"note": plain(note, LONGEST_NOTE)})

    def withdraw_answers(self, ticket_id: str) -> Ticket:
        """Forget all answers, so that the questions are asked again; DeskError if the ticket is gone."""
        folder = self._place(ticket_id)
        with _told():
            for path in folder.glob(f"{_ANSWER}*.json") if folder else ():
                path.unlink(missing_ok=True)
        return self._there(ticket_id)

    def close(self, ticket_id: str) -> None:
        """Remove a ticket and its file, after storing or when nobody wants it; nothing happens if it is gone."""
        folder = self._place(ticket_id)
        if folder is not None and folder.is_dir():
            leaving = self._folder / f"{_UNFINISHED}{secrets.token_urlsafe(9)}"
            with _told():
                _moved(folder, leaving)
            shutil.rmtree(leaving, ignore_errors=True)

    def pending(self) -> tuple[Ticket, ...]:
        """Return every ticket, the oldest first."""
        names = [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []
        tickets = [ticket for ticket in map(self.ticket, names) if ticket is not None]
        return tuple(sorted(tickets, key=lambda ticket: (ticket.received_at, ticket.ticket_id)))

    def sweep(self, older_than: timedelta) -> int:
        """Remove tickets received, and leftovers last written, longer ago than that; return how many tickets."""
        limit = datetime.now(UTC) - older_than
        old = [ticket for ticket in self.pending() if ticket.received_at < limit]
        for ticket in old:
            self.close(ticket.ticket_id)
        for path in self._folder.glob("*") if self._folder.is_dir() else ():
            if self.ticket(path.name) is None and _written_before(path, limit):
                shutil.rmtree(path, ignore_errors=True)
        return len(old)

    def _place(self, ticket_id: str) -> Path | None:
        return self._folder / ticket_id if _ID.fullmatch(ticket_id) else None

    def _there(self, ticket_id: str) -> Ticket:
        ticket = self.ticket(ticket_id)
        if ticket is None:
            raise _gone()
        return ticket

    def _with(self, ticket_id: str, name: str, said: dict[str, str]) -> Ticket:
        self._there(ticket_id)
        target = self._folder / ticket_id / name
        beside = target.with_name(f"{_UNFINISHED}{secrets.token_urlsafe(9)}")
        with _told():
            try:
                _write(beside, json.dumps(said).encode())
                beside.replace(target)
            except FileNotFoundError as error:  # closed by another session just now
                raise _gone() from error
        return self._there(ticket_id)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _settle(folder: Path) -> None:
    """Make a new name in a folder survive a power cut; Windows has no such thing."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _moved(folder: Path, target: Path) -> None:
    try:
        folder.replace(target)
    except FileNotFoundError:
        return  # closed by another session just now


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _said(path: Path) -> dict[str, Any]:
    """Return what a small file says; nothing where it is not there or was cut off."""
    try:
        said = json.loads(_bytes(path) or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _receipt(ticket: Ticket) -> bytes:
    told = {name: getattr(ticket, name) for name in _TOLD}
    return json.dumps({**told, "received_at": ticket.received_at.isoformat()}).encode()


def _received(ticket_id: str, said: dict[str, Any]) -> Ticket | None:
    if not set(_TOLD) <= set(said):
        return None
    told = {name: said[name] for name in _TOLD}
    return Ticket(ticket_id, **{**told, "received_at": datetime.fromisoformat(said["received_at"])})


def _written_before(path: Path, limit: datetime) -> bool:
    try:
        return path.stat().st_mtime < limit.timestamp()
    except FileNotFoundError:
        return False


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeskError(
            f"Không giữ được tệp vừa nộp ({error.strerror}). Số liệu trong kho còn nguyên. Hãy kiểm tra ổ đĩa còn chỗ "
            "và quyền ghi của thư mục số liệu, rồi nộp lại tệp.",
            f"The file cannot be kept ({error.strerror}). The figures in the store are untouched. Check free disk "
            "space and the right to write to the data folder, then hand the file in again.",
        ) from error


def _gone() -> DeskError:
    return DeskError(
        "Lượt nộp này không còn: đã lưu, đã bỏ hoặc để quá lâu. Hãy nộp lại tệp.",
        "This hand-in is gone: stored, discarded or left for too long. Hand the file in again.",
    )
