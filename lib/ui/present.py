"""Decks shown by the app itself: one page of slides drawn beforehand, what is newer than it, the code for the room."""

import html
from collections import Counter
from functools import lru_cache, partial
from threading import Lock
from urllib.parse import quote

import anyio
import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from lib.i18n import Translator, translator
from lib.report.slide_html import MARK, NEWS, ROOM, RULES, as_html
from lib.services.decks import Shelved, newer_figures, opened
from lib.services.slide_content import deck_content
from lib.ui import cache
from lib.ui.routes import PRESENTING, present_path, short_path

_KEPT = 4  # rendered decks: those of this week's meetings
_MOST_LINES = 6
_HERE = {"127.0.0.1", "localhost", "::1"}
_HEADERS = {
    "Content-Security-Policy": f"{RULES}; frame-ancestors 'self'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_RENDERING = Lock()  # two who open a deck at once wait for one rendering


async def shown(request: Request) -> Response:
    """Answer with the deck, ready to be presented; 404 with a sentence where there is none."""
    deck_id = request.path_params["deck_id"]
    page = await anyio.to_thread.run_sync(partial(_page, deck_id))
    if page is None:
        said = html.escape(translator("vi")("player.no_deck"))
        return HTMLResponse(f'<!doctype html><html lang="vi"><title>404</title><p>{said}</p></html>', 404)
    text, mark, language = page
    room = _room(request, deck_id, translator(language))
    return HTMLResponse(text.replace(ROOM, room).replace(MARK, mark).replace(NEWS, _news_path(deck_id)), 200, _HEADERS)


async def news(request: Request) -> Response:
    """Answer which state of the deck is the newest, and what came in since it was frozen."""
    told = await anyio.to_thread.run_sync(partial(_news, request.path_params["deck_id"]))
    if told is None:
        return JSONResponse({"mark": "", "title": "", "lines": []}, 404)
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


async def lead_on(request: Request) -> Response:
    """Lead from the short address to the deck."""
    return RedirectResponse(quote(present_path(request.path_params["deck_id"])))


def _page(deck_id: str) -> tuple[str, str, str] | None:
    found = opened(deck_id, cache.workspace())
    if found is None:
        return None
    with _RENDERING:
        return _rendered(deck_id, found.revision, _version(found)), _mark(found), found.deck.language


def _version(found: Shelved) -> int:
    """Return the store's version a rendering holds for; a frozen deck stays as it is."""
    return 0 if found.deck.frozen_at else cache.version()


def _mark(found: Shelved) -> str:
    return f"{found.revision}-{_version(found)}"


@lru_cache(_KEPT)
def _rendered(deck_id: str, revision: int, version: int) -> str:
    found = opened(deck_id, cache.workspace())
    if found is None or found.revision != revision:
        raise LookupError(f"deck {deck_id} has changed while it was opened")
    content = deck_content(deck_id, found.deck, cache.workspace(), cache.boundaries())
    return as_html(content, live=True)


def _news(deck_id: str) -> dict[str, object] | None:
    found = opened(deck_id, cache.workspace())
    if found is None:
        return None
    title, lines = _newer(deck_id, found.revision, cache.version())
    return {"mark": _mark(found), "title": title, "lines": lines}


@lru_cache(_KEPT)
def _newer(deck_id: str, revision: int, version: int) -> tuple[str, tuple[str, ...]]:
    """Return how many figures are newer than a frozen deck, and of which indicators and periods."""
    workspace = cache.workspace()
    found = opened(deck_id, workspace)
    changes = newer_figures(found.deck, workspace) if found else None
    if found is None or changes is None or changes.empty:
        return "", ()
    t = translator(found.deck.language)
    counts = Counter(zip(changes["indicator"], changes["time_period"], strict=True))
    lines = []
    for (code, period), count in counts.most_common(_MOST_LINES):
        name = f"{t.label(workspace.catalogue.indicators[str(code)].short)} {period}"
        lines.append(t("player.newer_line", indicator=name, count=t.number(count)))
    return t("player.newer", count=t.number(len(changes))), tuple(lines)


def _news_path(deck_id: str) -> str:
    return f"/{PRESENTING}/{quote(deck_id)}/moi"


def _room(request: Request, deck_id: str, t: Translator) -> str:
    """Return the short address as a code for the phones in the room."""
    address = f"{request.url.scheme}://{request.url.netloc}{quote(short_path(deck_id))}"
    code = segno.make(address, error="m").svg_inline(scale=8, border=3, dark="#000", light="#fff")
    told = f"<h2>{html.escape(t('player.room'))}</h2>{code}<p>{html.escape(address)}</p>"
    if request.url.hostname in _HERE:
        told += f'<p class="small">{html.escape(t("player.loopback"))}</p>'
    return told
