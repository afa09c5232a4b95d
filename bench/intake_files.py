"""The files of the intake's measurements: a million observations as one long text, and an everyday table. No clock."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import openpyxl
import xlwt  # type: ignore[import-untyped]

from bench.sizes import SEED, months
from lib.services.workspace import Workspace

HEADER = ("Tỉnh, thành phố", "Kỳ", "Chỉ tiêu", "Giá trị")
EVERYDAY_YEAR = "2022"
EVERYDAY_INDICATORS = (
    "PAPI_D6_SERVICES",
    "PAPI_D7_ENVIRONMENT",
    "PAPI_SC61",
    "PAPI_SC62",
    "PAPI_SC63",
    "PAPI_SC64",
    "GRDP_PC_CURRENT",
    "POPULATION_AVG_THOUSAND",
    "POP_DENSITY",
)
_PLACES = (0x300, 0x301, 0x303, 0x309, 0x323)  # the tones, which windows-1258 writes behind their letter
EVERYDAY_CHANGE = 1.01  # of every third figure: a hand-in has some news


@dataclass(frozen=True)
class LongFile:
    """A long text of every indicator × unit × month; `units` maps ref_area to the name written in the file."""

    units: Mapping[str, str]
    indicator_count: int = 300
    period_count: int = 53
    prefix: str = "M"

    @property
    def row_count(self) -> int:
        """How many observations it holds."""
        return len(self.units) * self.indicator_count * self.period_count

    @property
    def indicators(self) -> dict[str, str]:
        """The code of each indicator and the name that is written in the file."""
        return {
            f"OWN_{self.prefix}_{number:03d}": f"{self.prefix} chỉ tiêu {number:03d}"
            for number in range(1, self.indicator_count + 1)
        }

    @property
    def periods(self) -> tuple[str, ...]:
        """The months, from January 2020."""
        return months(self.period_count, "2020-01")

    def bodies(self) -> dict[str, str]:
        """Return what the store is given as own indicators: the code and the text of each."""
        measure = {"unit": {"vi": "tỷ đồng"}, "frequency": "M", "decimals": 2}
        return {
            code: json.dumps({"label": {"vi": name}, "short": {"vi": name}, **measure}, ensure_ascii=False)
            for code, name in self.indicators.items()
        }

    def values(self) -> "np.ndarray[tuple[int, int, int], np.dtype[np.float64]]":
        """Return the figures by indicator, unit and month: a level of its own each, and a few percent up and down."""
        numbers = np.random.default_rng(SEED)
        shape = (self.indicator_count, len(self.units), self.period_count)
        level = numbers.uniform(100, 9_000, (*shape[:2], 1))
        return np.asarray((level * numbers.uniform(0.97, 1.03, shape)).round(2))

    def records(self) -> Iterator[tuple[str, str, str, float]]:
        """Yield unit, month, indicator (by code) and figure in the order of the file."""
        keys = product(self.indicators, self.units, self.periods)
        for (code, unit, month), figure in zip(keys, self.values().ravel().tolist(), strict=True):
            yield unit, month, code, figure

    def write(self, path: Path) -> Path:
        """Write the file as UTF-8 unless it is there; a half-written one never carries its name."""
        if not path.exists():
            names = self.indicators
            rows = ((self.units[unit], month, names[code], figure) for unit, month, code, figure in self.records())
            half = path.with_suffix(".half")
            with half.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(HEADER)
                writer.writerows(rows)
            half.rename(path)
        return path


def long_file(workspace: Workspace, indicator_count: int = 300, prefix: str = "M") -> LongFile:
    """Return the long file of the 63 units under their Vietnamese names."""
    gazetteer = workspace.gazetteer
    units = {unit.ref_area: unit.label.vi for unit in gazetteer.members("63")}
    return LongFile(units, indicator_count, prefix=prefix)


Row = tuple[str | float, ...]


def everyday_rows(workspace: Workspace) -> list[Row]:
    """Return a table of 63 units × nine shipped indicators of one year with a title; every third figure is changed."""
    units = workspace.gazetteer.members("63")
    columns = []
    for place, code in enumerate(EVERYDAY_INDICATORS):
        series = workspace.observations(code)
        held = series[series["time_period"] == EVERYDAY_YEAR].set_index("ref_area")["obs_value"]
        decimals = workspace.catalogue.indicator(code).decimals
        figures = [float(held[unit.ref_area]) for unit in units]
        columns.append(
            [
                figure if (row + place) % 3 else round(figure * EVERYDAY_CHANGE, decimals)
                for row, figure in enumerate(figures)
            ]
        )
    named = [workspace.catalogue.indicator(code) for code in EVERYDAY_INDICATORS]
    header: Row = ("Tỉnh, thành phố", *(f"{one.label.vi} ({one.unit.vi})" for one in named))
    return [(f"Số liệu năm {EVERYDAY_YEAR}",), header, *zip([unit.label.vi for unit in units], *columns, strict=True)]


def everyday_files(rows: Sequence[Row]) -> dict[str, bytes]:
    """Return the everyday table as the three kinds of file offices send, by file name."""
    makers: dict[str, Callable[[Sequence[Row]], bytes]]
    makers = {"hang-ngay.csv": _text, "hang-ngay.xlsx": _workbook, "hang-ngay.xls": _old_workbook}
    return {name: maker(rows) for name, maker in makers.items()}


def windows_1258(text: str) -> bytes:
    """Return a text in windows-1258: letters with their hats as one sign, the tone behind them."""
    written = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts[1:] if ord(part) in _PLACES)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        written.append(bare + tones)
    return "".join(written).encode("cp1258")


def _text(rows: Sequence[Row]) -> bytes:
    lines = [";".join(str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row) for row in rows]
    return windows_1258("\r\n".join(lines) + "\r\n")


def _workbook(rows: Sequence[Row]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _old_workbook(rows: Sequence[Row]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
