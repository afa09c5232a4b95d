from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.like_with_like import comparable_periods, unlike_reason
from lib.model.indicator import Accumulation, Indicator
from lib.model.period import Frequency, Period
from lib.services.workspace import Workspace

PERIODS = st.builds(
    lambda year, frequency, number: Period(year, frequency, 1 + number % frequency.per_year),
    st.integers(2000, 2030),
    st.sampled_from(Frequency),
    st.integers(0, 11),
)


@pytest.fixture(scope="module")
def alone(workspace: Workspace) -> Indicator:
    return workspace.catalogue.indicator("IIP_YOY_CHANGE_PCT")


@pytest.fixture(scope="module")
def to_date(alone: Indicator) -> Indicator:
    return replace(alone, accumulation=Accumulation.YEAR_TO_DATE)


@pytest.mark.parametrize(
    ("now", "base", "comparable"),
    [
        ("2026-09", "2025-09", True),
        ("2026-09", "2026-08", False),
        ("2026-09", "2025", False),
        ("2026-09", "2025-Q3", True),  # nine months counted from 1 January end with the third quarter
        ("2026-06", "2025-S1", True),
        ("2026-12", "2025", True),  # a December's value to date is the year's: both end on 31 December
        ("2025", "2024", True),
    ],
)
def test_a_value_to_date_compares_with_the_same_stretch_alone(
    now: str, base: str, comparable: bool, to_date: Indicator
) -> None:
    assert comparable_periods(to_date, Period.parse(now), Period.parse(base)) is comparable
    assert unlike_reason(to_date, Period.parse(now), Period.parse(base)) == (
        "" if comparable else "reason.accumulation"
    )


@pytest.mark.parametrize(
    ("now", "base", "reason"),
    [
        ("2024-Q3", "2024", "reason.stretch"),
        ("2024-Q3", "2024-Q2", ""),
        ("2026-09", "2026-08", ""),
        ("2026-12", "2025", "reason.stretch"),  # a month alone is not a year
        ("2025-S1", "2025-06", "reason.stretch"),
    ],
)
def test_a_value_of_the_period_alone_compares_with_the_same_length(
    now: str, base: str, reason: str, alone: Indicator
) -> None:
    assert unlike_reason(alone, Period.parse(now), Period.parse(base)) == reason


@given(now=PERIODS, base=PERIODS)
def test_what_compares_compares_both_ways_and_with_the_year_before(now: Period, base: Period, alone: Indicator) -> None:
    for accumulation in Accumulation:
        indicator = replace(alone, accumulation=accumulation)
        assert comparable_periods(indicator, now, base) is comparable_periods(indicator, base, now)
        assert comparable_periods(indicator, now, now.year_before())
