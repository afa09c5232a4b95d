"""Nine-month totals: warned of where the indicator counts each month alone, taken as they are where it counts so."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lib.intake.catalogue import load_catalogue
from lib.intake.gazetteer import load_gazetteer
from lib.intake.read import HandedIn, read_file
from lib.intake.reading import Reading
from lib.intake.setting import Setting, setting
from lib.model.indicator import Accumulation
from lib.model.issue import IssueCode
from lib.model.period import Frequency
from lib.services.hand_in_commands import answers_of

ROOT = Path(__file__).parents[2]
REVENUE = "BUDGET_REVENUE_FINAL_MVND"
NAME = "Thu ngân sách nhà nước trên địa bàn (quyết toán)"
ROWS = (("Hà Nội", 120_500_000), ("Cao Bằng", 1_213_000), ("Tuyên Quang", 1_720_000), ("Lai Châu", 1_105_000))
WIDE = f"Tỉnh;{NAME} 9 tháng 2026 (triệu đồng)"
LONG = "Tỉnh;Kỳ;Thu ngân sách (quyết toán)"


@cache
def setting_of(accumulation: Accumulation) -> Setting:
    catalogue = load_catalogue(ROOT / "data")
    revenue = replace(catalogue.indicators[REVENUE], frequency=Frequency.M, accumulation=accumulation)
    grown = replace(catalogue, indicators={**catalogue.indicators, REVENUE: revenue})
    return setting(load_gazetteer(ROOT / "geo"), grown, ROOT, date(2026, 11, 22))


def read(header: str, accumulation: Accumulation, *given: str, period: str = "") -> Reading:
    between = f"{period};" if period else ""
    lines = [header, *(f"{name};{between}{value}" for name, value in ROWS)]
    answers = answers_of(["unit-set=34", *given])
    return read_file(HandedIn("\n".join(lines).encode(), "thu.csv"), setting_of(accumulation), answers)


def codes(reading: Reading) -> set[IssueCode]:
    return {issue.code for issue in reading.issues}


@pytest.mark.parametrize(("header", "period"), [(WIDE, ""), (LONG, "9 tháng 2026")])
def test_a_total_of_nine_months_is_what_an_indicator_to_date_asks_for(header: str, period: str) -> None:
    reading = read(header, Accumulation.YEAR_TO_DATE, period=period)
    assert reading.question is None
    assert reading.cells["time_period"].unique().tolist() == ["2026-09"]
    assert reading.cells["obs_value"].tolist() == [float(value) for _, value in ROWS]
    assert IssueCode.PERIOD_KIND_MIXED not in codes(reading)


@pytest.mark.parametrize(("header", "period"), [(WIDE, ""), (LONG, "9 tháng 2026")])
def test_the_same_total_is_warned_of_where_each_month_counts_alone(header: str, period: str) -> None:
    reading = read(header, Accumulation.PERIOD, f"indicator={REVENUE}", period=period)
    assert reading.cells["time_period"].unique().tolist() == ["2026-09"]
    assert IssueCode.PERIOD_KIND_MIXED in codes(reading)


def test_a_name_alone_does_not_settle_a_total_where_each_month_counts_alone() -> None:
    reading = read(WIDE, Accumulation.PERIOD)
    assert reading.question is not None
    assert IssueCode.PERIOD_KIND_MIXED in codes(reading)


def test_a_plan_beside_it_is_still_said() -> None:
    reading = read(LONG, Accumulation.YEAR_TO_DATE, period="Kế hoạch 9 tháng 2026")
    assert IssueCode.PERIOD_KIND_MIXED in codes(reading)
