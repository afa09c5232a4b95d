"""One step of the intake's measurements in a process of its own: `python -m bench.intake_steps STEP ARGUMENTS`.

A step prints what it measured as its last line, in JSON. Its memory is the peak of this process alone.
"""

import contextlib
import cProfile
import json
import pickle
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
import psycopg
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from bench.intake_files import HEADER, everyday_files, everyday_rows, long_file
from lib.intake.read import HandedIn, read_file
from lib.intake.reading import Reading
from lib.model.issue import Outcome
from lib.model.observation import OBSERVATION_COLUMNS
from lib.services.hand_in import Preview, confirm, preview, to_observations
from lib.services.hand_in_commands import workspace_setting
from lib.services.workspace import Workspace, open_workspace
from lib.store.frames import period_order
from lib.store.schema import observation

ROOT = Path(__file__).parents[1]
ACTOR = "bench"
WARM_RUNS = 20
PLAIN_COLUMNS = (*OBSERVATION_COLUMNS, "period_order", "layer", "batch_id", "published_at", "entered_by")


@dataclass(frozen=True)
class Place:
    """A store: the PostgreSQL at `url`, or the SQLite file in `folder`, which holds the other files of a run too."""

    url: str | None
    folder: Path

    def open(self) -> Workspace:
        """Open it with everything that ships."""
        return open_workspace(ROOT, self.url, self.folder)


@dataclass
class Clock:
    """Seconds by the wall and of this process's CPU, by the name of the part."""

    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Measure a block."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall[name] = time.perf_counter() - wall
        self.cpu[name] = time.process_time() - cpu


@dataclass
class Silence:
    """How often a reading told its progress, and the longest time it told nothing."""

    calls: int = 0
    longest: float = 0.0
    step: str = ""
    _last: float = field(default_factory=time.perf_counter)
    _step: str = "start"

    def told(self, step: str, part: float) -> None:
        """Take note of a call."""
        now = time.perf_counter()
        if now - self._last > self.longest:
            self.longest, self.step = now - self._last, f"{self._step} → {step} {part:.0%}"
        self.calls, self._last, self._step = self.calls + 1, now, f"{step} {part:.0%}"


