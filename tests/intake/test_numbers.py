import re
from datetime import date, datetime, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.intake.numbers import NumberKind, evidence, looks_numeric, read_number

ONE_WAY = {
    "1.234,56": 1234.56,
    "1,234.56": 1234.56,
    "1.778.000,00": 1778000,
    "1 234,5": 1234.5,
    "1\u00a0234,5": 1234.5,
    "1\u202f234\u202f567": 1234567,
    "12 345": 12345,
    "1 234,567": 1234.567,
    "1.234,567": 1234.567,
    "1.234.567": 1234567,
    "1,234,567": 1234567,
    "1234567": 1234567,
    "46.0": 46,
    "1.225,2": 1225.2,
    "0.123": 0.123,
    "0,123": 0.123,
    "1234.5": 1234.5,
    "1234,567": 1234.567,
    "1.2345": 1.2345,
    ",5": 0.5,
    ".5": 0.5,
    "0": 0,
    "0,0": 0,
    "007": 7,
    "-3,5": -3.5,
    "−3,5": -3.5,
    "–3,5": -3.5,
    "-   3.50": -3.5,
    "(3,5)": -3.5,
    "(1.234,5)": -1234.5,
    "+2": 2,
    "-0": 0,
    "'123": 123,
    "１２，５": 12.5,
    " 12,5 ": 12.5,
    "5e-3": 0.005,
}
MARKED = {
    "12,5*": (12.5, "*"),
    "12,5(*)": (12.5, "(*)"),
    "12,5 (1)": (12.5, "(1)"),
    "1.234,5¹": (1234.5, "¹"),
    "12,5 [a]": (12.5, "[a]"),
    "45 [12]": (45, "[12]"),
}
NO_NUMBERS = (
    *("5-10", "1/2/2024", "12:30", "2024-05-31", "5 triệu", "1.234 người", "12,34,567", "1.23.456", "12.", "5,", "½"),
    *("10³", "(1)", "(12)", "(2021)", "0x1F", "1_000", "1'234", "٣", "1٣", "--5", "±2", "~5", "<5", "=1+2", "1e5x"),
    *("090 123 456", "1 23", "1  234", "1.234 567", "1.234,567.8", "1.234,567,890", "0.123,4", "012.345", "12,5p"),
    *("TP. HCM", "12,5 ‰", "12 5%5", "3,5-", "(-3,5)", "((3,5))", "12,5 (2021)", "Có", "5 (a1)", "#1", "12\n345"),
)
MISSING = ("..", "...", "…", "-", "–", "—", "n/a", "N/A", "NA", "null", "NULL", "x", "X", ".", "--", "-(1)", "...*")
MISSING_WORDS = ("không có", "Chưa có số liệu", "chua co so lieu", "'-", "(-)", ". .")
ERRORS = ("#DIV/0!", "#REF!", "#VALUE!", "#N/A", "#NAME?", "#NUM!", "#NULL!", "#####", "##", "Err:502", "#SPILL!")
INFINITE = ("inf", "-inf", "Infinity", "nan", "NaN", "∞", "1e999", "-1e999", "1.#INF", "9" * 320)


@pytest.mark.parametrize("decimal", [",", ".", ""])
@pytest.mark.parametrize(("text", "value"), ONE_WAY.items())
def test_a_text_that_can_be_read_in_one_way_is_read_so_whatever_the_sign(text: str, value: float, decimal: str) -> None:
    read = read_number(text, decimal)
    assert (read.kind, read.value, read.mark, read.as_written) == (NumberKind.NUMBER, value, "", text)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "-123,456", "340.605[3]", "(1.234)", "1.234%", "+1,000*"])
def test_a_text_with_two_readings_needs_a_sign(text: str) -> None:
    with pytest.raises(ValueError, match="decimal sign"):
        read_number(text, "")
    assert read_number(text, ",").value != read_number(text, ".").value


def test_three_figures_after_the_sign_are_thousands_or_thousandths() -> None:
    assert (read_number("1.234", ",").value, read_number("1.234", ".").value) == (1234, 1.234)
    assert (read_number("1,234", ",").value, read_number("1,234", ".").value) == (1.234, 1234)
    marked = read_number("340.605[3]", ",")
    assert (marked.value, marked.mark) == (340605, "[3]")


@pytest.mark.parametrize(("text", "read"), MARKED.items())
def test_footnote_marks_are_kept_apart(text: str, read: tuple[float, str]) -> None:
    found = read_number(text, "")
    assert (found.value, found.mark) == read


@pytest.mark.parametrize(("text", "value"), {"12,5%": 12.5, "12,5 %": 12.5, "(3,5%)": -3.5, "7%*": 7}.items())
def test_a_percent_sign_is_told_and_changes_no_value(text: str, value: float) -> None:
    found = read_number(text, "")
    assert (found.value, found.percent) == (value, True)
    assert not read_number("12,5", "").percent


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_not_written_as_a_number_is_text(text: str) -> None:
    assert read_number(text, ",").kind is NumberKind.TEXT
    assert not looks_numeric(text)


