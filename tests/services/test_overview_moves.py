"""Which moves are told first: by direction, by size, and never noise."""

import pandas as pd
import pytest

from lib.i18n import translator
from lib.model.indicator import Direction
from lib.model.period import Period
from lib.model.view import View
from lib.services.overview import Outlook
from lib.services.overview_movers import country_movers, largest
from lib.services.overview_moves import Moved, move_frame, move_questions, moved, shortlist
from lib.services.overview_pool import recent_pool
from lib.services.questions import At, Question
from lib.services.tables import change_table
from lib.services.workspace import Workspace
from tests.services.test_overview import outlook

VI = translator("vi")


def question(workspace: Workspace, direction: Direction) -> Question:
    wanted = [
        code
        for code, each in workspace.catalogue.indicators.items()
        if each.direction is direction and each.field != "COMPOSITE" and each.carry_rule != "sum"
    ]
    indicator = workspace.catalogue.indicators[wanted[0]]
    return Question(indicator, At(Period(2024), "63"), At(Period(2023), "63"))


def values(workspace: Workspace, asked: Question, own: tuple[float, float]) -> pd.DataFrame:
    """Return made-up figures: every unit keeps 100, 101 …, the first one goes from `own[0]` to `own[1]`."""
    rows = []
    for place, unit in enumerate(workspace.gazetteer.members("63")):
        for time_period, value in (("2023", own[0]), ("2024", own[1])):
            rows.append((asked.indicator.code, unit.ref_area, time_period, value if place == 0 else 100.0 + place))
    frame = pd.DataFrame(rows, columns=["indicator", "ref_area", "time_period", "obs_value"])
    nothing = pd.array([pd.NA] * len(frame), dtype="Int64")
    return frame.assign(obs_status="A", published_rank=nothing, published_class=None, rank_basis=None, source="X")


@pytest.mark.parametrize(("direction", "sign"), [(Direction.HIGHER, 1), (Direction.LOWER, -1)])
def test_more_is_better_only_where_the_indicator_says_so(workspace: Workspace, direction: Direction, sign: int) -> None:
    asked = question(workspace, direction)
    table = change_table(values(workspace, asked, (99.0, 120.5)), asked, workspace)
    first = workspace.gazetteer.members("63")[0].ref_area
    move = moved(asked, move_frame(asked, table), first)
    assert move is not None
    assert move.places == sign * 20  # from below 101 to above 120
    assert move.spreads is not None
    assert move.spreads * sign > 0


def test_small_moves_are_not_told_and_each_indicator_is_told_once(workspace: Workspace) -> None:
    shown = outlook(workspace, View(areas=("63-19",)))
    asked = question(workspace, Direction.HIGHER)
    table = move_frame(asked, change_table(values(workspace, asked, (99.0, 120.5)), asked, workspace))
    row = table.iloc[0].to_dict()
    still = Moved(asked, row, 2, 0.29)
    assert largest([still], shown) == largest([], shown)
    both = largest([Moved(asked, row, 20, 3.0)], shown)
    assert [mover.line.change for mover in both.up] == ["20 bậc"]
    assert both.down == ()


def test_what_is_told_of_a_unit_is_what_its_change_tables_say(workspace: Workspace) -> None:
    shown = outlook(workspace, View(areas=("63-19",)))
    assert shown.unit is not None
    pool = recent_pool(shown.coverage, workspace)
    asked = move_questions(shown.unit, pool, shown)
    assert all(each.indicator.direction is not Direction.NONE for each in asked)
    every = [told(each, pool.of(each.indicator.code), shown) for each in asked]
    few = [
        told(each, pool.of(each.indicator.code), shown) for pair in shortlist(shown.unit, pool, shown) for each in pair
    ]
    whole, short = (largest([move for move in moves if move is not None], shown) for moves in (every, few))
    assert short == whole
    assert whole.up[0].line.way == "up"
    assert whole.down[0].line.way == "down"


def told(asked: Question, figures: pd.DataFrame, shown: Outlook) -> Moved | None:
    assert shown.unit is not None
    area = shown.workspace.gazetteer.counterpart(shown.unit.ref_area, asked.now.unit_set) or shown.unit.ref_area
    return moved(asked, move_frame(asked, change_table(figures, asked, shown.workspace)), area)


def test_estimates_that_moved_carry_their_sign(workspace: Workspace) -> None:
    shown = outlook(workspace, View(areas=("34-19",)))
    assert shown.unit is not None
    pool = recent_pool(shown.coverage, workspace, "34")
    asked = [each for pair in shortlist(shown.unit, pool, shown) for each in pair]
    moves = [told(each, pool.of(each.indicator.code), shown) for each in asked]
    largest_moves = largest([move for move in moves if move is not None], shown)
    movers = [*largest_moves.up, *largest_moves.down]
    assert movers
    assert all("≈" in f"{mover.line.change} {mover.line.after}" for mover in movers)
    assert {mover.view.basis for mover in movers} == {"restated"}


def test_the_country_names_who_climbed_and_fell_most(workspace: Workspace) -> None:
    shown = outlook(workspace, View())
    indicator = workspace.catalogue.indicators["PCI"]
    asked = Question(indicator, At(Period(2016), "63"), At(Period(2015), "63"))
    table = change_table(workspace.observations("PCI"), asked, workspace)
    movers = country_movers(table, asked, shown)
    assert (len(movers.up), len(movers.down)) == (5, 5)
    up, down = movers.up[0], movers.down[0]
    best = table.sort_values(["rank_change", "rank"], ascending=[False, True]).iloc[0]
    assert up.name == VI.label(workspace.gazetteer.unit(best["ref_area"]).label)
    assert up.line.change == f"{best['rank_change']} bậc"
    assert down.line.way == "down"
