import io

import openpyxl
import pytest
import xlwt

from lib.intake.containers import Container, open_container
from lib.intake.findings import Findings, RefusedError
from lib.intake.limits import Limits
from lib.model.handin import Answers
from lib.model.issue import IssueCode


def opened(content: bytes, name: str, limits: Limits = Limits(), findings: Findings | None = None) -> Container:
    return open_container(content, name, limits, Answers(), findings or Findings())


def refusal(content: bytes, name: str, limits: Limits = Limits()) -> tuple[IssueCode, dict[str, str]]:
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
