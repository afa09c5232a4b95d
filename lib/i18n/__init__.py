"""Language of the screen: sentences from vi.toml and en.toml, numbers, periods, dates, sorting. No names of data."""

from lib.i18n.translator import Translator, translator

__all__ = ["Translator", "translator"]
