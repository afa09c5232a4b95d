"""Vietnamese alphabetical order: a ă â b c d đ e ê …, tones compared only between equal letters."""

import unicodedata

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng


def sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return letters first and tones second, so that `Đắk Lắk` follows `Cần Thơ` and precedes `Điện Biên`."""
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", name).casefold():
        base, tone = _split(character)
        position = _ALPHABET.find(base)
        if position >= 0:
            letters.append(position + 1)
            tones.append(tone)
        elif character.isspace():
            letters.append(0)
            tones.append(0)
    return tuple(letters), tuple(tones)


def _split(character: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", character)
    tone = next((_TONES[mark] for mark in parts[1:] if mark in _TONES), 0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    return base, tone
