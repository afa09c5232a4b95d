import io
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from lib.i18n import translator
from lib.intake.catalogue import load_catalogue
from lib.model.period import Period
from lib.model.template import KEY_SHEET
from lib.model.words import Words
from lib.report.template import TemplateSpec, template_workbook

CATALOGUE = load_catalogue(Path(__file__).parents[2] / "data")
PCI = CATALOGUE.indicator("PCI")
UNITS = (("34-01", "Hà Nội"), ("34-04", "Cao Bằng"), ("34-08", "Tuyên Quang"))
LAST = {
    ("PCI", "34-01"): (67.5, "năm 2024"),
    ("PCI", "34-04"): (61.25, "năm 2022"),
    ("PCI", "34-08"): (65.0, "năm 2024"),
}
SPEC = TemplateSpec("Chỉ số PCI năm 2025", (PCI,), UNITS, "34", Period.parse("2025"), LAST)
vi, en = translator("vi"), translator("en")


def opened(spec: TemplateSpec, language: str = "vi") -> Workbook:
    return load_workbook(io.BytesIO(template_workbook(spec, translator(language))))


def test_a_template_names_units_indicator_unit_of_measure_and_period() -> None:
    sheet = opened(SPEC).worksheets[0]
    assert sheet["A1"].value == "Chỉ số PCI năm 2025"
    assert [cell.value for cell in sheet[5]] == [
        "Mã địa bàn",
        "Địa bàn",
        "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI) (điểm), năm 2025",
        "Kỳ trước, năm 2024: Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)",
    ]
    assert [[cell.value for cell in row] for row in sheet["A6:D8"]] == [
        ["34-01", "Hà Nội", None, 67.5],
        ["34-04", "Cao Bằng", None, 61.25],
        ["34-08", "Tuyên Quang", None, 65.0],
    ]
    assert sheet["C6"].number_format == sheet["D6"].number_format == "#,##0.00"


def test_a_last_value_of_another_period_says_so_and_stays_a_number() -> None:
    cell = opened(SPEC).worksheets[0]["D7"]
    assert cell.number_format == '#,##0.00" (năm 2022)"'
    assert cell.value == 61.25


def test_only_the_cells_of_values_are_open() -> None:
    sheet = opened(SPEC).worksheets[0]
    assert sheet.protection.sheet
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked} == {
        *("C6", "C7", "C8"),
    }


def test_values_are_held_to_the_range_of_the_catalogue() -> None:
    (rule,) = opened(SPEC).worksheets[0].data_validations.dataValidation
    assert (rule.type, rule.operator, float(rule.formula1), float(rule.formula2)) == ("decimal", "between", 0, 100)
    assert str(rule.sqref) == "C6:C8"
    assert rule.error == "PCI: nhập số từ 0 đến 100 (điểm)."


def test_an_open_range_is_open_on_its_side() -> None:
    least = replace(PCI, minimum=-0.5, maximum=None)
    (rule,) = opened(replace(SPEC, indicators=(least,))).worksheets[0].data_validations.dataValidation
    assert rule.error == "PCI: nhập số từ −0,50 trở lên (điểm)."
    assert float(rule.formula1) == -0.5
    assert float(rule.formula2) >= 1e15
    free = replace(PCI, minimum=None, maximum=None)
    (rule,) = opened(replace(SPEC, indicators=(free,)), "en").worksheets[0].data_validations.dataValidation
    assert rule.error == "This cell takes one number; leave it empty where there is no figure."


def test_an_indicator_without_last_values_has_no_grey_column() -> None:
    sheet = opened(replace(SPEC, last={})).worksheets[0]
    assert len(list(sheet[5])) == 3


def test_names_that_look_like_formulas_are_text() -> None:
    odd = replace(PCI, label=Words("=HYPERLINK(1)", "=1"), unit=Words("", ""))
    spec = replace(SPEC, title="=1+1", indicators=(odd,), units=(("34-01", "@Hà Nội"),), last={})
    cells = [cell for sheet in opened(spec).worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_it_prints_on_a4_and_keeps_its_headings_in_sight() -> None:
    book = opened(SPEC)
    sheet = book.worksheets[0]
    assert (sheet.freeze_panes, sheet.page_setup.paperSize, sheet.print_title_rows) == ("C6", 9, "$5:$5")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book[KEY_SHEET].sheet_state == "veryHidden"


def test_the_whole_catalogue_fits_into_one_template_in_both_languages() -> None:
    indicators = tuple(CATALOGUE.indicators.values())
    units = tuple((f"63-{number:02}", f"Tỉnh {number}") for number in range(1, 64))
    last = {(indicator.code, area): (1.5, "năm 2023") for indicator in indicators for area, _ in units}
    spec = TemplateSpec("Mọi chỉ tiêu", indicators, units, "63", Period.parse("2024-Q3"), last)
    for language in ("vi", "en"):
        sheet = opened(spec, language).worksheets[0]
        labels = [cell.value for cell in sheet[5]]
        assert len(labels) == len(set(labels)) == 2 + 2 * len(indicators)
        assert max(len(rule.error) for rule in sheet.data_validations.dataValidation) <= 225
