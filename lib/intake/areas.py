"""The text of a cell → which provincial units it names, or why it names none. Whole tables are judged elsewhere."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from lib.intake import area_names as spelling
from lib.intake.area_codes import AreaCodes, CodeCell
from lib.intake.area_damage import Nearest, is_damaged
from lib.intake.area_index import AreaIndex, Meaning, build_index
from lib.model.gazetteer import Gazetteer

_CODE = re.compile(r"\d{2}")
_OLD = frozenset({"cũ", "cu", "trước sáp nhập", "trước sắp xếp", "trước hợp nhất", "địa giới cũ", "old"})
_NEW = frozenset({"mới", "moi", "sau sáp nhập", "sau sắp xếp", "sau hợp nhất", "địa giới mới", "new"})


class AreaKind(StrEnum):
    """What the text of an area cell is."""

    UNIT = "unit"
    AGGREGATE = "aggregate"  # region, country, total, group of provinces, statistics row
    FOREIGN = "foreign"  # district, commune, ward, other country, ministry
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    EMPTY = "empty"


@dataclass(frozen=True)
class AreaLabel:
    """One distinct text: `units` maps each unit set in which it names a unit exactly to that unit's id.

    `candidates` are what an ambiguous text may be (ids of the newest set that has the name); `proposal` is the name
    nearest to an unknown or damaged text and never a meaning; `mark` is a footnote mark left out; `aggregate` says
    what it is instead of a unit: country, region, total, statistic, rest, group; lower-unit, office, place where it is
    FOREIGN; `age` is `old` or `new` where the text says so (`(cũ)`).
    """

    text: str
    kind: AreaKind
    units: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    proposal: str = ""
    mark: str = ""
    aggregate: str = ""
    age: str = ""


class AreaReader:
    """Reads labels and codes, each distinct text once. Exact after spelling rules; similarity only proposes."""

    def __init__(self, gazetteer: Gazetteer, index: AreaIndex) -> None:
        self.gazetteer = gazetteer
        self._index = index
        self._codes = AreaCodes(gazetteer)
        self._nearest = Nearest(index.names)
        self._labels: dict[str, AreaLabel] = {}

    def label(self, text: str) -> AreaLabel:
        """Return what a text names; the same object for the same text."""
        if text not in self._labels:
            self._labels[text] = self._read(text)
        return self._labels[text]

    def code(self, cell: CodeCell, scheme: str = "") -> Mapping[str, str]:
        """Return unit set → unit that a code names in a scheme (`gso`, `iso`, `pci`); empty if it is no such code.

        Without a scheme `VN-44` is read as ISO 3166-2 and digits as codes of the statistics office. Digits alone may
        be something else: ask `code_schemes` about the whole column first.
        """
        return self._codes.units(cell, scheme)

    def code_schemes(self, cells: Collection[CodeCell]) -> tuple[str, ...]:
        """Return the schemes in which every cell of a column is a code, the statistics office's first."""
        return self._codes.schemes(cells)

    def _read(self, text: str) -> AreaLabel:
        plain = spelling.tidy(text)
        if not any(mark.isalnum() for mark in plain):
            return AreaLabel(text, AreaKind.DAMAGED if set(plain) & set("?\ufffd") else AreaKind.EMPTY)
        for form in dict.fromkeys((plain, spelling.without_number(plain))):
            if label := self._named(form):
                return replace(label, text=text)
            unmarked, mark = spelling.split_mark(form)
            if unmarked != form and (label := self._named(unmarked)):
                return replace(label, text=text, mark=mark)
        return replace(self._unnamed(plain), text=text)

    def _named(self, form: str) -> AreaLabel | None:
        """Return the label of a text that is known, alone or with a remark, or twice over in two languages."""
        if meaning := self._meaning(form):
            return _as_label(meaning)
        if label := self._with_remark(form):
            return label
        for left, right in spelling.halves(form):
            if label := self._two(self._meaning(left), self._meaning(right)):
                return label
        names = spelling.listed(form)
        if len(names) > 1 and all((meaning := self._meaning(name)) and meaning.units for name in names):
            return AreaLabel("", AreaKind.AGGREGATE, aggregate="group")
        return None

    def _meaning(self, form: str) -> Meaning | None:
        meaning = self._index.meaning(spelling.name_key(form))
        if meaning is not None:
            return meaning
        for rank, key in spelling.ranked(form):
            if (meaning := self._index.ranked_meaning(key, rank)) is not None:
                return meaning
        return self._region(form)

    def _region(self, form: str) -> Meaning | None:
        """Return the meaning of `Vùng …`, `Khu vực …` before the name of a region."""
        key = spelling.name_key(form)
        for before in ("vùng", "vung", "khuvực", "khuvuc", "tổngvùng", "tongvung"):
            if key.startswith(before):
                meaning = self._index.meaning(key[len(before) :])
                return meaning if meaning is not None and meaning.aggregate else None
        return None

    def _two(self, left: Meaning | None, right: Meaning | None) -> AreaLabel | None:
        """Return the label of two known names in one cell: the unit both name, or what it may be if they differ."""
        if left is None or right is None:
            return None
        if left.aggregate and right.aggregate:
            return AreaLabel("", AreaKind.AGGREGATE, aggregate=left.aggregate)
        units = {code: ref for code, ref in left.units.items() if right.units.get(code) == ref}
        if units:
            return AreaLabel("", AreaKind.UNIT, units)
        refs = [ref for meaning in (left, right) for ref in (*meaning.units.values(), *meaning.candidates)]
        return _ambiguous(self._index.as_candidates(refs)) if refs else None

    def _with_remark(self, form: str) -> AreaLabel | None:
        parts = spelling.split_remark(form)
        meaning = self._meaning(parts[0]) if parts else None
        if parts is None or meaning is None:
            return None
        remark = parts[1].casefold()
        if meaning.units and _CODE.fullmatch(remark):
            units = {code: ref for code, ref in meaning.units.items() if ref == f"{code}-{remark}"}
            return AreaLabel("", AreaKind.UNIT, units) if units else None
        if meaning.units and remark in _OLD | _NEW:
            return self._aged(meaning, "old" if remark in _OLD else "new")
        return self._two(meaning, self._meaning(parts[1]))

    def _aged(self, meaning: Meaning, age: str) -> AreaLabel | None:
        """Return the unit called `(cũ)` or `(mới)`: before or since the last change of its territory."""
        in_order = [meaning.units[code] for code in self.gazetteer.newest_first if code in meaning.units]
        since = self.gazetteer.lineage(in_order[0])
        earlier = [ref for ref in in_order if ref not in since]
        is_gone = self.gazetteer.units[in_order[0]].unit_set != self.gazetteer.newest_first[0]
        if age == "new":
            kept = [] if is_gone or not earlier else [ref for ref in in_order if ref in since]
        else:
            kept = in_order if is_gone else [ref for ref in earlier if ref in self.gazetteer.lineage(earlier[0])]
        units = {self.gazetteer.units[ref].unit_set: ref for ref in kept}
        return AreaLabel("", AreaKind.UNIT, units, age=age) if units else None

    def _unnamed(self, plain: str) -> AreaLabel:
        """Return the label of a text that no rule leads to a name."""
        if is_damaged(plain):
            return AreaLabel("", AreaKind.DAMAGED, proposal=self._nearest.repaired(plain))
        if spelling.is_lower_unit(plain) or spelling.is_office(plain):
            return AreaLabel(
                "", AreaKind.FOREIGN, aggregate="lower-unit" if spelling.is_lower_unit(plain) else "office"
            )
        unmarked, _ = spelling.split_mark(spelling.without_number(plain))
        key = spelling.name_key(unmarked)
        if len(refs := self._fragments.get(key, ())) > 1:
            return _ambiguous(refs)
        proposal = self._nearest.proposal(unmarked)
        if not proposal and refs:
            proposal = self.gazetteer.units[refs[0]].label.vi
        is_other_city = not proposal and any(rank is spelling.Rank.CITY for rank, _ in spelling.ranked(unmarked))
        if is_other_city:
            return AreaLabel("", AreaKind.FOREIGN, aggregate="lower-unit")
        return AreaLabel("", AreaKind.UNKNOWN, proposal=proposal)

    @cached_property
    def _fragments(self) -> Mapping[str, tuple[str, ...]]:
        """Units by what is too short for a name: its first or last words, and initials (`Hà`, `Bình`, `QN`)."""
        found: dict[str, list[str]] = {}
        for name, refs in self._index.names.items():
            words = name.removeprefix("TP. ").replace("–", " ").split()
            shorts = {" ".join(words[:end]) for end in range(1, len(words))}
            shorts |= {" ".join(words[start:]) for start in range(1, len(words))} | {"".join(w[0] for w in words)}
            for key in {form for short in shorts for form in _with_bare(spelling.name_key(short))}:
                found.setdefault(key, []).extend(refs)
        return {key: self._index.as_candidates(refs) for key, refs in found.items()}


def area_reader(gazetteer: Gazetteer, folder: Path) -> AreaReader:
    """Return a reader for the units of a gazetteer and the spellings of `folder`; DataError names faulty lines."""
    return AreaReader(gazetteer, build_index(gazetteer, folder))


def _with_bare(key: str) -> tuple[str, str]:
    return key, spelling.without_marks(key)


def _ambiguous(refs: tuple[str, ...]) -> AreaLabel:
    return AreaLabel("", AreaKind.AMBIGUOUS, candidates=refs)


def _as_label(meaning: Meaning) -> AreaLabel:
    if meaning.units:
        return AreaLabel("", AreaKind.UNIT, meaning.units)
    if meaning.candidates:
        return _ambiguous(meaning.candidates)
    if meaning.aggregate:
        return AreaLabel("", AreaKind.AGGREGATE, aggregate=meaning.aggregate)
    return AreaLabel("", AreaKind.FOREIGN, aggregate="place")
