"""A deck as a PowerPoint file that staff go on editing: charts, tables and maps are objects of the office program."""

import io
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Emu

from lib.charts.picture import Box
from lib.charts.theme import INKS, Inks
from lib.i18n import Translator, translator
from lib.report.deck_words import definition_lines, head_lines, plain_print, spoken_notes
from lib.report.pptx_arranged import body_box, fitted, fitted_title, in_template, scale_of
from lib.report.pptx_chart import add_chart
from lib.report.pptx_frame import APART, opening_texts, pages, stacked
from lib.report.pptx_map import add_map
from lib.report.pptx_office import (
    SUBTITLES,
    Office,
    TemplateError,
    bare,
    dark_ground,
    furnish,
    opened_template,
    place_of,
    without_empty_places,
)
from lib.report.pptx_table import add_table
from lib.report.pptx_text import WIDER, Canvas, add_text, fill_place, fill_title
from lib.report.progress import Told, one_by_one, tell_nobody
from lib.report.settled_file import settled
from lib.report.slide_layout import HEIGHT, LOOKS, WIDTH, Look, Text, slide_layout
from lib.report.slide_layout import SlideLayout as Arranged
from lib.report.slides import ChartFigure, DeckContent, MapFigure, SlideContent, TableFigure

__all__ = ["TemplateError", "as_pptx"]

OFFICE_FONT = "Arial"  # on every office PC, with all Vietnamese letters
_MARGIN, _TOP, _FOOT = 72.0, 44.0, 40.0  # of slides of our own that hold words only
_SUBTITLE = 2000  # hundredths of a point: lines under the title, where a template has a place for them
_OPENING_TITLE = 1.5  # of a slide's title: how large the deck's own is


@dataclass(frozen=True)
class _Stage:
    deck: Deck
    layout: SlideLayout
    content: DeckContent
    office: Office | None = None  # None: our own layout, then we choose typeface, inks and ground

    @cached_property
    def t(self) -> Translator:
        return translator(self.content.language)

    @property
    def look(self) -> Look:
        return LOOKS[self.content.preset]

    @cached_property
    def inks(self) -> Inks:
        """Our inks, or those that are seen on the ground of the office's template."""
        return INKS["dark" if dark_ground(self.deck) else "light"] if self.office else self.look.inks

    @property
    def body(self) -> Box:
        """Where slides of words only have them."""
        if self.office:
            return body_box(self.office)
        return Box(_MARGIN, _TOP + 1.6 * self.look.title, WIDTH - _MARGIN, HEIGHT - _FOOT)


def as_pptx(content: DeckContent, template: bytes | None = None, told: Told = tell_nobody) -> bytes:
    """Return the deck as a .pptx, on the office's template where one is given; TemplateError names what it lacks.

    Every unit of a map is a shape named as the unit; charts keep their figures in a sheet; notes go along. A slide with
    the title and one with definitions and rules are added. The same content gives the same bytes.
    """
    stage = _from_template(template, content) if template is not None else _own(content)
    _add_opening(stage)
    for _, slide in one_by_one(content.slides, told):
        _add_slide(replace(slide, small_print=plain_print(slide, stage.t)), stage)
    _add_definitions(stage)
    facts = stage.deck.core_properties
    facts.title, facts.comments, facts.language = content.title, content.stamp, content.language
    facts.author = facts.last_modified_by = ""
    facts.keywords = content.content_hash
    stream = io.BytesIO()
    stage.deck.save(stream)
    return settled(stream.getvalue(), content.day)


def _own(content: DeckContent) -> _Stage:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    for part in deck.part.package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            part._blob = part.blob.replace(b'typeface="Calibri"', f'typeface="{OFFICE_FONT}"'.encode())
    return _Stage(deck, next(layout for layout in deck.slide_layouts if bare(layout)), content)


def _from_template(template: bytes, content: DeckContent) -> _Stage:
    office = opened_template(template)
    return _Stage(office.deck, office.layout, content, office)


def _new_page(stage: _Stage, layout: SlideLayout | None = None) -> tuple[Slide, Canvas]:
    page = stage.deck.slides.add_slide(layout or stage.layout)
    page.shapes.turbo_add_enabled = True  # ids are counted on, not looked for among thousands of corners
    scale = scale_of(stage.office) if stage.office else (stage.deck.slide_width or 1) / WIDTH
    canvas = Canvas(page.shapes, scale, stage.inks, stage.content.language, themed=stage.office is not None)
    if stage.office:
        furnish(page, stage.t.date(stage.content.day))
    else:
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = canvas.colour(stage.look.inks.background)
    return page, canvas


