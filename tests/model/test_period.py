from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.period import Frequency, Period

periods = st.builds(
    lambda year, frequency, number: Period(year, frequency, number % frequency.per_year + 1),
    st.integers(1990, 2050),
    st.sampled_from(list(Frequency)),
    st.integers(0, 11),
)


@given(periods)
def test_a_period_is_read_back_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods, st.integers(-30, 30))
def test_going_there_and_back_again_changes_nothing(period: Period, steps: int) -> None:
    assert period.shifted(steps).shifted(-steps) == period


@given(periods)
def test_the_period_before_ends_the_day_before_this_one_starts(period: Period) -> None:
    assert (period.start - period.previous().end).days == 1


def test_half_years_may_be_written_with_h() -> None:
    assert str(Period.parse("2025-H1")) == "2025-S1"
    assert Period.parse("2025-H1").end == date(2025, 6, 30)


def test_periods_sort_by_their_end_and_the_whole_year_last() -> None:
    mixed = [Period.parse(text) for text in ("2024", "2024-12", "2024-Q3", "2023")]
    assert [str(period) for period in sorted(mixed)] == ["2023", "2024-Q3", "2024-12", "2024"]


@pytest.mark.parametrize("text", ["", "abc", "24", "2024-13", "2024-Q5", "2024-S3", "1066", "2024-7", "9999"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"period"):
        Period.parse(text)
