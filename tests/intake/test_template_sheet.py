import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from lib.i18n import translator
from lib.intake.catalogue import load_catalogue
from lib.intake.template_sheet import read_template
from lib.model.period import Period
from lib.model.template import KEY_SHEET, OWN_SHEETS, Role, key_from_rows, key_rows
from lib.report.template import TemplateSpec, template_key, template_workbook

CATALOGUE = load_catalogue(Path(__file__).parents[2] / "data")
vi = translator("vi")
SPEC = TemplateSpec(
    "Biểu số liệu năm 2025",
    (CATALOGUE.indicator("PCI"), CATALOGUE.indicator("PAPI_TOTAL_D1_D8")),
    (("34-01", "Hà Nội"), ("34-04", "Cao Bằng"), ("34-08", "Tuyên Quang")),
    "34",
    Period.parse("2025"),
    {("PCI", "34-01"): (67.5, "năm 2024"), ("PCI", "34-04"): (61.25, "năm 2022"), ("PCI", "34-08"): (65.0, "năm 2024")},
)
Edit = Callable[[Workbook], object]


@dataclass(frozen=True)
class Rows:
    name: str
    rows: list[list[object]]

    @property
    def lines(self) -> range:
        return range(1, len(self.rows) + 1)


def handed_back(*edits: Edit) -> list[Rows]:
    """The sheets of a template after somebody worked on it and saved it."""
    book = load_workbook(io.BytesIO(template_workbook(SPEC, vi)))
    for edit in edits:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    saved = load_workbook(io.BytesIO(stream.getvalue()))
    return [Rows(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in saved.worksheets]


def setting(cell: str, value: object) -> Edit:
    return lambda book: book.worksheets[0].__setitem__(cell, value)


def test_a_filled_template_comes_back_with_its_key_and_its_values() -> None:
    filled = {"C6": 70.25, "C7": -1.5, "C8": 0, "E6": 42, "E8": 39.875}
    sheets = handed_back(*(setting(cell, value) for cell, value in filled.items()))
    key = read_template(sheets)
    assert key == replace(template_key(SPEC, vi), sheet="Nhập số liệu", header_row=5)
    assert key is not None
    assert (key.unit_set, str(key.period), key.first_row) == ("34", "2025", 6)
    assert (key.area_code, key.area_name) == ("A", "B")
    assert key.values == {"C": "PCI", "E": "PAPI_TOTAL_D1_D8"}
    assert [column.letter for column in key.columns if column.role is Role.LAST] == ["D"]
    assert [[row[place] for place in (0, 1, 2, 4)] for row in sheets[0].rows[5:]] == [
        ["34-01", "Hà Nội", 70.25, 42],
        ["34-04", "Cao Bằng", -1.5, None],
        ["34-08", "Tuyên Quang", 0, 39.875],
    ]


def rename(book: Workbook) -> None:
    book.worksheets[0].title = "Sở Tài chính"


def notes_around(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.insert_rows(1, 3)
    sheet["A1"] = "UBND TỈNH"
    sheet.append(["Người lập biểu"])


def shown(book: Workbook) -> None:
    book[KEY_SHEET].sheet_state = "visible"
    book.move_sheet(KEY_SHEET, -1)


def empty_sheet(book: Workbook) -> None:
    book.create_sheet("Sheet2")


@pytest.mark.parametrize("edit", [rename, notes_around, shown, empty_sheet], ids=lambda edit: edit.__name__)
def test_what_clerks_do_to_a_template_does_not_lose_it(edit: Edit) -> None:
    key = read_template(handed_back(edit))
    assert key is not None
    assert key.values == {"C": "PCI", "E": "PAPI_TOTAL_D1_D8"}
    assert key.sheet == ("Sở Tài chính" if edit is rename else "Nhập số liệu")
    assert key.header_row == (8 if edit is notes_around else 5)


def test_headings_in_another_unicode_form_are_the_same_headings() -> None:
    import unicodedata

    def decompose(book: Workbook) -> None:
        for cell in book.worksheets[0][5]:
            cell.value = unicodedata.normalize("NFD", cell.value).replace(" ", "\u00a0\n")

    assert read_template(handed_back(decompose)) is not None


def test_a_column_somebody_added_is_named() -> None:
    key = read_template(handed_back(setting("G5", "Ghi chú"), setting("G6", "sơ bộ")))
    assert key is not None
    assert key.others == ("G",)


def insert_column(book: Workbook) -> None:
    book.worksheets[0].insert_cols(3)


def second_table(book: Workbook) -> None:
    for row in book.worksheets[0].iter_rows(min_row=5, max_row=8, values_only=True):
        book.worksheets[0].append(row)


def copied_sheet(book: Workbook) -> None:
    book.copy_worksheet(book.worksheets[0]).title = "năm 2024"


def other_figures(book: Workbook) -> None:
    book.create_sheet("Sheet2").append(["Hà Nội", 5])


def other_version(book: Workbook) -> None:
    book[KEY_SHEET]["B1"] = "toan-canh-template/2"


def no_key(book: Workbook) -> None:
    del book[KEY_SHEET]


def broken_key(book: Workbook) -> None:
    book[KEY_SHEET]["B3"] = "2025-13"


@pytest.mark.parametrize(
    "edit",
    [insert_column, second_table, copied_sheet, other_figures, other_version, no_key, broken_key],
    ids=lambda edit: edit.__name__,
)
def test_a_template_that_contradicts_itself_is_left_to_the_ordinary_reading(edit: Edit) -> None:
    assert read_template(handed_back(edit)) is None


@pytest.mark.parametrize(("cell", "text"), [("A1", "Biểu số liệu năm 2024"), ("C5", "PCI, năm 2024"), ("D5", None)])
def test_another_period_written_over_the_table_is_not_overlooked(cell: str, text: str | None) -> None:
    assert read_template(handed_back(setting(cell, text))) is None


def test_a_workbook_without_a_key_is_no_template() -> None:
    assert read_template([]) is None
    assert read_template([Rows("Sheet1", [["Hà Nội", 1]])]) is None


def test_a_key_is_written_and_read_back_exactly() -> None:
    key = template_key(SPEC, vi)
    assert key_from_rows(key_rows(key)) == key
    for number in range(len(key_rows(key))):
        rows = key_rows(key)
        del rows[number]
        try:
            assert key_from_rows(rows).columns != key.columns
        except ValueError as error:
            assert "template" in str(error)


def test_the_sheets_this_program_adds_are_known_by_name() -> None:
    names = {KEY_SHEET, *(translator(language)("handin_file.sheet") for language in ("vi", "en"))}
    assert names == OWN_SHEETS
