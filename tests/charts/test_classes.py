"""A value lies in exactly one class, and it is the one whose printed limits hold it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.classes import class_breaks, diverging_breaks

VALUES = st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=80)
COUNTS = st.integers(4, 7)
DECIMALS = st.integers(0, 3)


@given(VALUES, COUNTS, DECIMALS)
def test_each_value_is_in_the_one_class_whose_printed_limits_hold_it(
    values: list[float], count: int, decimals: int
) -> None:
    classes = class_breaks(values, count, decimals=decimals)
    for value in values:
        printed = float(f"{value:.{decimals}f}")
        holding = [place for place, (low, high) in enumerate(classes.limits) if low <= printed <= high]
        assert holding == [classes.index_of(value)]


@given(VALUES, COUNTS, DECIMALS)
def test_counts_add_up_and_no_class_is_empty(values: list[float], count: int, decimals: int) -> None:
    classes = class_breaks(values, count, decimals=decimals)
    counts = classes.counts(values)
    assert sum(counts) == len(values)
    assert all(counts)
    assert len(counts) <= min(count, len({f"{value:.{decimals}f}" for value in values}))


@given(VALUES, st.randoms())
def test_the_order_of_rows_does_not_matter(values: list[float], random: object) -> None:
    shuffled = [*values]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert class_breaks(shuffled, decimals=2) == class_breaks(values, decimals=2)


@given(VALUES, DECIMALS)
def test_intervals_follow_one_another_by_the_last_printed_digit(values: list[float], decimals: int) -> None:
    limits = class_breaks(values, decimals=decimals).limits
    for (_, upper), (lower, _) in pairwise(limits):
        assert f"{lower - upper:.{decimals}f}" == f"{10**-decimals:.{decimals}f}"


@given(VALUES, VALUES)
def test_two_periods_share_one_set_of_classes(now: list[float], base: list[float]) -> None:
    classes = class_breaks([*now, *base], decimals=1)
    assert sum(classes.counts(now)) == len(now)
    assert sum(classes.counts(base)) == len(base)


def test_classes_are_about_equal_in_size_and_their_limits_are_round() -> None:
    classes = class_breaks([float(number) for number in range(1, 101)], 5, decimals=0)
    assert classes.limits == ((1, 20), (21, 40), (41, 60), (61, 80), (81, 100))
    wide = class_breaks([300, 350.5, 911.4, 1312.9, 8717.6], 4, decimals=1)
    assert wide.limits[-1][0] in {1000.1, 5000.1}


def test_equal_printed_values_are_never_parted_and_few_values_give_few_classes() -> None:
    assert class_breaks([58.2, 58.2, 58.204, 61.0], decimals=2).limits == ((58.2, 60.0), (60.01, 61.0))
    assert class_breaks([5.0] * 9, decimals=1).limits == ((5.0, 5.0),)
    assert class_breaks([], decimals=1).limits == ()


def test_a_value_outside_or_not_finite_is_refused() -> None:
    classes = class_breaks([1, 2, 3, 4, 5], decimals=0)
    for value in (0.0, 6.0, float("nan"), float("inf")):
        with pytest.raises(ValueError):
            classes.index_of(value)
    with pytest.raises(ValueError):
        class_breaks([1.0], 9, decimals=0)


@given(st.lists(st.floats(-500, 500, allow_nan=False), min_size=1, max_size=80), st.integers(2, 3))
def test_diverging_classes_mirror_about_zero(differences: list[float], per_side: int) -> None:
    classes = diverging_breaks(differences, per_side, decimals=2)
    assert sum(classes.counts(differences)) == len(differences)
    limits = dict(zip(classes.steps, classes.limits, strict=True))
    assert list(limits) == sorted(limits)
    for step, (low, high) in limits.items():
        if step > 0 and -step in limits:
            assert limits[-step][1] == -low
        if step > 0 and -step - 1 in limits and step + 1 in limits:
            assert limits[-step] == (-high, -low)
    printed = [float(f"{difference:.2f}") for difference in differences]
    assert min(printed) >= 0 or classes.limits[0][0] == min(printed)
    assert max(printed) <= 0 or classes.limits[-1][1] == max(printed)


def test_no_change_is_a_class_of_its_own_judged_as_printed() -> None:
    classes = diverging_breaks([-0.004, 0.3, -0.2, 0.0], decimals=2)
    assert classes.counts([-0.004, 0.3, -0.2, 0.0])[classes.steps.index(0)] == 2
    assert 0 not in diverging_breaks([1.0, -1.0], decimals=0).steps
