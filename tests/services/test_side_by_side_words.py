import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from lib.analysis.side_by_side import Side
from lib.i18n import translator
from lib.intake.catalogue import load_catalogue
from lib.model.period import Period
from lib.model.words import Language
from lib.services.growing_catalogue import GrowingCatalogue
from lib.services.pairs import Pair
from lib.services.questions import ask
from lib.services.side_by_side import Figures, index_rows, row_at
from lib.services.side_by_side_answer import figures_of
from lib.services.side_by_side_lessons import lesson_lines
from lib.services.side_by_side_parts import SideBySide, side_by_side
from lib.services.side_by_side_words import (
    Words,
    basis_line,
    change_text,
    counted_how,
    elsewhere,
    index_note,
    missing_lines,
    obstacle_sentence,
    rank_text,
    standing_text,
    sum_line,
    summary,
)
from lib.services.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures(workspace: Workspace) -> Figures:
    """Every question of this file is answered once."""
    return figures_of(workspace)


def words_of(
    workspace: Workspace, first: str, second: str, language: Language = "vi", *, restated_on: str = ""
) -> Words:
    gazetteer = workspace.gazetteer
    return Words(Pair(gazetteer.unit(first), gazetteer.unit(second), restated_on), workspace, translator(language))


def found_of(figures: Figures, words: Words, period: str, code: str) -> SideBySide:
    indicator = words.workspace.catalogue.indicators[code]
    return side_by_side(words.pair, Period.parse(period), indicator, figures)


