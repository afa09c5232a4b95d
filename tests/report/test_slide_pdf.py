"""PDF read back: every page, every word with its signs, the typeface inside, bookmarks where the slides are."""

import io
from collections.abc import Mapping
from dataclasses import replace

import pypdf
import pytest

from lib.report.signs import drawable
from lib.report.slide_pdf import as_pdf_deck, as_pdf_report
from lib.report.slides import DeckContent


def squeezed(text: str) -> str:
    """Lines of a drawing come back one by one: words are compared without what stands between them."""
    return "".join(text.split())


def embedded(page: pypdf.PageObject) -> list[bool]:
    """Return for every font of a page whether its letters are in the file."""
    found = []
    pending = [page["/Resources"].get_object()]
    while pending:
        resources = pending.pop()
        for font in resources.get("/Font", {}).values():
            own = font.get_object()
            for one in own.get("/DescendantFonts", [own]):
                descriptor = one.get_object().get("/FontDescriptor", {}).get_object()
                found.append(any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")))
        for form in resources.get("/XObject", {}).values():
            if "/Resources" in form.get_object():
                pending.append(form.get_object()["/Resources"].get_object())
    return found


@pytest.fixture(scope="module")
def deck(decks: Mapping[str, DeckContent]) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(as_pdf_deck(decks["projector"])))


@pytest.fixture(scope="module")
def report(decks: Mapping[str, DeckContent]) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(as_pdf_report(decks["print"])))


def test_the_deck_has_a_page_per_slide_and_a_cover_in_16_to_9(
    deck: pypdf.PdfReader, decks: Mapping[str, DeckContent]
) -> None:
    content = decks["projector"]
    assert len(deck.pages) == 1 + len(content.slides)
    assert {(float(page.mediabox.width), float(page.mediabox.height)) for page in deck.pages} == {(960.0, 540.0)}
    for slide, page in zip(content.slides, deck.pages[1:], strict=True):
        read = squeezed(page.extract_text())
        assert squeezed(slide.title) in read
        assert squeezed(slide.sentences[0] if slide.sentences else slide.problem) in read
        assert squeezed(content.stamp) in read
    assert "Giaoban" in squeezed(deck.pages[0].extract_text())


def test_every_letter_is_in_the_file(deck: pypdf.PdfReader, report: pypdf.PdfReader) -> None:
    for page in (*deck.pages, *report.pages):
        fonts = embedded(page)
        assert fonts and all(fonts)


def test_the_deck_is_found_by_bookmarks_and_says_what_it_is(
    deck: pypdf.PdfReader, decks: Mapping[str, DeckContent]
) -> None:
    content = decks["projector"]
    titles = [entry.title for entry in deck.outline if not isinstance(entry, list)]
    assert titles == [content.title, *(f"{at}. {slide.title}" for at, slide in enumerate(content.slides, 1))]
    assert deck.metadata is not None
    assert (deck.metadata.title, deck.metadata["/Keywords"]) == (content.title, content.content_hash)
    assert deck.trailer["/Root"]["/Lang"] == "vi"


def test_the_report_has_cover_contents_sections_and_appendix_with_right_page_numbers(
    report: pypdf.PdfReader, decks: Mapping[str, DeckContent]
) -> None:
    content = decks["print"]
    read = [squeezed(page.extract_text()) for page in report.pages]
    pages = len(read)
    assert squeezed(content.title) in read[0] and "Mụclục" in read[1]
    for number, text in enumerate(read[1:], start=2):
        assert f"Trang{number}/{pages}" in text
    contents = read[1].replace(".", "")
    for number, slide in enumerate(content.slides, start=1):
        heading = squeezed(f"{number}. {slide.title}")
        at = next(page for page, text in enumerate(read[2:], 3) if heading in text)
        assert f"{heading.replace('.', '')}{at}" in contents
        for said in (*slide.sentences, slide.small_print, *slide.breaks):
            assert squeezed(drawable(said)) in "".join(read[at - 1 : at + 1])
    last = "".join(read[-2:])
    assert "Quytắcxếphạng" in last
    assert squeezed(content.slides[0].definitions[0][1]) in "".join(read)
    assert {round(float(page.mediabox.width)) for page in report.pages} == {595}


def test_short_slides_share_a_page_of_the_report_and_each_has_its_bookmark(decks: Mapping[str, DeckContent]) -> None:
    bars = decks["print"].slides[3]
    slides = tuple(replace(bars, slide_id=f"s{number}", title=f"Thành phần {number}") for number in (1, 2, 3))
    made = pypdf.PdfReader(io.BytesIO(as_pdf_report(replace(decks["print"], slides=slides))))
    pages = [
        made.get_destination_page_number(entry)
        for entry in made.outline
        if not isinstance(entry, list) and "Thành phần" in str(entry.title)
    ]
    assert pages == [2, 2, 3]
    assert "1. Thành phần 1" in made.pages[2].extract_text()
    assert "2. Thành phần 2" in made.pages[2].extract_text()


def test_the_same_deck_gives_the_same_bytes(decks: Mapping[str, DeckContent]) -> None:
    trend = replace(decks["room"], slides=decks["room"].slides[1:3])
    assert len({as_pdf_deck(trend) for _ in range(4)}) == 1  # fonts used to be numbered at random
