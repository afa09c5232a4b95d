"""Tables on paper and slides: cells as they are read, widths of columns, and what goes first where room is short."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from lib.charts.typeface import text_width
from lib.i18n import Translator
from lib.report.slides import TableFigure
from lib.report.workbook import Cell

_Entry = TypeVar("_Entry")
_FIGURE = re.compile(r"(≈ ?)?[+−-]?\d[\d.,]*")


def cell_text(cell: Cell, decimals: int | None, t: Translator, *, signed: bool = False) -> str:
    """Return a cell as it is read: numbers in the language's signs, changes with + or −, nothing as a dash."""
    if cell is None or cell == "":
        return "–"
    if isinstance(cell, int | float) and decimals is not None:
        return (t.signed if signed else t.number)(float(cell), decimals)
    return str(cell)


def cell_texts(figure: TableFigure, t: Translator) -> list[list[str]]:
    """Return all rows of a table as they are read; a column headed with ± holds changes."""
    table = figure.table
    return [
        [
            cell_text(cell, decimals, t, signed=heading.startswith("±"))
            for cell, decimals, heading in zip(row, table.decimals, table.headings, strict=True)
        ]
        for row in table.rows
    ]


def worded(figure: TableFigure) -> list[bool]:
    """Return which columns hold words; figures that come as texts, `+0,5` or `≈ 45,1`, are figures all the same."""
    table = figure.table
    columns = [[row[place] for row in table.rows] for place in range(len(table.headings))]
    return [decimals is None and not _figures(cells) for decimals, cells in zip(table.decimals, columns, strict=True)]


def _figures(cells: Sequence[Cell]) -> bool:
    texts = [str(cell) for cell in cells if cell not in {None, "", "–"}]
    return bool(texts) and all(_FIGURE.fullmatch(text) for text in texts)


def column_needs(
    lines: Sequence[Sequence[str]], words: Sequence[bool], size: float, wider: float
) -> tuple[list[float], list[float]]:
    """Return by column the width it would like and the least it can do with: figures and words are never broken.

    The first of `lines` are the headings; `wider` is how much wider than ours the typeface of the reader is.
    """
    whole, least = [], []
    for place, column in enumerate(zip(*lines, strict=True)):
        head, *cells = column
        broken = [word for text in (column if words[place] else [head]) for word in text.split(" ")]
        most = text_width(head, size, 600) * (1 if words[place] else 0.5) + size * (not words[place])
        widest_word = max(text_width(word, size, 600) for word in broken)
        widest_cell = max((text_width(cell, size, 600) for cell in cells), default=0.0)
        whole.append(max(most, widest_word, widest_cell) * wider)
        least.append(max(widest_word, 0.0 if words[place] else widest_cell) * wider)
    return whole, least


def column_widths(whole: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Return the columns' widths: what figures need, and words as much as there is, broken where they must be."""
    if sum(whole) <= width:
        return [need * width / sum(whole) for need in whole]
    spare, more = max(width - sum(least), 0.0), sum(whole) - sum(least)
    return [need + (wish - need) * spare / more if more else need for need, wish in zip(least, whole, strict=True)]


def spare_column(figure: TableFigure) -> int | None:
    """Return the last column of words, never the first of them: it tells whose row it is."""
    places = [place for place, words in enumerate(worded(figure)) if words]
    return places[-1] if len(places) > 1 and len(places) < len(figure.table.headings) else None


def spare_row(figure: TableFigure) -> int | None:
    """Return the last but one row that is not in focus, never the first: the last of a ranking is asked for."""
    end = len(figure.table.rows) - 1
    rows = (*range(end - 1, 0, -1), *([end] if end else []))
    return next((row for row in rows if row not in figure.strong), None)


def without_column(figure: TableFigure, place: int) -> TableFigure:
    """Return a table with a column less."""

    def kept(entries: Sequence[_Entry]) -> list[_Entry]:
        return [entry for number, entry in enumerate(entries) if number != place]

    table = figure.table
    fewer = replace(
        table, headings=kept(table.headings), rows=[kept(row) for row in table.rows], decimals=kept(table.decimals)
    )
    return replace(figure, table=fewer)


def with_rows(figure: TableFigure, rows: Sequence[int]) -> TableFigure:
    """Return a table of some of its rows; the others are counted as left out."""
    lines = [figure.table.rows[row] for row in rows]
    strong = frozenset(place for place, row in enumerate(rows) if row in figure.strong)
    left_out = figure.left_out + len(figure.table.rows) - len(rows)
    return TableFigure(replace(figure.table, rows=lines), strong, left_out)
