"""The page on handing tables in names every issue and question, and says what the screens say."""

import re
from pathlib import Path

import pytest

from lib.i18n import translator
from lib.intake.area_index import AGGREGATES
from lib.intake.limits import MEGABYTE, Limits
from lib.model.handin import QuestionName
from lib.model.issue import IssueCode, Outcome, usual_outcome

PAGE = (Path(__file__).parents[1] / "docs" / "nop-bang.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if line.startswith("| ")]
LANGUAGES = [translator("vi"), translator("en")]


@pytest.mark.parametrize("code", IssueCode)
def test_every_issue_stands_in_the_page_with_its_outcome_and_way_out(code: IssueCode) -> None:
    (row,) = [row for row in ROWS if row[0] == f"`{code}`"]
    _, meaning, outcome, way_out = row
    assert len(meaning) > 5
    assert outcome == usual_outcome(code)
    assert way_out == translator("vi")(f"advice.{code.replace('-', '_')}")


@pytest.mark.parametrize("name", QuestionName)
def test_every_question_stands_in_the_page_with_an_answer_that_can_be_given(name: QuestionName) -> None:
    (row,) = [row for row in ROWS if row[0] == f"`{name}`"]
    assert row[1] == translator("vi")(f"question.{name}")
    examples = re.findall(r'`"?([^`"]+)"?`', row[2])
    assert examples
    assert all(re.fullmatch(rf"{name}(:[^=]+)?=.+", example) for example in examples)


def test_nothing_else_is_called_an_issue_or_a_question() -> None:
    named = {row[0].strip("`") for row in ROWS if row[0].startswith("`")}
    assert named == {*map(str, IssueCode), *map(str, QuestionName)}


@pytest.mark.parametrize("language", LANGUAGES, ids=["vi", "en"])
def test_every_issue_question_and_outcome_has_words_and_no_others_are_kept(language) -> None:  # noqa: ANN001
    keys = {code.replace("-", "_") for code in IssueCode}
    told = {key for key in language.sentences if key.startswith("issue.") and not key.startswith("issue.kind.")}
    assert {key.removeprefix("issue.").removesuffix("_bare") for key in told} == keys
    assert {key.removeprefix("advice.") for key in language.sentences if key.startswith("advice.")} == keys
    for name in QuestionName:
        assert {f"question.{name}{end}" for end in ("", "_about", "_choice")} <= set(language.sentences)
    assert {key for key in language.sentences if key.startswith("outcome.")} == {
        f"outcome.{outcome}{end}" for outcome in Outcome for end in ("", "_meaning")
    }


@pytest.mark.parametrize("language", LANGUAGES, ids=["vi", "en"])
@pytest.mark.parametrize("kind", [*AGGREGATES, "lower-unit", "office", "place", "skip"])
def test_every_kind_of_row_that_is_no_province_has_a_word(kind: str, language) -> None:  # noqa: ANN001
    assert f"issue.kind.{kind}" in language.sentences


def test_advice_and_sentences_are_whole() -> None:
    for language in LANGUAGES:
        for key, sentence in language.sentences.items():
            if key.startswith(("issue.", "advice.")) and not key.startswith("issue.kind."):
                assert sentence.endswith((".", "?")), key
            if key.startswith("advice."):
                assert sentence[0].isupper(), key
                assert "{" not in sentence, key


def test_the_page_states_the_limits_in_force() -> None:
    limits, vi = Limits(), translator("vi")
    stated = [
        *(f"tệp {limits.file_bytes // MEGABYTE} MB", f"bung nén {limits.unpacked_bytes // MEGABYTE} MB"),
        *(f"{limits.ratio} lần", f"{vi.number(limits.rows)} dòng", f"{vi.number(limits.workbook_cells)} ô"),
        *(f"{vi.number(limits.columns)} cột", f"{vi.number(limits.cell_characters)} ký tự", f"{limits.seconds} giây"),
    ]
    page = " ".join(PAGE.split())
    assert [text for text in stated if text not in page] == []


def test_the_page_tells_the_four_outcomes_in_the_words_of_the_screen() -> None:
    vi = translator("vi")
    for outcome in Outcome:
        assert [str(outcome), vi(f"outcome.{outcome}"), vi(f"outcome.{outcome}_meaning")] in ROWS
