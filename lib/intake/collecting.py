"""Pausing the search for unreachable cycles while millions of rows are made. Nothing else of memory."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Make many lists without the collector going through all of them again and again: that halves the time.

    Rows of texts form no cycles, so nothing is lost; of several threads inside, one that found it on puts it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
