"""How a still map looks: sizes of its writing, inks, fills mixed with the ground, what is drawn of a paint's area."""

import math
from dataclasses import dataclass

from lib.charts.map_paint import AreaPaint, MapPaint
from lib.charts.palette import GROUNDS, Colour, Ground, contrast, text_on

_READABLE = 4.5  # contrast of writing
_FADED = 45  # per cent of its colour is left to a unit that stands back
_DOTS = 0.38  # of the ink of a unit is in the dots over an estimate
_HATCH = 0.55  # of its colour is left to the lines of a hatch


@dataclass(frozen=True)
class Sizes:
    """Sizes of writing in picture units."""

    unit: float  # names and values on the map
    least: float  # the same where there is little room
    text: float  # legend
    title: float
    small: float  # small print

    @classmethod
    def of(cls, width: float, height: float) -> "Sizes":
        """Return the sizes for a picture: 1920×1080 has 14 on the map and 20 in the legend."""
        measure = math.sqrt(width * height)
        text = max(8.5, 0.0139 * measure)
        return cls(max(8.0, 0.0098 * measure), max(7.5, 0.0085 * measure), text, 1.28 * text, max(7.5, 0.8 * text))

    def times(self, factor: float) -> "Sizes":
        """Return all sizes multiplied."""
        return Sizes(*(factor * size for size in (self.unit, self.least, self.text, self.title, self.small)))


def ground_of(paint: MapPaint) -> Ground:
    """Return the colours of the paint's theme."""
    return GROUNDS[paint.theme]


def fill_of(area: AreaPaint, ground: Ground) -> Colour:
    """Return the colour a unit is drawn in; without a value the one under its hatch."""
    fill = area.fill or ground.blank
    if area.css != "faded":
        return fill
    # between light and dark lie greys on which neither ink is read well
    steps = (mixed(fill, ground.sea, share / 100) for share in range(_FADED, 0, -3))
    return next((faded for faded in steps if contrast(text_on(faded), faded) >= _READABLE), ground.sea)


def hatch_of(ground: Ground) -> Colour:
    """Return the colour of hatching: fainter than a border, so that the outlines of hatched neighbours stay seen."""
    return mixed(ground.hatch, ground.blank, _HATCH)


def dots_of(area: AreaPaint, ground: Ground) -> Colour:
    """Return the colour of the dots over an estimate, empty for any other unit."""
    dotted = area.css == "estimated" and area.fill is not None
    return mixed(ink_on(area, ground), fill_of(area, ground), _DOTS) if dotted else ""


def ink_on(area: AreaPaint, ground: Ground) -> Colour:
    """Return the colour of writing on a unit."""
    return text_on(fill_of(area, ground))


def figure_of(area: AreaPaint, measure: str) -> str:
    """Return the value as it stands under a name: the legend tells its unit of measure; empty without a value."""
    return area.value.removesuffix(f" {measure}") if area.fill else ""


def told(area: AreaPaint) -> str:
    """Return what pointing at a unit tells, line by line."""
    return "\n".join([f"{area.label}: {area.value}", *area.lines])


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour of which `share` comes from the first."""
    channels = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(first * share + second * (1 - share)):02x}" for first, second in channels)
