"""The shipped tables, written again as the statistics office prints them, are understood to the last figure."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
import xlwt
from openpyxl import Workbook

from lib.intake.read import HandedIn, read_file
from lib.intake.setting import Setting
from lib.model.issue import Outcome
from lib.services.hand_in_commands import answers_of, root_setting
from tests.intake.legacy_bytes import windows_1258

ROOT = Path(__file__).parents[2]
REGIONS = {
    "R1": "TRUNG DU VÀ MIỀN NÚI PHÍA BẮC",
    "R2": "ĐỒNG BẰNG SÔNG HỒNG",
    "R3": "BẮC TRUNG BỘ VÀ DUYÊN HẢI MIỀN TRUNG",
    "R4": "TÂY NGUYÊN",
    "R5": "ĐÔNG NAM BỘ",
    "R6": "ĐỒNG BẰNG SÔNG CỬU LONG",
}
FORMS = ("csv-1258", "csv-utf8", "xlsx", "xlsx-text", "xls")
TABLES = {
    "POPULATION_AVG_THOUSAND": (2011, 2022),
    "GRDP_PC_CURRENT": (2018, 2022),
    "POVERTY_RATE": (2010, 2016),
    "AREA_KM2": (2011, 2022),
    "POP_DENSITY": (2011, 2022),
    "FDI_CUMULATIVE_MUSD": (2016, 2016),
    "FDI_LICENSED_YEAR_MUSD": (2016, 2016),
    "RETAIL_SALES_BN_VND": (2008, 2016),
    "TRAVEL_TURNOVER_BN_VND": (2010, 2015),
    "INCOME_PC_MONTH_THOUSAND_VND": (2010, 2016),
    "LABOUR_FORCE_THOUSAND": (2008, 2016),
    "LITERACY_PCT": (2009, 2016),
    "NET_MIGRATION_PERMILLE": (2008, 2016),
    "INFANT_MORTALITY_PERMILLE": (2008, 2016),
    "TRAINED_WORKER_PCT": (2008, 2016),
    "IIP_YOY": (2012, 2016),
    "SCOLI_HANOI100": (2010, 2016),
    "BUDGET_REVENUE_FINAL_MVND": (2009, 2014),
    "BUDGET_EXPENDITURE_FINAL_MVND": (2009, 2014),
    "BUDGET_CENTRAL_TRANSFER_FINAL_MVND": (2009, 2014),
}
IN_EVERY_FORM = (
    *("POPULATION_AVG_THOUSAND", "GRDP_PC_CURRENT", "POVERTY_RATE", "AREA_KM2", "RETAIL_SALES_BN_VND"),
    *("INCOME_PC_MONTH_THOUSAND_VND", "FDI_CUMULATIVE_MUSD"),
)
CASES = [(code, form) for code in TABLES for form in (FORMS if code in IN_EVERY_FORM else ("csv-1258", "xls"))]
ANSWERS = {
    # 2.013 may be two thousand or two: nothing in the table tells
    ("INCOME_PC_MONTH_THOUSAND_VND", "csv-1258"): ["decimal=comma"],
    # the name in the catalogue says of which publication the series is, which no printed title does
    ("POPULATION_AVG_THOUSAND_GSO2017", ""): ["indicator=POPULATION_AVG_THOUSAND_GSO2017"],
}
Key = tuple[str, str, str]
Cell = str | float | None


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def setting() -> Setting:
    return root_setting(ROOT)


@cache
def units() -> list[dict[str, str]]:
    return listed(ROOT / "geo" / "units.csv")


@cache
def catalogue() -> Mapping[str, dict[str, str]]:
    return {row["code"]: row for row in listed(ROOT / "data" / "catalogue.csv")}


@cache
def shipped() -> Mapping[Key, str]:
    return {
        (row["indicator"], row["ref_area"], row["time_period"]): row["obs_value"]
        for path in (ROOT / "data" / "observations").glob("[eh]*.csv")
        for row in listed(path)
        if row["obs_value"]
    }


@dataclass(frozen=True)
class Printed:
    """A table as printed: texts above and below, the years, and per line a name and the texts of its figures."""

    title: str
    measure: str
    years: Sequence[str]
    lines: Sequence[tuple[str, Sequence[str]]]

    def rows(self, number: "Numbers") -> Iterator[list[Cell]]:
        last = f"Sơ bộ {self.years[-1]}"
        yield [self.title]
        yield [self.measure]
        yield []
        yield ["", *self.years[:-1], last]
        for name, texts in self.lines:
            yield [name, *(number(text) if text else ".." for text in texts)]
        yield []
        yield ["Ghi chú: Số liệu năm cuối là số sơ bộ."]
        yield ["Nguồn: Tổng cục Thống kê"]


class Numbers:
    """How a figure is written, from the text it is shipped as."""

    def __init__(self, *, text: bool, grouped: bool = False) -> None:
        self.text, self.grouped = text, grouped

    def __call__(self, written: str) -> Cell:
        if not self.text:
            return float(written)
        whole, _, rest = written.partition(".")
        if self.grouped:
            whole = ("-" if whole.startswith("-") else "") + f"{abs(int(whole)):,}".replace(",", ".")
        return f"{whole},{rest}" if rest else whole


def printed(code: str, areas: Sequence[str], years: Sequence[str], values: Mapping[Key, str]) -> Printed:
    """Put regions above their units and the whole country on top, with figures nobody may take for a unit's."""
    by_area = {row["ref_area"]: row for row in units()}
    sums = [next(values[code, area, year] for area in areas if (code, area, year) in values) for year in years]
    lines: list[tuple[str, Sequence[str]]] = [("CẢ NƯỚC", sums)]
    ordered = sorted(areas, key=lambda area: by_area[area]["region_2006"])
    for region, group in groupby(ordered, key=lambda area: by_area[area]["region_2006"]):
        lines.append((REGIONS[region], sums))
        lines += [(by_area[area]["name_vi"], [values.get((code, area, year), "") for year in years]) for area in group]
    about = catalogue()[code]
    measure = about["unit_vi"][:1].upper() + about["unit_vi"][1:]
    return Printed(f"{about['name_vi']} phân theo địa phương", f"Đơn vị tính: {measure}", years, lines)


