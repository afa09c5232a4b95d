"""What is taken of one table, and where its figures stand, before it is known of which unit set they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.intake.areas import AreaLabel
from lib.intake.choosing_columns import ask_doubles, value_places
from lib.intake.choosing_indicators import Named, column_indicators, row_indicators
from lib.intake.column_periods import ColumnPeriod, column_periods
from lib.intake.dimensions import ask_about_dimensions, ask_about_measures
from lib.intake.grid import is_empty
from lib.intake.period_rows import RowPeriods, row_periods
from lib.intake.rank_columns import rank_partners
from lib.intake.roles import Columns, Role
from lib.intake.row_labels import AreaRows
from lib.intake.table_context import TableContext
from lib.intake.value_rows import FigureColumn, figure_column
from lib.model.issue import IssueCode


@dataclass(frozen=True)
class Plan:
    """What is taken of a table: its columns of figures with their periods and indicators."""

    columns: Columns
    context: TableContext
    periods: Mapping[int, ColumnPeriod]
    indicators: Mapping[int, Named]  # by column; empty where a column of names tells row by row
    names: Mapping[tuple[str, str], Named]  # by name and unit of measure written in the row
    pairs: Sequence[tuple[str, str]]  # these two of every row; empty where no column names indicators
    ranks: Mapping[int, int]

    @property
    def places(self) -> list[int]:
        """The columns taken, left to right."""
        return sorted(self.indicators or self.periods)

    @property
    def named(self) -> list[Named]:
        """The indicators taken, each with the unit of measure the file states."""
        return [*self.indicators.values(), *self.names.values()]

    @property
    def by_row(self) -> bool:
        """Whether a column names the indicator of each row."""
        return bool(self.columns.places(Role.INDICATOR))


def plan(columns: Columns, context: TableContext) -> Plan:
    """Decide what is taken of a table, or raise the question that has to be answered first."""
    ask_about_dimensions(columns, context)
    ask_about_measures(columns, context)
    _report_extra(columns, context)
    places = value_places(columns, context)
    periods = column_periods(columns, places, context)
    places = [place for place in places if place in periods]
    names: Mapping[tuple[str, str], Named] = {}
    pairs: Sequence[tuple[str, str]] = ()
    indicators: Mapping[int, Named] = {}
    if columns.places(Role.INDICATOR):
        pairs = row_names(columns)
        names = row_indicators([pair for pair in dict.fromkeys(pairs) if pair[0]], context)
    else:
        indicators = column_indicators(
            columns, {place: periods[place].period for place in places}, _measured(columns, context)
        )
        periods = {place: periods[place] for place in indicators}
        if all(period.period is not None for period in periods.values()):
            keys = {place: (named.code, str(periods[place].period)) for place, named in indicators.items()}
            ask_doubles(columns, keys, context)
    return Plan(columns, context, periods, indicators, names, pairs, rank_partners(columns, places, context))


def row_names(columns: Columns) -> list[tuple[str, str]]:
    """Return of each row of the body the name of its indicator and the unit of measure beside it, "" where none is."""
    shape = columns.shape
    listed = []
    for role in (Role.INDICATOR, Role.MEASURE):
        place = next(iter(columns.places(role)), None)
        cells = shape.grid.filled(place, shape.first, shape.last) if place is not None else []
        texts = {cell: "" if is_empty(cell) else str(cell) for cell in set(cells)}
        listed.append([texts[cell] for cell in cells] or [""] * (shape.last - shape.first))
    return list(zip(*listed, strict=True))


def _measured(columns: Columns, context: TableContext) -> TableContext:
    """Return the surroundings with the unit of measure of a column that says the same in every row."""
    place = next(iter(columns.places(Role.MEASURE)), None)
    if place is None:
        return context
    shape = columns.shape
    said = {str(cell) for cell in shape.grid.column(place, shape.first, shape.last) if not is_empty(cell)}
    return replace(context, measure=" / ".join(sorted(said)))


def _report_extra(columns: Columns, context: TableContext) -> None:
    for place in columns.places(Role.TEXT):
        label = columns.names[place].label
        context.findings.add(IssueCode.EXTRA_LABEL, column=columns.letter(place), text=label, label=label)


@dataclass(frozen=True)
class Body:
    """The figures of a table before their units are decided: columns, the rows they fill, and the rows' periods."""

    plan: Plan
    areas: AreaRows
    columns: tuple[FigureColumn, ...]
    shown: Mapping[int, NDArray[np.bool_]]  # by column: the rows with a figure
    filled: NDArray[np.bool_]  # the rows with a figure or a mark for a missing one in any column
    periods: RowPeriods | None

    def period(self, place: int) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        """Return period and status of every row for one column of figures; a row's name may say its own period."""
        periods, statuses = self._shared_period(place)
        if not any(named.period for named in self.plan.names.values()):
            return periods, statuses
        own = [self.plan.names[pair].period if pair in self.plan.names else "" for pair in self.plan.pairs]
        named = np.array(own, dtype=object)
        return np.where(named != "", named, periods), statuses

    def _shared_period(self, place: int) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        if self.periods is not None:
            return self.periods.periods, self.periods.statuses
        fixed = self.plan.periods[place]
        size = len(self.filled)
        return np.full(size, str(fixed.period), dtype=object), np.full(size, fixed.status, dtype=object)

    def present(self) -> dict[str, list[AreaLabel]]:
        """Return by period the labels that have a figure in it."""
        found: dict[str, set[int]] = {}
        labels = self.areas.labels
        for place, shown in self.shown.items():
            if self.periods is None:
                found.setdefault(str(self.plan.periods[place].period), set()).update(labels.codes[shown])
                continue
            codes, periods = pd.factorize(self.periods.periods)
            for pair in np.unique(codes[shown] * len(labels.cells) + labels.codes[shown]):
                period, label = divmod(int(pair), len(labels.cells))
                found.setdefault(str(periods[period]), set()).add(label)
        found.pop("", None)
        return {period: [self.areas.judged[number] for number in numbers] for period, numbers in found.items()}


def body_of(plan: Plan, areas: AreaRows) -> Body:
    """Gather the figures of a table by its plan."""
    plan.context.findings.progress("columns", 0.0)
    columns = tuple(figure_column(plan.columns, place, plan.context) for place in plan.places)
    sense = plan.context.setting
    plan.context.findings.progress("columns", 0.5)
    filled = np.zeros(len(areas.labels.codes), dtype=bool)
    for column in columns:
        filled |= column.spread_sense(sense.fills)
    shown = {column.place: column.spread_sense(sense.is_figure) for column in columns}
    by_row = any(period.period is None for period in plan.periods.values())
    periods = row_periods(plan.columns, plan.context) if by_row else None
    return Body(plan, areas, columns, shown, filled, periods)
