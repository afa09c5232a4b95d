"""Drawings as the pages of one PDF file, with bookmarks, language and what the file says of itself."""

import io
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, PdfObject, TextStringObject

from lib.charts.picture_files import as_pdf
from lib.i18n import translator
from lib.report.slides import DeckContent

_FONT = re.compile(rb"/fo\d+\b")


def joined(svgs: Iterable[str], titles: Iterable[str], content: DeckContent) -> bytes:
    """Return drawings as the pages of one file; every line of its title gives a page a bookmark."""
    writer = PdfWriter()
    with ThreadPoolExecutor(1) as beside:  # while one page is turned into PDF the next one is drawn
        pages = [*beside.map(as_pdf, svgs)]
    for drawn, title in zip(pages, titles, strict=True):
        page = PdfReader(io.BytesIO(drawn)).pages[0]
        _order_fonts(page)
        writer.add_page(page)
        for line in title.splitlines():
            writer.add_outline_item(title=line, page_number=writer.get_num_pages() - 1)
    writer.add_metadata(
        {
            "/Title": content.title,
            "/Subject": content.stamp,
            "/Author": translator(content.language)("paper.author"),
            "/Keywords": content.content_hash,
        }
    )
    writer.root_object[NameObject("/Lang")] = TextStringObject(content.language)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _order_fonts(page: PageObject) -> None:
    """Give the fonts of a drawing names in the order of their own: drawn twice they are numbered at random."""
    resources = page["/Resources"].get_object()
    if not isinstance(resources, DictionaryObject) or "/Font" not in resources:
        return
    fonts = resources["/Font"].get_object()
    content = page.get_contents()
    if not isinstance(fonts, DictionaryObject) or content is None:
        return
    ordered = sorted(fonts, key=lambda name: _base_font(fonts[name]))
    names = {str(name).encode(): f"/fo{number}".encode() for number, name in enumerate(ordered)}
    written = _FONT.sub(lambda found: names.get(found[0], found[0]), content.get_data())
    rewritten = DecodedStreamObject()
    rewritten.set_data(written)
    page[NameObject("/Contents")] = rewritten.flate_encode()
    own = {names[str(name).encode()].decode(): fonts.raw_get(name) for name in ordered}
    resources[NameObject("/Font")] = DictionaryObject({NameObject(name): font for name, font in own.items()})


def _base_font(entry: PdfObject) -> str:
    font = entry.get_object()
    return str(font.get("/BaseFont", "")) if isinstance(font, DictionaryObject) else ""
