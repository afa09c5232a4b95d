"""One stored figure in words: its value as exactly as it was stored, its indicator and unit by name. No tables."""

import unicodedata

import pandas as pd

from lib.i18n import Translator
from lib.services.workspace import Workspace

_MOST_DECIMALS = 6


def value_text(value: object, code: str, workspace: Workspace, t: Translator) -> str:
    """Return a value with the decimals of its indicator, or more where it has more: two values that differ look so."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return "–"
    number = float(str(value))
    indicator = workspace.catalogue.indicators.get(code)
    return t.number(number, max(indicator.decimals if indicator else 0, decimals_of(number)))


def decimals_of(number: float) -> int:
    """Return how many decimals a number needs, six at most."""
    tail = f"{number:.{_MOST_DECIMALS}f}".partition(".")[2].rstrip("0")
    return len(tail)


def indicator_name(code: str, workspace: Workspace, t: Translator) -> str:
    """Return the full name of an indicator; its code where the catalogue no longer knows it."""
    indicator = workspace.catalogue.indicators.get(code)
    return t.label(indicator.label) if indicator else code


def area_name(ref_area: str, workspace: Workspace, t: Translator) -> str:
    """Return the name of a unit; its id where the gazetteer does not know it."""
    unit = workspace.gazetteer.units.get(ref_area)
    return t.label(unit.label) if unit else ref_area


def bare(text: str) -> str:
    """Return small letters without Vietnamese marks, for finding a text and for names of files."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
