import pandas as pd

from lib.analysis.components import component_standing, strongest_and_weakest
from lib.model.indicator import Direction

ROWS = pd.DataFrame(
    [("X", "a", 6.0), ("X", "b", 8.0), ("X", "c", 4.0), ("Y", "a", 2.0), ("Y", "b", 5.0), ("Y", "c", 3.0)],
    columns=["indicator", "ref_area", "obs_value"],
)
WAYS = {"X": Direction.HIGHER, "Y": Direction.LOWER}


def test_points_lost_are_the_weighted_distance_to_the_best() -> None:
    standing = component_standing(ROWS, "a", {"X": 2.0, "Y": 0.5}, WAYS).set_index("indicator")
    assert standing.loc["X", "points_lost"] == 4.0
    assert standing.loc["Y", "points_lost"] == 0.0
    assert standing.loc["X", ["rank", "peer_count"]].tolist() == [2, 3]
    assert standing.loc["Y", "rank"] == 1


def test_better_than_the_median_is_positive_whatever_the_direction() -> None:
    standing = component_standing(ROWS, "a", {"X": None, "Y": None}, WAYS).set_index("indicator")
    assert standing.loc["X", "against_median"] == 0.0
    assert standing.loc["Y", "against_median"] == 1.0
    assert standing["points_lost"].isna().all()


def test_a_unit_without_the_component_gets_no_rank_and_no_lost_points() -> None:
    standing = component_standing(ROWS, "z", {"X": 2.0}, WAYS).iloc[0]
    assert pd.isna(standing["rank"])
    assert pd.isna(standing["points_lost"])
    assert standing["best"] == 8.0


def test_strongest_and_weakest_go_by_the_place_among_the_others() -> None:
    best, worst = strongest_and_weakest(component_standing(ROWS, "a", {"X": 1.0, "Y": 1.0}, WAYS))
    assert best is not None and worst is not None
    assert (best["indicator"], worst["indicator"]) == ("Y", "X")


def test_one_component_alone_is_neither_strongest_nor_weakest() -> None:
    assert strongest_and_weakest(component_standing(ROWS, "a", {"X": 1.0}, WAYS)) == (None, None)