def test_the_sentence_of_the_worked_example(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-19", "63-77")
    found = found_of(figures, words, "2021", "PAPI_TOTAL_D1_D8")
    said = "Năm 2021, trong 3 chỉ số có thứ hạng của cả hai: "
    said += "Thái Nguyên đứng cao hơn ở cả 3 (PAPI, PAR INDEX và SIPAS)."
    assert summary(found.indices, found.period, words) == said
    assert "Bà Rịa – Vũng Tàu đứng cao hơn ở 2 (PAPI (6 nội dung) 2017" in elsewhere(found.indices, words)
    how = counted_how(found.indices, words)
    assert "PAPI 2021" in how.split("hạng ứng dụng tính")[1]
    assert "SIPAS 2021" in how.split("hạng ứng dụng tính")[0]


def test_the_same_in_english_and_of_both_sides(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-01", "63-48", "en")
    rows, _ = index_rows(words.pair, Period(2022), figures)
    said = summary(rows, Period(2022), words)
    assert said.startswith("2022: of the 4 indices with ranks of both, ")
    assert "Hanoi ranks higher on 2 (PAPI and PAR INDEX)" in said
    assert "Da Nang ranks higher on 2 (PCI and DTI)" in said


def test_a_period_without_ranks_of_both_says_so(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-19", "63-77")
    rows, _ = index_rows(words.pair, Period(2005), figures)
    assert summary(rows, Period(2005), words) == "Năm 2005: không chỉ số nào có thứ hạng của cả hai địa phương."


def test_what_one_unit_lacks_is_said_with_its_reason(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-19", "63-77")
    found = found_of(figures, words, "2021", "PAPI_TOTAL_D1_D8")
    (line,) = missing_lines(found.indices, words)
    assert line.startswith("PCI 2021: Thái Nguyên không có số liệu. Đã công bố nhưng chưa có trong các nguồn đã nạp")


def test_cells_name_the_kind_of_rank_and_the_change(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-19", "63-77")
    found = found_of(figures, words, "2021", "PAPI_TOTAL_D1_D8")
    rows = {row.question.indicator.code: row for row in found.indices if row.asked}
    assert rank_text(rows["PAR_INDEX"].first, words.t) == "hạng 6/63 (công bố)"
    assert rank_text(rows["PCI"].first, words.t) == ""
    papi = rows["PAPI_TOTAL_D1_D8"]
    assert rank_text(papi.second, words.t) == "hạng 47/60 (tính)"
    # 63 units in 2020, 60 in 2021: their ranks are not subtracted.
    assert change_text(papi.first, papi.question, words.t) == "−3,11"


def test_the_sum_is_written_out_or_why_there_is_none(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-19", "63-77")
    parts = found_of(figures, words, "2021", "PAPI_TOTAL_D1_D8").parts
    assert parts is not None
    said = "Cộng 8 thành phần: +2,7478 điểm; chênh lệch tổng điểm công bố: +2,7477 điểm; còn lại −0,0001"
    assert sum_line(parts, words).startswith(said)
    weightless = SideBySide(words.pair, Period(2022), [], [], parts)
    assert weightless.parts is not None
    unweighed = parts.rows.assign(weight=float("nan"), points=float("nan"))
    lacking = type(parts)(parts.question, unweighed, parts.finer, None, asked=True)
    assert sum_line(lacking, words) == words.t("compare.no_weights")


def test_each_learns_from_what_the_other_does_well(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-19", "63-77")
    found = found_of(figures, words, "2019", "PCI")
    first, second = lesson_lines(found.parts, found.indices, words)
    assert first.startswith(
        "Thái Nguyên có thể tìm hiểu ở Bà Rịa – Vũng Tàu: Hỗ trợ doanh nghiệp (6,87 so với 6,05 điểm"
    )
    assert "Chi phí thời gian (7,30 so với 6,63 điểm; hạng tính 13/30 so với 23/30)" in first
    assert second.startswith("Bà Rịa – Vũng Tàu có thể tìm hiểu ở Thái Nguyên: Đào tạo lao động (7,88 so với 6,82")


def test_where_no_part_teaches_the_parts_of_parts_do(workspace: Workspace, figures: Figures) -> None:
    words = words_of(workspace, "63-19", "63-77")
    found = found_of(figures, words, "2021", "PAPI_TOTAL_D1_D8")
    first, _ = lesson_lines(found.parts, found.indices, words)
    assert "6.3 Cơ sở hạ tầng căn bản (2,265 so với 2,057 điểm; hạng tính 4/60 so với 26/60)" in first


def test_restated_figures_are_told_as_estimates_with_what_the_units_hold(workspace: Workspace) -> None:
    words = words_of(workspace, "63-19", "63-77", restated_on="34")
    restated = figures_of(workspace, unit_set="34")
    found = found_of(restated, words, "2021", "PAPI_TOTAL_D1_D8")
    assert "Thái Nguyên gồm Bắc Kạn (trước 7/2025) và Thái Nguyên (trước 7/2025)" in basis_line(words)
    assert summary(found.indices, found.period, words).endswith("TP. Hồ Chí Minh đứng cao hơn (PAPI).")
    papi = next(row for row in found.indices if row.question.indicator.code == "PAPI_TOTAL_D1_D8")
    # (43,3623 + 42,1530) / 2: Thái Nguyên and Bắc Kạn, by the eight dimensions
    assert standing_text(papi.first, words.telling(papi.question)) == "≈ 42,76 điểm · hạng 16/32 (tính)"
    assert found.parts is not None
    assert "chênh lệch tổng điểm quy đổi" in sum_line(found.parts, words)
    assert missing_lines(found.indices, words)[0].endswith("Các đơn vị cũ chỉ có hạng công bố, chưa có giá trị")


def test_as_published_there_is_nothing_to_say_of_restating(workspace: Workspace) -> None:
    assert basis_line(words_of(workspace, "63-19", "63-77")) == ""


def test_where_there_is_no_figure_of_both_nothing_is_said_of_learning(workspace: Workspace) -> None:
    told = lesson_lines(None, [], words_of(workspace, "63-19", "63-77"))
    assert told == ["Chưa có số liệu nào của cả hai trong kỳ này để nói mỗi bên học được gì."]


@pytest.mark.parametrize(
    ("first", "second", "restated_on", "said"),
    [
        ("63-19", "63-77", "", ""),
        ("63-04", "34-04", "", "Cao Bằng (mã 63-04) và Cao Bằng (mã 34-04) là cùng một địa bàn"),
        ("63-56", "34-56", "", "Khánh Hòa (trước 7/2025) thuộc danh mục 63 đơn vị, Khánh Hòa thuộc danh mục 34 đơn vị"),
        ("63-74", "63-77", "34", "Trên danh mục 34 đơn vị, Bình Dương (trước 7/2025) thuộc TP. Hồ Chí Minh"),
    ],
)
def test_units_that_do_not_compare_are_told_why(
    first: str, second: str, restated_on: str, said: str, workspace: Workspace
) -> None:
    words = words_of(workspace, first, second, restated_on=restated_on)
    assert obstacle_sentence(words).startswith(said)
    assert bool(obstacle_sentence(words)) == bool(said)


def test_restated_units_bear_the_names_of_their_successors(workspace: Workspace) -> None:
    names = words_of(workspace, "63-19", "63-77", restated_on="34").names()
    assert names == {Side.FIRST: "Thái Nguyên", Side.SECOND: "TP. Hồ Chí Minh"}


BANDS = "PAPI_TOTAL_D1_D8,2018,2024,*,{width},95,Dựng để thử,Made up,GH-HNKS-PAPI"


@pytest.mark.parametrize(("width", "inside"), [("1.5", True), ("1.3", False)])
def test_a_band_that_leaves_open_who_is_ahead_is_said_with_the_index(
    width: str, inside: bool, workspace: Workspace, tmp_path: Path
) -> None:
    for file in (ROOT / "data").glob("*.csv"):
        shutil.copy(file, tmp_path)
    with (tmp_path / "margins.csv").open("a") as margins:
        margins.write(BANDS.format(width=width) + "\n")
    catalogues = GrowingCatalogue(load_catalogue(tmp_path), workspace.store)
    banded = replace(workspace, catalogues=catalogues)
    words = words_of(banded, "63-19", "63-77")
    question = ask(banded, "PAPI_TOTAL_D1_D8", "2021")
    row = row_at(question, words.pair, figures_of(banded, "PAPI_TOTAL_D1_D8"), asked=True)
    said = "Chênh lệch nằm trong khoảng sai số ±1,50 điểm (mức tin cậy 95 %): không kết luận về thứ hạng"
    assert index_note(row, words).startswith(said) is inside
    assert bool(row.lead.ahead) is not inside
