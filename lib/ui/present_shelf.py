"""Drawn decks on disk, one file per state of a deck: drawn once, in the background, and there after a restart."""

import hashlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache as kept
from pathlib import Path
from threading import Lock

from lib.report.slide_html import as_html
from lib.services.configuration import own_boundaries, var_folder
from lib.services.decks import Shelved, today
from lib.services.slide_content import deck_content
from lib.ui import cache

_MOST = 4  # decks in memory: those of this week's meetings
_LAYERS = ("model", "analysis", "i18n", "charts", "report", "services")
_DRAWING = {".py", ".js", ".css", ".toml"}
_PENDING: "dict[Path, Future[str]]" = {}
_LOCK = Lock()
_WORKER = ThreadPoolExecutor(1, "slides")  # one deck at a time: pages of other readers go on meanwhile


def drawn(found: Shelved) -> "Future[str]":
    """Return the page of a deck as it stands, drawn or being drawn; whoever arranges a deck may ask ahead of time."""
    path = _path(found)
    with _LOCK:
        drawing = _PENDING.get(path)
        if drawing is None or (drawing.done() and drawing.exception() is not None):
            drawing = _PENDING[path] = _WORKER.submit(_drawn, found, path)
        for old in list(_PENDING)[:-_MOST]:
            if _PENDING[old].done():
                del _PENDING[old]
    return drawing


def mark(found: Shelved) -> str:
    """Return which state of a deck a page shows; a frozen deck stays as it is whatever comes in."""
    return f"{found.revision}-{0 if found.deck.frozen_at else cache.version()}"


def _drawn(found: Shelved, path: Path) -> str:
    if path.is_file():
        return path.read_text(encoding="utf-8")
    page = as_html(deck_content(found.deck_id, found.deck, cache.workspace(), cache.boundaries()), live=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.half")
    half.write_text(page, encoding="utf-8")
    half.replace(path)  # nobody ever reads half a file
    for old in path.parent.glob(f"{found.deck_id}~*.html"):
        if old != path:
            old.unlink(missing_ok=True)
    return page


def _path(found: Shelved) -> Path:
    day = "" if found.deck.frozen_at else f"~{today():%Y%m%d}"  # figures of today are told with their day
    return var_folder(cache.ROOT) / "slides" / f"{found.deck_id}~{mark(found)}{day}~{_program()}.html"


@kept
def _program() -> str:
    """Return what draws, and what it reads beside the store: program, catalogue, units, boundaries, settings.

    A newer one of them draws anew; all are read once by a server.
    """
    root, digest = cache.ROOT, hashlib.sha256()
    drawing = [path for layer in _LAYERS for path in (root / "lib" / layer).rglob("*") if path.suffix in _DRAWING]
    said = [*(root / "data").glob("*.csv"), *(root / "geo").glob("*.*"), root / ".streamlit" / "secrets.toml"]
    said += [file.path for file in own_boundaries(root).values()]
    for path in [*sorted(drawing), *sorted(said)]:
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
