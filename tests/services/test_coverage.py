import pytest

from lib.model.period import Period
from lib.services.coverage import Coverage, Slot
from lib.services.workspace import Workspace


def coverage(periods: str, *, to_date: bool) -> Coverage:
    known = sorted(Period.parse(text) for text in periods.split())
    slots = tuple(Slot(period, "34", 34, 0) for period in known)
    return Coverage({"REVENUE": slots}, frozenset({"REVENUE"} if to_date else ()))


@pytest.mark.parametrize(
    ("known", "period", "base"),
    [
        ("2025-08 2025-09 2026-08 2026-09", "2026-09", "2025-09"),
        ("2024-09 2025-08 2026-08 2026-09", "2026-09", "2024-09"),  # the nearest year with nine months
        ("2025-08 2025-12 2026-08 2026-09", "2026-09", None),  # never another stretch
        ("2025 2026-12", "2026-12", "2025"),
        ("2025 2025-12 2026-12", "2026-12", "2025-12"),
        ("2025-12 2026-12 2026", "2026", "2025-12"),  # not the same year's December, which is the same stretch
        ("2025-Q3 2026-09", "2026-09", "2025-Q3"),
    ],
)
def test_a_value_to_date_is_set_against_the_same_stretch_alone(known: str, period: str, base: str | None) -> None:
    proposed = coverage(known, to_date=True).before("REVENUE", Period.parse(period))
    assert (None if proposed is None else str(proposed)) == base


def test_a_value_of_the_period_alone_keeps_the_nearest_earlier_one() -> None:
    known = coverage("2025-08 2025-12 2026-08 2026-09", to_date=False)
    assert str(known.before("REVENUE", Period.parse("2026-09"))) == "2026-08"


def test_what_is_counted_off_the_figures_is_what_the_store_says(workspace: Workspace) -> None:
    for code in ("PCI", "DTI", "RETAIL_SALES_BN_VND"):
        assert workspace.coverage_of([code]).slots[code] == workspace.coverage().slots[code]
