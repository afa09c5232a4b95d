from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.i18n import translator
from lib.i18n.sorting import sort_key
from lib.model.period import Period

vi, en = translator("vi"), translator("en")


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert vi.number(1234.5, 1) == "1.234,5"
    assert en.number(1234.5, 1) == "1,234.5"
    assert vi.number(None) == vi.number(float("nan")) == "–"


def test_changes_carry_their_sign_and_nothing_has_none() -> None:
    assert vi.signed(1.5, 1) == "+1,5"
    assert vi.signed(-0.3, 1) == "−0,3"
    assert vi.signed(-0.001, 2) == "0,00"


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_written_number_is_read_back_to_its_last_decimal(value: float, decimals: int) -> None:
    text = vi.number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-")
    assert float(text) == pytest.approx(round(value, decimals), abs=10**-decimals)


def test_periods_are_said_in_full_and_short() -> None:
    assert vi.period(Period.parse("2020")) == "năm 2020"
    assert vi.period(Period.parse("2024-Q3")) == "quý III/2024"
    assert vi.period(Period.parse("2025-S1")) == "6 tháng đầu năm 2025"
    assert vi.short_period(Period.parse("2024")) == "2024"
    assert vi.short_period(Period.parse("2024-05")) == "tháng 5/2024"
    assert vi.short_period(Period.parse("2025-S1")) == "6 tháng đầu năm 2025"
    assert vi.axis_period(Period.parse("2024-05")) == "T5/2024"
    assert vi.axis_period(Period.parse("2025-S2")) == "6T cuối 2025"
    assert en.short_period(Period.parse("2024-05")) == "May 2024"
    assert en.axis_period(Period.parse("2025-S2")) == "H2 2025"
    assert en.period(Period.parse("2024-Q3")) == "Q3 2024"
    assert en.period(Period.parse("2025-S1")) == "first half of 2025"


def test_dates_and_moments_are_vietnams() -> None:
    assert vi.date(date(2026, 11, 22)) == "22/11/2026"
    assert vi.moment(datetime(2026, 11, 22, 20, 5, tzinfo=UTC)) == "23/11/2026 03:05"


def test_names_sort_with_d_stroke_after_d_and_tones_last() -> None:
    names = ["Điện Biên", "Đắk Lắk", "Gia Lai", "Cần Thơ", "Bà Rịa – Vũng Tàu", "Bạc Liêu", "An Giang", "Đà Nẵng"]
    assert vi.sorted(names) == [
        *("An Giang", "Bà Rịa – Vũng Tàu", "Bạc Liêu", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Gia Lai"),
    ]
    assert sort_key("Hoa") < sort_key("Hòa") < sort_key("Hoà Bình")


def test_a_sentence_nobody_wrote_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        vi("no.such.sentence")


def test_a_listing_ends_with_and() -> None:
    assert vi.listing(["a", "b", "c"]) == "a, b và c"
    assert en.listing(["a"]) == "a"
    assert vi.listing([]) == ""
