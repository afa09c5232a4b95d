"""A change table says no change across periods that count unlike stretches of a year, and the note says why."""

from dataclasses import replace

import pandas as pd
import pytest

from lib.i18n import translator
from lib.model.indicator import Accumulation
from lib.model.words import Language
from lib.services.notes import row_note, stretch_line
from lib.services.questions import Question, ask
from lib.services.rows import row_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace

NOTES = {
    ("period", "vi"): "Số liệu năm 2025 không so với số liệu 6 tháng đầu năm 2025, "
    "hai kỳ dài ngắn khác nhau: chọn kỳ gốc cùng độ dài.",
    ("year_to_date", "vi"): "Số liệu năm 2025 là số lũy kế từ đầu năm, không so với số liệu 6 tháng năm 2025: "
    "chọn kỳ gốc cũng lũy kế 12 tháng (cùng kỳ).",
    ("period", "en"): "The figure for 2025 does not compare with first half of 2025, a period of another length: "
    "choose a base of the same length.",
    ("year_to_date", "en"): "The figure for 2025 counts from the start of the year and does not compare with "
    "6 months of 2025: choose a base of the same 12 months.",
}


def asked(workspace: Workspace, code: str, period: str, base: str, accumulation: str) -> tuple[Question, pd.DataFrame]:
    question = ask(workspace, code, period, base)
    indicator = replace(question.indicator, accumulation=Accumulation(accumulation))
    question = replace(question, indicator=indicator)
    return question, change_table(workspace.observations(code), question, workspace)


@pytest.mark.parametrize(("accumulation", "language"), list(NOTES))
def test_a_year_and_its_half_have_no_change_and_the_note_says_what_to_choose(
    accumulation: str, language: Language, workspace: Workspace
) -> None:
    question, rows = asked(workspace, "GRDP_GROWTH", "2025", "2025-S1", accumulation)
    both = rows.loc[rows["obs_value"].notna() & rows["base_value"].notna(), "ref_area"].tolist()
    assert both
    for column in ("value_change", "rank_change", "comparable_rank", "comparable_rank_change"):
        assert rows[column].isna().all(), column
    row = row_of(rows, both[0])
    assert row is not None
    note = row_note(row, question, workspace, translator(language))
    assert note is not None
    assert NOTES[accumulation, language] in note
    assert stretch_line(question, translator(language)) == NOTES[accumulation, language]


def test_the_same_stretch_of_two_years_is_compared(workspace: Workspace) -> None:
    question, alone = asked(workspace, "PCI", "2016", "2015", "period")
    assert stretch_line(question, translator("vi")) == ""
    to_date = asked(workspace, "PCI", "2016", "2015", "year_to_date")[1]
    assert alone["value_change"].notna().sum() == 63
    assert to_date["value_change"].equals(alone["value_change"])
    assert set(to_date["reason"]) == {""}
