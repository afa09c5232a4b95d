"""What the collector is spared, and what it still finds."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from lib.ui.collector import GROWN, WALKED, Upkeep


class Knot:
    """Something only the collector can let go: it holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def upkeep() -> Iterator[Upkeep]:
    made = Upkeep()
    made.set_aside()
    yield made
    gc.unfreeze()


def test_what_has_come_to_stay_is_not_walked_again(upkeep: Upkeep) -> None:
    staying = [Knot() for _ in range(WALKED + 1)]
    upkeep.look()
    assert len(gc.get_objects()) < WALKED < len(staying)


def test_a_little_is_left_where_it_is(upkeep: Upkeep) -> None:
    before = gc.get_freeze_count()
    staying = [Knot() for _ in range(10)]
    upkeep.look()
    assert gc.get_freeze_count() <= before
    assert staying[0].own is staying[0]


def test_what_ends_while_set_aside_is_let_go_by_the_thorough_look(upkeep: Upkeep) -> None:
    staying = [Knot() for _ in range(WALKED + 1)]
    gone = weakref.ref(staying[0])
    upkeep.look()
    staying.clear()
    gc.collect()
    assert gone() is not None
    more = [[] for _ in range(GROWN + WALKED)]  # type: list[list[object]]
    upkeep.look()
    assert gone() is None
    assert more[0] == []
