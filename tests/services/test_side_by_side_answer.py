import json

import pytest

from lib.i18n import translator
from lib.model.errors import UnknownCodeError
from lib.services.side_by_side_answer import COMPARE_FIELDS, Record, compare_answer
from lib.services.workspace import Workspace

VI = translator("vi")


@pytest.fixture(scope="module")
def worked_example(workspace: Workspace) -> list[Record]:
    """The answer most tests look at."""
    return compare_answer(workspace, "63-19", "63-77", "2021", VI)


def test_the_answer_is_plain_records_of_indices_and_components(worked_example: list[Record]) -> None:
    answer = worked_example
    assert all(list(record) == COMPARE_FIELDS for record in answer)
    assert json.loads(json.dumps(answer)) == answer
    papi = next(r for r in answer if r["indicator"] == "PAPI_TOTAL_D1_D8")
    assert (papi["ahead"], papi["places"], papi["rank_kind"], papi["difference"]) == ("63-19", 26, "computed", 2.7477)
    assert (papi["first_rank"], papi["second_rank"], papi["peer_count"]) == (21, 47, 60)
    components = [r for r in answer if r["part"] == "component"]
    assert sum(r["points"] for r in components) == pytest.approx(2.7478)
    assert components[0]["indicator"] == "PAPI_D1_PARTICIPATION"


def test_a_missing_figure_is_null_with_a_note_and_never_zero(worked_example: list[Record]) -> None:
    answer = worked_example
    pci = next(r for r in answer if (r["indicator"], r["time_period"]) == ("PCI", "2021"))
    assert (pci["first_value"], pci["difference"], pci["ahead"]) == (None, None, None)
    assert "Thái Nguyên: Đã công bố nhưng chưa có" in pci["note"]


def test_names_mean_the_units_of_one_list_that_the_period_knows(workspace: Workspace) -> None:
    answer = compare_answer(workspace, "Thái Nguyên", "Bà Rịa – Vũng Tàu", None, VI)
    assert (answer[0]["first_area"], answer[0]["second_area"]) == ("63-19", "63-77")
    (record,) = compare_answer(workspace, "Cao Bằng", "34-04", "2021", VI)
    assert "cùng một địa bàn" in record["note"]
    # without a period the newest common one is taken
    assert {r["time_period"] for r in answer if r["asked"]} == {"2024"}


def test_units_that_do_not_compare_give_one_record_that_says_why(workspace: Workspace) -> None:
    (record,) = compare_answer(workspace, "63-56", "34-56", "2024", VI)
    assert record["note"].startswith("Khánh Hòa (trước 7/2025) thuộc danh mục 63 đơn vị")
    assert record["first_value"] is None


def test_restated_records_carry_their_rule_coverage_and_status(workspace: Workspace) -> None:
    answer = compare_answer(workspace, "63-19", "63-77", "2021", VI, unit_set="34")
    papi = next(r for r in answer if r["indicator"] == "PAPI_TOTAL_D1_D8")
    assert (papi["first_area"], papi["second_area"], papi["unit_set"]) == ("34-19", "34-79", "34")
    assert (papi["first_carry_rule"], papi["first_coverage"], papi["second_coverage"]) == ("recompute", "2/2", "3/3")
    assert papi["first_status"] == "E"
    assert sum(r["points"] for r in answer if r["part"] == "component") == pytest.approx(papi["difference"], abs=1e-6)


@pytest.mark.parametrize(
    ("first", "period", "unit_set"), [("63-00", "2021", ""), ("63-19", "20x1", ""), ("63-19", "2021", "35")]
)
def test_what_nobody_knows_is_refused(first: str, period: str, unit_set: str, workspace: Workspace) -> None:
    with pytest.raises(UnknownCodeError):
        compare_answer(workspace, first, "63-77", period, VI, unit_set=unit_set)
