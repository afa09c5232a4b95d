from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.rank_bounds import rank_bounds
from lib.model.gazetteer import Gazetteer


def test_hue_third_of_63_is_first_to_third_of_34(gazetteer: Gazetteer) -> None:
    members = {unit.ref_area: gazetteer.forebears(unit.ref_area, "63") for unit in gazetteer.members("34")}
    ranks = {"63-48": 1, "63-79": 2, "63-46": 3}
    bounds = rank_bounds(ranks, members, 63)
    assert bounds["34-46"] == (1, 3)
    # Đà Nẵng holds rank 1 but takes in Quảng Nam, of which nothing is known: it can fall to the very end.
    assert bounds["34-48"] == (1, 34)


def test_known_ranks_without_mergers_are_places() -> None:
    assert rank_bounds({"a": 2, "b": 1, "c": 3}, {"A": ["a"], "B": ["b"], "C": ["c"]}, 3) == {
        "A": (2, 2),
        "B": (1, 1),
        "C": (3, 3),
    }


def test_units_that_interleave_can_stand_either_way() -> None:
    members = {"A": ["a1", "a4"], "B": ["b2", "b3"], "C": ["c5"]}
    assert rank_bounds({"a1": 1, "b2": 2, "b3": 3, "a4": 4, "c5": 5}, members, 5) == {
        "A": (1, 2),
        "B": (1, 2),
        "C": (3, 3),
    }


def test_a_shared_rank_is_neither_ahead_nor_behind() -> None:
    assert rank_bounds({"a": 1, "b": 1, "c": 3}, {"A": ["a"], "B": ["b"], "C": ["c"]}, 3) == {
        "A": (1, 1),
        "B": (1, 1),
        "C": (3, 3),
    }


def test_a_unit_outside_the_ranking_can_stand_anywhere() -> None:
    bounds = rank_bounds({"a": 1, "b": 2}, {"A": ["a"], "B": ["b"], "C": ["c"]}, 2)
    assert bounds == {"A": (1, 2), "B": (2, 3), "C": (1, 3)}


def _true_rank(means: Mapping[str, float], unit: str) -> int:
    return 1 + sum(value > means[unit] for value in means.values())


def _competition_ranks(values: Sequence[float]) -> list[int]:
    return [1 + sum(other > value for other in values) for value in values]


@given(
    # Dyadic weights and whole values, so that means are exact and ties are ties.
    values=st.lists(st.integers(0, 60), min_size=1, max_size=12),
    data=st.data(),
)
def test_the_true_place_of_any_mean_lies_within(values: list[int], data: st.DataObject) -> None:
    homes = data.draw(st.lists(st.integers(0, 4), min_size=len(values), max_size=len(values)))
    members: dict[str, list[str]] = {}
    for number, home in enumerate(homes):
        members.setdefault(f"new{home}", []).append(f"old{number}")
    ranks = {f"old{n}": rank for n, rank in enumerate(_competition_ranks(values))}
    weights = data.draw(st.sampled_from(["equal", "drawn"]))
    means = {}
    for new, units in members.items():
        shares = [1 if weights == "equal" else data.draw(st.integers(1, 9)) for _ in units]
        total = sum(share * values[int(unit[3:])] for share, unit in zip(shares, units, strict=True))
        means[new] = total / sum(shares)
    for new, (best, worst) in rank_bounds(ranks, members, len(values)).items():
        assert best <= _true_rank(means, new) <= worst


@given(order=st.permutations(range(10)), homes=st.lists(st.integers(0, 3), min_size=10, max_size=10), data=st.data())
def test_the_true_place_lies_within_when_some_ranks_are_not_told(
    order: list[int], homes: list[int], data: st.DataObject
) -> None:
    told = data.draw(st.sets(st.integers(0, 9)))
    members: dict[str, list[str]] = {}
    for number, home in enumerate(homes):
        members.setdefault(f"new{home}", []).append(f"old{number}")
    ranks = {f"old{n}": 10 - order[n] for n in range(10)}
    means = {new: sum(order[int(unit[3:])] for unit in units) / len(units) for new, units in members.items()}
    bounds = rank_bounds({unit: rank for unit, rank in ranks.items() if int(unit[3:]) in told}, members, 10)
    for new, (best, worst) in bounds.items():
        assert best <= _true_rank(means, new) <= worst
