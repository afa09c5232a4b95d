import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from lib.i18n import translator
from lib.model.issue import Issue, IssueCode, Outcome
from lib.report.marked_file import COMMENT_LIMIT, FileToMark, marked_workbook
from lib.report.plain_workbook import ROW_LIMIT

vi, en = translator("vi"), translator("en")
UNKNOWN = Issue(IssueCode.AREA_UNKNOWN, Outcome.WARN, "Biểu 1", (5,), "A", "Hà Lội", proposal="Hà Nội")
COLOURS = {"WARN": "00FFF2CC", "ASK": "00BDD7EE", "REJECT": "00F8B9B0"}
LIST = "Kết quả đọc (Toàn Cảnh)"


@dataclass(frozen=True)
class Given:
    name: str
    rows: Sequence[Sequence[object]]
    lines: Sequence[int] = field(default_factory=lambda: range(1, ROW_LIMIT * 2))


def clerks_workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu 1"
    rows = [["GRDP năm 2024"], [], ["Tỉnh", "GRDP"], ["Cao Bằng", 25.5], ["Hà Lội", "=SUM(B4:B4)"], ["Cả nước", 90]]
    for row in rows:
        sheet.append(row)
    sheet["A5"].font = Font(name="Arial", size=15, bold=True)
    sheet["B5"].comment = Comment("số tạm tính", "chị Hoa")
    sheet["B4"].number_format = "#,##0.00"
    sheet.merge_cells("A1:B1")
    sheet.column_dimensions["A"].width = 33
    book.create_sheet("Biểu 2").append(["Ghi chú"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def marked(handed_in: FileToMark, *issues: Issue) -> Workbook:
    return load_workbook(io.BytesIO(marked_workbook(handed_in, issues, vi)))


def own(*issues: Issue, header_row: int | None = None) -> Workbook:
    return marked(FileToMark(clerks_workbook(), "xlsx", header_row=header_row), *issues)


def coloured(sheet: Worksheet) -> dict[str, str]:
    return {
        cell.coordinate: cell.fill.fgColor.rgb
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid"
    }


def test_a_doubtful_cell_is_coloured_and_says_why_and_what_to_do() -> None:
    sheet = own(UNKNOWN)["Biểu 1"]
    assert coloured(sheet) == {"A5": COLOURS["WARN"]}
    assert sheet["A5"].comment.text.splitlines() == [
        "Dòng 5, cột A: không nhận ra địa bàn “Hà Lội”.",
        "Đề nghị: Hà Nội",
        "Sửa tên theo danh mục tỉnh, hoặc xác nhận tên được đề nghị.",
    ]


def test_the_clerks_workbook_stays_as_it_was_beside_the_marks() -> None:
    book = own(UNKNOWN)
    sheet = book["Biểu 1"]
    assert book.sheetnames == ["Biểu 1", "Biểu 2", LIST]
    assert (sheet["A5"].value, sheet["A5"].font.size, sheet["A5"].font.name) == ("Hà Lội", 15, "Arial")
    assert sheet["B5"].value == "=SUM(B4:B4)"
    assert sheet["B4"].number_format == "#,##0.00"
    assert sheet["B5"].comment.text == "số tạm tính"
    assert sheet.column_dimensions["A"].width == 33
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:B1"]


def test_the_gravest_issue_gives_the_colour_and_all_of_them_the_comment() -> None:
    conflict = Issue(IssueCode.DUPLICATE_KEY_CONFLICT, Outcome.REJECT, "Biểu 1", (4, 5), parts={"values": "1; 2"})
    changed = Issue(IssueCode.MISSING_VALUE, Outcome.WARN, "Biểu 1", (5,), "B")
    sheet = own(UNKNOWN, conflict, changed)["Biểu 1"]
    assert coloured(sheet) == dict.fromkeys(("A4", "B4", "A5", "B5"), COLOURS["REJECT"])
    assert "không nhận ra" in sheet["A5"].comment.text
    assert "khác nhau (1; 2)" in sheet["A5"].comment.text
    assert sheet["B4"].comment is None
    assert sheet["B5"].comment.text.startswith("số tạm tính\n\nDòng 5, cột B: không có số liệu")


def test_an_issue_of_a_merged_cell_marks_the_cell_that_shows_the_text() -> None:
    sheet = own(Issue(IssueCode.ROWS_SKIPPED, Outcome.WARN, "Biểu 1", (1,), "B", "GRDP"))["Biểu 1"]
    assert coloured(sheet) == {"A1": COLOURS["WARN"]}
    assert sheet["A1"].comment is not None


def test_an_issue_of_a_column_marks_its_heading() -> None:
    asked = Issue(IssueCode.NUMBER_FORMAT_AMBIGUOUS, Outcome.ASK, "Biểu 1", (), "B", "1.234")
    assert coloured(own(asked, header_row=3)["Biểu 1"]) == {"B3": COLOURS["ASK"]}
    assert coloured(own(asked)["Biểu 1"]) == {}


def listed(book: Workbook) -> list[list[object]]:
    rows = [list(row) for row in book[LIST].iter_rows(values_only=True)]
    return rows[next(place for place, row in enumerate(rows) if row[-1] == "Mã lỗi") + 1 :]


def test_all_issues_are_listed_the_gravest_first_with_a_link_to_the_cell() -> None:
    low = Issue(IssueCode.COVERAGE_LOW, Outcome.WARN, parts={"n": "2", "m": "34", "names": "=1+1"})
    failed = Issue(IssueCode.SAVE_FAILED, Outcome.REJECT)
    book = own(UNKNOWN, low, failed)
    lines = listed(book)
    assert [line[-1] for line in lines] == ["save-failed", "area-unknown", "coverage-low"]
    assert lines[1][1:5] == ["Biểu 1", "dòng 5", "A", "Hà Lội"]
    links = [cell.hyperlink.location for row in book[LIST].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Biểu 1'!A5"]


def test_a_file_without_remarks_says_so() -> None:
    assert listed(own()) == [["Không có điều gì cần lưu ý.", *[None] * 8]]


@pytest.mark.parametrize("language", [vi, en], ids=["vi", "en"])
def test_a_marked_file_handed_in_again_is_marked_anew(language) -> None:  # noqa: ANN001
    once = marked_workbook(FileToMark(clerks_workbook(), "xlsx"), [UNKNOWN], language)
    typed = Issue(IssueCode.TYPE_ERROR, Outcome.WARN, "Biểu 1", (5,), "A", "x")
    book = marked(FileToMark(once, "xlsx"), typed)
    assert book.sheetnames == ["Biểu 1", "Biểu 2", LIST]
    assert "không phải số" in book["Biểu 1"]["A5"].comment.text
    assert "Hà Lội" not in book["Biểu 1"]["A5"].comment.text


CSV = Given("", [["Tỉnh", "GRDP"], ["=cmd|' /C calc'!A0", "-5,3"], ["@x", "+1"], ["-", "Hà\x00Nội"]], [1, 2, 4, 7])


def test_a_text_file_comes_back_as_a_workbook_with_rows_where_they_stood() -> None:
    book = marked(FileToMark(b"", "csv", [CSV]), Issue(IssueCode.AREA_UNKNOWN, Outcome.WARN, rows=(4,), column="A"))
    sheet = book["Bảng đã nộp"]
    assert [[cell.value for cell in sheet[row]] for row in (1, 2, 4, 7)] == [
        ["Tỉnh", "GRDP"],
        ["'=cmd|' /C calc'!A0", "-5,3"],
        ["'@x", "+1"],
        ["-", "HàNội"],
    ]
    assert coloured(sheet) == {"A4": COLOURS["WARN"]}


ODD = st.text(alphabet="=+-@\t\r1A(!)'% \x00\ufffe\ud800á", max_size=8)


@settings(max_examples=60)
@given(st.lists(st.lists(ODD, max_size=3), max_size=4), ODD)
def test_no_text_of_a_text_file_becomes_a_formula(rows: list[list[str]], text: str) -> None:
    issue = Issue(IssueCode.AREA_UNKNOWN, Outcome.WARN, text, (1,), "A", text, proposal=text)
    book = marked(FileToMark(b"", "csv", [Given(text, rows)]), issue)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    kept = [cell.value for cell in cells if cell.parent.title != LIST and str(cell.value).startswith(("=", "@"))]
    assert kept == []


def test_typed_cells_of_an_old_workbook_stay_typed() -> None:
    day = datetime(2024, 5, 31)
    book = marked(FileToMark(b"", "xls", [Given("A/B", [[True, 5, 1.5, day, None, float("nan")]])]))
    assert [cell.value for cell in book["A_B"][1]] == [True, 5, 1.5, day, None, "nan"]


def test_comments_are_capped_and_the_cap_is_told() -> None:
    rows = [["x", "y"] for _ in range(COMMENT_LIMIT + 10)]
    many = Issue(IssueCode.TYPE_ERROR, Outcome.WARN, rows=tuple(range(1, len(rows) + 1)), column="B", text="y")
    book = marked(FileToMark(b"", "csv", [Given("", rows)]), many)
    sheet = book.worksheets[0]
    assert len(coloured(sheet)) == len(rows)
    assert sum(cell.comment is not None for (cell,) in sheet["B1:B9999"]) == COMMENT_LIMIT
    said = [cell.value for cell in book[LIST]["A"]]
    assert "Chỉ ghi chú 5.000 ô đầu trong 5.010 ô; danh sách ở trang này vẫn đủ." in said


def test_a_very_long_text_file_is_copied_in_part_and_says_so() -> None:
    book = marked(FileToMark(b"", "csv", [Given("", [["x"]] * (ROW_LIMIT + 2))]))
    assert book.worksheets[0].max_row == ROW_LIMIT
    assert "Tệp có 50.002 dòng; ở đây chỉ chép 50.000 dòng đầu." in [cell.value for cell in book[LIST]["A"]]


def test_a_file_refused_before_it_was_opened_is_not_opened_to_be_marked() -> None:
    bomb = Issue(IssueCode.COMPRESSION_RATIO, Outcome.REJECT, parts={"n": "4000"})
    book = marked(FileToMark(clerks_workbook(), "xlsx", [CSV]), bomb)
    assert book.sheetnames == [LIST]
    assert book[LIST]["A1"].value == "Tệp không được mở nên ở đây chỉ có danh sách này."
    assert listed(book)[0][-1] == "compression-ratio"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", clerks_workbook()[:900]], ids=["empty", "cut", "half"])
def test_a_workbook_that_cannot_be_written_comes_back_as_its_cells(content: bytes) -> None:
    assert marked(FileToMark(content, "xlsx", [CSV])).sheetnames == ["Bảng đã nộp", LIST]


def test_places_that_a_sheet_does_not_have_are_only_listed() -> None:
    far = Issue(IssueCode.TYPE_ERROR, Outcome.WARN, "Biểu 1", (2_000_000, 0), "B")
    odd = Issue(IssueCode.TYPE_ERROR, Outcome.WARN, "Biểu 1", (5,), "17")
    wide = Issue(IssueCode.TYPE_ERROR, Outcome.WARN, "Biểu 1", (5,), "ZZZ")
    gone = Issue(IssueCode.TYPE_ERROR, Outcome.WARN, "Biểu 9", (5,), "B")
    book = own(far, odd, wide, gone)
    assert coloured(book["Biểu 1"]) == coloured(book["Biểu 2"]) == {}
    assert len(listed(book)) == 4


def test_macros_do_not_come_back() -> None:
    source, stream = zipfile.ZipFile(io.BytesIO(clerks_workbook())), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    content = marked_workbook(FileToMark(stream.getvalue(), "xlsx"), [UNKNOWN], vi)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "vba" in name.lower()]
