"""Drawings as the pages of one PDF file, with bookmarks, language and what the file says of itself."""

import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from lib.charts.picture_files import as_pdf
from lib.i18n import translator
from lib.report.slides import DeckContent


def joined(svgs: Iterable[str], titles: Iterable[str], content: DeckContent) -> bytes:
    """Return drawings as the pages of one file; every line of its title gives a page a bookmark."""
    writer = PdfWriter()
    with ThreadPoolExecutor(1) as beside:  # while one page is turned into PDF the next one is drawn
        pages = [*beside.map(as_pdf, svgs)]
    for drawn, title in zip(pages, titles, strict=True):
        writer.add_page(PdfReader(io.BytesIO(drawn)).pages[0])
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
