from pathlib import Path

import pandas as pd
import pytest

from lib.analysis.harmonise import RESTATED_COLUMNS, needed, restate
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.model.observation import OBSERVATION_COLUMNS


def figures(*rows: tuple[str, str, str, float | None]) -> pd.DataFrame:
    full = [(code, area, period, value, "A", None, None, None, "GSO") for code, area, period, value in rows]
    return pd.DataFrame(full, columns=list(OBSERVATION_COLUMNS))


def restated(observations: pd.DataFrame, area: str, catalogue: Catalogue, gazetteer: Gazetteer) -> dict[str, object]:
    rows = restate(observations, area.partition("-")[0], catalogue, gazetteer)
    assert tuple(rows.columns) == RESTATED_COLUMNS
    found = rows.loc[(rows["ref_area"] == area) & (rows["indicator"] == observations["indicator"].iloc[0])]
    assert len(found) == 1
    return {str(name): value for name, value in found.iloc[0].items()}


def test_people_are_added_up_and_the_sum_says_where_it_comes_from(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    people = figures(
        ("POPULATION_AVG_THOUSAND", "63-56", "2022", 1253.97), ("POPULATION_AVG_THOUSAND", "63-58", "2022", 598.68)
    )
    row = restated(people, "34-56", catalogue, gazetteer)
    assert row["obs_value"] == 1852.65
    assert (row["obs_status"], row["carry_rule"], row["source_set"]) == ("E", "sum", "63")
    assert (row["coverage_count"], row["coverage_size"], row["predecessors"]) == (2, 2, "63-56 63-58")


def test_a_part_of_a_sum_is_no_sum(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    row = restated(figures(("AREA_KM2", "63-56", "2022", 5199.6)), "34-56", catalogue, gazetteer)
    assert pd.isna(row["obs_value"])
    assert (row["reason"], row["missing"], row["coverage_count"]) == ("below_coverage", "63-58", 1)
