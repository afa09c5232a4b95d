import io
import json
import zipfile

import openpyxl
import pytest
import xlwt

from lib.intake.containers import Container, open_container, safe_name
from lib.intake.findings import CancelledError, Findings, RefusedError
from lib.intake.limits import Limits
from lib.model.handin import Answers
from lib.model.issue import IssueCode


def opened(content: bytes, name: str, limits: Limits | None = None, findings: Findings | None = None) -> Container:
    return open_container(content, name, limits or Limits(), Answers(), findings or Findings())


def refusal(content: bytes, name: str, limits: Limits | None = None) -> tuple[IssueCode, dict[str, str]]:
    with pytest.raises(RefusedError) as caught:
        opened(content, name, limits)
    return caught.value.issue.code, dict(caught.value.issue.parts)


def xlsx(*rows: list[object]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def xls(*rows: list[object]) -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Trang 1")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


TEXT = "Tỉnh;2021\nHà Nội;1,5\n".encode()


def test_text_and_both_kinds_of_workbook_come_out_as_sheets_of_rows() -> None:
    rows = [["Tỉnh", 2021], ["Hà Nội", 1.5]]
    assert opened(TEXT, "a.csv").sheets[0].rows == [["Tỉnh", "2021"], ["Hà Nội", "1,5"]]
    assert opened(xlsx(*rows), "a.xlsx").sheets[0].rows == rows
    assert opened(xls(*rows), "a.xls").sheets[0].rows == rows
    assert [opened(c, n).kind for c, n in [(TEXT, "a.txt"), (xlsx(*rows), "A.XLSM"), (xls(*rows), "x")]] == [
        "csv",
        "xlsx",
        "xls",
    ]


@pytest.mark.parametrize("name", ["a", "a.dat", "a.TSV", "thư mục/a.txt"])
def test_a_name_that_promises_nothing_leaves_it_to_the_content(name: str) -> None:
    assert opened(TEXT, name).delimiter == ";"


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_stream(name: str) -> bytes:
    """An old workbook whose stream is called otherwise, as in the other programs of that time."""
    old, new = ("Workbook".encode("utf-16-le"), name[:8].ljust(8, "\0").encode("utf-16-le"))
    return xls(["x"]).replace(old, new)


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"%PDF-1.7\n...", "a.csv", "PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", "HTML"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "a.csv", "HTML"),
        (b'<?xml version="1.0"?><a/>', "a.xls", "XML"),
        (b"MIME-Version: 1.0\n", "a.xls", "MHTML"),
        (json.dumps([{"a": 1}]).encode(), "a.csv", "JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.csv", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a.xlsx", "JPEG"),
        (b"\x1f\x8b\x08\0\0", "a.csv", "GZIP"),
        (zipped({"a.csv": TEXT}), "a.csv", "ZIP"),
        (zipped({"word/document.xml": b"<a/>"}), "a.xlsx", "DOCX"),
        (zipped({"xl/workbook.bin": b"x"}), "a.xlsx", "XLSB"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "a.xlsx", "ODS"),
        (xlsx(["x"]), "a.csv", "XLSX"),
        (xlsx(["x"]), "a.xls", "XLSX"),
        (xls(["x"]), "a.xlsx", "XLS"),
        (TEXT, "a.xlsx", "CSV"),
        (TEXT, "a.xls", "CSV"),
        (bytes(range(32)) * 9, "a.csv", "nhị phân"),
    ],
)
def test_content_of_another_kind_than_the_name_promises_is_refused(content: bytes, name: str, found: str) -> None:
    assert refusal(content, name) == (
        IssueCode.FILE_TYPE_MISMATCH,
        {"ext": name[name.index(".") :], "found": found},
    )


@pytest.mark.parametrize(
    "text", ["<b>Tỉnh</b>;<script>x</script>\na;1\n", "[1];{2}\n3;4\n", "MZ;1\na;2\n", "a\0;1\nb;2"]
)
def test_a_text_that_only_begins_like_something_else_is_a_text(text: str) -> None:
    assert opened(text.encode(), "a.csv").kind == "csv"


def test_documents_of_old_programs_are_told_by_their_streams() -> None:
    assert refusal(with_stream("Contents"), "a.xls")[1]["found"] == "OLE2"


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\r\n"])
def test_a_file_with_nothing_in_it_is_empty(content: bytes) -> None:
    assert refusal(content, "a.csv") == (IssueCode.FILE_EMPTY, {})


