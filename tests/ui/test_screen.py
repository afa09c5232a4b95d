"""What a rerun's reading of the address says of itself."""

from dataclasses import replace

from lib.i18n import translator
from lib.model.indicator import Accumulation
from lib.model.period import Period
from lib.model.view import View
from lib.services.choosing import choose
from lib.services.workspace import Workspace
from lib.ui.screen import Screen


def test_a_month_counted_from_january_is_named_by_its_months(workspace: Workspace) -> None:
    choice = choose(View(), workspace.catalogue, workspace.gazetteer, workspace.coverage())
    month = Period.parse("2026-09")
    assert Screen(choice, translator("vi"), 1).stretch(month) == "tháng 9/2026"
    counted = replace(choice, indicator=replace(choice.indicator, accumulation=Accumulation.YEAR_TO_DATE))
    assert Screen(counted, translator("vi"), 1).stretch(month) == "9 tháng năm 2026"
    assert Screen(counted, translator("vi"), 1).stretch(Period.parse("2026")) == "2026"
