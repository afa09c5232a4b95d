"""What of a deck a brief of one page, at most two, holds, and in words what it leaves to the report. Writes no file."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from lib.charts.typeface import text_width
from lib.i18n import Translator
from lib.report.brief_blocks import SIZE, TEXT_WIDTH, NumberTable, number_table
from lib.report.deck_words import plain_print
from lib.report.slides import SlideContent, TableFigure

SMALL = 11
_PAGE = 257  # mm between the margins
_FIXED = 104  # mm: head, title and rule, stamp, what is left out in words, recipients and signature
_LEFT_FREE = 14  # mm at the end of the first of two pages: a heading and a row stay with what follows
_MOST_TABLE = 110  # mm
_MM_PER_POINT = 25.4 / 72
_SPACED, _PLAIN = 1.2, 1.1  # height of a line against the size of its type: body text, headings and cells
_WIDER = 1.04  # the document's typeface against the one we measure with
_TRIALS = (
    *((1, None, False), (1, 2, False), (1, 1, False)),
    *((2, None, False), (2, 2, False), (2, 1, False), (2, 1, True)),
)  # on so many pages so many sentences of each slide, with all of the small print or only its sources
_AFTER, _AROUND_TITLE, _INDENT = 1.1, 2.9, 10.0  # mm


@dataclass(frozen=True)
class Point:
    """What is said of one slide: its number in the deck, its title and sentences, in small print where from."""

    number: int
    title: str
    texts: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Brief:
    """The points of a brief, one table with the number and title of its slide, and what is left out, in words."""

    points: tuple[Point, ...]
    table: NumberTable | None
    table_number: int
    table_title: str
    rest: str


def chosen(slides: Sequence[SlideContent], t: Translator) -> Brief:
    """Return what fits: all of it on a page, else the first sentence of every slide on a page, else on two pages.

    Where even the first sentences need more than two pages, those of the first slides; every break of method that a
    sentence compares across stays with it. What an earlier slide has said is not said again.
    """
    number, slide, table = _table(slides, t)
    title = slide.title if slide else ""
    height = _table_height(table, title) if table else 0.0
    points: tuple[Point, ...] = ()
    for pages, most, short in _TRIALS:
        points = _points(slides, most, t, short=short)
        if sum(map(_height, points)) <= _room(pages) - height:
            break
    else:
        points = _cut(points, _room(2) - height)
    return Brief(points, table, number, title, _rest(slides, points, number, t))


def _room(pages: int) -> float:
    """Return how much of some pages is free for points and a table, in mm."""
    return pages * _PAGE - _FIXED - (pages - 1) * _LEFT_FREE


def _points(
    slides: Sequence[SlideContent], most: int | None, t: Translator, *, short: bool = False
) -> tuple[Point, ...]:
    """Return a point per slide with its first sentences, as many as `most`, and breaks; None: all of them.

    The small print of each, where `short` only its sources; what stands under an earlier point is not written again.
    """
    said: set[str] = set()
    sources: set[str] = set()
    points = []
    for number, slide in enumerate(slides, start=1):
        first = [text for text in (slide.problem, *slide.sentences) if text][:most]
        told = [text for text in first if text not in said]
        told += [text for text in _breaks(slide) if told and text not in said]
        if not told:
            continue
        said.update(told)
        source = _sources(slide, t) if short else _printed(slide, t)
        points.append(Point(number, slide.title, tuple(told), "" if source in sources else source))
        sources.add(source)
    return tuple(points)


def _printed(slide: SlideContent, t: Translator) -> str:
    text = plain_print(slide, t).rstrip(".")
    return t("brief.figures", text=text) if text else ""


def _sources(slide: SlideContent, t: Translator) -> str:
    """Return the part of the small print that names the sources."""
    head = t("line.source", sources="")
    return next((f"{part.rstrip('.')}." for part in plain_print(slide, t).split(" · ") if part.startswith(head)), "")


def _breaks(slide: SlideContent) -> list[str]:
    """Return the breaks a slide's sentences compare across: what explains the signs of a drawing needs the drawing."""
    return [text for text in slide.breaks if text not in slide.chart_notes]


def _table(slides: Sequence[SlideContent], t: Translator) -> tuple[int, SlideContent | None, NumberTable | None]:
    """Return the first table that leaves room for words, with the number of its slide and the slide."""
    for number, slide in enumerate(slides, start=1):
        if isinstance(slide.figure, TableFigure) and slide.figure.table.rows:
            table = number_table(slide.figure, t)
            if _table_height(table, slide.title) <= _MOST_TABLE:
                return number, slide, table
    return 0, None, None


def _lines(text: str, size: float, *, first: float = 0.0, width: float = TEXT_WIDTH) -> int:
    return max(1, math.ceil((first + text_width(text, size * _MM_PER_POINT) * _WIDER) / width))


def _height(point: Point) -> float:
    """Return how high a point stands, in mm."""
    title = _lines(point.title, SIZE * 1.06, first=_INDENT + 6) * SIZE * _PLAIN * _MM_PER_POINT + _AROUND_TITLE
    body = sum(_lines(text, SIZE, first=_INDENT) * SIZE * _SPACED * _MM_PER_POINT + _AFTER for text in point.texts)
    small = _lines(point.source, SMALL, first=_INDENT) * SMALL * _SPACED * _MM_PER_POINT + _AFTER
    return title + body + (small if point.source else 0.0)


def _table_height(table: NumberTable, title: str) -> float:
    line = table.size * _PLAIN * _MM_PER_POINT
    rows = [table.shown.table.headings, *table.lines]
    cells = sum(
        max(
            _lines(str(text), table.size * 1.06, width=max(width - 4.5, 5.0))
            for text, width in zip(row, table.widths, strict=True)
        )
        for row in rows
    )
    return cells * line + _lines(title, SIZE) * SIZE * _PLAIN * _MM_PER_POINT + 10


def _cut(points: Sequence[Point], room: float) -> tuple[Point, ...]:
    kept: list[Point] = []
    for point in points:
        room -= _height(point)
        if room < 0:
            break
        kept.append(point)
    return tuple(kept)


def _rest(slides: Sequence[SlideContent], points: Sequence[Point], table: int, t: Translator) -> str:
    """Say which slides, sentences, tables and pictures the brief leaves to the report."""
    whole = {point.number: len(point.texts) for point in _points(slides, None, t)}
    kept = {point.number: len(point.texts) for point in points}
    all_told = len(_points(slides, 1, t)) == len(points)
    last = len(slides) if all_told or not points else points[-1].number
    figures = [number for number, slide in enumerate(slides, start=1) if slide.figure is not None and number != table]
    named = {
        "slides": range(last + 1, len(slides) + 1),
        "sentences": [number for number, count in whole.items() if number <= last and count > kept.get(number, 0)],
        "figures": [number for number in figures if number <= last],
    }
    parts = [t(f"brief.rest_{kind}", numbers=_ranges(numbers)) for kind, numbers in named.items() if numbers]
    return t("brief.rest", parts="; ".join(parts)) if parts else ""


def _ranges(numbers: Iterable[int]) -> str:
    """Return numbers in few words, `1, 3–5`."""
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    ]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
