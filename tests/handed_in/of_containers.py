"""Tables by what holds them: encodings, delimiters, line ends, old fonts, workbooks, files that hold no table."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openpyxl import load_workbook

from lib.i18n import translator
from lib.intake.catalogue import load_catalogue
from lib.model.period import Period
from lib.report.template import TemplateSpec, template_workbook
from tests.handed_in.of_layouts import NORTH, PCI, SOUTH
from tests.handed_in.published import ROOT, comma, figure, members, names, number, rows_of, values
from tests.handed_in.table import Case, Table, asks, raw_table, refused, taken, text_table, workbook
from tests.handed_in.writing import Cell, Expected, Text, letter

AREAS = [*NORTH, *SOUTH]
HEAD = ["Tỉnh, thành phố", "PCI 2015", "PCI 2016"]


def tables() -> Iterator[Table]:
    """Return the tables of this kind."""
    yield from _texts()
    yield from _old_fonts()
    yield from _workbooks()
    yield from _templates()
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


def _template(codes: Sequence[str], unit_set: str, period: str) -> bytes:
    """Return a template of the program with last year's figures beside the cells to fill."""
    catalogue = load_catalogue(ROOT / "data")
    year_before = str(int(period) - 1)
    last = {
        (code, area): (float(values()[code, area, year_before]), year_before)
        for code in codes
        for area in members(unit_set)
        if (code, area, year_before) in values()
    }
    spec = TemplateSpec(
        f"Số liệu năm {period}",
        tuple(catalogue.indicators[code] for code in codes),
        tuple((area, names()[area]) for area in members(unit_set)),
        unit_set,
        Period.parse(period),
        last,
    )
    return template_workbook(spec, translator("vi"))


def _filled(file: str, codes: Sequence[str], unit_set: str, period: str, *cases: Case) -> Table:
    """Fill a template by the codes in its first column, as somebody does who sees the sheet alone."""
    book = load_workbook(io.BytesIO(_template(codes, unit_set, period)))
    page = book.worksheets[0]
    first = next(row for row in range(1, 20) if page.cell(row, 1).value == members(unit_set)[0])
    yellow = [place for place in range(1, page.max_column + 1) if not page.cell(first, place).protection.locked]
    figures = []
    for row in range(first, first + len(members(unit_set))):
        for code, place in zip(codes, yellow, strict=True):
            area = str(page.cell(row, 1).value)
            if (code, area, period) in values():
                told = figure(code, area, period, number)
                page.cell(row, place).value = told.cell
                figures.append(Expected(told, page.title, row, letter(place - 1)))
    stream = io.BytesIO()
    book.save(stream)
    return Table(file, stream.getvalue(), figures, cases)


def _templates() -> Iterator[Table]:
    two = ("POPULATION_AVG_THOUSAND", "GRDP_PC_CURRENT")
    yield _filled("tep-mau-2022.xlsx", two, "63", "2022", taken("WARN", "rows-skipped"))
    partly = taken("WARN", "rows-skipped missing-value coverage-low")
    yield _filled("tep-mau-thieu.xlsx", ("PCI",), "63", "2020", partly)
    yield _filled("tep-mau-34.xlsx", ("GRDP_GROWTH",), "34", "2025", partly)


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
