import io

import pytest
from openpyxl import load_workbook

from lib.i18n import translator
from lib.model.period import Period
from lib.model.words import Language
from lib.report.workbook import Table, as_csv, as_xlsx
from lib.services.pairs import Pair
from lib.services.side_by_side_answer import figures_of
from lib.services.side_by_side_file import compare_file
from lib.services.side_by_side_parts import side_by_side
from lib.services.side_by_side_words import Words
from lib.services.workspace import Workspace


def table(workspace: Workspace, language: Language) -> Table:
    gazetteer = workspace.gazetteer
    words = Words(Pair(gazetteer.unit("63-19"), gazetteer.unit("63-77")), workspace, translator(language))
    figures = figures_of(workspace)
    indicator = workspace.catalogue.indicators["PAPI_TOTAL_D1_D8"]
    return compare_file(side_by_side(words.pair, Period(2021), indicator, figures), figures, words)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_workbook_holds_numbers_statuses_sources_and_definitions(workspace: Workspace, language: Language) -> None:
    t = translator(language)
    book = load_workbook(io.BytesIO(as_xlsx(table(workspace, language), t)))
    sheet, definitions = book.worksheets
    headings = [cell.value for cell in sheet[1]]
    assert len(set(headings)) == len(headings)
    rows = [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    name = {"vi": "Thái Nguyên", "en": "Thai Nguyen"}[language]
    papi = next(row for row in rows if row[t("compare.column.indicator")] == "PAPI_TOTAL_D1_D8")
    assert papi[t("compare.column.value", name=name)] == 43.3623
    assert papi[t("compare.column.status", name=name)] == t("status.A")
    assert "CECODES" in papi[t("compare.column.source", name=name)]
    assert papi[t("compare.column.ahead")] == name
    told = [f"{row[0].value}: {row[1].value}" for row in definitions.iter_rows(min_row=2)]
    assert any(line.startswith(t("file.sources")) for line in told)
    assert any(t("compare.meaning.summary") in line and "3" in line for line in told)
    part = t.label(workspace.catalogue.indicators["PAPI_D1_PARTICIPATION"].short)
    assert any(line.startswith(f"{part}: ") for line in told)
    assert not any("PAPI_D1_PARTICIPATION" in line for line in told)


def test_the_csv_leaves_missing_cells_empty(workspace: Workspace) -> None:
    lines = as_csv(table(workspace, "vi"), translator("vi")).decode("utf-8-sig").splitlines()
    pci = next(line for line in lines if ";PCI;" in line)
    assert pci.startswith("chỉ số;PCI;Chỉ số năng lực cạnh tranh cấp tỉnh (PCI);2021;63;có;63-19;;;;")