def test_a_file_beyond_the_limit_is_not_even_looked_at() -> None:
    limits = Limits(file_bytes=2**20)
    assert refusal(b"%PDF" + bytes(3 * 2**19), "a.csv", limits) == (
        IssueCode.FILE_TOO_LARGE,
        {"size": "1.5", "limit": "1.0"},
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    sheet = b"<worksheet>" + b" " * (8 * 2**20)
    content = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet})
    assert refusal(content, "a.xlsx", Limits(ratio=10)) == (IssueCode.COMPRESSION_RATIO, {"n": "8"})
    assert refusal(content, "a.xlsx", Limits(unpacked_bytes=2**20)) == (IssueCode.COMPRESSION_RATIO, {"n": "8"})


def test_a_directory_that_lies_about_sizes_does_not_help_a_bomb() -> None:
    size = 8 * 2**20
    content = zipped({"xl/workbook.xml": b" " * size})
    lying = content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != content
    assert refusal(lying, "a.xlsx", Limits(ratio=10))[0] in (IssueCode.FORMAT_ERROR, IssueCode.COMPRESSION_RATIO)


@pytest.mark.parametrize("make", [xlsx, xls])
def test_limits_of_rows_columns_and_cells_hold_in_workbooks(make: object) -> None:
    content: bytes = make(*[[1, 2, 3]] * 4)  # type: ignore[operator]
    name = "a.xlsx" if content.startswith(b"PK") else "a.xls"
    assert refusal(content, name, Limits(columns=2)) == (IssueCode.TOO_MANY_COLUMNS, {"n": "3", "limit": "2"})
    assert refusal(content, name, Limits(rows=3)) == (IssueCode.TOO_MANY_ROWS, {"n": "4", "limit": "3"})
    assert refusal(content, name, Limits(workbook_cells=8))[0] == IssueCode.TOO_MANY_ROWS


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_a_damaged_workbook_is_refused_and_nothing_else_happens(name: str) -> None:
    whole = (xlsx if name == "a.xlsx" else xls)(["Tỉnh", 2021], ["Hà Nội", 1.5])
    for step in range(1, 40):
        cut = whole[: len(whole) * step // 40]
        code, _ = refusal(cut, name)
        assert code in (IssueCode.FORMAT_ERROR, IssueCode.FILE_TYPE_MISMATCH), step


def test_a_workbook_that_declares_entities_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(["x"]))) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = b'<!DOCTYPE a [<!ENTITY b "1"><!ENTITY c "&b;&b;&b;&b;">]>' + text
            new.writestr(part, text)
    assert refusal(target.getvalue(), "a.xlsx") == (IssueCode.FORMAT_ERROR, {})


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("Bảng số liệu 2021.xlsx", "Bảng số liệu 2021.xlsx"),
        ("../../etc/pass.csv", "pass.csv"),
        ("C:\\thu muc\\bang.csv", "bang.csv"),
        ("con.csv", "_con.csv"),
        ("LPT1.xlsx", "_LPT1.xlsx"),
        ("a\u202egnp.csv", "agnp.csv"),
        ("a\x00b\r\nc.csv", "ab c.csv"),
        ('<b>"x"|?*.csv', "_b__x____.csv"),
        (".csv", "tệp.csv"),
        ("", "tệp"),
        ("x" * 300 + ".xlsx", "x" * 145 + ".xlsx"),
        ("bang.csv. ", "bang.csv"),
    ],
)
def test_a_file_is_stored_under_a_name_that_is_safe_to_store_and_show(sent: str, stored: str) -> None:
    findings = Findings()
    assert safe_name(sent) == stored
    assert safe_name(stored) == stored
    open_container(TEXT, sent if not sent.endswith("xlsx") else "a.csv", Limits(), Answers(), findings)
    changed = [issue.parts for issue in findings.issues if issue.code == IssueCode.FILE_NAME_CHANGED]
    assert changed == ([{"stored": stored, "original": sent}] if stored != sent and "xlsx" not in sent else [])


def test_a_reading_can_be_stopped_while_it_goes_on() -> None:
    def stop(step: str, part: float) -> None:
        assert 0 <= part <= 1
        raise CancelledError(step)

    for content, name in [(TEXT, "a.csv"), (xlsx(["x"]), "a.xlsx"), (xls(["x"]), "a.xls")]:
        with pytest.raises(CancelledError, match="reading"):
            opened(content, name, findings=Findings(stop))
