"""One observation file → a frame of texts that know their file and line; what the texts mean is checked elsewhere."""

import csv
from pathlib import Path

import pandas as pd

from lib.model.observation import OBSERVATION_COLUMNS


def read_file(path: Path, faults: list[str]) -> pd.DataFrame:
    """Return the lines of a UTF-8 file as texts, with `file` and `line`; whatever cannot be read goes to `faults`."""
    lines = _lines(path, faults)
    header = list(OBSERVATION_COLUMNS)
    if lines and lines[0] != header:
        faults.append(f"{path.name}:1: the columns must be {','.join(header)}")
        lines = []
    whole = [(place, line) for place, line in enumerate(lines[1:], start=2) if len(line) == len(header)]
    faults += [
        f"{path.name}:{place}: the line has {len(line)} values, not {len(header)}"
        for place, line in enumerate(lines[1:], start=2)
        if len(line) != len(header)
    ]
    rows = pd.DataFrame([line for _, line in whole], columns=header, dtype="str")
    return rows.assign(file=path.name, line=[str(place) for place, _ in whole]).astype("str")


def _lines(path: Path, faults: list[str]) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            return list(csv.reader(handle, strict=True))
    except UnicodeDecodeError as error:
        faults.append(f"{path.name}: not UTF-8 at byte {error.start}")
    except csv.Error as error:
        faults.append(f"{path.name}: {error}")
    return []
