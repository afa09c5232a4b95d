"""Values out of single cells: number, sign that there is none, error, or text. Decides nothing about a whole column."""

import math
import re
from dataclasses import dataclass

from lib.intake.decimal_sign import DecimalSign, Doubt, Evidence, decimal_sign, evidence, sign_of_answer
from lib.intake.number_texts import NumberKind, int_of, take_apart

__all__ = [
    "DecimalSign",
    "Doubt",
    "Evidence",
    "NumberKind",
    "NumberText",
    "decimal_sign",
    "evidence",
    "looks_numeric",
    "read_number",
    "sign_of_answer",
]

# Most texts of long tables are as plain as this; they need not be taken apart.
_PLAIN = re.compile(r"(-?(?:0|[1-9][0-9]{0,11}))(?:([.,])([0-9]{1,12}))?\Z")
_MOST_FIGURES = 1e15  # a spreadsheet keeps 15 figures of a number


@dataclass(frozen=True)
class NumberText:
    """A cell of a value column as read; `value` only for a number, without its percent sign and footnote mark."""

    kind: NumberKind
    value: float | None = None
    percent: bool = False
    mark: str = ""
    precision_lost: bool = False
    as_written: str = ""


def read_number(cell: object, decimal: str) -> NumberText:
    """Read a cell with the decimal sign of its column (`,`, `.`, or "" where no text of the column needs one).

    Raises ValueError for a text such as 1.234 when no sign is given: it must never be read by chance.
    """
    if cell is None:
        return NumberText(NumberKind.EMPTY)
    if isinstance(cell, str):
        return _read_text(cell, decimal)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _read_typed(cell)
    if hasattr(cell, "text"):  # an error cell of a workbook
        return NumberText(NumberKind.ERROR_CELL, as_written=str(cell.text))
    return NumberText(NumberKind.TEXT, as_written=str(cell))


def _read_typed(cell: int | float) -> NumberText:
    try:
        value = float(cell)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        return NumberText(NumberKind.NOT_FINITE, as_written=str(value))
    lost = abs(value) >= _MOST_FIGURES and (isinstance(cell, float) or cell % 10 == 0 or int_of(value) != cell)
    return NumberText(NumberKind.NUMBER, value + 0.0, precision_lost=lost, as_written=str(cell))


def _read_text(text: str, decimal: str) -> NumberText:
    plain = _PLAIN.match(text)
    if plain and plain[2] in {None, decimal}:
        places = plain[3]
        return NumberText(
            NumberKind.NUMBER, float(f"{plain[1]}.{places}" if places else plain[1]) + 0.0, as_written=text
        )
    taken = take_apart(text)
    if taken.kind is not NumberKind.NUMBER or taken.figures is None:
        return NumberText(taken.kind, mark=taken.mark, as_written=text)
    if taken.figures.ambiguous and not decimal:
        raise ValueError(f"needs a decimal sign to be read: {text!r}")
    value = taken.figures.with_sign(decimal)
    if not math.isfinite(value):
        return NumberText(NumberKind.NOT_FINITE, as_written=text)
    return NumberText(NumberKind.NUMBER, value, taken.percent, taken.mark, taken.figures.lost, text)


def looks_numeric(cell: object) -> bool:
    """Tell whether a cell may stand in the body of a table: a number in any style, or a sign that there is none."""
    if isinstance(cell, str):
        return take_apart(cell).kind not in {NumberKind.TEXT, NumberKind.EMPTY}
    return (isinstance(cell, int | float) and not isinstance(cell, bool)) or hasattr(cell, "text")
