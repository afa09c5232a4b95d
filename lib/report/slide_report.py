"""A deck as a report on A4: cover, contents, a section per slide, appendix with definitions and rules. No figures."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import partial

from lib.charts.picture import Box, Label, Line, Parts
from lib.charts.typeface import LINE, balanced, text_width, wrapped
from lib.i18n import Translator, translator
from lib.report.paper import (
    BODY,
    BOTTOM,
    HEAD,
    HEIGHT,
    LEFT,
    PLAIN,
    PRINT,
    RIGHT,
    SMALL,
    TITLE,
    TOP,
    Flow,
    Look,
    Sheet,
    sheet_svg,
)
from lib.report.pdf_file import joined
from lib.report.progress import Told, one_by_one, tell_nobody
from lib.report.slide_chart import chart_parts
from lib.report.slide_layout import LOOKS
from lib.report.slide_map import MapPlace, map_groups
from lib.report.slide_table import table_height, table_parts
from lib.report.slides import ChartFigure, DeckContent, Figure, MapFigure, SlideContent, TableFigure

_PRINT = LOOKS["print"]
_MAP_HIGH, _CHART_LOW, _CHART_HIGH, _LEAST_TABLE = 520.0, 225.0, 440.0, 160.0
_BETWEEN = 24.0  # between two slides on one page
_RULES = ("rule_published", "rule_missing", "rule_merger", "rule_count")
_ENTRY = 1.9  # of the type: a line of the contents
_MUTED = PRINT.colour


def as_pdf_report(content: DeckContent, told: Told = tell_nobody) -> bytes:
    """Return the report; made for paper, so `content` should be that of the preset `print`: maps on light ground."""
    t = translator(content.language)
    pages_of = _pages(content, t, told)
    appendix = _appendix(content, t)
    titles = [f"{number}. {slide.title}" for number, slide in enumerate(content.slides, start=1)]
    titles.append(t("paper.appendix"))
    parts = [*(group.sheets for group in pages_of), appendix]
    front = 1 + len(_contents(titles, [0] * len(titles), t))
    starts = [front + 1 + sum(map(len, parts[:at])) for at in range(len(parts))]
    first = [*(starts[at] for at, group in enumerate(pages_of) for _ in group.slides), starts[-1]]
    listed = _contents(titles, first, t)
    sheets = [*listed, *(sheet for part in parts for sheet in part)]
    pages = 1 + len(sheets)
    for number, sheet in enumerate(sheets, start=2):
        sheet.parts = sheet.parts.with_more(_foot(content, number, pages, t))
    marks = {1: content.title, 2: t("paper.contents")}
    for page, title in zip(first, titles, strict=True):
        marks[page] = f"{marks[page]}\n{title}" if page in marks else title
    svgs = (sheet_svg(sheet, content.language) for sheet in (_cover(content, t), *sheets))
    return joined(svgs, [marks.get(page, "") for page in range(1, pages + 1)], content)


def _cover(content: DeckContent, t: Translator) -> Sheet:
    inks, flow = _PRINT.inks, Flow()
    flow.turn()
    size = 30.0
    lines = balanced(content.title, size, RIGHT - LEFT, 600)
    top = HEIGHT * 0.36
    foot = top + LINE * size * len(lines)
    labels = (
        Label(LEFT, top - 52, t("paper.report"), 14, "start", 400, inks.muted),
        Label(LEFT, top, "\n".join(lines), size, "start", 600, inks.text),
        Label(LEFT, foot + 8, t("player.cover_day", day=t.date(content.day)), 14, "start", 400, inks.text),
        Label(LEFT, BOTTOM, content.stamp, BODY, "start", 400, inks.muted),
    )
    rule = Line(((LEFT, foot - 14), (LEFT + 90, foot - 14)), inks.focus, 3)
    flow.add(Parts(labels=labels, lines=(rule,)))
    return flow.sheets[0]


def _contents(titles: list[str], pages: list[int], t: Translator) -> list[Sheet]:
    flow = Flow()
    flow.turn()
    flow.write(t("paper.contents"), TITLE)
    for title, page in zip(titles, pages, strict=True):
        number = t.number(page)
        lines = wrapped(title, BODY, RIGHT - LEFT - 60)
        if flow.left < (_ENTRY + LINE * (len(lines) - 1)) * BODY:
            flow.turn()
        foot = flow.y + BODY + LINE * BODY * (len(lines) - 1)
        start, end = LEFT + text_width(lines[-1], BODY) + 6, RIGHT - text_width(number, BODY) - 6
        dots = "." * max(0, int((end - start) / text_width(".", BODY) / 2))
        labels = (
            Label(LEFT, flow.y + BODY, "\n".join(lines), BODY, "start", colour=PLAIN.colour),
            Label(end, foot, " ".join(dots), BODY, "end", colour=_MUTED),
            Label(RIGHT, foot, number, BODY, "end", colour=PLAIN.colour),
        )
        flow.add(Parts(labels=labels))
        flow.y = foot + (_ENTRY - 1) * BODY
    return flow.sheets


@dataclass
class _Group:
    """Slides that stand on the same page, or one on pages of its own; `end` is how far down the last page is filled."""

    slides: list[tuple[int, SlideContent]]
    sheets: list[Sheet]
    end: float

    def takes(self, flow: Flow) -> bool:
        """Tell whether a section of one page finds room below."""
        alone = len(self.sheets) == len(flow.sheets) == 1 and not (self.sheets[0].groups or flow.sheets[0].groups)
        return alone and self.end + _BETWEEN + flow.y - TOP <= BOTTOM


def _pages(content: DeckContent, t: Translator, told: Told) -> list[_Group]:
    """Return the sections, short ones together on a page; lines that have a page for themselves are drawn larger."""
    groups: list[_Group] = []
    for number, slide in one_by_one(content.slides, told):
        flow = _section(slide, number, t, _CHART_LOW)
        last = groups[-1] if groups else None
        if last and last.takes(flow):
            (sheet,), down = last.sheets, last.end + _BETWEEN - TOP
            sheet.parts = sheet.parts.with_more(_rule(last.end)).with_more(flow.sheets[0].parts.moved(0, down))
            last.slides.append((number, slide))
            last.end = flow.y + down
        else:
            groups.append(_Group([(number, slide)], flow.sheets, flow.y))
    for group in groups:
        number, slide = group.slides[0]
        if len(group.slides) == 1 and isinstance(slide.figure, ChartFigure) and slide.figure.native.kind == "line":
            free = BOTTOM - group.end + _CHART_LOW
            group.sheets = _section(slide, number, t, max(_CHART_LOW, min(_CHART_HIGH, free))).sheets
    return groups


def _rule(end: float) -> Parts:
    y = end + _BETWEEN / 2
    return Parts(lines=(Line(((LEFT, y), (RIGHT, y)), _PRINT.inks.grid, 0.8),))


def _section(slide: SlideContent, number: int, t: Translator, chart: float) -> Flow:
    """Return the pages of a slide; a chart is drawn `chart` high."""
    flow = Flow()
    flow.turn()
    flow.write(f"{number}. {slide.title}", TITLE)
    for text in (slide.problem, *slide.sentences):
        if text:
            flow.write(text)
    flow.y += 4
    if slide.figure is not None:
        height = chart if isinstance(slide.figure, ChartFigure) else _height(slide.figure, flow, t)
        flow.place(height, partial(_figure, slide.figure, t))
    for text in (slide.small_print, *slide.breaks):
        if text:
            flow.write(text, PRINT)
    return flow


def _height(figure: MapFigure | TableFigure, flow: Flow, t: Translator) -> float:
    """Return how high a figure is drawn: what is free, within what suits its kind."""
    if isinstance(figure, MapFigure):
        return min(_MAP_HIGH, max(flow.left - 90, 400.0))
    box = Box(LEFT, 0, RIGHT, max(flow.left - 90, _LEAST_TABLE))
    return table_height(figure, box, t, least=SMALL)


def _figure(figure: Figure, t: Translator, box: Box) -> Parts | list[ET.Element]:
    if isinstance(figure, MapFigure):
        return map_groups(figure, MapPlace(box, 7.5, stacked=True, told=True))
    if isinstance(figure, ChartFigure):
        return chart_parts(figure, box, _PRINT, t, least=SMALL)
    return table_parts(figure, box, _PRINT, t, least=SMALL) if isinstance(figure, TableFigure) else Parts()


def _appendix(content: DeckContent, t: Translator) -> list[Sheet]:
    flow = Flow()
    flow.turn()
    flow.write(t("paper.appendix"), TITLE)
    told = dict(pair for slide in content.slides for pair in slide.definitions)
    if told:
        flow.write(t("paper.definitions"), HEAD, keep=40)
    for name, meaning in told.items():
        flow.write(name, Look(BODY, 600, gap=1), keep=20)
        flow.write(meaning)
    flow.write(t("paper.rules"), HEAD, keep=40)
    for text in (*(t(f"paper.{rule}") for rule in _RULES), t("file.rules_text")):
        flow.write(text)
    return flow.sheets


def _foot(content: DeckContent, page: int, pages: int, t: Translator) -> Parts:
    inks = _PRINT.inks
    counted = t("paper.page", page=t.number(page), pages=t.number(pages))
    room = RIGHT - LEFT - text_width(counted, SMALL) - 20
    lines = wrapped(f"{content.title} · {content.stamp}", SMALL, room)
    title = lines[0] if len(lines) == 1 else f"{lines[0]}…"
    y = HEIGHT - TOP + 26
    labels = (
        Label(LEFT, y, title, SMALL, "start", colour=inks.muted),
        Label(RIGHT, y, counted, SMALL, "end", colour=inks.muted),
    )
    return Parts(labels=labels, lines=(Line(((LEFT, y - 14), (RIGHT, y - 14)), inks.grid, 0.8),))
