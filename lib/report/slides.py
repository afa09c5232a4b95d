"""What stands on a slide, ready to be drawn or written anywhere: screen, HTML, PDF, PPTX, DOCX. No looks, no files."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from lib.charts.drawing import Drawing
from lib.charts.map_paint import MapPaint
from lib.model.boundaries import Boundaries
from lib.model.words import Language
from lib.report.workbook import Table

Emphasis = Literal["focus", "chosen", "reference", "other"]


@dataclass(frozen=True)
class Series:
    """One line or set of bars: a value per category, None where there is none; `estimated` marks restated values."""

    name: str
    values: tuple[float | None, ...]
    emphasis: Emphasis
    estimated: tuple[bool, ...] = ()


@dataclass(frozen=True)
class NativeChart:
    """The figures of a chart as an office program draws them; `decimals` and `unit` format its numbers."""

    kind: Literal["line", "bar"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int
    unit: str


@dataclass(frozen=True)
class ChartFigure:
    """A chart twice: as the drawing of the screen, and as figures for an editable chart."""

    drawing: Drawing
    native: NativeChart


@dataclass(frozen=True)
class MapFigure:
    """A map: what it shows and the lines it is drawn with, one or two side by side; lines of `over` lie over them."""

    paints: tuple[MapPaint, ...]
    boundaries: Boundaries
    over: Boundaries | None = None


@dataclass(frozen=True)
class TableFigure:
    """A table; `strong` are the numbers of the rows in focus. Rows beyond what a slide holds are in `left_out`."""

    table: Table
    strong: frozenset[int] = frozenset()
    left_out: int = 0


Figure = ChartFigure | MapFigure | TableFigure


@dataclass(frozen=True)
class SlideContent:
    """One slide: title, what is said, the figure, the small print (indicator, n, status, source), notes.

    `problem` says in a sentence why there is no figure: the indicator or the unit no longer exists. `chart_notes` are
    those of `breaks` that explain signs of the drawing: without it they say nothing.
    """

    slide_id: str
    title: str
    sentences: tuple[str, ...]
    figure: Figure | None
    small_print: str
    note: str = ""
    seconds: int = 0
    problem: str = ""
    definitions: tuple[tuple[str, str], ...] = ()
    breaks: tuple[str, ...] = ()
    chart_notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeckContent:
    """A deck ready to be shown or written; `stamp` says as of when its figures are and the hash of their content."""

    deck_id: str
    title: str
    day: date
    language: Language
    preset: str
    slides: tuple[SlideContent, ...]
    stamp: str
    content_hash: str
    frozen: bool = False
