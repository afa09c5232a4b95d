"""Which decimal sign a column is written with, from all its texts; asked where they do not say. Reads no value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from lib.intake.number_texts import SIGNS, Figures, NumberKind, Taken, take_apart

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}\Z")
_ANSWERS = {
    ",": (",", "comma", "phẩy", "phay", "dấu phẩy", "dau phay", "decimal comma"),
    ".": (".", "point", "dot", "chấm", "cham", "dấu chấm", "dau cham", "decimal point"),
}


@dataclass(frozen=True)
class Evidence:
    """The first texts that speak for something, "" where none does; `as written`, so that their rows can be found.

    `comma` and `point` can only be read with that decimal sign; `ambiguous` is either of `three_after_comma` (12,345)
    and `three_after_point` (1.234). The places are the most figures seen after a sign that can only be the decimal one.
    """

    comma: str = ""
    point: str = ""
    ambiguous: str = ""
    percent: str = ""
    bare: str = ""
    three_after_comma: str = ""
    three_after_point: str = ""
    comma_places: int = 0
    point_places: int = 0

    def with_more(self, other: "Evidence") -> "Evidence":
        """Return this evidence completed by that of another column."""
        parts: dict[str, str | int] = {}
        for part in fields(self):
            mine, theirs = getattr(self, part.name), getattr(other, part.name)
            parts[part.name] = max(mine, theirs) if isinstance(mine, int) else mine or theirs
        return Evidence(**parts)  # type: ignore[arg-type]

    def for_sign(self, sign: str) -> str:
        """Return the example that can only be read with that decimal sign."""
        return self.comma if sign == "," else self.point

    def three_after(self, sign: str) -> str:
        """Return the example where three figures stand after that sign and either reading is possible."""
        return self.three_after_comma if sign == "," else self.three_after_point

    def places(self, sign: str) -> int:
        """Return the most figures seen after that sign where it can only be the decimal one."""
        return self.comma_places if sign == "," else self.point_places

    @property
    def signs(self) -> tuple[str, ...]:
        """The decimal signs that some text speaks for."""
        return tuple(sign for sign in SIGNS if self.for_sign(sign))


class Doubt(StrEnum):
    """Why a decimal sign has to be asked for; the names of the issues."""

    NONE = ""
    AMBIGUOUS = "number-format-ambiguous"
    MIXED = "number-format-mixed"


@dataclass(frozen=True)
class DecimalSign:
    """The decimal sign of a column ("" where no text needs one), or a doubt to be asked.

    Ambiguous: `cell` as written, `a` its value with a decimal comma, `b` with a point, both as Vietnamese read them.
    Mixed: `a` is the first text with a decimal comma, `b` the first with a point.
    """

    sign: str = ""
    doubt: Doubt = Doubt.NONE
    cell: str = ""
    a: str = ""
    b: str = ""


def evidence(cells: Iterable[object]) -> Evidence:
    """Return what the distinct cells of a column say; typed numbers count for `bare` alone."""
    found: dict[str, str] = {}
    places = dict.fromkeys(SIGNS, 0)
    for cell in cells:
        if not isinstance(cell, str):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                found.setdefault("bare", str(cell))
            continue
        plain = _WHOLE_NUMBER.match(cell)
        if plain:
            found.setdefault("bare", cell)
            continue
        taken = take_apart(cell)
        if taken.kind is NumberKind.NUMBER and taken.figures is not None:
            for name in _speaks_for(taken, taken.figures, cell):
                found.setdefault(name, cell)
            if taken.figures.shown:
                places[taken.figures.shown] = max(places[taken.figures.shown], taken.figures.places)
    return Evidence(**found, comma_places=places[","], point_places=places["."])


def _speaks_for(taken: Taken, figures: Figures, text: str) -> tuple[str, ...]:
    unit = "percent" if taken.percent else "bare"
    if figures.ambiguous:
        return unit, "ambiguous", "three_after_comma" if "," in text.replace("，", ",") else "three_after_point"
    if figures.point is None:
        return unit, "comma"
    return (unit, "point") if figures.comma is None else (unit,)


def decimal_sign(column: Evidence, table: Evidence, answer: str | None = None) -> DecimalSign:
    """Decide the decimal sign of a column by its own texts, then by those of the whole table, or say what to ask.

    An answer decides. Texts that can be read in one way only are read so whatever the sign. Asked as well: three
    figures after the very sign that is the decimal one elsewhere, where that one never has more than one place or
    other columns speak for the other sign (national tables write 46.0 beside 1.225,2, so 1.225 may be thousands).
    """
    answered = sign_of_answer(answer)
    if answered:
        return DecimalSign(answered)
    if len(column.signs) > 1:
        return DecimalSign("", Doubt.MIXED, column.comma, column.comma, column.point)
    if not column.ambiguous:
        return DecimalSign("".join(column.signs))
    speaking = column if column.signs else table
    both_ways = bool(column.three_after_comma and column.three_after_point) and not column.signs
    if len(speaking.signs) != 1 or both_ways:
        return _ambiguous(column.ambiguous)
    sign = speaking.signs[0]
    doubtful = column.three_after(sign)
    contradicted = any(other != sign for other in table.signs)
    unproven = not column.signs or contradicted or speaking.places(sign) <= 1
    return _ambiguous(doubtful) if doubtful and unproven else DecimalSign(sign)


def _ambiguous(text: str) -> DecimalSign:
    figures = take_apart(text).figures
    a, b = ("" if figures is None else _plainly(figures.with_sign(sign)) for sign in SIGNS)
    return DecimalSign("", Doubt.AMBIGUOUS, text, a, b)


def _plainly(value: float) -> str:
    return f"{value:.3f}".replace(".", ",") if value % 1 else f"{value:.0f}"


def sign_of_answer(answer: str | None) -> str:
    """Return the decimal sign an answer means (`,`, `phẩy`, `comma`, …), "" where it means none."""
    said = (answer or "").strip().casefold()
    return next((sign for sign, words in _ANSWERS.items() if said in words), "")
