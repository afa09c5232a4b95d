"""What a text that no rule leads to a name may be: damaged, a district, too short, misspelt. Never a meaning."""

from collections.abc import Mapping
from functools import cached_property

from lib.intake import area_names as spelling
from lib.intake.area_damage import Nearest
from lib.intake.area_index import AreaIndex
from lib.intake.area_kinds import AreaKind, AreaLabel, ambiguous, no_unit


class Guesses:
    """Labels of texts that name nothing exactly; what costs time is built when the first one is met."""

    def __init__(self, index: AreaIndex) -> None:
        self._index = index
        self._nearest = Nearest(index.names)

    def label(self, plain: str) -> AreaLabel:
        """Return the label of a tidied text: never a unit."""
        if (meant := self._nearest.damage(plain)) is not None:
            return self._proposed(AreaKind.DAMAGED, meant)
        unmarked, _ = spelling.split_mark(spelling.without_number(plain))
        return self._short(plain, unmarked) or self._called(plain, unmarked)

    def _short(self, plain: str, unmarked: str) -> AreaLabel | None:
        """Return the label of a part of a name or of initials."""
        refs = self._fragments.get(spelling.name_key(plain)) or self._fragments.get(spelling.name_key(unmarked), ())
        if len(refs) > 1:
            return ambiguous(refs)
        return self._proposed(AreaKind.UNKNOWN, self._index.gazetteer.units[refs[0]].label.vi) if refs else None

    def _called(self, plain: str, unmarked: str) -> AreaLabel:
        """Return the label by what the text calls itself; a near name comes first unless it calls itself a district."""
        called = spelling.lower_kind(plain)
        proposal = "" if called == "lower-unit" or spelling.is_rank_only(unmarked) else self._nearest.proposal(unmarked)
        if proposal:
            return self._proposed(AreaKind.UNKNOWN, proposal)
        if not called and (what := spelling.summary(plain) or spelling.summary(unmarked)):
            return no_unit(AreaKind.AGGREGATE, what)
        if not called and any(rank is spelling.Rank.CITY and len(rest) > 1 for rank, rest in spelling.ranked(unmarked)):
            called = "lower-unit"
        return no_unit(AreaKind.FOREIGN, called) if called else AreaLabel("", AreaKind.UNKNOWN)

    def _proposed(self, kind: AreaKind, name: str) -> AreaLabel:
        refs = self._index.names.get(name, ())
        return AreaLabel("", kind, candidates=self._index.as_candidates(refs), proposal=name)

    @cached_property
    def _fragments(self) -> Mapping[str, tuple[str, ...]]:
        """Units by what is too short for a name: its first or last words, and initials (`Hà`, `Bình`, `QN`)."""
        found: dict[str, list[str]] = {}
        for name, refs in self._index.names.items():
            keys = {spelling.name_key(short) for short in _shorts(name.removeprefix("TP. ").replace("–", " ").split())}
            for key in keys | {spelling.without_marks(key) for key in keys}:
                found.setdefault(key, []).extend(refs)
        return {key: self._index.as_candidates(refs) for key, refs in found.items()}


def _shorts(words: list[str]) -> set[str]:
    """Return first words, last words, initials, and the first initial with the rest: `Q. Nam`."""
    if len(words) == 1:
        return set()
    cuts = range(1, len(words))
    whole = {" ".join(words[:cut]) for cut in cuts} | {" ".join(words[cut:]) for cut in cuts}
    return whole | {"".join(word[0] for word in words), " ".join([words[0][0], *words[1:]])}
