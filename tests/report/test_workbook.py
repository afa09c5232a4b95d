import io

from openpyxl import load_workbook

from lib.i18n import translator
from lib.report.workbook import Table, as_csv, as_xlsx

TABLE = Table(
    "PCI 2016",
    ["Địa bàn", "Giá trị", "Hạng"],
    [["Đà Nẵng", 70.0049, 1], ["=HYPERLINK(1)", None, None]],
    [None, 2, 0],
    [("PCI", "Chỉ số năng lực cạnh tranh cấp tỉnh")],
)


def test_numbers_stay_numbers_and_definitions_travel_along() -> None:
    book = load_workbook(io.BytesIO(as_xlsx(TABLE, translator("vi"))))
    table, definitions = book.worksheets
    assert [cell.value for cell in table[2]] == ["Đà Nẵng", 70.0049, 1]
    assert table["B2"].number_format == "#,##0.00"
    assert [cell.value for cell in definitions[2]] == ["PCI", "Chỉ số năng lực cạnh tranh cấp tỉnh"]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    table = load_workbook(io.BytesIO(as_xlsx(TABLE, translator("vi")))).worksheets[0]
    assert table["A3"].value == "'=HYPERLINK(1)"
    assert "'=HYPERLINK(1);;" in as_csv(TABLE, translator("vi")).decode("utf-8-sig")


def test_csv_is_what_excel_of_the_language_expects() -> None:
    assert as_csv(TABLE, translator("vi")).startswith("\ufeffĐịa bàn;Giá trị;Hạng\r\nĐà Nẵng;70,0049;1".encode())
    assert "Đà Nẵng,70.0049,1" in as_csv(TABLE, translator("en")).decode("utf-8-sig")
