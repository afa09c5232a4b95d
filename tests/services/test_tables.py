import pandas as pd

from lib.i18n import translator
from lib.services.answers import rank_answer, series_answer
from lib.services.notes import row_note
from lib.services.questions import ask
from lib.services.rows import Row, row_of
from lib.services.tables import change_table, comparable_links, gone_units
from lib.services.workspace import Workspace


def table(workspace: Workspace, code: str, period: str, base: str) -> pd.DataFrame:
    question = ask(workspace, code, period, base)
    return change_table(workspace.observations(question.indicator.code), question, workspace)


def row(frame: pd.DataFrame, area: str) -> Row:
    found = row_of(frame, area)
    assert found is not None
    return found


def test_papi_2024_against_2023_counts_61_of_63_in_both_and_59_in_common(workspace: Workspace) -> None:
    changed = table(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023")
    assert len(changed) == 63
    assert changed["peer_count"].iloc[0] == changed["base_peer_count"].iloc[0] == 61
    assert changed["comparable_count"].iloc[0] == 59
    assert set(changed.loc[changed["obs_value"].isna(), "ref_area"]) == {"63-82", "63-26"}
    assert set(changed.loc[changed["base_value"].isna(), "ref_area"]) == {"63-74", "63-22"}
    quang_ninh = row(changed, "63-22")
    assert quang_ninh["rank"] == 1
    assert pd.isna(quang_ninh["rank_change"])


def test_published_ties_of_pci_2016_stay_as_printed(workspace: Workspace) -> None:
    changed = table(workspace, "PCI", "2016", "2015")
    tied = {area: row(changed, area) for area in ("63-60", "63-24", "63-75")}
    assert sorted(int(entry["published_rank"]) for entry in tied.values()) == [32, 33, 34]
    assert {f"{entry['obs_value']:.2f}" for entry in tied.values()} == {"58.20"}
    assert (changed["rank_change_kind"] == "published").all()
    assert (changed["rank_change"] == changed["base_published_rank"] - changed["published_rank"]).all()


def test_pci_2009_against_2008_goes_from_64_units_to_63(workspace: Workspace) -> None:
    question = ask(workspace, "PCI", "2009", "2008")
    observations = workspace.observations("PCI")
    changed = change_table(observations, question, workspace)
    assert (changed["peer_count"].iloc[0], changed["base_peer_count"].iloc[0]) == (63, 64)
    assert changed["rank_change"].isna().all()
    assert changed.loc[changed["base_area"].isna(), "ref_area"].tolist() == ["63-01"]
    gone = gone_units(observations, question, workspace.gazetteer)
    assert gone["ref_area"].tolist() == ["64-01", "64-28"]
    assert changed["comparable_count"].iloc[0] == 62
    assert changed.loc[changed["adjusted"], "ref_area"].tolist() == ["63-17", "63-26"]


def test_what_is_counted_on_a_territory_is_not_compared_across_a_border_change(workspace: Workspace) -> None:
    people = ask(workspace, "POPULATION_AVG_THOUSAND_GSO2017", "2008", "2007")
    assert "63-26" not in comparable_links(people, workspace.gazetteer)
    assert comparable_links(people, workspace.gazetteer)["63-04"] == "64-04"


def test_every_row_that_lacks_something_says_why(workspace: Workspace) -> None:
    question = ask(workspace, "PAPI_TOTAL_D1_D8", "2024", "2023")
    changed = change_table(workspace.observations("PAPI_TOTAL_D1_D8"), question, workspace)
    t = translator("vi")
    for area in changed["ref_area"]:
        entry = row(changed, area)
        said = row_note(entry, question, workspace, t)
        assert (said is None) == (pd.notna(entry["obs_value"]) and pd.notna(entry["rank_change"]))


def test_answers_hold_plain_values_and_name_the_units_that_are_gone(workspace: Workspace) -> None:
    answer = rank_answer(workspace, ask(workspace, "PCI", "2009", "2008"), translator("vi"))
    assert len(answer) == 65
    assert [entry["ref_area"] for entry in answer if entry["peer_count"] is None] == ["64-01", "64-28"]
    assert all("Hà Nội" in entry["note"] for entry in answer[-2:])
    assert {type(entry["rank"]) for entry in answer[:63]} == {int}


def test_series_gives_every_unit_a_name_can_mean(workspace: Workspace) -> None:
    answer = series_answer(workspace, "DTI", ["Hà Nội"], translator("vi"))
    assert {entry["ref_area"] for entry in answer} == {"63-01", "34-01"}
    assert [entry["time_period"] for entry in answer] == sorted(entry["time_period"] for entry in answer)
