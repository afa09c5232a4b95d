"""A deck as a file to hand out, by format, telling how far it is; the formats themselves are written in lib.report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lib.i18n import Translator
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.report.brief_docx import as_docx
from lib.report.progress import Told
from lib.report.slide_html import as_html
from lib.report.slide_pdf import as_pdf_deck
from lib.report.slide_pptx import as_pptx
from lib.report.slide_report import as_pdf_report
from lib.report.slides import DeckContent
from lib.services.configuration import office_head
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace

FORMATS: Mapping[str, str] = {"pptx": "pptx", "pdf": "pdf", "report": "pdf", "html": "html", "docx": "docx"}
Step = Literal["begin", "content", "drawing", "joining"]
# How much of the whole is done when the content stands and when all slides are drawn; measured on 15 slides.
_SHARES: Mapping[str, tuple[float, float]] = {
    "pptx": (0.34, 0.95),
    "pdf": (0.28, 0.94),
    "report": (0.29, 0.64),
    "html": (0.45, 0.98),
    "docx": (0.93, 0.95),
}


@dataclass(frozen=True)
class Progress:
    """How far a file is: the step, the slide it is at (from 1) of how many, and the share of the whole, 0 to 1."""

    step: Step
    number: int = 0
    count: int = 0
    part: float = 0.0


@dataclass(frozen=True)
class DeckFile:
    """A finished file; `stamp` says as of when its figures are, `content_hash` what they are."""

    content: bytes
    stamp: str
    content_hash: str


Telling = Callable[[Progress], None]
"""Told the progress before every slide; an error it raises ends the making, and no file comes of it."""


def no_telling(_progress: Progress) -> None:
    """Tell nobody."""


def deck_file(
    form: str,
    deck_id: str,
    deck: Deck,
    workspace: Workspace,
    boundaries: Mapping[str, Boundaries],
    *,
    template: bytes | None = None,
    telling: Telling = no_telling,
) -> DeckFile:
    """Return a deck in one of FORMATS; `template` is the office's own .pptx, TemplateError names what it lacks."""
    shown = replace(deck, preset="print") if form in ("report", "docx") else deck  # paper has light ground
    content_done, drawn = _SHARES[form]
    telling(Progress("begin", count=len(deck.slides)))
    slides = _told(telling, "content", len(deck.slides), (0.0, content_done))
    content = deck_content(deck_id, shown, workspace, boundaries, slides)
    drawing = _told(telling, "drawing", len(deck.slides), (content_done, drawn))
    return DeckFile(_written(form, content, workspace, template, drawing), content.stamp, content.content_hash)


def _written(form: str, content: DeckContent, workspace: Workspace, template: bytes | None, told: Told) -> bytes:
    if form == "pptx":
        return as_pptx(content, template, told)
    if form == "docx":
        return as_docx(content, office_head(workspace.root), told)
    if form == "html":
        return as_html(content, live=False, told=told).encode()
    return as_pdf_report(content, told) if form == "report" else as_pdf_deck(content, told)


def _told(telling: Telling, step: Step, count: int, span: tuple[float, float]) -> Told:
    """Return what is told of slides as progress of a step that takes a span of the whole."""
    start, end = span

    def told(number: int) -> None:
        part = start + (end - start) * (number - 1) / max(count, 1)
        if number <= count:
            telling(Progress(step, number, count, part))
        elif step == "drawing":
            telling(Progress("joining", count, count, end))

    return told


def progress_line(progress: Progress, t: Translator) -> str:
    """Return a progress in words, `Đang vẽ trang 4/10 (38%)`."""
    number, count = t.number(progress.number), t.number(progress.count)
    return t(f"export.step_{progress.step}", number=number, count=count, percent=t.number(round(100 * progress.part)))


def check_template(template: bytes, deck_id: str, deck: Deck, workspace: Workspace) -> None:
    """Try the office's template on a deck without slides; TemplateError names what it lacks."""
    as_pptx(deck_content(deck_id, replace(deck, slides=()), workspace, {}), template)


def file_ending(form: str) -> str:
    """Return what is put behind a deck's name for a format: the A4 report has a word of its own beside the slides."""
    return f"-bao-cao.{FORMATS[form]}" if form == "report" else f".{FORMATS[form]}"
