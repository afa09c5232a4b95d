"""Tables by how they name their areas: spellings, codes, unit sets of 1997 to 2025, lines that are no province."""

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from tests.handed_in.of_layouts import NORTH, PCI, POPULATION, SOUTH
from tests.handed_in.published import ROOT, Figure, comma, figure, members, names, number, rows_of, values
from tests.handed_in.table import Table, asks, refused, taken, text_table, workbook
from tests.handed_in.writing import Cell, Text

UNCHANGED = ["63-01", "63-04", "63-11", "63-12", "63-14", "63-20", "63-22", "63-38", "63-40", "63-42", "63-46"]
"""Units whose name and territory are the same before and after July 2025 (Huế apart from its name)."""


def tables() -> Iterator[Table]:
    """Return the tables of this kind."""
    yield from _codes()
    yield from _sets()
    yield from _written()
    yield from _lines()


def _column(unit: str, name: str) -> str:
    with (ROOT / "geo" / "units.csv").open(encoding="utf-8", newline="") as file:
        return {row["ref_area"]: row[name] for row in csv.DictReader(file)}[unit]


def _codes() -> Iterator[Table]:
    everywhere = members("63")
    yield text_table(
        "ma-va-ten.csv",
        [
            ["Mã", "Tên tỉnh", "PCI 2016"],
            *[[area[3:], names()[area], figure(PCI, area, "2016")] for area in everywhere],
        ],
        taken("ACCEPT"),
    )
    yield text_table(
        "ma-mat-so-khong.csv",
        [
            ["Mã tỉnh", "Tỉnh", "PCI 2016"],
            *[[str(int(area[3:])), names()[area], figure(PCI, area, "2016")] for area in everywhere],
        ],
        taken("ACCEPT"),
    )
    yield text_table(
        "chi-co-ma-mat-so-khong.csv",
        [["Mã tỉnh", "PCI 2016"], *[[str(int(area[3:])), figure(PCI, area, "2016")] for area in everywhere]],
        taken("ACCEPT"),
    )
    yield text_table(
        "ma-iso.csv",
        [["Mã ISO", "PCI 2016"], *[[_column(area, "iso_code"), figure(PCI, area, "2016")] for area in everywhere]],
        taken("ACCEPT"),
    )
    yield text_table(
        "ma-pci-va-ten.csv",
        [
            ["ID PCI", "Tỉnh", "PCI 2016"],
            *[[_column(area, "pci_code"), names()[area], figure(PCI, area, "2016")] for area in everywhere],
        ],
        taken("ACCEPT"),
    )
    reused = ["63-15", "63-24", "63-44", "63-52", "63-80", "63-82", "63-91"]
    yield text_table(
        "bay-ma-dung-lai.csv",
        [["Mã", "PCI 2016"], *[[area[3:], figure(PCI, area, "2016")] for area in reused]],
        asks("unit-set", "area-code-ambiguous"),
        taken("WARN", "coverage-low", "unit-set=63"),
    )
    swapped = [[area[3:], names()[area], figure(PCI, area, "2016", comma)] for area in NORTH]
    wrong: list[Cell] = ["48", "Hải Dương", "59,05"]
    yield text_table(
        "ma-khac-ten.csv",
        [["Mã", "Tỉnh", "PCI 2016"], *swapped, wrong],
        taken("WARN", "coverage-low area-code-mismatch"),
        form=Text(delimiter=";"),
    )


def growth(style: object = number) -> list[list[Cell]]:
    """Return the 34 units with the growth of 2025 where it was published."""
    return [
        [area[3:], names()[area], figure("GRDP_GROWTH", area, "2025", comma)]
        if ("GRDP_GROWTH", area, "2025") in values()
        else [area[3:], names()[area], ".."]
        for area in members("34")
    ]


