import pytest

from lib.analysis.side_by_side import Lead, Side
from lib.model.indicator import Direction
from lib.model.period import Period
from lib.services.pairs import Pair
from lib.services.side_by_side import Figures, IndexRow, index_rows, row_lead
from lib.services.side_by_side_answer import figures_of
from lib.services.workspace import Workspace


@pytest.fixture(scope="module")
def figures(workspace: Workspace) -> Figures:
    """Every question of this file is answered once."""
    return figures_of(workspace, "POPULATION_AVG_THOUSAND")


def rows_of(figures: Figures, first: str, second: str, period: str, *, chosen: str | None = None) -> list[IndexRow]:
    workspace = figures.workspace
    gazetteer = workspace.gazetteer
    indicator = workspace.catalogue.indicators[chosen] if chosen else None
    pair = Pair(gazetteer.unit(first), gazetteer.unit(second))
    return index_rows(pair, Period.parse(period), figures, indicator)[0]


def row(rows: list[IndexRow], code: str, period: str) -> IndexRow:
    return next(r for r in rows if (r.question.indicator.code, str(r.question.now.period)) == (code, period))


def test_the_worked_example_has_three_indices_of_both_in_2021(figures: Figures) -> None:
    asked = [r for r in rows_of(figures, "63-19", "63-77", "2021") if r.asked and r.both]
    told = {r.question.indicator.code: (r.lead.ahead, r.lead.places, r.lead.kind) for r in asked}
    assert told == {
        "PAPI_TOTAL_D1_D8": (Side.FIRST, 26, "computed"),
        "PAR_INDEX": (Side.FIRST, 10, "published"),
        "SIPAS": (Side.FIRST, 27, "published"),
    }


def test_an_index_of_one_unit_alone_stands_as_such_and_again_where_both_have_it(figures: Figures) -> None:
    rows = rows_of(figures, "63-19", "63-77", "2021")
    lone = row(rows, "PCI", "2021")
    assert (lone.asked, lone.both, lone.lead.ahead, lone.difference) == (True, False, Side.UNKNOWN, None)
    assert lone.second["obs_value"] == 69.03
    both = row(rows, "PCI", "2019")
    assert (both.asked, both.both, both.lead.places) == (False, True, 4)


def test_swapped_units_turn_the_signs(figures: Figures) -> None:
    one = row(rows_of(figures, "63-19", "63-77", "2021"), "PAPI_TOTAL_D1_D8", "2021")
    other = row(rows_of(figures, "63-77", "63-19", "2021"), "PAPI_TOTAL_D1_D8", "2021")
    assert other.lead.ahead is one.lead.ahead.other
    assert one.difference is not None
    assert other.difference == -one.difference


def test_inside_an_error_band_nobody_is_ahead() -> None:
    ranks = {"published_rank": None, "published_peer_count": 63, "peer_count": 60}
    first = {"obs_value": 43.4, "half_width": 1.0, "rank": 21, **ranks}
    near = {"obs_value": 43.0, "half_width": 1.0, "rank": 25, **ranks}
    far = {"obs_value": 40.6, "half_width": 1.0, "rank": 47, **ranks}
    assert row_lead(first, near, Direction.HIGHER) == Lead(Side.UNKNOWN, None, "band")
    assert row_lead(first, far, Direction.HIGHER) == Lead(Side.FIRST, 26, "computed")
    assert row_lead({**first, "half_width": None}, near, Direction.HIGHER).places == 4


def test_where_no_way_is_good_nobody_is_ahead(figures: Figures) -> None:
    rows = rows_of(figures, "63-19", "63-77", "2021", chosen="POPULATION_AVG_THOUSAND")
    population = row(rows, "POPULATION_AVG_THOUSAND", "2021")
    assert population.lead.ahead is Side.UNKNOWN
    assert population.difference == pytest.approx(1323.15 - 1176.08)


def test_a_unit_of_the_old_list_and_one_of_the_new_have_no_figure_of_one_list(figures: Figures) -> None:
    gazetteer = figures.workspace.gazetteer
    pair = Pair(gazetteer.unit("63-19"), gazetteer.unit("34-79"))
    rows, nothing = index_rows(pair, Period(2024), figures)
    assert rows == []
    assert len(nothing) > 5


def test_an_unchanged_unit_is_compared_under_its_old_id_too(figures: Figures) -> None:
    rows = rows_of(figures, "34-01", "34-48", "2023")
    assert all(r.first["ref_area"] == f"{r.question.now.unit_set}-01" for r in rows)
