"""A chart on a slide or on paper: which kind its figures are drawn as. Lines and bars draw themselves."""

from lib.charts.picture import Box, Parts
from lib.i18n import Translator
from lib.report.chart_frame import Frame
from lib.report.slide_bars import bar_parts
from lib.report.slide_layout import LEAST_TYPE, Look
from lib.report.slide_lines import Landmarks, line_parts
from lib.report.slides import ChartFigure


def chart_parts(figure: ChartFigure, box: Box, look: Look, t: Translator, *, least: float = LEAST_TYPE) -> Parts:
    """Return a chart that fills `box`, written in type of `least`; shapes at its values tell them as their title."""
    frame = Frame(box, look, t, least)
    if figure.native.kind == "bar":
        return bar_parts(figure.native, frame)
    tables = {name: table.to_pylist() for name, table in figure.drawing.tables.items() if name in {"marks", "gaps"}}
    return line_parts(figure.native, Landmarks.of(tables), frame)
