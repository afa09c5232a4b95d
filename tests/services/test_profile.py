import pandas as pd

from lib.analysis.components import strongest_and_weakest
from lib.services.profile import component_rows, composite_of, headline_indicators, standings
from lib.services.questions import Question, ask
from lib.services.tables import change_table
from lib.services.workspace import Workspace


def table(workspace: Workspace, question: Question) -> pd.DataFrame:
    return change_table(workspace.observations(question.indicator.code), question, workspace)


def test_a_unit_stands_at_its_newest_figure_of_every_index(workspace: Workspace) -> None:
    codes = [indicator.code for indicator in headline_indicators(workspace)]
    rows = workspace.store.series(codes)
    found = standings(
        workspace.gazetteer.unit("63-22"), rows, workspace.coverage(), workspace, lambda q: table(workspace, q)
    )
    newest = {standing.question.indicator.code: str(standing.question.now.period) for standing in found}
    assert newest["PAPI_TOTAL_D1_D8"] == "2024"
    assert newest["PAR_INDEX"] == "2023"
    ranks = {standing.question.indicator.code: standing.row["published_rank"] for standing in found}
    assert ranks["PAR_INDEX"] == 1


def test_an_unchanged_territory_brings_its_figures_along_and_a_merged_one_does_not(workspace: Workspace) -> None:
    codes = [indicator.code for indicator in headline_indicators(workspace)]
    rows = workspace.store.series(codes)

    def indices(area: str) -> set[str]:
        found = standings(
            workspace.gazetteer.unit(area), rows, workspace.coverage(), workspace, lambda q: table(workspace, q)
        )
        return {standing.question.indicator.code for standing in found}

    assert "PAPI_TOTAL_D1_D8" in indices("34-04")
    assert indices("34-56") == set()


def test_components_of_pci_2016_cost_the_points_to_the_best(workspace: Workspace) -> None:
    question = ask(workspace, "PCI", "2016")
    parts = [c.component for c in workspace.catalogue.components_of("PCI", question.now.period)]
    rows = component_rows("63-19", question.indicator, question.now, workspace.store.series(parts), workspace)
    assert rows["indicator"].tolist() == parts
    assert len(parts) == 10
    best, weakest = strongest_and_weakest(rows)
    assert best is not None and weakest is not None
    assert best["rank"] <= weakest["rank"]
    expected = rows["weight"] * (rows["best"] - rows["obs_value"])
    pd.testing.assert_series_equal(rows["points_lost"].astype(float), expected, check_names=False)


def test_a_component_leads_to_the_composite_it_is_part_of(workspace: Workspace) -> None:
    question = ask(workspace, "PCI_1_ENTRY", "2016")
    composite = composite_of(question.indicator, question.now.period, workspace)
    assert composite is not None and composite.code == "PCI"
