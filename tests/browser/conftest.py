"""A Streamlit server of its own, a headless Chromium that knows no other host, and a page that reports what it did."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, WebSocket, sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
]
START_SECONDS = 40


@dataclass
class Watched:
    """A page with everything it asked for, every error it met, and the bytes its websocket received."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for event, told in self._listeners:
            self.page.on(event, told)

    def leave(self) -> None:
        """Hear nothing of the page any more."""
        for event, told in self._listeners:
            self.page.remove_listener(event, told)

    @property
    def _listeners(self) -> "list[tuple[Any, Callable[[Any], None]]]":
        return [
            *(("request", self._asked), ("console", self._said)),
            *(("pageerror", self._failed), ("websocket", self._connected)),
        ]

    @property
    def outside(self) -> list[str]:
        """Requests to any host but this machine, answered or not."""
        local = {"127.0.0.1", ""}  # blob: and data: have no host
        return [url for url in self.requests if (urlsplit(url).hostname or "") not in local]

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _failed(self, error: Error) -> None:
        self.errors.append(str(error))

    def _connected(self, websocket: WebSocket) -> None:
        self.requests.append(websocket.url)
        websocket.on("framereceived", lambda frame: self.received.append(len(frame)))


def _installed_chromium() -> str | None:
    """Return the system's browser, or None for the one that Playwright has installed itself."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_installed_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start a Streamlit script once and return its address; `environment` goes on top of this process's own."""
    running: dict[str, tuple[subprocess.Popen[bytes], str]] = {}

    def start(script: Path, **environment: str) -> str:
        name = f"{script}{sorted(environment.items())}"
        if name not in running:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            running[name] = _started(script, log, {**os.environ, **environment})
        return running[name][1]

    yield start
    for process, _ in running.values():
        process.terminate()
        process.wait(10)


def _started(script: Path, log: Path, environment: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    port = _free_port()
    options = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    options += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, f"http://127.0.0.1:{port}"
        time.sleep(0.1)
    process.terminate()
    raise TimeoutError(log.read_text(encoding="utf-8"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def map_address(serve: Callable[..., str]) -> str:
    """A page with nothing but the map."""
    return serve(Path(__file__).with_name("apps") / "map_app.py")


@pytest.fixture(scope="session")
def empty_pages(browser: Browser) -> dict[bool, list[Page]]:
    """Pages given back, empty, without and with touch: the app's scripts open in one in half a new page's time."""
    assert browser.is_connected()
    return {False: [], True: []}


@pytest.fixture
def open_page(browser: Browser, empty_pages: dict[bool, list[Page]]) -> Iterator[Callable[..., Watched]]:
    """Open a page of its own at a size; afterwards nothing may have been asked of another host, no error told."""
    opened: list[tuple[bool, Watched]] = []

    def start(address: str, width: int = 1366, height: int = 768, *, touch: bool = False) -> Watched:
        kept = empty_pages[touch]
        page = kept.pop() if kept else browser.new_context(has_touch=touch, locale="vi-VN").new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_navigation_timeout(90_000)  # a slow machine is no fault of the code
        watched = Watched(page)
        opened.append((touch, watched))
        page.goto(address)
        return watched

    yield start
    for touch, watched in opened:
        watched.leave()
        if _emptied(watched.page):
            empty_pages[touch].append(watched.page)
    for _, watched in opened:
        assert not watched.outside
        assert not watched.errors


def _emptied(page: Page) -> bool:
    """Leave nothing of a test on its page: no other window, route, storage, cookie or pointer; close a stuck one."""
    try:
        _empty(page)
    except Error:
        page.context.close()
        return False
    return True


def _empty(page: Page) -> None:
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.unroute_all(behavior="ignoreErrors")
    page.evaluate(
        "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* about:blank has none */ } }"
    )
    page.context.clear_cookies()
    page.mouse.move(0, 0)
    page.goto("about:blank")
