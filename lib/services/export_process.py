"""The process beside the server that makes files of decks: started, asked, ended. Both ends of the pipe are in here.

A process and not a thread, by measurement (docs/trinh-chieu-tep.md): turning a slide into PDF holds the interpreter's
lock for up to 0.3 s, in which no reader's page moves. And a process can be ended at any moment.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import IO

from lib.model.boundaries import Boundaries
from lib.model.errors import DataError
from lib.report.slide_pptx import TemplateError
from lib.services.deck_commands import every_boundary
from lib.services.deck_files import DeckFile, Progress, Telling, deck_file
from lib.services.export_jobs import Broken, Installation, Order, Refused, too_long
from lib.services.workspace import Workspace, open_workspace
from lib.store import StoreError

_PROGRAM = Path(__file__).parents[2]
_PATIENCE_S = 5  # for a process to end when nothing more is asked of it


class MakingProcess:
    """The server's end: a process that is started when needed and after it was ended; one order at a time."""

    def __init__(self, place: Installation, seconds: float) -> None:
        self._place, self._seconds = place, seconds
        self._process: subprocess.Popen[bytes] | None = None

    def warm(self) -> None:
        """Let a process open the installation before anything is asked of it; what hinders it is told then."""
        with suppress(OSError):
            self._ready()

    def _ready(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self._process = _started()
            _send(self._process.stdin, self._place)
        return self._process

    def made(self, order: Order, telling: Telling) -> DeckFile | Refused | Broken:
        """Return the file of an order, or why there is none; `telling` is told the progress."""
        timer = threading.Timer(self._seconds, self.stop)
        timer.start()
        try:
            process = self._ready()
            _send(process.stdin, order)
            while isinstance(came := _received(process.stdout), Progress):
                telling(came)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            late = timer.finished.is_set()
            came = too_long(self._seconds) if late else Broken(f"{error!r}, the process ended with {self._ended()}")
        finally:
            timer.cancel()
        if isinstance(came, Broken):
            self._ended()  # it is ending by itself; the next order finds a new one
        return came

    def stop(self) -> None:
        """End the process whatever it does; what it was making comes to nothing."""
        if self._process is not None:
            self._process.kill()

    def _ended(self) -> int | None:
        self.stop()
        return self._process.wait() if self._process is not None else None

    def close(self) -> None:
        """Let the process end, as nothing more is asked of it."""
        if self._process is None:
            return
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started() -> "subprocess.Popen[bytes]":
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW  # no black window on the office's server
    return subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_PROGRAM,
        creationflags=flags,
    )


def _send(stream: IO[bytes] | None, message: object) -> None:
    if stream is None:
        raise EOFError
    pickle.dump(message, stream)
    stream.flush()


def _received(stream: IO[bytes] | None) -> Progress | DeckFile | Refused | Broken:
    if stream is None:
        raise EOFError
    came: Progress | DeckFile | Refused | Broken = pickle.load(stream)
    return came


class _Maker:
    """The other end: opens the installation once and makes what is ordered."""

    def __init__(self, place: Installation) -> None:
        self._place = place

    @cached_property
    def workspace(self) -> Workspace:
        return open_workspace(self._place.root, self._place.url, self._place.folder)

    @cached_property
    def boundaries(self) -> Mapping[str, Boundaries]:
        return every_boundary(self._place.root, self.workspace)

    def made(self, order: Order, telling: Telling) -> DeckFile | Refused:
        try:
            return deck_file(
                order.form,
                order.deck_id,
                order.deck,
                self.workspace,
                self.boundaries,
                template=order.template,
                telling=telling,
            )
        except (TemplateError, StoreError) as error:
            return Refused(error.words)


def serve() -> None:
    """Make what comes through standard input, tell it through standard output, end with the input."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anybody prints goes to the log, not between the messages
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's; then the input ends
    sys.excepthook = partial(_tell_end, outgoing)
    maker = _Maker(pickle.load(incoming))
    with suppress(StoreError, DataError):  # told when a file is asked for
        _ = maker.boundaries
    while True:
        try:
            order = pickle.load(incoming)
        except EOFError:
            return
        _send(outgoing, maker.made(order, partial(_send, outgoing)))


def _tell_end(
    outgoing: IO[bytes], kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    with suppress(OSError):  # the server is gone
        _send(outgoing, Broken("".join(traceback.format_exception(kind, error, trace))))


if __name__ == "__main__":
    serve()
