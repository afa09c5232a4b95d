"""Where our pieces stand in the title and the body of an office's template, whatever its slides' shape. No drawing."""

import math
from dataclasses import replace

from lib.charts.picture import Box
from lib.charts.typeface import LINE, wrapped
from lib.report.pptx_office import Office, Place
from lib.report.pptx_text import EMU_PER_POINT, WIDER
from lib.report.slide_layout import HEIGHT, LEAST_TYPE, WIDTH, Look, SlideLayout, Text, print_texts
from lib.report.slides import DeckContent, MapFigure, SlideContent

_GAP = 16.0
_MOST_SHARE = 0.36  # of the body's height for what is said over a figure
_TEXT_SHARE = 0.36  # of the body's width for what is said beside a map
_PITCH_IN_OFFICES = 1.25  # of the size: titles keep the line spacing of their template


def scale_of(office: Office) -> float:
    """Return how many of the file's units one of ours is, on slides of another shape the mean of both sides."""
    across, down = (office.deck.slide_width or 1) / WIDTH, (office.deck.slide_height or 1) / HEIGHT
    return math.sqrt(across * down)


def in_template(
    arranged: SlideLayout, slide: SlideContent, content: DeckContent, look: Look, office: Office
) -> SlideLayout:
    """Return a slide's arrangement moved into the title and body of the office's template."""
    body = body_box(office)
    beside = isinstance(slide.figure, MapFigure) and len(slide.figure.paints) == 1
    column = Box(body.left, body.top, body.left + _TEXT_SHARE * body.width, body.bottom) if beside else body
    foot, stamp = _foot(slide, content, look, column)
    said_texts = (slide.problem, *slide.sentences) if slide.problem else slide.sentences
    room = (foot.box.top - _GAP - body.top) if beside else _MOST_SHARE * body.height
    said, kept = _said(said_texts, look, column, room)
    figure = (
        Box(column.right + _GAP, body.top, body.right, body.bottom)
        if beside
        else Box(body.left, said.box.bottom + _GAP, body.right, foot.box.top - _GAP)
    )
    title = fitted_title(slide.title, office)
    return replace(
        arranged,
        title=title,
        said=said,
        figure=figure,
        small_print=foot,
        stamp=stamp,
        left_out=(*said_texts[kept:],),
        beside=beside,
        printed=print_texts(slide, slide.breaks),
    )


def fitted_title(words: str, office: Office, *, opening: bool = False) -> Text:
    """Return the title in the template's own size, or as large as its place holds."""
    title = office.opening_title if opening else office.title
    return fitted(words, title.place, title.size, office)


def fitted(words: str, place: Place, largest: int, office: Office) -> Text:
    """Return words as large as a place of the template holds them, at most `largest` hundredths of a point."""
    scale = scale_of(office)
    box = _box(place, scale)
    size = largest / 100 * EMU_PER_POINT / scale
    while True:
        width = (box.width - 2 * _GAP) / WIDER
        lines = tuple(line for text in words.split("\n") for line in wrapped(text, size, width, 700))
        if len(lines) * _PITCH_IN_OFFICES * size <= box.height - _GAP or size <= LEAST_TYPE:
            return Text(lines, size, box)
        size *= 0.94


def _foot(slide: SlideContent, content: DeckContent, look: Look, column: Box) -> tuple[Text, Text]:
    width = column.width / WIDER
    stamp = _text((content.stamp,), look.small, column.left, column.bottom, column.width)
    lines = tuple(line for text in print_texts(slide, slide.breaks) for line in wrapped(text, look.small, width))
    top = stamp.box.top - len(lines) * LINE * look.small
    return Text(lines, look.small, Box(column.left, top, column.right, stamp.box.top)), stamp


def _text(texts: tuple[str, ...], size: float, left: float, bottom: float, width: float) -> Text:
    lines = tuple(line for text in texts for line in wrapped(text, size, width / WIDER))
    return Text(lines, size, Box(left, bottom - len(lines) * LINE * size, left + width, bottom))


def _said(texts: tuple[str, ...], look: Look, column: Box, room: float) -> tuple[Text, int]:
    """Return what is said as large as it fits, and how many sentences found room."""
    kept = len(texts)
    sizes = [look.said, (look.said + LEAST_TYPE) / 2, LEAST_TYPE]
    while True:
        size = sizes.pop(0) if len(sizes) > 1 else sizes[0]
        lines = tuple(line for text in texts[:kept] for line in wrapped(text, size, column.width / WIDER))
        height = len(lines) * LINE * size
        if height <= room or (len(sizes) == 1 and kept <= 1):
            return Text(lines, size, Box(column.left, column.top, column.right, column.top + height)), kept
        if size == LEAST_TYPE:
            kept -= 1


def body_box(office: Office) -> Box:
    """Return where a slide's content stands, in our units."""
    return _box(office.body, scale_of(office))


def _box(place: Place, scale: float) -> Box:
    left, top = place.left / scale, place.top / scale
    return Box(left, top, left + place.width / scale, top + place.height / scale)
