from dataclasses import replace

import pytest

from lib.i18n import translator
from lib.model.indicator import Accumulation
from lib.model.period import Period
from lib.model.words import Language
from lib.report.period_words import stretch_words
from lib.report.sentences import Telling, unit_sentence
from lib.services.workspace import Workspace


@pytest.mark.parametrize(
    ("period", "language", "to_date", "alone"),
    [
        ("2026-09", "vi", "9 tháng năm 2026", "tháng 9/2026"),
        ("2026-Q3", "vi", "9 tháng năm 2026", "quý III/2026"),
        ("2026-S1", "vi", "6 tháng năm 2026", "6 tháng đầu năm 2026"),
        ("2026-12", "vi", "năm 2026", "tháng 12/2026"),
        ("2026-01", "vi", "tháng 1/2026", "tháng 1/2026"),
        ("2026", "vi", "năm 2026", "năm 2026"),
        ("2026-09", "en", "9 months of 2026", "September 2026"),
    ],
)
def test_a_total_to_date_is_called_by_its_months(
    period: str, language: Language, to_date: str, alone: str, workspace: Workspace
) -> None:
    indicator = workspace.catalogue.indicator("IIP_YOY_CHANGE_PCT")
    counted = replace(indicator, accumulation=Accumulation.YEAR_TO_DATE)
    t, when = translator(language), Period.parse(period)
    assert (stretch_words(counted, when, t), stretch_words(indicator, when, t)) == (to_date, alone)


def test_a_sentence_compares_nine_months_with_nine_months(workspace: Workspace) -> None:
    revenue = replace(
        workspace.catalogue.indicator("BUDGET_REVENUE_FINAL_MVND"), accumulation=Accumulation.YEAR_TO_DATE
    )
    row = {"ref_area": "34-04", "obs_value": 1200.0, "published_rank": None, "rank": None, "value_change": 100.0}
    telling = Telling(translator("vi"), revenue, Period.parse("2026-09"), Period.parse("2025-09"), workspace.gazetteer)
    assert unit_sentence(row, telling) == (
        "Thu ngân sách (quyết toán) 9 tháng năm 2026: Cao Bằng đạt 1.200 triệu đồng, "
        "tăng 100 triệu đồng so với 9 tháng năm 2025."
    )
