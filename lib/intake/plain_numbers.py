"""The everyday numbers of a column, told from the rest all at once: digits with at most one point."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.intake.sheets import Cell

_PLAIN = r"-?(0|[1-9]\d{0,11})(\.\d{1,12})?"
_WORTH_IT = 2_000  # distinct cells; fewer are read one by one


def plain_mask(cells: Sequence[Cell]) -> NDArray[np.bool_]:
    """Return which cells are texts such as `-12`, `0.5` or `1234.56`; of these only 1.234 may be read in two ways."""
    if len(cells) < _WORTH_IT:
        return np.zeros(len(cells), dtype=bool)
    texts = pd.Series([cell if isinstance(cell, str) else "" for cell in cells], dtype="str")
    return texts.str.fullmatch(_PLAIN).to_numpy(dtype=bool)


def examples(cells: Sequence[Cell], plain: NDArray[np.bool_]) -> list[Cell]:
    """Return one plain text of every shape (digits before and behind the point): they say all the others say."""
    texts = pd.Series([cell for cell, flag in zip(cells, plain, strict=True) if flag], dtype="str")
    parts = texts.str.partition(".")
    digits = parts[0].str.removeprefix("-")
    shapes = pd.DataFrame(
        {"before": digits.str.len().clip(upper=4), "behind": parts[2].str.len(), "zero": digits == "0"}
    )
    return list(texts[~shapes.duplicated()])


def plain_values(
    cells: Sequence[Cell], plain: NDArray[np.bool_], sign: str
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which cells can be read as they stand, and their values: with a decimal comma, none that has a point."""
    texts = pd.Series([cell if flag else "0" for cell, flag in zip(cells, plain, strict=True)], dtype="str")
    readable = plain & (~texts.str.contains(".", regex=False).to_numpy(dtype=bool) if sign == "," else True)
    values = pd.to_numeric(texts).to_numpy(dtype="float64")
    return readable, values + 0.0
