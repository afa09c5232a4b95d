import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.moves import explain_move, movers, neighbours
from lib.analysis.ranking import changes
from lib.model.indicator import Direction
from tests.analysis.test_ranking import table


def moved(now: dict[str, float | None], base: dict[str, float | None]) -> pd.DataFrame:
    return changes(table(now), table(base), {area: area for area in now}, Direction.HIGHER)


def test_own_value_alone_moves_the_unit() -> None:
    move = explain_move(moved({"a": 9.0, "b": 5.0, "c": 4.0}, {"a": 1.0, "b": 5.0, "c": 4.0}), "a", Direction.HIGHER)
    assert move == (2, 2, 0, 0)


def test_a_unit_that_stood_still_falls_by_the_others_alone() -> None:
    move = explain_move(moved({"a": 5.0, "b": 6.0, "c": 4.0}, {"a": 5.0, "b": 1.0, "c": 4.0}), "a", Direction.HIGHER)
    assert move == (-1, 0, -1, 0)


def test_a_rival_that_left_the_ranking_counts_as_a_change_of_the_set() -> None:
    move = explain_move(moved({"a": 5.0, "b": None, "c": 4.0}, {"a": 5.0, "b": 7.0, "c": 4.0}), "a", Direction.HIGHER)
    assert move == (1, 0, 0, 1)


def test_without_a_value_in_both_periods_there_is_nothing_to_explain() -> None:
    assert explain_move(moved({"a": 5.0, "b": 1.0}, {"a": None, "b": 2.0}), "a", Direction.HIGHER) is None


def test_neighbours_are_the_nearest_other_values() -> None:
    ahead, behind = neighbours(table({"a": 5.0, "b": 7.5, "c": 9.0, "d": 4.0, "e": 5.0}), "a")
    assert ahead == ("b", 2, 2.5)
    assert behind == ("d", 5, 1.0)


def test_the_first_has_nobody_ahead_and_the_missing_has_no_neighbours() -> None:
    assert neighbours(table({"a": 5.0, "b": 1.0}), "a")[0] is None
    assert neighbours(table({"a": None, "b": 1.0}), "a") == (None, None)


def test_movers_come_largest_first_and_those_who_stayed_are_not_named() -> None:
    frame = moved({"a": 9.0, "b": 8.0, "c": 1.0, "d": 0.0}, {"a": 1.0, "b": 8.0, "c": 9.0, "d": 0.0})
    climbers, fallers = movers(frame, "computed_rank_change")
    assert climbers["ref_area"].tolist() == ["a"]
    assert fallers["ref_area"].tolist() == ["c"]


numbers = st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 9))), min_size=2, max_size=8)


@given(numbers)
def test_the_parts_of_a_move_always_add_up(pairs: list[tuple[int, int | None]]) -> None:
    now = {f"u{index}": float(pair[0]) for index, pair in enumerate(pairs)}
    base = {f"u{index}": None if pair[1] is None else float(pair[1]) for index, pair in enumerate(pairs)}
    move = explain_move(moved(now, base), "u0", Direction.HIGHER)
    common = sum(value is not None for value in base.values())
    assert (move is None) == (base["u0"] is None or 2 * common < len(base))
    if move is not None:
        assert move.total == move.own + move.others + move.unit_set


restated_rows = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 9)), st.one_of(st.none(), st.integers(0, 9))), min_size=2, max_size=34
)


@given(restated_rows, st.sampled_from([Direction.HIGHER, Direction.LOWER]))
def test_the_parts_add_up_whoever_lacks_a_restated_value(
    pairs: list[tuple[int | None, int | None]], direction: Direction
) -> None:
    now = {f"u{index}": None if pair[0] is None else float(pair[0]) for index, pair in enumerate(pairs)}
    base = {f"u{index}": None if pair[1] is None else float(pair[1]) for index, pair in enumerate(pairs)}
    frame = changes(table(now, direction), table(base, direction), {area: area for area in now}, direction)
    common = sum(now[area] is not None and base[area] is not None for area in now)
    for area, value in now.items():
        move = explain_move(frame, area, direction)
        assert (move is None) == (value is None or base[area] is None or 2 * common < len(now))
        if move is not None:
            row = frame.set_index("ref_area").loc[area]
            assert move.total == int(row["base_rank"]) - int(row["rank"]) == move.own + move.others + move.unit_set
            assert move.own + move.others == int(row["comparable_rank_change"])
