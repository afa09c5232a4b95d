import random
from pathlib import Path

import pandas as pd
import pytest

from lib.i18n import translator
from lib.intake.reading import CELL_COLUMNS
from lib.model.handin import Answers
from lib.services.hand_in_commands import AnswerError, answers_of, check, load, root_setting
from lib.services.workspace import Workspace

ROOT = Path(__file__).parents[2]
T = translator("vi")


def table(path: Path, rows: int) -> Path:
    chance = random.Random(7)
    lines = [f"Hà Giang;{1950 + n // 12}-{n % 12 + 1:02d};{chance.uniform(1, 99):.6f}" for n in range(rows)]
    path.write_text("Tỉnh;Kỳ;Giá trị\n" + "\n".join(lines).replace(".", ",") + "\n", encoding="utf-8")
    return path


def test_a_file_that_cannot_be_stored_is_refused_with_the_reason_and_taken_the_next_time(
    office: Workspace, tmp_path: Path
) -> None:
    file = table(tmp_path / "bang.csv", 800)
    answers = Answers({"unit-set": "63", "indicator": "IIP_YOY_CHANGE_PCT"})
    with office.store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    before = office.store.coverage()
    failed = load(file, answers, office, ("Phòng Tổng hợp", ""), T)
    assert (failed.status, failed.record["outcome"]) == (4, "REJECT")
    assert failed.record["issues"][-1]["code"] == "save-failed"
    pd.testing.assert_frame_equal(office.store.coverage(), before)
    with office.store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    stored = load(file, answers, office, ("Phòng Tổng hợp", ""), T)
    assert (stored.status, stored.record["counts"]["new"]) == (0, 800)


def test_checking_writes_the_cells_taken_and_asks_by_name(tmp_path: Path) -> None:
    file = tmp_path / "bang.csv"
    file.write_text("Tỉnh;PCI 2016\nHải Phòng;60,5\nCần Thơ;61,25\n", encoding="utf-8")
    setting = root_setting(ROOT)
    asked = check(file, Answers(), setting, None, T)
    assert (asked.status, asked.record["question"]["key"]) == (3, "unit-set")
    out = tmp_path / "ra.csv"
    done = check(file, answers_of(["unit-set=63"]), setting, out, T)
    cells = pd.read_csv(out)
    assert done.status == 0
    assert tuple(cells.columns) == CELL_COLUMNS
    assert cells[["ref_area", "time_period", "indicator", "obs_value", "row", "column"]].to_numpy().tolist() == [
        ["63-31", 2016, "PCI", 60.5, 2, "B"],
        ["63-92", 2016, "PCI", 61.25, 3, "B"],
    ]


def test_an_answer_without_a_choice_is_refused() -> None:
    with pytest.raises(AnswerError):
        answers_of(["unit-set"])
