"""The throw-away server itself: missing programs are told, never a reason to skip."""

import psycopg
import pytest

from tests.postgres import program


def test_a_missing_postgresql_fails_with_the_command_that_installs_it() -> None:
    with pytest.raises(RuntimeError, match="make test"):
        program("no-such-program")


def test_the_server_is_as_durable_as_a_real_one(postgres: str) -> None:
    with psycopg.connect(postgres) as connection:
        shown = [connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")]
    assert shown == [("on",), ("on",)]
