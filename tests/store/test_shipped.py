"""Figures that ship with the program: once per content, never in place of an office's own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from lib.model.batch import Batch, BatchKind
from lib.store import Store, open_store
from tests.store.conftest import Place
from tests.store.figures import figure, observations, slip, values

HN, HCM, DN = ("PCI", "63-01", "2024"), ("PCI", "63-79", "2024"), ("PCI", "63-48", "2024")


@pytest.fixture
def ship(store: Store) -> Callable[..., Batch | None]:
    def shipped(content_hash: str, **by_area: float) -> Batch | None:
        figures = [figure(value, area=area.replace("_", "63-")) for area, value in by_area.items()]
        return store.add_once(observations(*figures), **{**slip("data"), "content_hash": content_hash})

    return shipped


def shown(store: Store) -> dict[Any, float | None]:
    return values(store.series(["PCI"]))


def test_one_content_is_loaded_once(store: Store, ship: Callable[..., Batch | None]) -> None:
    assert not store.holds_shipped("v1")
    first = ship("v1", _01=1)
    assert first is not None
    assert first.kind is BatchKind.SHIPPED
    assert store.holds_shipped("v1")
    assert ship("v1", _01=2) is None
    assert store.version() == first.batch_id
    assert shown(store) == {HN: 1}


def test_a_new_release_changes_adds_and_removes_shipped_figures(
    store: Store, ship: Callable[..., Batch | None]
) -> None:
    ship("v1", _01=1, _79=1, _48=1)
    second = ship("v2", _01=1, _79=2)
    assert second is not None
    assert (second.row_count, second.unchanged_count, second.replaced_count) == (2, 1, 2)
    assert shown(store) == {HN: 1, HCM: 2}
    assert store.coverage()["row_count"].tolist() == [2]


def test_an_earlier_release_installed_again_brings_its_figures_back(
    store: Store, ship: Callable[..., Batch | None]
) -> None:
    ship("v1", _01=1)
    ship("v2", _01=2)
    assert ship("v1", _01=1) is not None
    assert shown(store) == {HN: 1}


def test_a_release_never_touches_what_an_office_handed_in(store: Store, ship: Callable[..., Batch | None]) -> None:
    ship("v1", _01=1, _79=1)
    office = store.add(observations(figure(7), figure(8, area="63-48")), **slip())
    for version, figures in (("v2", {"_01": 2, "_79": 2, "_48": 2}), ("v3", {"_79": 3})):
        ship(version, **figures)
        assert shown(store) == {HN: 7, DN: 8, HCM: figures["_79"]}
        assert store.series(["PCI"])["batch_id"].tolist()[:2] == [office.batch_id] * 2
        assert store.coverage()["row_count"].tolist() == [3]


def test_undoing_the_offices_batch_shows_the_newest_shipped_figure(
    store: Store, ship: Callable[..., Batch | None]
) -> None:
    ship("v1", _01=1, _79=1)
    office = store.add(observations(figure(7), figure(7, area="63-79")), **slip())
    ship("v2", _01=2)
    store.undo(office.batch_id, "chuyên viên")
    assert shown(store) == {HN: 2}


def test_an_office_that_hands_in_the_shipped_figure_adds_nothing(
    store: Store, ship: Callable[..., Batch | None]
) -> None:
    ship("v1", _01=1)
    same = store.add(observations(figure(1)), **slip())
    assert (same.unchanged_count, same.replaced_count) == (1, 0)
    assert len(store.history(*HN)) == 1


def test_an_office_may_set_its_figure_back_to_the_shipped_one_and_keep_it(
    store: Store, ship: Callable[..., Batch | None]
) -> None:
    ship("v1", _01=1)
    store.add(observations(figure(7)), **slip())
    back = store.add(observations(figure(1)), **slip())
    assert (back.unchanged_count, back.replaced_count) == (0, 1)
    ship("v2", _01=2)
    assert shown(store) == {HN: 1}


def test_opening_the_program_does_not_overrule_an_undo(store: Store, ship: Callable[..., Batch | None]) -> None:
    ship("v1", _01=1)
    second = ship("v2", _01=2)
    assert second is not None
    undo = store.undo(second.batch_id, "quản trị")
    assert shown(store) == {HN: 1}
    assert ship("v2", _01=2) is None
    assert ship("v1", _01=1) is None
    assert shown(store) == {HN: 1}
    store.undo(undo.batch_id, "quản trị")
    assert shown(store) == {HN: 2}
    assert ship("v3", _01=3) is not None


def test_processes_that_start_together_load_the_release_once(place: Place) -> None:
    open_store(*place).close()
    stores = [open_store(*place) for _ in range(4)]
    shipped = observations(*(figure(area=f"63-{n:02d}") for n in range(40)))

    def load(store: Store) -> Batch | None:
        return store.add_once(shipped, **slip("data"))

    with ThreadPoolExecutor(4) as threads:
        loaded = [batch for batch in threads.map(load, stores) if batch]
    assert [batch.batch_id for batch in loaded] == [1]
    assert stores[0].version() == 1
    for store in stores:
        store.close()
