"""A deck as PDF: the slides as they are shown, one to a page, and the report on A4. Nothing is drawn anew here."""

from collections.abc import Iterator

from lib.report.pdf_file import joined
from lib.report.progress import Told, one_by_one, tell_nobody
from lib.report.slide_cover import cover_svg
from lib.report.slide_layout import LOOKS
from lib.report.slide_report import as_pdf_report
from lib.report.slide_svg import slide_svg
from lib.report.slides import DeckContent

__all__ = ["as_pdf_deck", "as_pdf_report"]

# in points: the 13.33 × 7.5 inches of the office programs
_DRAWN, _PAGE = 'width="1920" height="1080"', 'width="960" height="540"'


def as_pdf_deck(content: DeckContent, told: Told = tell_nobody) -> bytes:
    """Return cover and slides as pages of 16:9: texts selectable, typeface embedded, a bookmark per slide."""
    titles = [content.title, *(f"{number}. {slide.title}" for number, slide in enumerate(content.slides, start=1))]
    return joined(_drawn(content, told), titles, content)


def _drawn(content: DeckContent, told: Told) -> Iterator[str]:
    look = LOOKS[content.preset]
    yield _sized(cover_svg(content, look))
    for number, slide in one_by_one(content.slides, told):
        yield _sized(slide_svg(slide, content, number, look))


def _sized(svg: str) -> str:
    """Return a slide as large as a page; scaling pages afterwards would read every stroke again."""
    return svg.replace(_DRAWN, _PAGE, 1)
