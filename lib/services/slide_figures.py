"""The map and the ranking of a slide, made from a view that is shown. Other kinds have modules of their own."""

from collections.abc import Sequence
from dataclasses import replace

from lib.analysis.series import LEAST_UNITS
from lib.i18n import Translator
from lib.model.view import Basis
from lib.report.lines import first_clause
from lib.report.sentences import break_sentences
from lib.report.slides import Figure, MapFigure, TableFigure
from lib.report.workbook import Cell, Table
from lib.services.map_content import MapRequest, map_paint, polygon_set
from lib.services.origins import is_estimate, restated_line
from lib.services.period_counts import Count, count_words
from lib.services.questions import Question
from lib.services.ranking_rows import Column, columns, ranking_rows
from lib.services.rows import Row, plain, records
from lib.services.shown import Shown
from lib.services.slide_made import Made, against, print_line

MOST_ROWS = 14  # what a slide holds in type that the last row of a room can read
_FIRST_ROWS = 5
_AROUND = 2
_LEFT_TO_FILES = {
    "status",
    "sources",
    "note",
    "base_rank",
    "base_published_rank",
}  # told in the small print, or too much


def map_slide(shown: Shown) -> Made:
    """Return the map of a view with the sentences and the small print of its page."""
    both = shown.choice.view.mode in ("pair", "change")
    figure = map_figure(shown)
    made = _question_slide(shown, figure, both=both)
    if shown.choice.view.mode == "change" and shown.question.base is not None:
        made = replace(made, sentences=shown.sentences(change=True))
    return replace(made, breaks=tuple(dict.fromkeys([*made.breaks, *_further(figure)])))


def _further(figure: MapFigure) -> list[str]:
    """Return the reasons of which the legends of a slide give the first clause only."""
    reasons = [missing.reason for paint in figure.paints for missing in paint.legend.no_values]
    return [reason for reason in reasons if first_clause(reason) != reason.rstrip(".")]


def ranking_slide(shown: Shown) -> Made:
    """Return the ranking of a view with the sentences and the small print of its page."""
    made = _question_slide(shown, ranking_figure(shown), both=True)
    few = _ranks_of_few(shown)
    return replace(made, small_print=" · ".join([made.small_print, *few.values()])) if few else made


def _ranks_of_few(shown: Shown) -> dict[str, str]:
    """Return the columns of ranks among fewer than half of the units, and in words why they are left out."""
    counts = {"rank": "peer_count", "comparable_rank_change": "comparable_count"}
    size, found = len(shown.changes), {}
    for key, count in counts.items():
        have = int(shown.changes[count].max()) if count in shown.changes else 0
        if 0 < have < LEAST_UNITS * size:
            found[key] = shown.t(f"slide.few_{key}", have=have, size=size)
    return found


def _question_slide(shown: Shown, figure: Figure, *, both: bool) -> Made:
    question, changes, t = shown.question, shown.changes, shown.t
    base = question.base.period if question.base else None
    sides = [("", question.now.period)] if base is None or not both else [("base_", base), ("", question.now.period)]
    told = [print_line(shown, changes, _counted(shown, both=both), [t.short_period(period) for _, period in sides])]
    rules = [(period, restated_line(changes, t, side=side)) for side, period in sides]
    told += [f"{t.short_period(period)}: {line}" if len(sides) > 1 else line for period, line in rules if line]
    breaks = (
        shown.workspace.catalogue.breaks_between(question.indicator.code, base, question.now.period) if base else []
    )
    title = against(shown, question.now.period, base if both else None)
    return Made(figure, title, shown.sentences(), " · ".join(told), tuple(break_sentences(breaks, t)))


def _counted(shown: Shown, *, both: bool) -> str:
    """Say how many units have a value in the period of a view, where both of its periods are shown in each."""
    sides = [side for side in (shown.question.base if both else None, shown.question.now) if side is not None]
    tables = [(side, shown.table_of(Question(shown.question.indicator, side))) for side in sides]
    counts = [Count(side.period, int(table["obs_value"].notna().sum()), len(table)) for side, table in tables]
    return count_words(counts, shown.t)


