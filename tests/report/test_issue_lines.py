import csv
import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lib.i18n import translator
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import Issue, IssueCode, Outcome
from lib.report.issue_lines import (
    choice_label,
    issue_advice,
    issue_sentence,
    issue_table,
    named,
    question_sentence,
    read_as_lines,
    read_as_sentence,
    rows_text,
)
from lib.report.workbook import as_csv, as_xlsx

vi, en = translator("vi"), translator("en")


def test_an_issue_says_where_it_is_and_what_it_is() -> None:
    issue = Issue(IssueCode.AREA_UNKNOWN, Outcome.WARN, rows=(40, 5, 9, 10, 11, 12), column="C", text="Hà Lội")
    assert issue_sentence(issue, vi) == "Dòng 5, 9–12 và 40, cột C: không nhận ra địa bàn “Hà Lội”."
    assert issue_sentence(issue, en) == "Rows 5, 9–12 and 40, column C: the area “Hà Lội” is not known."


def test_an_issue_of_the_whole_file_has_no_place() -> None:
    issue = Issue(IssueCode.FILE_TOO_LARGE, Outcome.REJECT, parts={"size": "80", "limit": "50"})
    assert issue_sentence(issue, vi) == "Tệp lớn 80 MB, vượt giới hạn 50 MB."


def test_rows_named_by_the_sentence_are_not_said_twice() -> None:
    issue = Issue(IssueCode.DUPLICATE_KEY_CONFLICT, Outcome.REJECT, rows=(5, 9), parts={"values": "1; 2"})
    sentence = issue_sentence(issue, vi)
    assert sentence == "Dòng 5 và 9: cùng tỉnh, kỳ, chỉ tiêu nhưng giá trị khác nhau (1; 2)."


def test_a_part_nobody_gave_is_left_out_or_shown_as_unknown() -> None:
    deviated = Issue(IssueCode.VALUE_DEVIATED, Outcome.WARN, rows=(7,), text="12,5")
    assert issue_sentence(deviated, vi) == "Dòng 7: 12,5 lệch xa các tỉnh khác hoặc kỳ trước."
    large = Issue(IssueCode.FILE_TOO_LARGE, Outcome.REJECT)
    assert issue_sentence(large, en) == "The file has … MB, more than the limit of … MB."


@pytest.mark.parametrize("language", [vi, en], ids=["vi", "en"])
@pytest.mark.parametrize("code", IssueCode)
def test_no_issue_is_without_words_whatever_parts_it_has(code: IssueCode, language) -> None:  # noqa: ANN001
    sentence = language.sentences[f"issue.{code.replace('-', '_')}"]
    names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    parts = {name: f"<{name}>" for name in names}
    whole = issue_sentence(Issue(code, Outcome.WARN, rows=(3,), column="B", text="<text>", parts=parts), language)
    assert all(part in whole for name, part in parts.items() if name not in {"rows", "column"})
    assert "{" not in whole and whole[0] == whole[0].upper()
    assert issue_sentence(Issue(code, Outcome.WARN), language)
    assert issue_advice(Issue(code, Outcome.WARN), language)


def test_text_of_the_file_is_never_taken_for_a_part() -> None:
    issue = Issue(IssueCode.AREA_UNKNOWN, Outcome.WARN, rows=(5,), text="{rows}{0.__class__}{")
    assert issue_sentence(issue, vi) == "Dòng 5: không nhận ra địa bàn “{rows}{0.__class__}{”."


def test_a_long_list_of_rows_is_cut_with_its_count() -> None:
    assert rows_text(range(2, 300, 2), vi) == "dòng 2, 4, 6, 8, 10, 12 và 143 dòng khác"
    assert rows_text(range(1, 1_000_001), vi) == "dòng 1–1000000"
    assert rows_text([7], en) == "row 7"
    assert rows_text([], vi) == ""


