"""Decks: every revision kept, nothing saved over what was not seen, put away and brought back."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lib.store import DeckConflictError, Store, open_store
from tests.store.conftest import Place


def test_a_deck_comes_back_as_saved_with_its_history(store: Store) -> None:
    first = store.decks.save("d1", '{"title": "Giao ban"}', "Văn phòng", based_on=0)
    second = store.decks.save("d1", '{"title": "Giao ban tháng 11"}', "Văn phòng", based_on=1)
    assert (first.revision, second.revision) == (1, 2)
    assert store.decks.read("d1") == second
    assert store.decks.history("d1") == (second, first)
    assert store.decks.read("d2") is None


def test_who_did_not_see_the_newest_does_not_save_over_it(store: Store) -> None:
    store.decks.save("d1", "một", "An", based_on=0)
    store.decks.save("d1", "hai", "Bình", based_on=1)
    with pytest.raises(DeckConflictError, match="Bình") as refused:
        store.decks.save("d1", "ba", "An", based_on=1)
    assert refused.value.newest is not None and refused.value.newest.body == "hai"
    with pytest.raises(DeckConflictError):
        store.decks.save("d1", "ba", "An", based_on=0)
    assert [revision.body for revision in store.decks.history("d1")] == ["hai", "một"]


def test_a_deck_put_away_leaves_the_shelf_and_can_come_back(store: Store) -> None:
    store.decks.save("d1", "một", "An", based_on=0)
    store.decks.save("d2", "khác", "An", based_on=0)
    store.decks.put_away("d1", "An", based_on=1)
    assert store.decks.read("d1") is None
    assert [revision.deck_id for revision in store.decks.every()] == ["d2"]
    store.decks.save("d1", "một", "An", based_on=2)
    assert {revision.deck_id for revision in store.decks.every()} == {"d1", "d2"}


def test_two_that_save_at_once_make_one_revision(place: Place) -> None:
    stores = [open_store(*place) for _ in range(4)]

    def save(store: Store) -> bool:
        try:
            store.decks.save("d1", "x", "a", based_on=0)
        except DeckConflictError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(save, stores)) == [False, False, False, True]
    assert len(stores[0].decks.history("d1")) == 1
    for store in stores:
        store.close()
