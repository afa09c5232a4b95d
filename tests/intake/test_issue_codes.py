"""Every code of the issues is raised by a small file of its own: outcome, rows, column and text as they are told."""

import io
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from lib.i18n import translator
from lib.intake.limits import Limits
from lib.intake.read import HandedIn, read_file
from lib.intake.setting import Setting
from lib.model.issue import IssueCode, Outcome
from lib.services.hand_in import preview
from lib.services.hand_in_commands import answers_of, load, root_setting
from lib.services.workspace import Workspace
from tests.intake.legacy_bytes import tcvn3, windows_1258

ROOT = Path(__file__).parents[2]
WARN, ASK, REJECT = Outcome.WARN, Outcome.ASK, Outcome.REJECT
PCI = "Tỉnh;PCI 2016\nHải Dương;57,7\nHà Nam;58,2\nBắc Giang;58,2\n"
LONG = "Tỉnh;Kỳ;PCI\nHải Dương;2016;57,7\n"
SMALL = Limits(file_bytes=60, rows=2, columns=1, cell_characters=30, ratio=2, unpacked_bytes=1_000)
NEW = (
    *("Hà Nội", "Cao Bằng", "Tuyên Quang", "Điện Biên", "Lai Châu", "Sơn La", "Lào Cai", "Thái Nguyên", "Lạng Sơn"),
    *("Quảng Ninh", "Bắc Ninh", "Phú Thọ", "Hải Phòng", "Hưng Yên", "Ninh Bình", "Thanh Hóa", "Nghệ An", "Hà Tĩnh"),
    *("Quảng Trị", "Huế", "Đà Nẵng", "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Đắk Lắk", "Lâm Đồng", "Đồng Nai"),
    *("TP. Hồ Chí Minh", "Tây Ninh", "Đồng Tháp", "Vĩnh Long", "An Giang", "Cần Thơ", "Cà Mau"),
)


@dataclass(frozen=True)
class Raised:
    """A file and the issue it raises."""

    code: str
    content: str | bytes
    outcome: Outcome
    rows: Sequence[int] = ()
    column: str = ""
    text: str = ""
    answers: Sequence[str] = ()
    file_name: str = "bang.csv"
    limits: Sequence[str] = ()  # those of SMALL that are in force
    question: str = ""


def two_sheets() -> bytes:
    book = Workbook()
    for page, name in ((book.active, "Quý I"), (book.create_sheet(), "Quý II")):
        page.title = name
        for row in (["Tỉnh", "PCI 2016"], ["Hải Dương", 57.7], ["Hà Nam", 58.2]):
            page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            packed.writestr(name, " " * 100_000)
    return stream.getvalue()


