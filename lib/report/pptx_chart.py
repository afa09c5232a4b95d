"""A chart as the office program's own, with its figures in a sheet behind it: staff can edit it."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from lib.charts.palette import Colour
from lib.charts.picture import Box
from lib.charts.theme import Inks
from lib.charts.typeface import text_width
from lib.report.chart_bounds import Bounds, bounds, labelled
from lib.report.pptx_text import WIDER, Canvas
from lib.report.slide_layout import LEAST_TYPE
from lib.report.slides import NativeChart, Series

_KINDS = {"line": XL_CHART_TYPE.LINE_MARKERS, "bar": XL_CHART_TYPE.BAR_CLUSTERED}
_MARKER = 9
_WIDTHS = {"focus": 4.0, "reference": 2.0, "other": 1.25}  # points; a dash means that the app restated it
_GAP = 0.4  # between two groups of bars, of a bar
_PLOT = 0.78  # of a chart's height: the rest is axis and legend
_MOST_NAMES = 0.45  # of a chart's width
_AXIS_LINES = 2  # figures of the axis and its unit
_LEAST_BAR = 0.95  # of the type size: how thick bars are at least that have figures beside them


def number_format(decimals: int, language: str) -> str:
    """Return how the office program writes the figures: by the habits of Viet Nam in Vietnamese decks."""
    shown = "#,##0" + ("." + "0" * decimals if decimals else "")
    if language == "vi":
        shown = f"[$-42A]{shown}"
    return f"{shown};{shown.replace('#', '−#', 1)}"


def add_chart(canvas: Canvas, native: NativeChart, box: Box, *, name: str, said: str) -> None:
    """Draw a chart into a box of the slide, `said` read aloud for it; a period without a value stays a gap."""
    shown = number_format(native.decimals, canvas.language)
    figures = CategoryChartData(number_format=shown)  # type: ignore[no-untyped-call]  # python-pptx leaves it untyped
    figures.categories = native.categories
    for series in native.series:
        figures.add_series(series.name, series.values)  # type: ignore[no-untyped-call]
    frame = canvas.shapes.add_chart(_KINDS[native.kind], *canvas.sides(box), figures)
    frame.name = name
    frame._element._nvXxPr.cNvPr.set("descr", said)
    chart = frame.chart
    _settle(chart, canvas)
    chart.font.size = canvas.points(LEAST_TYPE)
    canvas.write_in(chart.font.color, canvas.inks.text)
    chart.has_title = False
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    found = bounds(native)
    _axes(chart, native, shown, found, canvas)
    told = labelled(native, found)
    for place, (series, colour) in enumerate(zip(native.series, _colours(native, canvas.inks), strict=True)):
        drawn = chart.plots[0].series[place]
        if native.kind == "bar":
            _bars(drawn, series, colour, canvas)
        else:
            _line(drawn, series, colour, canvas)
            if place in told:
                _label(drawn.points[told[place]], colour, shown, canvas)
    if native.kind == "bar":
        _bar_labels(chart, native, shown, canvas, box)
        _room_for_names(chart, native, box)


def _settle(chart: Chart, canvas: Canvas) -> None:
    """Say the language of the figures, and that nothing is drawn where nothing is known."""
    space = chart._chartSpace
    language = "vi-VN" if canvas.language == "vi" else "en-US"
    element = parse_xml(f'<c:lang {nsdecls("c")} val="{language}"/>')
    first = space.find(qn("c:roundedCorners"))
    before = first if first is not None else space.find(qn("c:date1904"))
    if before is None:
        space.insert(0, element)
    else:
        before.addnext(element)
    drawn = space.find(qn("c:chart"))
    blanks = drawn.find(qn("c:dispBlanksAs"))
    if blanks is None:
        blanks = parse_xml(f"<c:dispBlanksAs {nsdecls('c')}/>")
        drawn.find(qn("c:plotVisOnly")).addnext(blanks)
    blanks.set("val", "gap")


def _axes(chart: Chart, native: NativeChart, shown: str, found: Bounds, canvas: Canvas) -> None:
    values, places = chart.value_axis, chart.category_axis
    values.tick_labels.number_format = shown
    values.tick_labels.number_format_is_linked = False
    values.minimum_scale, values.maximum_scale, values.major_unit = found.low, found.high, found.step
    values.major_gridlines.format.line.color.rgb = canvas.colour(canvas.inks.grid)
    values.major_gridlines.format.line.width = Pt(0.75)
    values.format.line.fill.background()
    places.format.line.color.rgb = canvas.colour(canvas.inks.muted)
    places.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    places.tick_labels.font.size = values.tick_labels.font.size = canvas.points(LEAST_TYPE)
    if native.unit:
        title = values.axis_title.text_frame
        title.text = native.unit
        run = title.paragraphs[0].runs[0]
        run.font.size, run.font.bold = canvas.points(LEAST_TYPE), False
        canvas.write_in(run.font.color, canvas.inks.muted)
    if native.kind == "bar":
        places.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # the figures of the axis stay below
        places._element.find(qn("c:lblOffset")).addnext(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))
        chart.plots[0].gap_width, chart.plots[0].overlap = round(100 * _GAP), 0


def _colours(native: NativeChart, inks: Inks) -> list[Colour]:
    """Return a colour for each series; lines to compare with that begin alike are one line on two sets of units."""
    compared = dict.fromkeys(_kind_of(series) for series in native.series if series.emphasis == "reference")
    shades = dict(zip(compared, (inks.reference, inks.other, inks.muted), strict=False))
    chosen = iter(inks.chosen)
    colours = []
    for series in native.series:
        if series.emphasis == "chosen":
            colours.append(next(chosen, inks.other))
        elif series.emphasis == "reference":
            colours.append(shades.get(_kind_of(series), inks.other))
        else:
            colours.append(inks.focus if series.emphasis == "focus" else inks.other)
    return colours


def _kind_of(series: Series) -> str:
    return " ".join(series.name.split()[:2])


def _bars(drawn: Any, series: Series, colour: Colour, canvas: Canvas) -> None:  # noqa: ANN401 - python-pptx has no common type
    drawn.invert_if_negative = False
    _filled(drawn.format, colour, canvas)
    for place, estimated in enumerate(series.estimated):
        if estimated:
            _hollow(drawn.points[place].format, colour, canvas)


def _line(drawn: Any, series: Series, colour: Colour, canvas: Canvas) -> None:  # noqa: ANN401
    drawn.smooth = False
    drawn.format.line.color.rgb = canvas.colour(colour)
    drawn.format.line.width = Pt(_WIDTHS.get(series.emphasis, 2.25))
    estimated = [place for place, restated in enumerate(series.estimated) if restated]
    if series.emphasis in {"reference", "other"} and not estimated:
        drawn.marker.style = XL_MARKER_STYLE.NONE
        return
    drawn.marker.style = XL_MARKER_STYLE.CIRCLE
    drawn.marker.size = _MARKER
    drawn.marker.format.line.color.rgb = canvas.colour(colour)
    if len(estimated) == len(series.values):
        drawn.format.line.dash_style = MSO_LINE.DASH
        _hollow(drawn.marker.format, colour, canvas)
        return
    _filled(drawn.marker.format, colour, canvas)
    for place in estimated:  # hollow and dashed, as on the screen: restated by the app, not published
        point = drawn.points[place]
        point.format.line.color.rgb = canvas.colour(colour)
        point.format.line.width = Pt(_WIDTHS.get(series.emphasis, 2.25))
        point.format.line.dash_style = MSO_LINE.DASH
        point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, _MARKER
        _hollow(point.marker.format, colour, canvas)


def _filled(look: Any, colour: Colour, canvas: Canvas) -> None:  # noqa: ANN401
    look.fill.solid()
    look.fill.fore_color.rgb = canvas.colour(colour)


def _hollow(look: Any, colour: Colour, canvas: Canvas) -> None:  # noqa: ANN401
    _filled(look, canvas.inks.background, canvas)
    look.line.color.rgb = canvas.colour(colour)
    look.line.width = Pt(1.75)


def _label(point: Any, colour: Colour, shown: str, canvas: Canvas) -> None:  # noqa: ANN401
    """Write the figure of a point beside it, linked to the sheet: an edited figure is shown as edited."""
    label = point.data_label
    label.position = XL_LABEL_POSITION.RIGHT
    label.font.size, label.font.bold = canvas.points(LEAST_TYPE), True
    label.font.color.rgb = canvas.colour(colour if colour in canvas.inks.writing else canvas.inks.muted)
    element = label._dLbl
    element.find(qn("c:idx")).addnext(parse_xml(f'<c:numFmt {nsdecls("c")} formatCode="{shown}" sourceLinked="0"/>'))
    for name, seen in (("showVal", "1"), ("showLegendKey", "0"), ("showCatName", "0"), ("showSerName", "0")):
        element.find(qn(f"c:{name}")).set("val", seen)


def _bar_labels(chart: Chart, native: NativeChart, shown: str, canvas: Canvas, box: Box) -> None:
    if _thickness(native, box) < _LEAST_BAR * LEAST_TYPE:
        return  # figures would stand on each other; the axis tells them
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = shown, False
    labels.font.size = canvas.points(LEAST_TYPE)
    canvas.write_in(labels.font.color, canvas.inks.text)


def _thickness(native: NativeChart, box: Box) -> float:
    """Return how thick a bar is drawn, in our units."""
    return _PLOT * box.height / (max(len(native.categories), 1) * (len(native.series) + _GAP))


def _room_for_names(chart: Chart, native: NativeChart, box: Box) -> None:
    """Set the plot so far from the left that the names of the bars stand on one line each."""
    widest = max((text_width(name, LEAST_TYPE) for name in native.categories), default=0.0) * WIDER
    left = min(widest + LEAST_TYPE, _MOST_NAMES * box.width) / box.width
    bottom = (_AXIS_LINES + (len(native.series) > 1)) * 1.6 * LEAST_TYPE / box.height
    places = (("x", left), ("y", 0.02), ("w", 0.97 - left), ("h", 0.96 - bottom))
    inner = "".join(f'<c:{side} val="{share:.4f}"/>' for side, share in places)
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.find(qn("c:chart")).find(qn("c:plotArea"))
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    area.insert(0, layout)
