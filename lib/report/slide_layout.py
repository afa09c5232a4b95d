"""Where things stand on a slide of 1920 × 1080: title, what is said, figure, small print; and the three presets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lib.charts.palette import Theme
from lib.charts.picture import Box
from lib.charts.theme import INKS, Inks
from lib.charts.typeface import LINE, Weight, text_width, wrapped
from lib.report.signs import drawable
from lib.report.slides import DeckContent, MapFigure, SlideContent

WIDTH, HEIGHT = 1920.0, 1080.0
LEAST_TYPE = 24.0  # what the last row of a meeting room reads on a screen of this size
MARGIN = 72.0
_TOP = 44.0
_GAP = 20.0
_FOOT = 40.0  # below the stamp
_COLUMN = Box(56.0, 56.0, 560.0, HEIGHT - _FOOT)  # for what is said beside a map; the map has the rest, edge to edge
_BESIDE = Box(592.0, 0.0, WIDTH, HEIGHT)
_MOST_TITLE, _MOST_SAID, _MOST_PRINT = 0.3, 0.34, 0.36  # of the slide's height: the rest belongs to the figure
_LEAST_FIGURE = 0.28
_APART = 0.4  # of the type: between two sentences
_WISHED_SAID = 0.16  # the same above tables and charts, as long as smaller type makes it so


@dataclass(frozen=True)
class Look:
    """A preset: meeting room (light), projector (dark ground, larger type), print (white, for ink)."""

    theme: Theme
    title: float
    said: float
    small: float

    @property
    def inks(self) -> Inks:
        """The colours of the preset."""
        return INKS[self.theme]


LOOKS: Mapping[str, Look] = {
    "room": Look("light", 54, 32, 24),
    "projector": Look("dark", 60, 36, 26),
    "print": Look("light", 50, 30, 24),
}


@dataclass(frozen=True)
class Text:
    """Lines of one size in a box; before the lines of `starts`, where a sentence begins, stands a gap."""

    lines: tuple[str, ...]
    size: float
    box: Box
    starts: tuple[int, ...] = ()
    gap: float = 0.0

    def foot(self, row: int) -> float:
        """Return where a line stands."""
        gaps = sum(start <= row for start in self.starts)
        return self.box.top + self.size + row * LINE * self.size + gaps * self.gap


@dataclass(frozen=True)
class SlideLayout:
    """A slide arranged: `left_out` are the sentences that found no room and go to the speaker's notes.

    `number` is the page, `3/12`; `beside` tells that the figure has the slide's right part from edge to edge;
    `printed` are the paragraphs of the small print.
    """

    title: Text
    said: Text
    figure: Box
    small_print: Text
    stamp: Text
    left_out: tuple[str, ...]
    number: Text = Text((), LEAST_TYPE, Box(0, 0, 0, 0))
    beside: bool = False
    printed: tuple[str, ...] = ()


def print_texts(content: SlideContent, breaks: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs of the small print; breaks run on in one, for lines of their own take the figure's room."""
    return tuple(drawable(text) for text in (content.small_print, " ".join(breaks)) if text)


def slide_layout(content: SlideContent, deck: DeckContent, look: Look, *, wider: float = 1.0) -> SlideLayout:
    """Arrange a slide; `wider` is how much wider than ours the typeface of the reader may be (Arial: 1.15)."""
    beside = isinstance(content.figure, MapFigure) and len(content.figure.paints) == 1
    page = _COLUMN if beside else Box(MARGIN, _TOP, WIDTH - MARGIN, HEIGHT - _FOOT)
    number, stamp = _foot(content, deck, look, page, wider)
    title = _title(content, look, page, wider)
    small, unprinted = _small_print(content, look, Box(page.left, page.top, page.right, stamp.box.top - _GAP), wider)
    top = title.box.bottom + _GAP
    low = small.box.top - _GAP
    if content.figure is not None and not beside:
        low = min(low - _GAP - _LEAST_FIGURE * HEIGHT, top + _MOST_SAID * HEIGHT)
    said, left_out = _said(content, look, Box(page.left, top, page.right, low), wider)
    figure = Box(page.left, said.box.bottom + _GAP if said.lines else top, page.right, small.box.top - _GAP)
    printed = print_texts(content, content.breaks[: len(content.breaks) - len(unprinted)])
    left_out += unprinted
    return SlideLayout(title, said, _BESIDE if beside else figure, small, stamp, left_out, number, beside, printed)


