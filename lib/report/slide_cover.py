"""The first page of a deck: title, day, how many slides, and as of when the figures are. No figures."""

from lib.charts.picture import Box, Label, Picture, Shape
from lib.charts.picture_files import as_svg
from lib.charts.typeface import LINE, balanced
from lib.i18n import translator
from lib.report.slide_layout import HEIGHT, WIDTH, Look
from lib.report.slides import DeckContent

_LEFT, _WIDE = 160.0, 1600.0
_SIZES = (96.0, 80.0, 64.0, 48.0, 36.0)
_MOST_LINES = 4


def cover_svg(deck: DeckContent, look: Look) -> str:
    """Return the cover as one SVG of 1920 × 1080."""
    t, inks = translator(deck.language), look.inks
    fitting = ((size, balanced(deck.title, size, _WIDE, 600)) for size in _SIZES)
    size, lines = next((found for found in fitting if len(found[1]) <= _MOST_LINES), (_SIZES[-1], [deck.title]))
    top = HEIGHT / 2 - LINE * size * (len(lines) / 2)
    foot = top + LINE * size * len(lines)
    state = t("player.frozen") if deck.frozen else t("player.live")
    count = t("player.count", count=t.number(len(deck.slides)))
    labels = (
        Label(_LEFT, top, "\n".join(lines), size, "start", 600, inks.text),
        Label(_LEFT, foot + 24, t("player.cover_day", day=t.date(deck.day)), 40, "start", 400, inks.text),
        Label(_LEFT, HEIGHT - 110, f"{count} · {state}", 28, "start", 400, inks.muted),
        Label(_LEFT, HEIGHT - 68, deck.stamp, 28, "start", 400, inks.muted),
    )
    bar = Shape("", (Box(_LEFT - 56, top - size, _LEFT - 44, foot + 36).ring,), inks.focus)
    told = f"{deck.title}. {t.date(deck.day)}"
    return as_svg(Picture(WIDTH, HEIGHT, inks.background, (bar,), labels, (), told, deck.language))
