"""What a slide of a map of differences says: the changes it shows, not the levels it does not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from lib.i18n import translator
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.period import Period
from lib.model.view import View
from lib.report.country_lines import country_change_sentence
from lib.report.sentences import Telling
from lib.services.decks import slide_of
from lib.services.questions import ask
from lib.services.slide_content import deck_content
from lib.services.tables import change_table
from lib.services.workspace import Workspace

VI = translator("vi")


def sentences(workspace: Workspace, boundaries: Mapping[str, Boundaries], view: View) -> tuple[str, ...]:
    deck = Deck("Giao ban", date(2026, 11, 24), (slide_of("map", view),))
    return deck_content("d", deck, workspace, boundaries).slides[0].sentences


def test_a_map_of_change_tells_who_changed_most_and_the_median_change(
    workspace: Workspace, boundaries: Mapping[str, Boundaries]
) -> None:
    code = "PAPI_TOTAL_D1_D8"
    table = change_table(workspace.observations(code), ask(workspace, code, "2024", "2023"), workspace)
    changes = table.dropna(subset=["value_change"]).set_index("ref_area")["value_change"]
    best, last = (VI.label(workspace.gazetteer.unit(area).label) for area in (changes.idxmax(), changes.idxmin()))
    view = View(indicator=code, period="2024", base="2023", mode="change")
    assert sentences(workspace, boundaries, view) == (
        f"PAPI 2024 so với 2023: tăng nhiều nhất là {best} ({VI.number(changes.max(), 2)} điểm) và giảm nhiều nhất là "
        f"{last} ({VI.number(-changes.min(), 2)} điểm); mức thay đổi trung vị của {len(changes)} đơn vị so được: "
        f"tăng {VI.number(changes.median(), 2)} điểm.",
    )
    few = sentences(workspace, boundaries, replace(view, indicator="SIPAS"))
    assert few == ("SIPAS 2024 so với 2023: mới so được 1/63 đơn vị, chưa đủ để nói chung cả nước.",)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((2.0, -3.0), "giảm nhiều nhất (càng thấp càng tốt) là Hà Giang (3,0%) và tăng nhiều nhất là Hà Nội (2,0%)"),
        ((2.0, 1.0), "tăng ít nhất là Hà Giang (1,0%) và tăng nhiều nhất là Hà Nội (2,0%)"),
        ((0.0, -3.0), "giảm nhiều nhất (càng thấp càng tốt) là Hà Giang (3,0%) và không đổi có Hà Nội"),
    ],
)
def test_where_lower_is_better_the_largest_fall_comes_first(
    workspace: Workspace, changes: tuple[float, float], said: str
) -> None:
    indicator = workspace.catalogue.indicator("POVERTY_RATE")
    rows = [
        {"ref_area": area, "value_change": change, "carry_rule": None, "base_carry_rule": None}
        for area, change in zip(("63-01", "63-02"), changes, strict=True)
    ]
    telling = Telling(VI, indicator, Period.parse("2024"), Period.parse("2023"), workspace.gazetteer)
    assert f": {said.replace('%', ' điểm phần trăm')};" in country_change_sentence(rows, telling)
