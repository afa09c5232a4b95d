"""The throw-away server itself, and what the store does when a server goes away in the middle of its work."""

import os
import pwd
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import psycopg
import pytest
from sqlalchemy import event

from lib.store import StoreError, open_store
from tests.postgres import SERVER_USERS, program, running_postgres
from tests.store.figures import figure, many, observations, slip


def test_a_missing_postgresql_fails_with_the_command_that_installs_it() -> None:
    with pytest.raises(RuntimeError, match="make test"):
        program("no-such-program")


def test_the_server_is_as_durable_as_a_real_one(postgres: str) -> None:
    with psycopg.connect(postgres) as connection:
        shown = [connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")]
    assert shown == [("on",), ("on",)]


def server_command(*command: str) -> None:
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = next(name for name in SERVER_USERS if name in known) if os.geteuid() == 0 else None
    group = pwd.getpwnam(user).pw_gid if user else None
    subprocess.run(
        [program("pg_ctl"), *command],
        user=user,
        group=group,
        extra_groups=[] if user else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=60,
    )


# What comes before a COPY, which tells nobody: of figures where none stood, and of figures to be compared first.
MOMENTS = [(0, "SELECT batch"), (0, "INSERT INTO batch"), (1, "CREATE TEMPORARY"), (1, "INSERT INTO observation")]


@pytest.mark.parametrize(("standing", "moment"), MOMENTS)
def test_a_server_that_goes_away_in_the_middle_is_told_and_nothing_of_the_batch_stays(
    standing: int, moment: str
) -> None:
    with running_postgres() as url:
        store = open_store(url, Path())
        store.add(observations(figure(1)), **slip())
        store.add(many(standing), **slip())
        before = store.coverage()
        with psycopg.connect(url) as connection:
            told = connection.execute("SHOW data_directory").fetchone()
        assert told is not None
        cluster = told[0]
        options = shlex.join(shlex.split(Path(cluster, "postmaster.opts").read_text())[3:])
        reached, gone = Event(), Event()

        def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if statement.strip().startswith(moment):
                reached.set()
                if moment == "INSERT INTO batch":  # so near the end the load could be quicker than the stop
                    gone.wait(60)

        event.listen(store._engine, "before_cursor_execute", listen)
        with ThreadPoolExecutor(1) as threads:
            loading = threads.submit(store.add, many(60_000), **slip())
            assert reached.wait(60)
            server_command("-D", cluster, "-w", "-m", "immediate", "stop")
            gone.set()
            with pytest.raises(StoreError, match="chưa lưu gì"):
                loading.result(60)
        with pytest.raises(StoreError, match="Hãy kiểm tra máy chủ"):
            store.version()
        server_command("-D", cluster, "-w", "-l", str(Path(cluster).parent / "log"), "-o", options, "start")
        assert store.coverage().equals(before)
        assert store.add(many(60_000), **slip()).row_count == 60_000
        assert store.coverage()["row_count"].sum() == 60_001
        store.close()
