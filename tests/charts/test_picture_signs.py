"""Hatching and dots stay within their shape, fill it evenly and leave its holes free."""

import math

import shapely
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.picture import Box
from lib.charts.picture_signs import dot_points, hatch_lines

STEP = 5.0
RINGS = (Box(10, 10, 110, 90).ring, Box(40, 30, 80, 60).ring)
SHAPE = shapely.Polygon(RINGS[0], [RINGS[1]])


def test_lines_are_as_long_as_the_area_asks_and_leave_the_hole_free() -> None:
    lines = shapely.MultiLineString(hatch_lines(RINGS, STEP))
    assert SHAPE.buffer(0.001).covers(lines)
    assert abs(lines.length * STEP / SHAPE.area - 1) < 0.05
    slants = {round((d - b) / (c - a), 6) for (a, b), (c, d) in hatch_lines(RINGS, STEP) if c - a > 0.01}
    assert slants == {-1.0}


def test_dots_lie_within_and_as_dense_as_asked() -> None:
    dots = dot_points(RINGS, STEP)
    assert all(SHAPE.buffer(0.001).covers(shapely.Point(dot)) for dot in dots)
    assert abs(len(dots) * STEP**2 / SHAPE.area - 1) < 0.1
    assert min(math.dist(one, other) for one in dots[:40] for other in dots if one != other) > 0.99 * STEP


def test_neighbours_share_their_lines() -> None:
    left, right = Box(0, 0, 40, 40).ring, Box(40, 0, 80, 40).ring
    both = shapely.MultiLineString(hatch_lines([left], STEP) + hatch_lines([right], STEP))
    whole = shapely.MultiLineString(hatch_lines([Box(0, 0, 80, 40).ring], STEP))
    assert abs(both.length - whole.length) < 1e-6


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=3, max_size=9, unique=True))
def test_any_ring_is_hatched_by_the_even_odd_rule(corners: list[tuple[int, int]]) -> None:
    shape = shapely.make_valid(shapely.Polygon(corners))
    for start, end in hatch_lines([tuple(corners)], STEP):
        middle = shapely.Point((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        assert shape.buffer(0.01).covers(middle)


def test_nothing_to_fill_has_no_signs() -> None:
    assert hatch_lines([], STEP) == [] and dot_points([((0.0, 0.0), (1.0, 1.0))], STEP) == []
