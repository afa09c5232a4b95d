"""A slide as one drawing of 1920 × 1080: texts, table and chart by us, maps as the vectors of the still map."""

import json
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
from lib.report.slides import ChartFigure, DeckContent, Figure, MapFigure, SlideContent, TableFigure

_SVG = "http://www.w3.org/2000/svg"


def slide_svg(content: SlideContent, deck: DeckContent, number: int, look: Look) -> str:
    """Return slide `number` (from 1) as one SVG; what is marked together has one `data-unit`, its title tells it.

    `data-first` are those a reader at the keyboard comes to first.
    """
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
    _mark(root, page)
    root.set("data-first", json.dumps(_first(content.figure), ensure_ascii=False))
    root.extend(groups)  # after the texts: a slide is copied and read aloud from its title on
    return ET.tostring(root, encoding="unicode")


def _mark(root: ET.Element, page: Picture) -> None:
    """Write on shapes and texts which unit, or which row of a table, they belong to."""
    paths = [one for one in root if one.tag == f"{{{_SVG}}}path" and one.get("pointer-events") is None]
    for path, shape in zip(paths, page.shapes, strict=True):
        if shape.ref_area:
            path.set("data-unit", shape.ref_area)
        if shape.layer == "row":
            path.set("class", "row")
    rows = [label for label in page.labels for _ in label.lines]
    for text, label in zip(root.findall(f"{{{_SVG}}}text"), rows, strict=True):
        if label.ref_area:
            text.set("data-unit", label.ref_area)


def _first(figure: Figure | None) -> list[str]:
    """Return what is marked first: the unit in focus, the lines in their order of weight, the rows in focus."""
    if isinstance(figure, MapFigure):
        return [figure.paints[0].focus] if figure.paints[0].focus else []
    if isinstance(figure, ChartFigure):
        return [series.name for series in figure.native.series]
    return [str(row) for row in sorted(figure.strong)] if figure else []


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
