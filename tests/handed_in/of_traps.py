"""Tables that once were read as something else: each shows what a hasty reader would take for granted."""

from collections.abc import Iterator
from dataclasses import replace

from tests.handed_in.of_layouts import NORTH, PCI, POPULATION, POVERTY, SOUTH
from tests.handed_in.published import Figure, comma, figure, members, names, number, renamed, rows_of
from tests.handed_in.table import Table, asks, only, refused, taken, text_table, workbook
from tests.handed_in.writing import Cell, Sheets, Text

SEMI = Text(delimiter=";")
AREAS = [*NORTH, *SOUTH]
CASES = "COVID19_CASES_MONTH"


def tables() -> Iterator[Table]:
    """Return the tables of this kind."""
    yield from _columns()
    yield from _rows()
    yield from _times()
    yield from _units()


def _columns() -> Iterator[Table]:
    # “Nam” is a man, not a year without its diacritics
    three = [
        [names()[a], *(cell for name in ("Chung", "Nam", "Nữ") for cell in renamed([[_share(a)]], name)[0])]
        for a in AREAS
    ]
    yield text_table(
        "chung-nam-nu.csv",
        [["Tỷ lệ biết chữ năm 2015"], ["Tỉnh", "Chung", "Nam", "Nữ"], *three],
        taken("WARN", "rows-skipped coverage-low", "indicator=header"),
        form=SEMI,
    )
    # a comma in the heading that nobody quoted moves every heading one column to the right
    shifted = "Tỉnh, thành phố,PCI 2015,PCI 2016\n" + "".join(
        f"{row[0]},{row[1].cell},{row[2].cell}\n"
        for row in rows_of(PCI, AREAS, ["2015", "2016"])
        if isinstance(row[1], Figure) and isinstance(row[2], Figure)
    )
    yield Table("tieu-de-co-dau-phay.csv", shifted.encode(), [], (refused("missing-cell extra-label"),))
    # a decimal comma that nobody quoted tears a number in two
    torn = text_table("", [["Tỉnh", "PCI 2016", "Ghi chú"], *[[*row, ""] for row in rows_of(PCI, AREAS, ["2016"])]])
    yield Table(
        "so-bi-xe-doi.csv",
        torn.content + "Hải Dương,57,7,\n".encode(),
        torn.figures,
        (taken("WARN", "coverage-low extra-cell extra-label"),),
    )
    # the heading of a group stands in the middle of its columns
    middle = [
        ["Tỉnh", None, "Dân số trung bình", None, None, "Mật độ dân số", None],
        [None, "2019", "2020", "2021", "2019", "2020", "2021"],
        *[
            [*row, *more[1:]]
            for row, more in zip(
                rows_of(POPULATION, AREAS, ["2019", "2020", "2021"], number),
                rows_of("POP_DENSITY", AREAS, ["2019", "2020", "2021"], number),
                strict=True,
            )
        ],
    ]
    yield workbook("tieu-de-nhom-o-giua.xlsx", {"Bảng": middle}, asks("header-row", "header-multirow"))
    # ranks of two years behind the figures of two years
    ranked = [[row[0], row[1], row[2], "12", "13"] for row in rows_of(PCI, AREAS, ["2015", "2016"], comma)]
    yield text_table(
        "hang-gom-nhom.csv",
        [["Tỉnh", "PCI 2015", "PCI 2016", "Hạng 2015", "Hạng 2016"], *ranked],
        taken("WARN", "coverage-low"),
        form=SEMI,
    )


def _share(area: str) -> Figure:
    return figure("LITERACY_PCT", area, "2015", comma)


def _rows() -> Iterator[Table]:
    # the name of a unit stands in the first of its rows alone
    body: list[list[Cell]] = []
    for area in AREAS:
        body += [[names()[area], "2015", figure(PCI, area, "2015")], ["", "2016", figure(PCI, area, "2016")]]
    yield text_table(
        "ten-chi-o-dong-dau.csv",
        [["Tỉnh", "Năm", "PCI"], *body],
        asks("layout", "area-unknown"),
        taken("WARN", "coverage-low", "layout=fill-down"),
    )
    # plan and actual one under the other
    kinds = [
        cells
        for row in rows_of(POVERTY, AREAS, ["2015"], comma)
        for cells in ([row[0], "Kế hoạch", "5"], [row[0], "Thực hiện", row[1]])
    ]
    yield text_table(
        "ke-hoach-theo-dong.csv",
        [["Tỉnh", "Loại", "Tỷ lệ hộ nghèo 2015"], *kinds],
        asks("layout:B", "extra-label"),
        form=SEMI,
    )
    # a second table below whose columns are others
    two = [
        ["Bảng 1. PCI năm 2015"],
        ["Tỉnh", "PCI"],
        *rows_of(PCI, NORTH, ["2015"], comma),
        [],
        ["Bảng 2. Dân số trung bình năm 2016"],
        ["Tỉnh", "Dân số"],
        *rows_of(POPULATION, NORTH, ["2016"], comma),
    ]
    yield text_table("hai-bang-khac-cot.csv", two, taken("WARN", "rows-skipped coverage-low"), form=SEMI)


