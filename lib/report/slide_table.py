"""A table drawn on a slide or a sheet of paper: calm lines, figures to the right, rows in focus tinted. No rounding."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.charts.picture import Anchor, Box, Label, Line, Parts, Shape
from lib.charts.theme import Inks
from lib.charts.typeface import LINE, Weight, text_width, widest, wrapped
from lib.i18n import Translator
from lib.report.slide_layout import LEAST_TYPE, Look
from lib.report.slides import TableFigure
from lib.report.workbook import Cell

_LARGEST = 34.0
_PAD = 0.55  # of the type: beside the text of a cell
_ROW = 1.62  # of the type: a row of one line
_STRETCH = 2.0  # a narrow table is spread at most so much wider than it needs
_TINT = {"light": "#fbe9f1", "dark": "#3a1f30"}
_NUMBER = re.compile(r"[≈+\u2212\u2013\-]? ?[\d.,]*%?")
_NARROWEST = 7.0  # of the type: a column of words is not folded narrower than this
_MOST_AIR = 1.35  # a short table leaves its rows so much higher at most: half an empty slide looks unfinished
_HEADS = (1.0, 0.55, 0.37)  # of a heading's width: it stands on one line, two or three where the columns leave room
_LONG = 9.0  # of the type: a heading longer than this is folded all the same, or its figures would stand far off


@dataclass(frozen=True)
class _Cells:
    """All cells as texts, folded into lines, with the columns' widths at one size."""

    size: float
    widths: tuple[float, ...]
    figures: frozenset[int]  # the columns of figures, set to the right
    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    air: float = 1.0  # how much higher than needed rows are
    keys: tuple[str, ...] = ()  # a row's number in the figure: what a row is marked by

    @property
    def heights(self) -> list[float]:
        """How high heading and rows are."""
        return [self.air * _high(row, self.size) for row in (self.head, *self.rows)]

    @property
    def height(self) -> float:
        """How high the table is."""
        return sum(self.heights)


def cell_text(cell: Cell, decimals: int | None, t: Translator) -> str:
    """Return a cell as it is read: numbers in the language's signs, nothing as a dash."""
    if cell is None or cell == "":
        return "–"
    return t.number(float(cell), decimals) if isinstance(cell, int | float) and decimals is not None else str(cell)


def table_height(figure: TableFigure, box: Box, t: Translator, *, least: float) -> float:
    """Return how much of a box a table will fill."""
    cells = _fitting(figure, _texts(figure, t), box, least)
    return min(box.height, cells.height + _ROW * cells.size)


def table_parts(figure: TableFigure, box: Box, look: Look, t: Translator, *, least: float = LEAST_TYPE) -> Parts:
    """Return a table that fills `box` in type from `least` upwards; rows that find no room are counted below it."""
    texts = _texts(figure, t)
    kept = list(range(len(texts)))
    cells = _fitting(figure, texts, box, least)
    while cells.height + _ROW * cells.size > box.height and len(kept) > 1:
        kept.remove(_dropped(kept, figure.strong))
        cells = _folded(figure, [texts[row] for row in kept], cells.size, box.width)
    out = figure.left_out + len(texts) - len(kept)
    strong = frozenset(place for place, row in enumerate(kept) if row in figure.strong)
    air = max(1.0, min(_MOST_AIR, (box.height - _ROW * cells.size) / cells.height))
    cells = replace(cells, air=air, keys=tuple(map(str, kept)))
    parts = _drawn(cells, strong, box, look)
    if not out:
        return parts
    foot = Label(
        box.left,
        box.top + cells.height + 1.15 * cells.size,
        t("player.more_rows", count=t.number(out)),
        max(least, 0.8 * cells.size),
        "start",
        colour=look.inks.muted,
    )
    return parts.with_more(Parts(labels=(foot,)))


def _texts(figure: TableFigure, t: Translator) -> list[list[str]]:
    return [
        [cell_text(cell, decimals, t) for cell, decimals in zip(row, figure.table.decimals, strict=True)]
        for row in figure.table.rows
    ]


def _dropped(kept: list[int], strong: frozenset[int]) -> int:
    """Return the row that is missed least: the last but one that is not in focus."""
    plain = [row for row in kept[:-1] if row not in strong]
    return plain[-1] if plain else kept[-1]


def _fitting(figure: TableFigure, texts: list[list[str]], box: Box, least: float) -> _Cells:
    """Return the cells at the largest size at which the whole table stands in the box, at the least one otherwise."""
    size = max(least, min(_LARGEST * least / LEAST_TYPE, box.height / (_ROW * (len(texts) + 1))))
    while True:
        cells = _folded(figure, texts, size, box.width)
        if size <= least or (cells.height + _ROW * size <= box.height and _whole(cells)):
            return cells
        size = max(least, size - 1)


