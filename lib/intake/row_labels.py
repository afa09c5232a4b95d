"""The labels of one table's rows, each distinct one judged once, with the code beside it. Places no row yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lib.intake.areas import AreaKind, AreaLabel
from lib.intake.distinct import Distinct
from lib.intake.grid import is_empty
from lib.intake.roles import Columns, Role
from lib.intake.sheets import Cell
from lib.intake.table_context import TableContext
from lib.model.handin import QuestionName

ACCEPT, SKIP = "accept", "skip"
FILL_DOWN = "fill-down"
NO_AREA = AreaLabel("", AreaKind.EMPTY)


@dataclass(frozen=True)
class AreaRows:
    """The area column of one table's body, with the code that stands beside each label ("" where none does)."""

    columns: Columns
    context: TableContext
    by_code: bool = False

    @cached_property
    def labels(self) -> Distinct:
        """The labels as written."""
        shape = self.columns.shape
        cells = shape.grid.filled(shape.area, shape.first, shape.last)
        if self.context.answers.of(QuestionName.LAYOUT) == FILL_DOWN:
            cells = _filled_down(cells)
        if shape.repeated:
            cells = [None if shape.first + place in shape.repeated else cell for place, cell in enumerate(cells)]
        return Distinct(cells)

    @cached_property
    def judged(self) -> list[AreaLabel]:
        """What each distinct label says, an answer for one label before what is written."""
        return [self._judge(cell) for cell in self.labels.cells]

    @cached_property
    def codes(self) -> Distinct | None:
        """The codes beside the labels, or None."""
        places = self.columns.places(Role.CODE)
        shape = self.columns.shape
        if not places or self.by_code:
            return None
        codes = Distinct(shape.grid.filled(places[0], shape.first, shape.last))
        return codes if self._scheme(codes) else None

    @cached_property
    def scheme(self) -> str:
        """In which scheme the codes beside the labels are theirs: gso, iso, pci."""
        return self._scheme(self.codes) if self.codes is not None else ""

    def _scheme(self, codes: Distinct) -> str:
        """Return the scheme of most codes, "" for numbers that only look like codes: row numbers, exam councils."""
        pairs = np.unique(np.stack([self.labels.codes, codes.codes]), axis=1).T
        beside = {self.judged[label].text: codes.cells[code] for label, code in pairs if codes.cells[code] != ""}
        named = {text: code for text, code in beside.items() if isinstance(code, str | int | float)}
        return self.context.setting.areas.scheme_beside(named)

    def code_of(self) -> dict[str, str]:
        """Return the code that stands beside each label that names a unit."""
        if self.codes is None:
            return {}
        beside: dict[str, str] = {}
        for number, label in enumerate(self.judged):
            rows = self.labels.rows(number)
            if label.kind is AreaKind.UNIT and len(rows):
                code = self.codes.cells[self.codes.codes[rows[0]]]
                if not is_empty(code):
                    beside[label.text] = str(code)
        return beside

    def _judge(self, cell: Cell) -> AreaLabel:
        setting = self.context.setting
        text = "" if cell is None else str(cell)
        if self.by_code:
            units = setting.coded(cell)
            kind = AreaKind.UNIT if units else AreaKind.EMPTY if is_empty(cell) else AreaKind.UNKNOWN
            return replace(NO_AREA, text=text, kind=kind, units=units)
        label = setting.area(cell)
        if label.kind is AreaKind.EMPTY and text:
            label = replace(NO_AREA, text=text, kind=AreaKind.UNKNOWN)
        return self._answered(label)

    def _answered(self, label: AreaLabel) -> AreaLabel:
        if label.kind in {AreaKind.UNIT, AreaKind.EMPTY}:
            return label
        answer = self.context.answers.of(QuestionName.LABELS, label.text)
        if answer is None or (answer == ACCEPT and not label.proposal):
            return label
        if answer == SKIP:
            return replace(label, kind=AreaKind.FOREIGN, aggregate=SKIP)
        return self._named(label, label.proposal if answer == ACCEPT else answer)

    def _named(self, label: AreaLabel, name: str) -> AreaLabel:
        gazetteer = self.context.setting.gazetteer
        if name in gazetteer.units:
            unit = gazetteer.units[name]
            return replace(label, kind=AreaKind.UNIT, units={unit.unit_set: unit.ref_area})
        named = self.context.setting.areas.label(name)
        return replace(label, kind=AreaKind.UNIT, units=named.units) if named.kind is AreaKind.UNIT else label


def lines_of(table: AreaRows, places: NDArray[np.intp]) -> list[int]:
    """Return the row numbers of the file for some row places of the body."""
    shape = table.columns.shape
    return [shape.grid.where(shape.first + int(place), shape.area)[0] for place in places]


def _filled_down(cells: Sequence[Cell]) -> list[Cell]:
    filled: list[Cell] = []
    for cell in cells:
        filled.append(filled[-1] if is_empty(cell) and filled else cell)
    return filled
