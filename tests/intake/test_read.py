from pathlib import Path

from lib.intake.read import HandedIn, read_file
from lib.model.handin import Answers
from lib.model.issue import IssueCode, Outcome
from lib.services.hand_in_commands import root_setting

SETTING = root_setting(Path(__file__).parents[2])


def test_a_table_of_which_every_column_is_left_out_gives_nothing_and_says_so() -> None:
    content = "Tỉnh;Sản lượng 2016\nHà Giang;60,5\nHà Nội;61\n".encode()
    reading = read_file(HandedIn(content, "bang.csv"), SETTING, Answers({"unit-set": "63", "indicator": "skip"}))
    assert (reading.outcome, len(reading.cells)) == (Outcome.REJECT, 0)
    assert reading.issues[-1].code is IssueCode.NO_ROWS


def test_three_figures_after_a_point_are_thousands_where_another_column_has_a_decimal_comma() -> None:
    content = "Tỉnh;Thu 2016;Chi 2016\nHà Giang;1.234;60,5\nHà Nội;2.345;61,25\n".encode()
    reading = read_file(HandedIn(content, "bang.csv"), SETTING, Answers({"unit-set": "63", "indicator": "header"}))
    assert list(reading.cells["obs_value"]) == [1234.0, 2345.0, 60.5, 61.25]
