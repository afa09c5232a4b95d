"""Observations written by hand for the tests of restating, and the one restated row they look at."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from lib.analysis.harmonise import RESTATED_COLUMNS, restate
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.model.observation import OBSERVATION_COLUMNS

Told = tuple[str, str, str, float | None]


def figures(*rows: Told, status: str = "A", source: str = "GSO") -> pd.DataFrame:
    """Rows of indicator, unit, period and value, all of one status and source."""
    full = [(code, area, period, value, status, None, None, None, source) for code, area, period, value in rows]
    return pd.DataFrame(full, columns=list(OBSERVATION_COLUMNS)).astype({"obs_value": "float64"})


def together(*frames: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True)


def everywhere(code: str, period: str, values: Iterable[float], areas: Iterable[str]) -> pd.DataFrame:
    return figures(*((code, area, period, value) for area, value in zip(areas, values, strict=False)))


def ids(gazetteer: Gazetteer, unit_set: str) -> list[str]:
    return [unit.ref_area for unit in gazetteer.members(unit_set)]


def restated(observations: pd.DataFrame, area: str, catalogue: Catalogue, gazetteer: Gazetteer) -> dict[str, Any]:
    """The restated row of one unit for the indicator and the period of the first row."""
    rows = restate(observations, area.partition("-")[0], catalogue, gazetteer)
    assert tuple(rows.columns) == RESTATED_COLUMNS
    assert not rows.duplicated(["indicator", "time_period", "ref_area"]).any()
    code, period = observations[["indicator", "time_period"]].iloc[0]
    found = rows.loc[(rows["ref_area"] == area) & (rows["indicator"] == code) & (rows["time_period"] == period)]
    assert len(found) == 1
    return {str(name): value for name, value in found.iloc[0].items()}