@given(st.sets(st.integers(1, 60), max_size=12))
def test_every_row_is_counted_once_in_a_list_of_rows(rows: set[int]) -> None:
    said: set[int] = set()
    text = rows_text(rows, vi)
    entries = text.replace("dòng ", "", 1).replace(" và ", ", ").split(", ") if text else []
    for entry in entries:
        if entry.endswith(" dòng khác"):
            assert int(entry.split()[0]) == len(rows) - len(said)
            return
        first, _, last = entry.partition("–")
        said |= set(range(int(first), int(last or first) + 1))
    assert said == rows


def test_codes_and_kinds_are_told_in_words() -> None:
    region = Issue(IssueCode.AREA_NOT_PROVINCE, Outcome.WARN, rows=(5,), text="Tây Nguyên", parts={"kind": "region"})
    assert issue_sentence(region, vi) == "Dòng 5: “Tây Nguyên” là vùng, không phải tỉnh."
    strange = Issue(IssueCode.AREA_NOT_PROVINCE, Outcome.WARN, rows=(5,), text="X", parts={"kind": "sông"})
    assert issue_sentence(strange, en) == "Row 5: “X” is sông, not a province."
    guessed = Issue(IssueCode.PERIOD_MISSING, Outcome.ASK, parts={"guess": "2024, 2024-Q1"})
    assert issue_sentence(guessed, vi) == "Bảng không ghi kỳ số liệu; tên tệp gợi ý năm 2024, quý I/2024."


def test_codes_are_replaced_by_names_where_names_are_given() -> None:
    names = {"63-24": "Bắc Giang", "34-24": "Bắc Ninh"}
    parts = {"code": "24", "old": "63-24", "new": "34-24"}
    asked = named(Issue(IssueCode.AREA_CODE_AMBIGUOUS, Outcome.ASK, parts=parts), names)
    assert issue_sentence(asked, vi) == "Mã 24 là Bắc Giang trong danh mục cũ nhưng là Bắc Ninh từ 01/7/2025."
    assert named(asked, {}) == asked


def test_the_issue_table_has_a_line_per_row_and_no_formula() -> None:
    unknown = Issue(IssueCode.AREA_UNKNOWN, Outcome.WARN, "S1", (5, 9), "B", "=cmd|' /C calc'!A0", proposal="Hà Nội")
    empty = Issue(IssueCode.COVERAGE_LOW, Outcome.WARN)
    lines = [*csv.reader(io.StringIO(as_csv(issue_table([unknown, empty], vi), vi).decode("utf-8-sig")), delimiter=";")]
    assert lines[0] == ["Mã lỗi", "Mức", "Trang", "Dòng", "Cột", "Ô ghi", "Nội dung", "Đề nghị", "Cách xử lý"]
    assert [line[3] for line in lines[1:]] == ["5", "9", ""]
    assert lines[1][:3] == ["area-unknown", "Nhận được, có lưu ý", "S1"]
    assert lines[1][5] == "'=cmd|' /C calc'!A0"
    assert lines[1][7] == "Hà Nội"


def test_signs_that_cannot_be_seen_are_shown_and_break_no_file() -> None:
    text = "Hà\x00 \x1bNội\n\u202eA\ud800"
    issue = Issue(IssueCode.CONTROL_CHARACTERS, Outcome.WARN, rows=(5,), text=text)
    assert issue_sentence(issue, vi) == "Dòng 5: có ký tự điều khiển trong “Hà␀ ␛Nội␊�A�”."
    table = issue_table([issue], vi)
    assert "Hà␀ ␛Nội␊�A�".encode() in as_csv(table, vi)
    assert load_workbook(io.BytesIO(as_xlsx(table, vi))).worksheets[0]["F2"].value == "Hà␀ ␛Nội␊�A�"


