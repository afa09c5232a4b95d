"""Lines of our own CSV files with their place, read so that every fault is kept; what they mean is said elsewhere."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.model.words import Words


@dataclass(frozen=True)
class Row:
    """One line of a file; a value that cannot be read becomes a fault and a stand-in, so that reading goes on."""

    place: str
    values: Mapping[str, str]
    faults: list[str]

    def __getitem__(self, column: str) -> str:
        return self.values[column].strip()

    def fault(self, message: str) -> None:
        """Note what is wrong with this line."""
        self.faults.append(f"{self.place}: {message}")

    def words(self, stem: str) -> Words:
        """Return the columns `<stem>_vi` and `<stem>_en`; a name must not be empty, a remark may."""
        if "name" in stem and not (self[f"{stem}_vi"] and self[f"{stem}_en"]):
            self.fault(f"{stem}_vi or {stem}_en is empty")
        return Words(self[f"{stem}_vi"], self[f"{stem}_en"])

    def day(self, column: str) -> date:
        """Return the date of a column that must hold one."""
        try:
            return date.fromisoformat(self[column])
        except ValueError:
            self.fault(f"{column} is not a date (2025-07-01): {self[column]!r}")
            return date.min

    def last_day(self, column: str) -> date | None:
        """Return the date of a column that is empty for what is still in force."""
        return self.day(column) if self[column] else None

    def numbers(self, column: str) -> tuple[float, ...]:
        """Return the numbers of a column, separated by spaces."""
        try:
            return tuple(float(part) for part in self[column].split())
        except ValueError:
            self.fault(f"{column} is not a number: {self[column]!r}")
            return ()

    def number(self, column: str) -> float | None:
        """Return the number of a column, None where it is empty."""
        return next(iter(self.numbers(column)), None)


def read_rows(path: Path, columns: list[str], faults: list[str]) -> list[Row]:
    """Read a UTF-8 CSV file that has exactly these columns; whatever is wrong is added to `faults`."""
    if not path.is_file():
        faults.append(f"{path.name}: the file is missing")
        return []
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle, strict=True)
        if list(reader.fieldnames or ()) != columns:
            faults.append(f"{path.name}:1: the columns must be {','.join(columns)}")
            return []
        rows = [Row(f"{path.name}:{reader.line_num}", values, faults) for values in reader]
    for row in rows:
        if not _is_whole(row):
            row.fault(f"the line does not have {len(columns)} values")
    return [row for row in rows if _is_whole(row)]


def _is_whole(row: Row) -> bool:
    return None not in row.values and None not in row.values.values()
