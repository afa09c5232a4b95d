"""How a number is written in a cell: sign, percent, footnote mark and figures. Decides no decimal sign."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

SIGNS = (",", ".")
_LONGEST = 400  # characters; the largest float has 309 figures
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_PLAIN = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict.fromkeys(_SPACES, " ")
    | {"\u2212": "-", "\ufe63": "-", "\uff0d": "-", "\u2010": "-", "\u2011": "-", "\uff0b": "+"}
    | {"\uff05": "%", "\ufe6a": "%", "\uff0c": ",", "\uff0e": ".", "\uff08": "(", "\uff09": ")"}
)
_MARK = re.compile(
    r"\s*(?P<mark>\*{1,4}|\((?:[0-9]{1,2}|[a-z]|\*{1,3})\)|\[(?:[0-9]{1,3}|[a-z]|\*)\]|[¹²³⁴-⁹⁰]{1,2}|[†‡§])$"
)
_SUPERSCRIPT_OF_TEN = re.compile(r"10\s*[¹²³⁰⁴-⁹]+$")
_BRACKETED = re.compile(r"\((?P<inside>[^()]*)\)(?P<percent>\s*%)?$")
# (1) alone is a footnote or the number of a column, and (2021) a year, at least as often as a negative number.
_NO_NEGATIVE = re.compile(r"(?:[^0-9].*|[0-9]{1,2}|(?:19|20)[0-9]{2})$")
_PERCENT = re.compile(r"\s*%$")
_SIGNED = re.compile(r"(?P<sign>[+-] *|–)?(?P<figures>[0-9.,].*)$")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?$")
_GROUPED = {sign: re.compile(rf"[1-9][0-9]{{0,2}}(?:\{sign}[0-9]{{3}})+$") for sign in SIGNS}
_DECIMAL = re.compile(r"(?P<whole>[0-9]*)(?P<sign>[.,])(?P<places>[0-9]+)$")
_POWER = re.compile(r"(?P<factor>[0-9]+(?:[.,][0-9]+)?)[eE](?P<power>[+-]?[0-9]{1,4})$")

_NO_FIGURE = frozenset(
    {
        *("n/a", "na", "n.a", "n.a.", "n/a.", "<na>", "null", "none", "nil", "x", "\\n", "k/c", "kxđ"),
        *("không có", "khong co", "không có số liệu", "khong co so lieu", "chưa có", "chua co"),
        *("chưa có số liệu", "chua co so lieu", "chưa công bố", "chua cong bo", "không xác định", "khong xac dinh"),
    }
)
_STROKES = re.compile(r"(?:\.+|…+|[-–—‒―]+|(?:\. ){1,5}\.)$")
_ERROR = re.compile(r"#{2,}$|#(?:[A-Z][A-Z_]+[!?]?|DIV/0!?|N/A!?)$|Err:[0-9]{3}$")
_NOT_FINITE = re.compile(r"[+-]?(?:inf|infinity|nan|∞|1[.,]#(?:inf|qnan|ind|snan)0*)$", re.IGNORECASE)


class NumberKind(StrEnum):
    """What stands in a cell of a value column."""

    NUMBER = "number"
    MISSING = "missing"  # a sign was written that there is no figure
    ERROR_CELL = "error-cell"
    NOT_FINITE = "not-finite"
    TEXT = "text"
    EMPTY = "empty"


@dataclass(frozen=True)
class Figures:
    """A number as written: what it is with a decimal comma, and what with a decimal point; None where it cannot be.

    `shown` is the decimal sign that stands in the text itself ("" where there are groups alone, or no sign at all);
    `places` counts the figures after it. `lost` tells that figures may have been cut before the text was written.
    """

    comma: float | None
    point: float | None
    shown: str = ""
    places: int = 0
    lost: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether the two decimal signs lead to two numbers."""
        return self.comma is not None and self.point is not None and self.comma != self.point

    def with_sign(self, sign: str) -> float:
        """Return the value with that decimal sign, or the only value there is."""
        wanted, other = (self.point, self.comma) if sign == "." else (self.comma, self.point)
        value = wanted if wanted is not None else other
        assert value is not None  # one of the two is always set
        return value

    def times(self, factor: int) -> "Figures":
        """Return the same figures with another sign before them."""
        comma, point = (None if value is None else value * factor + 0.0 for value in (self.comma, self.point))
        return Figures(comma, point, self.shown, self.places, self.lost)


@dataclass(frozen=True)
class Taken:
    """A cell's text taken apart; `figures` only where it is a number."""

    kind: NumberKind
    figures: Figures | None = None
    percent: bool = False
    mark: str = ""


