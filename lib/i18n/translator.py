"""The Translator: one per language, immutable, so that no screen depends on the locale of the process."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from lib.i18n.sorting import sort_key
from lib.model.period import Frequency, Period
from lib.model.words import Language, Words

_MINUS = "\u2212"
_NAMED = (Frequency.S, Frequency.M)  # every half and every month has words of its own
_ROMAN = ("I", "II", "III", "IV")
VIETNAM_TIME = timezone(timedelta(hours=7))


class Translator:
    """Sentences and spellings of one language; a key that is missing is our own mistake and raises KeyError."""

    def __init__(self, language: Language, sentences: Mapping[str, str]) -> None:
        self.language: Language = language
        self.sentences = sentences

    def __call__(self, key: str, **parts: object) -> str:
        """Return the sentence `key` with `parts` filled in."""
        return self.sentences[key].format(**parts)

    def label(self, words: Words) -> str:
        """Return a name that is data (an indicator, a unit) in this language."""
        return words.of(self.language)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Return `1.234,5` in Vietnamese and `1,234.5` in English; an en dash where there is no value."""
        if value is None or value != value:  # noqa: PLR0124 - not a number differs from itself
            return "–"
        text = f"{abs(value):,.{decimals}f}"
        if self.language == "vi":
            text = text.translate(str.maketrans(",.", ".,"))
        negative = value < 0 and any(digit in text for digit in "123456789")
        return f"{_MINUS}{text}" if negative else text

    def signed(self, value: float | None, decimals: int = 0) -> str:
        """Return a change with its sign: `+1,5`, `−0,3`, `0`."""
        text = self.number(value, decimals)
        positive = value is not None and value > 0 and any(digit in text for digit in "123456789")
        return f"+{text}" if positive else text

    def period(self, period: Period) -> str:
        """Return a period as people say it in a sentence: `năm 2024`, `quý III/2024`, `tháng 5/2024`."""
        part = _ROMAN[period.number - 1] if period.frequency is Frequency.Q and self.language == "vi" else period.number
        own = period.number if period.frequency in _NAMED else "n"
        return self(f"period.{period.frequency}.{own}", number=part, year=period.year)

    def short_period(self, period: Period) -> str:
        """Return a period for a heading: `2024`, else the words of a sentence; no code of a period stands on a page."""
        return str(period.year) if period.frequency is Frequency.A else self.period(period)

    def axis_period(self, period: Period) -> str:
        """Return a period for an axis, where room is short: `2024`, `Q3/2024`, `T5/2024`, `6T đầu 2024`."""
        if period.frequency is Frequency.A:
            return str(period.year)
        own = period.number if period.frequency is Frequency.S else "n"
        return self(f"period.axis.{period.frequency}.{own}", number=period.number, year=period.year)

    def date(self, day: date) -> str:
        """Return `22/11/2026` in both languages: the order of the day is the office's own."""
        return f"{day:%d/%m/%Y}"

    def moment(self, instant: datetime) -> str:
        """Return an instant in Vietnam's time, `22/11/2026 14:05`."""
        return f"{instant.astimezone(VIETNAM_TIME):%d/%m/%Y %H:%M}"

    def rank(self, rank: int | None, peer_count: int | None) -> str:
        """Return a rank with its n, `9/63`; an en dash where there is no rank."""
        return "–" if rank is None else f"{rank}/{peer_count}" if peer_count else f"{rank}"

    def listing(self, entries: Iterable[str]) -> str:
        """Return `a, b và c`."""
        *first, last = [*entries] or [""]
        return f"{', '.join(first)} {self('word.and')} {last}" if first else last

    def sorted(self, names: Iterable[str]) -> list[str]:
        """Sort names as Vietnamese dictionaries do: Đ after D, tones last."""
        return sorted(names, key=sort_key)


@cache
def translator(language: Language) -> Translator:
    """Return the translator of a language."""
    path = Path(__file__).with_name(f"{language}.toml")
    return Translator(language, dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")))))


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, entry in table.items():
        if isinstance(entry, Mapping):
            yield from _flat(entry, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(entry)
