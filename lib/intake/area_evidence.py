"""What in a table speaks for one unit set or another: its labels, codes, words of title and notes. Decides nothing."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lib.intake.area_codes import CODES_FIT, CodeCell, gso_code
from lib.intake.area_kinds import AreaKind, AreaLabel
from lib.intake.area_names import without_marks

NEW, OLD, BEFORE_2008, BEFORE_2004 = "34", "63", "64", "61"
UNIT_SETS = (NEW, OLD, BEFORE_2008, BEFORE_2004)
"""Codes of the unit sets, newest first; each is the number of its units."""
_NAMES_QUOTED = 4
_COUNTED = r"(?<![\d/.,])%s ?(?:tinh|don vi|dia phuong|province)"
_LOWER = r"(?!.{0,40}(?:cap huyen|huyen|cap xa|xa\b))"  # communes and districts were rearranged at other times
_EVENT = r"(?:khi )?(?:sap xep|sap nhap|hop nhat)" + _LOWER
_HINTS: Mapping[str, re.Pattern[str]] = {
    NEW: re.compile(rf"{_COUNTED % NEW}|dia gioi (?:hanh chinh )?moi|\bsau {_EVENT}"),
    OLD: re.compile(rf"{_COUNTED % OLD}|dia gioi (?:hanh chinh )?cu\b|\btruoc {_EVENT}"),
    BEFORE_2008: re.compile(_COUNTED % BEFORE_2008),
    BEFORE_2004: re.compile(_COUNTED % BEFORE_2004),
}


@dataclass(frozen=True)
class Evidence:
    """The labels of a table that name units, and which unit sets its codes (`by_code`) and words (`hints`) name.

    `possible` are the units that an ambiguous label can only be; `doubtful` those that labels not understood may be.
    """

    labels: tuple[AreaLabel, ...]
    possible: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    by_code: frozenset[str] = frozenset()
    hints: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def present(self) -> Mapping[str, frozenset[str]]:
        """Units named, by unit set, with those that an ambiguous label can only be."""
        return {
            unit_set: frozenset(label.units[unit_set] for label in self.labels if unit_set in label.units)
            | {ref_area for ref_area in self.possible if ref_area.startswith(f"{unit_set}-")}
            for unit_set in UNIT_SETS
        }

    @cached_property
    def gone(self) -> frozenset[str]:
        """Units named that the set in force does not have, by their newest id."""
        return frozenset(
            next(label.units[unit_set] for unit_set in UNIT_SETS if unit_set in label.units)
            for label in self.labels
            if NEW not in label.units
        )

    @property
    def may_be_gone(self) -> bool:
        """Whether a label that is not understood may be a unit the set in force does not have."""
        return any(not ref_area.startswith(f"{NEW}-") for ref_area in self.doubtful)

    def fits(self, unit_set: str) -> bool:
        """Whether every label names a unit of the set."""
        return all(unit_set in label.units for label in self.labels)

    def is_complete(self, unit_set: str) -> bool:
        """Whether every unit of the set is named."""
        return len(self.present[unit_set]) == int(unit_set)

    def quote(self, unit_set: str) -> str:
        """Return what speaks for a set: units named of its number, labels it does not have, words of the file."""
        others = [label.text.strip() for label in self.labels if unit_set not in label.units]
        more = f" (+{len(others) - _NAMES_QUOTED})" if len(others) > _NAMES_QUOTED else ""
        parts = [f"{len(self.present[unit_set])}/{unit_set}"]
        parts += [f"≠ {', '.join(others[:_NAMES_QUOTED])}{more}"] if others else []
        parts += [f"“{self.hints[unit_set]}”"] if unit_set in self.hints else []
        return " · ".join(parts)


def gather(labels: Collection[AreaLabel], codes: Mapping[str, CodeCell], hints: str) -> Evidence:
    """Put together what distinct labels, the codes beside them (label text → code) and the words of a file say."""
    named = tuple(label for label in labels if label.kind is AreaKind.UNIT and label.units)
    unread = [label for label in labels if label.kind is not AreaKind.UNIT and len(label.candidates) == 1]
    possible = frozenset(label.candidates[0] for label in unread if label.kind is AreaKind.AMBIGUOUS)
    doubtful = frozenset(label.candidates[0] for label in unread)
    return Evidence(named, possible, doubtful, _by_code(named, codes), _hints(hints))


def agrees(label: AreaLabel, code: CodeCell, unit_set: str) -> bool | None:
    """Return whether a code of the statistics office is that of the unit a label names in a set; None if not known."""
    ref_area, digits = label.units.get(unit_set), gso_code(code)
    return ref_area == f"{unit_set}-{digits}" if ref_area and digits else None


def _by_code(labels: Iterable[AreaLabel], codes: Mapping[str, CodeCell]) -> frozenset[str]:
    """Return which of the 63 and the 34 some code fits alone; nothing if the codes fit the names too rarely."""
    fitting = [
        frozenset(unit_set for unit_set in (OLD, NEW) if agrees(label, codes[label.text], unit_set))
        for label in labels
        if gso_code(codes.get(label.text))
    ]
    if sum(map(bool, fitting)) < CODES_FIT * len(fitting):
        return frozenset()
    telling = [
        fits
        for fits, label in zip(fitting, (label for label in labels if gso_code(codes.get(label.text))), strict=True)
        if len(fits) == 1 and {OLD, NEW} <= set(label.units)
    ]
    return frozenset(unit_set for fits in telling for unit_set in fits)


def _hints(text: str) -> dict[str, str]:
    bare = without_marks(" ".join(text.casefold().split()))
    found = {unit_set: pattern.search(bare) for unit_set, pattern in _HINTS.items()}
    return {unit_set: match.group() for unit_set, match in found.items() if match}
