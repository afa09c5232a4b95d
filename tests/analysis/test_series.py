import pandas as pd

from lib.analysis.series import reference_lines, with_gaps
from lib.model.indicator import Direction

ROWS = pd.DataFrame(
    [
        ("63-a", "2020", 1.0),
        ("63-b", "2020", 5.0),
        ("63-c", "2020", 3.0),
        ("63-a", "2022", 4.0),
        ("63-b", "2022", None),
    ],
    columns=["ref_area", "time_period", "obs_value"],
)
MEMBERS = {"63": ["63-a", "63-b", "63-c"]}


def test_the_median_and_the_best_name_their_period_set_and_number_of_units() -> None:
    first = reference_lines(ROWS, MEMBERS, Direction.HIGHER).iloc[0]
    assert first[["unit_set", "time_period", "median", "best", "best_area"]].tolist() == [
        "63",
        "2020",
        3.0,
        5.0,
        "63-b",
    ]
    assert first[["unit_count", "member_count"]].tolist() == [3, 3]


def test_too_few_units_make_no_country() -> None:
    second = reference_lines(ROWS, MEMBERS, Direction.HIGHER).iloc[1]
    assert second["unit_count"] == 1
    assert pd.isna(second["median"]) and pd.isna(second["best"])


def test_a_period_the_unit_lacks_becomes_a_gap_and_no_line_leaves_its_life() -> None:
    full = with_gaps(ROWS, {"63-a": "A"}, ["2019", "2020", "2021", "2022", "2023"])
    assert full["time_period"].tolist() == ["2020", "2021", "2022"]
    assert full["obs_value"].isna().tolist() == [False, True, False]
    assert full["period"].tolist() == ["2020-12-31", "2021-12-31", "2022-12-31"]


def test_two_territories_are_two_lines() -> None:
    rows = pd.DataFrame({"ref_area": ["63-x", "34-x"], "time_period": ["2024", "2025"], "obs_value": [1.0, 2.0]})
    full = with_gaps(rows, {"63-x": "old", "34-x": "new"}, ["2024", "2025"])
    assert full["line"].tolist() == ["new", "old"]