def peak_mb() -> float:
    """Return the most memory this process has held so far, in MiB; its own, not that of the process it came from."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel does not tell VmHWM; run the measurements on Linux")


def prepare(place: Place, indicator_count: str) -> dict[str, Any]:
    """Make a store with the shipped figures and the made-up indicators of the long files."""
    workspace = place.open()
    known = workspace.store.indicators()
    for prefix in PREFIXES:
        for code, body in long_file(workspace, int(indicator_count), prefix).bodies().items():
            if code not in known:
                workspace.store.add_indicator(code, body, ACTOR)
    workspace.store.close()
    return {}


PREFIXES = ("M", "N")


def plain(place: Place, path: str) -> dict[str, Any]:
    """Read the long file with pandas and put its rows into a plain table with the columns and indexes of ours."""
    clock = Clock()
    with clock.part("read_csv"):
        long = pd.read_csv(path)
    with clock.part("rows"):
        rows = _plain_rows(long)
    with clock.part("insert"):
        (_insert_postgresql if place.url else _insert_sqlite)(place, rows)
    return {**asdict(clock), "rows": len(rows), "peak_mb": peak_mb()}


def _plain_rows(long: pd.DataFrame) -> list[tuple[Any, ...]]:
    area, period, indicator, figure = (long[name].tolist() for name in HEADER)
    order = {text: period_order(text) for text in long[HEADER[1]].unique()}
    when = "2026-01-01 00:00:00"
    return [
        (code, unit, month, number, "A", None, None, None, "HANDED_IN", order[month], 1, 1, when, 1)
        for code, unit, month, number in zip(indicator, area, period, figure, strict=True)
    ]


def _plain_table(dialect: Dialect) -> list[str]:
    statements: list[CreateTable | CreateIndex] = [CreateTable(observation), *map(CreateIndex, observation.indexes)]
    texts = [str(statement.compile(dialect=dialect)) for statement in statements]
    for index in observation.indexes:
        texts = [text.replace(str(index.name), f"plain_{index.name}") for text in texts]
    return [text.replace(" observation ", " plain ") for text in texts]


def _insert_sqlite(place: Place, rows: list[tuple[Any, ...]]) -> None:
    connection = sqlite3.connect(place.folder / "plain.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("BEGIN IMMEDIATE")
    for statement in _plain_table(sqlite.dialect()):
        connection.execute(statement)
    marks = ", ".join("?" * len(PLAIN_COLUMNS))
    connection.executemany(f"INSERT INTO plain ({', '.join(PLAIN_COLUMNS)}) VALUES ({marks})", rows)
    connection.execute("COMMIT")
    connection.close()


def _insert_postgresql(place: Place, rows: list[tuple[Any, ...]]) -> None:
    assert place.url is not None
    with psycopg.connect(place.url) as connection, connection.cursor() as cursor:
        for statement in _plain_table(postgresql.dialect()):  # type: ignore[no-untyped-call]
            cursor.execute(statement.encode())
        with cursor.copy(f"COPY plain ({', '.join(PLAIN_COLUMNS)}) FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)


def hand_in(place: Place, path: str, profile: str = "") -> dict[str, Any]:
    """Read, check, compare and store a long file; `profile` names a file for what took the time."""
    workspace, clock, silence = place.open(), Clock(), Silence()
    here = workspace_setting(workspace)
    profiler = cProfile.Profile()
    before = peak_mb()
    with profiler if profile else contextlib.nullcontext():
        with clock.part("read"):
            content = Path(path).read_bytes()
            reading = _taken(read_file(HandedIn(content, Path(path).name), here, None, silence.told))
            silence.told("end", 1)
        after_read = peak_mb()
        with clock.part("preview"):
            seen = preview(reading, workspace)
        with clock.part("confirm"):
            batch = confirm(reading, content, workspace, actor=ACTOR, note="", seen=seen)
    if profile:
        profiler.dump_stats(profile)
    told = {"calls": silence.calls, "silence_s": silence.longest, "silence_in": silence.step}
    memory = {"peak_mb": peak_mb(), "peak_read_mb": after_read, "peak_open_mb": before}
    return {**asdict(clock), **told, **memory, "rows": batch.row_count, "issues": len(reading.issues)}


def _taken(reading: Reading) -> Reading:
    if reading.outcome not in {Outcome.ACCEPT, Outcome.WARN} or reading.question is not None:
        raise RuntimeError(f"{reading.outcome} {reading.question} {reading.issues[:3]}")
    return reading


def add(place: Place, readings: str) -> dict[str, Any]:
    """Put the observations of a reading kept by `keep` into the store: `Store.add` alone."""
    workspace, clock = place.open(), Clock()
    reading, _ = _kept(readings)
    observations = to_observations(reading, workspace)
    del reading
    with clock.part("add"):
        batch = workspace.store.add(observations, file_name="x.csv", content_hash="", actor=ACTOR, note="")
    return {**asdict(clock), "rows": batch.row_count, "peak_mb": peak_mb()}


def everyday(place: Place) -> dict[str, Any]:
    """Read and compare everyday files again and again in a process whose workspace is open."""
    workspace = place.open()
    told: dict[str, Any] = {}
    here = None
    for name, content in everyday_files(everyday_rows(workspace)).items():
        walls, cpus = [], []
        for _ in range(1 + WARM_RUNS):
            clock = Clock()
            with clock.part("all"):
                here = here or workspace_setting(workspace)
                preview(_taken(read_file(HandedIn(content, name), here)), workspace)
            walls.append(1000 * clock.wall["all"])
            cpus.append(1000 * clock.cpu["all"])
        told[name] = {
            "first_ms": walls[0],
            "first_cpu_ms": cpus[0],
            "median_ms": median(walls[1:]),
            "best_ms": min(walls[1:]),
            "cpu_ms": median(cpus[1:]),
        }
    return told


def keep(place: Place, path: str, readings: str) -> dict[str, Any]:
    """Read a long file once and keep what it came to, for processes that only store it."""
    workspace = place.open()
    content = Path(path).read_bytes()
    reading = _taken(read_file(HandedIn(content, Path(path).name), workspace_setting(workspace)))
    seen = preview(reading, workspace)
    Path(readings).write_bytes(pickle.dumps((reading, seen, content)))
    return {}


def _kept(readings: str) -> tuple[Reading, Preview]:
    reading, seen, _ = pickle.loads(Path(readings).read_bytes())
    return reading, seen


def store(place: Place, readings: str) -> dict[str, Any]:
    """Confirm what `keep` kept as soon as a line comes in: the process that is killed."""
    workspace = place.open()
    reading, seen, content = pickle.loads(Path(readings).read_bytes())
    seen = replace(seen, version=workspace.store.version())
    _wait()
    clock = Clock()
    with clock.part("confirm"):
        batch = confirm(reading, content, workspace, actor=ACTOR, note="", seen=seen)
    return {**asdict(clock), "batch": batch.batch_id, "rows": batch.row_count}


def whole(place: Place, path: str) -> dict[str, Any]:
    """Hand a file in from its bytes to its batch as soon as a line comes in: one of two at once."""
    workspace = place.open()
    here = workspace_setting(workspace)
    content = Path(path).read_bytes()
    _wait()
    reading = _taken(read_file(HandedIn(content, Path(path).name), here))
    batch = confirm(reading, content, workspace, actor=ACTOR, note="", seen=preview(reading, workspace))
    return {"batch": batch.batch_id, "rows": batch.row_count, "unchanged": batch.unchanged_count}


def _wait() -> None:
    print("ready", flush=True)
    sys.stdin.readline()


STEPS = {step.__name__: step for step in (prepare, plain, hand_in, add, everyday, keep, store, whole)}


def main() -> None:
    """Do the step the arguments name."""
    name, url, folder, *rest = sys.argv[1:]
    told = STEPS[name](Place(None if url == "-" else url, Path(folder)), *rest)
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
