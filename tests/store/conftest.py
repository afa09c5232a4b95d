"""Every test that asks for a `store` or a `place` runs twice: on SQLite and on a PostgreSQL server of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import psycopg
import pytest

from lib.store import Store, open_store
from tests.postgres import running_postgres


class Place(NamedTuple):
    """Where a store lies: what `open_store` needs."""

    url: str | None
    folder: Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of the server all tests of this run share."""
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Place]:
    """A maker of empty places: a folder for SQLite, a schema for PostgreSQL."""
    if request.param == "sqlite":
        return lambda: Place(None, tmp_path_factory.mktemp("store"))
    server = request.getfixturevalue("postgres")

    def schema() -> Place:
        name = f"store_{uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return Place(f"{server}?options=-csearch_path%3D{name}", Path())

    return schema


@pytest.fixture
def place(new_place: Callable[[], Place]) -> Place:
    """An empty place."""
    return new_place()


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(*place)
    yield opened
    opened.close()
