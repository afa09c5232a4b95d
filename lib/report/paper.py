"""A4 sheets filled from top to bottom: texts that run on over pages, figures that do not. Knows nothing of decks."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, field

from lib.charts.palette import Colour
from lib.charts.picture import Box, Label, Parts, Picture
from lib.charts.picture_files import as_svg
from lib.charts.typeface import LINE, Weight, wrapped
from lib.report.signs import drawable

WIDTH, HEIGHT = 595.0, 842.0  # A4 in points
LEFT, TOP, RIGHT, BOTTOM = 62.0, 62.0, 541.0, 776.0
BODY, SMALL = 10.5, 8.5
_INK, _MUTED = "#1f2430", "#5a6070"


@dataclass(frozen=True)
class Look:
    """How a paragraph looks; `gap` is what stays free below it."""

    size: float = BODY
    weight: Weight = 400
    colour: Colour = _INK
    gap: float = 6.0


PLAIN, TITLE, HEAD = Look(), Look(17, 600, gap=10), Look(12, 600, gap=4)
PRINT = Look(SMALL, colour=_MUTED, gap=3)


@dataclass
class Sheet:
    """One page as it is filled."""

    parts: Parts = field(default_factory=Parts)
    groups: list[ET.Element] = field(default_factory=list)


@dataclass
class Flow:
    """Pages as they are filled; `left` is what is still free on the last one."""

    sheets: list[Sheet] = field(default_factory=list)
    y: float = BOTTOM

    @property
    def left(self) -> float:
        """How much is free below on the page in hand."""
        return BOTTOM - self.y

    def turn(self) -> None:
        """Begin a new page."""
        self.sheets.append(Sheet())
        self.y = TOP

    def write(self, text: str, look: Look = PLAIN, *, keep: float = 0.0) -> None:
        """Write a paragraph, over the end of a page where it must be; `keep` is what must follow on the same page."""
        lines = wrapped(drawable(text), look.size, RIGHT - LEFT, look.weight)
        if self.left < LINE * look.size + keep:
            self.turn()
        for line in lines:
            if self.left < LINE * look.size:
                self.turn()
            label = Label(LEFT, self.y + look.size, line, look.size, "start", look.weight, look.colour)
            self.add(Parts(labels=(label,)))
            self.y += LINE * look.size
        self.y += look.gap

    def place(self, height: float, draw: Callable[[Box], Parts | list[ET.Element]]) -> None:
        """Draw a figure of a height, on the next page where it finds no room."""
        if self.left < height:
            self.turn()
        drawn = draw(Box(LEFT, self.y, RIGHT, self.y + height))
        if isinstance(drawn, Parts):
            self.add(drawn)
        else:
            self.sheets[-1].groups += drawn
        self.y += height + 10

    def add(self, parts: Parts) -> None:
        """Add to the page in hand."""
        self.sheets[-1].parts = self.sheets[-1].parts.with_more(parts)


def sheet_svg(sheet: Sheet, language: str) -> str:
    """Return a page as SVG, a unit to a point."""
    parts = sheet.parts
    root = ET.fromstring(
        as_svg(Picture(WIDTH, HEIGHT, "#ffffff", parts.shapes, parts.labels, parts.lines, "", language))
    )
    for place, group in enumerate(sheet.groups):
        root.insert(2 + place, group)
    return ET.tostring(root, encoding="unicode")
