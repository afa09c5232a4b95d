"""Small observations frames written by hand, and the slip that comes with them."""

from typing import Any

import pandas as pd
from sqlalchemy import delete

from lib.model.observation import OBSERVATION_COLUMNS
from lib.store import Store
from lib.store.database import writing
from lib.store.schema import batch, coverage, observation

KEY = ["indicator", "ref_area", "time_period"]


def figure(
    value: float | None = 1.0,
    *,
    indicator: str = "PCI",
    area: str = "63-01",
    period: str = "2024",
    status: str = "A",
    rank: int | None = None,
    group: str | None = None,
    basis: str | None = None,
    source: str = "pci-2024",
) -> tuple[Any, ...]:
    return (indicator, area, period, value, status, rank, group, basis, source)


def observations(*figures: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(figures), columns=list(OBSERVATION_COLUMNS))


def many(count: int, *, indicator: str = "BULK", value: float = 0.5) -> pd.DataFrame:
    """`count` observations of 60 units in as many periods and indicators as it takes."""
    numbers = range(count)
    return pd.DataFrame(
        {
            "indicator": [f"{indicator}_{n // 1200:04d}" for n in numbers],
            "ref_area": [f"63-{n % 60:02d}" for n in numbers],
            "time_period": [str(2000 + n // 60 % 20) for n in numbers],
            "obs_value": [value + n for n in numbers],
            "obs_status": "A",
            "published_rank": pd.array([n % 60 + 1 for n in numbers], dtype="Int64"),
            "published_class": None,
            "rank_basis": "explicit",
            "source": "bulk",
        }
    )


def slip(name: str = "bang.xlsx") -> dict[str, str]:
    return {"file_name": name, "content_hash": f"hash of {name}", "actor": "Sở Tài chính", "note": "tháng 5"}


def values(read: pd.DataFrame) -> dict[tuple[str, str, str], float | None]:
    """The values of a frame by key, missing as None."""
    keys = read[KEY].itertuples(index=False, name=None)
    return {key: None if pd.isna(value) else value for key, value in zip(keys, read["obs_value"], strict=True)}


def emptied(store: Store) -> Store:
    """The same store without rows: a new one per example would compile every statement again."""
    with writing(store._engine) as connection:
        for table in (observation, batch, coverage):
            connection.execute(delete(table))
    return store
