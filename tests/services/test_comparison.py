import pandas as pd
import pytest

from lib.intake.read import HandedIn, read_file
from lib.model.handin import Answers
from lib.model.issue import IssueCode
from lib.services.hand_in import preview
from lib.services.hand_in_commands import workspace_setting
from lib.services.workspace import Workspace


def issues(workspace: Workspace, text: str) -> list[tuple[str, dict[str, str], tuple[int, ...]]]:
    reading = read_file(HandedIn(text.encode(), "bang.csv"), workspace_setting(workspace), Answers({"unit-set": "63"}))
    found = preview(reading, workspace).issues
    return [(str(issue.code), dict(issue.parts), issue.rows) for issue in found]


def test_a_changed_figure_is_told_with_what_stands(workspace: Workspace) -> None:
    found = issues(workspace, "Tỉnh;PCI 2016\nQuảng Ninh;65,6\nHà Giang;50,5\n")
    changed = [entry for entry in found if entry[0] == IssueCode.EXISTING_VALUE_CHANGED]
    assert ("Quảng Ninh", "2016", "65.6") in [(e[1]["area"], e[1]["period"], e[1]["new"]) for e in changed]
    standing = workspace.store.series(["PCI"]).set_index(["ref_area", "time_period"])["obs_value"]
    assert float(changed[0][1]["old"]) == pytest.approx(standing["63-22", "2016"])


def test_a_jump_against_the_units_own_history_is_told(workspace: Workspace) -> None:
    found = issues(workspace, "Tỉnh;Dân số trung bình 2023\nHà Giang;9000,5\nHà Nội;8550,5\n")
    assert [(code, rows) for code, _parts, rows in found] == [("value-deviated", (2,))]


def test_a_return_copied_from_the_period_before_is_told(workspace: Workspace) -> None:
    standing = workspace.store.series(["POVERTY_RATE"])
    last = standing.loc[(standing["time_period"] == standing["time_period"].max()) & standing["obs_value"].notna()]
    names = {unit.ref_area: unit.label.vi for unit in workspace.gazetteer.members("63")}
    some = last.loc[last["ref_area"].isin(list(names))].head(20)
    year = int(str(last["time_period"].iloc[0])) + 1
    lines = [f"{names[row.ref_area]};{row.obs_value}".replace(".", ",") for row in some.itertuples()]
    found = issues(workspace, f"Tỉnh;Tỷ lệ hộ nghèo {year}\n" + "\n".join(lines) + "\n")
    assert [(code, parts["ratio"]) for code, parts, _rows in found] == [("value-deviated", "1")]


def test_a_total_that_is_not_the_sum_of_its_parts_is_told(workspace: Workspace) -> None:
    parts = workspace.catalogue.components
    total = next(part.indicator for part in parts if part.indicator == "PAPI_TOTAL_D1_D8" and part.weight)
    standing = workspace.store.series([part.component for part in parts if part.indicator == total])
    of_one = standing.loc[(standing["ref_area"] == "63-02") & (standing["time_period"] == "2020")]
    summed = float(pd.to_numeric(of_one["obs_value"]).sum())
    right = f"Tỉnh;PAPI 2020\nHà Giang;{summed:.4f}\n".replace(".", ",")
    wrong = f"Tỉnh;PAPI 2020\nHà Giang;{summed + 1:.4f}\n".replace(".", ",")
    assert "value-deviated" not in [entry[0] for entry in issues(workspace, right)]
    assert "value-deviated" in [entry[0] for entry in issues(workspace, wrong)]
