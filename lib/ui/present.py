"""Decks shown by the app itself: one page of slides drawn beforehand, what is newer than it, the code for the room."""

import html
from collections import Counter
from concurrent.futures import Future
from functools import lru_cache, partial
from urllib.parse import quote

import anyio
import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from lib.i18n import Translator, translator
from lib.report.slide_html import MARK, NEWS, ROOM, RULES
from lib.services.decks import newer_figures, opened
from lib.store import StoreError
from lib.ui import cache, present_shelf
from lib.ui.present_pages import announced, failed, missing
from lib.ui.routes import PRESENTING, present_path, short_path

_KEPT = 8  # what is newer than a deck: as many as are looked at on one morning
_PATIENCE = 2.0  # seconds: a deck that takes longer to draw is announced meanwhile
_MOST_LINES = 6
_HERE = {"127.0.0.1", "localhost", "::1"}
_HEADERS = {
    "Content-Security-Policy": f"{RULES}; frame-ancestors 'self'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


async def shown(request: Request) -> Response:
    """Answer with the deck, ready to be presented; in words where there is none (404) or it cannot be drawn (500)."""
    deck_id = request.path_params["deck_id"]
    try:
        found = await anyio.to_thread.run_sync(partial(opened, deck_id, cache.workspace()))
    except StoreError as error:
        return HTMLResponse(failed(error, None), 503, _HEADERS)
    if found is None:
        return HTMLResponse(missing(), 404, _HEADERS)
    drawing = await anyio.to_thread.run_sync(partial(present_shelf.drawn, found))
    if not await anyio.to_thread.run_sync(partial(_waited, drawing)):
        return HTMLResponse(announced(found), 200, _HEADERS)
    mistake = drawing.exception()
    if mistake is not None:
        return HTMLResponse(failed(mistake, found), 500, _HEADERS)
    room = _room(request, deck_id, translator(found.deck.language))
    page = drawing.result().replace(ROOM, room).replace(MARK, present_shelf.mark(found))
    return HTMLResponse(page.replace(NEWS, _news_path(deck_id)), 200, _HEADERS)


async def news(request: Request) -> Response:
    """Answer which state of the deck is the newest, and what came in since it was frozen."""
    told = await anyio.to_thread.run_sync(partial(_news, request.path_params["deck_id"]))
    if told is None:
        return JSONResponse({"mark": "", "title": "", "lines": []}, 404)
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


async def lead_on(request: Request) -> Response:
    """Lead from the short address to the deck."""
    return RedirectResponse(quote(present_path(request.path_params["deck_id"])))


def _waited(drawing: "Future[str]") -> bool:
    """Wait a moment for a drawing; tell whether it has come to an end, a good or a bad one."""
    try:
        drawing.exception(_PATIENCE)
    except TimeoutError:
        return False
    return True


def _news(deck_id: str) -> dict[str, object] | None:
    found = opened(deck_id, cache.workspace())
    if found is None:
        return None
    title, lines = _newer(deck_id, found.revision, cache.version())
    return {"mark": present_shelf.mark(found), "title": title, "lines": lines}


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
    code = segno.make(address, error="m").svg_inline(border=3, dark="#000", light="#fff", omitsize=True)
    told = f"<h2>{html.escape(t('player.room'))}</h2>{code}<p>{html.escape(address)}</p>"
    if request.url.hostname in _HERE:
        told += f'<p class="small">{html.escape(t("player.loopback"))}</p>'
    return told
