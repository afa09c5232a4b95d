"""What stands on screen in place of a deck: it is being drawn, it could not be drawn, it is not there. No slides."""

import html
import logging
import secrets
from collections.abc import Sequence

from lib.i18n import Translator, translator
from lib.model.deck import PRESETS
from lib.report.slide_layout import LOOKS
from lib.services.decks import Shelved
from lib.store import StoreError
from lib.ui.routes import PATHS

_LOG = logging.getLogger(__name__)
_AGAIN = 1000  # milliseconds until the announcement asks again


def announced(found: Shelved) -> str:
    """Return what is shown while a deck is drawn for the first time; it asks again and keeps the slide asked for."""
    t = translator(found.deck.language)
    said = t("player.preparing", count=t.number(len(found.deck.slides)))
    again = f"<script>setTimeout(() => location.reload(), {_AGAIN})</script>"
    return _page((found.deck.title, said), t, found.deck.preset, again)


def missing() -> str:
    """Return what is shown where there is no such deck."""
    t = translator("vi")
    return _page((t("page.briefing"), t("player.no_deck")), t, ways=_way("", t("player.all_decks")))


def failed(error: BaseException, found: Shelved | None) -> str:
    """Return what is shown when a deck could not be drawn: why or the number of the incident, and the ways out.

    The trace of a mistake of ours is in the log under that number.
    """
    t = translator(found.deck.language if found else "vi")
    if isinstance(error, StoreError):
        said = t.label(error.words)
    else:
        number = secrets.token_hex(4)
        _LOG.error("incident %s", number, exc_info=error)
        said = t("player.failed", number=number)
    ways = _way(f"?bo={found.deck_id}", t("player.to_deck")) if found else _way("", t("player.all_decks"))
    again = f'<p><a style="color:inherit" href="">{html.escape(t("player.again"))}</a></p>'
    title = found.deck.title if found else t("page.briefing")
    return _page((title, said), t, found.deck.preset if found else PRESETS[0], again + ways)


def _way(query: str, said: str) -> str:
    return f'<p><a style="color:inherit" href="/{PATHS["briefing"]}{html.escape(query)}">{html.escape(said)}</a></p>'


def _page(texts: Sequence[str], t: Translator, preset: str = PRESETS[0], ways: str = "") -> str:
    """Return a page with a title, what is said below it, and what leads on from it."""
    title, said = (html.escape(text) for text in texts)
    look = LOOKS[preset]
    style = f"margin:18vh 10vw;font:600 4vmin 'Source Sans 3',Arial,sans-serif;background:{look.inks.background}"
    return (
        f'<!doctype html><html lang="{t.language}" style="color-scheme:{look.theme}"><meta charset="utf-8">'
        f'<title>{title}</title><link rel="icon" href="data:,">'
        f'<body style="{html.escape(style)};color:{look.inks.text}"><p>{title}</p>'
        f'<div style="font-weight:400;font-size:2.6vmin"><p>{said}</p>{ways}</div></body></html>'
    )
