"""A change table and the sentence claim nothing inside an error band; the band is made up, the figures are real."""

from dataclasses import replace

import pandas as pd
import pytest

from lib.i18n import translator
from lib.model.margin import Margin
from lib.model.period import Period
from lib.model.words import Words
from lib.report.sentences import Telling, unit_sentence
from lib.services.error_bands import pair_line
from lib.services.growing_catalogue import GrowingCatalogue
from lib.services.questions import Question, ask, restated_on
from lib.services.restating import figures_of
from lib.services.rows import records, row_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace

PAPI = "PAPI_TOTAL_D1_D8"
BAND = Margin(PAPI, Period(2021), Period(2024), "*", 0.4, 95.0, Words("Dựng để thử", "Made up"), "GH-HNKS-PAPI")


def banded(workspace: Workspace, *margins: Margin) -> Workspace:
    shipped = replace(workspace.catalogue, margins=margins)
    return replace(workspace, catalogues=GrowingCatalogue(shipped, workspace.store))


def told(workspace: Workspace, question: Question) -> pd.DataFrame:
    return change_table(figures_of(question, workspace), question, workspace)


def sentence(workspace: Workspace, question: Question, area: str) -> str:
    row = row_of(told(workspace, question), area)
    assert row is not None
    base = question.base.period if question.base else None
    telling = Telling(translator("vi"), question.indicator, question.now.period, base, workspace.gazetteer)
    return unit_sentence(row, telling)


def test_no_band_ships_so_nothing_is_added(workspace: Workspace) -> None:
    assert "rank_low" not in told(workspace, ask(workspace, PAPI, "2024", "2023"))


def test_a_change_inside_the_band_claims_neither_rank_nor_value_and_shows_the_class(workspace: Workspace) -> None:
    office = banded(workspace, BAND)
    question = ask(office, PAPI, "2024", "2023")
    rows = told(office, question)
    inside = rows.loc[rows["change_certain"].eq(False).fillna(False)]
    assert (inside["value_change"].abs() <= 0.4 * 2**0.5).all()
    assert len(inside) > 10
    assert rows["rank_low"].isna().equals(rows["rank"].isna())
    said = sentence(office, question, str(inside["ref_area"].iloc[0]))
    assert "kể cả sai số: hạng trong khoảng " in said
    assert "thay đổi so với năm 2023 nằm trong khoảng sai số ±0,57 điểm (mức tin cậy 95 %) nên không kết luận" in said
    assert " bậc" not in said
    assert " nhóm " in said


def test_places_that_overlap_in_both_periods_are_no_change_of_rank(workspace: Workspace) -> None:
    office = banded(workspace, replace(BAND, first_period=Period(2019)))
    question = ask(office, PAPI, "2020", "2019")  # the same 63 units in both
    rows = told(office, question)
    unsure = rows["change_certain"].eq(True) & rows["rank_change_certain"].eq(False) & rows["rank_change"].notna()
    area = str(rows.loc[unsure.fillna(False), "ref_area"].iloc[0])
    said = sentence(office, question, area)
    assert " bậc" not in said
    assert "điểm so với năm 2019" in said


def test_the_range_stands_without_a_base_too(workspace: Workspace) -> None:
    office = banded(workspace, BAND)
    rows = told(office, ask(office, PAPI, "2024"))
    ranked = rows.loc[rows["rank"].notna()]
    assert ((ranked["rank_low"] <= ranked["rank"]) & (ranked["rank"] <= ranked["rank_high"])).all()


@pytest.mark.parametrize("second", [replace(BAND, ref_area="63-01", level=90.0)])
def test_bands_of_two_levels_are_not_combined(workspace: Workspace, second: Margin) -> None:
    office = banded(workspace, BAND, second)
    assert told(office, ask(office, PAPI, "2024", "2023"))["rank_low"].isna().all()


def test_a_restated_value_has_no_band_of_its_own(workspace: Workspace) -> None:
    office = banded(workspace, BAND)
    rows = told(office, restated_on("34", ask(office, PAPI, "2024", "2023")))
    assert rows["rank"].notna().any()
    assert rows["rank_low"].isna().all()


def test_of_two_units_inside_the_band_neither_is_called_better(workspace: Workspace) -> None:
    narrow = replace(BAND, ref_area="63-04", half_width=0.25)
    office = banded(workspace, BAND, narrow)
    question = ask(office, PAPI, "2024")
    telling = Telling(translator("vi"), question.indicator, question.now.period, None, office.gazetteer)
    table = told(office, question)
    rows = [row for row in records(table.sort_values("rank")) if row["half_width"] == 0.4 and pd.notna(row["rank"])]
    near, next_to, last = rows[20], rows[21], rows[-1]
    assert near["obs_value"] - next_to["obs_value"] <= 0.8 < near["obs_value"] - last["obs_value"]
    assert (
        pair_line(near, next_to, telling)
        == pair_line(next_to, near, telling)
        == (
            "Chênh lệch nằm trong khoảng sai số ±0,40 điểm (mức tin cậy 95 %): không kết luận về thứ hạng; "
            "thuộc nhóm Trung bình cao."
        )
    )
    assert pair_line(near, last, telling) == pair_line(last, near, telling) == ""
    assert "±0,40 điểm và ±0,25 điểm (" in pair_line(near, {**next_to, "half_width": 0.25}, telling)
    other_class = pair_line(near, {**next_to, "group": 3}, telling)
    assert other_class.endswith("không kết luận về thứ hạng.")
    assert pair_line(near, {**next_to, "half_width": None}, telling) == ""
