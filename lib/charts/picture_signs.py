"""Hatching and dots over a shape as plain lines and points, so that every renderer draws them alike. No colours."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.charts.picture import Point, Ring

Floats = NDArray[np.floating[Any]]
_SLANT = math.sqrt(0.5)  # lines rise at 45 degrees


def hatch_lines(rings: Sequence[Ring], step: float) -> list[tuple[Point, Point]]:
    """Return the pieces of slanting lines, `step` apart, that lie within rings by the even-odd rule.

    Lines of different shapes lie on the same rules: a hatch goes on over the border of two neighbours.
    """
    rows, starts, ends = _runs(rings, step)
    lefts, rights = _upright(starts, rows * step), _upright(ends, rows * step)
    return [((a[0], a[1]), (b[0], b[1])) for a, b in zip(lefts.tolist(), rights.tolist(), strict=True)]


def dot_points(rings: Sequence[Ring], step: float) -> list[Point]:
    """Return the points of a slanting grid that lie within rings by the even-odd rule."""
    rows, starts, ends = _runs(rings, step)
    first = np.ceil(starts / step).astype(np.int64)
    number = np.maximum(np.ceil(ends / step).astype(np.int64) - first, 0)
    run, place = _counted(number)
    dots = _upright((first[run] + place) * step, rows[run] * step)
    return [(x, y) for x, y in dots.tolist()]


def _runs(rings: Sequence[Ring], step: float) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Return for every piece of a slanting line within the rings its number, and where it starts and ends along it."""
    corners = [_slanting(np.asarray(ring, float)) for ring in rings if len(ring) > 2]
    if not corners:
        return np.zeros(0, np.int64), np.zeros(0), np.zeros(0)
    one = np.concatenate(corners)
    other = np.concatenate([np.roll(ring, -1, axis=0) for ring in corners])
    low, high = np.minimum(one[:, 1], other[:, 1]), np.maximum(one[:, 1], other[:, 1])
    first = np.ceil(low / step).astype(np.int64)
    edge, place = _counted(np.ceil(high / step).astype(np.int64) - first)
    row = first[edge] + place
    share = (row * step - one[edge, 1]) / (other[edge, 1] - one[edge, 1])  # an edge along the lines meets none
    along = one[edge, 0] + (other[edge, 0] - one[edge, 0]) * share
    order = np.lexsort((along, row))
    row, along = row[order], along[order]
    return row[0::2], along[0::2], along[1::2]


def _counted(numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for every one of so many things whose it is and which of those it is."""
    owner = np.repeat(np.arange(len(numbers)), numbers)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(numbers) - numbers, numbers)


def _slanting(points: Floats) -> Floats:
    turned: Floats = np.column_stack([points[:, 0] - points[:, 1], points[:, 0] + points[:, 1]]) * _SLANT
    return turned


def _upright(along: Floats, across: Floats) -> Floats:
    turned: Floats = np.column_stack([along + across, across - along]) * _SLANT
    return turned
