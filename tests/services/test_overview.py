"""The tiles of the first screen say what the command line answers to the same question."""

import pandas as pd
import pytest

from lib.i18n import Translator, translator
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.view import View
from lib.services.answers import rank_answer
from lib.services.choosing import choose
from lib.services.configuration import USUAL_HEADLINES
from lib.services.held_workspace import held
from lib.services.overview import Lack, Outlook, Tile, headlines, overview_unit, summing_up
from lib.services.overview_country import country_tiles
from lib.services.overview_lines import Line
from lib.services.overview_parts import component_codes, extremes, own_figures, ranked_indices
from lib.services.overview_tiles import tiles
from lib.services.questions import ask, ask_restated
from lib.services.workspace import Workspace

VI, EN = translator("vi"), translator("en")


@pytest.fixture(scope="module")
def workspace(workspace: Workspace) -> Workspace:
    """The shipped figures, read and restated once for all tests here (that this changes no answer is tested there)."""
    return held(workspace)


def outlook(workspace: Workspace, view: View, t: Translator = VI) -> Outlook:
    kept = held(workspace)

    def restated(code: str) -> pd.DataFrame:
        assert unit is not None
        return kept.restated([code], unit.unit_set)

    coverage = workspace.coverage()
    choice = choose(view, workspace.catalogue, workspace.gazetteer, coverage)
    unit, is_restated = overview_unit(choice, workspace)
    figures = workspace.series(USUAL_HEADLINES)
    return Outlook(unit, is_restated, workspace, coverage, t, choice.view, figures, restated, kept.table)


def unit_tiles(workspace: Workspace, area: str, t: Translator = VI) -> tuple[dict[str, Tile], list[Lack], Outlook]:
    shown = outlook(workspace, View(language=t.language, areas=(area,)), t)
    assert shown.unit is not None
    found, lacks = tiles(headlines(USUAL_HEADLINES, workspace.catalogue).indicators, shown.unit, shown)
    return {tile.code: tile for tile in found}, lacks, shown


@pytest.mark.parametrize(("area", "t"), [("63-19", VI), ("34-46", EN), ("34-56", VI), ("63-77", EN)])
def test_every_tile_says_what_the_command_line_answers(workspace: Workspace, area: str, t: Translator) -> None:
    found, lacks, shown = unit_tiles(workspace, area, t)
    assert len(found) + len(lacks) == len(USUAL_HEADLINES)
    for code, tile in found.items():
        view, indicator = tile.view, workspace.catalogue.indicators[code]
        if shown.restated:
            question = ask_restated(workspace, code, view.period, view.base or None, view.unit_set)
        else:
            question = ask(workspace, code, view.period, view.base or None, view.unit_set)
        own = workspace.gazetteer.counterpart(area, view.unit_set) or area
        (record,) = [one for one in rank_answer(workspace, question, t) if one["ref_area"] == own]
        if record["obs_value"] is not None:
            assert tile.value.removeprefix("≈ ") == t.number(record["obs_value"], indicator.decimals)
        rank, count = record["rank"], record["peer_count"]
        if record["published_rank"] is not None:
            rank, count = record["published_rank"], record["published_peer_count"]
        assert tile.place in {None, (rank, count)}
        assert t.rank(rank, count) in f"{tile.value} {tile.lines[0].before}" or tile.place is None
        if record.get("value_change") is not None:
            said = [line.change.removeprefix("≈ ") for line in tile.lines]
            assert t.signed(record["value_change"], indicator.decimals) in said


def test_a_merged_unit_is_shown_by_estimates_that_say_so(workspace: Workspace) -> None:
    found, lacks, shown = unit_tiles(workspace, "34-56")
    assert shown.restated
    assert found["PAPI_TOTAL_D1_D8"].value == "≈ 44,77"
    assert found["PAPI_TOTAL_D1_D8"].fresh.startswith("ước tính quy đổi · vào kho ")
    assert {tile.view.basis for tile in found.values()} == {"restated"}
    assert all(lack.reason for lack in lacks)
    said = summing_up([*found.values()], lacks, shown.unit or workspace.gazetteer.unit("34-56"), shown)
    assert "không phải số công bố" in said


def test_a_unit_of_unchanged_territory_is_shown_as_published(workspace: Workspace) -> None:
    found, _, shown = unit_tiles(workspace, "34-46")
    assert not shown.restated
    assert found["DTI"].value == "hạng 2/34"
    assert found["PAPI_TOTAL_D1_D8"].view.unit_set == "63"
    assert not any(tile.value.startswith("≈") for tile in found.values())


def test_a_rank_that_moved_without_a_value_says_since_when(workspace: Workspace) -> None:
    told = unit_tiles(workspace, "63-19")[0]["SIPAS"].lines[0]
    assert (told.change, told.after, told.way) == ("giữ hạng", "so với 2022", "")


def test_a_rank_among_a_handful_is_no_place_to_be_proud_of(workspace: Workspace) -> None:
    found, lacks, shown = unit_tiles(workspace, "34-56")
    assert "8/34" in found["PCI"].lines[0].before
    assert found["PCI"].place is None
    assert "PCI" not in summing_up([*found.values()], lacks, workspace.gazetteer.unit("34-56"), shown)


