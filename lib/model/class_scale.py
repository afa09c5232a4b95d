"""Scales of classes (PAPI's four groups, A–C): which classes there are and how people write them. Computes no class."""

from dataclasses import dataclass

from lib.model.gazetteer import folded
from lib.model.words import Words

QUARTILE = "quartile"
"""The one scale whose class the program computes itself, from the rank."""
_LEADING_WORDS = ("nhóm ", "loại ", "group ", "class ")


@dataclass(frozen=True)
class ClassLevel:
    """One class of a scale."""

    code: str
    label: Words


@dataclass(frozen=True)
class ClassScale:
    """A scale by its code; `levels` stand best first. Distances are counted in levels, within one scale alone."""

    code: str
    levels: tuple[ClassLevel, ...]

    def place(self, text: str) -> int | None:
        """Return the place, 1 the best, of the class a published text names by code or label; None if it names none."""
        wanted = folded(text)
        for word in _LEADING_WORDS:
            wanted = wanted.removeprefix(word)
        for place, level in enumerate(self.levels, start=1):
            if wanted in {folded(name) for name in (level.code, level.label.vi, level.label.en) if name}:
                return place
        return None

    def level(self, place: int) -> ClassLevel:
        """Return the class at a place, 1 the best."""
        return self.levels[place - 1]
