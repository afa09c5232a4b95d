"""Laws of restating that hold for whatever figures."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis.harmonise import restate
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from tests.analysis.written_figures import figures, ids, restated, together

PEOPLE, INDEX, INCOME = "POPULATION_AVG_THOUSAND", "PCI_2_LAND", "GRDP_PC_CURRENT"
CODES = (PEOPLE, INDEX, INCOME)
KEYS = ["indicator", "time_period", "ref_area"]
known = st.integers(0, 10**9).map(float)
few = settings(max_examples=12)  # each one restates a country; hypothesis looks for the odd ones first


def drawn(size: int, figure: st.SearchStrategy[float]) -> st.SearchStrategy[list[float | None]]:
    return st.lists(st.one_of(st.none(), figure, figure, figure), min_size=size, max_size=size)


def told(code: str, period: str, values: list[float | None], areas: list[str]) -> pd.DataFrame:
    return figures(*((code, area, period, value) for area, value in zip(areas, values, strict=True)))


@few
@given(values=st.lists(known, min_size=63, max_size=63))
def test_a_total_is_preserved_exactly(values: list[float], catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    rows = restate(told(PEOPLE, "2022", [*values], ids(gazetteer, "63")), "34", catalogue, gazetteer)
    assert len(rows) == 34
    assert rows["obs_value"].sum() == sum(values)


@few
@given(values=drawn(63, known))
def test_unknown_stays_unknown_and_coverage_names_who_is_missing(
    values: list[float | None], catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    by_area = dict(zip(ids(gazetteer, "63"), values, strict=True))
    for code in (PEOPLE, INDEX):
        rows = restate(told(code, "2022", values, ids(gazetteer, "63")), "34", catalogue, gazetteer)
        for row in rows.to_dict("records"):
            olds = gazetteer.forebears(row["ref_area"], "63")
            there = [value for old in olds if (value := by_area[old]) is not None]
            assert row["missing"].split() == [old for old in olds if by_area[old] is None]
            assert (row["coverage_count"], row["coverage_size"]) == (len(there), len(olds))
            if len(there) < len(olds):
                assert math.isnan(row["obs_value"])
                assert row["reason"] == ("below_coverage" if there else "no_figure")
            else:
                expected = sum(there) if code == PEOPLE else sum(there) / len(there)
                assert row["obs_value"] == pytest.approx(expected, abs=1e-6)


@few
@given(values=drawn(63, known), seed=st.integers(0, 999))
def test_the_order_of_rows_is_irrelevant(
    values: list[float | None], seed: int, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    areas = ids(gazetteer, "63")
    rows = together(*(told(code, year, values, areas) for code in CODES for year in ("2021", "2022")))
    shuffled = rows.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(
        restate(shuffled, "34", catalogue, gazetteer), restate(rows, "34", catalogue, gazetteer)
    )


@few
@given(
    values=drawn(63, known),
    late=st.sampled_from(["2026", "2025-S2", "2025-Q3", "2025-07", "2031-12"]),
    area=st.integers(0, 62),
)
def test_nothing_depends_on_an_abolished_unit_after_its_end(
    values: list[float | None], late: str, area: int, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    areas = ids(gazetteer, "63")
    rows = together(told(PEOPLE, "2022", values, areas), figures((PEOPLE, "34-56", late, 7.0)))
    stray = figures((PEOPLE, areas[area], late, 1e6), (INDEX, areas[area], late, 5.0), (PEOPLE, "64-28", "2009", 1e6))
    pd.testing.assert_frame_equal(
        restate(together(rows, stray), "34", catalogue, gazetteer), restate(rows, "34", catalogue, gazetteer)
    )


def test_a_period_that_began_in_the_life_of_a_set_is_its_own(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    for period in ("2025", "2025-S1", "2025-Q2", "2025-06"):
        rows = figures((PEOPLE, "63-56", period, 1.0), (PEOPLE, "63-58", period, 2.0))
        assert restated(rows, "34-56", catalogue, gazetteer)["obs_value"] == 3.0


@few
@given(values=drawn(34, known), earlier=st.sampled_from(["63", "64", "61"]))
def test_a_figure_never_goes_back_to_an_earlier_set(
    values: list[float | None], earlier: str, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    later = together(*(told(code, "2022", values, ids(gazetteer, "34")) for code in CODES))
    assert restate(later, earlier, catalogue, gazetteer).empty
    own = told(PEOPLE, "2022", [1.0] * len(ids(gazetteer, earlier)), ids(gazetteer, earlier))
    pd.testing.assert_frame_equal(
        restate(together(own, later), earlier, catalogue, gazetteer), restate(own, earlier, catalogue, gazetteer)
    )


@few
@given(values=drawn(63, known), published=drawn(34, known), code=st.sampled_from(CODES))
def test_a_published_figure_is_never_overwritten(
    values: list[float | None], published: list[float | None], code: str, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    """Not even one without a value: a rank or a reason was published there."""
    own = told(code, "2022", published, ids(gazetteer, "34")).iloc[::2].assign(published_rank=3, obs_status="P")
    rows = restate(together(own, told(code, "2022", values, ids(gazetteer, "63"))), "34", catalogue, gazetteer)
    kept = rows.loc[rows["carry_rule"] == "published"]
    expected = own.sort_values("ref_area").reset_index(drop=True)
    assert list(kept["ref_area"]) == list(expected["ref_area"])
    pd.testing.assert_series_equal(kept["obs_value"].reset_index(drop=True), expected["obs_value"])
    assert (kept["obs_status"] == "P").all()
    assert (kept["published_rank"] == 3).all()
    assert len(rows) == 34


@few
@given(values=drawn(64, known), weights=drawn(64, st.integers(1, 10**4).map(float)))
def test_through_63_to_34_is_straight_to_34(
    values: list[float | None], weights: list[float | None], catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    areas = ids(gazetteer, "64")
    rows = together(
        told(INDEX, "2007", values, areas), told(INCOME, "2007", values, areas), told(PEOPLE, "2007", weights, areas)
    )
    straight = restate(rows, "34", catalogue, gazetteer).set_index(KEYS)
    halfway = restate(rows, "63", catalogue, gazetteer)
    # The one thing a stop on the way can cost: counts of land that moved, which weigh Hà Nội, have no value there.
    through = restate(halfway, "34", catalogue, gazetteer).set_index(KEYS)
    both = straight.join(through[["obs_value"]].add_suffix("_through")).dropna(
        subset=["obs_value", "obs_value_through"]
    )
    assert list(both["obs_value"]) == pytest.approx(list(both["obs_value_through"]), rel=1e-12, abs=1e-8)
    untouched = straight.loc[~straight.index.get_level_values("ref_area").isin(["34-01", "34-25"]), "obs_value"]
    assert untouched.notna().equals(through["obs_value"].reindex(untouched.index).notna())


@few
@given(values=st.lists(st.integers(0, 1000).map(float), min_size=63, max_size=63))
def test_a_mean_lies_among_its_predecessors(values: list[float], catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    by_area = dict(zip(ids(gazetteer, "63"), values, strict=True))
    people = told(PEOPLE, "2022", [float(n + 1) for n in range(63)], ids(gazetteer, "63"))
    for code in (INDEX, INCOME):
        rows = restate(
            together(told(code, "2022", [*values], ids(gazetteer, "63")), people), "34", catalogue, gazetteer
        )
        for area, value in rows.loc[rows["indicator"] == code, ["ref_area", "obs_value"]].itertuples(index=False):
            olds = [by_area[old] for old in gazetteer.forebears(area, "63")]
            assert min(olds) - 1e-9 <= value <= max(olds) + 1e-9
