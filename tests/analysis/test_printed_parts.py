from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis.printed_parts import printed_parts, printed_table

amounts = st.integers(-(10**6), 10**6).map(lambda number: number / 10**5) | st.sampled_from([0.0, 0.005, -0.005, 0.015])
pairs = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=8)


def units(number: float, decimals: int) -> int:
    """Return a printable number in units of its last digit; any other number fails."""
    found = round(number * 10**decimals)
    assert number == found / 10**decimals
    return found


def exact(number: float, decimals: int) -> Fraction:
    """Return a drawn amount in units of the last printed digit, without the noise of binary fractions."""
    return Fraction(round(number * 10**5), 10**5) * 10**decimals


def test_the_largest_remainders_are_rounded_up() -> None:
    assert printed_parts([1.006, 2.003, -0.004], 2) == (1.01, 2.0, -0.01)
    assert printed_parts([0.334, 0.332, 0.338], 2) == (0.33, 0.33, 0.34)
    assert sorted(printed_parts([0.014, 0.014, 0.014], 2)) == [0.01, 0.01, 0.02]
    assert printed_parts([], 2) == ()


def test_what_is_printable_stays_as_it_is() -> None:
    assert printed_parts([0.1, 0.2, -0.3, 0.0], 1) == (0.1, 0.2, -0.3, 0.0)
    assert printed_table([(0.006, 0.0), (0.01, 0.02)], 2) == ((0.01, 0.0), (0.01, 0.02))


@settings(max_examples=60)
@given(st.lists(amounts, max_size=10), st.integers(0, 3))
def test_printed_parts_add_up_to_the_printed_sum_each_within_one_unit(parts: list[float], decimals: int) -> None:
    printed = [units(part, decimals) for part in printed_parts(parts, decimals)]
    known = [exact(part, decimals) for part in parts]
    assert abs(sum(known) - sum(printed)) <= Fraction(1, 2)
    assert all(abs(part - one) < 1 for part, one in zip(printed, known, strict=True))


@settings(max_examples=60)
@given(pairs, st.integers(0, 2))
def test_rows_columns_and_the_whole_add_up_as_printed(rows: list[tuple[float, float]], decimals: int) -> None:
    table = [[units(cell, decimals) for cell in row] for row in printed_table(rows, decimals)]
    known = [[exact(cell, decimals) for cell in row] for row in rows]
    for lines in (zip(table, known, strict=True), zip(zip(*table, strict=True), zip(*known, strict=True), strict=True)):
        for printed, line in lines:
            assert all(abs(cell - one) < 1 for cell, one in zip(printed, line, strict=True))
            assert abs(sum(printed) - sum(line)) < 1
    assert abs(sum(map(sum, table)) - sum(map(sum, known))) <= Fraction(1, 2)
