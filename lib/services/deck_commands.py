"""Decks and pictures from the command line: list, show, export, draw one view. Prints nothing; no half file is left."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lib.charts.picture_files import as_pdf, as_png
from lib.i18n import Translator
from lib.intake.boundaries import SHIPPED, load_boundaries, load_own_boundaries
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.errors import UnknownCodeError
from lib.model.view import View
from lib.report.slide_layout import LOOKS
from lib.report.slide_svg import slide_svg
from lib.services.configuration import own_boundaries
from lib.services.deck_files import Telling, deck_file, no_telling
from lib.services.decks import Shelved, opened, shelf, slide_of, today
from lib.services.figure_words import bare
from lib.services.map_content import POLYGON_SETS
from lib.services.slide_content import KINDS, deck_content
from lib.services.workspace import Workspace

DECK_FIELDS = ("deck", "title", "day", "slides", "frozen_at", "language", "actor", "saved_at", "revision")
SLIDE_FIELDS = ("number", "page", "title", "sentence", "problem", "note", "seconds", "address")
PICTURES = (".png", ".svg", ".pdf")
PAGE_PATHS = {
    "toan-canh": "overview",
    "ban-do": "map",
    "xu-huong": "trend",
    "xep-hang": "ranking",
    "tinh": "province",
    "so-sanh": "compare",
}
_PNG_SCALE = 2.0

Record = dict[str, Any]


class ExportError(ValueError):
    """What was asked for cannot be written: the ending of the file or the view says why, in words."""


@dataclass(frozen=True)
class Written:
    """A file that was written: where, how large, and the hash of the content."""

    path: Path
    size: int
    content_hash: str


def deck_records(workspace: Workspace, t: Translator) -> list[Record]:
    """Return the decks, the last saved first, with DECK_FIELDS."""
    return [
        {
            "deck": shelved.deck_id,
            "title": shelved.deck.title,
            "day": shelved.deck.day.isoformat(),
            "slides": len(shelved.deck.slides),
            "frozen_at": t.moment(shelved.deck.frozen_at) if shelved.deck.frozen_at else None,
            "language": shelved.deck.language,
            "actor": shelved.actor,
            "saved_at": t.moment(shelved.saved_at),
            "revision": shelved.revision,
        }
        for shelved in shelf(workspace)
    ]


def slide_records(text: str, workspace: Workspace) -> list[Record]:
    """Return the slides of a deck with SLIDE_FIELDS; UnknownCodeError for a deck nobody knows."""
    shelved = find_deck(text, workspace)
    content = deck_content(shelved.deck_id, shelved.deck, workspace, every_boundary(workspace.root, workspace))
    pairs = zip(shelved.deck.slides, content.slides, strict=True)
    return [
        {
            "number": number,
            "page": slide.page,
            "title": shown.title,
            "sentence": next(iter(shown.sentences), None),
            "problem": shown.problem or None,
            "note": " ".join(slide.note.split()) or None,
            "seconds": slide.seconds or None,
            "address": slide.address,
        }
        for number, (slide, shown) in enumerate(pairs, start=1)
    ]


def find_deck(text: str, workspace: Workspace) -> Shelved:
    """Return the deck of an id, or the last saved one of a title; UnknownCodeError where there is none."""
    by_id = opened(text, workspace)
    if by_id is not None:
        return by_id
    every = shelf(workspace)
    for shelved in every:
        if bare(shelved.deck.title) == bare(text):
            return shelved
    raise UnknownCodeError("deck", text, [shelved.deck.title for shelved in every])


@dataclass(frozen=True)
class Export:
    """What is asked for: a deck by id or title, the format, where it goes, the office's own template."""

    deck: str
    form: str
    out: Path
    template: Path | None = None


def export(asked: Export, workspace: Workspace, telling: Telling = no_telling) -> Written:
    """Write a deck into a file, whole or not at all, however it ends; TemplateError and OSError say what hinders it."""
    shelved = find_deck(asked.deck, workspace)
    own = asked.template.read_bytes() if asked.template else None
    boundaries = every_boundary(workspace.root, workspace)
    made = deck_file(asked.form, shelved.deck_id, shelved.deck, workspace, boundaries, template=own, telling=telling)
    return Written(asked.out, write_whole(asked.out, made.content), made.content_hash)


def draw(text: str, out: Path, workspace: Workspace, t: Translator) -> Written:
    """Write the figure of one view with title, small print and date; ExportError for a view that cannot be shown.

    Takes an address of the app, its path with the query, or the query alone: then it is a map.
    """
    if out.suffix.lower() not in PICTURES:
        raise ExportError(t("cli.no_picture_kind", ending=out.suffix or "–", known=", ".join(PICTURES)))
    page, view = read_address(text)
    if page not in KINDS:
        raise ExportError(t("cli.no_picture_page", page=page, known=", ".join(PAGE_PATHS)))
    deck = Deck("", today(), (slide_of(page, view),), view.language, preset="print")
    content = deck_content("", deck, workspace, every_boundary(workspace.root, workspace))
    (slide,) = content.slides
    if slide.figure is None:
        raise ExportError(slide.problem or " ".join(slide.sentences))
    svg = slide_svg(slide, content, 1, LOOKS[deck.preset])
    return Written(out, write_whole(out, _as_picture(svg, out.suffix.lower())), content.content_hash)


def _as_picture(svg: str, ending: str) -> bytes:
    if ending == ".svg":
        return svg.encode()
    return as_pdf(svg) if ending == ".pdf" else as_png(svg, _PNG_SCALE)


def read_address(text: str) -> tuple[str, View]:
    """Return the page and the view of an address; the page is empty for a path that no page of figures has."""
    try:
        parts = urlsplit(text if "?" in text or "/" in text else f"?{text}")
    except ValueError:  # brackets that are no host: no address at all
        return "", View()
    path = parts.path.strip("/").rpartition("/")[2]
    page = PAGE_PATHS.get(path, path) if path else "map"
    return page, View.read(dict(parse_qsl(parts.query)))


def every_boundary(root: Path, workspace: Workspace) -> dict[str, Boundaries]:
    """Return the lines of all maps, an administrator's own file before ours."""
    found = {unit_set: load_boundaries(SHIPPED, unit_set) for unit_set in POLYGON_SETS}
    for unit_set, file in own_boundaries(root).items():
        found[unit_set] = load_own_boundaries(file.path, file.code_column, workspace.gazetteer, unit_set)
    return found


def write_whole(out: Path, content: bytes) -> int:
    """Write a file beside its place and put it there at once: whoever looks sees the old one or the whole new one."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        beside.chmod(0o644)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
    return len(content)
