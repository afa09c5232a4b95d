"""A Streamlit server of our own on a free loopback port: started, asked for its CPU time and memory, ended."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import psutil

from lib.services.configuration import ENVIRONMENT, FOLDER_ENVIRONMENT

ROOT = Path(__file__).parents[1]
PATIENCE_S = 90


class ServerError(Exception):
    """A server that did not start, died, or wrote a trace of an error to its log."""


@dataclass(frozen=True)
class Server:
    """A running server and the moment its process was started."""

    label: str
    port: int
    process: psutil.Process
    log: Path
    started: float

    def cpu_s(self) -> float:
        """Return the CPU seconds its processes have used so far, user and system."""
        return sum(sum(one.cpu_times()[:2]) for one in self._family())

    def rss_mb(self) -> float:
        """Return the memory its processes hold, in MB."""
        return float(sum(one.memory_info().rss for one in self._family()) / 1e6)

    def trace(self) -> str:
        """Return the last trace of an error in the log, or nothing."""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return f"{self.label}: {text[text.rindex('Traceback') :][:4000]}" if "Traceback" in text else ""

    def _family(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]


@contextmanager
def serve(label: str, script: Path, folder: Path) -> Iterator[Server]:
    """Start `streamlit run` for a script with its own folder for what it writes; end it afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    port, log = _free_port(), folder / "server.log"
    environment = {name: text for name, text in os.environ.items() if name != ENVIRONMENT}
    environment |= {FOLDER_ENVIRONMENT: str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with log.open("wb") as output:
        started = monotonic()
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    server = Server(label, port, psutil.Process(child.pid), log, started)
    try:
        _wait(server, child)
        yield server
        if server.trace():
            raise ServerError("an error that no page showed")
    finally:
        print(server.trace(), end="", file=sys.stderr)
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait(server: Server, child: "subprocess.Popen[bytes]") -> None:
    while monotonic() - server.started < PATIENCE_S:
        if child.poll() is not None:
            break
        if _answers(server.port):
            return
        sleep(0.02)
    raise ServerError(
        f"{server.label} did not start: {server.log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
    )


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
