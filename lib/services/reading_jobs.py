"""One reading under way in the background: its progress, its end, and what is said when it fails. Starts nothing."""

import logging
import secrets
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field

from lib.intake.findings import CancelledError
from lib.intake.limits import Limits
from lib.intake.reading import Reading
from lib.model.words import Words
from lib.services.desk import DeskError
from lib.services.hand_in import Preview
from lib.store import StoreError

_SHARES = {"reading": (0.0, 0.5), "cleaning": (0.5, 0.1), "layout": (0.6, 0.0), "checking": (0.8, 0.0)}
_LOG = logging.getLogger(__name__)
Key = tuple[tuple[tuple[str, str], ...], int]
"""The answers given and how many indicators there were: what a reading depends on beside the file."""


@dataclass(frozen=True)
class Underway:
    """A reading that is not finished: the step it is in and how much of the whole is done (0 to 1)."""

    step: str = ""
    part: float = 0.0


@dataclass(frozen=True)
class Finished:
    """A file read; `preview` is None where nothing of it can be stored, `strange` are indicators nobody knows yet."""

    reading: Reading
    preview: Preview | None = None
    strange: tuple[str, ...] = ()

    @property
    def storable(self) -> bool:
        """Whether confirming would change anything."""
        return self.preview is not None and self.preview.new + self.preview.changed > 0


@dataclass(frozen=True)
class Failed:
    """A reading that came to nothing through no fault of the file; `words` says the way out."""

    words: Words


State = Underway | Finished | Failed


@dataclass(eq=False)
class Job:
    """A reading that was started for a ticket, at a version of the store."""

    key: Key
    version: int
    limits: Limits
    earlier: Reading | None = None
    future: "Future[Finished]" = field(default_factory=Future)
    cancelled: threading.Event = field(default_factory=threading.Event)
    asked: bool = False
    _underway: Underway = field(default_factory=Underway)
    _end: Finished | Failed | None = None
    _deadline: float | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def told(self, step: str, part: float) -> None:
        """Take note of the progress; ends the reading when it takes too long or its answers are no longer valid."""
        if self._deadline is None:
            self._deadline = time.monotonic() + self.limits.seconds
        if self.cancelled.is_set() or self._late:
            raise CancelledError(step)
        start, share = _SHARES.get(step, (0.9, 0.0))
        self._underway = Underway(step, start + share * min(max(part, 0.0), 1.0))

    def state(self) -> State:
        """Return how far it is or what it came to."""
        if not self.future.done():
            if not self._late:
                return self._underway
            self.cancelled.set()  # it ends at its next step; nobody has to wait for that
            return Failed(_too_long(self.limits))
        with self._lock:
            if self._end is None:
                self._end = self._ended()
            return self._end

    @property
    def _late(self) -> bool:
        return self._deadline is not None and time.monotonic() > self._deadline

    def _ended(self) -> Finished | Failed:
        error = self.future.exception()
        if error is None:
            return self.future.result()
        if isinstance(error, DeskError | StoreError):
            return Failed(error.words)
        return Failed(_too_long(self.limits) if isinstance(error, CancelledError) else _incident(error))

    @property
    def reading(self) -> Reading | None:
        """The reading, once it is finished."""
        end = self.state()
        return end.reading if isinstance(end, Finished) else None

    @property
    def rows(self) -> int:
        """How many rows it keeps in memory."""
        return 0 if self.reading is None else len(self.reading.cells)


def _too_long(limits: Limits) -> Words:
    return Words(
        f"Đọc tệp này quá {limits.seconds} giây nên đã dừng; kho số liệu còn nguyên. Hãy tách tệp theo kỳ hoặc theo "
        "chỉ tiêu rồi nộp lại từng phần.",
        f"Reading this file took more than {limits.seconds} seconds and was stopped; the store is untouched. Split the "
        "file by period or by indicator and hand the parts in.",
    )


def _incident(error: BaseException) -> Words:
    number = secrets.token_hex(4)
    _LOG.error("incident %s", number, exc_info=error)
    return Words(
        f"Chương trình gặp lỗi khi đọc tệp này (mã {number}); kho số liệu còn nguyên. Hãy báo người quản trị mã đó, "
        "hoặc lưu bảng thành XLSX rồi nộp lại.",
        f"The program failed on this file (code {number}); the store is untouched. Tell the administrator this code, "
        "or save the table as XLSX and hand it in again.",
    )
