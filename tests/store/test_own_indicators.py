"""Indicators that offices added: kept as written, in order, never under a code that is taken."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lib.store import Store, StoreError, open_store
from tests.store.conftest import Place


def test_what_was_added_comes_back_as_written_in_the_order_it_came(store: Store) -> None:
    assert (store.indicators(), store.indicator_count()) == ({}, 0)
    store.add_indicator("OWN_B", '{"label": "Đàn bò"}', "Sở Nông nghiệp")
    store.add_indicator("OWN_A", "{}", "Sở Y tế")
    assert list(store.indicators().items()) == [("OWN_B", '{"label": "Đàn bò"}'), ("OWN_A", "{}")]
    assert store.indicator_count() == 2
    assert (store.version(), store.batches()) == (0, ())


def test_a_code_that_is_taken_is_refused_and_told(store: Store) -> None:
    store.add_indicator("OWN_A", "một", "a")
    with pytest.raises(StoreError, match="OWN_A vừa được thêm") as refused:
        store.add_indicator("OWN_A", "hai", "b")
    assert "another session" in refused.value.words.en
    assert store.indicators() == {"OWN_A": "một"}


def test_two_that_add_one_code_at_once_make_one(place: Place) -> None:
    stores = [open_store(*place) for _ in range(4)]

    def add(store: Store) -> bool:
        try:
            store.add_indicator("OWN_A", "{}", "a")
        except StoreError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(add, stores)) == [False, False, False, True]
    assert stores[0].indicator_count() == 1
    for store in stores:
        store.close()
