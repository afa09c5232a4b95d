import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.findings import Findings, RefusedError
from lib.intake.limits import Limits
from lib.intake.text_tables import TextTable, read_text
from lib.model.issue import Issue, IssueCode


def read(text: str, limits: Limits | None = None) -> tuple[TextTable, tuple[Issue, ...]]:
    findings = Findings()
    return read_text(text, limits or Limits(), findings), findings.issues


def refused(text: str, limits: Limits | None = None) -> Issue:
    findings = Findings()
    with pytest.raises(RefusedError):
        read_text(text, limits or Limits(), findings)
    return findings.issues[-1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_delimiter_and_line_end_is_known(delimiter: str, end: str) -> None:
    rows = [["Tỉnh", "2020", "2021"], ["Hà Nội", "1.5", "2"], ["Huế", "", "3"]]
    table, issues = read(end.join(delimiter.join(row) for row in rows))
    assert (table.sheet.rows, table.delimiter, issues) == (rows, delimiter, ())
    assert list(table.sheet.lines) == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Tỉnh;2021\n" + "Hà Nội;1,5\n" * 63, ";"),
        ("Bảng 1, năm 2021\n\nTỉnh;2020;2021\n" + "Hà Nội;1,5;2,5\n" * 5 + "Nguồn: a, b, c", ";"),
        ("Tỉnh\t2020\t2021\n" + "Hà Nội\t1,234\t2,345\n" * 5, "\t"),
        ("Hà Nội;1,5\nHuế;2,5\n", ";"),
        ("Bảng 1, năm 2021\n" + "Hà Nội;1,5\n" * 10, ";"),
        ("Tỉnh,Ghi chú,2021\n" + "Hà Nội,a; b,1\n" * 5, ","),
        ("Tỉnh,Ghi chú,2021\nHà Nội,a; b,1\nHuế,,2\n", ","),
        ("Tỉnh\nHà Nội\nHuế\n", ""),
    ],
)
def test_a_comma_inside_numbers_parts_nothing(text: str, delimiter: str) -> None:
    assert read(text)[0].delimiter == delimiter


def test_a_file_of_one_column_has_one_column() -> None:
    assert read('Tỉnh\n"Hà Nội"\nHuế\n')[0].sheet.rows == [["Tỉnh"], ["Hà Nội"], ["Huế"]]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_the_delimiter_that_excel_announces_is_followed_and_its_line_counted(first: str) -> None:
    table, _ = read(f"{first}\r\nTỉnh;a,b\r\nHuế;1,5\r\n")
    assert (table.delimiter, table.sheet.rows) == (";", [["Tỉnh", "a,b"], ["Huế", "1,5"]])
    assert list(table.sheet.lines) == [2, 3]


@pytest.mark.parametrize("first", ["sep=a", "sep=", "sep= ", "sep=;;"])
def test_an_announced_sign_that_cannot_part_cells_is_only_a_text(first: str) -> None:
    table, _ = read(f"{first}\na;b\nc;d\n")
    assert table.sheet.rows == [[first.rstrip(";")], ["a", "b"], ["c", "d"]]


def test_a_cell_over_several_lines_moves_the_numbers_of_the_lines_after_it() -> None:
    table, issues = read('Tỉnh;"Diện tích\n(km2)"\nHà Nội;1\n\n"Bà Rịa\r\n- Vũng Tàu";2\nHuế;3\n')
    assert table.sheet.rows == [
        ["Tỉnh", "Diện tích\n(km2)"],
        ["Hà Nội", "1"],
        [],
        ["Bà Rịa\r\n- Vũng Tàu", "2"],
        ["Huế", "3"],
    ]
    assert (list(table.sheet.lines), issues) == ([1, 3, 4, 5, 7], ())


def test_blank_ends_are_left_out_and_blank_rows_between_stay() -> None:
    table, _ = read("a;b;;\n;;\n\n1;2\n;;\n\n")
    assert table.sheet.rows == [["a", "b"], [], [], ["1", "2"]]
    assert list(table.sheet.lines) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a;b\n"Hà Nội;1\nHuế;2\n', 2),
        ('a;b\n"Hà Nội;1\nHuế;"2"\n', 2),
        ('a;b\n"x\ny";1\n"Hà Nội;1', 4),
        ('sep=;\na;b\n"Hà Nội;1', 3),
    ],
)
def test_a_quote_that_never_closes_is_refused_where_it_opened(text: str, row: int) -> None:
    issue = refused(text)
    assert (issue.code, issue.rows) == (IssueCode.UNCLOSED_QUOTE, (row,))


@pytest.mark.parametrize(
    ("line", "cells", "column"),
    [
        ('ống 5";1', ['ống 5"', "1"], "A"),
        ('1;Hà "Nội"', ["1", 'Hà "Nội"'], "B"),
        ('"Hà" Nội;1', ['"Hà" Nội', "1"], "A"),
        ('"1"5;"2;3"', ['"1"5', "2;3"], "A"),
    ],
)
def test_a_quote_out_of_place_is_told_and_the_text_kept_as_written(line: str, cells: list[str], column: str) -> None:
    table, (issue,) = read(f"a;b\n{line}\nc;d\n")
    assert table.sheet.rows == [["a", "b"], cells, ["c", "d"]]
    assert (issue.code, issue.rows, issue.column) == (IssueCode.STRAY_QUOTE, (2,), column)
    assert issue.text == next(cell for cell in cells if '"' in cell)


def test_quotes_doubled_inside_quotes_are_in_place() -> None:
    table, issues = read('"a ""b"" c";1\n"""x""";2\n')
    assert (table.sheet.rows, issues) == ([['a "b" c', "1"], ['"x"', "2"]], ())


def test_limits_of_rows_and_columns() -> None:
    issue = refused("a;b\n" * 5, Limits(rows=4))
    assert (issue.code, issue.parts) == (IssueCode.TOO_MANY_ROWS, {"n": "5", "limit": "4"})
    issue = refused("a;b;c\n" * 5, Limits(columns=2))
    assert (issue.code, issue.parts) == (IssueCode.TOO_MANY_COLUMNS, {"n": "3", "limit": "2"})
    assert read("a;b;\n" * 4, Limits(rows=4, columns=2))[1] == ()


cells = st.text(alphabet='ab1,.;|"\n\r é', max_size=6).filter(lambda text: text.strip() != "")


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from("\t;,"))
def test_what_a_spreadsheet_writes_with_an_announced_delimiter_comes_back(rows: list[list[str]], sign: str) -> None:
    target = io.StringIO()
    csv.writer(target, delimiter=sign).writerows(rows)
    table, issues = read(f"sep={sign}\r\n{target.getvalue()}")
    assert table.sheet.rows == rows
    assert issues == ()
    assert table.sheet.lines[0] == 2
