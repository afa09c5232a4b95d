"""Template workbooks to be filled in: units and last values are there, only cells of values are open. No reading."""

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lib.i18n import Translator
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.model.template import KEY_SHEET, Role, TemplateColumn, TemplateKey, key_rows
from lib.report.workbook import inert

_TITLE_ROW, _LIST_ROW, _LEGEND_ROW, _HEADER_ROW = 1, 2, 3, 5
_FIRST_ROW = _HEADER_ROW + 1
_HEAD, _OPEN, _LAST = (PatternFill("solid", fgColor=colour) for colour in ("DCE6F1", "FFF9DB", "EDEDED"))
_THIN = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WIDTHS = {Role.AREA_CODE: 11, Role.AREA_NAME: 26, Role.VALUE: 20, Role.LAST: 20}
_ERROR_LENGTH = 225  # characters Excel shows in the message of a validation
_LARGEST = 10**15  # from here on Excel drops digits


@dataclass(frozen=True)
class TemplateSpec:
    """What a template asks for; `units` are (ref_area, label), `last` holds (value, period in words) by
    (indicator code, ref_area).
    """

    title: str
    indicators: tuple[Indicator, ...]
    units: tuple[tuple[str, str], ...]
    unit_set: str
    period: Period
    last: Mapping[tuple[str, str], tuple[float, str] | None] = field(default_factory=dict)


def template_workbook(spec: TemplateSpec, t: Translator) -> bytes:
    """Return the workbook: one row per unit, per indicator a column to fill and, where known, its last values in grey.

    The sheet is protected without a password except for the cells to fill, which take a number within the range of
    the catalogue. A very hidden sheet tells `lib.intake.template_sheet` how to read it back without a question.
    """
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError("a new workbook starts with a worksheet")
    sheet.title = t("template.sheet")
    key = template_key(spec, t)
    _write_head(sheet, spec, key, t)
    for number, unit in enumerate(spec.units, start=_FIRST_ROW):
        for place, column in enumerate(key.columns, start=1):
            _write_cell(sheet.cell(number, place), column, unit, spec)
    for column in key.columns:
        if column.role is Role.VALUE:
            sheet.add_data_validation(_validation(column, spec, t))
    _arrange(sheet, key)
    _add_key(book, key)
    book.properties.title = spec.title
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def template_key(spec: TemplateSpec, t: Translator) -> TemplateKey:
    """Return what the hidden sheet says of the template."""
    columns = [(Role.AREA_CODE, t("template.code"), ""), (Role.AREA_NAME, t("template.name"), "")]
    for indicator in spec.indicators:
        columns.append((Role.VALUE, _value_label(indicator, spec, t), indicator.code))
        if any(_last(spec, indicator.code, area) for area, _ in spec.units):
            columns.append((Role.LAST, _last_label(indicator, spec, t), indicator.code))
    lettered = tuple(
        TemplateColumn(get_column_letter(place), role, str(inert(label)), code)
        for place, (role, label, code) in enumerate(columns, start=1)
    )
    return TemplateKey(spec.unit_set, spec.period, str(inert(spec.title)), lettered)


def _value_label(indicator: Indicator, spec: TemplateSpec, t: Translator) -> str:
    name, unit, period = t.label(indicator.label), t.label(indicator.unit), t.period(spec.period)
    if not unit:
        return t("template.value_plain", indicator=name, period=period)
    return t("template.value", indicator=name, unit=unit, period=period)


def _last_label(indicator: Indicator, spec: TemplateSpec, t: Translator) -> str:
    return t("template.last", indicator=t.label(indicator.label), period=_usual_period(indicator.code, spec))


def _usual_period(code: str, spec: TemplateSpec) -> str:
    """Return the period most of the last values of an indicator are of."""
    counts = Counter(last[1] for area, _ in spec.units if (last := _last(spec, code, area)))
    return max(counts, key=counts.__getitem__)


def _last(spec: TemplateSpec, code: str, ref_area: str) -> tuple[float, str] | None:
    return spec.last.get((code, ref_area))


