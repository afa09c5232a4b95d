"""Writes the tables of the tests anew: `python -m tests.handed_in.make [FILE …]`, after a table was added or changed.

Figures come from `data/observations`, and what is expected is written down while the cells are written: the reader of
the program takes no part in it.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.handed_in import of_areas, of_containers, of_layouts, of_numbers, of_periods, of_traps
from tests.handed_in.table import Case, Table

HERE = Path(__file__).parent
FILES, EXPECTED, MANIFEST = HERE / "files", HERE / "expected", HERE / "cases.csv"
FIELDS = ("case", "file", "answers", "outcome", "codes", "question", "expected")
COLUMNS = ("ref_area", "time_period", "indicator", "obs_value", "obs_status", "sheet", "row", "column")


def tables() -> Iterator[Table]:
    """Return all tables, each file once."""
    for kind in (of_layouts, of_areas, of_periods, of_numbers, of_containers, of_traps):
        yield from kind.tables()


def main() -> None:
    """Write files, expected observations and the list of cases."""
    FILES.mkdir(exist_ok=True)
    EXPECTED.mkdir(exist_ok=True)
    wanted = set(sys.argv[1:])
    listed = []
    for table in tables():
        path = FILES / table.file
        # a workbook carries the time it was saved at: an old one stays unless it is named on the command line
        if table.file in wanted or not path.exists() or path.suffix not in {".xlsx", ".xls"}:
            path.write_bytes(table.content)
        listed += [_case(table, case, number) for number, case in enumerate(table.cases, 1)]
    with MANIFEST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def _case(table: Table, case: Case, number: int) -> dict[str, str]:
    name = f"{table.file.replace('.', '-')}-{number}"
    figures = table.figures if case.figures is None else case.figures
    if figures:
        with (EXPECTED / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for one in figures:
                f = one.figure
                writer.writerow(
                    [f.ref_area, f.period, f.indicator, repr(f.value), f.status, one.sheet, one.row, one.column]
                )
    return {
        "case": name,
        "file": table.file,
        "answers": " & ".join(case.answers),
        "outcome": case.outcome,
        "codes": " ".join(sorted(case.codes.split())),
        "question": case.question,
        "expected": f"{name}.csv" if figures else "",
    }


if __name__ == "__main__":
    main()
