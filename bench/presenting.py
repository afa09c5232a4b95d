"""What presenting costs: from a key to the next slide's first painted frame in Chromium, and one PNG of a view."""

import base64
import io
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from shutil import which
from statistics import median
from time import perf_counter, process_time

import numpy as np
import numpy.typing as npt
from PIL import Image
from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.aims import NEXT_SLIDE_MS, PNG_S, Aim
from bench.deck_files import PCI, VIEWS
from lib.i18n import translator
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.deck import Deck
from lib.report.slide_html import as_html
from lib.services.deck_commands import draw
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace
from lib.ui.routes import PATHS

WIDTH, HEIGHT = 1920, 1080
SMALL = (240, 135)
PICTURES = ("map", "trend", "ranking")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
# When each key went down, on the clock the recorded frames are stamped with.
_KEYS_SEEN = """() => { window.downs = []; addEventListener('keydown',
  (event) => window.downs.push(performance.timeOrigin + event.timeStamp), true); }"""

Pixels = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Frame:
    """One recorded frame: when it was painted, in ms of the wall clock, and what it shows, made small."""

    painted_ms: float
    pixels: Pixels


@dataclass(frozen=True)
class Step:
    """One key: how long until the next slide was painted, and how many frames on the way showed neither slide."""

    waited_ms: float
    strange_count: int


@dataclass(frozen=True)
class Picture:
    """One view as a PNG of twice the size: seconds on the clock the first time, and the median of the times after."""

    page: str
    first_s: float
    warm_s: float
    warm_cpu_s: float


