import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.moves import neighbours
from lib.i18n import translator
from lib.model.period import Period
from lib.report.sentences import Telling
from lib.services.questions import Question, ask, restated_on
from lib.services.restating import figures_of
from lib.services.tables import change_table
from lib.services.what_if_words import basis_sentences, needed_sentence, outcome_sentence
from lib.services.what_ifs import Lever, NoWhatIf, WhatIf, composites, steps, what_if
from lib.services.workspace import Workspace

T = translator("vi")


def supposed(workspace: Workspace, area: str, question: Question) -> WhatIf | NoWhatIf:
    parts = workspace.catalogue.components_of(question.indicator.code, question.now.period)
    table = change_table(figures_of(question, workspace), question, workspace)
    observations = workspace.store.series([part.component for part in parts] or [question.indicator.code])
    return what_if(area, question, table, observations, workspace)


def certain(workspace: Workspace, area: str, code: str, period: str) -> WhatIf:
    found = supposed(workspace, area, ask(workspace, code, period))
    assert isinstance(found, WhatIf)
    return found


def lever(found: WhatIf, component: str) -> Lever:
    return next(entry for entry in found.levers if entry.component == component)


def test_pci_2021_of_can_tho_with_less_time_cost(workspace: Workspace) -> None:
    """By hand: 68,06 + 0,5 × (8,00 − 6,24) = 68,94, above Hà Nội (68,60) and below Bà Rịa – Vũng Tàu (69,03)."""
    found = certain(workspace, "63-92", "PCI", "2021")
    time = lever(found, "PCI_4_TIME")
    outcome = found.outcome(time, 8.0)
    assert outcome.total == pytest.approx(68.94)
    assert (found.outcome(time, time.value).rank, outcome.rank, outcome.peer_count) == (12, 10, 28)
    telling = Telling(T, found.question.indicator, found.question.now.period, None, workspace.gazetteer)
    assert outcome_sentence(found, time, 8.0, telling, workspace) == (
        "Nếu Chi phí thời gian đạt 8,00 thay vì 6,24 (các địa phương khác giữ nguyên): PCI 2021 của Cần Thơ được "
        "68,94 điểm thay vì 68,06, hạng tính 10/28 thay vì 12/28."
    )
    assert needed_sentence(found, time, telling, workspace) == (
        "Để bằng Bình Định (hạng tính 11/28) cần thêm 0,26 điểm; nếu chỉ nhờ Chi phí thời gian thì phải đạt 6,76."
    )
    said = " ".join(basis_sentences(found, time, telling, workspace))
    assert "28/63" in said
    assert "suy ra từ số công bố" in said


def test_who_reaches_the_value_that_is_printed_is_level(workspace: Workspace) -> None:
    """By 0.3 at a weight of 0.15 and the like the exact value has more decimals than are printed."""
    checked = 0
    for area in workspace.gazetteer.members("63")[::9]:
        found = certain(workspace, area.ref_area, "PCI", "2016")
        telling = Telling(T, found.question.indicator, found.question.now.period, None, workspace.gazetteer)
        ahead = neighbours(found.places, area.ref_area)[0]
        for entry in found.levers:
            said = needed_sentence(found, entry, telling, workspace)
            printed = re.search(r"phải đạt (\d+,\d+)\.", said)
            if printed and ahead:
                checked += 1
                assert found.outcome(entry, float(printed[1].replace(",", "."))).rank <= ahead.rank
    assert checked > 20


def test_no_move_gives_todays_total_and_rank_for_every_unit(workspace: Workspace) -> None:
    for area in ("63-01", "63-19", "63-79"):
        found = certain(workspace, area, "PCI", "2016")
        place = found.places.set_index("ref_area").loc[area]
        for entry in found.levers:
            outcome = found.outcome(entry, entry.value)
            assert outcome.total == pytest.approx(place["obs_value"], abs=1e-9)
            assert outcome.rank == place["rank"]


