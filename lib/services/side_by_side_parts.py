"""A composite index of two units taken apart: the parts of both at one period, and how they add up. No words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from lib.analysis.printed_parts import printed_parts
from lib.analysis.side_by_side import Reckoning, differences, reckoning
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.services.pairs import Pair
from lib.services.profile import composite_of, headline_indicators
from lib.services.questions import At, Question
from lib.services.rows import plain
from lib.services.side_by_side import Figures, IndexRow, index_row, index_rows, row_at, standing
from lib.services.workspace import Workspace

PART_COLUMNS = [
    *("indicator", "weight", "first", "second", "first_rank", "second_rank", "peer_count", "median"),
    *("ahead", "places", "first_good", "second_good"),
]


@dataclass(frozen=True)
class Parts:
    """The parts of a composite at one period: the frame of `lib.analysis.side_by_side.differences`, how it adds up.

    `finer` reads the same of what the parts are made of, one row each, points counted in the composite's total.
    """

    question: Question
    rows: pd.DataFrame
    finer: Callable[[], pd.DataFrame]
    reckoning: Reckoning | None
    asked: bool

    def printed_points(self, decimals: int) -> list[float | None]:
        """Return the points of the rows rounded so that they add up as printed, None where a row has none."""
        told = [plain(points) for points in self.rows["points"]]
        rounded = iter(printed_parts([points for points in told if points is not None], decimals))
        return [None if points is None else next(rounded) for points in told]


def composite_parts(pair: Pair, chosen: Indicator | None, period: Period, figures: Figures) -> Parts | None:
    """Return the parts of the composite of the chosen indicator, else of the first index both have parts of; or None.

    Of the period asked for where both have parts then, else of the nearest earlier one, else of the newest.
    """
    composite = composite_of(chosen, period, figures.workspace) if chosen else None
    candidates = [composite] if composite else headline_indicators(figures.workspace)
    for only_asked in (True, False):
        for candidate in candidates:
            for at in figures.ats(candidate, pair, period):
                asked = at.period == period
                if (asked or not only_asked) and _both_have_parts(candidate, at, pair, figures):
                    return _parts(candidate, at, pair, figures, asked=asked)
    return None


def _both_have_parts(composite: Indicator, at: At, pair: Pair, figures: Figures) -> bool:
    catalogue = figures.workspace.catalogue
    parts = [catalogue.indicators[part.component] for part in catalogue.components_of(composite.code, at.period)]
    return any(all(figures.have(part, at, pair)) for part in parts)


def part_codes(workspace: Workspace) -> tuple[str, ...]:
    """Return the composite indices and everything they were ever made of: what `Figures.observations` must hold."""
    found = [indicator.code for indicator in headline_indicators(workspace)]
    for _depth in range(2):  # what an index is made of, and what that is made of in turn
        found += [part.component for part in workspace.catalogue.components if part.indicator in found]
    return tuple(dict.fromkeys(found))


def _parts(composite: Indicator, at: At, pair: Pair, figures: Figures, *, asked: bool) -> Parts:
    catalogue = figures.workspace.catalogue
    weights = {part.component: part.weight for part in catalogue.components_of(composite.code, at.period)}
    rows = _part_rows(weights, at, pair, figures)
    total = index_row(composite, at, pair, figures, asked=asked)
    decimals = max(catalogue.indicators[code].decimals for code in weights)
    adds = reckoning(rows, total.difference, part_decimals=decimals, decimals=composite.decimals)
    return Parts(total.question, rows, lambda: _finer_rows(weights, at, pair, figures), adds, asked)


def _finer_rows(weights: Mapping[str, float | None], at: At, pair: Pair, figures: Figures) -> pd.DataFrame:
    finer = {
        part.component: None if weight is None or part.weight is None else weight * part.weight
        for code, weight in weights.items()
        for part in figures.workspace.catalogue.components_of(code, at.period)
    }
    return _part_rows(finer, at, pair, figures)


def _part_rows(weights: Mapping[str, float | None], at: At, pair: Pair, figures: Figures) -> pd.DataFrame:
    found = []
    for code, weight in weights.items():
        row = row_at(Question(figures.workspace.catalogue.indicators[code], at), pair, figures, asked=True)
        found.append(_part_row(row, weight, figures))
    kinds = {"first": "float64", "second": "float64", "weight": "float64"}
    return differences(pd.DataFrame(found, columns=PART_COLUMNS).astype(kinds))


def _part_row(row: IndexRow, weight: float | None, figures: Figures) -> dict[str, object]:
    table = figures.table_of(row.question)
    first, second = standing(row.first), standing(row.second)
    return {
        "indicator": row.question.indicator.code,
        "weight": weight,
        "first": plain(row.first["obs_value"]),
        "second": plain(row.second["obs_value"]),
        "first_rank": first.computed,
        "second_rank": second.computed,
        "peer_count": first.computed_count,
        "median": plain(table["obs_value"].median()),
        "ahead": str(row.lead.ahead),
        "places": row.lead.places,
        "first_good": row.first_good,
        "second_good": row.second_good,
    }


@dataclass(frozen=True)
class SideBySide:
    """Everything of two units at one period: their indices, the indices without a common period, a composite apart."""

    pair: Pair
    period: Period
    indices: list[IndexRow]
    nothing: list[Indicator]
    parts: Parts | None


def side_by_side(pair: Pair, period: Period, chosen: Indicator | None, figures: Figures) -> SideBySide:
    """Return two units beside each other in a period, with the parts of the chosen indicator's composite."""
    indices, nothing = index_rows(pair, period, figures, chosen)
    return SideBySide(pair, period, indices, nothing, composite_parts(pair, chosen, period, figures))