def _sets() -> Iterator[Table]:
    provisional = [[replace(c, status="E") if isinstance(c, Figure) else c for c in row] for row in growth()]
    yield text_table(
        "du-34-don-vi.csv",
        [["Mã", "Tỉnh, thành phố", "Tăng trưởng GRDP ước 2025"], *provisional],
        taken("WARN", "missing-value coverage-low"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "co-ha-tay.csv",
        [["Tỉnh", "PCI 2007"], *rows_of(PCI, members("64"), ["2007"])],
        taken("ACCEPT"),
    )
    yield text_table(
        "61-don-vi.csv",
        [
            ["Tổng mức bán lẻ", ""],
            ["Tỉnh", "2001", "2002"],
            *rows_of("RETAIL_SALES_BN_VND", members("61"), ["2001", "2002"]),
        ],
        taken("WARN", "rows-skipped"),
    )
    few = [["Tỉnh", "PCI 2016"], *rows_of(PCI, UNCHANGED[:-1], ["2016"])]
    yield text_table(
        "muoi-don-vi-khong-doi.csv",
        few,
        asks("unit-set", "area-regime-mixed"),
        taken("WARN", "coverage-low", "unit-set=63"),
    )
    yield text_table(
        "muoi-don-vi-ghi-63.csv",
        [["Số liệu của 63 tỉnh, thành phố theo địa giới cũ"], *few],
        taken("WARN", "coverage-low rows-skipped"),
    )
    new = [names()[area] for area in members("34")]
    old_only = ["Hà Giang", "Bắc Kạn", "Yên Bái"]
    yield text_table(
        "lan-63-va-34.csv",
        [["Tỉnh", "GRDP bình quân đầu người 2025"], *[[name, "50"] for name in [*new, *old_only]]],
        asks("unit-set", "area-regime-mixed", "indicator=GRDP_PC_CURRENT"),
    )


def _written() -> Iterator[Table]:
    spelled = {
        "63-79": "TP. HCM",
        "63-46": "TT-Huế",
        "63-77": "BRVT",
        "63-66": "Đăk Lăk",
        "63-17": "Hoà Bình",
        "63-38": "Thanh Hoá",
        "63-67": "Dak Nong",
        "63-62": "Kon tum",
        "63-48": "Tp Đà Nẵng",
        "63-26": "Tỉnh Vĩnh Phúc",
        "63-56": "KHANH HOA",
        "63-89": "an giang",
    }
    yield text_table(
        "cach-viet-khac.csv",
        [["Tỉnh", "PCI 2016"], *[[name, figure(PCI, area, "2016")] for area, name in spelled.items()]],
        taken("WARN", "coverage-low"),
    )
    plain = rows_of(PCI, [*NORTH, *SOUTH], ["2016"])
    bare = [
        [
            "".join(
                sign
                for sign in unicodedata.normalize("NFD", str(row[0]).replace("Đ", "D").replace("đ", "d"))
                if not unicodedata.combining(sign)
            ),
            row[1],
        ]
        for row in plain
    ]
    yield text_table("khong-dau.csv", [["Tinh", "PCI 2016"], *bare], taken("WARN", "coverage-low"))
    yield text_table(
        "to-hop-nfd.csv", [["Tỉnh", "PCI 2016"], *plain], taken("WARN", "coverage-low"), form=Text("utf-8-nfd")
    )
    wide_space = "\u00a0 "
    spaced = [[wide_space + str(row[0]).replace(" ", wide_space) + " ", row[1]] for row in plain]
    yield text_table("khoang-trang-cung.csv", [["Tỉnh", "PCI 2016"], *spaced], taken("WARN", "coverage-low"))
    zero = [[f"\u200b{row[0]}\ufeff", row[1]] for row in plain]
    yield text_table("ky-tu-an.csv", [["Tỉnh", "PCI 2016"], *zero], taken("WARN", "coverage-low invisible-characters"))
    eth = [[names()[a].replace("Đ", "\u00d0"), figure(PCI, a, "2016")] for a in ("63-48", "63-75", "63-67", "63-66")]
    yield text_table("chu-eth.csv", [["Tỉnh", "PCI 2016"], *eth], taken("WARN", "coverage-low"))
    noted = [
        ["Nam Định(*)", figure(PCI, "63-36", "2016")],
        ["Hà Nam [1]", figure(PCI, "63-35", "2016")],
        ["Thái Bình*", figure(PCI, "63-34", "2016")],
    ]
    yield text_table("ten-co-chu-thich.csv", [["Tỉnh", "PCI 2016"], *noted], taken("WARN", "coverage-low"))
    marked = [["<b>Hà Giang</b>", "54,77"], *rows_of(PCI, SOUTH, ["2016"], comma)]
    yield text_table(
        "ma-html.csv",
        [["Tỉnh", "PCI 2016"], *marked],
        taken("WARN", "coverage-low markup-in-text area-unknown"),
        form=Text(delimiter=";"),
    )
    controlled = [[f"{row[0]}\x07", row[1]] for row in plain[:2]] + plain[2:]
    yield text_table(
        "ky-tu-dieu-khien.csv", [["Tỉnh", "PCI 2016"], *controlled], taken("WARN", "coverage-low control-characters")
    )
    foreign = [["Hà N\u043eam", "58,16"], *rows_of(PCI, SOUTH, ["2016"], comma)]
    yield text_table(
        "chu-cai-khac.csv",
        [["Tỉnh", "PCI 2016"], *foreign],
        taken("WARN", "coverage-low homoglyph area-unknown"),
        form=Text(delimiter=";"),
    )


def _lines() -> Iterator[Table]:
    rows = rows_of(PCI, [*NORTH, *SOUTH], ["2015", "2016"], comma)
    yield text_table(
        "dong-tong-hop.csv",
        [
            ["Tỉnh", "PCI 2015", "PCI 2016"],
            *rows[:6],
            ["Min", "50,32", "51,08"],
            ["Trung vị", "58,19", "58,20"],
            ["Max", "68,34", "70,00"],
            *rows[6:],
            ["Bình quân", "58,2", "58,4"],
            ["Cả nước", "", "58,2"],
        ],
        taken("WARN", "coverage-low area-not-province"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "go-sai-ten.csv",
        [["Tỉnh", "PCI 2015", "PCI 2016"], *rows, ["Thái Nguyênn", "61,21", "61,82"], ["Xứ Thanh Lâm", "60", "61"]],
        taken("WARN", "coverage-low area-unknown"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "ten-mo-ho.csv",
        [["Tỉnh", "PCI 2015", "PCI 2016"], *rows, ["Hà", "58,1", "58,9"], ["Bình", "57,5", "58,3"]],
        taken("WARN", "coverage-low area-ambiguous"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "co-huyen.csv",
        [["Đơn vị", "PCI 2015", "PCI 2016"], *rows, ["Huyện Đồng Văn", "50,1", "51,9"]],
        taken("WARN", "coverage-low area-not-province"),
        form=Text(delimiter=";"),
    )
    yield text_table(
        "khong-co-tinh.csv",
        [["Sản phẩm", "2015", "2016"], ["Gạo", "10", "12"], ["Cà phê", "3", "4"], ["Hồ tiêu", "5", "6"]],
        refused("area-column-not-found"),
    )
    gone = rows_of(POPULATION, members("63"), ["2021"], number)
    yield workbook(
        "dan-so-63.xlsx",
        {"Sheet1": [["Dân số trung bình (Nghìn người)"], ["Tỉnh", "2021"], *gone]},
        taken("WARN", "rows-skipped"),
    )
