import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.ranking import changes, quartile_groups, ranked
from lib.model.indicator import Direction


def observations(values: dict[str, float | None], published: dict[str, int] | None = None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ref_area": list(values),
            "obs_value": list(values.values()),
            "obs_status": "A",
            "published_rank": [(published or {}).get(area) for area in values],
            "published_class": None,
            "rank_basis": None,
            "source": "S",
        }
    )


def table(values: dict[str, float | None], direction: Direction = Direction.HIGHER) -> pd.DataFrame:
    return ranked(observations(values), list(values), direction)


def test_ties_share_the_better_rank_and_the_next_place_is_left_out() -> None:
    assert table({"a": 58.2, "b": 60.0, "c": 58.2, "d": 50.0})["rank"].tolist() == [2, 1, 2, 4]


def test_lower_is_better_ranks_from_the_bottom() -> None:
    assert table({"a": 3.0, "b": 1.0, "c": 2.0}, Direction.LOWER)["rank"].tolist() == [3, 1, 2]


def test_a_unit_without_a_value_has_no_rank_and_does_not_count() -> None:
    rows = ranked(observations({"a": 3.0, "b": None}), ["a", "b", "c"], Direction.HIGHER)
    assert rows["rank"].isna().tolist() == [False, True, True]
    assert rows["peer_count"].tolist() == [1, 1, 1]


def test_published_ranks_are_carried_and_never_computed() -> None:
    rows = ranked(observations({"a": 58.2, "b": 58.2}, {"a": 33, "b": 32}), ["a", "b"], Direction.HIGHER)
    assert rows["published_rank"].tolist() == [33, 32]
    assert rows["rank"].tolist() == [1, 1]


def test_a_change_over_one_set_is_positive_when_the_unit_moved_up() -> None:
    links = {"a": "a", "b": "b"}
    moved = changes(table({"a": 9.0, "b": 5.0}), table({"a": 1.0, "b": 5.0}), links, Direction.HIGHER)
    assert moved["computed_rank_change"].tolist() == [1, -1]
    assert moved["value_change"].tolist() == [8.0, 0.0]


def test_ranks_over_two_unit_sets_are_not_subtracted_but_ranked_again_among_the_common_units() -> None:
    now = table({"63-a": 3.0, "63-b": 2.0})
    base = table({"64-a": 1.0, "64-b": 2.0, "64-x": 9.0})
    moved = changes(now, base, {"63-a": "64-a", "63-b": "64-b"}, Direction.HIGHER)
    assert moved["computed_rank_change"].isna().all()
    assert moved["published_rank_change"].isna().all()
    assert moved["comparable_rank"].tolist() == [1, 2]
    assert moved["comparable_base_rank"].tolist() == [2, 1]
    assert moved["comparable_rank_change"].tolist() == [1, -1]
    assert moved["comparable_count"].tolist() == [2, 2]


def test_scraps_of_two_periods_give_no_computed_change() -> None:
    members = list("abcdefghij")
    now = ranked(observations({"a": 1.0, "b": 2.0, "c": 3.0}), members, Direction.HIGHER)
    base = ranked(observations({"a": 3.0, "h": 2.0, "i": 1.0}), members, Direction.HIGHER)
    moved = changes(now, base, {area: area for area in members}, Direction.HIGHER)
    assert moved["computed_rank_change"].isna().all()
    assert moved["comparable_count"].iloc[0] == 1


def test_papi_groups_follow_the_quartiles_of_the_ranked_units() -> None:
    groups = quartile_groups(pd.Series([1, 15, 16, 21, 30, 31, 45, 46, 60]), 60)
    assert groups.tolist() == [1, 1, 2, 2, 2, 3, 3, 4, 4]
    sizes = quartile_groups(pd.Series(range(1, 62)), 61).value_counts().sort_index()
    assert sizes.tolist() == [15, 15, 15, 16]


values = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.floats(0, 100), min_size=1, max_size=12)


@given(values)
def test_rank_is_one_more_than_the_number_of_better_units(known: dict[str, float]) -> None:
    rows = table(dict(known)).set_index("ref_area")["rank"]
    for area, value in known.items():
        assert rows[area] == 1 + sum(other > value for other in known.values())


@given(values, st.randoms())
def test_order_of_rows_and_input_frame_are_left_alone(known: dict[str, float], random: object) -> None:
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    given_rows = observations({area: known[area] for area in shuffled})
    before = given_rows.copy()
    rows = ranked(given_rows, list(known), Direction.HIGHER)
    pd.testing.assert_frame_equal(given_rows, before)
    assert rows["rank"].tolist() == table(dict(known))["rank"].tolist()
