"""The measurement of the intake: a million rows, everyday files, kills, two at once; the table and the aims."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.aims import Aim
from bench.intake_files import LongFile, long_file
from bench.intake_kills import killed_loads, two_at_once
from bench.intake_places import POSTGRESQL, SQLITE, Stores, run_step
from bench.intake_steps import PREFIXES
from lib.store import StoreError
from tests.postgres import running_postgres

ENGINES = (SQLITE, POSTGRESQL)
INDICATORS, QUICK_INDICATORS, BOTH_INDICATORS = 300, 30, 60
TO_PLAIN = 4.0
PEAK_MIB = 1536.0
SILENCE_S = 2.0
EVERYDAY_MS = 300.0
MARGIN_BYTES = 6_000_000_000  # copies of the store, its log, the plain table and the kept reading
KILLS, SEED = 10, 2026


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line."""

    folder: Path
    quick: bool = False
    kills: bool = False
    url: str | None = None
    engines: tuple[str, ...] = ENGINES

    @property
    def indicator_count(self) -> int:
        """How many indicators the long file has: a tenth of a million rows with `--quick`."""
        return QUICK_INDICATORS if self.quick else INDICATORS


@dataclass
class IntakeRun:
    """Everything one run measured, by engine."""

    rows: int = 0
    plain: dict[str, dict[str, Any]] = field(default_factory=dict)
    loads: dict[str, dict[str, Any]] = field(default_factory=dict)
    adds: dict[str, dict[str, Any]] = field(default_factory=dict)
    everyday: dict[str, dict[str, float]] = field(default_factory=dict)
    kills: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    both: dict[str, list[int]] = field(default_factory=dict)
    load_before: float = field(default_factory=lambda: os.getloadavg()[0])

    @property
    def aims(self) -> list[Aim]:
        """The aims this run can be held against."""
        found = []
        for engine, load in self.loads.items():
            found += [
                Aim(f"{engine}: wall to read_csv and plain insert", ratio(load, self.plain[engine]), TO_PLAIN, "×"),
                Aim(f"{engine}: CPU likewise", ratio(load, self.plain[engine], "cpu"), TO_PLAIN, "×"),
                Aim(f"{engine}: peak memory", load["peak_mb"], PEAK_MIB, "MiB"),
                Aim(f"{engine}: longest silence of the reading", load["silence_s"], SILENCE_S, "s"),
            ]
        for name, one in self.everyday.items():
            found.append(Aim(f"{name}: bytes to preview, warm median", one["median_ms"], EVERYDAY_MS, "ms"))
        return found

    def write(self, path: Path) -> None:
        """Write the run as JSON."""
        told = asdict(self) | {"aims": [asdict(aim) | {"met": aim.met} for aim in self.aims]}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")

    def print(self) -> None:
        """Print every figure and the aims."""
        print(f"\n{self.rows:,} rows; seconds by the wall (CPU of the process, of the server)")
        for engine in self.loads:
            for label, one in (("plain", self.plain[engine]), ("ours", self.loads[engine]), ("add", self.adds[engine])):
                print(f"  {engine:10} {label:5} {_parts(one)}, peak {one['peak_mb']:.0f} MiB")
            load = self.loads[engine]
            print(f"  {engine:10} reading told {load['calls']} times; silent {load['silence_in']}")
        for name, one in self.everyday.items():
            print(
                f"  {name:15} first {one['first_ms']:.0f} ms, then {one['median_ms']:.0f} (best {one['best_ms']:.0f}), "
                f"CPU first {one['first_cpu_ms']:.0f}, then {one['cpu_ms']:.0f}"
            )
        for engine, told in self.kills.items():
            print(f"  {engine:10} killed: {', '.join(f'{share:.0%} {left}' for share, left in told)}")
        for engine, rows in self.both.items():
            print(f"  {engine:10} two at once: {' and '.join(f'{count:,}' for count in rows)} rows, both whole")
        print(f"\nload {self.load_before:.1f} → {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; aims:")
        for aim in self.aims:
            print(f"  {'met ' if aim.met else 'MISS'} {aim.measured:8.2f} ≤ {aim.limit:.2f} {aim.unit:3}  {aim.name}")


