"""A chart as the office program's own, with its figures in a sheet behind it: staff can edit it."""

from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from lib.charts.palette import Colour
from lib.charts.picture import Box
from lib.charts.theme import Inks
from lib.report.pptx_text import Canvas
from lib.report.slides import NativeChart, Series

_KINDS = {"line": XL_CHART_TYPE.LINE_MARKERS, "bar": XL_CHART_TYPE.BAR_CLUSTERED}
_TYPE = 24.0  # of our 1080


def number_format(decimals: int, language: str) -> str:
    """Return how the office program writes the figures: by the habits of Viet Nam in Vietnamese decks."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f"[$-42A]{shown}" if language == "vi" else shown


def add_chart(canvas: Canvas, native: NativeChart, box: Box, *, name: str, language: str) -> None:
    """Draw a chart into a box of the slide; a period without a value stays a gap."""
    figures = CategoryChartData(  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped
        number_format=number_format(native.decimals, language)
    )
    figures.categories = native.categories
    for series in native.series:
        figures.add_series(series.name, series.values)  # type: ignore[no-untyped-call]
    sides = (canvas.emu(box.left), canvas.emu(box.top), canvas.emu(box.width), canvas.emu(box.height))
    frame = canvas.shapes.add_chart(_KINDS[native.kind], *sides, figures)
    frame.name = name
    chart = frame.chart
    chart.font.size = canvas.points(_TYPE)
    chart.font.color.rgb = canvas.colour(canvas.inks.text)
    chart.has_title = False
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    chart.value_axis.tick_labels.number_format = number_format(native.decimals, language)
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.major_gridlines.format.line.color.rgb = canvas.colour(canvas.inks.grid)
    if native.kind == "bar":
        chart.category_axis.reverse_order = True
    for drawn, series, colour in zip(chart.plots[0].series, native.series, _colours(native, canvas.inks), strict=True):
        _look(drawn, series, colour, canvas, native)


def _colours(native: NativeChart, inks: Inks) -> list[Colour]:
    chosen = iter(inks.chosen)
    colours = []
    for series in native.series:
        if series.emphasis == "chosen":
            colours.append(next(chosen, inks.other))
        else:
            colours.append({"focus": inks.focus, "reference": inks.reference}.get(series.emphasis, inks.other))
    return colours


def _look(drawn: LineSeries, series: Series, colour: Colour, canvas: Canvas, native: NativeChart) -> None:
    if native.kind == "bar":
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = canvas.colour(colour)
        return
    drawn.smooth = False
    drawn.format.line.color.rgb = canvas.colour(colour)
    drawn.format.line.width = Pt(3.5 if series.emphasis == "focus" else 2.25)
    if series.emphasis == "reference":
        drawn.format.line.dash_style = MSO_LINE.DASH
        drawn.marker.style = XL_MARKER_STYLE.NONE
        return
    drawn.marker.style = XL_MARKER_STYLE.CIRCLE
    drawn.marker.size = 8
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = canvas.colour(colour)
    drawn.marker.format.line.color.rgb = canvas.colour(colour)
    for place, estimated in enumerate(series.estimated):
        if estimated:  # hollow, as on the screen: restated by the app, not published
            point = drawn.points[place]
            point.marker.format.fill.solid()
            point.marker.format.fill.fore_color.rgb = canvas.colour(canvas.inks.background)
            point.marker.format.line.color.rgb = canvas.colour(colour)
