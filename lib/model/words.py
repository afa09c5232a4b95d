"""Names that exist in both languages of the screen. Sentences of the screen belong to i18n, not here."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True)
class Words:
    """A name in Vietnamese and English; Vietnamese stands in where English is missing."""

    vi: str
    en: str = ""

    def of(self, language: Language) -> str:
        """Return the name in `language`."""
        return self.en if language == "en" and self.en else self.vi
