"""Codes of units (statistics office, ISO 3166-2, PCI) → units per unit set; which code a column may hold. No names."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from typing import TypeAlias

from lib.model.gazetteer import Gazetteer

CodeCell: TypeAlias = str | int | float | bool | date | time | object | None
SCHEMES = ("gso", "iso", "pci")
CODES_FIT = 0.6  # below this share of codes that fit the names beside them a column is numbering, not codes
_ISO = re.compile(r"VN[\s\-–_]?(\d{2}|[A-Z]{2})", re.IGNORECASE)
_WHOLE = re.compile(r"'?(\d{1,2})(?:[.,]0+)?")


class AreaCodes:
    """The codes of every unit, by scheme; a code alone says nothing about its scheme or unit set."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._known: dict[str, dict[str, dict[str, str]]] = {"gso": {}, "iso": {}, "pci": {}}
        for ref_area, unit in gazetteer.units.items():
            self._known["gso"].setdefault(unit.code, {})[unit.unit_set] = ref_area
            if unit.iso_code:
                self._known["iso"].setdefault(unit.iso_code, {})[unit.unit_set] = ref_area
            if unit.pci_code:
                self._known["pci"].setdefault(unit.pci_code, {})[unit.unit_set] = ref_area

    def units(self, cell: CodeCell, scheme: str = "") -> Mapping[str, str]:
        """Return unit set → unit; `1`, `01`, 1 and 1.0 are the same code; without a scheme only `VN-44` is ISO."""
        if not scheme:
            scheme = "iso" if isinstance(cell, str) and _ISO.fullmatch(cell.strip()) else "gso"
        return self._known[scheme].get(_WRITTEN[scheme](cell), {})

    def schemes(self, cells: Collection[CodeCell]) -> tuple[str, ...]:
        """Return the schemes in which every cell is a code; a lost leading zero is written in none but GSO and ISO."""
        has_zero = any(isinstance(cell, str) and cell.strip().startswith("0") for cell in cells)
        fitting = [scheme for scheme in self._known if cells and all(self.units(cell, scheme) for cell in cells)]
        return tuple(scheme for scheme in fitting if scheme != "pci" or not has_zero)


def gso_code(cell: CodeCell) -> str:
    """Return the two digits of a code whose leading zero may be lost; empty if the cell is no such code."""
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, int | float):
        return f"{int(cell):02}" if 0 < cell < 100 and cell == int(cell) else ""
    found = _WHOLE.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return found.group(1).zfill(2) if found else ""


def _iso_code(cell: CodeCell) -> str:
    """Return `VN-44` for `VN-44`, `vn44` and the bare `44` (as text or number)."""
    text = cell.strip() if isinstance(cell, str) else ""
    found = _ISO.fullmatch(text)
    bare = found.group(1).upper() if found else gso_code(cell)
    return f"VN-{bare}" if bare else ""


def _pci_code(cell: CodeCell) -> str:
    return gso_code(cell).lstrip("0")


_WRITTEN: Mapping[str, Callable[[CodeCell], str]] = {"gso": gso_code, "iso": _iso_code, "pci": _pci_code}


def reused_codes(gazetteer: Gazetteer) -> dict[str, tuple[str, str]]:
    """Return the codes that another unit had before: code → (unit of the set before, unit of the set in force)."""
    new, old = gazetteer.newest_first[:2]
    return {
        unit.code: (f"{old}-{unit.code}", unit.ref_area)
        for unit in gazetteer.members(new)
        if f"{old}-{unit.code}" in gazetteer.units
        and gazetteer.units[f"{old}-{unit.code}"].ref_area not in _same_name(gazetteer, unit.ref_area, old)
    }


def _same_name(gazetteer: Gazetteer, ref_area: str, unit_set: str) -> set[str]:
    """Return the unit of a set with the name or the territory of another."""
    named = gazetteer.find(gazetteer.units[ref_area].label.vi, unit_set)
    same = gazetteer.counterpart(ref_area, unit_set)
    return {ref for ref in (named.ref_area if named else None, same) if ref}
