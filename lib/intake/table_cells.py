"""One table, understood: its figures as cells with unit, period, indicator and place. Decides nothing any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.intake.area_rows import PlacedRows, placed, report_elsewhere
from lib.intake.choosing_indicators import Named
from lib.intake.decimal_sign import Evidence
from lib.intake.distinct import Distinct
from lib.intake.numbers import NumberKind
from lib.intake.ragged_rows import torn_rows
from lib.intake.reading import Counts, no_cells
from lib.intake.roles import Role
from lib.intake.table_body import Body, Plan
from lib.intake.totals import Summed, note_totals
from lib.intake.unit_sets import UnitSets
from lib.intake.value_rows import REFUSED, FigureColumn, Figures, figures
from lib.model.issue import IssueCode, Outcome

_NOT_NAMED = Named("")
_COUNTED = (NumberKind.NUMBER, *REFUSED)


@dataclass(frozen=True)
class TableCells:
    """The cells of one table (CELL_COLUMNS and `published_rank`), how many there were, and how they were read."""

    cells: pd.DataFrame
    counts: Counts
    signs: tuple[str, ...]
    sources: tuple[str, ...]


def table_cells(body: Body, sets: UnitSets) -> TableCells:
    """Read the figures of a table on the unit sets decided."""
    units = placed(body.areas, sets.all, body.filled)
    torn = torn_rows(body.plan.columns, body.plan.context)
    for refs in units.ref_areas.values():
        refs[torn] = ""
    wanted = np.logical_or.reduce([refs != "" for refs in units.ref_areas.values()])
    whole = _evidence(body.columns)
    frames, counts, signs = [no_cells()], Counts(), []
    for number, column in enumerate(body.columns):
        body.plan.context.findings.progress("figures", number / len(body.columns))
        read = figures(column, whole, wanted)
        part, counted = _column_cells(column, read, _Rows(body, units, sets))
        frames.append(part)
        counts = _added(counts, counted)
        signs.append(read.sign)
    cells = pd.concat(frames[1:], ignore_index=True) if len(frames) > 1 else frames[0]
    sources = tuple(dict.fromkeys(period.source for period in body.plan.periods.values()))
    return TableCells(cells, counts, tuple(dict.fromkeys(sign for sign in signs if sign)), sources)


def _evidence(columns: Sequence[FigureColumn]) -> Evidence:
    """Return what all columns together say of the decimal sign."""
    return reduce(Evidence.with_more, (column.evidence for column in columns), Evidence())


@dataclass(frozen=True)
class _Rows:
    body: Body
    units: PlacedRows
    sets: UnitSets

    @property
    def plan(self) -> Plan:
        return self.body.plan

    def ref_areas(self, periods: NDArray[np.object_], shown: NDArray[np.bool_]) -> NDArray[np.object_]:
        """Return the unit of every row; figures of units that are none of their period's set are written down."""
        if len(self.sets.all) == 1:
            return self.units.ref_areas[self.sets.usual]
        if self.sets.by_row:
            refs = np.full(len(periods), "", dtype=object)
            for units in self.units.ref_areas.values():
                refs = np.where(units != "", units, refs)
            return refs
        codes, names = pd.factorize(periods)
        by_row = np.array([self.sets.of(str(name)) for name in names], dtype=object)[codes]
        refs = np.full(len(periods), "", dtype=object)
        for unit_set, units in self.units.ref_areas.items():
            here = by_row == unit_set
            refs[here] = units[here]
            report_elsewhere(self.body.areas, unit_set, np.flatnonzero(here & shown & (units == "")))
        return refs

    def indicator(self, place: int) -> tuple[NDArray[np.object_], NDArray[np.float64], bool]:
        """Return code and factor of every row for one column, and whether the indicator is in the catalogue."""
        size = len(self.body.filled)
        if not self.plan.by_row:
            named = self.plan.indicators[place]
            return np.full(size, named.code, dtype=object), np.full(size, named.factor), named.indicator is not None
        pairs = self.plan.pairs
        numbers = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
        told = [self.plan.names.get(pair, _NOT_NAMED) for pair in numbers]
        rows = np.array([numbers[pair] for pair in pairs])
        codes = np.empty(len(told), dtype=object)
        codes[:] = [entry.code for entry in told]
        return codes[rows], np.array([entry.factor for entry in told])[rows], True


