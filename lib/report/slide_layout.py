"""Where things stand on a slide of 1920 × 1080: title, what is said, figure, small print; and the three presets."""

from collections.abc import Mapping
from dataclasses import dataclass

from lib.charts.palette import Theme
from lib.charts.picture import Box
from lib.charts.theme import INKS, Inks
from lib.charts.typeface import LINE, Weight, wrapped
from lib.report.slides import DeckContent, SlideContent

WIDTH, HEIGHT = 1920.0, 1080.0
LEAST_TYPE = 24.0  # what the last row of a meeting room reads on a screen of this size
_MARGIN = 72.0
_TOP = 44.0
_GAP = 20.0
_FOOT = 40.0  # below the stamp
_MOST_SHARE = 0.34  # of the slide's height for what is said: the rest belongs to the figure


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
    """Lines of one size in a box; `first` is the foot of the first line."""

    lines: tuple[str, ...]
    size: float
    box: Box

    @property
    def first(self) -> float:
        """Where the first line stands."""
        return self.box.top + self.size


@dataclass(frozen=True)
class SlideLayout:
    """A slide arranged: `left_out` are the sentences that found no room and go to the speaker's notes."""

    title: Text
    said: Text
    figure: Box
    small_print: Text
    stamp: Text
    left_out: tuple[str, ...]


def slide_layout(content: SlideContent, deck: DeckContent, look: Look, *, wider: float = 1.0) -> SlideLayout:
    """Arrange a slide; `wider` is how much wider than ours the typeface of the reader may be (Arial: 1.15)."""
    inner = WIDTH - 2 * _MARGIN
    title = _text((content.title,), look.title, _TOP, inner / wider, weight=600)
    said, left_out = _said(content, look, title.box.bottom + _GAP, inner / wider)
    print_lines = _lines((content.small_print, *content.breaks), look.small, inner / wider)
    stamp_top = HEIGHT - _FOOT - look.small
    print_top = stamp_top - _height(len(print_lines), look.small) - _GAP / 2
    small = Text(tuple(print_lines), look.small, Box(_MARGIN, print_top, WIDTH - _MARGIN, stamp_top - _GAP / 2))
    stamp = Text((deck.stamp,), look.small, Box(_MARGIN, stamp_top, WIDTH - _MARGIN, HEIGHT - _FOOT))
    bottom = said.box.bottom if said.lines else title.box.bottom
    figure = Box(_MARGIN, bottom + _GAP, WIDTH - _MARGIN, print_top - _GAP)
    return SlideLayout(title, said, figure, small, stamp, left_out)


def _said(content: SlideContent, look: Look, top: float, width: float) -> tuple[Text, tuple[str, ...]]:
    """Return what is said as large as it fits; whole sentences that find no room are left out, the last first."""
    said = (content.problem,) if content.problem else content.sentences
    room = _MOST_SHARE * HEIGHT - (top - _TOP)
    for size in (look.said, (look.said + LEAST_TYPE) / 2, LEAST_TYPE):
        if _height(len(_lines(said, size, width)), size) <= room:
            return _text(said, size, top, width), ()
    kept = len(said)
    while kept > 1 and _height(len(_lines(said[:kept], LEAST_TYPE, width)), LEAST_TYPE) > room:
        kept -= 1
    return _text(said[:kept], LEAST_TYPE, top, width), tuple(said[kept:])


def _text(paragraphs: tuple[str, ...], size: float, top: float, width: float, *, weight: int = 400) -> Text:
    lines = _lines(paragraphs, size, width, weight=weight)
    return Text(tuple(lines), size, Box(_MARGIN, top, WIDTH - _MARGIN, top + _height(len(lines), size)))


def _lines(paragraphs: tuple[str, ...], size: float, width: float, *, weight: int = 400) -> list[str]:
    bold: Weight = 600 if weight == 600 else 400
    return [line for text in paragraphs if text for line in wrapped(text, size, width, bold)]


def _height(lines: int, size: float) -> float:
    return lines * LINE * size
