"""Two units side by side as a slide shows them: the sentence to quote and the indices of both as a table."""

from dataclasses import dataclass, replace

from lib.analysis.side_by_side import Side
from lib.model.indicator import Indicator
from lib.model.view import Basis
from lib.report.lines import chart_line, source_line, status_line
from lib.report.sentences import known
from lib.report.slides import TableFigure
from lib.report.workbook import Cell, Table
from lib.services.pairs import Pair
from lib.services.profile import headline_indicators
from lib.services.questions import At
from lib.services.shown import Shown
from lib.services.side_by_side import Figures, IndexRow, index_rows, keeps_ground
from lib.services.side_by_side_words import (
    Words,
    basis_line,
    change_text,
    counted_how,
    elsewhere,
    lead_text,
    missing_lines,
    obstacle_sentence,
    standing_text,
    summary,
)
from lib.services.slide_made import Made

_SIDES = (Side.FIRST, Side.SECOND)


def compare_slide(shown: Shown) -> Made:
    """Return both units' composite indices and the chosen one beside each other, or why they do not compare."""
    units, t = shown.choice.units, shown.t
    if len(units) < 2:
        return Made(None, t("page.compare"), problem=t("slide.two_units"))
    pair = Pair(units[0], units[1], shown.choice.unit_set if shown.choice.basis is Basis.RESTATED else "")
    words = Words(pair, shown.workspace, t)
    names = words.names(dated=True)
    title = f"{t('page.compare')}: {t('compare.title', first=names[Side.FIRST], second=names[Side.SECOND])}"
    blocked = obstacle_sentence(words)
    if blocked:
        return Made(None, title, problem=blocked)
    figures = _figures(shown, pair)
    found, _nothing = index_rows(pair, shown.choice.period, figures, shown.choice.indicator)
    if not found:
        return Made(None, title, problem=t("compare.no_figures"))
    rows = sorted(found, key=lambda row: not row.asked)
    said = [summary(rows, shown.choice.period, words), elsewhere(rows, words)]
    return Made(
        _table(rows, words, title),
        title,
        tuple(line for line in said if line),
        _small_print(rows, words),
        tuple(missing_lines(rows, words)),
        codes=tuple(dict.fromkeys(row.question.indicator.code for row in rows)),
    )


@dataclass(frozen=True)
class _RestatedFigures(Figures):
    """Figures that know from the restated rows themselves which unit has one, without a table per period."""

    restated: frozenset[tuple[str, str, str]] = frozenset()

    def have(self, indicator: Indicator, at: At, pair: Pair) -> tuple[bool, bool]:
        """Return which of the two units have a figure."""
        areas = pair.areas(at.unit_set, self.workspace.gazetteer, adjusted=keeps_ground(indicator))
        if areas is None:
            return False, False
        first, second = ((indicator.code, area, str(at.period)) in self.restated for area in areas)
        return first, second


def _figures(shown: Shown, pair: Pair) -> Figures:
    """Return where the figures of both come from: those the slide's installation knows, restated where asked."""
    workspace = shown.workspace
    codes = list(dict.fromkeys([*(one.code for one in headline_indicators(workspace)), shown.choice.indicator.code]))
    published = Figures(workspace.series(codes), workspace.coverage_of(codes), workspace, workspace.table)
    if not pair.restated_on:
        return published
    known = replace(published, observations=workspace.restated(codes, pair.restated_on)).told
    return _RestatedFigures(published.observations, published.coverage, workspace, workspace.table, known)


def _table(rows: list[IndexRow], words: Words, title: str) -> TableFigure:
    t, names = words.t, words.names()
    headings = [t("compare.index")]
    for side in _SIDES:
        headings += [names[side], t("slide.change_on_before")]
    cells = [_cells(row, words) for row in rows]
    table = Table(title, [*headings, t("compare.ahead_column")], cells, [None] * (len(headings) + 1), ())
    chosen = frozenset(number for number, row in enumerate(rows) if row.asked)
    return TableFigure(table, chosen if len(chosen) < len(rows) else frozenset())


def _cells(row: IndexRow, words: Words) -> list[Cell]:
    telling, question = words.telling(row.question), row.question
    cells: list[Cell] = [words.index(question)]
    for own in (row.first, row.second):
        cells += [standing_text(own, telling) or "–", change_text(own, question, words.t)]
    return [*cells, lead_text(row.lead, words)]


def _small_print(rows: list[IndexRow], words: Words) -> str:
    t, sides = words.t, [own for row in rows for own in (row.first, row.second) if own]
    sources = source_line([own["source"] for own in sides if known(own["source"])], words.workspace.catalogue, t)
    statuses = [str(own["obs_status"]) for own in sides if known(own["obs_status"])]
    return chart_line(
        [
            basis_line(words),
            counted_how(rows, words),
            status_line(statuses, t),
            t("line.source", sources=sources) if sources else "",
        ]
    )
