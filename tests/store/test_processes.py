"""Processes that are killed in the middle, and processes that write at the same time."""

import random
import subprocess
import sys
import time
from itertools import chain
from pathlib import Path

from lib.store import open_store
from lib.store.database import writing
from tests.store.conftest import Place
from tests.store.figures import figure, many, observations, slip
from tests.store.writer import BATCHES

ROOT = Path(__file__).parents[2]
LOADED = 50_000
BIG, KILLS = 50_000, 10


def writers(mode: str, place: Place, *names: str) -> "list[subprocess.Popen[str]]":
    """Start writers side by side and return them when all are ready."""
    command = [sys.executable, "-m", "tests.store.writer", mode, place.url or "-", str(place.folder)]
    pipe = subprocess.PIPE
    children = [subprocess.Popen([*command, name], cwd=ROOT, text=True, stdin=pipe, stdout=pipe) for name in names]
    assert [child.stdout and child.stdout.readline() for child in children] == ["ready\n"] * len(names)
    return children


def begin(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def kill(child: "subprocess.Popen[str]", statement: str, seconds: float) -> None:
    """Kill a load so many seconds after it began a statement (or at its end, where it never does)."""
    begin(child)
    assert child.stdout is not None
    while (line := child.stdout.readline()) and not line.startswith(statement):
        pass
    time.sleep(seconds)
    child.kill()
    child.communicate()


MOMENTS = ("INSERT INTO observation", "INSERT INTO batch", "INSERT INTO coverage")


def test_a_killed_load_leaves_all_of_its_batch_or_nothing(place: Place) -> None:
    store = open_store(*place)
    store.add(observations(figure(1)), **slip())
    store.add(many(1), **slip())  # one figure that stands: every row is compared with what stands
    before, known, rows = store.coverage(), store.version(), many(LOADED)
    bulk = sorted(set(rows["indicator"]))
    for child, moment in zip(writers("load", place, *[str(LOADED)] * len(MOMENTS)), MOMENTS, strict=True):
        kill(child, moment, random.uniform(0, 0.3))
        with writing(store._engine):
            pass  # a server finishes the statement of a client that is gone before it takes the next writer
        if store.version() > known:
            assert store.coverage()["row_count"].sum() == LOADED + 1
            known = store.undo(store.version(), "a").batch_id
        assert store.coverage().equals(before)
        assert len(store.series(bulk)) == 1
    again = store.add(rows, **slip())
    assert (again.row_count, again.unchanged_count, again.replaced_count) == (LOADED, 1, 0)
    assert store.coverage()["row_count"].sum() == LOADED + 1
    store.close()


def test_a_big_load_killed_at_any_moment_leaves_the_old_state_or_the_new_one(place: Place) -> None:
    store = open_store(*place)
    began = time.monotonic()
    store.add(many(BIG, indicator="BASE"), **slip())
    whole_load = time.monotonic() - began
    before, known = store.coverage(), store.version()
    for child in chain.from_iterable(writers("load", place, *[str(BIG)] * 5) for _ in range(KILLS // 5)):
        begin(child)
        time.sleep(random.uniform(0, whole_load))
        child.kill()
        child.communicate()
        with writing(store._engine):
            pass
        if store.version() > known:
            assert store.coverage()["row_count"].sum() == 2 * BIG
            known = store.undo(store.version(), "a").batch_id
        assert store.coverage().equals(before)
        assert store.version() == known
    again = store.add(many(BIG), **slip())
    assert (again.row_count, again.unchanged_count, again.replaced_count) == (BIG, 0, 0)
    assert store.coverage()["row_count"].sum() == 2 * BIG
    store.close()


def test_two_processes_that_open_a_new_store_and_write_at_once_both_succeed(place: Place) -> None:
    children = writers("add", place, "A", "B")
    for child in children:
        begin(child)
    for child in children:
        child.communicate(timeout=120)
        assert child.returncode == 0
    store = open_store(*place)
    batches = store.batches()[::-1]
    assert [batch.batch_id for batch in batches] == list(range(1, 2 * BATCHES + 1))
    assert [batch.published_at for batch in batches] == sorted({batch.published_at for batch in batches})
    for name in ("A", "B"):
        assert store.series([name])["obs_value"].tolist() == list(range(BATCHES))
    history = store.history("PCI", "63-01", "2024")
    assert history["batch_id"].tolist() == list(range(1, 2 * BATCHES + 1))
    assert history["superseded_by"].tolist()[:-1] == list(range(2, 2 * BATCHES + 1))
    assert store.series(["PCI"])["batch_id"].tolist() == [2 * BATCHES]
    assert store.coverage()["row_count"].sum() == 2 * BATCHES + 1
    store.close()
