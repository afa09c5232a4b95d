"""Files handed in are read in the background, once for all sessions; a finished reading is stored at most once."""

import logging
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date

from lib.intake.limits import Limits
from lib.intake.read import HandedIn, read_file
from lib.intake.setting import Setting, setting
from lib.model.batch import Batch
from lib.model.issue import Outcome
from lib.model.words import Words
from lib.services.desk import Desk, DeskError, Ticket
from lib.services.hand_in import Preview, confirm, preview
from lib.services.reading_jobs import Failed, Finished, Job, State
from lib.services.workspace import Workspace

PATIENCE_S = 0.4  # an everyday file is read in the rerun that asks for it
COMPARING = "comparing"
_AT_ONCE = 2
_MOST_READINGS, _MOST_ROWS = 24, 3_000_000
_LOG = logging.getLogger(__name__)


class HandInError(Exception):
    """A hand-in cannot be stored as it was shown; `words` says why and what to do. Nothing was stored."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.vi)
        self.words = words


class Reader:
    """Reads tickets of a desk; one per process, safe to share between sessions. Keeps the latest readings only."""

    def __init__(self, workspace: Workspace, desk: Desk, limits: Limits) -> None:
        self._workspace, self._desk, self._limits = workspace, desk, limits
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reading")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock, self._storing = threading.Lock(), threading.Lock()
        self._setting: Setting | None = None

    def state(self, ticket: Ticket, patience: float = PATIENCE_S) -> State:
        """Return how far the reading of a ticket is; who asks first starts it and waits up to `patience` seconds."""
        job = self._job(ticket)
        if not job.asked:
            job.asked = True
            wait([job.future], timeout=patience)
        return job.state()

    def forget(self, ticket_id: str) -> None:
        """Cancel the reading of a ticket, or drop what it came to."""
        with self._lock:
            job = self._jobs.pop(ticket_id, None)
        if job is not None:
            job.cancelled.set()

    def confirm(self, ticket_id: str, *, actor: str, note: str, seen: Preview) -> Batch:
        """Store a ticket as one batch, close it, and return the batch; `seen` is the preview that was on screen.

        One at a time: a second click or session finds the ticket gone (DeskError). HandInError where the store changed
        in between so that something else would happen than was shown; StoreError when the database fails. After each
        of them the ticket is still there, unless somebody else stored it.
        """
        with self._storing:
            ticket = self._desk.ticket(ticket_id)
            if ticket is None:
                raise _gone()
            job = self._job(ticket)
            wait([job.future])
            state = job.state()
            if not isinstance(state, Finished) or state.preview is None:
                raise HandInError(state.words if isinstance(state, Failed) else _NOT_READY)
            if not _same(seen, state.preview):
                raise HandInError(_CHANGED_MEANWHILE)
            content = self._desk.content(ticket)
            batch = confirm(state.reading, content, self._workspace, actor=actor, note=note, seen=state.preview)
            self._close(ticket_id)
            return batch

    def _close(self, ticket_id: str) -> None:
        try:
            self._desk.close(ticket_id)
        except DeskError as error:  # the figures are in: what is left of the ticket would change nothing a second time
            _LOG.warning("ticket stored but not closed: %s", error)
        self.forget(ticket_id)

    def _job(self, ticket: Ticket) -> Job:
        key = (tuple(sorted(ticket.answers.given.items())), len(self._workspace.catalogue.indicators))
        version = self._workspace.store.version()
        with self._lock:
            known = self._jobs.get(ticket.ticket_id)
            if known is not None and (known.key, known.version) == (key, version):
                self._jobs.move_to_end(ticket.ticket_id)
                return known
            job = Job(key, version, self._limits)
            if known is not None:
                known.cancelled.set()
                job.earlier = known.reading if known.key == key else None
            job.future = self._pool.submit(self._read, ticket, job)
            self._jobs[ticket.ticket_id] = job
            self._jobs.move_to_end(ticket.ticket_id)
            self._trim()
            return job

    def _read(self, ticket: Ticket, job: Job) -> Finished:
        job.told("reading", 0.0)
        reading = job.earlier
        if reading is None:
            handed_in = HandedIn(self._desk.content(ticket), ticket.file_name)
            reading = read_file(handed_in, self._knowledge(), ticket.answers, job.told)
        job.told(COMPARING, 0.0)
        known = self._workspace.catalogue.indicators
        strange = tuple(code for code in reading.cells["indicator"].unique() if code not in known)
        takes = reading.outcome in {Outcome.ACCEPT, Outcome.WARN} and not reading.cells.empty
        return Finished(reading, preview(reading, self._workspace) if takes and not strange else None, strange)

    def _knowledge(self) -> Setting:
        """Return the setting of today's catalogue; the spellings of the areas are learned once."""
        workspace = self._workspace
        catalogue, today = workspace.catalogue, date.today()
        known = self._setting
        if known is None:
            fresh = setting(workspace.gazetteer, catalogue, workspace.root, today)
            known = self._setting = replace(fresh, limits=self._limits)
        elif known.catalogue is not catalogue or known.today != today:
            known = self._setting = replace(known, catalogue=catalogue, today=today)
        return known

    def _trim(self) -> None:
        """Let go of the readings asked for longest ago; they are read again when somebody comes back to them."""
        while len(self._jobs) > 1 and (
            len(self._jobs) > _MOST_READINGS or sum(job.rows for job in self._jobs.values()) > _MOST_ROWS
        ):
            _, oldest = self._jobs.popitem(last=False)
            oldest.cancelled.set()


def _same(seen: Preview, now: Preview) -> bool:
    told = ["indicator", "ref_area", "time_period", "obs_value", "old_value", "state"]
    return seen.version == now.version or seen.compared[told].equals(now.compared[told])


def _gone() -> DeskError:
    return DeskError(
        "Lượt nộp này đã được lưu hoặc đã bỏ ở một phiên khác; không lưu thêm lần nữa. Xem lại ở trang Số liệu.",
        "This hand-in was stored or discarded in another session; it is not stored again. See the page Data.",
    )


_NOT_READY = Words(
    "Tệp này chưa đọc xong hoặc còn câu hỏi; chưa lưu gì. Hãy xem lại rồi xác nhận.",
    "This file is not read to the end or has an open question; nothing was stored. Look again, then confirm.",
)
_CHANGED_MEANWHILE = Words(
    "Kho vừa có số liệu khác nên những thay đổi đã xem không còn đúng; chưa lưu gì. Hãy xem lại bản mới rồi xác nhận.",
    "The store has just changed, so the changes you saw no longer hold; nothing was stored. Look again, then confirm.",
)
