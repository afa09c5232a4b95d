"""A deck as a PowerPoint file that staff go on editing: charts, tables and maps are objects of the office program."""

import io
from dataclasses import dataclass
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu

from lib.charts.picture import Box
from lib.i18n import translator
from lib.model.words import Words
from lib.report.pptx_chart import add_chart
from lib.report.pptx_map import add_map
from lib.report.pptx_table import add_table
from lib.report.pptx_text import Canvas, add_text, fill_title
from lib.report.slide_layout import HEIGHT, LOOKS, WIDTH, slide_layout
from lib.report.slides import ChartFigure, DeckContent, MapFigure, SlideContent, TableFigure

OFFICE_FONT = "Arial"  # on every office PC, with all Vietnamese letters
_WIDER = 1.15  # Arial against the typeface our lines are measured with
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


class TemplateError(Exception):
    """The office's template cannot be used; `words` says what is missing, in both languages."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.vi)


@dataclass(frozen=True)
class _Stage:
    deck: Deck
    layout: SlideLayout
    own: bool  # our own layout, not the office's: then we choose typeface and ground


def as_pptx(content: DeckContent, template: bytes | None = None) -> bytes:
    """Return the deck as a .pptx, on the office's template where one is given; TemplateError names what it lacks.

    Every unit of a map is a shape named as the unit; charts keep their figures in a sheet; notes go along.
    """
    stage = _from_template(template) if template is not None else _own()
    for slide in content.slides:
        _add_slide(slide, content, stage)
    stage.deck.core_properties.title = content.title
    stage.deck.core_properties.comments = content.stamp
    stage.deck.core_properties.language = content.language
    stream = io.BytesIO()
    stage.deck.save(stream)
    return stream.getvalue()


def _own() -> _Stage:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(12_192_000), Emu(6_858_000)
    for part in deck.part.package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            part._blob = part.blob.replace(b'typeface="Calibri"', f'typeface="{OFFICE_FONT}"'.encode())
    layout = next(layout for layout in deck.slide_layouts if _bare(layout))
    return _Stage(deck, layout, own=True)


def _from_template(template: bytes) -> _Stage:
    try:
        deck = Presentation(io.BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise TemplateError(Words("Tệp mẫu không phải là tệp PowerPoint (.pptx).", "Not a .pptx file.")) from error
    titled = [layout for layout in deck.slide_layouts if _kinds(layout) & _TITLES]
    if not titled:
        raise TemplateError(
            Words(
                "Tệp mẫu không có bố cục nào có ô tiêu đề. Hãy thêm một bố cục “Chỉ tiêu đề” (Title Only) rồi nộp lại.",
                "The template has no layout with a title. Add a “Title Only” layout, then try again.",
            )
        )
    _clear(deck)
    layout = next((layout for layout in titled if _bare(layout)), titled[0])
    return _Stage(deck, layout, own=False)


def _kinds(layout: SlideLayout) -> set[PP_PLACEHOLDER]:
    places = layout.placeholders
    return {places[number].placeholder_format.type for number in range(len(places))}


def _bare(layout: SlideLayout) -> bool:
    """Whether a layout has a title and else only date, footer and number."""
    kinds = _kinds(layout)
    return bool(kinds & {PP_PLACEHOLDER.TITLE}) and not kinds - _TITLES - _FURNITURE


def _clear(deck: Deck) -> None:
    """Take the example slides of a template out."""
    entries = deck.slides._sldIdLst
    for entry in list(entries):
        deck.part.drop_rel(entry.get(qn("r:id")))
        entries.remove(entry)


def _add_slide(slide: SlideContent, content: DeckContent, stage: _Stage) -> None:
    look = LOOKS[content.preset]
    arranged = slide_layout(slide, content, look, wider=_WIDER)
    page = stage.deck.slides.add_slide(stage.layout)
    page.shapes.turbo_add_enabled = True  # ids are counted on, not looked for among thousands of corners
    scale = min((stage.deck.slide_width or 1) / WIDTH, (stage.deck.slide_height or 1) / HEIGHT)
    canvas = Canvas(page.shapes, scale, look.inks)
    if stage.own:
        page.background.fill.solid()
        page.background.fill.fore_color.rgb = canvas.colour(look.inks.background)
    fill_title(page, arranged.title, canvas)
    for text, name, ink in (
        (arranged.said, "said", look.inks.text),
        (arranged.small_print, "small print", look.inks.muted),
        (arranged.stamp, "stamp", look.inks.muted),
    ):
        if text.lines:
            add_text(canvas, text, name, ink)
    _add_figure(slide, arranged.figure, content, canvas)
    notes = "\n\n".join(text for text in (slide.note, *arranged.left_out) if text)
    if notes and (frame := page.notes_slide.notes_text_frame) is not None:
        frame.text = notes


def _add_figure(slide: SlideContent, box: Box, content: DeckContent, canvas: Canvas) -> None:
    figure = slide.figure
    if isinstance(figure, MapFigure):
        add_map(canvas, figure, box)
    elif isinstance(figure, ChartFigure):
        add_chart(canvas, figure.native, box, name=slide.title, language=content.language)
    elif isinstance(figure, TableFigure):
        add_table(canvas, figure, box, translator(content.language))
