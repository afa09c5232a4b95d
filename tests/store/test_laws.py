"""Any sequence of hand-ins, releases and undos leaves the store as a few dictionaries would have it, at any instant."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count, product
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.period import Period
from lib.store import Store, StoreError, open_store
from tests.store.conftest import Place
from tests.store.figures import emptied, observations, slip

Key = tuple[str, str, str]
Known = tuple[Any, int]  # what a row says of its key, and the batch it came with

INDICATORS, AREAS, PERIODS = ["CPI", "PCI"], ["63-01", "34-01"], ["2024", "2024-12"]
keys = st.tuples(st.sampled_from(INDICATORS), st.sampled_from(AREAS), st.sampled_from(PERIODS))
says = st.tuples(
    st.sampled_from([1.0, 2.5, None]),
    st.sampled_from(["A", "O"]),
    st.sampled_from([1, None]),
    st.just(None),
    st.just(None),
    st.just("s"),
)
full = st.fixed_dictionaries({key: says for key in product(INDICATORS, AREAS, PERIODS)})
tables = st.dictionaries(keys, says, max_size=5)
steps = st.one_of(
    st.tuples(st.just("add"), tables),
    st.tuples(st.just("ship"), tables),
    st.tuples(st.just("undo"), st.integers(-1, 1)),
    st.tuples(st.just("undo"), st.integers(0, 6)),
)


class Remembered:
    """The store as dictionaries: two layers, what each batch changed, and what was shown after each."""

    def __init__(self) -> None:
        self.layers: dict[str, dict[Key, Known]] = {"ship": {}, "add": {}}
        self.changes: list[tuple[str, dict[Key, tuple[Known | None, Known | None]]]] = []
        self.undoes: dict[int, int] = {}
        self.undone: set[int] = set()
        self.seen: list[dict[Key, Known]] = [{}]

    @property
    def shown(self) -> dict[Key, Known]:
        return {**self.layers["ship"], **self.layers["add"]}

    def enter(self, layer: str, table: dict[Key, Any]) -> None:
        stands = self.layers["ship"] if layer == "ship" else self.shown
        number = len(self.changes) + 1
        new = {key: (said, number) for key, said in table.items() if key not in stands or stands[key][0] != said}
        gone = set(self.layers["ship"]) - set(table) if layer == "ship" else set()
        here = self.layers[layer]
        self.apply(layer, {key: (here.get(key), new.get(key)) for key in {*new, *gone}})

    def undo(self, number: int) -> bool:
        if not 1 <= number <= len(self.changes) or number in self.undone:
            return False
        layer, changes = self.changes[number - 1]
        if any(self.layers[layer].get(key) != after for key, (_, after) in changes.items()):
            return False
        self.apply(layer, {key: (after, before) for key, (before, after) in changes.items()})
        self.undoes[len(self.changes)] = number
        while number:
            self.undone ^= {number}
            number = self.undoes.get(number, 0)
        return True

    def apply(self, layer: str, changes: dict[Key, tuple[Known | None, Known | None]]) -> None:
        for key, (_, after) in changes.items():
            self.layers[layer].pop(key, None)
            if after is not None:
                self.layers[layer][key] = after
        self.changes.append((layer, changes))
        self.seen.append(self.shown)


def known(read: pd.DataFrame) -> dict[Key, Known]:
    plain = [[None if pd.isna(cell) else cell for cell in row[:10]] for row in rows_of(read)]
    found = {tuple(row[:3]): (tuple(row[3:9]), row[9]) for row in plain}
    assert len(found) == len(read)
    return found


def rows_of(read: pd.DataFrame) -> Iterable[tuple[Any, ...]]:
    return zip(*(read[column].tolist() for column in read), strict=True)


def latest(shown: dict[Key, Known]) -> dict[Key, Known]:
    last: dict[tuple[str, str], Key] = {}
    for key in sorted(shown, key=lambda key: Period.parse(key[2])):
        last[key[:2]] = key
    return {key: shown[key] for key in last.values()}


def counted(shown: dict[Key, Known]) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    rows, figures, ranks = (Counter[tuple[str, str, str]]() for _ in range(3))
    for (indicator, area, period), (said, _) in shown.items():
        slot = (indicator, period, area.split("-")[0])
        rows[slot] += 1
        figures[slot] += said[0] is not None
        ranks[slot] += said[2] is not None
    return {slot: (rows[slot], figures[slot], ranks[slot]) for slot in rows}


def take(store: Store, remembered: Remembered, step: tuple[str, Any], hash_of: int) -> None:
    what, with_what = step
    if what == "undo":
        number = len(remembered.changes) - with_what  # 0: the newest batch, -1: one that does not exist
        try:
            store.undo(number, "a")
        except StoreError:
            assert not remembered.undo(number)
        else:
            assert remembered.undo(number)
        return
    table = observations(*((*key, *said) for key, said in with_what.items()))
    if what == "add":
        store.add(table, **slip())
    else:
        store.add_once(table, **{**slip(), "content_hash": str(hash_of)})
    remembered.enter(what, with_what)


def assert_equal(store: Store, remembered: Remembered) -> None:
    assert known(store.series(INDICATORS)) == known(store.units(AREAS)) == remembered.shown
    assert known(store.latest(AREAS)) == latest(remembered.shown)
    counts = store.coverage().drop(columns="published_at").itertuples(index=False, name=None)
    assert {tuple(row[:3]): tuple(row[3:]) for row in counts} == counted(remembered.shown)
    batches = store.batches()
    assert {entry.batch_id for entry in batches if entry.undone_at is not None} == remembered.undone
    assert store.version() == len(batches) == len(remembered.changes)


def follow(store: Store, taken: Iterable[tuple[str, Any]]) -> None:
    remembered = Remembered()
    for number, step in enumerate(taken):
        take(store, remembered, step, number)
    assert_equal(store, remembered)
    for entry in store.batches():
        seen, instant = remembered.seen[entry.batch_id], entry.published_at
        assert known(store.series(INDICATORS, as_of=instant)) == seen
        just_before_the_next = instant + timedelta(minutes=59)
        assert known(store.latest(AREAS, as_of=just_before_the_next)) == latest(seen)


def test_the_store_is_what_dictionaries_would_be_now_and_at_every_instant(place: Place) -> None:
    hours = count()
    store = open_store(*place, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=next(hours)))

    @settings(max_examples=25, deadline=None)
    @given(full, st.lists(steps, max_size=7))
    def law(first: dict[Key, Any], taken: list[tuple[str, Any]]) -> None:
        follow(emptied(store), [("add", first), *taken])

    law()
    store.close()
