"""A throw-away PostgreSQL server for tests: made in a temporary folder, reached over loopback, gone at the end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL is not installed: `make test` installs it (tests/install_parts.sh; package postgresql)."
SERVER_USERS = ("postgres", "nobody")  # PostgreSQL refuses to run as root


def program(name: str) -> str:
    """Return the path of a server program; RuntimeError, never a skipped test, where it is not installed."""
    newest_first = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version, reverse=True)
    found = [str(path) for path in newest_first] or [path for path in [shutil.which(name)] if path]
    if not found:
        raise RuntimeError(MISSING)
    return found[0]


def _version(path: Path) -> float:
    return float(path.parts[-3])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in SERVER_USERS if name in known)


def _run(*command: str, user: str | None, folder: Path) -> None:
    group = pwd.getpwnam(user).pw_gid if user else None
    done = subprocess.run(
        command,
        user=user,
        group=group,
        extra_groups=[] if user else None,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server would hold a pipe open for as long as it runs
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    if done.returncode:
        log = folder / "log"
        reason = log.read_text(errors="replace") if log.exists() else ""
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}\n{reason}")


@contextmanager
def running_postgres() -> Iterator[str]:
    """Run a server and lend its URL (database `postgres`, durable as by default); it stops with the block."""
    initdb, pg_ctl, user = program("initdb"), program("pg_ctl"), _account()
    with tempfile.TemporaryDirectory(prefix="toan-canh-pg-") as made:
        folder, port = Path(made), _free_port()
        if user:
            shutil.chown(folder, user)
        cluster = str(folder / "cluster")
        _run(
            initdb,
            "-D",
            cluster,
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            user=user,
            folder=folder,
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        log = str(folder / "log")
        _run(pg_ctl, "-D", cluster, "-w", "-l", log, "-o", options, "start", user=user, folder=folder)
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/postgres"
        finally:
            _run(pg_ctl, "-D", cluster, "-w", "-m", "immediate", "stop", user=user, folder=folder)
