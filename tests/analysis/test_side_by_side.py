import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.side_by_side import Side, Standing, above_median, differences, lead, lessons, reckoning
from lib.model.indicator import Direction


def parts(rows: list[tuple[str, float | None, float | None, float | None]]) -> pd.DataFrame:
    columns = ["indicator", "first", "second", "weight"]
    kinds = {"first": "float64", "second": "float64", "weight": "float64"}
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def test_published_ranks_decide_before_computed_ones() -> None:
    found = lead(Standing(6, 63, 9, 20), Standing(16, 63, 3, 20))
    assert (found.ahead, found.places, found.kind) == (Side.FIRST, 10, "published")


def test_a_rank_of_one_unit_alone_falls_back_to_the_computed_ranks_of_both() -> None:
    found = lead(Standing(6, 63, 9, 20), Standing(None, 63, 3, 20))
    assert (found.ahead, found.places, found.kind) == (Side.SECOND, 6, "computed")


def test_ranks_over_different_n_say_nothing() -> None:
    assert lead(Standing(None, 0, 9, 60), Standing(None, 0, 3, 63)).ahead is Side.UNKNOWN
    assert lead(Standing(2, 34, None, 0), Standing(3, 63, None, 0)).ahead is Side.UNKNOWN


def test_equal_ranks_are_a_tie() -> None:
    assert lead(Standing(15, 63, None, 0), Standing(15, 63, None, 0)).ahead is Side.TIE


def test_above_the_median_knows_the_direction() -> None:
    assert above_median(7.0, 6.0, Direction.HIGHER)
    assert above_median(2.0, 6.0, Direction.LOWER)
    assert not above_median(6.0, 6.0, Direction.HIGHER)
    assert not above_median(7.0, 6.0, Direction.NONE)
    assert not above_median(None, 6.0, Direction.HIGHER)


def test_the_part_with_most_points_stands_first_and_the_missing_last() -> None:
    told = differences(parts([("a", 7.0, 6.0, 0.5), ("b", None, 5.0, 2.0), ("c", 5.0, 5.4, 2.0)]))
    assert told["indicator"].tolist() == ["c", "a", "b"]
    assert told["points"].tolist()[:2] == [pytest.approx(-0.8), 0.5]


def test_without_weights_the_larger_difference_stands_first() -> None:
    told = differences(parts([("a", 7.0, 6.0, None), ("b", 3.0, 5.0, None)]))
    assert told["indicator"].tolist() == ["b", "a"]
    assert told["points"].isna().all()


def test_a_missing_part_or_weight_leaves_no_sum() -> None:
    whole = differences(parts([("a", 7.0, 6.0, 0.5)]))
    assert reckoning(whole, 0.5, part_decimals=2, decimals=2) is not None
    assert reckoning(whole, None, part_decimals=2, decimals=2) is None
    for lacking in (("b", None, 5.0, 1.0), ("b", 4.0, 5.0, None)):
        told = differences(parts([("a", 7.0, 6.0, 0.5), lacking]))
        assert reckoning(told, 0.5, part_decimals=2, decimals=2) is None


VALUES = st.floats(1, 10).map(lambda value: round(value, 6))
ROWS = st.lists(st.tuples(VALUES, VALUES, st.sampled_from([0.5, 1.0, 1.5, 2.0])), min_size=1, max_size=10)


@given(ROWS)
def test_the_points_add_up_to_the_difference_of_rounded_totals_within_what_rounding_allows(
    rows: list[tuple[float, float, float]],
) -> None:
    printed = parts([(str(n), round(a, 2), round(b, 2), w) for n, (a, b, w) in enumerate(rows)])
    totals = [
        round(sum(w * value for value, w in side), 2)
        for side in ([(a, w) for a, b, w in rows], [(b, w) for a, b, w in rows])
    ]
    told = reckoning(differences(printed), totals[0] - totals[1], part_decimals=2, decimals=2)
    assert told is not None
    assert told.adds_up
    assert math.isclose(told.points + told.rest, told.total, abs_tol=1e-9)


@given(ROWS)
def test_swapping_the_units_turns_every_sign_and_nothing_else(rows: list[tuple[float, float, float]]) -> None:
    one = differences(parts([(str(n), a, b, w) for n, (a, b, w) in enumerate(rows)]))
    other = differences(parts([(str(n), b, a, w) for n, (a, b, w) in enumerate(rows)]))
    assert one["indicator"].tolist() == other["indicator"].tolist()
    assert one["points"].tolist() == (-other["points"]).tolist()


def test_a_total_that_is_not_the_sum_of_its_parts_is_told() -> None:
    told = reckoning(differences(parts([("a", 7.0, 6.0, 0.5)])), 1.5, part_decimals=2, decimals=2)
    assert told is not None
    assert not told.adds_up
    assert told.rest == pytest.approx(1.0)


def test_one_learns_from_what_is_good_not_from_what_is_less_bad() -> None:
    told = pd.DataFrame(
        [
            ("far ahead, below the median", "second", 3.0, 30, False),
            ("ahead by points", "second", 0.4, 2, True),
            ("ahead by places alone", "second", None, 40, True),
            ("ahead by more points", "second", -0.9, 4, True),
            ("behind", "first", 5.0, 9, True),
        ],
        columns=["what", "ahead", "points", "places", "second_good"],
    ).assign(first_good=False)
    assert lessons(told, Side.FIRST, 3)["what"].tolist() == [
        "ahead by more points",
        "ahead by points",
        "ahead by places alone",
    ]
    assert lessons(told, Side.SECOND, 3).empty
