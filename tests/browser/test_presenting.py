"""A deck presented in a real browser: no blank frame, every key; the show goes on without a server or from a disk."""

import base64
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, pairwise
from pathlib import Path
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.view import View
from lib.report.slide_html import as_html
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace
from tests.browser.conftest import ROOT, Watched
from tests.browser.deck_by_hand import PATIENCE, arranged_and_frozen, built, opened_from_shelf
from tests.browser.test_hand_in import drop_in_sidebar
from tests.browser.test_hand_in import ready as confirmable

Open = Callable[..., Watched]
PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
PAPI = View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-19",), unit_set="34", basis="restated")
SHOWN = [
    *(
        ("map", PAPI),
        ("trend", PCI),
        ("ranking", PCI),
        ("province", PCI),
        ("compare", replace(PCI, areas=("63-19", "63-01"))),
    ),
    *(
        ("map", PCI),
        ("map", replace(PCI, mode="pair")),
        ("ranking", PAPI),
        ("trend", PAPI),
        ("map", replace(PCI, mode="change")),
    ),
]
COUNT = len(SHOWN)
_PATIENCE_S = 180  # a start with an empty store, on a machine that does other things as well
# which slide the first frame after each key shows
FIRST_FRAMES = """() => { window.seen = []; const slides = [...document.querySelectorAll('.slide')];
  addEventListener('keydown', () => requestAnimationFrame(() =>
    window.seen.push(slides.findIndex(slide => slide.classList.contains('now')))), true); }"""


@dataclass
class Server:
    """The app on one port, to be stopped and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        options = ["--server.port", str(self.port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        options += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", *options],
            cwd=ROOT,
            env={**os.environ, "TOAN_CANH_VAR": str(self.folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            with suppress(OSError), urlopen(f"{self.address}/_stcore/health", timeout=_PATIENCE_S) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError("the app did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(_PATIENCE_S)
            self.process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    started = Server(tmp_path, port)
    started.start()
    yield started
    started.stop()


def ready(page: Page) -> None:
    page.locator("html[data-ready=yes]").wait_for(state="attached", timeout=90_000)


def place(page: Page) -> int:
    return int(page.evaluate("[...document.querySelectorAll('.slide')].findIndex(s => s.classList.contains('now'))"))


def assert_drawn(picture: bytes, what: str) -> None:
    """A slide is neither blank nor dimmed: its ground is bright, and enough of it is ink."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").resize((320, 180))
    colours = sorted(image.getcolors(320 * 180) or [], reverse=True)
    commonest = colours[0]
    assert commonest[0] < 0.985 * 320 * 180, f"{what}: nothing is drawn"
    ground = commonest[1]
    assert isinstance(ground, tuple) and min(ground) > 200, f"{what}: the ground is {commonest[1]}"