def test_a_question_names_its_subject_and_quotes_the_file() -> None:
    choices = (Choice("34"), Choice("63", "Hà Giang"))
    question = OpenQuestion(QuestionName.UNIT_SET, choices, quote="Hà Giang, Đắk Nông")
    assert question_sentence(question, vi) == (
        "Số liệu tính theo 63 tỉnh, thành phố (trước 01/7/2025) hay 34 (từ 01/7/2025)? Trong tệp: “Hà Giang, Đắk Nông”."
    )
    assert choice_label(question, choices[0], vi, {}) == "34 tỉnh, thành phố (từ 01/7/2025)"
    assert choice_label(question, choices[1], vi, {}).endswith("– “Hà Giang”")
    labels = OpenQuestion(QuestionName.LABELS, (Choice("34-01"),), subject="Hà")
    assert question_sentence(labels, en) == "Which unit is “Hà”?"
    assert choice_label(labels, labels.choices[0], vi, {"34-01": "Hà Nội"}) == "Hà Nội (34-01)"
    assert choice_label(labels, labels.choices[0], vi, lambda _code: None) == "34-01"


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        (QuestionName.DECIMAL, ",", "Dấu phẩy (1.234,5)"),
        (QuestionName.DECIMAL, "point", "Dấu chấm (1,234.5)"),
        (QuestionName.PERIOD, "2024-Q3", "quý III/2024"),
        (QuestionName.PERIOD, "năm nay", "năm nay"),
        (QuestionName.SHEET, "Biểu 1{x}", "Trang “Biểu 1{x}”"),
        (QuestionName.HEADER_ROW, "4-5", "Dòng 4-5"),
        (QuestionName.LAYOUT, "wide", "Mỗi dòng một tỉnh, các kỳ hoặc chỉ tiêu nằm theo cột"),
        (QuestionName.ENCODING, "windows-1258", "windows-1258 (tiếng Việt)"),
        (QuestionName.VALUE_COLUMNS, "C,D", "Cột C,D"),
        (QuestionName.VALUE_COLUMNS, "*", "Tất cả các cột số liệu"),
        (QuestionName.SHEET, "*", "Tất cả các trang có bảng số liệu"),
        (QuestionName.INDICATOR, "PCI", "Năng lực cạnh tranh (PCI)"),
        (QuestionName.INDICATOR, "PCI*0.001", "Năng lực cạnh tranh (PCI), nhân với 0,001"),
        (QuestionName.INDICATOR, "PCI*1000", "Năng lực cạnh tranh (PCI), nhân với 1.000"),
        (QuestionName.INDICATOR, "DTI", "DTI"),
        (QuestionName.INDICATOR, "NEW*x", "NEW, nhân với x"),
        (QuestionName.LABELS, "skip", "Không lấy các dòng này"),
    ],
)
def test_a_choice_is_shown_in_words(name: QuestionName, value: str, label: str) -> None:
    assert (
        choice_label(
            OpenQuestion(name, (Choice(value),)), Choice(value), vi, {"PCI": "Năng lực cạnh tranh", "DTI": "DTI"}
        )
        == label
    )


READ_AS = {
    "container": "xlsx",
    "encoding": "",
    "delimiter": "",
    "decimal": ",",
    "sheet": "Sheet1",
    "header_rows": "4-5",
    "layout": "wide",
    "area_column": "B",
    "period_source": "title",
    "unit_set": "63",
    "indicators": ("GRDP", "POP"),
    "periods": ("2021",),
}


def test_the_reading_is_told_in_one_line() -> None:
    assert read_as_sentence(READ_AS, vi, {"GRDP": "Tổng sản phẩm"}) == (
        "Đọc là: bảng XLSX, trang “Sheet1”, tiêu đề dòng 4–5, mỗi dòng một tỉnh, cột tỉnh B, "
        "số liệu năm 2021 (lấy từ tên bảng), chỉ tiêu Tổng sản phẩm và POP, danh mục 63 đơn vị, dấu phẩy thập phân"
    )
    assert read_as_sentence({}, vi) == ""


def test_many_periods_and_indicators_are_summed_up() -> None:
    lines = read_as_lines(
        {
            "delimiter": ";",
            "decimal": ", .",
            "period_source": "column, title",
            "periods": ("2019", "2020", "2021", "2022"),
            "indicators": ("A", "B", "C", "D", "E"),
        },
        vi,
    )
    assert lines == [
        "ngăn cột bằng dấu chấm phẩy",
        "số liệu năm 2019 – năm 2022 (4 kỳ) (lấy từ cột kỳ, lấy từ tên bảng)",
        "chỉ tiêu A, B, C và 2 chỉ tiêu khác",
        "dấu phẩy thập phân và dấu chấm thập phân",
    ]
