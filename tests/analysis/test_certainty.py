import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.certainty import Bands, Estimate, combined_band, rank_ranges, surely_ahead, with_certainty
from lib.analysis.ranking import changes, ranked
from lib.model.indicator import Direction

FIGURES = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 40).map(lambda n: n / 4), min_size=1)
WIDTHS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 12).map(lambda n: n / 4))


def table(values: dict[str, float], direction: Direction = Direction.HIGHER) -> pd.DataFrame:
    observations = pd.DataFrame({"ref_area": list(values), "obs_value": list(values.values())})
    facts = dict.fromkeys(["obs_status", "published_rank", "published_class", "rank_basis", "source"])
    return ranked(observations.assign(**facts), list(values), direction)


def places(rows: pd.DataFrame) -> dict[str, tuple[int, int]]:
    return {
        area: (low, high) for area, low, high in rows[["ref_area", "rank_low", "rank_high"]].itertuples(index=False)
    }


def test_bands_that_overlap_or_touch_leave_open_who_is_ahead() -> None:
    best = Estimate(10.0, 0.4)
    assert surely_ahead(best, Estimate(9.1, 0.4), Direction.HIGHER)
    assert not surely_ahead(best, Estimate(9.2, 0.4), Direction.HIGHER)  # they touch at 9.6
    assert surely_ahead(Estimate(9.1, 0.4), best, Direction.LOWER)
    assert not surely_ahead(best, Estimate(0.0, math.nan), Direction.HIGHER)


def test_a_unit_could_take_any_place_its_band_reaches() -> None:
    rows = rank_ranges(table({"a": 10.0, "b": 9.9, "c": 9.0, "d": 5.0}), dict.fromkeys("abcd", 0.4), Direction.HIGHER)
    assert places(rows) == {"a": (1, 2), "b": (1, 2), "c": (3, 3), "d": (4, 4)}


def test_a_unit_of_unknown_band_has_no_range_and_makes_the_others_less_sure() -> None:
    rows = rank_ranges(table({"a": 10.0, "b": 7.0, "c": 4.0}), {"a": 0.1, "c": 0.1}, Direction.HIGHER)
    assert rows.set_index("ref_area")["rank_low"].isna().to_dict() == {"a": False, "b": True, "c": False}
    assert {area: found for area, found in places(rows).items() if area != "b"} == {"a": (1, 2), "c": (2, 3)}


@given(values=FIGURES, widths=WIDTHS, direction=st.sampled_from(Direction))
def test_a_range_holds_the_rank_and_says_what_the_pairs_say(
    values: dict[str, float], widths: dict[str, float], direction: Direction
) -> None:
    rows = rank_ranges(table(values, direction), widths, direction)
    estimates = {area: Estimate(value, widths.get(area, math.nan)) for area, value in values.items()}
    for area, (low, high) in places(rows.loc[rows["rank_low"].notna()]).items():
        ahead = [other for other in estimates if surely_ahead(estimates[other], estimates[area], direction)]
        behind = [other for other in estimates if surely_ahead(estimates[area], estimates[other], direction)]
        assert (low, high) == (1 + len(ahead), len(values) - len(behind))
        assert low <= rows["rank"].tolist()[rows["ref_area"].tolist().index(area)] <= high


@given(values=FIGURES, direction=st.sampled_from(Direction))
def test_without_error_the_range_is_the_rank_and_its_ties(values: dict[str, float], direction: Direction) -> None:
    rows = rank_ranges(table(values, direction), dict.fromkeys(values, 0.0), direction)
    assert rows["rank_low"].tolist() == rows["rank"].tolist()
    tied = [list(values.values()).count(value) for value in values.values()]
    assert (rows["rank_high"] - rows["rank_low"] + 1).tolist() == tied


def told(now: dict[str, float], base: dict[str, float], bands: Bands) -> pd.DataFrame:
    earlier = table(base)
    changed = changes(table(now), earlier, {area: area for area in now}, Direction.HIGHER)
    return with_certainty(changed, earlier, bands, Direction.HIGHER).set_index("ref_area")


def test_a_change_is_certain_beyond_the_combined_band_alone() -> None:
    widths = {"a": 0.3, "b": 0.3, "c": 0.3, "d": 0.3}
    base = {"a": 5.0, "b": 5.0, "c": 9.0, "d": 1.0}
    rows = told({"a": 5.51, "b": 5.49, "c": 9.5, "d": 0.4}, base, Bands(widths, dict.fromkeys("abcd", 0.4)))
    assert combined_band(0.3, 0.4) == pytest.approx(0.5)
    assert rows["change_band"].tolist() == pytest.approx([0.5] * 4)
    assert rows["change_certain"].tolist() == [True, False, False, True]  # a change of just the band is not beyond it


def test_a_change_of_rank_is_certain_where_the_places_of_both_periods_are_apart() -> None:
    bands = Bands(dict.fromkeys("abc", 0.5), dict.fromkeys("abc", 0.5))
    rows = told({"a": 9.0, "b": 5.0, "c": 4.5}, {"a": 1.0, "b": 5.0, "c": 5.2}, bands)
    assert rows[["rank_low", "rank_high", "base_rank_low", "base_rank_high"]].to_numpy()[0].tolist() == [1, 1, 3, 3]
    assert rows["rank_change_certain"].tolist() == [True, False, False]


def test_what_has_no_band_is_neither_certain_nor_uncertain() -> None:
    rows = told({"a": 9.0, "b": 5.0}, {"a": 1.0, "b": 5.0}, Bands({"a": 0.5, "b": 0.5}, {"a": 0.5}))
    assert rows["change_certain"].isna().tolist() == [False, True]
    assert rows["rank_change_certain"].isna().tolist() == [False, True]
