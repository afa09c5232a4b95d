"""Stores to measure the intake on, fresh for every step, and the steps started as processes. Judges nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psutil
import psycopg

from bench.intake_steps import ROOT, Place
from lib.services.configuration import ENVIRONMENT, FOLDER_ENVIRONMENT
from lib.store.database import FILE_NAME

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
_PREPARED = "bench_prepared"
PATIENCE_S = 900


class StepError(Exception):
    """A step that failed; its own words say why."""


@dataclass
class Stores:
    """Copies of one prepared store: shipped figures and the made-up indicators, nothing handed in."""

    engine: str
    folder: Path
    url: str | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def prepared(self) -> Place:
        """The store the copies are made of."""
        return Place(self._named(_PREPARED), self.folder / "prepared")

    @contextmanager
    def fresh(self) -> Iterator[Place]:
        """Lend a copy; it is gone afterwards."""
        number = next(self._numbers)
        name, folder = f"bench_{number}", self.folder / f"run-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if self.url:
            self._tell(f"CREATE DATABASE {name} TEMPLATE {_PREPARED}")
        else:
            shutil.copy(self.prepared.folder / FILE_NAME, folder / FILE_NAME)
        try:
            yield Place(self._named(name), folder)
        finally:
            if self.url:
                self._tell(f"DROP DATABASE {name} WITH (FORCE)")
            shutil.rmtree(folder, ignore_errors=True)

    def prepare(self, indicator_count: int) -> None:
        """Make the store the copies are made of."""
        shutil.rmtree(self.prepared.folder, ignore_errors=True)
        self.prepared.folder.mkdir(parents=True)
        if self.url:
            self._tell(f"DROP DATABASE IF EXISTS {_PREPARED} WITH (FORCE)")
            self._tell(f"CREATE DATABASE {_PREPARED}")
        run_step("prepare", self.prepared, str(indicator_count))

    def server_cpu_s(self) -> float:
        """Return the CPU seconds of the PostgreSQL server so far; 0 for SQLite, or where it runs elsewhere."""
        if not self.url:
            return 0.0
        with psycopg.connect(self.url) as connection:
            told = connection.execute("SELECT pg_backend_pid()").fetchone()
            try:
                main = psutil.Process(told[0] if told else 0).parent()
                times = [main.cpu_times()] if main else []
                times += [child.cpu_times() for child in (main.children() if main else [])]
            except psutil.Error:
                return 0.0
        return float(sum(sum(one[:4]) for one in times))

    def _named(self, name: str) -> str | None:
        return f"{self.url.rpartition('/')[0]}/{name}" if self.url else None

    def _tell(self, statement: str) -> None:
        assert self.url is not None
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())


def started(name: str, place: Place, *arguments: str) -> "subprocess.Popen[str]":
    """Start a step as a process of its own, with its input and output in our hands."""
    environment = {key: text for key, text in os.environ.items() if key not in {ENVIRONMENT, FOLDER_ENVIRONMENT}}
    command = [sys.executable, "-m", "bench.intake_steps", name, place.url or "-", str(place.folder), *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def run_step(name: str, place: Place, *arguments: str) -> dict[str, Any]:
    """Run a step to its end and return what it measured; StepError when it fails."""
    return ended(started(name, place, *arguments))


def begin(child: "subprocess.Popen[str]") -> None:
    """Let a step that said `ready` go on."""
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def wait_ready(child: "subprocess.Popen[str]") -> None:
    """Wait until a step says `ready`; StepError when it ends instead."""
    assert child.stdout is not None
    if child.stdout.readline() != "ready\n":
        raise StepError(f"{child.args!r} ended with {child.wait()}")


def ended(child: "subprocess.Popen[str]") -> dict[str, Any]:
    """Wait for the end of a step and return what it measured; StepError when it fails."""
    told, _ = child.communicate(timeout=PATIENCE_S)
    if child.returncode:
        raise StepError(f"{child.args!r} ended with {child.returncode}")
    measured: dict[str, Any] = json.loads(told.splitlines()[-1])
    return measured
