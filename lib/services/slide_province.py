"""One unit as a slide shows it: the parts of the chosen composite as bars, else its newest indices as a table."""

import pandas as pd

from lib.model.unit import Unit
from lib.model.view import Basis
from lib.report.lines import chart_line, source_line, status_line
from lib.report.sentences import dated_name, known, of_kind
from lib.report.slides import TableFigure
from lib.report.workbook import Cell, Table
from lib.services.origins import is_estimate
from lib.services.profile import Standing, headline_indicators, standings
from lib.services.profile_basis import (
    is_merged,
    not_restated,
    page_units,
    parts_of,
    parts_table,
    published_where_few,
    rank_words,
)
from lib.services.shown import Shown
from lib.services.slide_made import Made
from lib.services.slide_parts import parts_shown, parts_slide, telling_of


def province_slide(shown: Shown) -> Made:
    """Return the components of the view's composite for the unit in focus, else how it stands on every index."""
    units = page_units(shown.choice, shown.workspace.gazetteer)
    if not units:
        return Made(None, shown.t("page.province"), problem=shown.t("slide.one_unit"))
    if shown.choice.basis is Basis.FORMER:
        return _former_slide(shown, units[0])
    parts = parts_shown(shown, units[0])
    return _standings_slide(shown, units[0]) if parts is None else parts_slide(shown, parts)


def _standings_slide(shown: Shown, unit: Unit) -> Made:
    """Return the newest standing of a unit on every index; restated on a merged one that nothing is published of."""
    t, gazetteer, restated = shown.t, shown.workspace.gazetteer, shown.choice.basis is Basis.RESTATED
    title = dated_name(unit, gazetteer, t, always=True)
    found = _found(shown, unit, restated=restated)
    made_here = not found and is_merged(unit, gazetteer)
    if made_here:
        found, restated = _found(shown, unit, restated=True), True
    if not found:
        return Made(None, title, problem=t("province_basis.nothing_yet" if made_here else "province.no_index"))
    headings = [t(f"slide.{name}") for name in ("index", "period", "value", "rank", "change")]
    cells = [_cells(standing, shown) for standing in found]
    rows = [standing.row for standing in found]
    own = pd.DataFrame({name: [row.get(name) for row in rows] for name in ("source", "obs_status")})
    basis = t("province_basis.restated", size=unit.unit_set) if restated else ""
    figure = TableFigure(Table(title, headings, cells, [None] * len(headings), ()))
    said = (t("province_basis.nothing_yet"),) if made_here else ()
    lacking = _lacking(shown, unit) if restated else ()
    return Made(figure, title, said, _indices_line(shown, own, basis), lacking, codes=_codes(found))


def _lacking(shown: Shown, unit: Unit) -> tuple[str, ...]:
    """Say which indices have no value restated on the unit, and why, as the page does under its cards."""
    codes = [indicator.code for indicator in headline_indicators(shown.workspace)]
    figures = shown.workspace.restated(codes, unit.unit_set)
    return tuple(not_restated(unit, figures, shown.workspace, shown.t))


def _codes(*found: list[Standing]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(standing.question.indicator.code for own in found for standing in own))


def _indices_line(shown: Shown, own: pd.DataFrame, basis: str) -> str:
    t = shown.t
    sources = source_line(own["source"].dropna().unique(), shown.workspace.catalogue, t)
    status = status_line(own["obs_status"].dropna().unique(), t)
    return chart_line([basis, status, t("line.source", sources=sources) if sources else ""])


def _former_slide(shown: Shown, unit: Unit) -> Made:
    """Return the unit and each of its former units side by side."""
    gazetteer, t = shown.workspace.gazetteer, shown.t
    parts = parts_of(unit, gazetteer)
    found = {unit.ref_area: _found(shown, unit, restated=True)}
    found |= {part.ref_area: _found(shown, part, restated=False) for part in parts}
    beside = parts_table([unit, *parts], found, shown.workspace, t)
    cells: list[list[Cell]] = [
        [str(name), *map(str, row)] for name, row in zip(beside.index, beside.to_numpy().tolist(), strict=True)
    ]
    title = dated_name(unit, gazetteer, t, always=True)
    headings = [t("slide.index"), *map(str, beside.columns)]
    figure = TableFigure(Table(title, headings, cells, [None] * len(headings), ()))
    rows = [standing.row for standings_of in found.values() for standing in standings_of]
    own = pd.DataFrame({name: [row.get(name) for row in rows] for name in ("source", "obs_status")})
    said = t("province_basis.parts" if parts else "province_basis.whole", name=t.label(unit.label))
    return Made(figure, title, small_print=_indices_line(shown, own, said), codes=_codes(*found.values()))


def _found(shown: Shown, unit: Unit, *, restated: bool) -> list[Standing]:
    workspace = shown.workspace
    codes = [indicator.code for indicator in headline_indicators(workspace)]
    observations, coverage = workspace.series(codes), workspace.coverage_of(codes)
    published = standings(unit, observations, coverage, workspace, shown.table_of)
    if not restated:
        return published
    figures = workspace.restated(codes, unit.unit_set)
    found = standings(unit, figures, coverage, workspace, shown.table_of, restated=True)
    return published_where_few(found, published, workspace.gazetteer)


def _cells(standing: Standing, shown: Shown) -> list[Cell]:
    t, row, question = shown.t, standing.row, standing.question
    about = "≈ " if is_estimate(row) else ""
    moved = row.get("rank_change")
    return [
        t.label(question.indicator.short),
        t.short_period(question.now.period),
        f"{about}{telling_of(shown, question).value(row['obs_value'])}" if known(row.get("obs_value")) else "–",
        rank_words(row, shown.workspace.gazetteer, t),
        of_kind(t("province.moved", change=t.signed(int(moved))), row, t)
        if moved is not None and known(moved)
        else "–",
    ]
