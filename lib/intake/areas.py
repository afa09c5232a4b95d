"""The text of a cell → which provincial units it names, or why it names none. Whole tables are judged elsewhere."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from lib.intake import area_names as spelling
from lib.intake.area_codes import CODES_FIT, SCHEMES, AreaCodes, CodeCell
from lib.intake.area_guesses import Guesses
from lib.intake.area_index import AreaIndex, Meaning, build_index
from lib.intake.area_kinds import AreaKind, AreaLabel, ambiguous, no_unit, written
from lib.model.gazetteer import Gazetteer

__all__ = ["AreaKind", "AreaLabel", "AreaReader", "area_reader"]
_CODE = re.compile(r"\d{2}")
_LONGEST = 200  # characters; what is longer is a sentence and no label
_REMEMBERED = 50_000  # labels kept from one reading to the next
_OLD = frozenset({"cũ", "cu", "trước sáp nhập", "trước sắp xếp", "trước hợp nhất", "địa giới cũ", "old"})
_NEW = frozenset({"mới", "moi", "sau sáp nhập", "sau sắp xếp", "sau hợp nhất", "địa giới mới", "new"})
_REGION_WORDS = ("vùng", "vung", "khuvực", "khuvuc", "tổngvùng", "tongvung", "tòanvùng", "toanvung")
_RANKS = frozenset({"tỉnh", "thành phố", "tp", "tp."})


class AreaReader:
    """Reads labels and codes, each distinct text once. Exact after spelling rules; similarity only proposes."""

    def __init__(self, gazetteer: Gazetteer, index: AreaIndex) -> None:
        self.gazetteer = gazetteer
        self._index = index
        self._codes = AreaCodes(gazetteer)
        self._guesses = Guesses(index)
        self._labels: dict[str, AreaLabel] = {}

    def label(self, text: str) -> AreaLabel:
        """Return what a text names; equal texts are read once."""
        label = self._labels.get(text)
        if label is None:
            if len(self._labels) >= _REMEMBERED:
                self._labels.clear()
            label = self._labels[text] = self._read(text)
        return label

    def code(self, cell: CodeCell, scheme: str = "") -> Mapping[str, str]:
        """Return unit set → unit that a code names in a scheme (`gso`, `iso`, `pci`); empty if it is no such code.

        Without a scheme `VN-44` is read as ISO 3166-2 and digits as codes of the statistics office. Digits alone may
        be something else: ask `code_schemes` about the whole column first.
        """
        return self._codes.units(cell, scheme)

    def code_schemes(self, cells: Collection[CodeCell]) -> tuple[str, ...]:
        """Return the schemes in which every cell of a column is a code, the statistics office's first."""
        return self._codes.schemes(cells)

    def scheme_beside(self, codes: Mapping[str, CodeCell]) -> str:
        """Return the scheme in which the codes beside labels (text → code) are theirs; empty if most are in none.

        Tells codes from numbering, PCI ids, councils and the like: at least 60 % of the labels that name a unit must
        have the code of that unit in some unit set.
        """
        named = [(label, cell) for text, cell in codes.items() if (label := self.label(text)).units]
        for scheme in SCHEMES:
            fitting = [bool(set(self.code(cell, scheme).values()) & set(label.units.values())) for label, cell in named]
            if named and sum(fitting) >= CODES_FIT * len(fitting):
                return scheme
        return ""

    def _read(self, text: str) -> AreaLabel:
        plain = spelling.tidy(text)
        if not any(mark.isalnum() for mark in plain):
            return AreaLabel(text, AreaKind.DAMAGED if set(plain) & set("?\ufffd") else AreaKind.EMPTY)
        if len(plain) > _LONGEST:
            return AreaLabel(text, AreaKind.UNKNOWN)
        forms: list[tuple[str, str]] = []
        for form in self._forms(text, plain):
            forms.append(form)
            if meaning := self._meaning(form[0]):
                return written(_as_label(meaning), text, form[1])
        for name, mark in forms:
            if label := self._composed(name):
                return written(label, text, mark)
        return written(self._guesses.label(plain), text)

    @staticmethod
    def _forms(text: str, plain: str) -> Iterator[tuple[str, str]]:
        """Yield what the name in a text may be, with the footnote marks left out: all of it, without numbering."""
        lines = spelling.tidy(text.strip().replace("\n", " / ")) if "\n" in text else plain
        for form in dict.fromkeys((plain, spelling.without_number(plain), lines)):
            yield form, ""
            unmarked, mark = spelling.split_mark(form)
            if unmarked != form:
                yield unmarked, mark

    def _composed(self, form: str) -> AreaLabel | None:
        """Return the label of a text in which a name stands with a remark, in two languages, or with other names."""
        if label := self._with_remark(form):
            return label
        for left, right in spelling.halves(form):
            if (meaning := self._meaning(left)) and (label := self._two(meaning, self._meaning(right))):
                return label
        for left, right in spelling.doubled(form):
            meaning = self._index.meaning(spelling.name_key(left))
            label = self._two(meaning, self._meaning(right)) if meaning else None
            if label and label.kind is not AreaKind.AMBIGUOUS:
                return label
        names = spelling.listed(form)
        if len(names) > 1 and all((meaning := self._meaning(name)) and meaning.units for name in names):
            return no_unit(AreaKind.AGGREGATE, "group")
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
        for before in _REGION_WORDS:
            if key.startswith(before):
                meaning = self._index.meaning(key[len(before) :])
                return meaning if meaning is not None and meaning.aggregate else None
        return None

    def _two(self, left: Meaning, right: Meaning | None) -> AreaLabel | None:
        """Return the label of two known names in one cell: the unit both name, or what it may be if they differ."""
        if right is None:
            return None
        if left.aggregate and right.aggregate:
            return no_unit(AreaKind.AGGREGATE, left.aggregate)
        units = {code: ref for code, ref in left.units.items() if right.units.get(code) == ref}
        if units:
            return AreaLabel("", AreaKind.UNIT, units)
        refs = [ref for meaning in (left, right) for ref in (*meaning.units.values(), *meaning.candidates)]
        return ambiguous(self._index.as_candidates(refs)) if refs else None

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
        if remark in _RANKS:
            called = self._meaning(f"{remark} {parts[0]}")
            return _as_label(called) if called else None
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


def area_reader(gazetteer: Gazetteer, folder: Path) -> AreaReader:
    """Return a reader for the units of a gazetteer and the spellings of `folder`; DataError names faulty lines."""
    return AreaReader(gazetteer, build_index(gazetteer, folder))


def _as_label(meaning: Meaning) -> AreaLabel:
    if meaning.units:
        return AreaLabel("", AreaKind.UNIT, meaning.units)
    if meaning.candidates:
        return ambiguous(meaning.candidates)
    if meaning.aggregate:
        return no_unit(AreaKind.AGGREGATE, meaning.aggregate)
    return no_unit(AreaKind.FOREIGN, "place")