def _write_head(sheet: Worksheet, spec: TemplateSpec, key: TemplateKey, t: Translator) -> None:
    sheet.cell(_TITLE_ROW, 1, key.title).font = Font(bold=True, size=14)
    sheet.cell(_LIST_ROW, 1, t("template.of_list", unit_set=spec.unit_set))
    sheet.cell(_LEGEND_ROW, 1, t("template.legend")).font = Font(italic=True)
    for place, column in enumerate(key.columns, start=1):
        cell = sheet.cell(_HEADER_ROW, place, column.label)
        cell.font, cell.border = Font(bold=True), _GRID
        cell.fill = _LAST if column.role is Role.LAST else _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def _write_cell(cell: Cell | MergedCell, column: TemplateColumn, unit: tuple[str, str], spec: TemplateSpec) -> None:
    ref_area, label = unit
    cell.border = _GRID
    if column.role is Role.AREA_CODE:
        cell.value, cell.number_format = ref_area, "@"
    elif column.role is Role.AREA_NAME:
        cell.value = inert(label)
    else:
        cell.number_format = _number_format(column.indicator, spec)
        if column.role is Role.VALUE:
            cell.fill, cell.protection = _OPEN, Protection(locked=False)
        else:
            _write_last(cell, column, _last(spec, column.indicator, ref_area), spec)


def _write_last(
    cell: Cell | MergedCell, column: TemplateColumn, last: tuple[float, str] | None, spec: TemplateSpec
) -> None:
    cell.fill, cell.font = _LAST, Font(color="595959")
    if last is None:
        return
    cell.value, period = last
    if period != _usual_period(column.indicator, spec):
        quoted = period.replace('"', "")
        cell.number_format = f'{cell.number_format}" ({quoted})"'  # the cell stays a number


def _number_format(code: str, spec: TemplateSpec) -> str:
    decimals = _indicator(code, spec).decimals
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _indicator(code: str, spec: TemplateSpec) -> Indicator:
    return next(indicator for indicator in spec.indicators if indicator.code == code)


def _validation(column: TemplateColumn, spec: TemplateSpec, t: Translator) -> DataValidation:
    indicator = _indicator(column.indicator, spec)
    least, most = indicator.minimum, indicator.maximum
    kind = "range" if None not in {least, most} else "least" if least is not None else "most"
    message = t("template.wrong_number")
    if (least, most) != (None, None):
        names = {"minimum": t.number(least, _places(least)), "maximum": t.number(most, _places(most))}
        unit = t.label(indicator.unit)
        message = t(f"template.wrong_{kind}", indicator=t.label(indicator.short), unit=unit, **names)
    rule = DataValidation(type="decimal", operator="between", allow_blank=True, showErrorMessage=True)
    rule.formula1 = str(-_LARGEST if least is None else least)
    rule.formula2 = str(_LARGEST if most is None else most)
    rule.errorTitle, rule.error = t("template.wrong_title"), message[:_ERROR_LENGTH]
    rule.add(f"{column.letter}{_FIRST_ROW}:{column.letter}{_FIRST_ROW + len(spec.units) - 1}")
    return rule


def _places(number: float | None) -> int:
    return 0 if number is None or number == int(number) else 2


def _arrange(sheet: Worksheet, key: TemplateKey) -> None:
    for column in key.columns:
        sheet.column_dimensions[column.letter].width = _WIDTHS[column.role]
    longest = max(len(column.label) / _WIDTHS[column.role] for column in key.columns)
    sheet.row_dimensions[_HEADER_ROW].height = 15 * (int(longest * 1.2) + 2)
    sheet.freeze_panes = f"C{_FIRST_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # 9 is A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # False: allowed although protected


def _add_key(book: Workbook, key: TemplateKey) -> None:
    hidden = book.create_sheet(KEY_SHEET)
    for row in key_rows(key):
        hidden.append(row)
    hidden.sheet_state = "veryHidden"
