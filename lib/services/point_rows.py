"""The change of a composite's total taken apart for one unit, as people read it: rows, headings, what must be said."""

from typing import Any

import pandas as pd

from lib.analysis.harmonise import needed, restate
from lib.analysis.point_moves import Parts, TotalMove, total_move, values_of
from lib.i18n import Translator
from lib.report.sentences import break_sentences, known
from lib.services.questions import At, Question
from lib.services.ranking_rows import Column
from lib.services.rows import Row
from lib.services.tables import slice_of
from lib.services.workspace import Workspace

ROUNDING = 0.1  # points: two published totals, each within 0.05 of its published components (PCI 2017–2024: 0.03)


def part_figures(question: Question, workspace: Workspace) -> pd.DataFrame:
    """Return the observations of the components that count in either period, restated where the question is."""
    codes = _parts(question, workspace)
    if not question.restated:
        return workspace.store.series(codes)
    taken = list(dict.fromkeys(name for code in codes for name in needed(code, workspace.catalogue)))
    figures = restate(workspace.store.series(taken), question.now.unit_set, workspace.catalogue, workspace.gazetteer)
    return figures.loc[figures["indicator"].isin(codes)]


def point_move(row: Row, question: Question, figures: pd.DataFrame, workspace: Workspace) -> TotalMove | None:
    """Return how the total of one row of a change table moved, component by component; None where not all is known.

    Takes `part_figures` of the question.
    """
    if question.base is None or not known(row["base_area"]) or not known(row["value_change"]):
        return None
    now = _told(question.now, row["ref_area"], question, figures, workspace)
    base = _told(question.base, row["base_area"], question, figures, workspace)
    return total_move(now, base, float(row["value_change"]))


def _parts(question: Question, workspace: Workspace) -> list[str]:
    sides = [side for side in (question.base, question.now) if side is not None]
    found = [workspace.catalogue.components_of(question.indicator.code, side.period) for side in sides]
    return list(dict.fromkeys(part.component for parts in found for part in parts))


def _told(at: At, area: str, question: Question, figures: pd.DataFrame, workspace: Workspace) -> Parts:
    weights = {
        part.component: part.weight for part in workspace.catalogue.components_of(question.indicator.code, at.period)
    }
    return Parts(weights, values_of(slice_of(figures, at), area, list(weights)))


def point_records(move: TotalMove, workspace: Workspace, t: Translator) -> list[dict[str, Any]]:
    """Return one plain record per component, the largest gain at the base's weight first; for print of `printed`."""
    ordered = sorted(move.components, key=lambda part: (-part.value_points, -part.points))
    return [
        {
            **part._asdict(),
            "name": t.label(workspace.catalogue.indicators[part.component].short),
            "points": part.points,
        }
        for part in ordered
    ]


def point_columns(move: TotalMove, question: Question, t: Translator) -> list[Column]:
    """Return the columns: one weight where it stayed, else both and the parts by value and by weight apart."""
    if question.base is None:
        return []
    base, now = t.short_period(question.base.period), t.short_period(question.now.period)
    decimals = question.indicator.decimals
    values = [
        Column("name", t("points.name"), None, ""),
        Column("base_value", t("points.value", period=base), decimals, ""),
        Column("value", t("points.value", period=now), decimals, ""),
    ]
    if not move.reweighted:
        return [
            *values,
            Column("weight", t("points.one_weight"), 1, ""),
            Column("points", t("points.points"), decimals, t("points.meaning"), signed=True),
        ]
    return [
        *values,
        Column("base_weight", t("points.weight", period=base), 1, ""),
        Column("weight", t("points.weight", period=now), 1, ""),
        Column("value_points", t("points.by_value", base=base), decimals, t("points.meaning"), signed=True),
        Column("weight_points", t("points.by_weight"), decimals, t("points.weight_meaning"), signed=True),
        Column("points", t("points.sum"), decimals, t("points.sum_meaning"), signed=True),
    ]


def point_lines(move: TotalMove, question: Question, workspace: Workspace, t: Translator) -> list[str]:
    """Say that weights differ, with the method break, and how the printed parts add up to the published change."""
    if question.base is None:
        return []
    lines = []
    decimals = question.indicator.decimals
    base, now = t.period(question.base.period), t.period(question.now.period)
    if move.reweighted:
        breaks = workspace.catalogue.breaks_between(question.indicator.code, question.base.period, question.now.period)
        lines += [t("points.reweighted", base=base, period=now), *break_sentences(breaks, t)]
    printed = move.printed(decimals)
    rest = printed.rounding or 0.0
    key = "exact" if not rest else "rounded" if abs(move.rounding or 0.0) <= ROUNDING else "apart"
    parts = {"points": printed.recomputed, "total": printed.recomputed + rest, "rest": rest}
    said = {name: t.signed(value, decimals) for name, value in parts.items()}
    lines.append(t(f"points.{key}", **said))
    if move.reweighted:
        shares = {
            "by_value": sum(part.value_points for part in printed.components),
            "by_weight": sum(part.weight_points for part in printed.components),
        }
        told = {name: t.signed(points, decimals) for name, points in shares.items()}
        lines.append(t("points.split", base=base, **told))
    return lines
