"""A deck as a file to hand out, by format; the formats themselves are written in lib.report."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.report.brief_docx import as_docx
from lib.report.slide_html import as_html
from lib.report.slide_pdf import as_pdf_deck
from lib.report.slide_pptx import as_pptx
from lib.report.slide_report import as_pdf_report
from lib.report.slides import DeckContent
from lib.services.configuration import office_head
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace

FORMATS: Mapping[str, str] = {"pptx": "pptx", "pdf": "pdf", "report": "pdf", "html": "html", "docx": "docx"}
_WRITERS: Mapping[str, Callable[[DeckContent], bytes]] = {
    "pdf": as_pdf_deck,
    "report": as_pdf_report,
    "html": lambda content: as_html(content, live=False).encode(),
}


def deck_file(
    form: str,
    deck_id: str,
    deck: Deck,
    workspace: Workspace,
    boundaries: Mapping[str, Boundaries],
    *,
    template: bytes | None = None,
) -> bytes:
    """Return a deck in one of FORMATS; `template` is the office's own .pptx, TemplateError names what it lacks."""
    shown = replace(deck, preset="print") if form in ("report", "docx") else deck  # paper has light ground
    content = deck_content(deck_id, shown, workspace, boundaries)
    if form == "docx":
        return as_docx(content, office_head(workspace.root))
    return as_pptx(content, template) if form == "pptx" else _WRITERS[form](content)


def check_template(template: bytes, deck_id: str, deck: Deck, workspace: Workspace) -> None:
    """Try the office's template on a deck without slides; TemplateError names what it lacks."""
    as_pptx(deck_content(deck_id, replace(deck, slides=()), workspace, {}), template)


def file_ending(form: str) -> str:
    """Return what is put behind a deck's name for a format: the A4 report has a word of its own beside the slides."""
    return f"-bao-cao.{FORMATS[form]}" if form == "report" else f".{FORMATS[form]}"
