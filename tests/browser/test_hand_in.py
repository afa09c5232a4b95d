"""Handing in as staff do it: drop a file, settle what is unclear, look, confirm, see the map, undo; two at once."""

import hashlib
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from lib.intake.gazetteer import load_gazetteer
from lib.model.batch import Batch
from lib.store import Store, open_store
from tests.browser.conftest import ROOT, Watched
from tests.browser.map_page import map_frame
from tests.browser.test_journeys import APP, parameters, settled

Serve, Open = Callable[..., str], Callable[..., Watched]
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PATIENCE = 30_000
NAMES = [unit.label.vi for unit in load_gazetteer(ROOT / "geo").members("63")]


@pytest.fixture
def office(serve: Serve, office_folder: Path) -> tuple[str, Path]:
    """A server with a store of its own, and the folder of that store."""
    return serve(APP, TOAN_CANH_VAR=str(office_folder)), office_folder


@pytest.fixture(scope="module")
def reading_office(serve: Serve, shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server for tests that hand in and do not confirm."""
    folder = Path(shutil.copy(shipped_store, tmp_path_factory.mktemp("office"))).parent
    return serve(APP, TOAN_CANH_VAR=str(folder))


def cp1258(text: str) -> bytes:
    """Write as Windows does for Vietnamese: a letter with its hat, then its tone as a sign of its own."""
    written = bytearray()
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        hat = "".join(mark for mark in marks if mark not in _TONES)
        tone = "".join(mark for mark in marks if mark in _TONES)
        written += (unicodedata.normalize("NFC", base + hat) + tone).encode("cp1258")
    return bytes(written)


def table(period: int, **spelled: str) -> str:
    rows = [
        f"{spelled.get(name.replace(' ', '_'), name)};{place % 9 + 1},{place % 7 + 1}"
        for place, name in enumerate(NAMES)
    ]
    return "\r\n".join(["Tốc độ tăng GRDP", "", f"Địa phương;GRDP_GROWTH {period}", *rows])


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def current(store: Store) -> str:
    """Return the hash of every figure that stands."""
    figures = store.series(store.coverage()["indicator"].unique().tolist())
    figures = figures.sort_values(["indicator", "ref_area", "time_period"])
    return hashlib.sha256(figures.to_csv(index=False).encode()).hexdigest()


def drop_in_sidebar(page: Page, payload: FilePayload) -> None:
    page.get_by_test_id("stSidebar").get_by_text("Nộp bảng số liệu").click()
    page.locator("[data-testid=stSidebar] input[type=file]").set_input_files(payload)


def ready(page: Page) -> None:
    confirm = page.get_by_role("button", name="Xác nhận")
    expect(confirm).to_have_count(1, timeout=_PATIENCE)
    settled(page)
    expect(confirm).to_be_enabled(timeout=_PATIENCE)


def count(page: Page, name: str) -> str:
    metric = page.locator("[data-testid=stMetric]").filter(has_text=name).first
    return metric.locator("[data-testid=stMetricValue]").inner_text().strip()


def test_a_file_goes_the_whole_way_and_back(office: tuple[str, Path], open_page: Open) -> None:
    address, folder = office
    page = open_page(f"{address}/ban-do").page
    expect(page.get_by_role("heading", name="PAPI 2024")).to_be_visible(timeout=_PATIENCE)
    store = open_store(None, folder)
    before = current(store)
    settled(page)
    content = cp1258(table(2024, Hải_Dương="Hải Dơng"))
    drop_in_sidebar(page, file("Tăng trưởng 2024.csv", content))
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_text("bảng mã windows-1258")).to_be_visible(timeout=_PATIENCE)
    expect(sidebar.get_by_text("62 mới")).to_be_visible()
    sidebar.get_by_role("link", name="Xem trước và xác nhận").click()
    ready(page)

    page.reload()  # as after a lost connection: the address alone brings everything back
    ready(page)
    unclear = page.get_by_role("combobox", name="Hải Dơng")
    unclear.click()
    expect(page.get_by_role("option").first).to_have_text("Hải Dương")  # what it may mean stands first, nothing is set
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Dùng các lựa chọn").click()
    expect(unclear).to_have_count(0, timeout=_PATIENCE)
    ready(page)
    assert (count(page, "Mới"), count(page, "Từ chối")) == ("63", "0")

    page.get_by_role("tab", name="Bản đồ").click()
    expect(map_frame(page).get_by_text("63/63 đơn vị có số liệu")).to_be_visible(timeout=_PATIENCE)
    expect(map_frame(page).get_by_text("Quần đảo Hoàng Sa")).to_be_visible()
    assert current(store) == before

    page.get_by_role("textbox", name="Người hoặc đơn vị nộp").last.fill("Phòng Tổng hợp")
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("Đã lưu đợt nộp số 2: 63 số mới")).to_be_visible(timeout=_PATIENCE)
    settled(page)
    assert "phieu" not in parameters(page)
    page.get_by_role("link", name="Xem trên bản đồ").first.click()
    expect(page.get_by_role("heading", name="Tăng trưởng GRDP 2024")).to_be_visible(timeout=_PATIENCE)
    expect(map_frame(page).get_by_text("63/63 đơn vị có số liệu")).to_be_visible(timeout=_PATIENCE)

    batch = store.batches()[0]
    assert (batch.actor, batch.row_count, batch.file_name) == ("Phòng Tổng hợp", 63, "Tăng trưởng 2024.csv")
    assert store.document(batch.batch_id) == content
    assert current(store) != before
    store.undo(batch.batch_id, "Phòng Tổng hợp")
    assert current(store) == before
    store.close()


def test_two_who_hand_in_at_once_both_get_a_whole_batch(office: tuple[str, Path], open_page: Open) -> None:
    address, folder = office
    contents = {year: table(year).encode() for year in (2023, 2024)}
    pages = [open_page(f"{address}/nop-bang").page for _ in contents]
    for page, (year, content) in zip(pages, contents.items(), strict=True):
        expect(page.get_by_text("Không cần sửa bảng trước")).to_be_visible(timeout=_PATIENCE)
        settled(page)
        page.locator(".stMain input[type=file]").set_input_files(file(f"{year}.csv", content))
    for page, year in zip(pages, contents, strict=True):
        ready(page)
        page.get_by_role("textbox", name="Người hoặc đơn vị nộp").last.fill(f"Phòng {year}")
        page.keyboard.press("Tab")
        settled(page)
    for page in pages:  # neither waits for the other
        page.get_by_role("button", name="Xác nhận").click(no_wait_after=True)
    for page in pages:
        expect(page.get_by_text("Đã lưu đợt nộp số")).to_be_visible(timeout=_PATIENCE)
    store = open_store(None, folder)
    stored: dict[str, Batch] = {batch.actor: batch for batch in store.batches()}
    for year, content in contents.items():
        batch = stored[f"Phòng {year}"]
        assert (batch.row_count, batch.replaced_count) == (63, 0)
        assert store.document(batch.batch_id) == content
    figures = store.series(["GRDP_GROWTH"])
    assert (figures["ref_area"].str.startswith("63-") & figures["time_period"].isin(["2023", "2024"])).sum() == 126
    store.close()


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=str)
def test_texts_of_a_file_are_shown_letter_by_letter(
    size: tuple[int, int], reading_office: str, open_page: Open
) -> None:
    nasty = "<b>Hà</b> [x](http://example.org) **z** :material/home: :smile: $x$ -> www.example.org a@example.org"
    page = open_page(f"{reading_office}/nop-bang", *size).page
    expect(page.get_by_text("Không cần sửa bảng trước")).to_be_visible(timeout=_PATIENCE)
    settled(page)
    content = f"{table(2024)}\r\n{nasty};5,5".encode()
    page.locator(".stMain input[type=file]").set_input_files(file("[x](y) $a$ `b`.csv", content))
    ready(page)
    label = page.locator("[data-testid=stForm] label", has_text="Hà").first
    assert label.inner_text().replace("\u2060", "").strip() == nasty
    assert page.locator("[data-testid=stForm] a, [data-testid=stForm] b, [data-testid=stForm] .katex").count() == 0
    expect(page.get_by_text("[x](y) $a$", exact=False).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
