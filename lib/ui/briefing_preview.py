"""The slides of a deck drawn small, each kept until its view, its words or its figures change."""

import hashlib
from dataclasses import replace

import streamlit as st

from lib.charts.picture_files import as_png
from lib.model.deck import Deck, Slide, body_of
from lib.report.slide_layout import HEIGHT, LOOKS, WIDTH
from lib.report.slide_svg import slide_svg
from lib.report.slides import DeckContent, SlideContent
from lib.services.decks import Shelved, today
from lib.services.slide_content import SINCE, Stage, bound, slide_content, stage_of
from lib.ui import cache
from lib.ui.cache import kept
from lib.ui.screen import Screen

_SCALE = 0.25  # 480 × 270
# A white slide would have no edge on a white page.
_EDGE = f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="none" stroke="#9aa1ad" stroke-width="8"/>'


def contents(here: Screen, shelved: Shelved) -> DeckContent:
    """Return the deck with everything its slides show, made slide by slide and kept."""
    slides = [content(here, shelved.deck, slide) for slide in shelved.deck.slides]
    return bound(shelved.deck_id, shelved.deck, slides, here.workspace)


def content(here: Screen, deck: Deck, slide: Slide) -> SlideContent:
    """Return what one slide of a deck shows."""
    key = (_figures_key(here, deck), repr(slide), _around(deck) if slide.page == SINCE else "")
    return _content(here, deck, slide, key)


def preview(here: Screen, deck: Deck, slide: Slide, number: int) -> bytes:
    """Return one slide of a deck as a small PNG."""
    key = (_figures_key(here, deck), repr(slide), _around(deck) if slide.page == SINCE else "", str(number))
    return _preview(here, deck, slide, number, key)


def _figures_key(here: Screen, deck: Deck) -> str:
    """Return what the figures and looks of every slide depend on."""
    figures = deck.frozen_at.isoformat() if deck.frozen_at else str(here.version)
    return f"{figures} {deck.language} {deck.preset}"


def _around(deck: Deck) -> str:
    """Return what the slide on what changed depends on: the other slides and the days, that of today among them."""
    return f"{today()} " + hashlib.sha256(body_of(deck).encode()).hexdigest()


@kept
def _content(_here: Screen, _deck: Deck, _slide: Slide, key: tuple[str, ...]) -> SlideContent:
    if _slide.page == SINCE:
        return slide_content(_slide, stage_of(_deck, _here.workspace, cache.boundaries()))
    return slide_content(_slide, _stage(_here, _deck, key[0]))


@st.cache_resource(max_entries=3, show_spinner=False)
def _stage(_here: Screen, _deck: Deck, key: str) -> Stage:
    """Return one stage for all slides with the same figures: what one slide has read the next one need not."""
    return stage_of(replace(_deck, slides=()), _here.workspace, cache.boundaries())


@kept
def _preview(_here: Screen, _deck: Deck, _slide: Slide, _number: int, key: tuple[str, ...]) -> bytes:
    shown = content(_here, _deck, _slide)
    deck = bound("", _deck, [], _here.workspace)
    drawn = slide_svg(shown, replace(deck, stamp=""), _number, LOOKS[_deck.preset])
    return as_png(drawn.removesuffix("</svg>") + _EDGE + "</svg>", _SCALE)
