"""Taking batches back: the former state exactly, the undo on record, later changes protected."""

import pandas as pd
import pytest

from lib.model.batch import BatchKind
from lib.store import Store, StoreError
from tests.store.figures import figure, observations, slip, values


def state(store: Store) -> tuple[pd.DataFrame, pd.DataFrame]:
    return store.series(["PCI"]), store.coverage()


def assert_same(left: tuple[pd.DataFrame, ...], right: tuple[pd.DataFrame, ...]) -> None:
    for one, other in zip(left, right, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_the_former_state_comes_back_with_batches_and_instants(store: Store) -> None:
    store.add(observations(figure(1), figure(2, area="63-02")), **slip())
    before = state(store)
    batch = store.add(observations(figure(5, rank=1), figure(3, area="63-04")), **slip("nhầm.xlsx"))
    during = state(store)
    undo = store.undo(batch.batch_id, "Chánh Văn phòng")
    assert_same(state(store), before)
    assert (undo.kind, undo.undoes, undo.actor, undo.file_name) == (
        BatchKind.UNDO,
        batch.batch_id,
        "Chánh Văn phòng",
        "nhầm.xlsx",
    )
    assert (undo.row_count, undo.replaced_count) == (2, 2)
    assert [entry.undone_at for entry in store.batches()] == [None, undo.published_at, None]
    assert store.version() == undo.batch_id
    assert_same((store.series(["PCI"], as_of=batch.published_at),), during[:1])


def test_an_undo_can_be_undone_and_the_batch_counts_again(store: Store) -> None:
    store.add(observations(figure(1)), **slip())
    batch = store.add(observations(figure(2)), **slip())
    with_batch = state(store)
    undo = store.undo(batch.batch_id, "a")
    without = state(store)
    redo = store.undo(undo.batch_id, "b")
    assert_same(state(store), with_batch)
    undone = {entry.batch_id: entry.undone_at for entry in store.batches()}
    assert (undone[batch.batch_id], undone[undo.batch_id]) == (None, redo.published_at)
    store.undo(batch.batch_id, "c")
    assert_same(state(store), without)


def test_a_batch_touched_the_indicators_it_brought_changed_or_took_back(store: Store) -> None:
    store.add(observations(figure(1), figure(7, indicator="GRDP")), **slip())
    batch = store.add(observations(figure(2), figure(7, indicator="GRDP")), **slip())
    same = store.add(observations(figure(2)), **slip())
    undo = store.undo(batch.batch_id, "a")
    touched = [store.touched_by(number) for number in (1, batch.batch_id, same.batch_id, undo.batch_id, 99)]
    assert touched == [("GRDP", "PCI"), ("PCI",), (), ("PCI",), ()]


def test_an_undone_batch_cannot_be_undone_again(store: Store) -> None:
    batch = store.add(observations(figure(1)), **slip("a.xlsx"))
    store.undo(batch.batch_id, "a")
    with pytest.raises(StoreError, match=r"số 1 \(a\.xlsx\) đã được hoàn tác") as refused:
        store.undo(batch.batch_id, "a")
    assert "undone already" in refused.value.words.en
    assert store.version() == 2


def test_a_batch_nobody_knows_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="Không có đợt nộp số 9"):
        store.undo(9, "a")


def test_a_batch_under_later_changes_is_refused_and_the_later_ones_are_named(store: Store) -> None:
    first = store.add(observations(figure(1), figure(1, area="63-02"), figure(1, area="63-04")), **slip("một.xlsx"))
    second = store.add(observations(figure(2)), **slip("hai.xlsx"))
    other = store.add(observations(figure(9, area="63-06")), **slip("khác.xlsx"))
    third = store.add(observations(figure(3, area="63-02")), **slip("ba.xlsx"))
    before = state(store)
    with pytest.raises(StoreError, match=r"4 \(ba\.xlsx\), 2 \(hai\.xlsx\)") as refused:
        store.undo(first.batch_id, "a")
    assert "khác.xlsx" not in str(refused.value)
    assert_same(state(store), before)
    assert store.version() == third.batch_id
    for batch in (third, second, first):
        store.undo(batch.batch_id, "a")
    assert store.series(["PCI"])["batch_id"].tolist() == [other.batch_id]


def test_the_undo_that_brought_a_figure_back_is_named_not_the_batch_it_came_with(store: Store) -> None:
    store.add(observations(figure(1)), **slip("một.xlsx"))
    batch = store.add(observations(figure(2)), **slip("hai.xlsx"))
    undo = store.undo(batch.batch_id, "a")
    redo = store.undo(undo.batch_id, "a")
    again = store.undo(batch.batch_id, "a")
    with pytest.raises(StoreError, match=rf"{again.batch_id} \(hai\.xlsx\)"):
        store.undo(redo.batch_id, "a")


def test_a_release_that_dropped_the_figure_is_named(store: Store) -> None:
    first = store.add_once(observations(figure(1)), **slip("v1"))
    store.add_once(observations(), **slip("v2"))
    assert first is not None
    with pytest.raises(StoreError, match=r"2 \(v2\)"):
        store.undo(first.batch_id, "a")


def test_a_batch_that_changed_nothing_can_be_undone(store: Store) -> None:
    store.add(observations(figure(1)), **slip())
    before = state(store)
    batch = store.add(observations(figure(1)), **slip())
    assert store.undo(batch.batch_id, "a").row_count == 0
    assert_same(state(store), before)


def test_the_history_of_a_figure_tells_every_step(store: Store) -> None:
    store.add(observations(figure(1)), **slip())
    batch = store.add(observations(figure(2)), **slip())
    store.undo(batch.batch_id, "a")
    history = store.history("PCI", "63-01", "2024")
    assert history["obs_value"].tolist() == [1, 2, 1]
    assert history["batch_id"].tolist() == [1, 2, 1]
    assert history["entered_by"].tolist() == [1, 2, 3]
    assert history["superseded_by"].tolist() == [2, 3, pd.NA]
    assert values(history.iloc[2:]) == values(store.series(["PCI"]))
