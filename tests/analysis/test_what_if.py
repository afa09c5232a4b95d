import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.ranking import ranked
from lib.analysis.what_if import Company, company, gap_to, moved, needed, top_quarter
from lib.model.indicator import Direction

TOTALS = st.lists(st.one_of(st.none(), st.integers(0, 400).map(lambda number: number / 4)), min_size=1, max_size=12)
CHANGES = st.integers(-80, 80).map(lambda number: number / 4)


def table(values: list[float | None], direction: Direction = Direction.HIGHER) -> pd.DataFrame:
    areas = [f"u{number}" for number in range(len(values))]
    rows = pd.DataFrame({"ref_area": areas, "obs_value": values, "obs_status": "A", "source": "S"})
    blank = rows.assign(published_rank=pd.array([pd.NA] * len(rows), dtype="Int64"), published_class="", rank_basis="")
    return ranked(blank, areas, direction)


@given(TOTALS, CHANGES, CHANGES, st.sampled_from([Direction.HIGHER, Direction.LOWER]))
def test_moving_the_good_way_never_worsens_the_rank(
    rivals: list[float | None], one: float, other: float, direction: Direction
) -> None:
    places = table([50.0, *rivals], direction)
    low, high = sorted((one, other))
    worse, better = (high, low) if direction is Direction.LOWER else (low, high)
    assert moved(places, "u0", better, direction).rank <= moved(places, "u0", worse, direction).rank


@given(TOTALS)
def test_no_move_changes_nothing(rivals: list[float | None]) -> None:
    places = table([50.0, *rivals])
    outcome = moved(places, "u0", 0.0, Direction.HIGHER)
    assert outcome.total == 50.0
    assert outcome.rank == places["rank"].iloc[0]
    assert outcome.peer_count == places["peer_count"].iloc[0]


@given(TOTALS, CHANGES)
def test_the_total_is_exact_and_the_rank_is_that_of_a_table_with_it(rivals: list[float | None], change: float) -> None:
    outcome = moved(table([50.0, *rivals]), "u0", change, Direction.HIGHER)
    assert outcome.total == 50.0 + change
    assert outcome.rank == table([50.0 + change, *rivals])["rank"].iloc[0]


def test_nothing_is_supposed_of_an_unknown_total() -> None:
    with pytest.raises(KeyError):
        moved(table([None, 3.0]), "u0", 1.0, Direction.HIGHER)


@given(TOTALS, st.integers(1, 12))
def test_what_is_missing_to_a_place_brings_there(rivals: list[float | None], place: int) -> None:
    places = table([50.0, *rivals])
    gap = gap_to(places, "u0", place, Direction.HIGHER)
    if gap is None:
        assert place > places["peer_count"].iloc[0] or places["rank"].iloc[0] <= place
    else:
        assert gap.missing > 0
        assert moved(places, "u0", gap.missing, Direction.HIGHER).rank <= place


def test_what_is_missing_where_lower_is_better() -> None:
    gap = gap_to(table([9.0, 4.0, 6.0], Direction.LOWER), "u0", 2, Direction.LOWER)
    assert gap is not None
    assert (gap.ref_area, gap.target, gap.missing) == ("u2", 6.0, 3.0)


def test_company_counts_both_sides_within_the_distance() -> None:
    places = table([50.0, 50.4, 50.0, 49.5, 51.0, None])
    assert company(places, "u0", 0.5, Direction.HIGHER) == Company(1, 1, 1)
    assert company(places, "u0", 0.5, Direction.LOWER) == Company(1, 1, 1)
    assert company(places, "u0", 1.0, Direction.LOWER) == Company(1, 1, 2)
    assert company(places, "u5", 0.5, Direction.HIGHER) is None


def test_the_first_quarter_of_63_ends_at_15_and_a_quarter_of_three_is_nobody() -> None:
    assert [top_quarter(count) for count in (63, 34, 60, 3)] == [15, 8, 15, 0]


def test_a_component_must_move_by_the_missing_points_over_its_weight() -> None:
    assert needed(0.26, 0.5) == 0.52
    assert needed(0.26, 0.0) is None
