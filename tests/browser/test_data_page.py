"""A batch on the page Số liệu in a real browser: opened, its file got back, undone, seen undone; texts stay texts."""

import hashlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from lib.model.observation import OBSERVATION_COLUMNS
from lib.services.workspace import open_workspace
from tests.browser.conftest import ROOT, Watched

APP = ROOT / "app.py"
ODD = "<b>x</b> [x](http://vi.du) **x** www.vi.du =1+1"
CONTENT = "Tỉnh;PCI 2016\r\nĐà Nẵng;71,5\r\n".encode("utf-16")
Serve, Open = Callable[..., str], Callable[..., Watched]


def address_of(folder: Path, serve: Serve) -> str:
    """The page of a store, of the shipped figures alone so far, with one batch handed in."""
    office = open_workspace(ROOT, None, folder)
    line = ("PCI", "63-48", "2016", 71.5, "A", None, None, None, "HANDED_IN")
    office.store.add(
        pd.DataFrame([line], columns=list(OBSERVATION_COLUMNS)),
        file_name="Bảng số 1.csv",
        content_hash=hashlib.sha256(CONTENT).hexdigest(),
        actor=ODD,
        note=ODD,
        document=CONTENT,
    )
    office.store.close()
    return f"{serve(APP, TOAN_CANH_VAR=str(folder))}/so-lieu?ind=PCI&t=2016&area=63-48"


@pytest.fixture(scope="module")
def address(serve: Serve, shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Such a page for tests that only look."""
    return address_of(Path(shutil.copy(shipped_store, tmp_path_factory.mktemp("office"))).parent, serve)


def settled(page: Page) -> None:
    page.wait_for_timeout(200)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=60_000
    )


def tick(page: Page, row: int) -> None:
    grid = page.locator("[data-testid=stDataFrame]").first
    expect(grid.locator("canvas").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(500)  # the grid takes clicks a moment after it is painted
    grid.click(position={"x": 16, "y": 35 * row + 18})
    settled(page)


def test_a_batch_is_opened_its_file_got_back_and_undone(office_folder: Path, serve: Serve, open_page: Open) -> None:
    page = open_page(address_of(office_folder, serve)).page
    page.get_by_role("tab", name="Đợt nộp").click(timeout=60_000)
    tick(page, 1)
    expect(page.get_by_role("heading", name="Đợt nộp số 2")).to_be_visible(timeout=60_000)
    main = page.locator("[data-testid=stMain]")
    expect(main.get_by_text(f"Ghi chú: {ODD}")).to_be_visible()
    assert not [link.get_attribute("href") for link in main.locator("a").all() if "vi.du" in str(link.inner_text())]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tệp gốc").click()
    assert waiting.value.suggested_filename == "Bảng số 1.csv"
    assert Path(waiting.value.path()).read_bytes() == CONTENT
    page.get_by_role("button", name="Hoàn tác đợt 2").click()
    page.get_by_role("textbox", name="Người hoàn tác").fill("Nguyễn Văn A")
    page.get_by_role("button", name="Xác nhận hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác đợt 2: lần hoàn tác là đợt 3")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Đợt này đã được hoàn tác ở đợt 3")).to_be_visible()
    page.get_by_role("tab", name="Tra cứu một số liệu").click()
    expect(page.get_by_text("Đà Nẵng, năm 2016: 70,001396 điểm")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=str)
def test_every_part_fits_the_screen_and_a_template_is_handed_out(
    size: tuple[int, int], address: str, open_page: Open
) -> None:
    page = open_page(address, *size).page
    for name in ("Đợt nộp", "Tra cứu một số liệu", "Biểu mẫu"):
        page.get_by_role("tab", name=name).click(timeout=60_000)
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải biểu mẫu XLSX").click()
    assert waiting.value.suggested_filename.startswith("bieu-mau-pci-34-20")
    sheet = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).worksheets[0]
    assert str(sheet["A1"].value).startswith("Chỉ số năng lực cạnh tranh cấp tỉnh (PCI), năm ")