def map_figure(shown: Shown) -> MapFigure:
    """Return the map of a view: one period, two side by side on common limits, or the difference."""
    question, base = shown.question, shown.question.base
    questions: tuple[Question, ...] = (question,)
    mode = shown.choice.view.mode
    if mode == "pair" and base is not None:
        questions, shade = (Question(question.indicator, base), question), "pair"
    else:
        shade = "change" if mode == "change" and base is not None else "value"
    pooled = _pooled(shown, questions) if shade == "pair" else ()
    focus = next(iter(shown.choice.focus_areas), "")
    lines = shown.boundaries[polygon_set(question.now.unit_set)]
    newest = shown.workspace.gazetteer.newest_first[0]
    outlines = newest if shown.choice.basis is Basis.FORMER else ""
    look = shown.choice.view.look
    paints = tuple(
        map_paint(
            MapRequest(asked, shown.table_of(asked), shade, shown.theme, focus, pooled, outlines, look),
            shown.boundaries[polygon_set(asked.now.unit_set)],
            shown.workspace,
            shown.t,
        )
        for asked in questions
    )
    return MapFigure(paints, lines, shown.boundaries[polygon_set(outlines)] if outlines else None)


def _pooled(shown: Shown, questions: Sequence[Question]) -> tuple[float, ...]:
    return tuple(float(value) for asked in questions for value in shown.table_of(asked)["obs_value"].dropna())


def ranking_figure(shown: Shown) -> TableFigure:
    """Return the ranking as a table a room can read: the first places, the focus with its neighbours, the last."""
    t = shown.t
    rows = ranking_rows(shown.changes, shown.question, shown.workspace, t)
    few = _ranks_of_few(shown)
    if "rank" in few and "rank_change" in rows:
        rows["rank_change"] = rows["rank_change"].where(rows["rank_change_kind"].eq("published"))
    told = [c for c in columns(rows, shown.question, t) if not (_left_to_files(c.key) or c.key in few)]
    areas = rows["ref_area"].to_list()
    ranked = (rows["published_rank"].notna() | rows["rank"].notna()).to_numpy().nonzero()[0]
    last = int(ranked[-1]) if len(ranked) else len(areas) - 1
    places = shown_places(areas, shown.choice.focus_areas, last)
    cells: list[list[Cell]] = []
    for place in places:
        row = records(rows.iloc[[place]])[0]
        cells.append([_cell(row, column, t) for column in told])
    table = Table(
        t.label(shown.question.indicator.label),
        [column.heading for column in told],
        cells,
        [None if column.signed else column.decimals for column in told],
        (),
    )
    strong = frozenset(n for n, place in enumerate(places) if areas[place] in shown.choice.focus_areas)
    return TableFigure(table, strong, len(areas) - len(places))


def _left_to_files(key: str) -> bool:
    """Whether a column is told in the small print, or is too much for a slide."""
    return key in _LEFT_TO_FILES or key.startswith(("origin_", "base_origin_"))


def _cell(row: Row, column: Column, t: Translator) -> Cell:
    """Return a cell as it is handed on: a number, but a change with its sign and an estimate with its mark as texts."""
    value: Cell = plain(row[column.key])
    if value is None or column.decimals is None:
        return value
    if column.signed:
        return t.signed(float(value), column.decimals)
    side = {"obs_value": "", "base_value": "base_"}.get(column.key)
    if side is not None and is_estimate(row, side=side):
        return f"≈ {t.number(float(value), column.decimals)}"
    return value


def shown_places(areas: Sequence[str], focus: Sequence[str], last: int) -> list[int]:
    """Return which rows of a ranking stand on a slide; `last` is the last one that has a rank.

    Those without a rank stand in the order of their names: they are neighbours of nobody and fill nothing up.
    """
    wanted = {*range(min(_FIRST_ROWS, last + 1)), last}
    for area in focus:
        if area in areas:
            place = areas.index(area)
            wanted |= {place} | set(range(max(0, place - _AROUND), min(last, place + _AROUND) + 1))
    if len(areas) <= MOST_ROWS:
        return list(range(len(areas)))
    for place in range(_FIRST_ROWS, last + 1):
        if len(wanted) >= MOST_ROWS:
            break
        wanted.add(place)
    return sorted(wanted)[: MOST_ROWS + _AROUND]
