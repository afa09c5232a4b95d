"""Pictures as files: SVG that parses, PNG of the right size that is not blank, PDF whose words can be read back."""

import io
import xml.etree.ElementTree as ET

import pypdf
import pytest
from PIL import Image

from lib.charts.picture import Box, Label, Line, Parts, Picture, Shape
from lib.charts.picture_files import as_pdf, as_png, as_svg
from lib.charts.typeface import balanced, text_width, wrapped

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = Box(10, 10, 60, 60)
PICTURE = Picture(
    200,
    100,
    "#e9f1f6",
    (
        Shape("Đắk Lắk", (SQUARE.ring,), "#182a63", "#ffffff", 1.0, title="Đắk Lắk: 43,01"),
        Shape("<script>&\"'", (SQUARE.ring, SQUARE.grown(-10).ring), "#f3f3f1", "#9aa3ab", 1.0, hatch="#9aa3ab"),
        Shape("Huế", (Box(70, 10, 90, 30).ring,), "#93c6a0", dots="#060d15"),
        Shape("khung", (Box(100, 10, 190, 90).ring,), None, "#4c5f70", 1.0, dashed=True),
    ),
    (
        Label(100, 80, "Thừa Thiên Huế\n45,09 & <b>", 12, weight=600, halo="#ffffff"),
        Label(110, 30, "Quần đảo Trường Sa", 8, "start", italic=True),
    ),
    (Line(((0, 0), (10, 10)), "#8fa5b5"),),
    "PAPI 2024. 61/63 đơn vị",
)


def test_the_svg_parses_and_holds_every_shape_title_and_text_as_it_is() -> None:
    root = ET.fromstring(as_svg(PICTURE))
    assert root.get("viewBox") == "0 0 200 100" and root.get("lang") == "vi"
    assert root.findtext(f"{SVG}desc") == PICTURE.description
    titles = [path.findtext(f"{SVG}title") for path in root.iter(f"{SVG}path") if len(path)]
    assert titles == ["Đắk Lắk: 43,01", "<script>&\"'", "Huế", "khung"]
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Thừa Thiên Huế", "45,09 & <b>", "Quần đảo Trường Sa"]
    assert not list(root.iter(f"{SVG}script"))
    assert {path.get("stroke") for path in root.iter(f"{SVG}path") if not len(path)} == {"#9aa3ab", "#060d15"}


@pytest.mark.parametrize("scale", [1, 2])
def test_the_png_has_the_asked_size_and_shows_fills_hatches_and_writing(scale: int) -> None:
    image = Image.open(io.BytesIO(as_png(as_svg(PICTURE), scale))).convert("RGB")
    assert image.size == (200 * scale, 100 * scale)
    at = {name: image.getpixel((x * scale, y * scale)) for name, (x, y) in {"sea": (5, 95), "fill": (35, 35)}.items()}
    assert at == {"sea": (0xE9, 0xF1, 0xF6), "fill": (0x18, 0x2A, 0x63)}
    hatched = {image.getpixel((x, 15 * scale)) for x in range(12 * scale, 58 * scale)}
    assert len(hatched) > 2
    assert min(sum(image.getpixel((x, y))) for x in range(110, 180) for y in range(20, 33)) < 200 or scale == 2


def test_the_pdf_keeps_words_with_their_signs_and_has_the_typeface_in_it() -> None:
    page = pypdf.PdfReader(io.BytesIO(as_pdf(as_svg(PICTURE)))).pages[0]
    assert [float(side) for side in page.mediabox[2:]] == [200, 100]
    lines = page.extract_text().splitlines()
    assert lines == ["Thừa Thiên Huế", "45,09 & <b>", "Quần đảo Trường Sa"]  # once each: a halo must not double them
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts and all("SourceSansPro" in font["/BaseFont"] for font in fonts)


def test_measured_widths_are_those_that_are_drawn() -> None:
    text, size = "Bà Rịa – Vũng Tàu 45,53", 40
    width = text_width(text, size, 600)
    picture = Picture(width + 40, 80, "#ffffff", (), (Label(20, 50, text, size, "start", 600),))
    image = Image.open(io.BytesIO(as_png(as_svg(picture)))).convert("L").point(lambda grey: 255 * (grey < 128))
    left, _, right, _ = image.getbbox() or (0, 0, 0, 0)
    assert left >= 20 and right <= 20 + width  # never wider than measured: what is kept free is enough
    assert right - left > 0.95 * width


def test_texts_break_between_words_within_their_width() -> None:
    text = "Đông Nam Bộ và đồng bằng sông Cửu Long"
    assert " ".join(wrapped(text, 12, 100)) == text
    assert all(text_width(line, 12) <= 100 for line in wrapped(text, 12, 100))
    assert len(balanced(text, 12, 190)) == len(wrapped(text, 12, 190)) == 2
    assert max(text_width(line, 12) for line in balanced(text, 12, 190)) < 150
    assert wrapped("Nghiêng", 12, 5) == ["Nghiêng"]


def test_parts_move_together() -> None:
    parts = Parts(PICTURE.shapes, PICTURE.labels, PICTURE.lines).moved(5, -5)
    assert parts.shapes[0].rings[0][0] == (15, 5)
    assert (parts.labels[0].x, parts.labels[0].y) == (105, 75)
    assert parts.lines[0].points == ((5, -5), (15, 5))
