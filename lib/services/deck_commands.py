"""Decks and pictures from the command line: list, show, export, draw one view. Prints nothing; no half file is left."""

import errno
import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
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
from lib.services.deck_files import FORMATS, Telling, deck_file, no_telling
from lib.services.decks import Shelved, opened, shelf, slide_of, today
from lib.services.figure_words import bare
from lib.services.map_content import POLYGON_SETS
from lib.services.slide_content import KINDS, deck_content
from lib.services.workspace import Workspace

DECK_FIELDS = ("deck", "title", "day", "slides", "frozen_at", "figures_to", "language", "actor", "saved_at", "revision")
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
    """What was asked for cannot be written: the deck, the file's name and place or the view say why, in words."""


@dataclass(frozen=True)
class Written:
    """A file that was written: where, how large, and the hash of the content."""

    path: Path
    size: int
    content_hash: str


def deck_records(workspace: Workspace, t: Translator) -> list[Record]:
    """Return the decks, the last saved first, with DECK_FIELDS; decks frozen long ago only know `figures_to`."""
    return [
        {
            "deck": shelved.deck_id,
            "title": shelved.deck.title,
            "day": shelved.deck.day.isoformat(),
            "slides": len(shelved.deck.slides),
            "frozen_at": t.moment(shelved.deck.frozen_when) if shelved.deck.frozen_when else None,
            "figures_to": t.moment(shelved.deck.frozen_at) if shelved.deck.frozen_at else None,
            "language": shelved.deck.language,
            "actor": shelved.actor,
            "saved_at": t.moment(shelved.saved_at),
            "revision": shelved.revision,
        }
        for shelved in shelf(workspace)
    ]


def slide_records(text: str, workspace: Workspace, t: Translator) -> list[Record]:
    """Return the slides of a deck with SLIDE_FIELDS; errors as for `find_deck`."""
    shelved = find_deck(text, workspace, t)
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


def find_deck(text: str, workspace: Workspace, t: Translator) -> Shelved:
    """Return the deck of an id or a title; UnknownCodeError where there is none, ExportError where several bear it."""
    by_id = opened(text, workspace)
    if by_id is not None:
        return by_id
    every = shelf(workspace)
    titled = [shelved for shelved in every if bare(shelved.deck.title) == bare(text)]
    if len(titled) > 1:
        ids = (f"{shelved.deck_id} ({t.date(shelved.deck.day)})" for shelved in titled)
        raise ExportError(t("cli.several_decks", title=text, ids=", ".join(ids)))
    if not titled:
        raise UnknownCodeError("deck", text, [shelved.deck.title for shelved in every])
    return titled[0]


@dataclass(frozen=True)
class Export:
    """What is asked for: a deck by id or title, the format, where it goes, the office's own template."""

    deck: str
    form: str
    out: Path
    template: Path | None = None


def export(asked: Export, workspace: Workspace, t: Translator, telling: Telling = no_telling) -> Written:
    """Write a deck into a file, whole or not at all, however it ends.

    ExportError, UnknownCodeError, TemplateError and, of the template's file, OSError say what hinders it.
    """
    shelved = find_deck(asked.deck, workspace, t)
    ending = asked.out.suffix.lower().removeprefix(".")
    if ending != FORMATS[asked.form] and ending in FORMATS.values():
        raise ExportError(t("cli.wrong_ending", form=asked.form, right=FORMATS[asked.form], name=asked.out.name))
    _check_place(asked.out, t)
    own = asked.template.read_bytes() if asked.template else None
    boundaries = every_boundary(workspace.root, workspace)
    made = deck_file(asked.form, shelved.deck_id, shelved.deck, workspace, boundaries, template=own, telling=telling)
    return Written(asked.out, _put(asked.out, made.content, t), made.content_hash)


def draw(text: str, out: Path, workspace: Workspace, t: Translator) -> Written:
    """Write the figure of one view with title, small print and date; ExportError for a view that cannot be shown.

    Takes an address of the app, its path with or without a query, or the query alone: then it is a map.
    """
    if out.suffix.lower() not in PICTURES:
        raise ExportError(t("cli.no_picture_kind", ending=out.suffix or "–", known=", ".join(PICTURES)))
    page, view = read_address(text)
    if page not in KINDS:
        raise ExportError(t("cli.no_picture_page", page=page, known=", ".join(PAGE_PATHS)))
    _check_place(out, t)
    deck = Deck("", today(), (slide_of(page, view),), view.language, preset="print")
    content = deck_content("", deck, workspace, every_boundary(workspace.root, workspace))
    (slide,) = content.slides
    if slide.figure is None:
        raise ExportError(slide.problem or " ".join(slide.sentences))
    svg = slide_svg(slide, content, 1, LOOKS[deck.preset])
    return Written(out, _put(out, _as_picture(svg, out.suffix.lower()), t), content.content_hash)


def _as_picture(svg: str, ending: str) -> bytes:
    if ending == ".svg":
        return svg.encode()
    return as_pdf(svg) if ending == ".pdf" else as_png(svg, _PNG_SCALE)


def read_address(text: str) -> tuple[str, View]:
    """Return the page and the view of an address; the page is empty for a path that no page of figures has."""
    try:
        parts = urlsplit(f"?{text}" if "=" in text and not {"?", "/"} & set(text) else text)
    except ValueError:  # brackets that are no host: no address at all
        return "", View()
    path = parts.path.strip("/").rpartition("/")[2]
    page = PAGE_PATHS.get(path, path) if path else "map"
    return page, View.read(dict(parse_qsl(parts.query)))


def every_boundary(root: Path, workspace: Workspace) -> dict[str, Boundaries]:
    """Return the lines of all maps, an administrator's own file before ours."""
    found = {unit_set: _shipped(unit_set) for unit_set in POLYGON_SETS}
    for unit_set, file in own_boundaries(root).items():
        found[unit_set] = load_own_boundaries(file.path, file.code_column, workspace.gazetteer, unit_set)
    return found


@lru_cache
def _shipped(unit_set: str) -> Boundaries:
    return load_boundaries(SHIPPED, unit_set)


def _check_place(out: Path, t: Translator) -> None:
    """Raise ExportError where a file cannot come to stand, before the work is done."""
    folder = out.parent
    why = ""
    if not folder.is_dir():
        why = t("cli.no_folder", folder=str(folder))
    elif out.is_dir():
        why = t("cli.is_folder")
    elif not os.access(folder, os.W_OK):
        why = t("cli.no_right", folder=str(folder))
    if why:
        raise ExportError(t("cli.not_written", path=str(out), why=why))


def _put(out: Path, content: bytes, t: Translator) -> int:
    try:
        return write_whole(out, content)
    except OSError as error:  # the place was good when the work began: the disk is full, the folder has gone
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        why = t("cli.disk_full") if full else error.strerror or type(error).__name__
        raise ExportError(t("cli.not_written", path=str(out), why=why)) from error


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
