from pathlib import Path

import pandas as pd

from lib.intake.read import HandedIn, read_file
from lib.model.handin import Answers
from lib.model.issue import IssueCode
from lib.services.hand_in_commands import root_setting

ROOT = Path(__file__).parents[2]
SETTING = root_setting(ROOT)


def comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def deviations(total: float, *, without: str = "") -> list[tuple[tuple[int, ...], str]]:
    figures = shipped()
    names = {unit.ref_area: unit.label.vi for unit in SETTING.gazetteer.members("63")}
    lines = [f"{names[ref]};{comma(value)}" for ref, value in figures.items() if ref != without]
    text = f"Tỉnh;Dân số trung bình 2020\nCẢ NƯỚC;{comma(total)}\n" + "\n".join(lines) + "\n"
    reading = read_file(HandedIn(text.encode(), "dan-so.csv"), SETTING, Answers({"unit-set": "63"}))
    assert len(reading.cells) == len(lines)
    return [(issue.rows, issue.column) for issue in reading.issues if issue.code is IssueCode.VALUE_DEVIATED]


def shipped() -> dict[str, float]:
    paths = sorted((ROOT / "data" / "observations").glob("*.csv"))
    all_figures = pd.concat([pd.read_csv(path) for path in paths])
    chosen = all_figures.loc[
        (all_figures["indicator"] == "POPULATION_AVG_THOUSAND")
        & (all_figures["time_period"].astype(str) == "2020")
        & all_figures["ref_area"].str.startswith("63-")
    ]
    return dict(zip(chosen["ref_area"], chosen["obs_value"], strict=True))


def test_a_countrys_figure_that_is_not_the_sum_of_its_units_is_told() -> None:
    total = sum(shipped().values())
    assert deviations(total) == []
    assert deviations(total * 1.004) == []
    assert deviations(total * 1.02) == [((2,), "B")]


def test_a_total_over_units_that_are_not_all_there_says_nothing() -> None:
    assert deviations(sum(shipped().values()) * 1.02, without="63-96") == []
