"""Rows of a frame as plain Python: dictionaries with names, and cells as JSON knows them."""

from typing import Any

import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """Return one dictionary per row, by column name."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def row_of(frame: pd.DataFrame, ref_area: str) -> Row | None:
    """Return the row of one unit, or None where the frame has none."""
    areas = frame["ref_area"].tolist()
    if ref_area not in areas:
        return None
    place = areas.index(ref_area)  # a slice of one row: a mask would copy every column of every kind
    return records(frame.iloc[place : place + 1])[0]


def plain(cell: Any) -> Any:  # noqa: ANN401 - a cell of a frame is anything
    """Return a cell as JSON knows it: None for every kind of nothing, Python's own numbers for the rest."""
    if cell is None or pd.isna(cell):
        return None
    return cell.item() if hasattr(cell, "item") else cell
