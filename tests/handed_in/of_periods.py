"""Tables by where and how they tell their periods: columns, headers, titles, sheet and file names, dates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.handed_in.of_layouts import NORTH, PCI, POPULATION, POVERTY, SOUTH, preliminary
from tests.handed_in.published import Figure, comma, figure, names, number, renamed, rows_of, values
from tests.handed_in.table import Table, asks, only, taken, text_table, workbook
from tests.handed_in.writing import Cell, Sheets, Text

CASES = "COVID19_CASES_MONTH"
SEMI = Text(delimiter=";")
AREAS = [*NORTH, *SOUTH]


def tables() -> Iterator[Table]:
    """Return the tables of this kind."""
    yield from _outside_the_table()
    yield from _parts_of_years()
    yield from _kinds()
    yield from _dates()
    yield from _doubtful()


def _outside_the_table() -> Iterator[Table]:
    one_year = rows_of(POVERTY, AREAS, ["2015"], comma)
    head = ["Địa phương", "Tỷ lệ hộ nghèo"]
    yield text_table(
        "ky-o-tieu-de.csv",
        [["Tỷ lệ hộ nghèo năm 2015"], ["%"], head, *one_year],
        taken("WARN", "rows-skipped coverage-low"),
        form=SEMI,
    )
    yield workbook(
        "ky-o-ten-trang.xlsx",
        {"Năm 2015": [head, *rows_of(POVERTY, AREAS, ["2015"], number)]},
        taken("WARN", "coverage-low"),
    )
    yield text_table(
        "ho-ngheo-2015.csv",
        [head, *one_year],
        asks("period", "period-missing"),
        taken("WARN", "coverage-low", "period=2015"),
        form=SEMI,
    )
    yield text_table(
        "khong-co-ky.csv",
        [["Tỷ lệ hộ nghèo các tỉnh, thành phố"], head, *one_year],
        asks("period", "period-missing rows-skipped"),
        taken("WARN", "rows-skipped coverage-low", "period=2015"),
        form=SEMI,
    )
    yield text_table(
        "nguon-nien-giam.csv",
        [head, *one_year, ["Nguồn: Niên giám thống kê 2016"]],
        asks("period", "period-missing rows-skipped"),
        taken("WARN", "rows-skipped coverage-low", "period=2015"),
        form=SEMI,
    )


def _months(style: str) -> list[list[str | Figure]]:
    return [[names()[area], *(figure(CASES, area, f"2021-{month:02d}") for month in range(7, 11))] for area in AREAS]


def _parts_of_years() -> Iterator[Table]:
    heads = {
        "thang-gach-cheo.csv": ["T7/2021", "T8/2021", "T9/2021", "T10/2021"],
        "thang-day-du.csv": [f"Tháng {month} năm 2021" for month in range(7, 11)],
        "thang-iso.csv": [f"2021-{month:02d}" for month in range(7, 11)],
    }
    for file, head in heads.items():
        yield text_table(
            file,
            [["Số ca mắc COVID-19"], ["Tỉnh", *head], *_months("")],
            taken("WARN", "rows-skipped coverage-low", f"indicator={CASES}"),
        )
    yield text_table(
        "thang-duoi-tieu-de-nam.csv",
        [["Số ca mắc COVID-19 năm 2021"], ["Tỉnh", "Tháng 7", "Tháng 8", "Tháng 9", "Tháng 10"], *_months("")],
        taken("WARN", "rows-skipped coverage-low", f"indicator={CASES}"),
    )
    quarters = [
        [
            names()[area],
            *(
                Figure(area, f"2021-Q{quarter}", "Ca mắc", total, int(total))
                for quarter, months in ((2, (4, 5, 6)), (3, (7, 8, 9)))
                for total in [sum(float(values()[CASES, area, f"2021-{month:02d}"]) for month in months)]
            ),
        ]
        for area in AREAS
    ]
    yield workbook(
        "quy-hai-dong.xlsx",
        {"Ca mắc": [["Địa phương", "Năm 2021", None], [None, "Quý II", "Quý III"], *quarters]},
        asks("indicator", "extra-label"),
        taken("WARN", "coverage-low", "indicator=Ca mắc"),
        look=Sheets(merged={"Ca mắc": ("A1:A2", "B1:C1")}),
    )
    yield text_table(
        "quy-la-ma.csv",
        [["Tỉnh", "Quý II/2021", "Quý III/2021"], *quarters],
        taken("WARN", "coverage-low", "indicator=Ca mắc"),
    )
    halves: list[list[Cell]] = [
        [names()[area], replace(figure("GRDP_GROWTH", area, "2025-S1", comma), status="A")]
        for _code, area, period in values()
        if (_code, period) == ("GRDP_GROWTH", "2025-S1") and area.startswith("63-")
    ]
    yield text_table(
        "sau-thang-dau-nam.csv",
        [["Tỉnh", "6 tháng đầu năm 2025"], *halves],
        asks("indicator", "extra-label"),
        taken("WARN", "coverage-low", "indicator=GRDP_GROWTH"),
        form=SEMI,
    )
    nine = [
        [names()[area], Figure(area, "2021-09", "Ca mắc", total, int(total))]
        for area in AREAS
        for total in [sum(float(values()[CASES, area, f"2021-{month:02d}"]) for month in range(4, 10))]
    ]
    yield text_table(
        "chin-thang.csv",
        [["Tỉnh", "9 tháng 2021"], *nine],
        asks("indicator", "extra-label period-kind-mixed"),
        taken("WARN", "coverage-low period-kind-mixed", "indicator=Ca mắc"),
    )


def _kinds() -> Iterator[Table]:
    rows = rows_of(POPULATION, AREAS, ["2019", "2020", "2021"], comma)
    estimated = [[row[0], row[1], *_status("P", row[2:3]), *_status("E", row[3:])] for row in rows]
    yield text_table(
        "so-bo-va-uoc.csv",
        [["Dân số trung bình"], ["Tỉnh", "2019", "Sơ bộ 2020", "Ước 2021"], *estimated],
        taken("WARN", "rows-skipped coverage-low"),
        form=SEMI,
    )
    yield text_table(
        "prel.csv",
        [
            ["Average population"],
            ["Province", "2020", "Prel. 2021"],
            *preliminary(rows_of(POPULATION, AREAS, ["2020", "2021"]), 2),
        ],
        taken("WARN", "rows-skipped coverage-low", "indicator=POPULATION_AVG_THOUSAND"),
    )
    planned = [[*row[:2], "990"] for row in rows_of(POPULATION, AREAS, ["2021"], comma)]
    table = text_table(
        "ke-hoach-va-thuc-hien.csv",
        [["Dân số trung bình"], ["Tỉnh", "Thực hiện 2021", "Kế hoạch 2021"], *planned],
        form=SEMI,
    )
    yield replace(
        table,
        cases=[
            asks("value-columns", "rows-skipped period-kind-mixed"),
            taken(
                "WARN",
                "rows-skipped coverage-low",
                "value-columns=B",
                "indicator=POPULATION_AVG_THOUSAND",
                figures=only(table.figures, column="B"),
            ),
        ],
    )
    index = [[*row[:2], "101,2"] for row in rows_of(POPULATION, AREAS, ["2021"], comma)]
    table = text_table(
        "chi-so-phat-trien.csv", [["Dân số trung bình"], ["Tỉnh", "2021", "2021/2020"], *index], form=SEMI
    )
    yield replace(
        table,
        cases=[
            asks("value-columns", "rows-skipped period-kind-mixed"),
            taken("WARN", "rows-skipped coverage-low", "value-columns=B", figures=only(table.figures, column="B")),
        ],
    )
    school = renamed(rows_of("LITERACY_PCT", AREAS, ["2015"], comma), "LITERACY_PCT")
    yield text_table(
        "nam-hoc.csv",
        [["Tỉnh", "Năm học", "Tỷ lệ biết chữ"], *[[row[0], "2015-2016", row[1]] for row in school]],
        taken("WARN", "coverage-low period-repaired"),
        taken("WARN", "coverage-low period-repaired", "indicator=LITERACY_PCT"),
        form=SEMI,
    )


def _status(status: str, cells: list[str | Figure]) -> list[str | Figure]:
    return [replace(cell, status=status) if isinstance(cell, Figure) else cell for cell in cells]


def _long(write: object) -> list[list[Cell]]:
    return [
        [names()[area], write(month), figure(CASES, area, f"2021-{month:02d}", number)]
        for area in AREAS
        for month in (7, 8)
    ]


def _dates() -> Iterator[Table]:
    head = ["Tỉnh", "Kỳ", "Ca mắc"]
    serials = {7: 44378, 8: 44409}  # 1 July and 1 August 2021
    rows = _long(lambda month: serials[month])
    yield workbook(
        "ngay-thanh-so.xlsx",
        {"Sheet1": [head, *rows]},
        asks("period", "period-serial-date", f"indicator={CASES}"),
        taken("WARN", "coverage-low", f"indicator={CASES}", "period=dates"),
    )
    dated = _long(lambda month: date(2021, month, 1))
    yield workbook("ngay-excel.xlsx", {"Sheet1": [head, *dated]}, taken("WARN", "coverage-low", f"indicator={CASES}"))
    yield workbook("ngay-excel.xls", {"Sheet1": [head, *dated]}, taken("WARN", "coverage-low", f"indicator={CASES}"))
    written = _long(lambda month: f"Tháng {month:02d}/2021")
    yield text_table("thang-theo-dong.csv", [head, *written], taken("WARN", "coverage-low", f"indicator={CASES}"))


def _doubtful() -> Iterator[Table]:
    rows = [[row[0], "2016", row[1]] for row in rows_of(PCI, AREAS, ["2016"], comma)]
    head = ["Tỉnh", "Kỳ", "PCI"]
    yield text_table(
        "ky-sai.csv",
        [head, *rows, ["Hải Dương", "đang cập nhật", "57,77"], ["Hà Nam", "2016-13", "58,16"]],
        taken("WARN", "coverage-low period-invalid"),
        form=SEMI,
    )
    yield text_table(
        "ky-tuong-lai.csv",
        [head, *rows, ["Hải Dương", "2031", "57,77"]],
        taken("WARN", "coverage-low period-future"),
        form=SEMI,
    )
    mixed = [
        [names()[area], period, replace(figure(CASES, area, "2021-07"), period=period, indicator="Ca mắc")]
        for area in AREAS
        for period in ("2021-07", "2021")
    ]
    yield text_table(
        "nam-lan-thang.csv",
        [["Tỉnh", "Kỳ", "Ca mắc"], *mixed],
        asks("period", "period-mixed-types", "indicator=header"),
        taken("WARN", "coverage-low", "indicator=header", "period=all"),
    )
