"""Colours of maps and charts, light and dark: fills, the text on them, and the ground they lie on. No values here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lib.model.indicator import Direction

Theme = Literal["light", "dark"]
Colour = str  # "#rrggbb"

# Weak to strong. The better end is the strong one whatever the direction; strong means far from the ground, so dark on
# light ground and light on dark ground. Lightness changes steadily: grey prints and colour-blind eyes keep the order.
_JUDGED: Mapping[Theme, Sequence[Colour]] = {
    "light": ("#f8ecb9", "#c3d89a", "#7bbda3", "#3f95ac", "#245f95", "#182a63"),
    "dark": ("#2c3566", "#2f5d8c", "#2f869b", "#55b09a", "#a5d592", "#f6efb0"),
}
_NEUTRAL: Mapping[Theme, Sequence[Colour]] = {
    "light": ("#e9d7e6", "#cdb6d8", "#ab96c4", "#8774ab", "#614f8b", "#38265e"),
    "dark": ("#38304f", "#574b78", "#7a6ba1", "#9f90c3", "#c6badd", "#ece5f3"),
}
_WORSE_TO_BETTER: Mapping[Theme, Sequence[Colour]] = {
    "light": ("#9a4a06", "#dd8a35", "#f7cf9b", "#dcdbd6", "#a3cbe6", "#4a93c9", "#12507f"),
    "dark": ("#ffc27a", "#d98a35", "#8c5a26", "#3c4550", "#2b6490", "#4d9ad0", "#a9dbff"),
}
_INK_DARK, _INK_LIGHT = "#060d15", "#ffffff"


@dataclass(frozen=True)
class Ground:
    """What a map lies on and what is written beside it; all colours of one theme."""

    sea: Colour
    shore: Colour  # soft line around the coast
    border: Colour  # between units
    ink: Colour  # text on the sea
    muted: Colour  # quieter text on the sea
    accent: Colour  # outline of the unit in focus
    casing: Colour  # lies under every outline and behind text on the sea
    blank: Colour  # a unit without a value, under the hatch
    hatch: Colour
    card: Colour  # behind tooltip and legend
    line: Colour  # hairlines and leaders


GROUNDS: Mapping[Theme, Ground] = {
    "light": Ground(
        sea="#e9f1f6",
        shore="#cfe1ec",
        border="#ffffff",
        ink="#1b2a38",
        muted="#4c5f70",
        accent="#b0125b",
        casing="#ffffff",
        blank="#f3f3f1",
        hatch="#9aa3ab",
        card="#ffffff",
        line="#8fa5b5",
    ),
    "dark": Ground(
        sea="#0f1822",
        shore="#1b2a39",
        border="#0f1822",
        ink="#e8eef3",
        muted="#a3b3c1",
        accent="#ff79b4",
        casing="#0b121a",
        blank="#26303a",
        hatch="#71808d",
        card="#18232f",
        line="#52667a",
    ),
}


def sequential(count: int, direction: Direction, theme: Theme) -> tuple[Colour, ...]:
    """Return the fills of `count` classes, lowest first; the better end is the strong one, `none` has its own hue."""
    if direction is Direction.NONE:
        return _spread(_NEUTRAL[theme], count)
    fills = _spread(_JUDGED[theme], count)
    return fills if direction is Direction.HIGHER else fills[::-1]


def diverging(steps: Sequence[int], direction: Direction, theme: Theme) -> tuple[Colour, ...]:
    """Return the fills of classes of change by their `steps`: blue is better, orange worse, grey unchanged.

    Equal steps are equally strong on both sides. Where no way is good, blue is an increase.
    """
    ramp = _WORSE_TO_BETTER[theme]
    middle = len(ramp) // 2
    depth = max((abs(step) for step in steps), default=0)
    worse, better = _outwards(ramp[:middle][::-1], depth), _outwards(ramp[middle + 1 :], depth)
    fallen, risen = (better, worse) if direction is Direction.LOWER else (worse, better)
    return tuple((risen if step > 0 else fallen)[abs(step) - 1] if step else ramp[middle] for step in steps)


def quartiles(theme: Theme) -> tuple[Colour, ...]:
    """Return the fills of PAPI's four groups, the highest first."""
    return _spread(_JUDGED[theme], 4)[::-1]


def text_on(fill: Colour) -> Colour:
    """Return the text colour that stands out more on `fill`."""
    return max((_INK_DARK, _INK_LIGHT), key=lambda ink: contrast(ink, fill))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def linear_rgb(colour: Colour) -> tuple[float, float, float]:
    """Return red, green and blue as light intensities from 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _intensity(red), _intensity(green), _intensity(blue)


def _intensity(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _luminance(colour: Colour) -> float:
    red, green, blue = linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _outwards(fills: Sequence[Colour], count: int) -> tuple[Colour, ...]:
    return _spread(fills, count) if count > 1 else tuple(fills[1:2])[:count]


def _spread(ramp: Sequence[Colour], count: int) -> tuple[Colour, ...]:
    """Return `count` colours at even distances along a ramp, both ends included; the middle when only one is asked."""
    if count == 1:
        return (_at(ramp, (len(ramp) - 1) * 0.6),)
    return tuple(_at(ramp, place * (len(ramp) - 1) / (count - 1)) for place in range(count))


def _at(ramp: Sequence[Colour], place: float) -> Colour:
    before = min(int(place), len(ramp) - 2)
    share = place - before
    pairs = zip(_channels(ramp[before]), _channels(ramp[before + 1]), strict=True)
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in pairs)


def _channels(colour: Colour) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
