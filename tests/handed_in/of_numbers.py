"""Tables by how their numbers are written: decimal signs, grouping, percent, marks, missing ones, faults, doubles."""

from collections.abc import Iterator
from dataclasses import replace

from tests.handed_in.of_layouts import NORTH, PCI, POPULATION, POVERTY, SOUTH
from tests.handed_in.published import Figure, comma, figure, grouped_comma, grouped_point, names, number, rows_of
from tests.handed_in.table import Table, asks, refused, taken, text_table, workbook
from tests.handed_in.writing import Cell, Sheets, Text

SEMI = Text(delimiter=";")
AREAS = [*NORTH, *SOUTH]
YEARS = ["2020", "2021"]


def tables() -> Iterator[Table]:
    """Return the tables of this kind."""
    yield from _signs()
    yield from _marks()
    yield from _faults()
    yield from _doubles()


def _people(style: object, areas: list[str] | None = None) -> list[list[Cell]]:
    return [["Dân số trung bình"], ["Tỉnh", *YEARS], *rows_of(POPULATION, areas or AREAS, YEARS, style)]


def _signs() -> Iterator[Table]:
    told = taken("WARN", "rows-skipped coverage-low")
    yield text_table("phay-thap-phan.csv", _people(comma), told, form=SEMI)
    yield text_table(
        "cham-nghin-phay-thap-phan.csv", _people(grouped_comma, ["63-79", "63-75", *AREAS]), told, form=SEMI
    )
    yield text_table("phay-nghin-cham-thap-phan.csv", _people(grouped_point, ["63-79", "63-75", *AREAS]), told)
    padded = [
        [*row[:1], *(replace(c, cell=f"{c.cell}0") if isinstance(c, Figure) else c for c in row[1:])]
        for row in _people(grouped_comma)
    ]
    yield text_table("so-khong-thua.csv", padded, told, form=SEMI)
    people = {"63-79": 9227600, "63-74": 2651900, "63-02": 887100, "63-04": 535400}  # 2021, in persons
    whole: list[list[Cell]] = [
        [names()[area], Figure(area, "2021", "Số người", float(count), f"{count:,}".replace(",", "."))]
        for area, count in people.items()
    ]
    yield text_table(
        "hai-dau-cham.csv",
        [["Tỉnh", "Số người 2021"], *whole],
        taken("WARN", "coverage-low", "indicator=header"),
        form=SEMI,
    )
    density = [["Tỉnh", "Mật độ 2021"], ["TP. Hồ Chí Minh", "4.375"], ["Hà Nội", "2.480"]]
    for answer, factor in (("decimal=comma", 1.0), ("decimal=point", 0.001)):
        figures = [
            Figure("63-79", "2021", "Mật độ", 4375 * factor, "4.375"),
            Figure("63-01", "2021", "Mật độ", 2480 * factor, "2.480"),
        ]
        written = [density[0], ["TP. Hồ Chí Minh", figures[0]], ["Hà Nội", figures[1]]]
        yield text_table(
            f"ba-chu-so-sau-dau-{answer[8:]}.csv",
            written,
            asks("decimal:B", "number-format-ambiguous", "indicator=header", "unit-set=63"),
            taken("WARN", "coverage-low", "indicator=header", "unit-set=63", answer),
            form=SEMI,
        )
    mixed: list[list[Cell]] = [
        ["Tỉnh", "PCI 2016"],
        *rows_of(PCI, NORTH, ["2016"]),
        *rows_of(PCI, SOUTH, ["2016"], comma),
    ]
    yield text_table("hai-kieu-so.csv", mixed, asks("decimal:B", "number-format-mixed"), form=SEMI)


