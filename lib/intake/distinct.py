"""A column as its distinct cells and where each stands: every text is judged once, however often it is written."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.intake.sheets import Cell


class Distinct:
    """The distinct cells of a column in the order they first appear, and for each row which of them it holds."""

    def __init__(self, cells: Sequence[Any]) -> None:
        entries = np.empty(len(cells), dtype=object)
        entries[:] = ["" if cell is None else cell for cell in cells]
        self.codes, found = pd.factorize(entries)
        self.cells: list[Any] = list(found)

    @cached_property
    def _order(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        order = np.argsort(self.codes, kind="stable")
        return order, np.searchsorted(self.codes[order], np.arange(len(self.cells) + 1))

    def rows(self, number: int) -> NDArray[np.intp]:
        """Return the row places that hold distinct cell `number`."""
        order, bounds = self._order
        return order[bounds[number] : bounds[number + 1]]

    def spread(self, judged: Iterable[Any], dtype: type = object) -> NDArray[Any]:
        """Return what was judged of each distinct cell, row by row."""
        listed = list(judged)
        values: NDArray[Any] = np.empty(len(listed), dtype=dtype)
        values[:] = listed
        return values[self.codes]

    def each(self, judge: Callable[[Cell], Any]) -> list[Any]:
        """Judge every distinct cell once."""
        return [judge(cell) for cell in self.cells]