def test_ranks_over_unlike_units_are_told_again_among_those_of_both_periods(workspace: Workspace) -> None:
    line = unit_tiles(workspace, "34-56")[0]["PAPI_TOTAL_D1_D8"].lines[0]
    assert line.before == "hạng 9/32 (tính) ·"
    assert (line.change, line.after, line.way) == ("3 → 8", "trong 30 đơn vị chung", "down")
    assert "không trừ cho nhau" in line.title


def test_a_change_over_a_break_of_method_is_marked_and_judged_neither_way(workspace: Workspace) -> None:
    change = unit_tiles(workspace, "63-19")[0]["PCI"].lines[-1]
    assert change.way == ""
    assert "khác phương pháp" in change.after
    assert "2022" in change.title


def test_a_line_stops_at_every_gap_and_break(workspace: Workspace) -> None:
    segments = unit_tiles(workspace, "63-19")[0]["PAPI_TOTAL_D1_D8"].segments
    assert [len(run) for run in segments] == [3, 4]


def test_an_entry_that_is_no_indicator_is_left_out_and_named(workspace: Workspace) -> None:
    listed = headlines(["pci", "NOPE", "PCI", "DTI"], workspace.catalogue)
    assert [indicator.code for indicator in listed.indicators] == ["PCI", "DTI"]
    assert listed.unknown == ("NOPE",)
    assert len(headlines(list(workspace.catalogue.indicators), workspace.catalogue).indicators) == 8


def test_the_country_is_told_by_median_first_and_last_with_n(workspace: Workspace) -> None:
    shown = outlook(workspace, View())
    indicators = headlines(USUAL_HEADLINES, workspace.catalogue).indicators
    found = {tile.code: tile for tile in country_tiles(indicators, shown)[0]}
    papi = found["PAPI_TOTAL_D1_D8"]
    answer = rank_answer(workspace, ask(workspace, papi.code, papi.period), VI)
    values = pd.Series([one["obs_value"] for one in answer], dtype="float64")
    assert papi.value == VI.number(float(values.median()), 2)
    assert [line.before for line in papi.lines] == [
        "61/63 đơn vị có số liệu",
        f"Đứng đầu: {answer[0]['name']} ({VI.number(answer[0]['obs_value'], 2)})",
        f"Đứng cuối: {answer[60]['name']} ({VI.number(answer[60]['obs_value'], 2)})",
    ]
    assert found["DTI"].value == "0/34"
    assert found["DTI"].lines[0].before == "Hạng công bố của 5 đơn vị: Hà Nội 1/34, Huế 2/34"


def test_the_strongest_and_the_weakest_component_of_the_offices_indices(workspace: Workspace) -> None:
    shown = outlook(workspace, View(areas=("63-19",)))
    assert shown.unit is not None
    indices = ranked_indices(headlines(USUAL_HEADLINES, workspace.catalogue).indicators, workspace)
    told = extremes(indices, shown.unit, own_figures(component_codes(indices, shown), shown), shown)
    papi = next(one for one in told if one.name == "PAPI 2024")
    assert papi.best == "Trách nhiệm giải trình (hạng tính 2/61)"
    assert papi.worst == "Quản trị môi trường (hạng tính 48/61)"


def test_a_move_of_rank_over_a_break_names_its_base_and_is_judged_neither_way(workspace: Workspace) -> None:
    found, lacks, shown = unit_tiles(workspace, "63-19")
    line = found["PCI"].lines[0]
    assert (line.change, line.after, line.way) == ("\u221212 bậc", "so với 2020 (khác phương pháp)", "")
    assert "2022" in line.title
    said = summing_up([*found.values()], lacks, workspace.gazetteer.unit("63-19"), shown)
    ways = [tile.way for tile in found.values()]
    assert ways.count("broken") == 1
    assert f"{ways.count('down')} giảm hạng" in said
    assert "1 chỉ tiêu đổi phương pháp giữa hai kỳ nên hạng không xét tăng, giảm" in said


def test_no_rank_computed_among_fewer_than_half_of_the_units_stands_on_a_tile(office: Workspace) -> None:
    kept = office.observations("PCI")
    areas = kept.loc[(kept["time_period"] == "2024") & kept["obs_value"].notna(), "ref_area"].to_list()
    for period, others in (("2024", ()), ("2025", areas)):
        told = {**dict.fromkeys(others, 70.0), "63-19": 68.88 if period == "2024" else 71.0}
        rows = [("PCI", area, period, value, "A", None, None, None, "VCCI") for area, value in told.items()]
        frame = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS)).astype({"published_rank": "Int64"})
        office.store.add(frame, file_name=period, content_hash=period, actor="Sở", note="")
        tile = unit_tiles(office, "63-19")[0]["PCI"]
        said = f"chỉ {len(areas) + 1}/63 đơn vị có số liệu"
        assert (tile.period, tile.lines[0], tile.place, tile.way) == (period, Line(said), None, "")
    assert "+2,12" in {line.change for line in tile.lines}
