import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.intake.findings import Findings
from lib.intake.limits import Limits
from lib.intake.sheets import Cell, ErrorCell
from lib.intake.text_cleaning import cleaned, cleaned_grid
from lib.model.issue import Issue, IssueCode, Outcome


def read(*rows: list[Cell], limits: Limits | None = None) -> tuple[list[list[Cell]], tuple[Issue, ...]]:
    findings = Findings()
    clean = cleaned_grid(list(rows), range(5, 5 + len(rows)), limits or Limits(), findings)
    return clean, findings.issues


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Hà\u00a0 Nội", "Hà Nội"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "Đắk Lắk"),
        ("\u00d0\u1ed3ng Th\u00e1p, \u00f0\u00f4 th\u1ecb", "Đồng Tháp, đô thị"),
        ("  Thừa Thiên\r\n   Huế\t", "Thừa Thiên Huế"),
        ("1\u202f234\u2009567", "1 234 567"),
    ],
)
def test_everyday_oddities_are_cleaned_without_a_word(written: str, clean: str) -> None:
    assert read([written]) == ([[clean]], ())


@pytest.mark.parametrize(
    ("written", "clean", "code", "parts"),
    [
        ("Hà\u200b Nội", "Hà Nội", IssueCode.INVISIBLE_CHARACTERS, {"codepoint": "U+200B"}),
        ("\ufeffHà Nội", "Hà Nội", IssueCode.INVISIBLE_CHARACTERS, {"codepoint": "U+FEFF"}),
        ("Hà\u00ad Nội", "Hà Nội", IssueCode.INVISIBLE_CHARACTERS, {"codepoint": "U+00AD"}),
        ("\u202eHà Nội", "Hà Nội", IssueCode.INVISIBLE_CHARACTERS, {"codepoint": "U+202E"}),
        ("Hà Nội\x07\x00", "Hà Nội", IssueCode.CONTROL_CHARACTERS, {}),
        ("<b>Hà Nội</b>", "<b>Hà Nội</b>", IssueCode.MARKUP_IN_TEXT, {}),
        ("javascript:x()", "javascript:x()", IssueCode.MARKUP_IN_TEXT, {}),
        ("![x](http://a)", "![x](http://a)", IssueCode.MARKUP_IN_TEXT, {}),
    ],
)
def test_what_is_hidden_in_a_text_is_taken_out_and_told(
    written: str, clean: str, code: IssueCode, parts: dict[str, str]
) -> None:
    rows, (issue,) = read(["Tỉnh"], [None, written])
    assert rows == [["Tỉnh"], [None, clean]]
    assert (issue.code, issue.outcome, issue.rows, issue.column) == (code, Outcome.WARN, (6,), "B")
    assert issue.parts == parts


def test_a_letter_of_another_alphabet_is_left_as_written_and_the_mended_text_proposed() -> None:
    cyrillic = "H\u00e0 N\u1ed9\u0456"
    rows, (issue,) = read([cyrillic])
    assert rows == [[cyrillic]]
    assert (issue.code, issue.parts["char"], issue.proposal) == (IssueCode.HOMOGLYPH, "\u0456", "Hà Nội")


@pytest.mark.parametrize(
    "text", ["5 < 6", "340.605[3]", "R&D", "C? NU?C", "H\ufffd N\ufffdi", "µg/m³", "=1+1", "-", ".."]
)
def test_what_only_looks_odd_is_left_alone(text: str) -> None:
    assert read([text]) == ([[text]], ())


def test_a_text_that_is_too_long_is_refused_whole() -> None:
    rows, (issue,) = read(["a" * 11, "b" * 10], limits=Limits(cell_characters=10))
    assert rows == [[None, "b" * 10]]
    assert (issue.code, issue.parts["n"], issue.refuses) == (IssueCode.VALUE_TOO_LONG, "11", True)


def test_cells_that_are_no_text_stay_what_they_are() -> None:
    row: list[Cell] = [1, 1.0, True, None, ErrorCell("#N/A"), datetime(2024, 5, 1), " 1 "]
    rows, _ = read(row)
    assert [type(cell) for cell in rows[0]] == [type(cell) for cell in row]
    assert rows[0] == [*row[:-1], "1"]


def test_equal_texts_in_a_column_are_one_issue_with_all_their_rows() -> None:
    _, (issue,) = read(*[["a\u200b"] for _ in range(3)])
    assert issue.rows == (5, 6, 7)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)
