"""Frames at the door of the store: what may come in as observations, and the column types of what goes out."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from lib.model.observation import KEY_COLUMNS, OBSERVATION_COLUMNS, ObsStatus
from lib.model.period import Period

_REQUIRED = (*KEY_COLUMNS, "obs_status", "source")
_NUMBERS = ("obs_value", "published_rank")
_INSTANTS = ("published_at", "superseded_at")
INSTANT = pd.DatetimeTZDtype("us", "UTC")
_TEXT = pd.StringDtype(na_value=np.nan)  # what pandas calls "str"
_WHOLE = ("published_rank", "superseded_by")


def checked(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations in the store's order of columns, typed; ValueError naming what cannot be stored.

    Empty texts count as missing. Refused: other columns, an empty key, status or source, a period or status nobody
    knows, a unit without its unit set, infinite values, ranks that are not whole, the same key twice.
    """
    if sorted(observations.columns) != sorted(OBSERVATION_COLUMNS):
        raise ValueError(f"observations need the columns {OBSERVATION_COLUMNS}, got {tuple(observations.columns)}")
    ordered = observations[list(OBSERVATION_COLUMNS)].reset_index(drop=True)
    for column in OBSERVATION_COLUMNS:
        ordered[column] = _number(ordered[column]) if column in _NUMBERS else _text(ordered[column])
    _refuse_unknown(ordered)
    repeated = ordered[ordered.duplicated(list(KEY_COLUMNS))]
    if len(repeated):
        raise ValueError(f"the same key twice: {', '.join(repeated[list(KEY_COLUMNS)].iloc[0])}")
    return ordered


def _number(column: "pd.Series[Any]") -> "pd.Series[Any]":
    numbers = pd.to_numeric(column).astype("Float64").astype("float64")
    if np.isinf(numbers).any():
        raise ValueError(f"{column.name} holds an infinite value")
    if column.name != "published_rank":
        return numbers
    if (numbers.dropna() % 1).any():
        raise ValueError("published_rank holds a number that is not whole")
    return numbers.astype("Int64")


def _text(column: "pd.Series[Any]") -> "pd.Series[Any]":
    texts = column.astype("str").replace("", None)
    if column.name in _REQUIRED and texts.isna().any():
        raise ValueError(f"{column.name} is empty in row {int(texts.isna().argmax())}")
    if any("\0" in entry for entry in texts.dropna().unique()):
        raise ValueError(f"{column.name} holds a NUL character, which no database keeps")
    return texts


def _refuse_unknown(observations: pd.DataFrame) -> None:
    strange = set(observations["obs_status"].unique()) - set(ObsStatus)
    if strange:
        raise ValueError(f"unknown obs_status: {', '.join(sorted(strange))}")
    homeless = [unit for unit in observations["ref_area"].unique() if not all(unit.partition("-"))]
    if homeless:
        raise ValueError(f"ref_area is unit set and code, as in 63-56, not {homeless[0]!r}")
    for time_period in observations["time_period"].unique():
        if str(Period.parse(time_period)) != time_period:
            raise ValueError(f"write the period {time_period!r} as {Period.parse(time_period)}")


def period_order(time_period: str) -> int:
    """Return a number that sorts periods as `Period` does: by their end, the longer one last."""
    period = Period.parse(time_period)
    return period.end.year * 10_000 + period.end.month * 100 + 12 // period.frequency.per_year


def rows(observations: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return checked observations by key as tuples for the driver: missing as None, the order of the period last."""
    ordered = observations.sort_values(list(KEY_COLUMNS), ignore_index=True)
    columns = [_plain(ordered[column]) for column in OBSERVATION_COLUMNS]
    order = {period: period_order(period) for period in ordered["time_period"].unique()}
    return list(zip(*columns, map(order.__getitem__, columns[KEY_COLUMNS.index("time_period")]), strict=True))


def _plain(column: "pd.Series[Any]") -> list[Any]:
    if column.name == "obs_value":
        return column.astype(object).where(column.notna(), None).tolist()
    # Texts and ranks repeat: one value for all its rows is quicker to hand over, and spares memory.
    codes, known = pd.factorize(column)
    entries = np.array([*known.tolist(), None], dtype=object)  # a missing one has the code -1: the last
    return entries[codes].tolist()  # type: ignore[no-any-return]


def typed(records: Sequence[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return rows read from the database as a frame: values float64, ranks Int64, instants UTC, texts str."""
    lists = zip(*records, strict=True) if records else ([] for _ in columns)
    return pd.DataFrame({name: _column(name, list(entries)) for name, entries in zip(columns, lists, strict=True)})


def _column(name: str, entries: list[Any]) -> ExtensionArray | NDArray[Any]:
    if name == "obs_value":
        return np.array(entries, dtype="float64")
    if name in {"batch_id", "entered_by", "newest_batch", "layer"} or name.endswith("_count"):
        return np.array(entries, dtype="int64")
    if name in _INSTANTS:
        return pd.array(entries, dtype=INSTANT)
    if name in _WHOLE:
        return pd.array(entries, dtype=pd.Int64Dtype())
    return pd.array(entries, dtype=_TEXT)
