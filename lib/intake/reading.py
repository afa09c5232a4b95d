"""What a reading of one file comes to: outcome, how it was read, observations, issues, or the question. No reading."""

from dataclasses import dataclass, field

import pandas as pd

from lib.model.handin import OpenQuestion
from lib.model.issue import Issue, Outcome

CELL_COLUMNS = (
    *("ref_area", "area_label", "time_period", "indicator", "obs_value", "obs_status"),
    *("sheet", "row", "column"),
)
"""The columns of the cells taken: an observation each, with the label as written and the place it stands at."""


@dataclass(frozen=True)
class ReadAs:
    """How a file was understood, each entry as short text; empty where it does not apply or was not reached."""

    container: str = ""  # csv, xlsx, xls
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    sheet: str = ""
    header_rows: str = ""  # "4" or "4-5"
    layout: str = ""  # long, wide, areas-in-columns, one-area
    area_column: str = ""
    period_source: str = ""  # column, header, title, sheet, answer
    unit_set: str = ""
    indicators: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """How many cells: with a figure in them, taken, set aside (regions, totals, repeated), refused, without figure."""

    read: int = 0
    taken: int = 0
    set_aside: int = 0
    refused: int = 0
    missing: int = 0


def no_cells() -> pd.DataFrame:
    """Return an empty frame of CELL_COLUMNS and `published_rank`."""
    cells = pd.DataFrame({name: pd.Series(dtype="str") for name in CELL_COLUMNS})
    return cells.astype({"obs_value": "float64", "row": "int64"}).assign(published_rank=pd.array([], dtype="Int64"))


@dataclass(frozen=True)
class Reading:
    """One file read: `cells` has CELL_COLUMNS and `published_rank` (Int64), empty unless the outcome takes them."""

    outcome: Outcome
    file_name: str
    content_hash: str
    read_as: ReadAs = ReadAs()
    cells: pd.DataFrame = field(default_factory=no_cells)
    issues: tuple[Issue, ...] = ()
    question: OpenQuestion | None = None
    offers: tuple[OpenQuestion, ...] = ()  # what may be answered though the rest is understood
    counts: Counts = Counts()
