import pytest

from lib.model.period import Period
from lib.services.pairs import Pair
from lib.services.side_by_side import Figures
from lib.services.side_by_side_answer import figures_of
from lib.services.side_by_side_parts import Parts, composite_parts
from lib.services.workspace import Workspace


@pytest.fixture(scope="module")
def figures(workspace: Workspace) -> Figures:
    """Every question of this file is answered once."""
    return figures_of(workspace, "POPULATION_AVG_THOUSAND")


def parts_of(figures: Figures, period: str, chosen: str | None) -> Parts | None:
    workspace = figures.workspace
    gazetteer = workspace.gazetteer
    indicator = workspace.catalogue.indicators[chosen] if chosen else None
    pair = Pair(gazetteer.unit("63-19"), gazetteer.unit("63-77"))
    return composite_parts(pair, indicator, Period.parse(period), figures)


def test_the_points_of_papi_2021_add_up_to_the_difference_of_totals(figures: Figures) -> None:
    found = parts_of(figures, "2021", "PAPI_TOTAL_D1_D8")
    assert found is not None
    assert found.asked
    assert found.reckoning is not None
    assert found.reckoning.points == pytest.approx(2.7478)
    assert found.reckoning.total == pytest.approx(2.7477)
    assert found.reckoning.adds_up
    assert found.rows["indicator"].iloc[0] == "PAPI_D1_PARTICIPATION"


def test_a_component_opens_its_composite_and_weights_multiply_the_difference(figures: Figures) -> None:
    found = parts_of(figures, "2016", "PCI_4_TIME")
    assert found is not None
    assert found.question.indicator.code == "PCI"
    support = found.rows.set_index("indicator").loc["PCI_8_BUSINESS_SUPPORT"]
    assert support["weight"] == 2.0
    assert support["points"] == pytest.approx(2 * (4.888929 - 6.004490))


def test_a_period_without_parts_of_both_takes_the_nearest_earlier_one_and_says_so(figures: Figures) -> None:
    found = parts_of(figures, "2021", "PCI")
    assert found is not None
    assert not found.asked
    assert found.question.now.period == Period(2019)


def test_without_a_chosen_index_the_first_with_parts_of_the_period_is_taken(figures: Figures) -> None:
    found = parts_of(figures, "2021", None)
    assert found is not None
    assert (found.question.indicator.code, found.asked) == ("PAPI_TOTAL_D1_D8", True)


def test_parts_of_parts_are_weighed_in_the_total(figures: Figures) -> None:
    found = parts_of(figures, "2021", "PAPI_TOTAL_D1_D8")
    assert found is not None
    assert found.finer()["points"].sum() == pytest.approx(found.rows["points"].sum(), abs=0.001)


@pytest.mark.parametrize(("period", "code"), [("2021", "PAPI_TOTAL_D1_D8"), ("2019", "PCI")])
@pytest.mark.parametrize("decimals", [2, 4])
def test_points_add_up_as_they_are_printed(period: str, code: str, decimals: int, figures: Figures) -> None:
    found = parts_of(figures, period, code)
    assert found is not None
    assert found.reckoning is not None
    printed = [points or 0.0 for points in found.printed_points(decimals)]
    assert round(sum(printed), decimals) == pytest.approx(found.reckoning.points, abs=0.5 * 10**-decimals + 1e-9)
    assert all(abs(one - exact) < 10**-decimals for one, exact in zip(printed, found.rows["points"], strict=True))
    assert all(one == round(one, decimals) for one in printed)
