"""The legend of a still picture: title, classes with counts, reasons of hatching, small print. No units, no places."""

from dataclasses import dataclass

from lib.charts.map_look import Sizes, ground_of, hatch_of, mixed
from lib.charts.map_paint import LegendMark, MapPaint
from lib.charts.palette import Colour, Ground
from lib.charts.picture import Box, Label, Parts, Shape
from lib.charts.typeface import ASCENT, LINE, Weight, text_width, wrapped

LAYER = "legend"
_SWATCH = 1.7  # of the size of its text: how wide a swatch is
_APART = "\u00a0"
_WIDEST = 32  # of the size of its text: a count farther from its class is not read with it


@dataclass(frozen=True)
class Legend:
    """A legend set in a width, its upper left corner at 0, 0."""

    parts: Parts
    width: float
    height: float


@dataclass
class _Setting:
    """The pieces set so far and how far down they reach."""

    width: float
    pad: float
    shapes: list[Shape]
    labels: list[Label]
    y: float = 0.0

    def lines(self, text: str, size: float, colour: Colour, *, weight: Weight = 400, indent: float = 0.0) -> None:
        """Set a text in as many lines as it needs."""
        room = self.width - 2 * self.pad - indent
        broken = wrapped(text, size, room, weight)
        self.y += ASCENT * size
        x = self.pad + indent
        self.labels.append(Label(x, self.y, "\n".join(broken), size, "start", weight, colour, layer=LAYER))
        self.y += (len(broken) - 1) * LINE * size + (LINE - ASCENT) * size


def least_width(paint: MapPaint, sizes: Sizes) -> float:
    """Return how wide a legend must be for every class to stand in one line, in the small size if need be."""
    size, pads = sizes.small, 1.2 * sizes.text
    rows = [text_width(entry.text, size) + text_width(str(entry.count), size) for entry in paint.legend.classes]
    return max(rows, default=0.0) + (_SWATCH + 0.5 + 0.6) * size + pads + 1


def _class_size(paint: MapPaint, width: float, sizes: Sizes) -> float:
    """Return the size of classes: that of the text where every one stands in one line, else the small one."""
    large = Sizes(sizes.unit, sizes.least, sizes.text, sizes.title, sizes.text)
    return sizes.text if least_width(paint, large) <= width else sizes.small


def legend_of(paint: MapPaint, width: float, sizes: Sizes) -> Legend:
    """Set the legend of a paint in at most this width; as high as it needs to be."""
    ground, legend = ground_of(paint), paint.legend
    width = min(width, _WIDEST * sizes.text)
    setting = _Setting(width, 0.6 * sizes.text, [], [], 0.5 * sizes.text)
    setting.lines(legend.title, sizes.title, ground.ink, weight=600)
    setting.lines(legend.measure, sizes.text, ground.muted)
    if legend.basis:
        setting.lines(legend.basis, sizes.small, ground.ink, weight=600)
    setting.y += 0.3 * sizes.text
    classes = _class_size(paint, width, sizes)
    for entry in legend.classes:
        _row(setting, _Row(entry.fill, entry.text, str(entry.count), classes), ground)
    for mark in legend.marks:
        _row(setting, _marked(mark, sizes, ground), ground)
    for missing in legend.no_values:
        count, hatch = str(missing.count), hatch_of(ground)
        _row(setting, _Row(ground.blank, missing.reason, count, sizes.small, hatch=hatch), ground)
    setting.y += 0.3 * sizes.text
    for footer in (*legend.footers, paint.words.credit):
        if footer:
            setting.lines(footer, sizes.small, ground.muted)
    height = setting.y + 0.35 * sizes.text
    card = Shape("", (Box(0, 0, width, height).ring,), ground.card, layer=LAYER)
    return Legend(Parts((card, *setting.shapes), tuple(setting.labels)), width, height)


@dataclass(frozen=True)
class _Row:
    fill: Colour | None
    text: str
    count: str
    size: float
    hatch: Colour = ""
    dots: Colour = ""
    line: Colour = ""


def _marked(mark: LegendMark, sizes: Sizes, ground: Ground) -> _Row:
    count = "" if mark.count is None else str(mark.count)
    if mark.sign == "outline":
        return _Row(None, mark.text, count, sizes.small, line=ground.ink)
    return _Row(ground.shore, mark.text, count, sizes.small, dots=mixed(ground.ink, ground.shore, 0.6))


def _row(setting: _Setting, row: _Row, ground: Ground) -> None:
    """Set a swatch, what it stands for and, at the right edge, how many units it holds."""
    size = row.size
    width, height = _SWATCH * size, 0.95 * size
    box = Box(setting.pad, setting.y + 0.02 * size, setting.pad + width, setting.y + 0.02 * size + height)
    line, thick = (row.line, 1.4) if row.line else (ground.line, 0.6)
    setting.shapes.append(
        Shape(row.text, (box.ring,), row.fill, line, thick, row.hatch, row.dots, row.text, layer=LAYER)
    )
    edge, foot = setting.width - setting.pad, setting.y + 0.8 * size
    before = setting.width
    setting.width -= text_width(row.count, size) + 0.6 * size
    setting.y += 0.06 * size
    setting.lines(row.text, size, ground.ink, indent=width + 0.5 * size)
    setting.width = before
    if row.count:  # after its class, and apart from it: texts are copied and read aloud in this order
        count = f"{_APART}{row.count}"
        setting.labels.append(Label(edge, foot, count, size, "end", colour=ground.muted, layer=LAYER))
    setting.y += 0.22 * size


def credit_line(paint: MapPaint, sizes: Sizes, corner: tuple[float, float]) -> Label:
    """Return whose the boundaries are as one line that ends at a corner; for pictures without a legend."""
    x, y = corner
    return Label(x, y, paint.words.credit, sizes.small, "end", colour=ground_of(paint).muted, layer=LAYER)
