"""The typeface of still pictures: how wide a text is, where it breaks, which letters there are. Nothing is drawn."""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import font_source_sans_pro  # type: ignore[import-untyped]  # ships no type information
import vl_convert
from PIL import ImageFont

Weight = Literal[400, 600, 700]

FAMILY = "Source Sans Pro"
FALLBACKS = "'Source Sans 3', 'Source Sans', Arial, sans-serif"  # where the picture is opened without our typeface
LINE = 1.18  # of the size: from one line to the next
ASCENT = 0.74  # of the size: how far capitals with an accent such as Ế stand above the line, as drawn here
DESCENT = 0.22

_FILES = {
    (400, False): "SourceSansPro",
    (600, False): "SourceSansProSemibold",
    (700, False): "SourceSansProBold",
    (400, True): "SourceSansProIt",
    (600, True): "SourceSansProSemiboldIt",
    (700, True): "SourceSansProBoldIt",
}
_MEASURED_AT = 100  # widths grow with the size, so every text is measured once


def text_width(text: str, size: float, weight: Weight = 400, *, italic: bool = False) -> float:
    """Return how wide a line of text is drawn, in the unit of `size`."""
    return _hundredfold(text, weight, italic) * size / _MEASURED_AT


def wrapped(text: str, size: float, width: float, weight: Weight = 400) -> list[str]:
    """Return the lines of a text that is to stay within `width`; a word wider than that has a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, size: float, width: float, weight: Weight = 400) -> list[str]:
    """Return the lines of a text within `width`, as few as can be and of nearly equal length."""
    lines = wrapped(text, size, width, weight)
    for share in (0.55, 0.7, 0.85):
        even = wrapped(text, size, share * width, weight)
        if len(even) == len(lines):
            return even
    return lines


def unknown_letters(text: str) -> str:
    """Return the letters of a text that the typeface lacks; empty when all of it can be drawn."""
    missing = [letter for letter in text if letter not in "\n" and not _known(letter)]
    return "".join(dict.fromkeys(missing))


@cache
def register() -> None:
    """Make the typeface known to the renderer, once per process."""
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)


@lru_cache(maxsize=8192)
def _hundredfold(text: str, weight: Weight, italic: bool) -> float:
    return float(_face(weight, italic).getlength(text))


@cache
def _face(weight: Weight, italic: bool) -> ImageFont.FreeTypeFont:
    path = Path(font_source_sans_pro.font_files_ttf[_FILES[weight, italic]])
    return ImageFont.truetype(str(path), _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


@cache
def _known(letter: str) -> bool:
    # a letter that is not there is drawn as the empty box every typeface has in its place
    absent = _face(400, False).getmask("\uffff")
    mask = _face(400, False).getmask(letter)
    return letter.isspace() or (mask.size, bytes(mask)) != (absent.size, bytes(absent))


def widest(lines: Iterable[str], size: float, weight: Weight = 400, *, italic: bool = False) -> float:
    """Return the width of the widest of some lines."""
    return max((text_width(line, size, weight, italic=italic) for line in lines), default=0.0)
