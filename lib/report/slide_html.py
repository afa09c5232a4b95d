"""A deck as one HTML file that shows itself: slides drawn beforehand, keys, presenter's window; asks nobody else."""

import base64
import html
import json
from functools import cache
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]  # ships no type information

from lib.charts.typeface import FAMILY
from lib.i18n import Translator, translator
from lib.report.progress import Told, one_by_one, tell_nobody
from lib.report.signs import drawable
from lib.report.slide_cover import cover_svg
from lib.report.slide_layout import HEIGHT, LOOKS, WIDTH, SlideLayout, slide_layout
from lib.report.slide_svg import slide_svg
from lib.report.slides import DeckContent, SlideContent

ROOM, MARK, NEWS = "<!--room-->", "§mark§", "§news§"
"""Whoever serves the file puts in: a code for people in the room, the state of the deck, where to ask for news."""

_ASSETS = Path(__file__).with_name("player")
_SCRIPTS = ("show", "windows", "pointer", "keys", "live")
_FACES = (
    ("SourceSansPro", 400, "normal"),
    ("SourceSansProSemibold", 600, "normal"),
    ("SourceSansProIt", 400, "italic"),
)
RULES = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
_WORDS = (
    *("presenter", "now", "next", "no_notes", "last", "looping", "halted", "values_map", "values_chart", "values_none"),
    *("values_off", "no_units", "pen_on", "pen_off", "edited", "blocked", "room_black", "room_gone"),
)
_KEYS = (
    ("→ ↓ PageDown Space", "next"),
    ("← ↑ PageUp", "back"),
    ("Home", "first"),
    ("End", "last"),
    ("1…9 Enter", "go"),
    ("F  F5", "full"),
    ("B", "black"),
    ("N", "notes"),
    ("O", "presenter"),
    ("S", "spot"),
    ("P", "pen"),
    ("L", "loop"),
    ("H", "values"),
    ("U  Shift+U  ◉", "unit"),
    ("Esc", "escape"),
    ("?", "help"),
)
_LIVE_KEYS = (("G", "banner"), ("Q", "room"))


def as_html(content: DeckContent, *, live: bool, told: Told = tell_nobody) -> str:
    """Return the deck as one file for any browser, from a disk or from the app.

    With `live` it asks its server for newer figures and shows a code for the room; whoever serves it puts ROOM, MARK
    and NEWS in.
    """
    t, look = translator(content.language), LOOKS[content.preset]
    figure = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    sections = [_section(cover_svg(content, look), content.title, "", 0, figure=figure, read="")]
    for number, slide in one_by_one(content.slides, told):
        layout = slide_layout(slide, content, look)
        notes = "\n\n".join(text for text in (slide.note, *layout.left_out) if text)
        svg = slide_svg(slide, content, number, look)
        box = _figure_box(slide, layout)
        sections.append(
            _section(svg, slide.title, notes, slide.seconds, figure=box, read=_read(slide) if slide.figure else "")
        )
    return _page(content, sections, t, live=live)


def _section(svg: str, title: str, notes: str, seconds: int, *, figure: str, read: str) -> str:
    told = f'data-title="{_safe(title)}" data-notes="{_safe(notes)}" data-seconds="{seconds}" data-figure="{figure}"'
    return f'<section class="slide" {told}><div class="figure">{svg}</div>{read}</section>'


def _figure_box(slide: SlideContent, layout: SlideLayout) -> str:
    """Return the part of the drawing a phone shows: the figure where there is one."""
    box = layout.figure
    if slide.figure is None:
        return f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    return f"{box.left:.0f} {box.top:.0f} {box.width:.0f} {box.height:.0f}"


def _read(slide: SlideContent) -> str:
    """Return the words of a slide as text, for a phone held upright."""
    said = "".join(f"<p>{_safe(text)}</p>" for text in slide.sentences)
    small = "".join(
        f'<p class="print">{_safe(drawable(text))}</p>' for text in (slide.small_print, *slide.breaks) if text
    )
    return f'<div class="read"><h1>{_safe(slide.title)}</h1>{said}{small}</div>'


def _page(content: DeckContent, sections: list[str], t: Translator, *, live: bool) -> str:
    words = {name: t(f"player.{name}") for name in _WORDS}
    facts = {"id": content.deck_id, "live": live, "words": words, "mark": MARK, "news": NEWS}
    told = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")
    dark = ' class="dark"' if LOOKS[content.preset].theme == "dark" else ""
    scripts = "\n".join((_ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)
    styles = _typefaces() + (_ASSETS / "player.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{content.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{RULES}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{_safe(content.stamp)}"><title>{_safe(content.title)}</title>'
        f'<link rel="icon" href="data:,"><style>{styles}</style></head><body{dark}>'
        f'<div id="desk"><div id="clock"><b id="clock-now"></b>{_safe(t("player.elapsed"))} '
        '<span id="clock-passed"></span></div><div id="upcoming"></div><div id="desk-title"></div>'
        '<div id="desk-notes"></div><div id="desk-state" role="status"></div></div>'
        f'<main id="stage">{"".join(sections)}</main>{_layers(t, live=live)}'
        f'<script type="application/json" id="deck">{told}</script>'
        f'<script>"use strict";{scripts}</script></body></html>'
    )


def _layers(t: Translator, *, live: bool) -> str:
    """Return what can lie over a slide, all of it unseen at first."""
    rows = "".join(
        f"<dt>{_safe(key)}</dt><dd>{_safe(t(f'player.help_{name}'))}</dd>"
        for key, name in (*_KEYS, *(_LIVE_KEYS if live else ()))
    )
    bar = "".join(
        f'<button data-key="{key}" aria-label="{_safe(t(f"player.help_{name}"))}">{sign}</button>'
        for key, name, sign in (
            ("ArrowLeft", "back", "‹"),
            ("ArrowRight", "next", "›"),
            ("f", "full", "F"),
            ("?", "help", "?"),
        )
    )
    first, rest = bar.split("</button>", 1)
    return (
        '<canvas id="pen" class="over"></canvas><div id="spot" class="over"></div><div id="black" class="over"></div>'
        f'<aside id="notes" class="over card"><h2>{_safe(t("player.notes"))}</h2><div id="notes-text"></div></aside>'
        f'<aside id="help" class="over card"><h2>{_safe(t("player.help"))}</h2><dl>{rows}</dl></aside>'
        f'<aside id="room" class="over card">{ROOM if live else ""}</aside>'
        '<aside id="banner" class="over card"><strong id="banner-title"></strong><ul id="banner-lines"></ul>'
        f'<button id="banner-reload" hidden>{_safe(t("player.reload"))}</button> '
        f'<button data-key="g">{_safe(t("player.hide"))}</button></aside>'
        '<div id="named" class="over card" role="status"></div>'
        '<div id="told" class="over card"></div><div id="said" class="over card" role="status"></div>'
        f'<nav id="bar" class="over shown card">{first}</button><span id="where"></span>{rest}</nav>'
    )


@cache
def _typefaces() -> str:
    """Return our typeface as part of the file: lines are measured with it, and no PC need have it."""
    rules = []
    for name, weight, style in _FACES:
        data = base64.b64encode(Path(font_source_sans_pro.font_files_otf[name]).read_bytes()).decode()
        source = f"url(data:font/otf;base64,{data}) format('opentype')"
        rules.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{style};font-display:block;src:{source}}}"
        )
    return "".join(rules)


def _safe(text: str) -> str:
    return html.escape(text, quote=True)
