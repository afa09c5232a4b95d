import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from lib.i18n import translator
from lib.model.indicator import Accumulation
from lib.model.words import Language
from lib.report.workbook import as_csv, as_xlsx
from lib.services.questions import Question, ask, ask_restated
from lib.services.ranking_rows import columns, handout, ranking_rows, with_sparks
from lib.services.restating import figures_of
from lib.services.tables import change_table
from lib.services.workspace import Workspace

T = translator("vi")


@pytest.fixture(scope="module")
def papi(workspace: Workspace) -> Question:
    return ask_restated(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023", "34")


def rows_of(
    question: Question, workspace: Workspace, language: Language = "vi", *, former: bool = False
) -> pd.DataFrame:
    changed = change_table(figures_of(question, workspace), question, workspace)
    return ranking_rows(changed, question, workspace, translator(language), former=former)


def test_restated_rows_say_rule_coverage_and_former_figures(papi: Question, workspace: Workspace) -> None:
    rows = rows_of(papi, workspace).set_index("ref_area")
    assert rows.at["34-19", "origin_rule"] == "tính lại từ các thành phần của các đơn vị cũ"
    assert rows.at["34-19", "origin_coverage"] == "2/2 đơn vị cũ"
    assert rows.at["34-19", "origin_figures"] == "Bắc Kạn 44,10; Thái Nguyên (trước 7/2025) 46,35"
    assert rows.at["34-19", "status"] == "số liệu ước tính"
    assert rows.at["34-46", "origin_rule"] == "giữ nguyên, địa bàn không đổi"
    assert rows.at["34-46", "origin_figures"] == ""
    assert rows.at["34-46", "status"] == "số liệu chính thức"
    assert rows.at["34-82", "origin_reason"] == "Chưa đủ số của các đơn vị cũ: thiếu Tiền Giang"
    assert rows.at["34-82", "origin_reason"] in rows.at["34-82", "note"]


def test_the_table_shows_the_origin_and_a_published_one_does_not(papi: Question, workspace: Workspace) -> None:
    shown = [column.key for column in columns(rows_of(papi, workspace), papi, T)]
    assert shown[-6:] == ["origin_rule", "origin_coverage", "origin_figures", "status", "sources", "note"]
    published = ask(workspace, "PCI", "2016", "2015")
    keys = [column.key for column in columns(rows_of(published, workspace), published, T)]
    assert not [key for key in keys if "origin" in key or key == "heirs"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_files_carry_status_rule_coverage_former_units_missing_and_reason(
    papi: Question, workspace: Workspace, language: Language
) -> None:
    t = translator(language)
    rows = rows_of(papi, workspace, language)
    table = handout(rows, columns(rows, papi, t), papi, workspace, t)
    for name in ("rule", "coverage", "figures", "missing", "reason", "caveat"):
        for period in ("2024", "2023"):
            assert t(f"origin.{name}", period=period) in table.headings
    assert t("column.status") in table.headings
    terms = dict(table.definitions)
    assert terms[t("restate.rule.recompute")] == t("origin.rule_recompute")
    assert terms[t("restate.rule.unchanged")] == t("origin.rule_unchanged")
    assert "100" in terms[t("origin.least")]
    sheet = load_workbook(io.BytesIO(as_xlsx(table, t))).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    lacking = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "34-82")
    assert lacking[heads.index(t("column.value", unit=t.label(papi.indicator.unit)))] is None
    assert "Tiền Giang" in str(lacking[heads.index(t("origin.missing", period="2024"))]) or language == "en"
    lines = list(
        csv.reader(io.StringIO(as_csv(table, t).decode("utf-8-sig")), delimiter=";" if language == "vi" else ",")
    )
    assert lines[0] == list(table.headings)


KINDS = {
    ("PCI", "2016", "2015", "63-19"): ("hạng công bố", "published ranks"),
    ("PAPI_TOTAL_D1_D8", "2020", "2019", "63-19"): ("hạng ứng dụng tính", "ranks computed here"),
    ("PAPI_TOTAL_D1_D8", "2021", "2020", "63-19"): (
        "xếp lại trong 60 đơn vị chung (ứng dụng tính)",
        "ranked again among 60 common units (computed here)",
    ),
    ("PAPI_TOTAL_D1_D8", "2021", "2020", "63-24"): ("không so được", "not comparable"),
}


@pytest.mark.parametrize(("asked", "words"), KINDS.items())
def test_files_say_between_which_ranks_every_change_stands(
    asked: tuple[str, str, str, str], words: tuple[str, str], workspace: Workspace
) -> None:
    *wanted, area = asked
    question = ask(workspace, *wanted)
    changed = change_table(figures_of(question, workspace), question, workspace)
    for t, word in zip((translator("vi"), translator("en")), words, strict=True):
        rows = ranking_rows(changed, question, workspace, t)
        table = handout(rows, columns(rows, question, t), question, workspace, t)
        told = {row[0]: row[table.headings.index(t("change_kind.heading"))] for row in table.rows}
        assert told[area] == word
        assert t("change_kind.none").lower() in dict(table.definitions)[t("change_kind.heading")].lower()


def test_a_change_on_restated_figures_says_so_in_its_kind(papi: Question, workspace: Workspace) -> None:
    rows = rows_of(papi, workspace)
    table = handout(rows, columns(rows, papi, T), papi, workspace, T)
    told = {row[0]: row[table.headings.index("Loại thay đổi hạng")] for row in table.rows}
    assert told["34-19"] == "xếp lại trong 30 đơn vị chung trên số quy đổi (ứng dụng tính)"
    assert told["34-82"] == "không so được"


def test_a_file_of_sizes_and_one_without_a_base_have_no_kind_of_change(workspace: Workspace) -> None:
    for question in (ask(workspace, "POPULATION_AVG_THOUSAND", "2022", "2021"), ask(workspace, "PCI", "2016")):
        rows = rows_of(question, workspace)
        assert "Loại thay đổi hạng" not in handout(rows, columns(rows, question, T), question, workspace, T).headings


def test_old_units_stand_under_the_unit_that_holds_their_land(workspace: Workspace) -> None:
    question = ask(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023")
    rows = rows_of(question, workspace, former=True)
    assert next(column.key for column in columns(rows, question, T)) == "heirs"
    under = rows.loc[rows["heirs"] == "Thái Nguyên", "name"].to_list()
    assert under == ["Thái Nguyên", "Bắc Kạn"]
    assert rows["heirs"].drop_duplicates().to_list()[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]
    assert rows["heirs"].nunique() == 34


def test_a_line_of_restated_figures_goes_through_the_years(papi: Question, workspace: Workspace) -> None:
    rows = with_sparks(rows_of(papi, workspace), figures_of(papi, workspace), papi, workspace)
    spark = rows.set_index("ref_area").at["34-19", "spark"]
    assert len(spark) == 7
    assert spark[-1] == pytest.approx(45.222438)


def test_columns_without_any_figure_of_the_base_are_left_out(workspace: Workspace) -> None:
    question = ask(workspace, "DTI", "2024", "2023")
    keys = [column.key for column in columns(rows_of(question, workspace), question, T)]
    assert "base_value" not in keys
    assert "base_published_rank" in keys


@pytest.mark.parametrize(("language", "words"), [("vi", "6 tháng đầu năm 2025"), ("en", "first half of 2025")])
def test_a_file_of_half_years_names_them_in_words(language: Language, words: str, workspace: Workspace) -> None:
    t, question = translator(language), ask(workspace, "GRDP_GROWTH", "2025-S1", "2024-S1")
    rows = rows_of(question, workspace, language)
    table = handout(rows, columns(rows, question, t), question, workspace, t)
    texts = [table.title, *table.headings, *(f"{term}: {text}" for term, text in table.definitions)]
    assert words in table.title
    assert not [text for text in texts if "2025-S1" in text or "N1/" in text or "H1/" in text]


def test_headings_of_a_total_to_date_count_its_months(workspace: Workspace) -> None:
    question = ask(workspace, "GRDP_GROWTH", "2025-S1", "2024-S1")
    counted = replace(question.indicator, accumulation=Accumulation.YEAR_TO_DATE)
    rows = rows_of(question, workspace)
    table = handout(rows, columns(rows, question, T), replace(question, indicator=counted), workspace, T)
    assert table.title.endswith("6 tháng năm 2025")
    assert dict(table.definitions)["Kỳ / kỳ gốc"] == "6 tháng năm 2025 / 6 tháng năm 2024"