def test_the_weights_of_the_year_are_those_that_count(workspace: Workspace) -> None:
    before, after = (lever(certain(workspace, "63-31", "PCI", year), "PCI_5_INFORMAL") for year in ("2021", "2022"))
    assert (before.weight, after.weight) == (1.0, 1.5)


def test_a_total_that_its_components_do_not_make_is_told(workspace: Workspace) -> None:
    fitting, other = certain(workspace, "63-19", "PCI", "2012"), certain(workspace, "63-24", "PCI", "2011")
    assert fitting.fits
    assert not other.fits
    telling = Telling(T, other.question.indicator, Period(2011), None, workspace.gazetteer)
    assert any("chỉ gần đúng" in said for said in basis_sentences(other, other.levers[0], telling, workspace))


@pytest.mark.parametrize(
    ("code", "period", "area", "key"),
    [
        ("DTI", "2022", "63-48", "what_if.no_weights"),
        ("PCI", "2005", "64-01", "what_if.no_weights"),
        ("PCI", "2021", "63-19", "what_if.no_total"),
        ("PCI", "2021", "63-10", "what_if.no_values"),
        ("PAR_INDEX", "2021", "63-22", "what_if.no_parts"),
    ],
)
def test_nothing_is_supposed_without_weights_total_or_components(
    workspace: Workspace, code: str, period: str, area: str, key: str
) -> None:
    found = supposed(workspace, area, ask(workspace, code, period))
    assert isinstance(found, NoWhatIf)
    assert found.key == key
    assert key in translator("en").sentences


def test_nothing_is_supposed_of_restated_figures(workspace: Workspace) -> None:
    question = restated_on("34", ask(workspace, "PAPI_TOTAL_D1_D8", "2024"))
    found = supposed(workspace, "34-19", question)
    assert isinstance(found, NoWhatIf)


def test_among_two_totals_no_rank_is_told(workspace: Workspace) -> None:
    table = ask(workspace, "PCI", "2023")
    area = workspace.observations("PCI").query("time_period == '2023'").dropna(subset=["obs_value"])["ref_area"].iloc[0]
    found = supposed(workspace, area, table)
    assert isinstance(found, WhatIf)
    assert not found.is_ranked
    telling = Telling(T, found.question.indicator, Period(2023), None, workspace.gazetteer)
    assert "không nói hạng vì mới có tổng của 2 đơn vị" in outcome_sentence(
        found, found.levers[0], 9.0, telling, workspace
    )
    assert needed_sentence(found, found.levers[0], telling, workspace) == ""


def test_a_sub_dimension_cannot_lift_its_dimension_over_the_scale(workspace: Workspace) -> None:
    found = certain(workspace, "63-22", "PAPI_D6_SERVICES", "2024")
    assert any(entry.highest < 5 for entry in found.levers)  # the catalogue's scale of each alone goes up to 5
    for entry in found.levers:
        assert found.outcome(entry, entry.highest).total <= 10 + 1e-9
        assert found.outcome(entry, entry.lowest).total >= 1 - 1e-9


@given(st.floats(0, 10), st.sampled_from([2, 3]))
def test_a_slider_offers_the_published_value_and_no_two_that_look_the_same(value: float, decimals: int) -> None:
    offered = steps(Lever("X", 1.0, value, 0.0, 10.0, 9.0), decimals)
    assert value in offered
    assert offered == tuple(sorted(offered))
    assert len({f"{entry:.{decimals}f}" for entry in offered}) == len(offered)
    assert offered[0] >= 0
    assert offered[-1] <= 10
    assert len(offered) <= 102


def test_a_component_leads_to_its_composite_and_anything_else_to_the_composite_indices(workspace: Workspace) -> None:
    indicators = workspace.catalogue.indicators
    assert [entry.code for entry in composites(indicators["PCI_4_TIME"], Period(2021), workspace)] == ["PCI"]
    assert "PAPI_TOTAL_D1_D8" in [
        entry.code for entry in composites(indicators["POP_DENSITY"], Period(2021), workspace)
    ]
