"""The figure of a slide by page: maps and tables made from a view that is shown. No titles, no looks."""

from collections.abc import Sequence

from lib.i18n import Translator
from lib.model.view import Basis
from lib.report.sentences import Telling, dated_name, known
from lib.report.slides import MapFigure, TableFigure
from lib.report.workbook import Cell, Table
from lib.services.map_content import MapRequest, map_paint, polygon_set
from lib.services.profile import Standing, headline_indicators, standings
from lib.services.questions import Question
from lib.services.ranking_rows import columns, ranking_rows
from lib.services.rows import Row, plain, records
from lib.services.shown import Shown

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
    paints = tuple(
        map_paint(
            MapRequest(asked, shown.table_of(asked), shade, shown.theme, focus, pooled, outlines),
            shown.boundaries[polygon_set(asked.now.unit_set)],
            shown.workspace,
            shown.t,
        )
        for asked in questions
    )
    return MapFigure(paints, lines)


def _pooled(shown: Shown, questions: Sequence[Question]) -> tuple[float, ...]:
    return tuple(float(value) for asked in questions for value in shown.table_of(asked)["obs_value"].dropna())


def ranking_figure(shown: Shown) -> TableFigure:
    """Return the ranking as a table a room can read: the first places, the focus with its neighbours, the last."""
    t = shown.t
    rows = ranking_rows(shown.changes, shown.question, shown.workspace, t)
    told = [column for column in columns(rows, shown.question, t) if column.key not in _LEFT_TO_FILES]
    areas = rows["ref_area"].to_list()
    places = _shown_places(areas, shown.choice.focus_areas)
    cells: list[list[Cell]] = []
    for place in places:
        row = records(rows.iloc[[place]])[0]
        cells.append([plain(row[column.key]) for column in told])
    table = Table(
        t.label(shown.question.indicator.label),
        [column.heading for column in told],
        cells,
        [column.decimals for column in told],
        (),
    )
    strong = frozenset(n for n, place in enumerate(places) if areas[place] in shown.choice.focus_areas)
    return TableFigure(table, strong, len(areas) - len(places))


def _shown_places(areas: Sequence[str], focus: Sequence[str]) -> list[int]:
    """Return which rows of a ranking stand on a slide."""
    if len(areas) <= MOST_ROWS:
        return list(range(len(areas)))
    wanted = set(range(_FIRST_ROWS)) | {len(areas) - 1}
    for area in focus:
        if area in areas:
            place = areas.index(area)
            wanted |= set(range(max(0, place - _AROUND), min(len(areas), place + _AROUND + 1)))
    fill = iter(range(_FIRST_ROWS, len(areas)))
    while len(wanted) < MOST_ROWS:
        wanted.add(next(fill))
    return sorted(wanted)[: MOST_ROWS + _AROUND]


def province_figure(shown: Shown) -> TableFigure | None:
    """Return the unit's indices as a table: newest value, rank k/n with its kind, change; None without a unit."""
    unit, t = shown.choice.focus, shown.t
    if unit is None:
        return None
    codes = [indicator.code for indicator in headline_indicators(shown.workspace)]
    coverage = shown.workspace.coverage_of(codes)
    found = standings(unit, shown.workspace.series(codes), coverage, shown.workspace, shown.table_of)
    headings = [t(f"slide.{name}") for name in ("index", "period", "value", "rank", "change")]
    cells = [_standing_cells(standing, shown) for standing in found]
    title = dated_name(unit, shown.workspace.gazetteer, t, always=True)
    return TableFigure(Table(title, headings, cells, [None] * len(headings), ()))


def _standing_cells(standing: Standing, shown: Shown) -> list[Cell]:
    t, row, question = shown.t, standing.row, standing.question
    base = question.base.period if question.base else None
    telling = Telling(t, question.indicator, question.now.period, base, shown.workspace.gazetteer)
    return [
        t.label(question.indicator.short),
        t.short_period(question.now.period),
        telling.value(row["obs_value"]) if known(row.get("obs_value")) else "–",
        _rank(row, t),
        t("province.moved", change=t.signed(int(row["rank_change"]))) if known(row.get("rank_change")) else "–",
    ]


def _rank(row: Row, t: Translator) -> str:
    if known(row.get("published_rank")):
        return t("province.published", rank=t.rank(int(row["published_rank"]), int(row["published_peer_count"])))
    if known(row.get("rank")):
        return t("province.computed", rank=t.rank(int(row["rank"]), int(row["peer_count"])))
    return t("province.unranked")
