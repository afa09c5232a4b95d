import pandas as pd

from lib.i18n import translator
from lib.model.unit import Unit
from lib.model.view import Basis, View
from lib.services.choosing import Choice, choose
from lib.services.profile import Standing, headline_indicators, standings
from lib.services.profile_basis import (
    not_restated,
    other_views,
    page_units,
    parts_of,
    parts_table,
    published_where_few,
    rank_words,
)
from lib.services.questions import Question
from lib.services.restating import figures_of, restated_figures
from lib.services.tables import change_table
from lib.services.workspace import Workspace

VI = translator("vi")
PAPI = "PAPI_TOTAL_D1_D8"


def chosen(workspace: Workspace, *areas: str, basis: str = "", unit_set: str = "") -> Choice:
    view = View(indicator=PAPI, period="2024", areas=areas, basis=basis, unit_set=unit_set)
    return choose(view, workspace.catalogue, workspace.gazetteer, workspace.coverage())


def names(units: tuple[Unit, ...]) -> list[str]:
    return [unit.ref_area for unit in units]


def found(workspace: Workspace, area: str, *, restated: bool) -> list[Standing]:
    def table(question: Question) -> pd.DataFrame:
        return change_table(figures_of(question, workspace), question, workspace)

    figures = restated_figures(PAPI, "34", workspace) if restated else workspace.observations(PAPI)
    unit = workspace.gazetteer.unit(area)
    return standings(unit, figures, workspace.coverage(), workspace, table, restated=restated)


def test_the_units_of_a_profile_are_those_on_the_land_of_the_chosen_ones(workspace: Workspace) -> None:
    gazetteer = workspace.gazetteer
    assert names(page_units(chosen(workspace, "63-56"), gazetteer)) == ["63-56"]
    assert names(page_units(chosen(workspace, "63-56", basis="restated", unit_set="34"), gazetteer)) == ["34-56"]
    assert names(page_units(chosen(workspace, "34-56", basis="restated", unit_set="63"), gazetteer)) == [
        "63-56",
        "63-58",
    ]
    assert names(page_units(chosen(workspace, "63-58", "63-56", basis="former"), gazetteer)) == ["34-56"]


def test_a_merged_unit_has_parts_and_an_unchanged_one_has_none(workspace: Workspace) -> None:
    gazetteer = workspace.gazetteer
    assert names(parts_of(gazetteer.unit("34-56"), gazetteer)) == ["63-56", "63-58"]
    assert set(names(parts_of(gazetteer.unit("34-25"), gazetteer))) == {"63-17", "63-25", "63-26"}
    assert parts_of(gazetteer.unit("34-46"), gazetteer) == ()


def test_a_new_unit_is_shown_by_its_former_units_and_an_old_territory_as_published(workspace: Workspace) -> None:
    choice, gazetteer = chosen(workspace, "34-56"), workspace.gazetteer
    offered = other_views(choice, gazetteer.unit("34-56"), ["63"], gazetteer)
    assert offered[Basis.RESTATED].spelled() | {"basis": "restated", "units": "34"} == offered[Basis.RESTATED].spelled()
    assert offered[Basis.FORMER].basis == "former"
    for area in ("34-46", "34-01", "63-56"):
        assert other_views(choice, gazetteer.unit(area), ["63"], gazetteer) == {}
    assert set(other_views(choice, gazetteer.unit("34-56"), ["34"], gazetteer)) == {Basis.RESTATED}


def test_a_merged_unit_stands_where_its_restated_figures_put_it(workspace: Workspace) -> None:
    standing = next(each for each in found(workspace, "34-56", restated=True))
    figures = restated_figures(PAPI, "34", workspace)
    now = figures.loc[figures["time_period"] == "2024"].set_index("ref_area")["obs_value"].dropna()
    assert str(standing.question.now.period) == "2024" and standing.question.restated
    assert standing.row["obs_value"] == now["34-56"]
    assert (standing.row["rank"], standing.row["peer_count"]) == (int((now > now["34-56"]).sum()) + 1, len(now))


def test_an_index_without_a_restated_value_says_why(workspace: Workspace) -> None:
    codes = [indicator.code for indicator in headline_indicators(workspace)]
    figures = pd.concat([restated_figures(code, "34", workspace) for code in codes], ignore_index=True)
    lines = not_restated(workspace.gazetteer.unit("34-25"), figures, workspace, VI)
    assert any("PAPI 2024" in line and "thiếu Vĩnh Phúc" in line for line in lines)
    assert len(lines) == len(set(lines))
    assert not any(
        "PAPI 2024" in line for line in not_restated(workspace.gazetteer.unit("34-56"), figures, workspace, VI)
    )


def test_parts_stand_beside_the_whole_with_the_rank_of_their_time(workspace: Workspace) -> None:
    units = [workspace.gazetteer.unit(area) for area in ("34-56", "63-56", "63-58")]
    told = {unit.ref_area: found(workspace, unit.ref_area, restated=unit.unit_set == "34") for unit in units}
    table = parts_table(units, told, workspace, VI)
    assert list(table.columns) == ["Khánh Hòa", "Khánh Hòa (trước 7/2025)", "Ninh Thuận (trước 7/2025)"]
    cells = [str(cell).replace("\u00a0", " ") for cell in table.loc["PAPI (điểm)"]]
    assert cells == [
        "2024: ≈ 44,77; hạng 9/32 (tính)",
        "2024: 43,81; hạng 27/61 (tính)",
        "2024: 45,73; hạng 5/61 (tính)",
    ]


def test_a_rank_among_a_sliver_of_restated_units_is_not_told(workspace: Workspace) -> None:
    def rows(area: str) -> tuple[list[Standing], list[Standing]]:
        unit, coverage = workspace.gazetteer.unit(area), workspace.coverage()
        restated, published = restated_figures("PCI", "34", workspace), workspace.observations("PCI")
        return (
            standings(
                unit, restated, coverage, workspace, lambda q: change_table(restated, q, workspace), restated=True
            ),
            standings(unit, published, coverage, workspace, lambda q: change_table(published, q, workspace)),
        )

    merged, unchanged = rows("34-56"), rows("34-46")
    assert rank_words(merged[0][0].row, workspace.gazetteer, VI) == "chỉ 8/34 đơn vị có số liệu"
    told = published_where_few(*unchanged, workspace.gazetteer)[0]
    assert told.question.now == unchanged[1][0].question.now and told.row["published_peer_count"] == 63
    assert published_where_few(*merged, workspace.gazetteer) == merged[0]