def _foot(content: SlideContent, deck: DeckContent, look: Look, page: Box, wider: float) -> tuple[Text, Text]:
    """Return page number and stamp, side by side on the last line; a single picture is no page of anything."""
    ids = [slide.slide_id for slide in deck.slides]
    counted = f"{ids.index(content.slide_id) + 1}/{len(ids)}" if content.slide_id in ids and len(ids) > 1 else ""
    width = text_width(counted, look.small) * wider
    lines = _lines((deck.stamp,), look.small, (page.width - width - 2 * _GAP) / wider)
    top = page.bottom - _height(len(lines), look.small)
    foot = page.bottom - _height(1, look.small)
    number = Text((counted,) if counted else (), look.small, Box(page.right - width, foot, page.right, page.bottom))
    return number, Text(tuple(lines), look.small, Box(page.left, top, page.right - width - 2 * _GAP, page.bottom))


def _title(content: SlideContent, look: Look, page: Box, wider: float) -> Text:
    """Return the title as large as it may be; one that is longer than a slide allows is cut."""
    for size in (look.title, 0.85 * look.title, 0.7 * look.title, LEAST_TYPE):
        lines = _lines((content.title,), size, page.width / wider, weight=600)
        if _height(len(lines), size) <= (_MOST_TITLE if page is _COLUMN else 0.13) * HEIGHT:
            break
    kept = _cut(lines, int(_MOST_TITLE * HEIGHT / (LINE * size)))
    return _placed(kept, size, page)


def _small_print(content: SlideContent, look: Look, page: Box, wider: float) -> tuple[Text, tuple[str, ...]]:
    """Return the small print with the breaks, standing on the foot of `page`; breaks beyond its room are left out."""
    kept = len(content.breaks)
    while True:
        lines = _lines(print_texts(content, content.breaks[:kept]), look.small, page.width / wider)
        if kept == 0 or _height(len(lines), look.small) <= _MOST_PRINT * HEIGHT:
            break
        kept -= 1
    lines = _cut(lines, int(_MOST_PRINT * HEIGHT / (LINE * look.small)))
    top = page.bottom - _height(len(lines), look.small)
    text = Text(tuple(lines), look.small, Box(page.left, top, page.right, page.bottom))
    return text, tuple(content.breaks[kept:])


def _said(content: SlideContent, look: Look, page: Box, wider: float) -> tuple[Text, tuple[str, ...]]:
    """Return what is said as large as it fits; whole sentences that find no room are left out, the last first."""
    said = (content.problem, *content.sentences) if content.problem else content.sentences
    width = page.width / wider
    wished = page.height if content.figure is None or isinstance(content.figure, MapFigure) else _WISHED_SAID * HEIGHT
    for size, room in ((look.said, wished), ((look.said + LEAST_TYPE) / 2, wished), (LEAST_TYPE, page.height)):
        lines = _lines(said, size, width)
        if _height(len(lines), size) <= min(room, page.height):
            return _parted(said, size, page, min(room, page.height), width=width), ()
    kept = len(said)
    while kept > 1 and _height(len(_lines(said[:kept], LEAST_TYPE, width)), LEAST_TYPE) > page.height:
        kept -= 1
    lines = _lines(said[:kept], LEAST_TYPE, width)
    shown = _cut(lines, max(1, int(page.height / (LINE * LEAST_TYPE))))
    return _placed(shown, LEAST_TYPE, page), tuple(said[kept - (len(shown) < len(lines)) :])


def _parted(said: tuple[str, ...], size: float, page: Box, room: float, *, width: float) -> Text:
    """Return sentences that fit, each a little apart from the one before as far as there is room."""
    paragraphs = [_lines((text,), size, width) for text in said if text]
    starts = tuple(accumulate(map(len, paragraphs)))[:-1]
    text = _placed([line for lines in paragraphs for line in lines], size, page)
    if not starts:
        return text
    gap = max(0.0, min(_APART * size, (room - text.box.height) / len(starts)))
    box = replace(text.box, bottom=text.box.bottom + gap * len(starts))
    return replace(text, box=box, starts=starts, gap=gap)


def _placed(lines: list[str], size: float, page: Box) -> Text:
    return Text(tuple(lines), size, Box(page.left, page.top, page.right, page.top + _height(len(lines), size)))


def _lines(paragraphs: tuple[str, ...], size: float, width: float, *, weight: int = 400) -> list[str]:
    bold: Weight = 600 if weight == 600 else 400
    wide = [line for text in paragraphs if text for line in wrapped(drawable(text), size, width, bold)]
    return [piece for line in wide for piece in _broken(line, size, width, bold)]


def _broken(line: str, size: float, width: float, weight: Weight) -> list[str]:
    """Return a line in pieces no wider than `width`: an address without a blank has to break somewhere."""
    pieces: list[str] = []
    while text_width(line, size, weight) > width and len(line) > 1:
        fits = next((n for n in range(len(line) - 1, 1, -1) if text_width(line[:n], size, weight) <= width), 1)
        pieces.append(line[:fits])
        line = line[fits:]
    return [*pieces, line]


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-2].rstrip()}…"]


def _height(lines: int, size: float) -> float:
    return lines * LINE * size
