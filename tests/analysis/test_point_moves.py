import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.point_moves import Parts, total_move

points = st.integers(0, 1000).map(lambda number: number / 100)
weights = st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0])


def test_a_component_gives_its_change_at_the_weight_of_the_base() -> None:
    move = total_move(
        Parts({"a": 2.0, "b": 1.0}, {"a": 6.0, "b": 5.0}), Parts({"a": 2.0, "b": 1.0}, {"a": 5.0, "b": 7.0})
    )
    assert move is not None
    assert [(part.component, part.value_points, part.weight_points) for part in move.components] == [
        ("a", 2.0, 0.0),
        ("b", -2.0, 0.0),
    ]
    assert (move.recomputed, move.rounding, move.reweighted) == (0.0, None, False)


def test_a_changed_weight_is_a_part_of_its_own_and_is_told() -> None:
    move = total_move(Parts({"a": 0.5}, {"a": 6.0}), Parts({"a": 2.0}, {"a": 5.0}), published_change=-7.02)
    assert move is not None
    assert (move.components[0].value_points, move.components[0].weight_points) == (2.0, -9.0)
    assert (move.recomputed, move.rounding, move.reweighted) == (-7.0, -0.02, True)


def test_a_component_one_period_does_not_count_needs_no_value_there() -> None:
    move = total_move(
        Parts({"a": 1.0, "new": 1.0}, {"a": 5.0, "new": 3.0}), Parts({"a": 1.0, "old": 0.5}, {"a": 5.0, "old": 4.0})
    )
    assert move is not None
    assert {part.component: part.points for part in move.components} == {"a": 0.0, "new": 3.0, "old": -2.0}


@pytest.mark.parametrize(
    ("now", "base"),
    [
        (Parts({"a": 1.0}, {"a": None}), Parts({"a": 1.0}, {"a": 2.0})),
        (Parts({"a": 1.0}, {"a": 2.0}), Parts({"a": 1.0}, {})),
        (Parts({"a": None}, {"a": 2.0}), Parts({"a": 1.0}, {"a": 2.0})),
        (Parts({}, {}), Parts({}, {})),
    ],
)
def test_nothing_is_told_of_parts_that_are_not_all_known(now: Parts, base: Parts) -> None:
    assert total_move(now, base) is None


@given(st.lists(st.tuples(weights, weights, points, points), min_size=1, max_size=10))
def test_the_parts_add_up_to_the_change_of_the_weighted_sum(rows: list[tuple[float, float, float, float]]) -> None:
    names = [f"c{number}" for number in range(len(rows))]
    now = Parts(
        {name: row[0] for name, row in zip(names, rows, strict=True)},
        {name: row[2] for name, row in zip(names, rows, strict=True)},
    )
    base = Parts(
        {name: row[1] for name, row in zip(names, rows, strict=True)},
        {name: row[3] for name, row in zip(names, rows, strict=True)},
    )
    move = total_move(now, base)
    assert move is not None
    change = sum(row[0] * row[2] for row in rows) - sum(row[1] * row[3] for row in rows)
    assert move.recomputed == pytest.approx(change, abs=1e-9)
    assert move.recomputed == pytest.approx(sum(part.points for part in move.components), abs=1e-12)
