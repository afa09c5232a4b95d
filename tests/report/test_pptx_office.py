"""Templates of the office: what is kept, what is taken out, what is refused and how it is said."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import altair as alt
import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from lib.charts.drawing import Drawing
from lib.charts.theme import INKS
from lib.report.pptx_office import TemplateError
from lib.report.slide_pptx import as_pptx
from lib.report.slides import ChartFigure, DeckContent, NativeChart, Series, SlideContent, TableFigure
from lib.report.workbook import Table

TABLE = Table("PCI", ["Địa bàn", "± hạng"], [["Thái Nguyên", 2], ["Bắc Ninh", -1]], [None, 0], ())
SLIDES = tuple(
    SlideContent(f"s{number}", title, ("Thái Nguyên tăng 2 bậc.",), TableFigure(TABLE, frozenset({0})), "Nguồn: VCCI")
    for number, title in enumerate(("PCI 2023", "Chỉ số năng lực cạnh tranh cấp tỉnh " * 8))
)
CONTENT = DeckContent("d", "Giao ban", date(2026, 11, 24), "vi", "room", SLIDES, "Số liệu chốt", "a1b2")


def template(change: Callable[[Deck], None]) -> bytes:
    deck = Presentation()
    change(deck)
    stream = io.BytesIO()
    deck.save(stream)
    return stream.getvalue()


def with_examples(deck: Deck) -> None:
    for number in (0, 1, 5):
        page = deck.slides.add_slide(deck.slide_layouts[number])
        page.shapes.title.text_frame.text = "Ví dụ"
        page.notes_slide.notes_text_frame.text = "Ví dụ"
    for place in list(deck.slide_layouts[5].placeholders):
        if place.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            place.text_frame.text = "Sở Nội vụ"


@pytest.mark.parametrize("size", [(9_144_000, 6_858_000), (12_192_000, 6_858_000)], ids=["4:3", "16:9"])
def test_everything_stays_within_the_slide_and_titles_in_their_place(size: tuple[int, int]) -> None:
    def sized(deck: Deck) -> None:
        deck.slide_width, deck.slide_height = Emu(size[0]), Emu(size[1])

    for page in list(Presentation(io.BytesIO(as_pptx(CONTENT, template(sized)))).slides)[1:]:
        title = page.shapes.title
        assert title is not None
        places = [place for place in page.slide_layout.placeholders if place.placeholder_format.type in {1, 3}]
        assert (title.left, title.top) == (places[0].left, places[0].top)
        for shape in page.shapes:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= size[0] and shape.top + shape.height <= size[1]
            if shape != title and shape.name in {"said", "small print", "stamp"}:
                assert shape.top >= title.top + title.height


def test_a_long_title_is_made_smaller_a_short_one_keeps_the_look_of_the_template() -> None:
    _, short, long, *_ = Presentation(io.BytesIO(as_pptx(CONTENT, template(with_examples)))).slides
    assert short.shapes.title.text_frame.paragraphs[0].runs[0].font.size is None
    assert long.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt < 30


def test_examples_are_gone_from_the_package_and_the_footer_is_kept() -> None:
    made = as_pptx(CONTENT, template(with_examples))
    archive = zipfile.ZipFile(io.BytesIO(made))
    slides = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    assert len(slides) == len(CONTENT.slides) + 2
    assert not any("Ví dụ".encode() in archive.read(name) for name in archive.namelist() if "lide" in name)
    told = [shape.text_frame.text for shape in Presentation(io.BytesIO(made)).slides[1].shapes if shape.has_text_frame]
    assert "Sở Nội vụ" in told and "24/11/2026" in told


def test_words_take_their_ink_from_the_template() -> None:
    archive = zipfile.ZipFile(io.BytesIO(as_pptx(CONTENT, template(with_examples))))
    drawn = archive.read("ppt/slides/slide2.xml").decode()
    assert 'schemeClr val="tx1"' in drawn and "1F2430" not in drawn and "Arial" not in drawn


@pytest.mark.parametrize("dark", [False, True])
def test_what_has_ink_of_ours_is_seen_on_the_ground_of_the_template(*, dark: bool) -> None:
    def grounded(deck: Deck) -> None:
        for part in deck.part.package.iter_parts():
            if part.partname.startswith("/ppt/theme/") and dark:
                part._blob = part.blob.replace(b'sysClr val="window" lastClr="FFFFFF"', b'srgbClr val="5B0F16"')

    figures = NativeChart("line", ("2022", "2023"), (Series("Thái Nguyên", (61.0, 67.5), "focus"),), 2, "điểm")
    slide = replace(SLIDES[0], figure=ChartFigure(Drawing(alt.Chart().mark_point(), ""), figures))
    made = Presentation(io.BytesIO(as_pptx(replace(CONTENT, slides=(slide,)), template(grounded))))
    chart = next(shape.chart for shape in made.slides[1].shapes if shape.has_chart)
    inks = INKS["dark" if dark else "light"]
    assert f"#{chart.plots[0].series[0].format.line.color.rgb}".lower() == inks.focus


def test_a_potx_is_taken_as_a_template() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template(with_examples))) as read, zipfile.ZipFile(stream, "w") as written:
        for entry in read.infolist():
            written.writestr(entry.filename, read.read(entry).replace(b"presentation.main+xml", b"template.main+xml"))
    assert len(Presentation(io.BytesIO(as_pptx(CONTENT, stream.getvalue()))).slides) == len(CONTENT.slides) + 2


def test_a_template_without_a_title_is_refused_with_what_is_missing() -> None:
    def without_titles(deck: Deck) -> None:
        for layout in deck.slide_layouts:
            for place in list(layout.placeholders):
                if place.placeholder_format.type in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}:
                    place._element.getparent().remove(place._element)

    with pytest.raises(TemplateError, match="không có bố cục nào có ô tiêu đề") as refused:
        as_pptx(CONTENT, template(without_titles))
    assert "Title Only" in refused.value.words.en


@pytest.mark.parametrize("content", [b"", b"PK no", b"PK\x05\x06" + 18 * b"\0"])
def test_a_file_that_is_no_template_is_refused_with_the_way_out(content: bytes) -> None:
    with pytest.raises(TemplateError, match="không phải là tệp PowerPoint") as refused:
        as_pptx(CONTENT, content)
    assert "PowerPoint" in refused.value.words.en
