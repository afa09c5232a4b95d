"""Tables by how they are laid out: titles, headers, blocks, provinces in rows or columns, wide and long."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from tests.handed_in.published import (
    Figure,
    comma,
    figure,
    grouped_comma,
    grouped_point,
    members,
    names,
    number,
    regions,
    renamed,
    rows_of,
)
from tests.handed_in.table import Table, asks, only, taken, text_table, workbook
from tests.handed_in.writing import Cell, Sheets, Text

NORTH = ["63-02", "63-17", "63-06", "63-08", "63-15", "63-26"]
SOUTH = ["63-74", "63-77", "63-80", "63-83", "63-84", "63-93"]
POPULATION, PCI, POVERTY = "POPULATION_AVG_THOUSAND", "PCI", "POVERTY_RATE"
REGION_NAMES = {
    "R1": "TRUNG DU VÀ MIỀN NÚI PHÍA BẮC",
    "R2": "ĐỒNG BẰNG SÔNG HỒNG",
    "R3": "BẮC TRUNG BỘ VÀ DUYÊN HẢI MIỀN TRUNG",
    "R4": "TÂY NGUYÊN",
    "R5": "ĐÔNG NAM BỘ",
    "R6": "ĐỒNG BẰNG SÔNG CỬU LONG",
}


def with_regions(rows: list[list[str | Figure]], sums: list[Cell]) -> list[list[Cell]]:
    """Put the whole country on top and a region above its provinces, with lines that are no figures of provinces."""
    found: list[list[Cell]] = [["CẢ NƯỚC", *sums]]
    by_region = sorted(rows, key=lambda row: regions()[row[1].ref_area])
    for region, group in groupby(by_region, key=lambda row: regions()[row[1].ref_area]):
        found += [[REGION_NAMES[region], *sums], *group]
    return found


def preliminary(rows: list[list[str | Figure]], place: int) -> list[list[str | Figure]]:
    """Mark the figures of a column as preliminary."""
    return [
        [replace(c, status="P") if at == place and isinstance(c, Figure) else c for at, c in enumerate(row)]
        for row in rows
    ]


def tables() -> Iterator[Table]:
    """Return the tables of this kind."""
    yield from _of_the_statistics_office()
    yield from _headers()
    yield from _turned()
    yield from _many()
    yield from _long()


def _of_the_statistics_office() -> Iterator[Table]:
    rows = preliminary(rows_of(POPULATION, members("63"), ["2019", "2020", "2021"], grouped_comma), 3)
    yield text_table(
        "dan-so-co-vung.csv",
        [
            ["Biểu 12. Dân số trung bình phân theo địa phương"],
            ["Đơn vị tính: Nghìn người"],
            [],
            ["", "2019", "2020", "Sơ bộ 2021"],
            *with_regions(rows, ["96.484,0", "97.582,7", "98.506,2"]),
            [],
            ["Ghi chú: Số liệu sơ bộ được điều chỉnh ở lần công bố sau."],
        ],
        taken("WARN", "rows-skipped area-not-province encoding-guessed"),
        form=Text("windows-1258", ";", "\r\n"),
    )
    yield workbook(
        "dien-tich.xlsx",
        {
            "Sheet1": [
                ["Diện tích tự nhiên phân theo địa phương"],
                ["Km²"],
                ["Địa phương", "2020", "2021"],
                *with_regions(rows_of("AREA_KM2", members("63"), ["2020", "2021"], number), [331235.7, 331345.7]),
            ]
        },
        taken("WARN", "rows-skipped area-not-province"),
    )
    yield text_table(
        "ho-ngheo-ngan.csv",
        [["Tỉnh/Thành phố", "2014", "2015"], *rows_of(POVERTY, NORTH, ["2014", "2015"], comma)],
        asks("indicator", "extra-label"),
        taken("WARN", "coverage-low", "indicator=POVERTY_RATE"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "pci-nhieu-dong-tieu-de.csv",
        [
            ["ỦY BAN NHÂN DÂN TỈNH"],
            ["SỞ KẾ HOẠCH VÀ ĐẦU TƯ"],
            [],
            ["CHỈ SỐ NĂNG LỰC CẠNH TRANH CẤP TỈNH"],
            ["(Kèm theo công văn của Sở)"],
            [],
            ["TT", "Tên tỉnh", "2015", "2016"],
            *[[str(at), *row] for at, row in enumerate(rows_of(PCI, NORTH, ["2015", "2016"]), 1)],
            [],
            ["Nguồn: VCCI"],
        ],
        taken("WARN", "rows-skipped coverage-low", "indicator=PCI"),
    )


def _headers() -> Iterator[Table]:
    both = [
        [*people, *dense[1:]]
        for people, dense in zip(
            rows_of(POPULATION, NORTH, ["2020", "2021"], number),
            rows_of("POP_DENSITY", NORTH, ["2020", "2021"], number),
            strict=True,
        )
    ]
    two_rows = [
        ["Địa phương", "Dân số trung bình", None, "Mật độ dân số", None],
        [None, "2020", "2021", "2020", "2021"],
        *both,
    ]
    merged = ("A1:A2", "B1:C1", "D1:E1")
    yield workbook(
        "hai-dong-tieu-de.xlsx",
        {"Bảng": two_rows},
        taken("WARN", "coverage-low"),
        look=Sheets(merged={"Bảng": merged}),
    )
    yield text_table("hai-dong-khong-gop.csv", two_rows, taken("WARN", "coverage-low"))
    three_rows = [
        ["TT", "Địa phương", "Dân số và mật độ dân số", None, None, None],
        [None, None, "Dân số trung bình", None, "Mật độ dân số", None],
        [None, None, "Năm 2020", "Năm 2021", "Năm 2020", "Năm 2021"],
        *[[at, *row] for at, row in enumerate(both, 1)],
    ]
    yield workbook(
        "ba-dong-tieu-de.xlsx",
        {"Bảng": three_rows},
        taken(
            "WARN",
            "coverage-low",
            "indicator:C=POPULATION_AVG_THOUSAND",
            "indicator:D=POPULATION_AVG_THOUSAND",
            "indicator:E=POP_DENSITY",
            "indicator:F=POP_DENSITY",
        ),
        look=Sheets(merged={"Bảng": ("A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2")}),
    )
    yield text_table(
        "nhieu-chi-tieu.csv",
        [
            ["Một số chỉ tiêu dân số năm 2021"],
            ["Tỉnh", "Dân số trung bình (Nghìn người)", "Diện tích (Km²)", "Mật độ dân số (Người/km²)"],
            *[
                [
                    names()[area],
                    *(figure(code, area, "2021", grouped_comma) for code in (POPULATION, "AREA_KM2")),
                    figure("POP_DENSITY", area, "2021", grouped_comma),
                ]
                for area in members("63")
            ],
        ],
        taken("WARN", "rows-skipped"),
        form=Text(delimiter="\t"),
    )
    body = rows_of(PCI, [*NORTH, *SOUTH], ["2014", "2015", "2016"], comma)
    head = ["STT", "Tỉnh, thành phố", "2014", "2015", "2016"]
    numbered: list[list[Cell]] = [[str(at), *row] for at, row in enumerate(body, 1)]
    yield text_table(
        "tieu-de-lap-lai.csv",
        [["Chỉ số PCI"], head, *numbered[:6], head, *numbered[6:]],
        taken("WARN", "rows-skipped header-repeated coverage-low"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "cot-danh-so.csv",
        [head, ["(1)", "(2)", "(3)", "(4)", "(5)"], *numbered],
        taken("WARN", "coverage-low", "indicator=PCI"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "cot-va-dong-trong.csv",
        [
            ["", "", "", "", ""],
            ["", "Tỉnh", "", "PCI 2015", "PCI 2016"],
            *[
                ["", row[0], "", row[1], row[2]] if row else [""] * 5
                for row in [*rows_of(PCI, NORTH[:3], ["2015", "2016"]), [], *rows_of(PCI, SOUTH, ["2015", "2016"])]
            ],
        ],
        taken("WARN", "coverage-low"),
    )


def _turned() -> Iterator[Table]:
    areas = [*NORTH, *SOUTH]
    yield text_table(
        "tinh-theo-cot.csv",
        [
            ["Tỷ lệ hộ nghèo (%)"],
            ["Năm", *(names()[area] for area in areas)],
            *[[year, *(figure(POVERTY, area, year, comma) for area in areas)] for year in ("2013", "2014", "2015")],
        ],
        taken("WARN", "layout-transposed coverage-low value-deviated", "indicator=POVERTY_RATE"),
        form=Text(delimiter=";"),
    )
    yield workbook(
        "chi-tieu-theo-dong.xlsx",
        {
            "2021": [
                ["Năm 2021"],
                ["Chỉ tiêu", *(names()[area] for area in areas)],
                *[
                    [name, *(figure(code, area, "2021", number) for area in areas)]
                    for name, code in (("Dân số trung bình", POPULATION), ("Mật độ dân số", "POP_DENSITY"))
                ],
            ]
        },
        taken("WARN", "layout-transposed coverage-low"),
    )
    rows = [
        ["Tỉnh Hà Giang: dân số"],
        ["Năm", "Dân số trung bình", "Mật độ dân số"],
        *[
            [y, figure(POPULATION, "63-02", y, comma), figure("POP_DENSITY", "63-02", y, comma)]
            for y in ("2019", "2020", "2021", "2022")
        ],
    ]
    yield text_table(
        "mot-tinh.csv",
        rows,
        asks("area", "area-column-not-found"),
        taken("WARN", "rows-skipped coverage-low", "area=Hà Giang"),
        taken("WARN", "rows-skipped coverage-low", "area=63-02"),
        form=Text(delimiter=";"),
    )


def _many() -> Iterator[Table]:
    left, right = NORTH, SOUTH
    yield text_table(
        "hai-bang-xep-hang-canh-nhau.csv",
        [
            ["Bảng xếp hạng PCI năm 2016"],
            ["Hạng", "Tỉnh", "PCI", "", "Hạng", "Tỉnh", "PCI"],
            *[
                [
                    str(at),
                    names()[one],
                    figure(PCI, one, "2016"),
                    "",
                    str(at + 6),
                    names()[two],
                    figure(PCI, two, "2016"),
                ]
                for at, (one, two) in enumerate(zip(left, right, strict=True), 1)
            ],
        ],
        taken("WARN", "rows-skipped coverage-low"),
    )
    years = ("2014", "2015", "2016")
    yield text_table(
        "ba-bang-noi-tiep.csv",
        [
            line
            for year in years
            for line in [
                [f"Chỉ số PCI năm {year}"],
                ["Tỉnh", "PCI"],
                *rows_of(PCI, [*NORTH, *SOUTH], [year], comma),
                [],
            ]
        ],
        taken("WARN", "rows-skipped coverage-low"),
        form=Text(delimiter=";"),
    )
    sheets = {
        "PCI 2015": [["Tỉnh", "PCI"], *rows_of(PCI, NORTH, ["2015"], number)],
        "PCI 2016": [["Tỉnh", "PCI"], *rows_of(PCI, NORTH, ["2016"], number)],
    }
    table = workbook("hai-trang.xlsx", sheets)
    yield replace(
        table,
        cases=[
            asks("sheet", "sheet-choice"),
            taken("WARN", "coverage-low", "sheet=PCI 2016", figures=only(table.figures, sheet="PCI 2016")),
            taken("WARN", "coverage-low", "sheet=1", figures=only(table.figures, sheet="PCI 2015")),
            taken("WARN", "coverage-low", "sheet=*"),
        ],
    )
    yield workbook(
        "trang-ghi-chu.xlsx",
        {
            "Ghi chú": [["Biểu do Sở lập theo công bố của VCCI."], ["Mọi thắc mắc xin liên hệ phòng Tổng hợp."]],
            "Số liệu": [["Tỉnh", "PCI 2016"], *rows_of(PCI, NORTH, ["2016"], number)],
        },
        taken("WARN", "coverage-low"),
    )


def _long() -> Iterator[Table]:
    areas, years = [*NORTH, *SOUTH], ("2014", "2015", "2016")
    yield text_table(
        "dang-dai.csv",
        [
            ["ref_area", "time_period", "indicator", "obs_value"],
            *[[area, year, PCI, figure(PCI, area, year)] for year in years for area in areas],
        ],
        taken("WARN", "coverage-low"),
    )
    codes = {"Dân số trung bình": POPULATION, "Mật độ dân số": "POP_DENSITY"}
    yield text_table(
        "dang-dai-hai-chi-tieu.csv",
        [
            ["Địa phương", "Chỉ tiêu", "Đơn vị tính", "Năm", "Giá trị"],
            *[
                [
                    names()[area],
                    name,
                    "Nghìn người" if code == POPULATION else "Người/km²",
                    year,
                    figure(code, area, year, grouped_point),
                ]
                for area in areas
                for name, code in codes.items()
                for year in ("2020", "2021")
            ],
        ],
        taken("WARN", "coverage-low"),
    )
    yield text_table(
        "dang-dai-theo-thang.txt",
        [
            ["Tỉnh", "Năm", "Tháng", "Số ca mắc"],
            *[
                [names()[area], "2021", str(month), cell]
                for area in areas
                for month in (7, 8, 9)
                for cell in renamed([[figure("COVID19_CASES_MONTH", area, f"2021-{month:02d}")]], "Số ca mắc")[0]
            ],
        ],
        asks("indicator", "extra-label"),
        taken("WARN", "coverage-low", "indicator=header"),
        form=Text(delimiter="|"),
    )
