"""Whether the country's figure in a table is the sum of the units': a slip of the pen shows there. Changes nothing."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.intake.row_labels import AreaRows
from lib.intake.value_rows import FigureColumn
from lib.model.indicator import CarryRule
from lib.model.issue import IssueCode

_TOLERANCE = 0.005  # of the total: published figures are rounded unit by unit


@dataclass(frozen=True)
class Summed:
    """One column of figures, row by row: value (NaN where none), unit ("" where none), period and indicator."""

    values: NDArray[np.float64]
    ref_areas: NDArray[np.object_]
    periods: NDArray[np.object_]
    codes: NDArray[np.object_]


def note_totals(column: FigureColumn, areas: AreaRows, summed: Summed) -> None:
    """Write down figures of the country that are not the sum of all units of the set, where units add up to it."""
    numbers = [number for number, label in enumerate(areas.judged) if label.aggregate == "country"]
    if not numbers:
        return
    for row in np.flatnonzero(np.isin(areas.labels.codes, numbers) & ~np.isnan(summed.values)):
        indicator = column.context.setting.catalogue.indicators.get(str(summed.codes[row]))
        if indicator is None or indicator.carry_rule is not CarryRule.SUM:
            continue
        same = (summed.periods == summed.periods[row]) & (summed.codes == summed.codes[row])
        units = same & (summed.ref_areas != "") & ~np.isnan(summed.values)
        total, parts = float(summed.values[row]), float(summed.values[units].sum())
        if _is_whole(summed.ref_areas[units], column) and abs(total - parts) > _TOLERANCE * abs(total):
            ratio = f"{total / parts:.4g}" if parts else "∞"
            text = f"{total:.10g} ≠ {parts:.10g}"
            code = IssueCode.VALUE_DEVIATED
            column.context.findings.add(
                code, column.lines(np.array([row])), column=column.letter, text=text, ratio=ratio
            )


def _is_whole(ref_areas: NDArray[np.object_], column: FigureColumn) -> bool:
    """Whether these are all units of one set, each once."""
    gazetteer = column.context.setting.gazetteer
    sets = {str(ref).partition("-")[0] for ref in ref_areas}
    if len(sets) != 1:
        return False
    members = {unit.ref_area for unit in gazetteer.members(sets.pop())}
    return len(ref_areas) == len(members) and set(ref_areas) == members