@dataclass(frozen=True)
class Presenting:
    """Every step through a deck, those to a slide not shown before and those after, and the pictures of some views."""

    slide_count: int
    first: tuple[Step, ...]
    again: tuple[Step, ...]
    pictures: tuple[Picture, ...]
    load: float

    @property
    def aims(self) -> list[Aim]:
        """What the measurements are held against."""
        steps = (*self.first, *self.again)
        return [
            Aim("next slide painted, the worst step", max(step.waited_ms for step in steps), NEXT_SLIDE_MS, "ms"),
            Aim("frames that show neither slide", sum(step.strange_count for step in steps), 0, ""),
            *(Aim(f"PNG of a {picture.page}, warm", picture.warm_s, PNG_S, "s") for picture in self.pictures),
        ]

    def print(self) -> None:
        """Print the figures and the aims."""
        print(f"{self.slide_count} slides and a cover at {WIDTH} × {HEIGHT}, from a key to the painted slide:")
        for label, steps in (("never shown before", self.first), ("shown before", self.again)):
            waits = [step.waited_ms for step in steps]
            print(f"  {label:18} median {median(waits):5.1f} ms, worst {max(waits):5.1f} ms of {len(waits)} steps")
        print("PNG of twice the size:")
        for picture in self.pictures:
            print(
                f"  {picture.page:10} first {picture.first_s:5.2f} s, warm {picture.warm_s:5.2f} s "
                f"({picture.warm_cpu_s:.2f} s of CPU)"
            )
        print(f"load {self.load:.1f} → {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; aims:")
        for aim in self.aims:
            print(f"  {'met ' if aim.met else 'MISS'} {aim.measured:8.2f} ≤ {aim.limit:.2f} {aim.unit:2}  {aim.name}")

    def write(self, path: Path) -> None:
        """Write the figures as JSON."""
        told = asdict(self) | {"aims": [asdict(aim) | {"met": aim.met} for aim in self.aims]}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def measured(workspace: Workspace, rounds: int) -> Presenting:
    """Walk through fifteen slides as often as asked, and draw some views as pictures; the figures are the shipped."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        pictures = tuple(_picture(page, workspace, Path(folder), rounds) for page in PICTURES)
        path = Path(folder) / "deck.html"
        path.write_text(_deck_page(workspace), encoding="utf-8")
        walks = _walks(path, rounds)
    return Presenting(len(VIEWS), walks[0], tuple(step for walk in walks[1:] for step in walk), pictures, load)


def _deck_page(workspace: Workspace) -> str:
    deck = Deck("bench", date(2026, 11, 24), tuple(slide_of(page, view) for page, view in VIEWS))
    boundaries = {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}
    return as_html(deck_content("bench", deck, workspace, boundaries), live=False)


def _picture(page: str, workspace: Workspace, folder: Path, rounds: int) -> Picture:
    address = f"/{PATHS[page]}?" + "&".join(f"{name}={text}" for name, text in PCI.spelled().items())
    times = []
    for _ in range(rounds + 1):
        clock, cpu = perf_counter(), process_time()
        draw(address, folder / f"{page}.png", workspace, translator("vi"))
        times.append((perf_counter() - clock, process_time() - cpu))
    warm = times[1:]
    return Picture(page, times[0][0], median(clock for clock, _ in warm), median(cpu for _, cpu in warm))


@contextmanager
def _shown(path: Path) -> Iterator[Page]:
    """Open the deck in a Chromium of its own, which knows no other host."""
    installed = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=list(_FLAGS))
        page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
        page.goto(path.as_uri())
        page.locator("html[data-ready=yes]").wait_for(state="attached")
        yield page
        browser.close()


def _walks(path: Path, rounds: int) -> list[tuple[Step, ...]]:
    with _shown(path) as page:
        page.evaluate(_KEYS_SEEN)
        session = page.context.new_cdp_session(page)
        walks = [_walk(page, session) for _ in range(rounds + 1)]
    return walks


def _walk(page: Page, session: CDPSession) -> tuple[Step, ...]:
    """Go from the cover to the last slide, one key after the other, and back to the cover for the next walk."""
    page.keyboard.press("Home")
    page.evaluate("() => { window.downs = []; }")
    still = [_small(page.screenshot())]
    told: list[Mapping[str, object]] = []

    def recorded(frame: Mapping[str, object]) -> None:
        told.append(frame)
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", recorded)
    session.send("Page.startScreencast", {"format": "jpeg", "quality": 80, "everyNthFrame": 1})
    for _ in VIEWS:
        page.wait_for_timeout(150)  # nobody turns pages faster; what the page before left to do is done
        page.keyboard.press("PageDown")
        page.wait_for_timeout(150)
        still.append(_small(page.screenshot()))
    session.send("Page.stopScreencast")
    session.remove_listener("Page.screencastFrame", recorded)
    downs = [float(moment) for moment in page.evaluate("window.downs")]
    frames = [_frame(frame) for frame in told]
    ends = [*downs[1:], float("inf")]
    return tuple(
        step([frame for frame in frames if down <= frame.painted_ms < end], down, still[place : place + 2])
        for place, (down, end) in enumerate(zip(downs, ends, strict=True))
    )


def step(frames: Sequence[Frame], down_ms: float, still: Sequence[Pixels]) -> Step:
    """Find the first frame that shows the next slide; `still` are the slide before and the next one as they stand."""
    before, after = still
    apart = _apart(before, after)
    strange = 0
    for frame in frames:
        if _apart(frame.pixels, after) < apart / 4:
            return Step(frame.painted_ms - down_ms, strange)
        strange += _apart(frame.pixels, before) >= apart / 4
    return Step(float("inf"), strange)


def _apart(one: Pixels, other: Pixels) -> float:
    """Return how far two pictures are apart, the mean over their pixels."""
    return float(np.abs(one - other).mean())


def _frame(told: Mapping[str, object]) -> Frame:
    metadata = told["metadata"]
    assert isinstance(metadata, Mapping)
    return Frame(float(metadata["timestamp"]) * 1000, _small(base64.b64decode(str(told["data"]))))


def _small(picture: bytes) -> Pixels:
    image = Image.open(io.BytesIO(picture)).convert("L").resize(SMALL, Image.Resampling.BOX)
    return np.asarray(image, dtype=np.float32)