def _entitle(page: Slide, title: Text, canvas: Canvas, stage: _Stage) -> None:
    """Write a slide's title: as the template has it, or as we measured it."""
    place: Any = page.shapes.title
    if stage.office is None:
        fill_title(place, title, canvas)
    else:
        heading = stage.office.opening_title if page.slide_layout == stage.office.opening else stage.office.title
        fill_place(place, title, canvas, largest=heading.size)


def _add_slide(slide: SlideContent, stage: _Stage) -> None:
    content, look = stage.content, stage.look
    arranged = slide_layout(slide, content, look, wider=WIDER)
    if stage.office:
        arranged = in_template(arranged, slide, content, look, stage.office)
    page, canvas = _new_page(stage)
    _entitle(page, arranged.title, canvas, stage)
    _add_texts(arranged, slide, canvas, stage)
    _add_figure(slide, arranged, canvas, stage)
    without_empty_places(page)
    cut = [
        text for text, told in ((slide.title, arranged.title), (slide.small_print, arranged.small_print)) if _cut(told)
    ]
    notes = spoken_notes(slide, (*cut, *arranged.left_out), stage.t)
    if notes and (frame := page.notes_slide.notes_text_frame) is not None:
        frame.text = notes


def _cut(text: Text) -> bool:
    """Tell whether a text was longer than its place: it is then whole in the notes."""
    return bool(text.lines) and text.lines[-1].endswith("…")


def _add_texts(arranged: Arranged, slide: SlideContent, canvas: Canvas, stage: _Stage) -> None:
    inks = canvas.inks
    texts = [
        (arranged.said, "said", inks.text, (slide.problem, *slide.sentences)),
        (arranged.small_print, "small print", inks.muted, arranged.printed),
        (arranged.stamp, "stamp", inks.muted, (stage.content.stamp,)),
        (arranged.number, "number", inks.muted, ()),
    ]
    for text, name, ink, said in texts:
        if text.lines and (name != "number" or not stage.office):
            add_text(canvas, text, name, ink, said=said, apart=text.gap)


def _add_figure(slide: SlideContent, arranged: Arranged, canvas: Canvas, stage: _Stage) -> None:
    figure = slide.figure
    if isinstance(figure, MapFigure):
        add_map(canvas, figure, arranged.figure, alone=arranged.beside)
    elif isinstance(figure, ChartFigure):
        said = ". ".join(text for text in (slide.title, *slide.sentences, slide.small_print) if text)
        add_chart(canvas, figure.native, arranged.figure, name=slide.title, said=said)
    elif isinstance(figure, TableFigure):
        add_table(canvas, figure, arranged.figure, stage.t)


def _add_opening(stage: _Stage) -> None:
    """Add the first slide: the deck's title, its day, as of when its figures are, the hash of its content."""
    lines = head_lines(stage.content, stage.t)
    look = stage.look
    page, canvas = _new_page(stage, stage.office.opening if stage.office else None)
    if stage.office:
        _entitle(page, fitted_title(stage.content.title, stage.office, opening=True), canvas, stage)
        under = next((place for place in page.placeholders if place.placeholder_format.type in SUBTITLES), None)
        if under is not None:
            fill_place(under, fitted("\n".join(lines[:2]), place_of(under), _SUBTITLE, stage.office), canvas)
        else:
            add_text(canvas, stacked(lines, look.said, stage.body), "stamp", stage.inks.muted, said=lines, apart=APART)
        without_empty_places(page)
        return
    body = Box(_MARGIN, _TOP, WIDTH - _MARGIN, HEIGHT - _FOOT)
    title, told = opening_texts(stage.content.title, lines, body, (_OPENING_TITLE * look.title, 28.0))
    _entitle(page, title, canvas, stage)
    add_text(canvas, told, "stamp", stage.inks.muted, said=lines, apart=APART)


def _add_definitions(stage: _Stage) -> None:
    """Add the last slides: every definition once and the rules of ranking."""
    size = max(stage.look.small, 26.0)
    dealt = pages(definition_lines(stage.content, stage.t), size, stage.body)
    for number, texts in enumerate(dealt, start=1):
        page, canvas = _new_page(stage)
        title = stage.t("pptx.definitions") + (f" ({number}/{len(dealt)})" if len(dealt) > 1 else "")
        if stage.office:
            head = fitted_title(title, stage.office)
        else:
            head = stacked((title,), stage.look.title, Box(_MARGIN, _TOP, WIDTH - _MARGIN, HEIGHT))
        _entitle(page, head, canvas, stage)
        add_text(canvas, stacked(texts, size, stage.body), "definitions", stage.inks.text, said=texts, apart=APART)
        without_empty_places(page)
