"""The name a damaged or misspelt text was meant to be: proposals only, never a meaning. Knows no file."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product

from lib.intake.area_names import name_key, ranked, tidy, without_marks

_LOST = re.compile(r"[?\ufffd\x80-\x9f]")
_WESTERN = "ŒœŠšŸŽžƒˆ˜–—‘’“”„†‡•…‰‹›€™"  # what windows-1252 shows for bytes 80 to 9F
_MOJIBAKE = re.compile(rf"[ÃÂÄÅÆ][\x80-\xbf{_WESTERN}]|á[º»¼½]")
_HALF_MOJIBAKE = re.compile(r"Ã(?:\s|$)")  # à whose second half, a no-break space, became a space; or `XÃ` in capitals
_LOOK_ALIKES = str.maketrans("аеорсхуіјһкмнвтАЕОРСХІЈКМНВТΑΒΕΗΙΚΜΝΟΡΤΧο", "aeopcxyijhkmhbtAEOPCXIJKMHBTABEHIKMNOPTXo")
_LONGEST_TEXT = 40  # characters
_FARTHEST = 2  # letters
_SHORT_NAME = 7  # letters; such a name is proposed for one wrong letter, longer ones for two


class Nearest:
    """Names of units to propose; built on first use, asked once per distinct text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """Names by bare key without rank: `hochiminh` → TP. Hồ Chí Minh."""
        return {without_marks(_plain(name)): name for name in self._names}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._keys), default=0)

    @cached_property
    def _shortened(self) -> Mapping[str, frozenset[str]]:
        """Bare keys by everything that is left of them without one or two letters."""
        found: dict[str, set[str]] = {}
        for key in self._keys:
            for short in _shortenings(key):
                found.setdefault(short, set()).add(key)
        return {short: frozenset(keys) for short, keys in found.items()}

    def proposal(self, text: str) -> str:
        """Return the one name within two letters of a text, ties and distant texts giving an empty one."""
        if len(text) > _LONGEST_TEXT:
            return ""
        wanted = {without_marks(key) for key in _forms(text.translate(_LOOK_ALIKES))}
        wanted = {key for key in wanted if len(key) <= self._longest + _FARTHEST}
        best = sorted({(_distance(key, near), near) for key in wanted for near in self._near(key)})
        best = [(far, near) for far, near in best if far <= (1 if len(near) <= _SHORT_NAME else _FARTHEST)]
        if not best or (len(best) > 1 and best[0][0] == best[1][0]):
            return ""
        return self._keys[best[0][1]]

    def _near(self, key: str) -> set[str]:
        return {near for short in _shortenings(key) for near in self._shortened.get(short, ())}

    def damage(self, text: str) -> str | None:
        """Return None for a text that is whole, else the one name it can have been, an empty text if none or several.

        Damaged are letters that are lost (`H? N?i`, U+FFFD) or read in a wrong encoding (`HÃ\xa0 TÃ¢y`).
        """
        if not any(mark.isalpha() for mark in text):
            return None
        if _LOST.search(text) or _MOJIBAKE.search(text):
            return self._repaired(text)
        return self._repaired(text) or None if _HALF_MOJIBAKE.search(text) else None

    def _repaired(self, text: str) -> str:
        fitting = {name for form in (text, *_undone(text)) for name in self._fitting(form)}
        return fitting.pop() if len(fitting) == 1 else ""

    def _fitting(self, text: str) -> set[str]:
        if _MOJIBAKE.search(text) or _HALF_MOJIBAKE.search(text):
            keys = {_garbled(key) for key in _forms(text)}
            return {name for name in self._names if keys & self._garblings[name]}
        found: set[str] = set()
        for key in _forms(text):
            pattern = re.compile("".join(".?" if _LOST.match(mark) else re.escape(mark) for mark in without_marks(key)))
            found |= {name for bare, name in self._keys.items() if pattern.fullmatch(bare) and _keeps(key, name)}
        return found

    @cached_property
    def _garblings(self) -> Mapping[str, frozenset[str]]:
        """What each name looks like when its UTF-8 bytes are read as Western letters."""
        return {
            name: frozenset(
                _garbled(form.encode().decode(encoding, errors="ignore"))
                for form in (_bare_rank(name), _bare_rank(name).upper())
                for encoding in ("latin-1", "cp1252")
            )
            for name in self._names
        }


def _bare_rank(name: str) -> str:
    return name.removeprefix("TP. ")


def _plain(name: str) -> str:
    return name_key(_bare_rank(name))


def _garbled(text: str) -> str:
    return "".join(mark for mark in text if not mark.isspace() and mark not in "\u00ad-–").casefold()


def _forms(text: str) -> set[str]:
    """Return the keys of a text with and without what it calls the unit."""
    return {name_key(text), *(rest for _, rest in ranked(tidy(text)) if len(rest) > 1)}


def _undone(text: str) -> list[str]:
    """Return what a text was before UTF-8 was read as Western letters, where the bytes still say so."""
    found = []
    for encoding, form in product(("latin-1", "cp1252"), (text, text.replace("Ã ", "Ã\xa0"))):
        try:
            found.append(form.encode(encoding).decode())
        except UnicodeError:
            continue
    return found


def _keeps(key: str, name: str) -> bool:
    """Whether every letter with a diacritic that is left in a damaged key stands in the name too."""
    return {mark for mark in key if mark.isalpha() and not mark.isascii()} <= set(_plain(name))


def _shortenings(key: str) -> set[str]:
    once = {key[:place] + key[place + 1 :] for place in range(len(key))}
    if len(key) < _SHORT_NAME:  # a name longer by two letters at most is still a short one
        return {key, *once}
    return {key, *once, *(short[:place] + short[place + 1 :] for short in once for place in range(len(short)))}


def _distance(left: str, right: str) -> int:
    """Return how many letters must be put in, left out or exchanged to make one text of the other."""
    row = list(range(len(right) + 1))
    for place, letter in enumerate(left, 1):
        above, row[0] = row[0], place
        for column, other in enumerate(right, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != other))
    return row[-1]
