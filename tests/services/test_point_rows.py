import pytest

from lib.analysis.point_moves import TotalMove
from lib.i18n import translator
from lib.services.point_rows import part_figures, point_columns, point_lines, point_move, point_records
from lib.services.questions import Question, ask, ask_restated
from lib.services.restating import figures_of
from lib.services.rows import Row, records
from lib.services.tables import change_table
from lib.services.workspace import Workspace

T = translator("vi")


def moves(question: Question, workspace: Workspace) -> dict[str, tuple[Row, TotalMove | None]]:
    parts = part_figures(question, workspace)
    changed = records(change_table(figures_of(question, workspace), question, workspace))
    return {row["ref_area"]: (row, point_move(row, question, parts, workspace)) for row in changed}


def test_pci_2021_to_2022_keeps_the_part_of_the_weights_apart(workspace: Workspace) -> None:
    question = ask(workspace, "PCI", "2022", "2021")
    told = {area: move for area, (_, move) in moves(question, workspace).items() if move is not None}
    assert len(told) == 9
    move = told["63-24"]
    assert move.reweighted
    keys = [column.key for column in point_columns(move, question, T)]
    assert keys[-3:] == ["value_points", "weight_points", "points"]
    headings = [column.heading for column in point_columns(move, question, T)]
    assert "Do điểm thành phần (trọng số 2021)" in headings
    assert "Do trọng số thay đổi" in headings
    lines = " ".join(point_lines(move, question, workspace, T))
    assert "Trọng số các thành phần của năm 2021 và năm 2022 khác nhau" in lines
    assert "Lưu ý từ năm 2022: Trọng số các chỉ số thành phần thay đổi" in lines
    assert "Cộng các thành phần: +8,02 điểm; điểm tổng thay đổi +8,06; chênh +0,04 do làm tròn khi công bố." in lines
    first = point_records(move, workspace, T)[0]
    assert (first["component"], first["base_weight"], first["weight"]) == ("PCI_7_PROACTIVITY", 0.5, 1.5)


def test_what_the_table_prints_adds_up_to_what_the_sentence_says(workspace: Workspace) -> None:
    question = ask(workspace, "PCI", "2022", "2021")
    told = [move for _, move in moves(question, workspace).values() if move is not None]
    usual = 0
    for move in told:
        printed = point_records(move.printed(2), workspace, T)
        sums = {
            name: round(sum(row[name] for row in printed), 2) for name in ("value_points", "weight_points", "points")
        }
        lines = " ".join(point_lines(move, question, workspace, T))
        assert f"Cộng các thành phần: {T.signed(sums['points'], 2)} điểm" in lines
        assert f"Trong đó {T.signed(sums['value_points'], 2)} điểm do điểm thành phần" in lines
        assert f"và {T.signed(sums['weight_points'], 2)} điểm chỉ do trọng số" in lines
        assert all(round(row["value_points"] + row["weight_points"], 2) == round(row["points"], 2) for row in printed)
        usual += round(sum(round(part.points, 2) for part in move.components), 2) == sums["points"]
    assert usual < len(told)


def test_one_weight_needs_one_column(workspace: Workspace) -> None:
    question = ask(workspace, "PCI", "2016", "2015")
    _, move = moves(question, workspace)["63-19"]
    keys = [column.key for column in point_columns(move, question, T)]
    assert keys == ["name", "base_value", "value", "weight", "points"]
    assert not [line for line in point_lines(move, question, workspace, T) if "Trọng số" in line]


@pytest.mark.parametrize(("code", "period", "base"), [("PAPI_TOTAL_D1_D8", "2024", "2023"), ("PCI", "2016", "2015")])
def test_restated_components_add_up_to_the_restated_total(
    code: str, period: str, base: str, workspace: Workspace
) -> None:
    question = ask_restated(workspace, code, period, base, "34")
    told = [(row, move) for row, move in moves(question, workspace).values() if move is not None]
    assert len(told) >= 30
    assert all(move.recomputed == pytest.approx(row["value_change"], abs=0.1) for row, move in told)


def test_what_has_no_components_is_not_taken_apart(workspace: Workspace) -> None:
    question = ask(workspace, "DTI", "2024", "2023")
    assert {move for _, move in moves(question, workspace).values()} == {None}