def _whole(cells: _Cells) -> bool:
    return all(len(cell) <= 2 for row in cells.rows for cell in row)


def _folded(figure: TableFigure, texts: list[list[str]], size: float, width: float) -> _Cells:
    """Return the cells in columns that share `width`: figures whole, words folded where they must be."""
    pad, count = 2 * _PAD * size, len(figure.table.headings)
    words = [max(widest(head.split(" "), size, 600) for head in (figure.table.headings[at],)) for at in range(count)]
    whole = [max([words[at], *(text_width(row[at], size, 600) for row in texts)]) for at in range(count)]
    least = [
        max(words[at], min(whole[at], _NARROWEST * size), *(widest(row[at].split(" "), size, 600) for row in texts))
        if _is_text(texts, at)
        else whole[at]
        for at in range(count)
    ]
    free = width - count * pad
    whole = _with_headings(figure.table.headings, whole, size, free)
    wide, narrow = sum(whole), sum(least)
    if wide <= free:
        more = min(free / wide, _STRETCH) if wide else 1.0
        room = [one * more for one in whole]
    else:
        share = max(0.0, (free - narrow) / (wide - narrow)) if wide > narrow else 0.0
        room = [low + (high - low) * share for low, high in zip(least, whole, strict=True)]
    head = tuple(
        tuple(wrapped(name, size, own + 0.1, 600)) for name, own in zip(figure.table.headings, room, strict=True)
    )
    rows = tuple(
        tuple(tuple(wrapped(text, size, own + 0.1, 600)) for text, own in zip(row, room, strict=True)) for row in texts
    )
    figures = frozenset(at for at in range(count) if figure.table.decimals[at] is not None or _is_number(texts, at))
    return _Cells(size, tuple(own + pad for own in room), figures, head, rows)


def _with_headings(headings: Sequence[str], whole: list[float], size: float, free: float) -> list[float]:
    """Return columns wide enough for headings on as few lines as the room allows."""
    names = [text_width(name, size, 600) for name in headings]
    for share in _HEADS:
        wished = [
            max(own, min(share * name, max(_LONG * size, 0.55 * name))) for own, name in zip(whole, names, strict=True)
        ]
        if sum(wished) <= free:
            return wished
    return whole


def _is_text(texts: list[list[str]], at: int) -> bool:
    return any(" " in row[at] for row in texts)


def _is_number(texts: list[list[str]], at: int) -> bool:
    """Tell whether a column of words holds nothing but changes and figures with their signs."""
    return bool(texts) and all(_NUMBER.fullmatch(row[at]) for row in texts)


def _high(cells: tuple[tuple[str, ...], ...], size: float) -> float:
    return size * (_ROW + LINE * (max(map(len, cells), default=1) - 1))


def _drawn(cells: _Cells, strong: frozenset[int], box: Box, look: Look) -> Parts:
    inks, parts, top = look.inks, Parts(), box.top
    right = box.left + sum(cells.widths)
    for place, (row, height) in enumerate(zip((cells.head, *cells.rows), cells.heights, strict=True)):
        band = Box(box.left, top, right, top + height)
        bold = place == 0 or place - 1 in strong
        key = cells.keys[place - 1] if place else ""
        if key:
            tinted = place - 1 in strong
            ground, layer = (_TINT[look.theme], "") if tinted else (inks.background, "row")
            parts = parts.with_more(Parts(shapes=(Shape("", (band.ring,), ground, layer=layer, ref_area=key),)))
        drawn = _row(row, band, cells, bold=bold, inks=inks)
        parts = parts.with_more(Parts(labels=tuple(replace(label, ref_area=key) for label in drawn.labels)))
        ink, thick = (inks.muted, 2.0) if place == 0 else (inks.grid, 1.0)
        rule = Line(((band.left, band.bottom), (band.right, band.bottom)), ink, thick * cells.size / LEAST_TYPE)
        parts, top = parts.with_more(Parts(lines=(rule,))), band.bottom
    return parts


def _row(row: tuple[tuple[str, ...], ...], band: Box, cells: _Cells, *, bold: bool, inks: Inks) -> Parts:
    labels, left, size = [], band.left, cells.size
    weight: Weight = 600 if bold else 400
    for at, (lines, width) in enumerate(zip(row, cells.widths, strict=True)):
        number = at in cells.figures
        anchor: Anchor = "end" if number else "start"
        x = left + width - _PAD * size if number else left + _PAD * size
        middle = band.top + (band.height - LINE * size * (len(lines) - 1)) / 2 + 0.34 * size
        if lines:
            labels.append(Label(x, middle, "\n".join(lines), size, anchor, weight, inks.text))
        left += width
    return Parts(labels=tuple(labels))
