import math

import pandas as pd
import pytest

from lib.analysis.big_moves import rough_move, standardised


def changed(now: list[float], base: list[float | None]) -> pd.DataFrame:
    frame = pd.DataFrame({"obs_value": now, "base_value": base}, dtype="float64")
    return frame.assign(value_change=frame["obs_value"] - frame["base_value"])


def test_a_change_is_held_against_the_middle_half_of_the_values() -> None:
    now = [float(value) for value in range(10, 21)]  # quartiles 12.5 and 17.5
    table = changed(now, [*now[:-1], 15.0])
    spreads = standardised(table, total=False, step=0.01)
    assert spreads.iloc[0] == 0
    assert spreads.iloc[-1] == pytest.approx(5 / (5 / 1.349))


def test_a_total_is_held_by_its_growth_so_that_the_largest_unit_does_not_win() -> None:
    base: list[float | None] = [100.0, 200, 300, 400, 500, 600, 700, 800, 900, 100_000]
    growth = [0.10, 0.20, 0.30, 0.40, 0.0, 0.0, 0.0, 0.0, 0.0, 0.01]
    table = changed([old * (1 + share) for old, share in zip(base, growth, strict=True) if old], base)
    spreads = standardised(table, total=True, step=1)
    assert spreads.idxmax() == 3
    assert spreads.iloc[9] < spreads.iloc[0]


def test_the_last_printed_digit_does_not_win() -> None:
    table = changed([9.99, *[9.98] * 11], [9.98] * 12)
    assert standardised(table, total=False, step=0.01).iloc[0] == pytest.approx(0.1)


def test_a_few_units_or_less_than_half_say_nothing() -> None:
    few = changed([1.0] * 9, [2.0] * 9)
    gaps = changed([1.0] * 30, [*[2.0] * 14, *[None] * 16])
    assert standardised(few, total=False, step=1).isna().all()
    assert standardised(gaps, total=False, step=1).isna().all()
    assert standardised(gaps.head(20), total=False, step=1).notna().sum() == 14


def slices(now: dict[str, float], base: dict[str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    first, second = (
        pd.DataFrame({"obs_value": each, "published_rank": pd.array([None] * len(each), "Int64")}, index=list(each))
        for each in (now, base)
    )
    return first, second


def test_a_guess_counts_places_among_the_units_of_both_periods_alone() -> None:
    now, base = slices({"a": 5, "b": 4, "c": 3, "new": 9}, {"a": 1, "b": 4, "c": 3, "gone": 8})
    assert rough_move(now, base, "a", total=False, step=1).places == 2
    assert rough_move(now, base, "c", total=False, step=1).places == -1
    assert rough_move(now, base, "new", total=False, step=1) == (None, None)


def test_published_ranks_come_first_in_a_guess() -> None:
    now, base = slices({"a": 5, "b": 4}, {"a": 1, "b": 4})
    now["published_rank"], base["published_rank"] = pd.array([7, 8], "Int64"), pd.array([3, 9], "Int64")
    guess = rough_move(now, base, "a", total=False, step=1)
    assert guess.places == -4
    assert guess.spreads is not None
    assert not math.isnan(guess.spreads)
