"""Loads that are killed at random moments, and two at once: the store must be the old or the new one. No times."""

import hashlib
import random
import signal
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from bench.intake_files import LongFile
from bench.intake_places import Stores, begin, ended, run_step, started, wait_ready
from bench.intake_steps import Place
from lib.model.observation import OBSERVATION_COLUMNS
from lib.store import Store, open_store
from lib.store.database import writing

OLD, NEW = "old", "new"


class BrokenStoreError(Exception):
    """The store is neither what it was before nor what it should be after: what the measurement is there to find."""


@dataclass(frozen=True)
class State:
    """What a store holds: number of its newest batch, how many figures stand, and a hash over all of them."""

    version: int
    row_count: int
    content_hash: str


def state(store: Store) -> State:
    """Read the state of a store, every figure of it."""
    covered = store.coverage()
    codes = sorted(covered["indicator"].unique())
    digest, row_count = hashlib.sha256(), 0
    for first in range(0, len(codes), 50):
        standing = store.series(codes[first : first + 50])
        row_count += len(standing)
        hashes = pd.util.hash_pandas_object(standing[list(OBSERVATION_COLUMNS)], index=False)
        digest.update(hashes.to_numpy().tobytes())
    if row_count != int(covered["row_count"].sum()):
        raise BrokenStoreError(f"{row_count} figures stand, the summary counts {covered['row_count'].sum()}")
    return State(store.version(), row_count, digest.hexdigest())


def killed_loads(stores: Stores, long: LongFile, path: Path, kills: int, seed: int) -> list[tuple[float, str]]:
    """Kill a load again and again and return the moment of each (share of a whole load) and the state it left.

    BrokenStoreError when one left anything but the old or the new state, or when the next load does not work.
    """
    moments = random.Random(seed)
    with stores.fresh() as place:
        readings = str(place.folder / "reading.pickle")
        run_step("keep", place, str(path), readings)
        store = open_store(place.url, place.folder)
        before = state(store)
        whole_s = _whole_load(place, readings)
        after = state(store)
        if after.row_count != before.row_count + long.row_count:
            raise BrokenStoreError(f"{after.row_count - before.row_count} of {long.row_count} figures came in")
        before = _undone(store, before)
        told = []
        for _ in range(kills):
            share = moments.uniform(0, 1.1)
            _kill(place, readings, share * whole_s)
            left = _judged(store, before, after)
            told.append((share, left))
            print(f"· killed at {share:.0%} of a load: the {left} store", file=sys.stderr, flush=True)
            if left == NEW:
                before = _undone(store, before)
        _whole_load(place, readings)
        if _judged(store, before, after) != NEW:
            raise BrokenStoreError("the load after the kills did not come in")
        store.close()
    return told


def _whole_load(place: Place, readings: str) -> float:
    child = started("store", place, readings)
    wait_ready(child)
    begin(child)
    return float(ended(child)["wall"]["confirm"])


def _kill(place: Place, readings: str, seconds: float) -> None:
    child = started("store", place, readings)
    wait_ready(child)
    begin(child)
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.communicate()


def _judged(store: Store, before: State, after: State) -> str:
    with writing(store._engine):
        pass  # a server finishes the statement of a client that is gone before it takes the next writer
    now = state(store)
    if now == before:
        return OLD
    if now == replace(after, version=before.version + 1):
        return NEW
    raise BrokenStoreError(f"before {before}, now {now}, whole {after}")


def _undone(store: Store, before: State) -> State:
    store.undo(store.version(), "bench")
    now = state(store)
    if (now.row_count, now.content_hash) != (before.row_count, before.content_hash):
        raise BrokenStoreError(f"undone is not as before: {before}, {now}")
    return now


def two_at_once(stores: Stores, files: dict[Path, LongFile]) -> list[int]:
    """Hand two files in at the same moment and return the rows of both batches.

    BrokenStoreError unless both batches are whole.
    """
    with stores.fresh() as place:
        children = [started("whole", place, str(path)) for path in files]
        for child in children:
            wait_ready(child)
        for child in children:
            begin(child)
        told = [ended(child) for child in children]
        store = open_store(place.url, place.folder)
        if sorted(one["batch"] for one in told) != [2, 3]:
            raise BrokenStoreError(f"two batches were expected: {told}")
        for one, long in zip(told, files.values(), strict=True):
            _refuse_other(store, long, one["batch"])
        store.close()
    return [int(one["rows"]) for one in told]


def _refuse_other(store: Store, long: LongFile, number: int) -> None:
    standing = store.series(list(long.indicators))
    columns = ["ref_area", "time_period", "indicator", "obs_value"]
    found = sorted(standing[columns].itertuples(index=False, name=None))
    if found != sorted(long.records()) or set(standing["batch_id"]) != {number}:
        raise BrokenStoreError(f"batch {number} is not whole: {len(found)} of {long.row_count} figures")