def take_apart(text: str) -> Taken:
    """Take a cell's text apart: a number in any style, a sign that there is none, an error, or just text."""
    # A leading apostrophe is Excel's own sign that a cell is text, and no part of what was typed.
    plain = text.translate(_PLAIN).strip().removeprefix("'").strip()
    kind = _other_than_number(plain) if not plain[:1].isdigit() or "#" in plain else None
    if kind is not None:
        return Taken(kind)
    # The whole text comes first: the brackets of (12,5) are no footnote mark.
    found = _number(plain)
    if found is not None:
        return found
    body, mark = _without_mark(plain)
    found = _number(body) if mark else None
    if found is not None:
        return replace(found, mark=mark)
    return Taken(NumberKind.MISSING, mark=mark) if mark and _is_missing(body) else Taken(NumberKind.TEXT)


def _other_than_number(plain: str) -> NumberKind | None:
    if not plain:
        return NumberKind.EMPTY
    if _ERROR.match(plain):
        return NumberKind.ERROR_CELL
    if _NOT_FINITE.match(plain):
        return NumberKind.NOT_FINITE
    return NumberKind.MISSING if _is_missing(plain) else None


def _is_missing(plain: str) -> bool:
    return plain.casefold() in _NO_FIGURE or bool(_STROKES.match(plain)) or plain in {"(-)", "(–)", "(...)", "(…)"}


def _without_mark(plain: str) -> tuple[str, str]:
    found = _MARK.search(plain)
    # 10³ may be a thousand just as well as ten with a footnote.
    if found is None or not found.start() or _SUPERSCRIPT_OF_TEN.match(plain):
        return plain, ""
    return plain[: found.start()], found["mark"]


def _number(plain: str) -> Taken | None:
    percent = plain.endswith("%")
    body, factor = plain, 1
    bracketed = _BRACKETED.match(plain) if plain.startswith("(") else None
    if bracketed:
        body, factor = bracketed["inside"].strip(), -1
        percent = percent or body.endswith("%")
    body = _PERCENT.sub("", body) if percent else body
    if bracketed and _NO_NEGATIVE.match(body):
        return None
    signed = _SIGNED.match(body)
    if signed is None:
        return None
    found = figures(signed["figures"])
    if found is None:
        return None
    if (signed["sign"] or "").strip() in {"-", "–"}:
        factor = -1
    return Taken(NumberKind.NUMBER, found if factor == 1 else found.times(factor), percent)


def figures(text: str) -> Figures | None:
    """Read unsigned figures: digits, groups of exactly three, one decimal sign, a power of ten; None for all else."""
    if not text.isascii() or len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return _whole(text)
    if _SPACED.match(text):
        text = text.replace(" ", "")
        return _whole(text) if text.isdecimal() else _decimal(text, only=True)
    power = _POWER.match(text)
    if power:
        return _with_power(power["factor"], power["power"])
    return _decimal(text, only=False) or _grouped(text)


def _whole(digits: str) -> Figures:
    value = float(digits)
    # Excel keeps 15 figures and writes zeros for the rest; a float does not hold more than 17.
    significant = digits.lstrip("0")
    lost = len(significant) > 15 and (not significant[15:].strip("0") or int(significant) != int_of(value))
    return Figures(value, value, lost=lost)


def int_of(value: float) -> int | None:
    """Return the integer a float stands for, None where it is not finite."""
    return int(value) if abs(value) != float("inf") else None


def _with_power(factor: str, power: str) -> Figures:
    value = float(f"{factor.replace(',', '.')}e{power}")
    shown = next((sign for sign in SIGNS if sign in factor), "")
    places = len(factor.partition(shown)[2]) if shown else 0
    # A spreadsheet shortens to this style for show; fewer than 15 figures may be all that is left of more.
    lost = len(factor.replace(shown, "").strip("0")) < 15
    comma, point = (None if shown and shown != sign else value for sign in SIGNS)
    return Figures(comma, point, shown, places, lost)


def _decimal(text: str, *, only: bool) -> Figures | None:
    found = _DECIMAL.match(text)
    if found is None:
        return None
    whole, sign, places = found["whole"], found["sign"], found["places"]
    value = float(f"{whole or '0'}.{places}")
    padded = len(whole) > 1 and whole.startswith("0")
    if len(places) == 3 and padded:
        return None
    maybe_grouped = len(places) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    other = float(whole + places) if maybe_grouped and not only else None
    comma, point = (value, other) if sign == "," else (other, value)
    return Figures(comma, point, "" if other is not None else sign, 0 if other is not None else len(places))


def _grouped(text: str) -> Figures | None:
    for group, decimal in (".,", ",."):
        head, sign, places = text.partition(decimal)
        if not _GROUPED[group].match(head) or (sign and not places.isdecimal()):
            continue
        digits = head.replace(group, "")
        value = float(f"{digits}.{places}") if sign else float(digits)
        lost = _whole(digits).lost
        comma, point = (value, None) if decimal == "," else (None, value)
        return Figures(comma, point, sign, len(places), lost)
    return None