def walked(page: Page) -> list[int]:
    """Press through the whole deck; every frame on the way is looked at. Return what the first frame of each showed."""
    frames: list[str] = []
    session = page.context.new_cdp_session(page)

    def recorded(frame: dict[str, object]) -> None:
        frames.append(str(frame["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", recorded)
    page.evaluate(FIRST_FRAMES)
    session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    shots = [page.screenshot()]
    for number, key in zip(range(1, COUNT + 1), cycle(("ArrowRight", "PageDown", " ")), strict=False):
        page.keyboard.press(key)
        shots.append(page.screenshot())
        assert place(page) == number
    session.send("Page.stopScreencast")
    assert len(frames) >= COUNT
    for number, picture in enumerate([*shots, *(base64.b64decode(frame) for frame in frames)]):
        assert_drawn(picture, f"frame {number}")
    assert all(one != other for one, other in pairwise(shots))
    return list(page.evaluate("window.seen"))


def pressed(page: Page, key: str) -> int:
    page.keyboard.press(key)
    return place(page)


def assert_keys(page: Page, address: str) -> None:
    """Every key of a clicker and of whoever stands at the keyboard does what the help says."""
    walk = {"ArrowLeft": COUNT - 1, "PageUp": COUNT - 2, "Home": 0, "End": COUNT, "1": COUNT, "Enter": 1}
    assert {key: pressed(page, key) for key in walk} == walk
    for key, layer in {"b": "#black", "?": "#help", "q": "#room", "n": "#notes"}.items():
        page.keyboard.press(key)
        expect(page.locator(layer)).to_be_visible()
        if key != "n":
            page.keyboard.press("Escape")
            expect(page.locator(layer)).to_be_hidden()
    expect(page.locator("#notes")).to_contain_text("Lời một")
    expect(page.locator("#room")).to_contain_text(address)
    page.keyboard.press("Escape")
    expect(page.locator("#notes")).to_be_hidden()
    page.keyboard.press("f")
    expect(page.locator(":fullscreen")).to_have_count(1)
    page.keyboard.press("f")
    expect(page.locator(":fullscreen")).to_have_count(0)


def hand_in_newer(page: Page) -> None:
    """Hand in another figure for one of the slides by the sidebar of the deck's page, and come back to it."""
    content = "Chỉ số PCI\r\n\r\nĐịa phương;PCI 2016\r\nThái Nguyên;12,5\r\nBắc Kạn;54,595444".encode()
    drop_in_sidebar(page, {"name": "PCI 2016.csv", "mimeType": "text/csv", "buffer": content})
    side = page.get_by_test_id("stSidebar")
    side.get_by_role("link", name="Xem trước và xác nhận").click(timeout=PATIENCE)
    confirmable(page)
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.get_by_text("Đã lưu đợt nộp số 2")).to_be_visible(timeout=PATIENCE)
    side.get_by_role("link", name="Trình chiếu").click()
    expect(page.get_by_text("Từ lúc chốt đã có 1 số mới hoặc thay đổi.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("61,82; hạng 7 (công bố) → 12,50")).to_be_visible(timeout=PATIENCE)


def test_a_deck_built_by_hand_shows_what_was_frozen_whatever_comes_in_and_whatever_happens_to_the_server(
    server: Server, open_page: Open
) -> None:
    watched = open_page(f"{server.address}/tinh?ind=PCI&t=2016&base=2015&area=63-19%2C63-27")
    built(watched.page)
    opened_from_shelf(watched.page)
    arranged_and_frozen(watched.page)
    hand_in_newer(watched.page)
    short = watched.page.get_by_test_id("stMain").get_by_role("link", name="Trình chiếu", exact=True)
    deck_path = str(short.get_attribute("href"))
    watched.page.close()  # it would miss its server

    page = open_page(f"{server.address}{deck_path}").page
    ready(page)
    assert page.url.endswith(f"{deck_path}#0")
    expect(page.locator("#banner")).to_contain_text("1 số liệu thay đổi")
    assert "61,82" in page.content() and "12,50" not in page.locator("#stage").inner_text()
    page.keyboard.press("g")
    expect(page.locator("#banner")).to_be_hidden()
    assert walked(page) == list(range(1, COUNT + 1))
    assert_keys(page, f"{server.address}/c/{deck_path.rpartition('/')[2]}")

    page.keyboard.press("4")
    page.keyboard.press("Enter")
    server.stop()
    assert pressed(page, "PageDown") == 5
    assert_drawn(page.screenshot(), "without a server")
    server.start()
    page.evaluate("ask()")
    assert pressed(page, "PageUp") == 4
    page.reload()
    ready(page)
    assert place(page) == 4


@pytest.fixture(scope="module")
def file(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    slides = tuple(replace(slide_of(page, view), note=f"Lời {number}") for number, (page, view) in enumerate(SHOWN, 1))
    deck = Deck("Giao ban tháng 11", date(2026, 11, 24), slides, frozen_at=workspace.store.instant())
    boundaries: Mapping[str, Boundaries] = {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}
    path = tmp_path_factory.mktemp("stick") / "giao-ban.html"
    path.write_text(as_html(deck_content("abc", deck, workspace, boundaries), live=False), encoding="utf-8")
    return path


def test_the_file_presents_itself_from_a_disk_with_a_second_window_in_step(file: Path, open_page: Open) -> None:
    watched = open_page(file.as_uri(), 1366, 768)
    page = watched.page
    ready(page)
    walked(page)
    page.keyboard.press("Home")
    with page.expect_popup() as popup:
        page.keyboard.press("o")
    desk = popup.value
    ready(desk)
    expect(desk.locator("#upcoming")).to_contain_text("Tiếp theo")
    page.keyboard.press("PageDown")
    expect(desk.locator("#desk-notes")).to_have_text("Lời 1")
    desk.keyboard.press("PageDown")
    expect(page).to_have_url(f"{file.as_uri()}#2")
    assert [place(page), place(desk)] == [2, 2]
    assert_black_is_told(page, desk)
    assert_a_third_window_leads_nobody(page, desk, file)
    assert_f5_keeps_the_show(page)
    assert all(url.startswith(("file:", "data:")) for url in watched.requests)


def assert_black_is_told(page: Page, desk: Page) -> None:
    """The presenter's window says that the room sees nothing, whoever made it so, and for as long."""
    for dark, lit in ((desk, page), (page, desk)):
        dark.keyboard.press("b")
        expect(page.locator("#black")).to_be_visible()
        expect(desk.locator("#desk-state")).to_have_text("Phòng họp đang thấy màn hình đen (B để chiếu lại)")
        lit.keyboard.press("b")
        expect(desk.locator("#desk-state")).to_be_hidden()
        expect(page.locator("#black")).to_be_hidden()


def assert_a_third_window_leads_nobody(page: Page, desk: Page, file: Path) -> None:
    """Somebody who looks at the same deck in a tab of his own moves himself alone; loading again severs nothing."""
    third = page.context.new_page()
    third.goto(f"{file.as_uri()}#7")
    ready(third)
    assert pressed(third, "PageDown") == 8
    page.reload()
    ready(page)
    desk.keyboard.press("PageUp")
    expect(page).to_have_url(f"{file.as_uri()}#1")
    page.keyboard.press("End")
    expect(desk.locator("#upcoming")).to_have_text("Hết. Đây là trang cuối.")
    assert place(third) == 8
    third.close()


def assert_f5_keeps_the_show(page: Page) -> None:
    """F5 of a clicker is full screen and stays so; nothing is loaded again, by accident only after a question."""
    page.evaluate("window.kept = true")
    page.keyboard.press("F5")
    expect(page.locator(":fullscreen")).to_have_count(1)
    page.keyboard.press("Shift+F5")
    held = "() => { const asked = new Event('beforeunload', { cancelable: true }); return !dispatchEvent(asked); }"
    assert page.evaluate("window.kept && document.fullscreenElement !== null")
    assert page.evaluate(held)
    page.keyboard.press("f")
    expect(page.locator(":fullscreen")).to_have_count(0)
    assert not page.evaluate(held)


def said_on(page: Page, key: str) -> str:
    page.keyboard.press(key)
    return page.locator("#said").inner_text()


def test_values_and_units_answer_only_when_asked(file: Path, open_page: Open) -> None:
    page = open_page(f"{file.as_uri()}#1", 1366, 768).page
    ready(page)
    unit = page.locator(".slide.now [data-unit='34-38']").first
    unit.hover(force=True)
    expect(page.locator("#told")).to_be_hidden()
    page.keyboard.press("h")
    unit.dispatch_event("pointermove", {"bubbles": True, "clientX": 600, "clientY": 300})
    expect(page.locator("#told")).to_contain_text("Thanh Hóa: 44,87 điểm")
    unit.dispatch_event("click")
    expect(page.locator(".slide.now")).to_have_class("slide now marked")
    page.keyboard.press("Escape")
    expect(page.locator(".slide.now")).to_have_class("slide now")
    assert_lines_and_rows_are_marked(page)
    page.keyboard.press("s")
    expect(page.locator("#spot")).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator("#pen")).to_be_visible()


def assert_lines_and_rows_are_marked(page: Page) -> None:
    """A line is marked by a click close to it, a row from the keyboard: its own ink stays, that of others fades."""
    marked = "[...document.querySelectorAll('.slide.now text.unit')].map(each => each.textContent).join(' ')"
    page.keyboard.press("PageDown")
    assert [said_on(page, "h"), said_on(page, "h")][1].startswith("Chỉ vào đường, điểm hoặc cột")
    dot = page.locator(".slide.now [data-told^='Thái Nguyên'][data-told*='2013']").bounding_box()
    assert dot is not None
    page.mouse.click(dot["x"] - 6, dot["y"] - 6)
    assert "Thái Nguyên" in page.evaluate(marked) and "Trung vị" not in page.evaluate(marked)
    faded = page.locator(".slide.now text[data-unit^='Trung vị']").first
    assert float(faded.evaluate("each => getComputedStyle(each).opacity")) < 0.5
    page.mouse.click(dot["x"] - 6, dot["y"] - 6)
    assert page.evaluate(marked) == ""
    page.keyboard.press("PageDown")
    assert [said_on(page, "h"), said_on(page, "h")][1].startswith("Trang này không có gì để chỉ")
    page.keyboard.press("u")
    assert "Thái Nguyên" in page.evaluate(marked) and "Đà Nẵng" not in page.evaluate(marked)
    page.keyboard.press("Shift+U")
    page.keyboard.press("Escape")
    assert page.evaluate(marked) == ""


def test_a_phone_held_upright_shows_figure_and_words(file: Path, open_page: Open) -> None:
    page = open_page(f"{file.as_uri()}#1", 390, 844, touch=True).page
    ready(page)
    expect(page.locator(".slide.now .read h1")).to_have_text("PAPI 2024")
    assert (
        float(page.locator(".slide.now .read p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) >= 16
    )
    box = page.locator(".slide.now svg").bounding_box()
    assert box is not None and box["width"] == 390 and box["height"] > 300