def _times() -> Iterator[Table]:
    # months whose year stands in the title alone, in a column of their own
    long = [[names()[a], str(m), figure(CASES, a, f"2021-{m:02d}")] for a in AREAS for m in (7, 8, 9)]
    yield text_table(
        "cot-thang-nam-o-tieu-de.csv",
        [["Ca mắc COVID-19 năm 2021"], ["Tỉnh", "Tháng", "Số ca"], *long],
        taken("WARN", "rows-skipped coverage-low", f"indicator={CASES}"),
    )
    # a yearbook prints figures of the years before its own
    head = [["Niên giám thống kê 2017"], ["Tỉnh", "Tỷ lệ hộ nghèo"]]
    yield text_table(
        "nien-giam-o-tieu-de.csv",
        [*head, *rows_of(POVERTY, AREAS, ["2015"], comma)],
        asks("period", "period-missing rows-skipped"),
        taken("WARN", "rows-skipped coverage-low", "period=2015"),
        form=SEMI,
    )
    # a plan under the heading of a year
    plan = [[*row, "7,5"] for row in rows_of(POVERTY, AREAS, ["2015"], number)]
    table = workbook(
        "ke-hoach-duoi-nam.xlsx",
        {"Bảng": [["Tỷ lệ hộ nghèo"], ["Tỉnh", "Năm 2015", None], [None, "Thực hiện", "Kế hoạch"], *plan]},
        look=Sheets(merged={"Bảng": ("A2:A3", "B2:C2")}),
    )
    yield replace(
        table,
        cases=[
            asks("value-columns", "rows-skipped period-kind-mixed"),
            taken(
                "WARN",
                "rows-skipped coverage-low",
                "value-columns=B",
                f"indicator={POVERTY}",
                figures=only(table.figures, column="B"),
            ),
        ],
    )


def _units() -> Iterator[Table]:
    # Hà Tây has its last figure in 2007: from 2009 on the table is of the 63 units
    names_64 = {names()[area]: area for area in members("64")}
    names_63 = {names()[area]: area for area in members("63")}
    code = "RETAIL_SALES_BN_VND"
    body: list[list[Cell]] = []
    for name, area in names_64.items():
        now = names_63.get(name)
        later = figure(code, now, "2009") if now else ".."
        body.append([name, figure(code, area, "2007"), later])
    yield text_table(
        "co-ha-tay-den-2007.csv",
        [["Tổng mức bán lẻ"], ["Tỉnh", "2007", "2009"], *body],
        taken("WARN", "rows-skipped missing-value"),
    )
    # 2025 is told on the 63 units: the labels decide, not the year
    old = [
        [names()[a], replace(figure(POVERTY, a, "2015", comma), period="2025", indicator="Tỷ lệ")]
        for a in members("63")
    ]
    yield text_table(
        "nam-2025-63-don-vi.csv",
        [["Tỉnh", "Tỷ lệ 2025"], *old],
        taken("ACCEPT", "", "indicator=header"),
        form=SEMI,
    )
    # persons where the catalogue counts thousands
    people = [
        [names()[a], replace(f, cell=round(f.value * 1000))] for a in AREAS for f in [figure(POPULATION, a, "2021")]
    ]
    yield workbook(
        "dan-so-tinh-bang-nguoi.xlsx",
        {"2021": [["Dân số trung bình năm 2021"], ["Đơn vị tính: Người"], ["Tỉnh", "Dân số"], *people]},
        asks("indicator", "rows-skipped extra-label"),
        taken("WARN", "rows-skipped coverage-low", "indicator=POPULATION_AVG_THOUSAND*0.001"),
    )
