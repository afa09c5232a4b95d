"""Texts of a PowerPoint slide: boxes that hold exactly the lines they were measured for. No figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from lib.charts.palette import Colour
from lib.charts.picture import Box
from lib.charts.theme import Inks
from lib.charts.typeface import LINE
from lib.model.words import Language
from lib.report.slide_layout import Text

WIDER = 1.15  # Arial against the typeface our lines are measured with: the most that wrapped Vietnamese text needs
EMU_PER_POINT = 12_700
_LANGUAGES = {"vi": MSO_LANGUAGE_ID.VIETNAMESE, "en": MSO_LANGUAGE_ID.ENGLISH_US}


@dataclass(frozen=True)
class Canvas:
    """A slide's shapes with the way from our 1920 wide to the file's units, and its inks.

    `themed` leaves the colour of words to the office's template: only it knows its ground.
    """

    shapes: Any  # python-pptx gives slides and groups no common public type
    scale: float
    inks: Inks
    language: Language = "vi"
    themed: bool = False

    def emu(self, length: float) -> Emu:
        """Return a length of ours in the file's unit."""
        return Emu(round(length * self.scale))

    def sides(self, box: Box) -> tuple[Emu, Emu, Emu, Emu]:
        """Return left, top, width and height of a box in the file's unit."""
        return self.emu(box.left), self.emu(box.top), self.emu(box.width), self.emu(box.height)

    def points(self, size: float) -> Pt:
        """Return a type size of ours in half points, rounded down: a text never grows beyond what was measured."""
        return Pt(int(2 * size * self.scale / EMU_PER_POINT + 0.01) / 2)

    def pitch(self, size: float) -> Pt:
        """Return the distance from one line to the next, as measured."""
        return Pt(round(LINE * size * self.scale / EMU_PER_POINT * 10) / 10)

    def colour(self, colour: Colour) -> RGBColor:
        """Return a colour as the file keeps it."""
        red, green, blue = bytes.fromhex(colour.removeprefix("#"))
        return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped

    def write_in(self, place: ColorFormat, ink: Colour) -> None:
        """Give words their ink: ours, or the one of the office's template."""
        if self.themed:
            place.theme_color = MSO_THEME_COLOR.TEXT_1
        else:
            place.rgb = self.colour(ink)


def add_text(
    canvas: Canvas, text: Text, name: str, ink: Colour, *, said: Sequence[str] = (), apart: float = 0.0
) -> None:
    """Add a box named `name`; lines that make up a text of `said` are one paragraph again, easy to edit.

    Paragraphs stand `apart` from each other.
    """
    shape: Shape = canvas.shapes.add_textbox(*canvas.sides(text.box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True  # what was measured with the wider typeface wraps into no more lines than it was given
    frame.auto_size = MSO_AUTO_SIZE.NONE
    tight(frame)
    for number, words in enumerate(paragraphs_of(text.lines, said)):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        write(paragraph, words, text.size, canvas, ink)
        paragraph.space_after = Pt(int(apart * canvas.scale / EMU_PER_POINT))


def write(paragraph: _Paragraph, words: str, size: float, canvas: Canvas, ink: Colour, *, bold: bool = False) -> None:
    """Write one paragraph in a size of ours, its lines as far apart as they were measured."""
    run = paragraph.add_run()
    run.text = words
    run.font.size = canvas.points(size)
    run.font.bold = bold
    run.font.language_id = _LANGUAGES[canvas.language]
    canvas.write_in(run.font.color, ink)
    paragraph.line_spacing = canvas.pitch(size)
    paragraph.space_before = paragraph.space_after = Pt(0)


def paragraphs_of(lines: Iterable[str], said: Sequence[str]) -> list[str]:
    """Return the texts whose lines these are; lines that belong to none of `said` stay on their own."""
    wanted = {" ".join(text.split()) for text in said}
    found: list[str] = []
    begun: list[str] = []
    for line in lines:
        begun.append(line)
        whole = " ".join(" ".join(begun).split())
        if whole in wanted:
            found.append(whole)
            begun = []
        elif not any(text.startswith(whole) for text in wanted):
            found += begun
            begun = []
    return found + begun


def fill_title(shape: Shape, text: Text, canvas: Canvas) -> None:
    """Write the title into the layout's own place for it, set where it was measured to stand."""
    shape.left, shape.top, shape.width, shape.height = canvas.sides(text.box)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    tight(frame)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    write(frame.paragraphs[0], " ".join(text.lines), text.size, canvas, canvas.inks.text, bold=True)


def fill_place(shape: Any, text: Text, canvas: Canvas, *, largest: int = 0) -> None:  # noqa: ANN401
    """Write into a place of a template, in its look; smaller than `largest` (hundredths of a point) where needed."""
    shape.text_frame.text = "\n".join(text.lines) if not largest else " ".join(text.lines)
    size = canvas.points(text.size)
    if not largest or 100 * size.pt < largest - 50:
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = size


def tight(frame: TextFrame) -> None:
    """Leave no space between a box and its words."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