def _marks() -> Iterator[Table]:
    poor = rows_of(POVERTY, AREAS, ["2015"], comma)
    percent = [[row[0], replace(row[1], cell=f"{row[1].cell}%")] for row in poor if isinstance(row[1], Figure)]
    yield text_table(
        "dau-phan-tram.csv", [["Tỉnh", "Tỷ lệ hộ nghèo 2015"], *percent], taken("WARN", "coverage-low"), form=SEMI
    )
    yield text_table(
        "lan-phan-tram.csv",
        [["Tỉnh", "Tỷ lệ hộ nghèo 2015"], *percent[:6], *poor[6:]],
        asks("value-columns", "unit-mixed"),
        form=SEMI,
    )
    shares: list[list[Cell]] = [
        [row[0], replace(row[1], cell=round(row[1].value / 100, 6))] for row in poor if isinstance(row[1], Figure)
    ]
    yield workbook(
        "dinh-dang-phan-tram.xlsx",
        {"2015": [["Tỉnh", "Tỷ lệ hộ nghèo"], *shares]},
        taken("WARN", "coverage-low"),
        look=Sheets(formats={"2015": {f"B{row}": "0.0%" for row in range(2, len(shares) + 2)}}),
    )
    noted = [
        [row[0], replace(row[1], cell=f"{row[1].cell}[{at}]")]
        for at, row in enumerate(poor[:3], 1)
        if isinstance(row[1], Figure)
    ]
    yield text_table(
        "chu-thich-sau-so.csv",
        [["Tỉnh", "Tỷ lệ hộ nghèo 2015"], *noted, *poor[3:]],
        taken("WARN", "coverage-low footnote-stripped"),
        form=SEMI,
    )
    missing = [["Hải Dương", ".."], ["Hà Nam", "..."], ["Nam Định", "-"], ["Thái Bình", ""], ["Ninh Bình", "–"]]
    zero = [["Đồng Nai", replace(figure(POVERTY, "63-75", "2015"), value=0.0, cell="0", indicator="Tỷ lệ")]]
    yield text_table(
        "o-trong.csv",
        [
            ["Tỉnh", "Tỷ lệ 2015"],
            *[[row[0], replace(row[1], indicator="Tỷ lệ")] for row in poor if isinstance(row[1], Figure)],
            *missing,
            *zero,
        ],
        taken("WARN", "coverage-low missing-value", "indicator=header"),
        form=SEMI,
    )
    signed: list[list[Cell]] = [["Tỷ suất di cư thuần (‰)"], ["Tỉnh", "2015", "2016"]]
    signed += rows_of("NET_MIGRATION_PERMILLE", AREAS, ["2015", "2016"], comma)
    yield text_table(
        "so-am.csv", signed, taken("WARN", "rows-skipped coverage-low", "indicator=NET_MIGRATION_PERMILLE"), form=SEMI
    )
    yield workbook("so-dang-chu.xlsx", {"Sheet1": _people(grouped_comma)}, taken("WARN", "rows-skipped coverage-low"))
    yield workbook("so-cua-excel.xls", {"Sheet1": _people(number)}, taken("WARN", "rows-skipped coverage-low"))


def _faults() -> Iterator[Table]:
    rows = rows_of(PCI, AREAS, ["2016"], comma)
    head = ["Tỉnh", "PCI 2016"]
    yield text_table(
        "o-khong-phai-so.csv",
        [head, *rows, ["Hải Dương", "đang rà soát"]],
        taken("WARN", "coverage-low type-error"),
        form=SEMI,
    )
    yield text_table(
        "o-loi.csv",
        [head, *rows, ["Hải Dương", "#N/A"], ["Hà Nam", "#DIV/0!"]],
        taken("WARN", "coverage-low value-error-cell"),
        form=SEMI,
    )
    yield text_table(
        "vo-han.csv",
        [head, *rows, ["Hải Dương", "NaN"], ["Hà Nam", "inf"]],
        taken("WARN", "coverage-low value-not-finite"),
        form=SEMI,
    )
    yield text_table(
        "ngoai-khoang.csv",
        [head, *rows, ["Hải Dương", "577,7"]],
        taken("WARN", "coverage-low value-out-of-range"),
        form=SEMI,
    )
    numbers = rows_of(PCI, AREAS, ["2016"], number)
    yield workbook(
        "cong-thuc.xlsx",
        {"PCI": [head, *numbers, ["Hải Dương", "=57+0.77"]]},
        taken("WARN", "coverage-low value-error-cell"),
    )


def _doubles() -> Iterator[Table]:
    rows = rows_of(PCI, AREAS, ["2016"], comma)
    head = ["Tỉnh", "PCI 2016"]
    again = [rows[0][0], "" + str(rows[0][1].cell)] if isinstance(rows[0][1], Figure) else []
    yield text_table(
        "dong-lap.csv", [head, *rows, again], taken("WARN", "coverage-low duplicate-key-identical"), form=SEMI
    )
    yield text_table(
        "dong-mau-thuan.csv", [head, *rows, [rows[0][0], "60"]], refused("duplicate-key-conflict"), form=SEMI
    )
    ranked = [[str(at), row[0], row[1]] for at, row in enumerate(rows, 1)]
    yield text_table(
        "co-xep-hang.csv", [["Xếp hạng", "Tỉnh", "PCI 2016"], *ranked], taken("WARN", "coverage-low"), form=SEMI
    )
    yield text_table(
        "phan-lon-hong.csv",
        [head, *rows[:2], *[[row[0], "chưa có số"] for row in rows[2:]]],
        refused("type-error too-many-errors coverage-low"),
        form=SEMI,
    )
