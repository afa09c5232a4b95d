from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.peers import among, profile_distances, similar_sizes
from lib.analysis.ranking import ranked
from lib.model.indicator import Direction

NUMBERS = st.one_of(st.none(), st.integers(-1000, 1000).map(float))
PROFILES = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), min_size=2, max_size=9)
SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9000).map(float), min_size=2)


def profiles(rows: list[tuple[float | None, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list("wxyz"), index=[f"u{number}" for number in range(len(rows))], dtype=float)


def table(values: list[float | None], published: list[int | None]) -> pd.DataFrame:
    areas = [f"u{number}" for number in range(len(values))]
    rows = pd.DataFrame({"ref_area": areas, "obs_value": values, "published_rank": published})
    blank = rows.assign(obs_status="A", published_class=None, rank_basis=None, source="S")
    return ranked(blank, areas, Direction.HIGHER)


def test_the_distance_is_the_root_of_the_mean_squared_difference_in_standard_deviations() -> None:
    # x: mean 2, sd 1 → −1, 1, 0 … with population sd √(2/3); y likewise in other units; z equal everywhere.
    values = pd.DataFrame({"x": [1.0, 3.0, 2.0], "y": [10.0, 20.0, 30.0], "z": 5.0}, index=["a", "b", "c"])
    found = profile_distances(values, "a", least_common=2).set_index("ref_area")
    assert found["common_count"].tolist() == [2, 2]
    sd_x, sd_y = (2 / 3) ** 0.5, (200 / 3) ** 0.5
    assert found.loc["b", "distance"] == pytest.approx((((2 / sd_x) ** 2 + (10 / sd_y) ** 2) / 2) ** 0.5)
    assert found.loc["c", "distance"] == pytest.approx((((1 / sd_x) ** 2 + (20 / sd_y) ** 2) / 2) ** 0.5)


def test_too_few_common_indicators_say_nothing() -> None:
    values = profiles([(1, 2, 3, None), (1, 2, None, 4), (2, 3, 4, 5), (3, 5, 1, 2)])
    assert "u1" not in set(profile_distances(values, "u0")["ref_area"])
    assert "u1" in set(profile_distances(values, "u0", least_common=2)["ref_area"])
    assert profile_distances(values, "elsewhere").empty


@given(PROFILES, st.sampled_from([0.001, 1000.0]), st.integers(-50, 50), st.randoms())
def test_neither_the_unit_of_measure_nor_the_order_of_rows_matters(
    rows: list[tuple[float | None, ...]], factor: float, shift: int, random: Random
) -> None:
    values = profiles(rows)
    order = list(values.index)
    random.shuffle(order)
    rescaled = (values * factor + shift).loc[order]
    before, after = (profile_distances(frame, "u0", least_common=2) for frame in (values, rescaled))
    before, after = (frame.sort_values("ref_area", ignore_index=True) for frame in (before, after))
    pd.testing.assert_frame_equal(before, after, atol=1e-6)


@given(PROFILES)
def test_a_profile_is_as_far_there_as_back(rows: list[tuple[float | None, ...]]) -> None:
    values = profiles(rows)
    there = profile_distances(values, "u0", least_common=1).set_index("ref_area")["distance"]
    for area, distance in there.items():
        back = profile_distances(values, str(area), least_common=1).set_index("ref_area")["distance"]
        assert back["u0"] == pytest.approx(distance)


@given(SIZES)
def test_like_in_size_goes_both_ways_and_the_nearest_comes_first(sizes: dict[str, float]) -> None:
    for area in sizes:
        found = similar_sizes(sizes, area, most_times=1.5)
        times = [max(entry, 1 / entry) for entry in found["times"]]
        assert times == sorted(times)
        assert all(entry <= 1.5 for entry in times)
        for other in found["ref_area"]:
            assert area in set(similar_sizes(sizes, other, most_times=1.5)["ref_area"])


def test_without_an_own_size_nobody_is_like_it() -> None:
    assert similar_sizes({"a": 5.0}, "b", most_times=2.0).empty


def test_the_place_among_peers_is_by_value_and_ties_share_it() -> None:
    placed = among(table([60.0, 70.0, 60.0, None, 99.0], [None] * 5), ["u0", "u1", "u2", "u3"], Direction.HIGHER)
    assert placed["ref_area"].tolist() == ["u1", "u0", "u2", "u3"]
    assert placed["peer_rank"].tolist()[:3] == [1, 2, 2]
    assert pd.isna(placed["peer_rank"].iloc[3])
    assert set(placed["ranked_by"]) == {"value"}


def test_where_the_publisher_ranks_more_units_than_there_are_values_his_order_counts() -> None:
    placed = among(table([60.0, None, None], [5, 2, 9]), ["u0", "u1", "u2"], Direction.HIGHER)
    assert placed["ref_area"].tolist() == ["u1", "u0", "u2"]
    assert set(placed["ranked_by"]) == {"published_rank"}


def test_lower_is_better_where_the_indicator_says_so() -> None:
    placed = among(table([3.0, 1.0], [None, None]), ["u0", "u1"], Direction.LOWER)
    assert placed["ref_area"].tolist() == ["u1", "u0"]
