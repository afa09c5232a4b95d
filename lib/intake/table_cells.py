"""One table, understood: its figures as cells with unit, period, indicator and place. Decides nothing any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.intake.area_rows import AreaRows, PlacedRows, placed
from lib.intake.choosing_columns import ColumnPeriod, column_periods, value_places
from lib.intake.choosing_indicators import Named, column_indicators, rank_partners, row_indicators
from lib.intake.decimal_sign import Evidence, evidence
from lib.intake.distinct import Distinct
from lib.intake.grid import is_empty
from lib.intake.numbers import NumberKind
from lib.intake.period_rows import RowPeriods, row_periods
from lib.intake.reading import Counts, no_cells
from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.intake.value_rows import REFUSED, FigureColumn, Figures, figure_column, figures
from lib.model.issue import IssueCode

_COUNTED = frozenset({NumberKind.NUMBER, *REFUSED})


@dataclass(frozen=True)
class Plan:
    """What is taken of a table: its columns of figures with their periods and indicators."""

    columns: Columns
    context: TableContext
    periods: Mapping[int, ColumnPeriod]
    indicators: Mapping[int, Named]  # by column; empty where a column of names tells row by row
    names: Mapping[str, Named]  # by name written in that column
    ranks: Mapping[int, int]

    @property
    def places(self) -> list[int]:
        """The columns taken, left to right."""
        return sorted(self.indicators or self.periods)

    @property
    def by_row(self) -> bool:
        """Whether a column names the indicator of each row."""
        return bool(self.columns.places(Role.INDICATOR))


@dataclass(frozen=True)
class TableCells:
    """The cells of one table (CELL_COLUMNS and `published_rank`), how many there were, and how they were read."""

    cells: pd.DataFrame
    counts: Counts
    signs: tuple[str, ...]
    sources: tuple[str, ...]


def plan(columns: Columns, context: TableContext) -> Plan:
    """Decide what is taken of a table, or raise the question that has to be answered first."""
    _report_extra(columns, context)
    places = value_places(columns, context)
    periods = column_periods(columns, places, context)
    places = [place for place in places if place in periods]
    names: Mapping[str, Named] = {}
    indicators: Mapping[int, Named] = {}
    if columns.places(Role.INDICATOR):
        place, shape = columns.places(Role.INDICATOR)[0], columns.shape
        written = dict.fromkeys(shape.grid.filled(place, shape.first, shape.last))
        texts = [str(cell) for cell in written if not is_empty(cell)]
        names = row_indicators(texts, columns.letter(place), context)
    else:
        indicators = column_indicators(columns, places, context)
        periods = {place: periods[place] for place in indicators}
    return Plan(columns, context, periods, indicators, names, rank_partners(columns, places))


def _report_extra(columns: Columns, context: TableContext) -> None:
    for place in columns.places(Role.TEXT):
        label = columns.names[place].label
        context.findings.add(IssueCode.EXTRA_LABEL, column=columns.letter(place), text=label, label=label)


def table_cells(plan: Plan, areas: AreaRows, unit_set: str) -> TableCells:
    """Read the figures of a table by its plan."""
    columns = [figure_column(plan.columns, place, plan.context) for place in plan.places]
    filled = _filled(columns, plan)
    units = placed(areas, unit_set, filled)
    periods = row_periods(plan.columns, plan.context) if plan.columns.places(Role.PERIOD) else None
    wanted = (units.ref_areas != "") & filled
    whole = _evidence(columns)
    frames, counts, signs = [no_cells()], Counts(), []
    for column in columns:
        read = figures(column, whole, wanted)
        part, counted = _column_cells(column, read, _Rows(plan, units, periods))
        frames.append(part)
        counts = _added(counts, counted)
        signs.append(read.sign)
    cells = pd.concat(frames[1:], ignore_index=True) if len(frames) > 1 else frames[0]
    sources = tuple(dict.fromkeys(period.source for period in plan.periods.values()))
    return TableCells(cells, counts, tuple(dict.fromkeys(sign for sign in signs if sign)), sources)


def _filled(columns: Sequence[FigureColumn], plan: Plan) -> NDArray[np.bool_]:
    shape = plan.columns.shape
    filled = np.zeros(shape.last - shape.first, dtype=bool)
    for column in columns:
        filled |= column.distinct.spread(column.distinct.each(plan.context.setting.fills), bool)
    return filled


def _evidence(columns: Sequence[FigureColumn]) -> Evidence:
    if len(columns) == 1:
        return columns[0].evidence
    return evidence(cell for column in columns for cell in column.distinct.cells)


@dataclass(frozen=True)
class _Rows:
    plan: Plan
    units: PlacedRows
    periods: RowPeriods | None

    def period(self, place: int) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
        """Return period and status of every row for one column of figures."""
        if self.periods is not None:
            return self.periods.periods, self.periods.statuses
        fixed = self.plan.periods[place]
        size = len(self.units.ref_areas)
        return np.full(size, str(fixed.period), dtype=object), np.full(size, fixed.status, dtype=object)

    def indicator(self, place: int) -> tuple[NDArray[np.object_], NDArray[np.float64], bool]:
        """Return code and factor of every row for one column, and whether the indicator is in the catalogue."""
        size = len(self.units.ref_areas)
        if not self.plan.by_row:
            named = self.plan.indicators[place]
            return np.full(size, named.code, dtype=object), np.full(size, named.factor), named.indicator is not None
        shape = self.plan.columns.shape
        cells = shape.grid.filled(self.plan.columns.places(Role.INDICATOR)[0], shape.first, shape.last)
        written = Distinct(cells)
        named_cells = [self.plan.names.get(str(cell)) for cell in written.cells]
        codes = written.spread([named.code if named else "" for named in named_cells])
        return codes, written.spread([named.factor if named else 1.0 for named in named_cells], float), True


def _column_cells(column: FigureColumn, read: Figures, rows: _Rows) -> tuple[pd.DataFrame, Counts]:
    periods, statuses = rows.period(column.place)
    codes, factors, known = rows.indicator(column.place)
    numbers = read.kinds == NumberKind.NUMBER
    keyed = (rows.units.ref_areas != "") & (periods != "") & (codes != "")
    taken = np.flatnonzero(numbers & keyed)
    places = [column.columns.shape.grid.where(column.columns.shape.first + int(row), column.place) for row in taken]
    cells = pd.DataFrame(
        {
            "ref_area": pd.array(rows.units.ref_areas[taken], dtype="str"),
            "area_label": pd.array(rows.units.labels[taken], dtype="str"),
            "time_period": pd.array(periods[taken], dtype="str"),
            "indicator": pd.array(codes[taken], dtype="str"),
            "obs_value": _scaled(read.values[taken], factors[taken]),
            "obs_status": pd.array(statuses[taken], dtype="str"),
            "sheet": pd.array([rows.plan.context.sheet] * len(taken), dtype="str"),
            "row": np.array([row for row, _letter in places], dtype="int64"),
            "column": pd.array([letter for _row, letter in places], dtype="str"),
            "published_rank": _ranks(rows.plan, column.place, taken),
        }
    )
    if known and column.columns.roles[column.place] is Role.RANK:
        cells = cells.assign(published_rank=cells["obs_value"].astype("Int64"), obs_value=np.nan, obs_status="O")
    return cells, _counted(read, keyed, rows, taken)


def _scaled(values: NDArray[np.float64], factors: NDArray[np.float64]) -> NDArray[np.float64]:
    return values if (factors == 1.0).all() else np.array([float(f"{v:.15g}") for v in values * factors])


def _ranks(plan: Plan, place: int, taken: NDArray[np.intp]) -> pd.Series:
    rank = plan.ranks.get(place)
    if rank is None:
        return pd.Series(pd.array([pd.NA] * len(taken), dtype="Int64"))
    shape = plan.columns.shape
    cells = shape.grid.column(rank, shape.first, shape.last)
    texts = [str(cells[int(row)]).strip() for row in taken]
    return pd.Series(pd.array([_whole(text) for text in texts], dtype="Int64"))


def _whole(text: str) -> int | None:
    digits = text.removesuffix(".0")
    return int(digits) if digits.isdigit() else None


def _counted(read: Figures, keyed: NDArray[np.bool_], rows: _Rows, taken: NDArray[np.intp]) -> Counts:
    counted = np.isin(read.kinds, [*_COUNTED])
    aside = counted & rows.units.set_aside
    missing = ~counted & keyed
    total = int(counted.sum())
    return Counts(
        read=total,
        taken=len(taken),
        set_aside=int(aside.sum()),
        refused=total - len(taken) - int(aside.sum()),
        missing=int(missing.sum()),
    )


def _added(left: Counts, right: Counts) -> Counts:
    return Counts(
        left.read + right.read,
        left.taken + right.taken,
        left.set_aside + right.set_aside,
        left.refused + right.refused,
        left.missing + right.missing,
    )
