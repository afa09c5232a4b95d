"""Everything a slide says as one text, figures in full: what its hash is made of, and what tests compare. No looks."""

import json
from typing import Any

from lib.charts.map_paint import MapPaint
from lib.report.slides import ChartFigure, Figure, MapFigure, SlideContent, TableFigure


def content_text(content: SlideContent) -> str:
    """Return a slide as text: equal for equal content, different where any figure, word or status differs."""
    said: dict[str, Any] = {
        "title": content.title,
        "sentences": content.sentences,
        "small_print": content.small_print,
        "note": content.note,
        "problem": content.problem,
        "breaks": content.breaks,
        "definitions": content.definitions,
        "figure": _figure(content.figure),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _figure(figure: Figure | None) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(figure, MapFigure):
        return [_paint(paint) for paint in figure.paints]
    if isinstance(figure, ChartFigure):
        native = figure.native
        series = [[one.name, one.values, one.emphasis, one.estimated] for one in native.series]
        return [native.kind, native.categories, series, native.decimals, native.unit]
    if isinstance(figure, TableFigure):
        table = figure.table
        rows = [list(row) for row in table.rows]
        return [table.title, list(table.headings), rows, list(table.decimals), figure.left_out]
    return None


def _paint(paint: MapPaint) -> list[Any]:
    areas = [[area.ref_area, area.label, area.value, list(area.lines)] for area in paint.areas]
    classes = [[entry.text, entry.count] for entry in paint.legend.classes]
    return [paint.legend.title, areas, classes]