def ratio(load: dict[str, Any], plain: dict[str, Any], kind: str = "wall") -> float:
    """Return how many times as long a load took as the plain way; with `cpu`, the server's work counts too."""
    ours, theirs = (sum(one[kind].values()) + (one["server_cpu_s"] if kind == "cpu" else 0.0) for one in (load, plain))
    return float(ours / theirs)


def _parts(one: dict[str, Any]) -> str:
    parts = ", ".join(f"{name} {seconds:.1f} ({one['cpu'][name]:.1f})" for name, seconds in one["wall"].items())
    return f"{parts}, all {sum(one['wall'].values()):.1f} ({sum(one['cpu'].values()):.1f}, {one['server_cpu_s']:.1f})"


def measure(asked: Request) -> IntakeRun:
    """Measure what was asked for."""
    asked.folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(asked.folder).free < MARGIN_BYTES:
        raise StoreError(
            f"Ổ đĩa thiếu chỗ: cần {MARGIN_BYTES:,} byte.", f"The disk is too small: {MARGIN_BYTES:,} bytes needed."
        )
    run = IntakeRun()
    with ExitStack() as stack:
        for engine in asked.engines:
            stores = stack.enter_context(_stores(engine, asked))
            _tell(f"{engine}: preparing")
            stores.prepare(asked.indicator_count)
            long, path = _long(stores, asked.folder, asked.indicator_count, PREFIXES[0])
            run.rows = long.row_count
            if asked.kills:
                _ends(run, stores, long, path)
                continue
            if not run.everyday:
                _tell("everyday files")
                run.everyday = run_step("everyday", stores.prepared)
            _a_million(run, stores, path)
    return run


def _a_million(run: IntakeRun, stores: Stores, path: Path) -> None:
    """Measure the plain way, ours, and `Store.add` alone, each in a process and a store of its own."""
    for label, told in (("plain", run.plain), ("hand_in", run.loads), ("add", run.adds)):
        _tell(f"{stores.engine}: {label}")
        with stores.fresh() as place:
            arguments = [str(path)]
            if label == "add":
                arguments = [str(place.folder / "reading.pickle")]
                run_step("keep", place, str(path), *arguments)
            before = stores.server_cpu_s()
            told[stores.engine] = run_step(label, place, *arguments)
            told[stores.engine]["server_cpu_s"] = stores.server_cpu_s() - before


def _ends(run: IntakeRun, stores: Stores, long: LongFile, path: Path) -> None:
    """Kill loads, and let two meet."""
    _tell(f"{stores.engine}: {KILLS} kills")
    run.kills[stores.engine] = killed_loads(stores, long, path, KILLS, SEED)
    _tell(f"{stores.engine}: two at once")
    few = min(long.indicator_count, BOTH_INDICATORS)
    files = [_long(stores, path.parent, few, prefix) for prefix in PREFIXES]
    run.both[stores.engine] = two_at_once(stores, {one: both for both, one in files})


@contextmanager
def _stores(engine: str, asked: Request) -> Iterator[Stores]:
    folder = asked.folder / f"intake-{engine.lower()}-{os.getpid()}"  # two runs at once do not meet
    try:
        if engine == SQLITE:
            yield Stores(engine, folder)
        elif asked.url:
            yield Stores(engine, folder, asked.url)
        else:
            with running_postgres() as url:
                yield Stores(engine, folder, url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _long(stores: Stores, folder: Path, indicator_count: int, prefix: str) -> tuple[LongFile, Path]:
    """Return a long file and where it is, written once and kept."""
    workspace = stores.prepared.open()
    long = long_file(workspace, indicator_count, prefix)
    workspace.store.close()
    return long, long.write(folder / f"intake-{prefix}-{long.row_count}.csv")


def _tell(doing: str) -> None:
    print(f"· {doing}", file=sys.stderr, flush=True)