def file_of(table: Printed, form: str) -> bytes:
    if form.startswith("csv"):
        text = io.StringIO()
        legacy = form == "csv-1258"
        csv.writer(text, delimiter=";" if legacy else ",", lineterminator="\r\n").writerows(
            table.rows(Numbers(text=True, grouped=legacy))
        )
        return windows_1258(text.getvalue()) if legacy else text.getvalue().encode()
    stream = io.BytesIO()
    rows = [[None if cell == "" else cell for cell in row] for row in table.rows(Numbers(text=form == "xlsx-text"))]
    if form == "xls":
        old = xlwt.Workbook(encoding="utf-8")
        page = old.add_sheet("Biểu 1")
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                page.write(at, place, cell)
        old.save(stream)
    else:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(stream)
    return stream.getvalue()


def came_back(content: bytes, file_name: str, *answers: str) -> dict[Key, tuple[float, str]]:
    reading = read_file(HandedIn(content, file_name), setting(), answers_of(answers))
    assert reading.outcome in {Outcome.ACCEPT, Outcome.WARN}, (reading.question, reading.issues[-1:])
    cells = reading.cells
    keys = zip(cells["indicator"], cells["ref_area"], cells["time_period"], strict=True)
    found = dict(zip(keys, zip(cells["obs_value"], cells["obs_status"], strict=True), strict=True))
    assert len(found) == len(cells)
    return found


def years_of(code: str) -> list[str]:
    first, last = TABLES[code]
    present = {year for indicator, area, year in shipped() if indicator == code and area.startswith("63-")}
    return [str(year) for year in range(first, last + 1) if str(year) in present]


@pytest.mark.parametrize(("code", "form"), CASES)
def test_a_table_of_the_statistics_office_is_understood(code: str, form: str) -> None:
    years, values = years_of(code), shipped()
    areas = [row["ref_area"] for row in units() if row["unit_set"] == "63"]
    content = file_of(printed(code, areas, years, values), form)
    expected = {
        (code, area, year): (float(values[code, area, year]), "P" if year == years[-1] else "A")
        for area in areas
        for year in years
        if (code, area, year) in values
    }
    assert len(expected) >= 55
    answers = ANSWERS.get((code, form), [])
    assert came_back(content, f"bang.{form.partition('-')[0]}", *answers) == expected


@pytest.mark.parametrize("code", ["RETAIL_SALES_BN_VND", "POPULATION_AVG_THOUSAND_GSO2017"])
@pytest.mark.parametrize("form", FORMS)
def test_a_table_over_twenty_years_stands_on_the_units_of_each_year(code: str, form: str) -> None:
    set_of = {year: "61" for year in range(1997, 2003)} | {year: "64" for year in range(2004, 2008)}
    set_of |= {year: "63" for year in range(2009, 2017)}
    names = [row for row in units() if row["unit_set"] == "64"]
    values, expected = {}, {}
    for year, unit_set in set_of.items():
        for row in names:
            own = next(
                (u["ref_area"] for u in units() if u["unit_set"] == unit_set and u["name_vi"] == row["name_vi"]), ""
            )
            if text := shipped().get((code, own, str(year))):
                values[code, row["ref_area"], str(year)] = text
                expected[code, own, str(year)] = (float(text), "P" if year == 2016 else "A")
    table = printed(code, [row["ref_area"] for row in names], [str(year) for year in set_of], values)
    assert {key[1][:2] for key in expected} == {"61", "64", "63"}
    came = came_back(file_of(table, form), f"bang.{form.partition('-')[0]}", *ANSWERS.get((code, ""), []))
    assert came == expected
