"""A drawing of named shapes, lines and labels, for every kind of file. It knows nothing of maps and writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lib.charts.palette import Colour
from lib.charts.typeface import ASCENT, DESCENT, LINE, Weight, widest

Point = tuple[float, float]
Ring = tuple[Point, ...]
Anchor = Literal["start", "middle", "end"]

_PLATE = 0.16  # of a label's size: how far its plate reaches beyond the letters


@dataclass(frozen=True)
class Box:
    """A rectangle in picture units, y down."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def ring(self) -> Ring:
        """The four corners."""
        return (self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)

    def grown(self, by: float) -> "Box":
        """Return the box larger by `by` on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: "Box") -> bool:
        """Tell whether the other box lies within this one."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@dataclass(frozen=True)
class Shape:
    """An area: `rings` filled by the even-odd rule; `name` is what an editor shows, `title` what pointing tells.

    No `fill` leaves it open; `hatch` and `dots` are the colours of lines or dots over the fill, empty for none. `layer`
    tells what the shape belongs to, `ref_area` which unit it stands for.
    """

    name: str
    rings: tuple[Ring, ...]
    fill: Colour | None = None
    stroke: Colour = ""
    stroke_width: float = 0.0
    hatch: Colour = ""
    dots: Colour = ""
    title: str = ""
    layer: str = ""
    ref_area: str = ""
    dashed: bool = False


@dataclass(frozen=True)
class Label:
    """A text of one or several lines (`\\n`); `y` is the foot of the first, `halo` the colour of a plate behind."""

    x: float
    y: float
    text: str
    size: float
    anchor: Anchor = "middle"
    weight: Weight = 400
    colour: Colour = "#000000"
    halo: Colour = ""
    italic: bool = False
    layer: str = ""
    ref_area: str = ""

    @property
    def lines(self) -> list[str]:
        """The text line by line."""
        return self.text.split("\n")

    @property
    def box(self) -> Box:
        """The rectangle the letters fill."""
        width = widest(self.lines, self.size, self.weight, italic=self.italic)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        foot = self.y + (len(self.lines) - 1) * LINE * self.size
        return Box(left, self.y - ASCENT * self.size, left + width, foot + DESCENT * self.size)

    @property
    def plate(self) -> Box:
        """The rectangle of the plate behind the letters, where the label has a halo."""
        box, more = self.box, _PLATE * self.size
        return Box(box.left - more, box.top - more / 2, box.right + more, box.bottom + more / 2)


@dataclass(frozen=True)
class Line:
    """A thin line through some points."""

    points: tuple[Point, ...]
    stroke: Colour
    width: float = 1.0
    layer: str = ""


@dataclass(frozen=True)
class Picture:
    """A finished drawing: shapes in their order, over them lines, over these labels; `description` is read aloud."""

    width: float
    height: float
    background: Colour
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    lines: tuple[Line, ...] = ()
    description: str = ""
    language: str = "vi"


@dataclass(frozen=True)
class Parts:
    """Pieces of a picture before they have their place."""

    shapes: tuple[Shape, ...] = ()
    labels: tuple[Label, ...] = ()
    lines: tuple[Line, ...] = ()

    def with_more(self, other: "Parts") -> "Parts":
        """Return both, the other ones on top."""
        return Parts(self.shapes + other.shapes, self.labels + other.labels, self.lines + other.lines)

    def moved(self, dx: float, dy: float) -> "Parts":
        """Return the same pieces in another place."""
        return Parts(
            tuple(replace(shape, rings=tuple(_moved(ring, dx, dy) for ring in shape.rings)) for shape in self.shapes),
            tuple(replace(label, x=label.x + dx, y=label.y + dy) for label in self.labels),
            tuple(replace(line, points=_moved(line.points, dx, dy)) for line in self.lines),
        )


def _moved(points: Sequence[Point], dx: float, dy: float) -> tuple[Point, ...]:
    return tuple((x + dx, y + dy) for x, y in points)
