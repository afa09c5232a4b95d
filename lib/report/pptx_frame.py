"""The slides a file adds to those of the deck: the first with title and stamp, the last with definitions and rules."""

from collections.abc import Sequence

from lib.charts.picture import Box
from lib.charts.typeface import LINE, wrapped
from lib.report.pptx_text import WIDER
from lib.report.slide_layout import Text

APART = 14.0  # between two definitions, or two lines of the first slide
_MOST_TITLE_SHARE = 0.5


def opening_texts(title: str, lines: Sequence[str], body: Box, sizes: tuple[float, float]) -> tuple[Text, Text]:
    """Return title and lines of the first slide, in the middle of `body`; `sizes` are those of title and lines."""
    size, small = sizes
    while True:
        told = tuple(wrapped(title, size, body.width / WIDER, 600))
        if len(told) * LINE * size <= _MOST_TITLE_SHARE * body.height or size <= small:
            break
        size *= 0.9
    height = len(told) * LINE * size
    top = body.top + max(0.0, 0.42 * body.height - height)
    head = Text(told, size, Box(body.left, top, body.right, top + height))
    return head, stacked(lines, small, Box(body.left, head.box.bottom + 2 * APART, body.right, body.bottom))


def stacked(texts: Sequence[str], size: float, box: Box) -> Text:
    """Return texts one under the other from the top of a box."""
    lines = tuple(line for text in texts for line in wrapped(text, size, box.width / WIDER))
    return Text(lines, size, Box(box.left, box.top, box.right, box.top + len(lines) * LINE * size + len(texts) * APART))


def pages(texts: Sequence[str], size: float, box: Box) -> list[tuple[str, ...]]:
    """Return texts dealt to as many slides as they need, whole texts only."""
    dealt: list[list[str]] = [[]]
    for text in texts:
        height = stacked([*dealt[-1], text], size, box).box.height
        if dealt[-1] and height > box.height:
            dealt.append([])
        dealt[-1].append(text)
    return [tuple(page) for page in dealt]
