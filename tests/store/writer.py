"""A writer in a process of its own, for tests that kill it or let two of them meet.

python -m tests.store.writer load <url or -> <folder> <rows>     one big batch
python -m tests.store.writer add  <url or -> <folder> <name>     ten small batches

Each says that it is ready, and begins when a line comes in. A load tells every statement before it executes it.
"""

import sys
from pathlib import Path

from sqlalchemy import event

from lib.store import open_store
from tests.store.figures import figure, many, observations, slip

BATCHES = 10


def tell(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    print(" ".join(statement.split()[:3]), flush=True)  # noqa: T201


def main() -> None:
    mode, url, folder, what = sys.argv[1:]
    address, place = None if url == "-" else url, Path(folder)
    rows = many(int(what)) if mode == "load" else None
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    store = open_store(address, place)
    if rows is not None:
        event.listen(store._engine, "before_cursor_execute", tell)
        store.add(rows, **slip())
        return
    for number in range(BATCHES):
        own, shared = figure(number, indicator=what, period=str(2000 + number)), figure(number + ord(what[0]) / 1000)
        store.add(observations(own, shared), **slip(what))


if __name__ == "__main__":
    main()