FILES = (
    Raised("file-empty", b"\xef\xbb\xbf\r\n", REJECT),
    Raised("file-too-large", PCI, REJECT, limits=["file_bytes"]),
    Raised("file-type-mismatch", b"%PDF-1.7 ...", REJECT),
    Raised("compression-ratio", bomb(), REJECT, file_name="a.xlsx", limits=["ratio", "unpacked_bytes"]),
    Raised("file-name-changed", PCI, WARN, file_name="../so<lieu>.csv"),
    Raised("encoding-error", windows_1258(PCI), REJECT, [1], answers=["encoding=utf-8"]),
    Raised("encoding-guessed", windows_1258(PCI), WARN),
    Raised("encoding-mixed", PCI.encode() + windows_1258("Thừa Thiên Huế;59,7\nQuảng Bình;55\n"), REJECT, [5, 6]),
    Raised("encoding-damaged", PCI + "X?? Y??ng;5\n", ASK, [5], "A", "X?? Y??ng", question="labels"),
    Raised("legacy-font", tcvn3(PCI), ASK, [], "A", tcvn3("Hải Dương").decode("cp1252"), question="encoding"),
    Raised("format-error", "Kính gửi: Các sở, ngành\nĐề nghị nộp báo cáo.\n", REJECT),
    Raised("unclosed-quote", 'Tỉnh;PCI 2016\n"Hải Dương;57,7\nHà Nam;58,2\n', REJECT, [2]),
    Raised("stray-quote", PCI + 'Hưng "Yên;5\n', WARN, [5], "A", 'Hưng "Yên'),
    Raised("too-many-rows", PCI, REJECT, limits=["rows"]),
    Raised("too-many-columns", PCI, REJECT, limits=["columns"]),
    Raised("sheet-choice", two_sheets(), ASK, file_name="a.xlsx", question="sheet"),
    Raised("header-not-found", "Hải Dương;57,7\nHà Nam;58,2\n", ASK, [1], question="header-row"),
    Raised(
        "header-multirow",
        "Tỉnh;;Dân số;;;GRDP;\n;2019;2020;2021;2019;2020;2021\nHải Dương;1;2;3;4;5;6\nHà Nam;2;3;4;5;6;7\n",
        ASK, [1, 2], answers=["indicator=header"], question="header-row",
    ),
    Raised("header-repeated", PCI + "Tỉnh;PCI 2016\nHưng Yên;5\n", WARN, [5]),
    Raised(
        "duplicate-label", "Tỉnh;PCI 2016;PCI 2016\nHải Dương;57,7;1\nHà Nam;58,2;2\n", ASK,
        question="value-columns",
    ),
    Raised("blank-label", "Tỉnh;PCI 2016;\nHải Dương;57,7;1\nHà Nam;58,2;2\n", ASK, [], "C", question="value-columns"),
    Raised("missing-label", "Tỉnh;Năm;Ghi chú\nHải Dương;2016;a\nHà Nam;2016;b\n", REJECT),
    Raised("extra-label", "Tỉnh;PCI 2016;Ghi chú\nHải Dương;57,7;a\nHà Nam;58,2;b\n", WARN, [], "C", "Ghi chú"),
    Raised("layout-transposed", "Năm;Hải Dương;Hà Nam\n2015;57,7;58,2\n2016;5;6\n", WARN, answers=["indicator=PCI"]),
    Raised("rows-skipped", "Bảng PCI\n" + PCI, WARN, [1], "", "Bảng PCI"),
    Raised("no-rows", "Tỉnh;PCI 2016;Hạng\n", REJECT),
    Raised("no-numeric-column", "Tỉnh;Nhận xét\nHải Dương;tốt\nHà Nam;khá\n", REJECT),
    Raised("missing-cell", "Tỉnh;PCI 2015;PCI 2016\nHải Dương;57,7\nHà Nam;58,2;59\n", WARN, [2]),
    Raised(
        "extra-cell", "Tỉnh,PCI 2015,PCI 2016\nHải Dương,57,58\nHà Nam,58,2,59\nHưng Yên,1,2\n", WARN, [3],
        answers=["value-columns=B,C"],
    ),
    Raised("area-column-not-found", "Sản phẩm;2015;2016\nGạo;10;12\nCà phê;3;4\n", REJECT),
    Raised(
        "area-column-ambiguous",
        "Tỉnh nơi đi;Tỉnh nơi đến;Khách 2016\nHải Dương;Hà Nam;57\nHà Nam;Bắc Giang;58\nBắc Giang;Hải Dương;3\n",
        ASK, question="area-column",
    ),
    Raised("area-unknown", PCI + "Thái Bìnhh;5\n", WARN, [5], "A", "Thái Bìnhh"),
    Raised("area-ambiguous", PCI + "Hà;5\n", WARN, [5], "A", "Hà"),
    Raised("area-not-province", PCI + "CẢ NƯỚC;5\n", WARN, [5], "A", "CẢ NƯỚC"),
    Raised("area-obsolete", PCI + "Hà Tây;5\n", WARN, [5], "A", "Hà Tây", answers=["unit-set=63"]),
    Raised(
        "area-not-yet-valid", "Tỉnh;X 2019\n" + "".join(f"{name};5\n" for name in NEW), WARN,
        [4, 8, 9, 12, 13, 14, 15, 16, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35], "B",
        answers=["indicator=header"],
    ),
    Raised("area-regime-mixed", "Tỉnh;PCI 2016\nHà Nội;57,7\nCao Bằng;58,2\n", ASK, question="unit-set"),
    Raised("area-code-ambiguous", "Mã;PCI 2016\n15;57\n24;58\n44;5\n52;6\n80;7\n82;8\n", ASK, question="unit-set"),
    Raised(
        "area-code-mismatch", "Mã;Tỉnh;PCI 2016\n30;Hải Dương;57\n48;Hà Nam;58\n24;Bắc Giang;3\n", WARN, [3], "A",
        "Hà Nam",
    ),
    Raised("area-damaged", PCI + "H?ng Y�n;5\n", ASK, [5], "A", "H?ng Y�n", question="labels"),
    Raised("period-missing", "Tỉnh;PCI\nHải Dương;57,7\nHà Nam;58,2\n", ASK, question="period"),
    Raised("period-invalid", LONG + "Hà Nam;2016;58,2\nHưng Yên;chưa rõ;5\n", WARN, [4], "B", "chưa rõ"),
    Raised("period-future", LONG + "Hà Nam;2039;58,2\n", WARN, [3], "C", "2039"),
    Raised(
        "period-ambiguous", "Tỉnh;Ngày;PCI\nHải Dương;03/04/2016;57\nHà Nam;03/04/2016;58\n", WARN, [2, 3], "B",
        "03/04/2016",
    ),
    Raised("period-mixed-types", LONG + "Hà Nam;2016-05;58,2\n", ASK, [], "B", question="period"),
    Raised(
        "period-serial-date", LONG.replace("2016", "42370") + "Hà Nam;42370;58\n", ASK, [2, 3], "B", "42370",
        question="period",
    ),
    Raised(
        "period-repaired", "Tỉnh;Năm học;PCI\nHải Dương;2015-2016;57\nHà Nam;2015-2016;58\n", WARN, [2, 3], "B",
        "năm học 2015-2016",
    ),
    Raised(
        "period-kind-mixed", "Tỉnh;PCI 2016;Kế hoạch 2016\nHải Dương;57,7;1\nHà Nam;58,2;2\n", ASK, [], "C",
        question="value-columns",
    ),
    Raised("type-error", PCI + "Hưng Yên;đang tính\nThái Bình;5\n", WARN, [5], "B", "đang tính"),
    Raised(
        "number-format-ambiguous", "Tỉnh;2016\nHải Dương;1.234\nHà Nam;2.345\n", ASK, [2], "B", "1.234",
        ["indicator=X"], question="decimal:B",
    ),
    Raised(
        "number-format-mixed", "Tỉnh;2016\nHải Dương;1,5\nHà Nam;2.5\n", ASK, [2], "B", "1,5", ["indicator=X"],
        question="decimal:B",
    ),
    Raised(
        "unit-mixed", "Tỉnh;2016\nHải Dương;1,5%\nHà Nam;2,5\n", ASK, [2, 3], "B", "2,5", ["indicator=X"],
        question="value-columns",
    ),
    Raised("value-not-finite", PCI + "Hưng Yên;NaN\n", WARN, [5], "B", "NaN"),
    Raised("value-out-of-range", PCI + "Hưng Yên;577,5\n", WARN, [5], "B", "577.5"),
    Raised(
        "value-deviated", "Tỉnh;Dân số 2020\nHải Dương;1916000\nHà Nam;861000\n", ASK, [2, 3], "B",
        "POPULATION_AVG_THOUSAND: 1.3885e+06; 313 – 8380", question="indicator:POPULATION_AVG_THOUSAND",
    ),
    Raised("value-error-cell", PCI + "Hưng Yên;#REF!\n", WARN, [5], "B", "#REF!"),
    Raised("value-too-long", PCI + f"Hưng Yên;{'5' * 40}\n", WARN, [5], "B", "5" * 40, limits=["cell_characters"]),
    Raised("precision-lost", "Tỉnh;2016\nHải Dương;1,23E+15\nHà Nam;2\n", WARN, [2], "B", "1,23E+15", ["indicator=X"]),
    Raised("missing-value", PCI + "Hưng Yên;...\n", WARN, [5], "B", "..."),
    Raised("footnote-stripped", PCI + "Hưng Yên;57,1[3]\n", WARN, [5], "B", "57,1[3]"),
    Raised("duplicate-key-identical", PCI + "Hà Nam;58,2\n", WARN, [3, 5], "B", "Hà Nam 2016"),
    Raised("duplicate-key-conflict", PCI + "Hà Nam;60\n", REJECT, [3, 5], "B", "Hà Nam 2016"),
    Raised("coverage-low", PCI, WARN, [], "", "PCI 2016"),
    Raised("too-many-errors", "Tỉnh;PCI 2016\nHải Dương;57,7\nHà Nam;một\nHưng Yên;hai\n", REJECT),
    Raised("control-characters", PCI + "Hưng\x07 Yên;5\n", WARN, [5], "A", "Hưng Yên"),
    Raised("invisible-characters", PCI + "Hưng\u200b Yên;5\n", WARN, [5], "A", "Hưng Yên"),
    Raised("homoglyph", PCI + "Thái Bìnhс;5\n", WARN, [5], "A", "Thái Bìnhс"),
    Raised("markup-in-text", PCI + "<b>Hưng Yên</b>;5\n", WARN, [5], "A", "<b>Hưng Yên</b>"),
    Raised(
        "indicator-name-unsafe", "Tỉnh;=cmd|x 2016\nHải Dương;1\nHà Nam;2\n", WARN, [], "B", "=cmd|x",
        ["indicator=header"],
    ),
)  # fmt: skip