def _column_cells(column: FigureColumn, read: Figures, rows: _Rows) -> tuple[pd.DataFrame, Counts]:
    periods, statuses = rows.body.period(column.place)
    codes, factors, known = rows.indicator(column.place)
    refs = rows.ref_areas(periods, rows.body.shown[column.place])
    keyed = (refs != "") & (periods != "") & (codes != "")
    unnamed = rows.body.periods.blank if rows.body.periods is not None else np.zeros(len(refs), dtype=bool)
    _report_keyless(column, (refs != "") & rows.body.shown[column.place], (periods == "") & unnamed, codes == "")
    note_totals(column, rows.body.areas, Summed(read.values * factors, refs, periods, codes))
    ranks = _ranks(rows.plan, column.place, len(refs)) if known else np.full(len(refs), np.nan)
    is_rank = known and column.columns.roles[column.place] is Role.RANK
    numbers = read.kinds == NumberKind.NUMBER
    taken = np.flatnonzero(keyed & (numbers | ((read.kinds == NumberKind.EMPTY) & ~np.isnan(ranks))))
    lines, letters = _places(column, taken)
    values = _scaled(read.values[taken], factors[taken])
    cells = pd.DataFrame(
        {
            "ref_area": pd.array(refs[taken], dtype="str"),
            "area_label": pd.array(rows.units.labels[taken], dtype="str"),
            "time_period": pd.array(periods[taken], dtype="str"),
            "indicator": pd.array(codes[taken], dtype="str"),
            "obs_value": np.full(len(taken), np.nan) if is_rank else values,
            "obs_status": pd.array(np.where(numbers[taken] & (not is_rank), statuses[taken], "O"), dtype="str"),
            "sheet": pd.array([rows.plan.context.sheet] * len(taken), dtype="str"),
            "row": lines,
            "column": pd.array(letters, dtype="str"),
            "published_rank": pd.array(values if is_rank else ranks[taken], dtype="Float64").astype("Int64"),
        }
    )
    return cells, _counted(read, keyed, rows, taken)


def _report_keyless(
    column: FigureColumn, shown: NDArray[np.bool_], no_period: NDArray[np.bool_], no_code: NDArray[np.bool_]
) -> None:
    """Write down figures of units whose row has an empty cell where the period or the indicator should be."""
    findings = column.context.findings
    for code, role, missing in (
        (IssueCode.PERIOD_INVALID, Role.PERIOD, shown & no_period),
        (IssueCode.BLANK_LABEL, Role.INDICATOR, shown & no_code),
    ):
        places = column.columns.places(role)
        if missing.any() and places:
            letter = column.columns.letter(places[0])
            findings.add(code, column.lines(np.flatnonzero(missing)), column=letter, refuses=True, outcome=Outcome.WARN)


def _places(column: FigureColumn, taken: NDArray[np.intp]) -> tuple[NDArray[np.int64], list[str]]:
    shape = column.columns.shape
    if not shape.grid.turned:
        lines = np.asarray(shape.grid.lines, dtype="int64")[shape.first + taken]
        return lines, [column.letter] * len(taken)
    places = [shape.grid.where(shape.first + int(row), column.place) for row in taken]
    return np.array([row for row, _letter in places], dtype="int64"), [letter for _row, letter in places]


def _scaled(values: NDArray[np.float64], factors: NDArray[np.float64]) -> NDArray[np.float64]:
    return values if (factors == 1.0).all() else np.array([float(f"{v:.15g}") for v in values * factors])


def _ranks(plan: Plan, place: int, size: int) -> NDArray[np.float64]:
    """Return the published rank beside every figure of a column, NaN where there is none."""
    rank = plan.ranks.get(place)
    if rank is None:
        return np.full(size, np.nan)
    shape = plan.columns.shape
    written = Distinct(shape.grid.column(rank, shape.first, shape.last))
    return written.spread([_whole(str(cell).strip()) for cell in written.cells], float)


def _whole(text: str) -> float:
    digits = text.removesuffix(".0")
    return float(digits) if digits.isdigit() else np.nan


def _counted(read: Figures, keyed: NDArray[np.bool_], rows: _Rows, taken: NDArray[np.intp]) -> Counts:
    counted = np.isin(read.kinds, _COUNTED)
    counted[taken] = True  # a rank may stand alone, beside an empty cell
    aside = int((counted & rows.units.set_aside).sum())
    total = int(counted.sum())
    return Counts(total, len(taken), aside, total - len(taken) - aside, int((~counted & keyed).sum()))


def _added(left: Counts, right: Counts) -> Counts:
    return Counts(
        left.read + right.read,
        left.taken + right.taken,
        left.set_aside + right.set_aside,
        left.refused + right.refused,
        left.missing + right.missing,
    )
