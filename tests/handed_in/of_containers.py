"""Tables by what holds them: encodings, delimiters, line ends, old fonts, workbooks, files that hold no table."""

from collections.abc import Iterator
from dataclasses import replace

from tests.handed_in.of_layouts import NORTH, PCI, SOUTH
from tests.handed_in.published import comma, number, rows_of
from tests.handed_in.table import Case, Table, asks, raw_table, refused, taken, text_table, workbook
from tests.handed_in.writing import Cell, Text

AREAS = [*NORTH, *SOUTH]
HEAD = ["Tỉnh, thành phố", "PCI 2015", "PCI 2016"]


def tables() -> Iterator[Table]:
    """Return the tables of this kind."""
    yield from _texts()
    yield from _old_fonts()
    yield from _workbooks()
    yield from _none()


def _rows() -> list[list[Cell]]:
    return [HEAD, *rows_of(PCI, AREAS, ["2015", "2016"], comma)]


def _texts() -> Iterator[Table]:
    forms = {
        "utf8-bom.csv": Text("utf-8-sig", ";", "\r\n"),
        "utf16.txt": Text("utf-16", "\t", "\r\n"),
        "windows-1258.csv": Text("windows-1258", ";", "\r\n"),
        "gach-dung.txt": Text("utf-8", "|"),
        "tab.tsv": Text("utf-8", "\t"),
        "xuong-dong-mac.csv": Text("utf-8", ";", "\r"),
    }
    for file, form in forms.items():
        guessed = " encoding-guessed" if form.encoding == "windows-1258" else ""
        yield text_table(file, _rows(), taken("WARN", "coverage-low" + guessed), form=form)
    yield text_table(
        "xuong-dong-trong-o.csv",
        [["Tỉnh,\nthành phố", "PCI\n2015", "PCI\n2016"], *rows_of(PCI, AREAS, ["2015", "2016"])],
        taken("WARN", "coverage-low"),
    )
    announced = text_table("", _rows(), form=Text(delimiter=";"))
    yield Table(
        "excel-sep.csv",
        b"sep=;\n" + announced.content,
        [replace(one, row=one.row + 1) for one in announced.figures],
        (taken("WARN", "coverage-low"),),
    )


def _old_fonts() -> Iterator[Table]:
    for font in ("tcvn3", "vni"):
        yield text_table(
            f"{font}.txt",
            _rows(),
            asks("encoding", "legacy-font"),
            taken("WARN", "coverage-low", f"encoding={font}"),
            form=Text(font, "\t", "\r\n"),
        )


def _workbooks() -> Iterator[Table]:
    rows: list[list[Cell]] = [HEAD, *rows_of(PCI, AREAS, ["2015", "2016"], number)]
    yield workbook("trang-trong.xlsx", {"Sheet1": rows, "Sheet2": []}, taken("WARN", "coverage-low"))
    yield workbook("hai-the-ky.xls", {"Sheet1": rows}, taken("WARN", "coverage-low"))


def _none() -> Iterator[Table]:
    yield raw_table("rong.csv", b"\xef\xbb\xbf\r\n\r\n", refused("file-empty"))
    yield raw_table(
        "trang-web.xls",
        "<html><table><tr><td>Hà Nội</td><td>1</td></tr></table></html>".encode(),
        refused("file-type-mismatch"),
    )
    yield raw_table("van-ban.txt", "Kính gửi: Các sở, ngành\nĐề nghị nộp báo cáo.\n".encode(), refused("format-error"))
    yield text_table("chi-co-tieu-de.csv", [HEAD], Case("REJECT", "no-rows", figures=[]))
    yield text_table(
        "chi-co-chu.csv", [["Tỉnh", "Nhận xét"], ["Hà Giang", "tốt"], ["Yên Bái", "khá"]], refused("no-numeric-column")
    )
