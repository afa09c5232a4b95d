"""Files of decks made in the background, once for all sessions that ask for the same; kept for a while, bounded."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lib.services.deck_files import Progress
from lib.services.export_jobs import Finished, Installation, Job, Key, Order, State, Underway, Waiting, end_of
from lib.services.export_process import MakingProcess


@dataclass(frozen=True)
class Bounds:
    """How much is kept and for how long, how long a file may take, how long the process stays without work."""

    files: int = 24
    bytes: int = 200_000_000
    kept_s: float = 1800.0
    making_s: float = 300.0
    idle_s: float = 180.0


class Exports:
    """Makes files one after another; one per server process, safe to share between sessions.

    One at a time: on two cores a second one beside it would make both late, and the pages with them.
    """

    def __init__(
        self, place: Installation, bounds: Bounds | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._place, self._bounds, self._clock = place, bounds or Bounds(), clock
        self._jobs: OrderedDict[Key, Job] = OrderedDict()
        self._changed = threading.Condition()
        self._running: tuple[Job, MakingProcess] | None = None
        self._server: threading.Thread | None = None
        self._closed = False

    def warm(self) -> None:
        """Start the process, as somebody is about to ask: it needs a few seconds to open the installation."""
        with self._changed:
            if self._server is None:
                self._server = threading.Thread(target=self._serve, name="exports", daemon=True)
                self._server.start()

    def ask(self, order: Order, who: str) -> None:
        """Have a file made for somebody, or share it with those who asked for the same; a failed one is made anew."""
        with self._changed:
            job = self._jobs.get(order.key)
            if job is None or (job.end is not None and not isinstance(job.end, Finished)):
                job = self._jobs[order.key] = Job(order)
                self._jobs.move_to_end(order.key)
            job.wanted.add(who)
            self.warm()
            self._changed.notify_all()

    def state(self, key: Key) -> State | None:
        """Return how far a file is or what it came to; None where it was never asked for or is not kept any more."""
        with self._changed:
            self._let_go()
            job = self._jobs.get(key)
            if job is None:
                return None
            if job.end is not None:
                return job.end
            every = list(self._jobs.values())
            ahead = sum(other.end is None for other in every[: every.index(job)])
            return Waiting(ahead) if job.waits and ahead else Underway(job.progress or job.beginning)

    def leave(self, key: Key, who: str) -> None:
        """Wait for a file no more; where nobody else does its making ends at once and nothing of it is kept."""
        with self._changed:
            job = self._jobs.get(key)
            if job is None:
                return
            job.wanted.discard(who)
            if job.wanted or job.end is not None:
                return
            del self._jobs[key]
            job.dropped = True
            if self._running is not None and self._running[0] is job:
                self._running[1].stop()

    def close(self) -> None:
        """Make nothing more: what is under way or waits comes to nothing, the process ends."""
        with self._changed:
            self._closed = True
            if self._running is not None:
                self._running[1].stop()
            self._changed.notify_all()
            server = self._server
        if server is not None:
            server.join()

    def _serve(self) -> None:
        process = MakingProcess(self._place, self._bounds.making_s)
        process.warm()
        while (job := self._next(process)) is not None and job.order is not None:
            came = process.made(job.order, partial(_follow, job, process))
            with self._changed:
                self._running, job.order = None, None
                if not (job.dropped or self._closed):
                    job.end, job.ended_at = end_of(came), self._clock()
                    self._let_go()
        process.close()

    def _next(self, process: MakingProcess) -> Job | None:
        """Wait for something to do; None once nobody has asked for anything for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._first() is not None, self._bounds.idle_s)
            job = self._first()
            if job is None or self._closed:
                self._server = None
                return None
            job.tell(job.beginning)
            self._running = (job, process)
            return job

    def _first(self) -> Job | None:
        return next((job for job in self._jobs.values() if job.waits), None)

    def _let_go(self) -> None:
        """Forget what was finished too long ago, and the oldest while there are too many or they are too large."""
        limits = self._bounds
        ended = [key for key, job in self._jobs.items() if job.end is not None]
        for key in ended:
            job = self._jobs[key]
            others = sum(own.size for own in self._jobs.values()) - job.size
            too_many = len(self._jobs) > limits.files or (others > 0 and others + job.size > limits.bytes)
            if too_many or self._clock() - job.ended_at > limits.kept_s:
                del self._jobs[key]


def _follow(job: Job, process: MakingProcess, progress: Progress) -> None:
    """Take note of a progress; what was dropped before there was a process to end is ended by its first word."""
    if job.dropped:
        process.stop()
    job.tell(progress)
