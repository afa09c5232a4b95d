"""No question and no hand-in walks through the observations: every step finds its rows by index."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Connection, event

from lib.store import Store, open_store
from tests.store.conftest import Place
from tests.store.figures import figure, many, observations, slip


def at_first(store: Store) -> datetime:
    return store.batches()[-1].published_at


QUESTIONS: dict[str, tuple[Callable[[Store], Any], str]] = {
    "series": (lambda store: store.series(["BULK_0000", "BULK_0003"]), "current_by_indicator"),
    "series as of": (lambda store: store.series(["BULK_0003"], as_of=at_first(store)), "past_by_"),
    "units": (lambda store: store.units(["63-05", "63-06"]), "current_by_unit"),
    "units as of": (lambda store: store.units(["63-05"], as_of=at_first(store)), "past_by_"),
    "latest": (lambda store: store.latest(["63-05", "63-06"]), "current_by_unit"),
    "history": (lambda store: store.history("BULK_0003", "63-05", "2010"), "past_by_indicator"),
    "compare": (
        lambda store: store.compare(observations(figure(1, indicator="BULK_0003", area="63-05", period="2010"))),
        "current_by_indicator",
    ),
    "version": (lambda store: store.version(), "batch"),
}


@pytest.fixture(scope="module")
def filled(new_place: Callable[[], Place]) -> Iterator[Store]:
    store = open_store(*new_place())
    store.add_once(many(24_000), **slip("v1"))
    store.add(many(6_000, value=1.5), **slip())
    store.add(many(6_000, value=2.5), **slip())
    yield store
    store.close()


class Plans:
    """Listens to a store and keeps the plan of every statement it executes."""

    def __init__(self, store: Store) -> None:
        self.engine, self.told = store._engine, [""]
        self.sqlite = self.engine.dialect.name == "sqlite"

    def __enter__(self) -> "Plans":
        event.listen(self.engine, "before_cursor_execute", self.explain)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self.explain)

    def explain(self, connection: Connection, _: object, statement: str, *rest: Any) -> None:  # noqa: ANN401
        values, _context, many = rest
        if not re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)", statement) or "pg_" in statement:
            return
        cursor = connection.connection.cursor()
        cursor.execute(
            ("EXPLAIN QUERY PLAN " if self.sqlite else "EXPLAIN ") + statement, values[0] if many else values
        )
        self.told += [str(row[-1]) for row in cursor.fetchall()]
        cursor.close()

    @property
    def walks(self) -> list[str]:
        return [line for line in self.told if re.search(r"SCAN (observation|now|then|same)\b|Seq Scan on obs", line)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_an_index_look_up(filled: Store, question: str) -> None:
    ask, index = QUESTIONS[question]
    with Plans(filled) as plans:
        ask(filled)
    assert not plans.walks
    assert any(index in line for line in plans.told), plans.told


def test_a_hand_in_a_release_and_an_undo_look_up_only_their_own_rows(filled: Store) -> None:
    if filled._engine.dialect.name != "sqlite":
        return
    with Plans(filled) as plans:
        batch = filled.add(observations(figure(1), figure(2, indicator="BULK_0001", period="2001")), **slip())
        filled.undo(batch.batch_id, "a")
        filled.add_once(many(24_000, value=0.75), **slip("v2"))
    assert not plans.walks
    assert sum("SEARCH" in line for line in plans.told) > 10
