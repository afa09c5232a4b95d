"""A slide as one drawing of 1920 × 1080: texts, table and chart by us, maps as the vectors of the still map."""

import xml.etree.ElementTree as ET

from lib.charts.palette import Colour
from lib.charts.picture import Label, Parts, Picture
from lib.charts.picture_files import as_svg
from lib.charts.typeface import Weight
from lib.i18n import translator
from lib.report.slide_chart import chart_parts
from lib.report.slide_layout import HEIGHT, LEAST_TYPE, WIDTH, Look, SlideLayout, Text, slide_layout
from lib.report.slide_map import MapPlace, map_groups
from lib.report.slide_table import table_parts
from lib.report.slides import ChartFigure, DeckContent, MapFigure, SlideContent, TableFigure


def slide_svg(content: SlideContent, deck: DeckContent, number: int, look: Look) -> str:
    """Return slide `number` (from 1) as one SVG; shapes of units carry `data-unit`, what they tell is their title."""
    layout = slide_layout(content, deck, look)
    t = translator(deck.language)
    parts, groups = _texts(layout, look), []
    if isinstance(content.figure, MapFigure):
        groups = map_groups(content.figure, MapPlace(layout.figure, LEAST_TYPE, told=True))
    elif isinstance(content.figure, ChartFigure):
        parts = parts.with_more(chart_parts(content.figure, layout.figure, look, t))
    elif isinstance(content.figure, TableFigure):
        parts = parts.with_more(table_parts(content.figure, layout.figure, look, t))
    told = f"{number}. {content.title}. {' '.join(content.sentences)}"
    page = Picture(WIDTH, HEIGHT, look.inks.background, parts.shapes, parts.labels, parts.lines, told, deck.language)
    root = ET.fromstring(as_svg(page))
    for place, group in enumerate(groups):
        root.insert(2 + place, group)
    return ET.tostring(root, encoding="unicode")


def text_labels(text: Text, ink: Colour, weight: Weight = 400) -> tuple[Label, ...]:
    """Return the lines of a text as labels."""
    return tuple(
        Label(text.box.left, text.foot(row), line, text.size, "start", weight, ink)
        for row, line in enumerate(text.lines)
    )


def _texts(layout: SlideLayout, look: Look) -> Parts:
    inks = look.inks
    labels = (
        *text_labels(layout.title, inks.text, 600),
        *text_labels(layout.said, inks.text),
        *text_labels(layout.small_print, inks.muted),
        *text_labels(layout.stamp, inks.muted),
        *text_labels(layout.number, inks.muted, 600),
    )
    return Parts(labels=labels)