@cache
def setting() -> Setting:
    return root_setting(ROOT)


@pytest.mark.parametrize("raised", FILES, ids=[raised.code for raised in FILES])
def test_a_small_file_raises_its_code_at_its_place(raised: Raised) -> None:
    content = raised.content.encode() if isinstance(raised.content, str) else raised.content
    limits = replace(Limits(), **{name: getattr(SMALL, name) for name in raised.limits})
    reading = read_file(
        HandedIn(content, raised.file_name), replace(setting(), limits=limits), answers_of(raised.answers)
    )
    found = [issue for issue in reading.issues if issue.code == raised.code]
    assert len(found) == 1, [str(issue.code) for issue in reading.issues]
    assert reading.outcome == raised.outcome
    assert list(found[0].rows) == list(raised.rows)
    assert found[0].column == raised.column
    if raised.code != "area-not-yet-valid":  # quotes all the names
        assert found[0].text == raised.text
    assert (reading.question.key if reading.question else "") == raised.question
    assert (found[0].outcome is reading.outcome) or reading.outcome is WARN


def test_a_figure_that_changes_what_stands_is_told_with_both_values(workspace: Workspace) -> None:
    content = "Tỉnh;PCI 2016\nHà Giang;12,5\nBắc Kạn;54,595444\n".encode()
    seen = preview(read_file(HandedIn(content, "bang.csv"), setting()), workspace)
    changed = [issue for issue in seen.issues if issue.code is IssueCode.EXISTING_VALUE_CHANGED]
    assert [(issue.rows, issue.column, issue.text) for issue in changed] == [((2,), "B", "Hà Giang")]
    assert changed[0].parts["old"] == "55.400387"
    assert changed[0].parts["new"] == "12.5"


def test_a_store_that_breaks_refuses_the_file_and_keeps_what_it_has(office: Workspace, tmp_path: Path) -> None:
    before = office.observations("PCI")
    with closing(sqlite3.connect(tmp_path / "toan-canh.sqlite")) as database:
        database.execute("DROP TABLE summary")  # written last: figures and file are in by then
        database.commit()
    file = tmp_path / "bang.csv"
    file.write_text(PCI, encoding="utf-8")
    done = load(file, answers_of([]), office, ("Tổ số liệu", ""), translator("vi"))
    assert (done.status, done.record["outcome"], "batch" in done.record) == (4, "REJECT", False)
    last = done.record["issues"][-1]
    assert (last["code"], last["outcome"], last["rows"]) == ("save-failed", "REJECT", [])
    assert last["text"]
    assert office.observations("PCI").equals(before)
    assert len(office.store.batches()) == 1


def test_every_code_has_its_file() -> None:
    of_services = [IssueCode.EXISTING_VALUE_CHANGED, IssueCode.SAVE_FAILED]
    assert sorted([*(raised.code for raised in FILES), *of_services]) == sorted(IssueCode)
    assert len(IssueCode) == 71
