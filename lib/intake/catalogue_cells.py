"""Cells of the catalogue's files read into the vocabulary: codes, periods, choices. What a file means: elsewhere."""

import re
from collections.abc import Container
from enum import StrEnum
from typing import TypeVar

from lib.intake.gazetteer_rows import Row
from lib.model.period import Period
from lib.model.words import Words

_CODE = re.compile(r"[A-Z][A-Z0-9_]*")
_SOURCE = re.compile(r"[A-Z0-9][A-Z0-9-]*")
_SINCE_EVER = Period(1945)
Choice = TypeVar("Choice", bound=StrEnum)


def code(row: Row, column: str, *, source: bool = False) -> str:
    """Return a code; a fault unless it is written in capitals, digits and `_` (a source: `-`)."""
    pattern, allowed = (_SOURCE, "A–Z, 0–9 and -") if source else (_CODE, "A–Z, 0–9 and _")
    if not pattern.fullmatch(row[column]):
        row.fault(f"{column} must be written with {allowed}: {row[column]!r}")
    return row[column]


def known(row: Row, column: str, codes: Container[str], kind: str, *, optional: bool = False) -> str:
    """Return a code that must stand in `codes`; empty only where `optional`."""
    if row[column] not in codes and (row[column] or not optional):
        row.fault(f"{column}: unknown {kind} {row[column]!r}")
    return row[column]


def sources(row: Row, codes: Container[str]) -> str:
    """Return one or several source codes joined by `+`; each must stand in `codes`."""
    for part in row["source"].split("+"):
        if part not in codes:
            row.fault(f"source: unknown source {part!r}")
    return row["source"]


def choice(row: Row, column: str, kind: type[Choice]) -> Choice:
    """Return the member of an enumeration that the column names."""
    if row[column] not in list(kind):
        row.fault(f"{column} must be one of {', '.join(kind)}: {row[column]!r}")
        return next(iter(kind))
    return kind(row[column])


def one_of(row: Row, column: str, words: tuple[str, ...]) -> str:
    """Return a word that must be one of `words`."""
    if row[column] not in words:
        row.fault(f"{column} must be one of {', '.join(word or 'empty' for word in words)}: {row[column]!r}")
    return row[column]


def period(row: Row, column: str) -> Period:
    """Return the period of a column, spelled as the project spells it (`2025-S1`, not `2025-H1`)."""
    return spelled_period(row, column, row[column])


def spelled_period(row: Row, column: str, text: str) -> Period:
    """Return the period that `text`, found in `column`, spells."""
    try:
        found = Period.parse(text)
    except ValueError:
        row.fault(f"{column} is not a period (2024, 2024-S1, 2024-Q3, 2024-07): {text!r}")
        return _SINCE_EVER
    if str(found) != text:
        row.fault(f"{column} is spelled {str(found)!r} here: {text!r}")
    return found


def last_period(row: Row, column: str) -> Period | None:
    """Return the period of a column that is empty for what still applies."""
    return period(row, column) if row[column] else None


def whole(row: Row, column: str, least: int) -> int:
    """Return the whole number of a column, at least `least`."""
    if not row[column].isdecimal() or int(row[column]) < least:
        row.fault(f"{column} must be a whole number from {least}: {row[column]!r}")
        return least
    return int(row[column])


def number(row: Row, column: str) -> float | None:
    """Return the one number of a column, None where it is empty."""
    if len(row.numbers(column)) > 1:
        row.fault(f"{column} holds more than one number: {row[column]!r}")
    return row.number(column)


def said(row: Row, column: str) -> str:
    """Return a text that must not be empty."""
    if not row[column]:
        row.fault(f"{column} is empty")
    return row[column]


def sentences(row: Row, stem: str) -> Words:
    """Return the columns `<stem>_vi` and `<stem>_en`; both must say something."""
    words = row.words(stem)
    if not (words.vi and words.en) and "name" not in stem:
        row.fault(f"{stem}_vi or {stem}_en is empty")
    return words
