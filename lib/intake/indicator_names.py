"""Which indicator of the catalogue a header, a title or an answer names. Exact names only; nearness only proposes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from lib.model.gazetteer import folded
from lib.model.indicator import Catalogue, Indicator

_BY_AREA = re.compile(
    r"[\s,;:–-]*\b(phân theo|chia theo|theo) (địa phương|tỉnh|vùng|đơn vị hành chính).*$"
    r"|[\s,;:–-]*\b(các|của các|cả nước và các) (tỉnh|địa phương)\b.*$|\bby (province|locality|region)s?\b.*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(biểu|bảng|phụ lục|table)\s*(số\s*)?[\d.\-/A-Z]*\s*[.:\-–]?\s*|^\d+(\.\d+)*[.)]\s+", re.IGNORECASE
)
_BRACKETED = re.compile(r"\(([^()]*)\)\s*$")
_MEASURE_LINE = re.compile(r"^(đơn vị( tính)?|đvt|đv tính|đv|unit)\s*[:：-]\s*(.+)$", re.IGNORECASE)
_NEAR = 0.45
_MOST = 8

_SCALES = {
    "người": ("person", 1.0),
    "nghìn người": ("person", 1e3),
    "ngàn người": ("person", 1e3),
    "1000 người": ("person", 1e3),
    "triệu người": ("person", 1e6),
    "đồng": ("money", 1.0),
    "nghìn đồng": ("money", 1e3),
    "ngàn đồng": ("money", 1e3),
    "1000 đồng": ("money", 1e3),
    "triệu đồng": ("money", 1e6),
    "tỷ đồng": ("money", 1e9),
    "tỉ đồng": ("money", 1e9),
    "nghìn tỷ đồng": ("money", 1e12),
    "usd": ("dollar", 1.0),
    "nghìn usd": ("dollar", 1e3),
    "triệu usd": ("dollar", 1e6),
    "tỷ usd": ("dollar", 1e9),
    "ha": ("land", 0.01),
    "nghìn ha": ("land", 10.0),
    "km²": ("land", 1.0),
    "km2": ("land", 1.0),
    "%": ("share", 1.0),
    "‰": ("share", 0.1),
}


def measure_of(text: str) -> str:
    """Return the unit of measure a line such as “Đơn vị tính: Nghìn người” states, or ""."""
    match = _MEASURE_LINE.match(text.strip().strip("()"))
    return match.group(3).strip() if match else ""


def is_measure(text: str) -> bool:
    """Whether a text is a unit of measure on its own, such as `Nghìn người` or `%`."""
    return folded(text) in _SCALES


@dataclass(frozen=True)
class NamedColumn:
    """What a header says: the name without its unit of measure and its “by province”, and that unit."""

    name: str
    measure: str = ""


def named_column(text: str) -> NamedColumn:
    """Take the unit of measure in brackets, the table's number and “phân theo địa phương” off a header or title."""
    measure = ""
    bare = text.strip()
    match = _BRACKETED.search(bare)
    if match and (is_measure(match.group(1)) or measure_of(match.group(1))):
        measure = measure_of(match.group(1)) or match.group(1).strip()
        bare = bare[: match.start()].strip()
    bare = _BY_AREA.sub("", _NUMBERED.sub("", bare)).strip(" .,;:–-")
    return NamedColumn(bare or text.strip(), measure)


def scale_between(written: str, wanted: str) -> float | None:
    """Return by what values in `written` are multiplied to be in `wanted`; None when that is not known."""
    if not written or folded(written) == folded(wanted):
        return 1.0
    here, there = _SCALES.get(folded(written)), _SCALES.get(folded(wanted))
    return here[1] / there[1] if here and there and here[0] == there[0] else None


@dataclass(frozen=True)
class IndicatorNames:
    """The names of a catalogue, for looking up what is written in files."""

    catalogue: Catalogue
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        codes: dict[str, set[str]] = {}
        for indicator in self.catalogue.indicators.values():
            for name in _names(indicator):
                codes.setdefault(folded(name), set()).add(indicator.code)
                codes.setdefault(_bare(name), set()).add(indicator.code)
        return codes

    def exact(self, text: str) -> str | None:
        """Return the code of the one indicator with this code, alias, name or short name, or None.

        Letters without any diacritics match names without theirs; a text with other diacritics never does.
        """
        found = self._codes.get(folded(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def near(self, text: str) -> tuple[str, ...]:
        """Return the codes whose names come near to a text, the nearest first: proposals, never a match."""
        wanted = _bare(text)
        if wanted not in self._near:
            self._near[wanted] = tuple(self._ranked(wanted))[:_MOST]
        return self._near[wanted]

    def _ranked(self, wanted: str) -> Iterable[str]:
        shares: dict[str, float] = {}
        for name, codes in self._codes.items():
            bare = _bare(name)
            inside = 0.3 if len(bare) > 3 and (bare in wanted or (len(wanted) > 3 and wanted in bare)) else 0.0
            matcher = SequenceMatcher(None, wanted, bare, autojunk=False)
            share = matcher.quick_ratio() + inside
            if share > _NEAR:
                share = matcher.ratio() + inside
            for code in codes:
                shares[code] = max(shares.get(code, 0.0), share)
        return (code for code, share in sorted(shares.items(), key=lambda pair: -pair[1]) if share > _NEAR)


def _names(indicator: Indicator) -> tuple[str, ...]:
    words = (indicator.label, indicator.short)
    return (indicator.code, *indicator.aliases, *(w.vi for w in words), *(w.en for w in words if w.en))


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", folded(name).replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
