"""The first screen as one drawn block: every text escaped, every part a link to the page that tells it. No figures."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote, urlencode

from lib.charts.palette import Theme
from lib.charts.sparkline import sparkline
from lib.i18n import Translator
from lib.model.view import View
from lib.services.overview import Lack, Tile
from lib.services.overview_lines import Line
from lib.services.overview_movers import Mover, Movers
from lib.services.overview_news import News
from lib.services.overview_parts import Extremes
from lib.ui.routes import PATHS

_SIGNS = {"up": "▲ ", "down": "▼ "}


def link(page: str, view: View, inside: str, *, css: str = "", title: str = "") -> str:
    """Return a link to a page with a view; `inside` is HTML already."""
    address = f"{PATHS[page]}?{urlencode(view.spelled())}"
    said = f' title="{escape(title)}"' if title else ""
    return f'<a class="{css}" href="{escape(address)}"{said}>{inside}</a>'


def card(title: str, inside: str, *, css: str = "") -> str:
    """Return a part of the screen under a title of its own; `inside` is HTML already."""
    return f'<section class="ov-card {css}"><h4>{escape(title)}</h4>{inside}</section>'


def picture(svg: str, said: str) -> str:
    """Return an SVG as an image: streamlit takes SVG out of a page; `said` is read aloud in its place."""
    return f'<img src="data:image/svg+xml,{quote(svg)}" alt="{escape(said)}">'


def tile_block(tiles: Sequence[Tile], lacks: Sequence[Lack], t: Translator, theme: Theme) -> str:
    """Return the tiles, and in one line below them what has no figure."""
    said = "".join(_tile(tile, t, theme) for tile in tiles)
    if not lacks:
        return f'<div class="ov-tiles">{said}</div>'
    reasons: dict[str, list[str]] = {}
    for lack in lacks:
        reasons.setdefault(lack.reason, []).append(link("ranking", lack.view, escape(lack.name)))
    parts = [f"{', '.join(names)} – {escape(reason)}" for reason, names in reasons.items()]
    told = f"{escape(t('overview.lacks'))} {'; '.join(parts)}."
    return f'<div class="ov-tiles">{said}</div><p class="ov-lacks">{told}</p>'


def _tile(tile: Tile, t: Translator, theme: Theme) -> str:
    head = f'<span class="name">{escape(tile.name)}</span> <span class="when">{escape(tile.period)}</span>'
    figure = f'<span class="figure"><b>{escape(tile.value)}</b> <small>{escape(tile.measure)}</small></span>'
    lines = "".join(_line(line) for line in tile.lines if line != Line())
    fresh = f'<span class="fresh">{escape(tile.fresh)}</span>'
    main = link("ranking", tile.view, head + figure + lines + fresh, css="main", title=tile.title)
    drawn, said = sparkline(tile.segments, theme), t("overview.spark", indicator=tile.name)
    trend = link("trend", tile.view, picture(drawn, said), css="trend", title=said) if drawn else ""
    return f'<article class="ov-tile">{main}{trend}</article>'


def _line(line: Line) -> str:
    title = f' title="{escape(line.title)}"' if line.title else ""
    return f'<span class="line"{title}>{_told(line)}</span>'


def _told(line: Line) -> str:
    """Return what is said, sign and colour on the change: neither stands alone."""
    change = f'<b class="{line.way}">{_SIGNS.get(line.way, "")}{escape(line.change)}</b>' if line.change else ""
    return " ".join(part for part in (escape(line.before), change, escape(line.after)) if part)


def movers_card(movers: Movers, t: Translator) -> str:
    """Return what rose and fell most, side by side."""
    if not (movers.up or movers.down):
        return card(t("overview.movers"), f"<p>{escape(t('overview.no_movers'))}</p>", css="movers")
    sides = [("up", movers.up), ("down", movers.down)]
    return "".join(
        card(
            t(f"overview.most_{way}"),
            _listed(_mover(mover) for mover in side) or f"<p>{escape(t('overview.none'))}</p>",
        )
        for way, side in sides
    )


def _mover(mover: Mover) -> str:
    when = f' <span class="when">{escape(mover.periods)}</span>'
    return link("ranking", mover.view, _named(mover.name, when + _line(mover.line)))


def _named(name: str, inside: str) -> str:
    return f'<span class="name">{escape(name)}</span>{inside}'


def _listed(entries: Iterable[str]) -> str:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"<ul>{items}</ul>" if items else ""


def parts_card(parts: Sequence[Extremes], t: Translator) -> str:
    """Return the strongest and the weakest component of every index."""
    if not parts:
        return card(t("overview.parts"), f"<p>{escape(t('overview.no_parts'))}</p>")
    rows = [
        link(
            "province",
            part.view,
            f'<span class="name">{escape(part.name)}</span>'
            f'<span class="line"><span class="up">+</span> {escape(part.best)}</span>'
            f'<span class="line"><span class="down">−</span> {escape(part.worst)}</span>',
        )
        for part in parts
    ]
    return card(t("overview.parts"), _listed(rows))


def news_card(news: News, view: View, title: str, t: Translator) -> str:
    """Return what came in: the batches, how many figures, and the corrections."""
    lines = [news.batches, news.counts]
    told = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    corrections = _listed(
        link(
            "data", view, f'<span class="name">{escape(one.name)}</span><span class="line">{escape(one.change)}</span>'
        )
        for one in news.corrections
    )
    head = f"<p>{escape(t('overview.corrections'))}</p>" if news.corrections else ""
    more = f"<p>{escape(news.more)}</p>" if news.more else ""
    way = f"<p>{link('data', view, escape(t('overview.to_data')))}</p>"
    return card(title, told + head + corrections + more + way)
