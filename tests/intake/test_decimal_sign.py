import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.numbers import DecimalSign, Doubt, Evidence, decimal_sign, evidence, read_number, sign_of_answer

NOTHING = Evidence()


def column_sign(*texts: object, table: tuple[object, ...] = (), answer: str | None = None) -> DecimalSign:
    column = evidence(texts)
    return decimal_sign(column, column.with_more(evidence(table)), answer)


def test_the_first_text_that_speaks_for_something_is_quoted() -> None:
    found = evidence(["Hà Nội", "12", "1.234", "1.225,2", "46.0", "7,5", "5%", None, 3.5])
    assert (found.comma, found.point, found.ambiguous) == ("1.225,2", "46.0", "1.234")
    assert (found.percent, found.bare) == ("5%", "12")


@pytest.mark.parametrize("text", ["1.234.567", "1.234,5", "-0,5", "0,123", "12,5%", "12,5(1)", "1234,567", "1 234,567"])
def test_texts_that_need_a_decimal_comma(text: str) -> None:
    assert (evidence([text]).comma, evidence([text]).point) == (text, "")


@pytest.mark.parametrize("text", ["1,234,567", "1,234.5", "0.123", "46.0", "1234.5", "1.2345", ".5", "1.2E+07"])
def test_texts_that_need_a_decimal_point(text: str) -> None:
    assert (evidence([text]).comma, evidence([text]).point) == ("", text)


@pytest.mark.parametrize("text", ["12", "1 234", "-", "", "5-10", "Hà Nội", "1e5", "..", "#N/A"])
def test_texts_that_say_nothing_of_the_sign(text: str) -> None:
    found = evidence([text])
    assert (found.comma, found.point, found.ambiguous) == ("", "", "")


def test_typed_numbers_say_nothing_of_the_sign() -> None:
    assert evidence([1.5, 2, True]) == Evidence(bare="1.5")
    assert column_sign(1.5, 2) == DecimalSign("")


def test_a_column_decides_by_its_own_texts() -> None:
    assert column_sign("1.234", "5,6").sign == ","
    assert column_sign("1,234", "5.6").sign == "."
    assert column_sign("1.234", "0,5", table=("12.5",)).sign == ","
    assert column_sign("12", "15").sign == ""


def test_a_column_without_a_word_of_its_own_follows_the_table() -> None:
    assert column_sign("1.234", table=("5,6",)).sign == ","
    assert column_sign("1,234", table=("5.6",)).sign == "."


def test_a_column_that_nothing_decides_is_asked_with_both_readings() -> None:
    assert column_sign("1.234", "5.678") == DecimalSign("", Doubt.AMBIGUOUS, "1.234", "1234", "1,234")
    assert column_sign("12,345") == DecimalSign("", Doubt.AMBIGUOUS, "12,345", "12,345", "12345")
    assert column_sign("1.234", table=("5,6", "7.8")).doubt is Doubt.AMBIGUOUS
    assert column_sign("1.234", "5,678", table=("5,66",)).doubt is Doubt.AMBIGUOUS


def test_two_styles_in_one_column_are_asked_with_an_example_of_each() -> None:
    found = column_sign("46.0", "1.225,2", "3.456")
    assert (found.doubt, found.a, found.b) == (Doubt.MIXED, "1.225,2", "46.0")


def test_thousands_hidden_behind_the_decimal_sign_of_small_numbers_are_asked() -> None:
    assert column_sign("46.0", "1.225").doubt is Doubt.AMBIGUOUS
    assert column_sign("46.00", "1.225", table=("1.225,2",)).doubt is Doubt.AMBIGUOUS
    assert column_sign("1.225", table=("46.0",)).doubt is Doubt.AMBIGUOUS
    assert column_sign("6.25", "1.225").sign == "."


@pytest.mark.parametrize(
    ("answer", "sign"),
    [(",", ","), (".", "."), ("comma", ","), ("Point", "."), ("phẩy", ","), (" Dấu chấm", "."), ("?", ""), (None, "")],
)
def test_answers_are_understood_in_words_too(answer: str | None, sign: str) -> None:
    assert sign_of_answer(answer) == sign


def test_an_answer_decides_and_single_readings_stay() -> None:
    found = column_sign("46.0", "1.225,2", "3.456", answer="phẩy")
    assert found == DecimalSign(",")
    assert [read_number(text, found.sign).value for text in ("46.0", "1.225,2", "3.456")] == [46, 1225.2, 3456]


@given(
    st.lists(st.integers(-(10**9), 10**9).map(lambda number: number / 100), min_size=1), st.sampled_from([",.", ".,"])
)
def test_a_column_in_one_style_is_read_exactly_or_asked(values: list[float], style: str) -> None:
    spaced = [f"{value:,.2f}".replace(",", "\0").replace(".", style[0]).replace("\0", style[1]) for value in values]
    short = [text.removesuffix(f"{style[0]}00") for text in spaced]
    found = column_sign(*short)
    assert found.doubt or [read_number(text, found.sign).value for text in short] == values