@pytest.mark.parametrize("text", MISSING + MISSING_WORDS)
def test_a_sign_of_no_figure_is_missing_and_not_zero(text: str) -> None:
    found = read_number(text, "")
    assert (found.kind, found.value) == (NumberKind.MISSING, None)
    assert looks_numeric(text)


@pytest.mark.parametrize("cell", ["", "  ", "\u00a0", None, "'"])
def test_an_empty_cell_is_not_a_missing_sign(cell: str | None) -> None:
    assert read_number(cell, "").kind is NumberKind.EMPTY
    assert not looks_numeric(cell)


@pytest.mark.parametrize("text", ERRORS)
def test_spreadsheet_errors_are_named_as_such(text: str) -> None:
    assert read_number(text, "").kind is NumberKind.ERROR_CELL
    assert read_number(SimpleNamespace(text=text), "") == read_number(text, "")


@pytest.mark.parametrize("cell", [*INFINITE, float("inf"), float("nan"), 10**400])
def test_what_is_not_finite_has_no_value(cell: str | float) -> None:
    found = read_number(cell, ".")
    assert (found.kind, found.value) == (NumberKind.NOT_FINITE, None)


@pytest.mark.parametrize("text", ["1.23E+12", "1,2E+07", "1234567890123450000", "0.00E+00", "1.234.567.890.123.450"])
def test_figures_a_spreadsheet_may_have_cut_are_told(text: str) -> None:
    assert read_number(text, "").precision_lost


@pytest.mark.parametrize(
    "cell", ["123456789012345", "1.234.567,89", "0.30000000000000004", "1000000", 1e6, 123456789012]
)
def test_figures_that_are_all_there_are_not_doubted(cell: str | float) -> None:
    assert not read_number(cell, "").precision_lost


def test_typed_cells_are_taken_as_they_are() -> None:
    assert read_number(1.234, ",").value == 1.234
    assert read_number(0, "").value == 0
    assert read_number(1234567890123450, "").precision_lost
    for cell in (True, date(2024, 5, 1), datetime(2024, 5, 1), time(12, 30)):
        assert read_number(cell, "").kind is NumberKind.TEXT
        assert not looks_numeric(cell)
    assert looks_numeric(0.5)


def written(value: Decimal, group: str, decimal: str, spelled: str) -> str:
    """Write a number in one of the styles that offices use."""
    figures = f"{abs(value):,f}".replace(",", "\0").replace(".", decimal).replace("\0", group)
    return spelled.format(figures) if value >= 0 else NEGATIVE[spelled].format(figures)


SPELLED = ("{}", "+{}", "{}%", "{} %", "{}*", "{} (1)", "{}[3]", "'{}", " {} ", "{}¹")
NEGATIVE = dict.fromkeys(SPELLED, "-{}") | {"{}": "({})", "+{}": "−{}", "{}%": "-{} %", "{}*": "- {}", "'{}": "–{}"}
numbers = st.decimals(-(10**11), 10**11, places=4).map(lambda value: round(value, abs(hash(value)) % 5))


@given(numbers, st.sampled_from([",.", ",", ". ", ".\u00a0", ".", ",\u202f", ".,"]), st.sampled_from(SPELLED))
@example(Decimal("1225.2"), ",.", "{}")
@example(Decimal("1234"), ",.", "{}")
def test_any_number_in_any_style_comes_back_exactly(value: Decimal, style: str, spelled: str) -> None:
    text = written(value, style[1:], style[0], spelled)
    # (12) may be the number of a column, (2021) a year and 10¹ a power: not read, never read wrongly.
    doubtful = re.fullmatch(r"\(([0-9]{1,2}|(19|20)[0-9]{2})\)|10¹", text)
    assert read_number(text, style[0]).value == (None if doubtful else float(value))


@given(numbers, st.sampled_from([",.", ".,", ",", "."]))
def test_an_ambiguous_text_is_never_read_without_a_sign(value: Decimal, style: str) -> None:
    text = written(value, style[1:], style[0], "{}")
    if not evidence([text]).ambiguous:
        assert read_number(text, "").value in {float(value), None}
    else:
        with pytest.raises(ValueError, match="decimal sign"):
            read_number(text, "")


@given(st.text(alphabet="0123456789.,-+()%' ạnămeEx/:", min_size=1, max_size=12), st.sampled_from([",", "."]))
def test_no_text_with_other_letters_becomes_a_number(text: str, decimal: str) -> None:
    letters = {letter for letter in text.casefold() if letter.isalpha()}
    found = read_number(text, decimal)
    assert found.kind is not NumberKind.NUMBER or letters <= {"e"} or found.mark.strip("()") in letters


@given(st.text(max_size=30))
def test_whatever_the_text_it_is_read_as_something(text: str) -> None:
    found = read_number(text, ",")
    assert (found.value is None) == (found.kind is not NumberKind.NUMBER)
    assert looks_numeric(text) == (found.kind not in {NumberKind.TEXT, NumberKind.EMPTY})
