import io
import zipfile
from datetime import datetime, time

import openpyxl
import pytest
import xlwt
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from lib.intake.containers import Container, ErrorCell, open_container
from lib.intake.findings import Findings, RefusedError, UndecidedError
from lib.intake.limits import Limits
from lib.intake.workbooks import shows_percent
from lib.model.handin import Answers
from lib.model.issue import IssueCode


def saved(workbook: openpyxl.Workbook | xlwt.Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def opened(workbook: openpyxl.Workbook | xlwt.Workbook, answer: str = "") -> Container:
    content = saved(workbook)
    answers = Answers({"encoding": answer} if answer else {})
    return open_container(content, "a.xlsx" if content[:2] == b"PK" else "a.xls", Limits(), answers, Findings())


def book() -> tuple[openpyxl.Workbook, Worksheet]:
    workbook = openpyxl.Workbook()
    assert isinstance(workbook.active, Worksheet)
    return workbook, workbook.active


def edited(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            assert name != part or old in text
            after.writestr(name, text.replace(old, new) if name == part else text)
    return target.getvalue()


def test_cells_keep_their_types() -> None:
    workbook, sheet = book()
    sheet.append(["Hà Nội", 2021, 1.5, True, datetime(2024, 5, 1), time(7, 30), None, "#N/A", "2021"])
    assert opened(workbook).sheets[0].rows == [
        ["Hà Nội", 2021, 1.5, True, datetime(2024, 5, 1), time(7, 30), None, ErrorCell("#N/A"), "2021"]
    ]
    assert [type(cell) for cell in opened(workbook).sheets[0].rows[0][1:4]] == [int, float, bool]


def test_cells_of_an_old_workbook_keep_their_types() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Trang 1")
    dated = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for column, (cell, style) in enumerate(
        [("Hà Nội", None), (2021.0, None), (1.5, None), (True, None), (datetime(2024, 5, 1), dated), ("2021", None)]
    ):
        sheet.write(0, column, cell, style or xlwt.Style.default_style)
    sheet.write(0, 7, 2)
    row = opened(workbook).sheets[0].rows[0]
    assert row == ["Hà Nội", 2021, 1.5, True, datetime(2024, 5, 1), "2021", None, 2]
    assert [type(cell) for cell in row[1:4]] == [int, float, bool]


def test_rows_keep_their_numbers_and_blank_ends_are_left_out() -> None:
    workbook, sheet = book()
    sheet["B3"], sheet["A5"] = "Hà Nội", 1
    sheet["Z9"].font = Font(bold=True)
    found = opened(workbook).sheets[0]
    assert found.rows == [[], [], [None, "Hà Nội"], [], [1]]
    assert list(found.lines) == [1, 2, 3, 4, 5]


def test_merged_ranges_percent_formats_and_hidden_sheets_are_told() -> None:
    workbook, sheet = book()
    sheet["A1"], sheet["B2"], sheet["C2"] = "Bảng 1", 0.45, 45
    sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", '0.0"%"'
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("D2:D4")
    workbook.create_sheet("ẩn").sheet_state = "hidden"
    workbook.create_chartsheet("đồ thị").add_chart(BarChart())
    first, second = opened(workbook).sheets
    assert set(first.merged) == {(0, 0, 0, 2), (1, 3, 3, 3)}
    assert first.percent == {(1, 1)}
    assert [(s.name, s.hidden) for s in (first, second)] == [("Sheet", False), ("ẩn", True)]


def test_merged_ranges_percent_formats_and_hidden_sheets_of_an_old_workbook() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Trang 1")
    sheet.write_merge(0, 0, 0, 2, "Bảng 1")
    sheet.write(1, 1, 0.45, xlwt.easyxf(num_format_str="0.0%"))
    workbook.add_sheet("ẩn").visibility = 1
    first, second = opened(workbook).sheets
    assert (first.merged, first.percent, second.hidden) == (((0, 0, 0, 2),), {(1, 1)}, True)


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [("0%", True), ("#,##0.00%;[Red]-0%", True), ('0.0"%"', False), ("0.0\\%", False), ("General", False)],
)
def test_a_percent_sign_that_is_only_a_letter_changes_no_value(number_format: str, shown: bool) -> None:
    assert shows_percent(number_format) == shown


def test_a_formula_without_a_result_is_an_error_and_not_a_missing_value() -> None:
    workbook, sheet = book()
    sheet["A1"], sheet["B2"] = "Hà Nội", "=SUM(C1:C9)"
    assert opened(workbook).sheets[0].rows == [["Hà Nội"], [None, ErrorCell("=")]]


def test_a_formula_with_a_result_is_that_result_even_an_empty_text() -> None:
    workbook, sheet = book()
    sheet["A1"], sheet["B1"], sheet["C1"] = "Hà Nội", "=1+1", 3
    part = "xl/worksheets/sheet1.xml"
    content = edited(saved(workbook), part, b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert open_container(content, "a.xlsx", Limits(), Answers(), Findings()).sheets[0].rows == [["Hà Nội", 2, 3]]
    content = edited(saved(workbook), part, b'r="B1"><f>', b'r="B1" t="str"><f>')
    assert open_container(content, "a.xlsx", Limits(), Answers(), Findings()).sheets[0].rows == [["Hà Nội", None, 3]]


def test_formulas_of_an_old_workbook_that_nothing_calculated_are_errors() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Trang 1")
    sheet.write(0, 0, "Hà Nội")
    sheet.write(0, 1, xlwt.Formula("1+1"))
    assert opened(workbook).sheets[0].rows == [["Hà Nội", ErrorCell("=")]]


def test_a_wrong_size_in_the_sheet_hides_no_cells() -> None:
    workbook, sheet = book()
    sheet.append(["Hà Nội", 1])
    sheet.append(["Huế", 2])
    content = edited(saved(workbook), "xl/worksheets/sheet1.xml", b'ref="A1:B2"', b'ref="A1"')
    rows = open_container(content, "a.xlsx", Limits(), Answers(), Findings()).sheets[0].rows
    assert rows == [["Hà Nội", 1], ["Huế", 2]]


def test_signs_that_xml_cannot_hold_are_read_as_what_they_stand_for() -> None:
    workbook, sheet = book()
    sheet.append(["Bà Rịa_x000D_\n- Vũng Tàu"])
    assert opened(workbook).sheets[0].rows == [["Bà Rịa\r\n- Vũng Tàu"]]


def in_old_font() -> openpyxl.Workbook:
    workbook, sheet = book()
    for row, name in enumerate(["TØnh", "Hµ Néi", "B¾c Giang", "Long An"], start=1):
        sheet.cell(row, 1, name).font = Font(name=".VnTime")
        sheet.cell(row, 2, "Đắk Lắk")
        sheet.cell(row, 3, row)
    return workbook


def test_a_column_in_an_old_font_is_asked_about_and_then_converted_alone() -> None:
    with pytest.raises(UndecidedError) as caught:
        opened(in_old_font())
    issue = caught.value.issue
    assert (issue.code, issue.column, issue.parts) == (
        IssueCode.LEGACY_FONT,
        "A",
        {"font": "TCVN3", "sample": "Bắc Giang"},
    )
    assert [choice.value for choice in caught.value.question.choices] == ["tcvn3", "as-is"]
    container = opened(in_old_font(), "tcvn3")
    assert container.sheets[0].rows == [
        ["Tỉnh", "Đắk Lắk", 1],
        ["Hà Nội", "Đắk Lắk", 2],
        ["Bắc Giang", "Đắk Lắk", 3],
        ["Long An", "Đắk Lắk", 4],
    ]
    assert (container.encoding, container.sheets[0].fonts) == ("tcvn3", {0: "TCVN3"})
    assert opened(in_old_font(), "as-is").sheets[0].rows[1][0] == "Hµ Néi"


def test_the_old_font_of_an_old_workbook_is_seen_too() -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Trang 1")
    sheet.write(0, 0, "Haø Noäi", xlwt.easyxf("font: name VNI-Times"))
    with pytest.raises(UndecidedError):
        opened(workbook)
    assert opened(workbook, "VNI").sheets[0].rows == [["Hà Nội"]]


def test_unicode_letters_in_an_old_font_are_not_asked_about() -> None:
    workbook, sheet = book()
    for row, name in enumerate(["Tỉnh", "Hà Nội", "Huế", "Long An", "Lâm Đồng"], start=1):
        sheet.cell(row, 1, name).font = Font(name=".VnTime")
    assert [row[0] for row in opened(workbook).sheets[0].rows][1] == "Hà Nội"


@pytest.mark.parametrize("make", [openpyxl.Workbook, xlwt.Workbook])
def test_a_workbook_without_a_cell_is_empty(make: type) -> None:
    workbook = make()
    if isinstance(workbook, xlwt.Workbook):
        workbook.add_sheet("Trang 1")
    with pytest.raises(RefusedError) as caught:
        opened(workbook)
    assert caught.value.issue.code == IssueCode.FILE_EMPTY
