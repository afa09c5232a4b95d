"""Two units beside each other: where they can be compared at all, their indices. No words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lib.analysis.certainty import Estimate, surely_ahead
from lib.analysis.side_by_side import Lead, Side, Standing, above_median, lead
from lib.model.indicator import CarryRule, Direction, Indicator
from lib.model.period import Period
from lib.services.coverage import Coverage
from lib.services.pairs import Pair
from lib.services.profile import headline_indicators
from lib.services.questions import At, Question, targets
from lib.services.rows import Row, plain, row_of
from lib.services.workspace import Workspace


@dataclass(frozen=True)
class Figures:
    """Where figures come from: the observations of the indices, what there is, and what answers a question."""

    observations: pd.DataFrame
    coverage: Coverage
    workspace: Workspace
    table_of: Callable[[Question], pd.DataFrame]

    @cached_property
    def told(self) -> frozenset[tuple[str, str, str]]:
        """Which indicator, unit and period have a value or a published rank."""
        rows = self.observations
        known = rows.loc[rows["obs_value"].notna() | rows["published_rank"].notna()]
        columns = (known[name].tolist() for name in ("indicator", "ref_area", "time_period"))
        return frozenset(zip(*columns, strict=True))

    def have(self, indicator: Indicator, at: At, pair: Pair) -> tuple[bool, bool]:
        """Return which of the two units have a figure."""
        areas = pair.areas(at.unit_set, self.workspace.gazetteer, adjusted=keeps_ground(indicator))
        if areas is None:
            return False, False
        if not at.restated:
            first, second = ((indicator.code, area, str(at.period)) in self.told for area in areas)
            return first, second
        table = self.table_of(Question(indicator, at))
        first, second = (has_figure(row_of(table, area)) for area in areas)
        return first, second

    def ats(self, indicator: Indicator, pair: Pair, asked: Period) -> Iterator[At]:
        """Return when and on which units an indicator has figures: the period asked for, the nearest earlier ones,
        then later ones, the newest first."""
        periods = self.coverage.periods(indicator.code)
        order = [
            *sorted((p for p in periods if p <= asked), reverse=True),
            *reversed([p for p in periods if p > asked]),
        ]
        for period in order:
            published = self.coverage.unit_sets(indicator.code, period)
            if not pair.restated_on:
                yield from (At(period, unit_set) for unit_set in published)
            elif pair.restated_on in targets(published, self.workspace.gazetteer):
                yield At(period, pair.restated_on, restated=True)


def keeps_ground(indicator: Indicator) -> bool:
    """Whether a ceded district leaves the values of a unit comparable: not where they are counted on the ground."""
    return indicator.carry_rule is not CarryRule.SUM


def has_figure(row: Row | None) -> bool:
    """Whether a row of a change table holds a value or a published rank."""
    return row is not None and (plain(row["obs_value"]) is not None or plain(row["published_rank"]) is not None)


@dataclass(frozen=True)
class IndexRow:
    """Both units on one index in one period; `asked` whether it is the period asked for. Difference: first − second."""

    question: Question
    first: Row
    second: Row
    asked: bool
    lead: Lead
    difference: float | None
    first_good: bool
    second_good: bool

    @property
    def both(self) -> bool:
        """Whether both units have a figure."""
        return has_figure(self.first) and has_figure(self.second)


def index_rows(
    pair: Pair, period: Period, figures: Figures, chosen: Indicator | None = None
) -> tuple[list[IndexRow], list[Indicator]]:
    """Return the composite indices (and the chosen indicator) of both units, and those without a common figure at all.

    An index stands in the period asked for where one of the two has a figure then; where not both have, it stands
    again in the nearest earlier period in which both have, else in the newest.
    """
    listed = list(headline_indicators(figures.workspace))
    if chosen is not None and chosen not in listed:
        listed.append(chosen)
    rows: list[IndexRow] = []
    nothing: list[Indicator] = []
    for indicator in listed:
        found = list(_slots(indicator, pair, period, figures))
        rows += [index_row(indicator, at, pair, figures, asked=at.period == period) for at in found]
        if not found and figures.coverage.periods(indicator.code):
            nothing.append(indicator)
    return rows, nothing


def _slots(indicator: Indicator, pair: Pair, period: Period, figures: Figures) -> Iterator[At]:
    one_sided: At | None = None
    for at in figures.ats(indicator, pair, period):
        has = figures.have(indicator, at, pair)
        if at.period == period and any(has) and one_sided is None and not all(has):
            one_sided = at
        if all(has):
            if one_sided is not None and at.period != period:
                yield one_sided
            yield at
            return
    if one_sided is not None:
        yield one_sided


def question_at(indicator: Indicator, at: At, coverage: Coverage) -> Question:
    """Return the question of an index at a period, against the period before on the same units if there are any."""
    base = coverage.before(indicator.code, at.period)
    if base is None:
        return Question(indicator, at)
    base_sets = coverage.unit_sets(indicator.code, base)
    base_set = at.unit_set if at.restated or at.unit_set in base_sets else base_sets[0]
    return Question(indicator, at, At(base, base_set, at.restated))


def index_row(indicator: Indicator, at: At, pair: Pair, figures: Figures, *, asked: bool) -> IndexRow:
    """Return both units on one index at one period, against the period before."""
    return row_at(question_at(indicator, at, figures.coverage), pair, figures, asked=asked)


def row_at(question: Question, pair: Pair, figures: Figures, *, asked: bool) -> IndexRow:
    """Return both units on the question as it stands."""
    indicator, at, table = question.indicator, question.now, figures.table_of(question)
    areas = pair.areas(at.unit_set, figures.workspace.gazetteer, adjusted=keeps_ground(indicator))
    if areas is None:
        raise LookupError(f"{indicator.code} {at}: the two units never stood on this list")
    first, second = (row_of(table, area) or {} for area in areas)
    values = [plain(row["obs_value"]) for row in (first, second)]
    difference = None if None in values else float(values[0]) - float(values[1])
    median = plain(table["obs_value"].median())
    stands = row_lead(first, second, indicator.direction)
    good = [_good(row, median, indicator.direction) for row in (first, second)]
    return IndexRow(question, first, second, asked, stands, difference, good[0], good[1])


def row_lead(first: Row, second: Row, direction: Direction) -> Lead:
    """Return who of two rows of a change table is ahead; `kind` is `band` where an error band lets nobody be so."""
    if direction is Direction.NONE:
        return Lead(Side.UNKNOWN)
    cells = [plain(row.get(column)) for row in (first, second) for column in ("obs_value", "half_width")]
    if None not in cells:
        one, other = Estimate(float(cells[0]), float(cells[1])), Estimate(float(cells[2]), float(cells[3]))
        if not surely_ahead(one, other, direction) and not surely_ahead(other, one, direction):
            return Lead(Side.UNKNOWN, kind="band")
    return lead(standing(first), standing(second))


def standing(row: Row) -> Standing:
    """Return the ranks of a row of a change table."""
    published, computed = plain(row["published_rank"]), plain(row["rank"])
    counts = plain(row["published_peer_count"]) or 0, plain(row["peer_count"]) or 0
    return Standing(published, int(counts[0]), computed, int(counts[1]))


def _good(row: Row, median: float | None, direction: Direction) -> bool:
    """Whether a unit is above the median: by its published rank, else by its value among the values there are."""
    ranks = standing(row)
    if ranks.published is not None:
        return 2 * ranks.published < ranks.published_count + 1
    return above_median(plain(row["obs_value"]), median, direction)
