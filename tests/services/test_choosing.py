import pytest

from lib.model.view import Basis, View
from lib.services.choosing import NO_BASE, Choice, choose, placed
from lib.services.workspace import Workspace


def chosen(view: View, workspace: Workspace) -> Choice:
    return choose(view, workspace.catalogue, workspace.gazetteer, workspace.coverage())


def keys(choice: Choice) -> list[str]:
    return [notice.key for notice in choice.notices]


def test_an_empty_address_opens_the_newest_index_against_the_year_before(workspace: Workspace) -> None:
    choice = chosen(View(), workspace)
    assert (choice.indicator.code, str(choice.period), str(choice.base)) == ("PAPI_TOTAL_D1_D8", "2024", "2023")
    assert choice.unit_set == "63"
    assert not choice.notices


def test_a_whole_view_is_its_own_canonical_spelling(workspace: Workspace) -> None:
    view = chosen(View(indicator="PCI", period="2016", areas=("63-19",)), workspace).view
    assert chosen(view, workspace).view == view


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(indicator="NOPE"), "notice.indicator"),
        (View(period="abc"), "notice.period"),
        (View(period="2031"), "notice.period"),
        (View(base="<b>"), "notice.base"),
        (View(areas=("<script>",)), "notice.area"),
        (View(unit_set="99"), "notice.unit_set"),
        (View(basis="sideways"), "notice.basis"),
        (View(indicator="GRDP_GROWTH", period="2025", basis="former"), "notice.basis"),
    ],
)
def test_what_is_unknown_becomes_a_notice_and_a_sensible_choice(
    view: View, expected: str, workspace: Workspace
) -> None:
    choice = chosen(view, workspace)
    assert keys(choice) == [expected]
    assert choice.view == chosen(choice.view, workspace).view


def test_units_are_understood_by_id_code_name_and_spelling(workspace: Workspace) -> None:
    for text in ("63-77", "77", "Bà Rịa - Vũng Tàu", "Tỉnh Bà Rịa – Vũng Tàu"):
        assert chosen(View(areas=(text,)), workspace).focus_areas == ("63-77",)


def test_a_merged_unit_in_focus_marks_the_units_it_was_made_of(workspace: Workspace) -> None:
    choice = chosen(View(indicator="PCI", period="2016", areas=("34-56",)), workspace)
    assert choice.focus is not None and choice.focus.ref_area == "34-56"
    assert choice.focus_areas == ("63-56", "63-58")
    assert placed("63-58", "34", workspace.gazetteer) == ("34-56",)


def test_figures_of_64_units_are_compared_on_the_sets_of_their_time(workspace: Workspace) -> None:
    choice = chosen(View(indicator="PCI", period="2009"), workspace)
    assert (choice.unit_set, choice.base_unit_set) == ("63", "64")


def test_no_comparison_can_be_asked_for(workspace: Workspace) -> None:
    choice = chosen(View(base=NO_BASE), workspace)
    assert choice.base is None
    assert choice.view.base == NO_BASE


def test_an_indicator_published_on_two_sets_opens_on_the_one_in_force(workspace: Workspace) -> None:
    assert chosen(View(indicator="GRDP_GROWTH", period="2025-S1"), workspace).unit_set == "34"
    assert chosen(View(indicator="GRDP_GROWTH", period="2025-S1", unit_set="63"), workspace).unit_set == "63"


def test_figures_are_restated_on_their_own_units_or_on_later_ones(workspace: Workspace) -> None:
    choice = chosen(View(indicator="PCI", period="2008", base="2007", basis="restated"), workspace)
    assert (choice.basis, choice.unit_set, choice.base_unit_set) == (Basis.RESTATED, "34", "34")
    assert choice.view.basis == "restated"
    choice = chosen(View(indicator="PCI", period="2009", base="2008", basis="restated", unit_set="63"), workspace)
    assert (choice.unit_set, choice.base_unit_set, choice.notices) == ("63", "63", ())
    choice = chosen(View(indicator="PCI", period="2009", basis="restated", unit_set="64"), workspace)
    assert (choice.unit_set, choice.notices[0].key) == ("34", "notice.unit_set")


def test_former_units_are_those_of_the_time(workspace: Workspace) -> None:
    choice = chosen(View(indicator="PAPI_TOTAL_D1_D8", period="2024", basis="former", areas=("34-56",)), workspace)
    assert (choice.basis, choice.unit_set) == (Basis.FORMER, "63")
    assert choice.focus_areas == ("63-56", "63-58")


def test_a_map_has_the_look_of_the_address_or_the_usual_one_with_a_notice(workspace: Workspace) -> None:
    tiled = chosen(View(look="tiles"), workspace)
    assert (tiled.view.look, tiled.notices) == ("tiles", ())
    unknown = chosen(View(look="globe"), workspace)
    assert (unknown.view.look, [(notice.key, notice.text) for notice in unknown.notices]) == (
        "",
        [("notice.look", "globe")],
    )
