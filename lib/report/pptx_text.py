"""Texts of a PowerPoint slide: boxes that hold exactly the lines they were measured for. No figures."""

from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Emu, Pt

from lib.charts.palette import Colour
from lib.charts.picture import Anchor, Box
from lib.charts.theme import Inks
from lib.charts.typeface import LINE
from lib.report.slide_layout import Text

EMU_PER_POINT = 12_700
_ALIGN = {"start": PP_ALIGN.LEFT, "middle": PP_ALIGN.CENTER, "end": PP_ALIGN.RIGHT}


@dataclass(frozen=True)
class Canvas:
    """A slide's or a group's shapes with the way from our 1920 × 1080 to the file's units, and its inks."""

    shapes: Any  # python-pptx gives slides and groups no common public type
    scale: float
    inks: Inks

    def emu(self, length: float) -> Emu:
        """Return a length of ours in the file's unit."""
        return Emu(round(length * self.scale))

    def points(self, size: float) -> Pt:
        """Return a type size of ours in points."""
        return Pt(round(2 * size * self.scale / EMU_PER_POINT) / 2)

    def colour(self, colour: Colour) -> RGBColor:
        """Return a colour as the file keeps it."""
        red, green, blue = bytes.fromhex(colour.removeprefix("#"))
        return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped


def add_text(canvas: Canvas, text: Text, name: str, ink: Colour) -> Shape:
    """Add a box with lines that do not wrap again, named `name`."""
    shape = _box(canvas, text.box, name)
    frame = shape.text_frame
    for number, line in enumerate(text.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size = canvas.points(text.size)
        run.font.color.rgb = canvas.colour(ink)
        paragraph.line_spacing = LINE
    return shape


def add_label(
    canvas: Canvas, label_box: Box, line: str, *, size: float, ink: Colour, anchor: Anchor, bold: bool
) -> Shape:
    """Add one line of a map or chart, as wide as it needs to be."""
    shape = _box(canvas, label_box, line)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = _ALIGN[anchor]
    run = paragraph.add_run()
    run.text = line
    run.font.size = canvas.points(size)
    run.font.bold = bold
    run.font.color.rgb = canvas.colour(ink)
    return shape


def fill_title(page: Slide, text: Text, canvas: Canvas) -> None:
    """Write the title into the layout's own title, where the slide was measured to have it."""
    title = page.shapes.title
    if title is None:
        raise LookupError("the layout has no title")
    box = text.box
    title.left, title.top = canvas.emu(box.left), canvas.emu(box.top)
    title.width, title.height = canvas.emu(box.width), canvas.emu(box.height)
    frame = title.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    _tight(title)
    frame.text = " ".join(text.lines)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size = canvas.points(text.size)
            run.font.bold = True
            run.font.color.rgb = canvas.colour(canvas.inks.text)


def _box(canvas: Canvas, box: Box, name: str) -> Shape:
    sides = (canvas.emu(box.left), canvas.emu(box.top), canvas.emu(box.width), canvas.emu(box.height))
    shape: Shape = canvas.shapes.add_textbox(*sides)
    shape.name = name
    shape.text_frame.word_wrap = False
    shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    _tight(shape)
    return shape


def _tight(shape: Shape) -> None:
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
