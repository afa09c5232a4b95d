from lib.services.pairs import Pair, instead, obstacle
from lib.services.workspace import Workspace


def pair(workspace: Workspace, first: str, second: str, restated_on: str = "") -> Pair:
    gazetteer = workspace.gazetteer
    return Pair(gazetteer.unit(first), gazetteer.unit(second), restated_on)


def test_two_units_of_one_list_stand_side_by_side(workspace: Workspace) -> None:
    assert obstacle(pair(workspace, "63-19", "63-77"), workspace.gazetteer) == ""


def test_a_unit_that_kept_its_territory_stands_beside_one_of_the_new_list(workspace: Workspace) -> None:
    found = pair(workspace, "63-04", "34-79")
    assert obstacle(found, workspace.gazetteer) == ""
    assert found.areas("34", workspace.gazetteer) == ("34-04", "34-79")
    assert found.areas("63", workspace.gazetteer) is None


def test_one_territory_under_two_codes_is_not_compared_with_itself(workspace: Workspace) -> None:
    assert obstacle(pair(workspace, "63-04", "34-04"), workspace.gazetteer) == "same"
    assert obstacle(pair(workspace, "63-19", "63-19"), workspace.gazetteer) == "same"


def test_a_unit_and_its_successor_share_no_list_and_are_offered_what_can_be_compared(workspace: Workspace) -> None:
    assert obstacle(pair(workspace, "63-56", "34-56"), workspace.gazetteer) == "territory"
    assert instead(pair(workspace, "63-56", "34-56"), workspace.gazetteer) == (("63-56", "63-58"),)
    offered = instead(pair(workspace, "63-19", "34-79"), workspace.gazetteer)
    assert offered[0] == ("34-19", "34-79")
    assert ("63-19", "63-77") in offered


def test_every_pair_offered_instead_can_be_compared(workspace: Workspace) -> None:
    for first, second in (("63-19", "34-79"), ("61-01", "34-01"), ("63-56", "34-68")):
        for areas in instead(pair(workspace, first, second), workspace.gazetteer):
            assert obstacle(pair(workspace, *areas), workspace.gazetteer) == ""


def test_restated_two_units_of_one_successor_cannot_be_told_apart(workspace: Workspace) -> None:
    assert obstacle(pair(workspace, "63-74", "63-77", "34"), workspace.gazetteer) == "heir"
    assert pair(workspace, "63-19", "63-77", "34").areas("34", workspace.gazetteer) == ("34-19", "34-79")
