"""What a reading needs to know beside the file: units, indicators, limits, today, and what single cells may mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from lib.intake.areas import AreaKind, AreaLabel, AreaReader, area_reader
from lib.intake.grid import is_empty
from lib.intake.indicator_names import IndicatorNames
from lib.intake.limits import Limits
from lib.intake.numbers import NumberKind, looks_numeric, read_number
from lib.intake.periods import PeriodText, read_period
from lib.intake.sheets import Cell
from lib.intake.usual_values import Magnitudes, load_magnitudes
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue

_LETTER = re.compile(r"[^\W\d_]")
_REMEMBERED = 50_000  # texts
_LONGEST_NAME = 120  # characters; what is longer is a title or a note
_NO_AREA = AreaLabel("", AreaKind.EMPTY)


@dataclass(frozen=True)
class Setting:
    """The knowledge of one installation; shared by all readings, holds nothing of a file but remembered spellings."""

    gazetteer: Gazetteer
    catalogue: Catalogue
    areas: AreaReader
    today: date
    limits: Limits = field(default_factory=Limits)
    magnitudes: Magnitudes = field(default_factory=dict)

    @cached_property
    def indicators(self) -> IndicatorNames:
        """The names of the catalogue."""
        return IndicatorNames(self.catalogue)

    def area(self, cell: Cell) -> AreaLabel:
        """Return what a cell says as the name of an area; numbers, empty cells and long texts say nothing."""
        if not isinstance(cell, str) or len(cell) > _LONGEST_NAME or not _LETTER.search(cell):
            return _NO_AREA
        return self.areas.label(cell)

    def coded(self, cell: Cell) -> Mapping[str, str]:
        """Return the units by unit set that a cell names as a code of the statistics office, or of ISO 3166-2."""
        if is_empty(cell) or not isinstance(cell, str | int | float):
            return {}
        unit = self.gazetteer.units.get(cell) if isinstance(cell, str) else None
        return {unit.unit_set: unit.ref_area} if unit is not None else self.areas.code(cell)

    def is_figure(self, cell: Cell) -> bool:
        """Whether a cell holds a number, not only a mark for a missing one."""
        if isinstance(cell, str):
            return _sense(cell)[0]
        return isinstance(cell, int | float) and not isinstance(cell, bool)

    def fills(self, cell: Cell) -> bool:
        """Whether a cell may stand in a column of figures: a number or a mark for a missing one."""
        if isinstance(cell, str):
            return _sense(cell)[1]
        return not is_empty(cell) and looks_numeric(cell)

    def period(self, cell: Cell) -> PeriodText | None:
        """Return the period that is all a cell says, if it does."""
        return _period(cell)


@lru_cache(maxsize=_REMEMBERED)
def _sense(text: str) -> tuple[bool, bool]:
    fills = bool(text) and looks_numeric(text)
    return fills and _is_number(text), fills


@lru_cache(maxsize=_REMEMBERED)
def _period(cell: Cell) -> PeriodText | None:
    return read_period(cell)


def _is_number(text: str) -> bool:
    return any(read_number(text, sign).kind is NumberKind.NUMBER for sign in ",.")


def setting(gazetteer: Gazetteer, catalogue: Catalogue, root: Path, today: date) -> Setting:
    """Return the setting of an installation with `geo` and `data` folders under `root`."""
    magnitudes = load_magnitudes(root / "data")
    return Setting(gazetteer, catalogue, area_reader(gazetteer, root / "geo"), today, magnitudes=magnitudes)
