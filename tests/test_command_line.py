import csv
import io
import json
import os
import sys
from typing import Any

import pytest

from lib.__main__ import main


def test_standard_output_holds_nothing_but_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", "pci", "2016", "--format", "json"]) == 0
    captured = capsys.readouterr()
    rows = json.loads(captured.out)
    assert captured.err == ""
    assert (rows[0]["name"], rows[0]["published_rank"], rows[0]["peer_count"]) == ("Đà Nẵng", 1, 63)
    assert rows[0]["base_value"] is None


@pytest.mark.parametrize(
    ("call", "nearest"),
    [
        (["rank", "PAPI_TOTAL", "2021"], "PAPI_TOTAL_D1_D8"),
        (["rank", "PCI", "2031"], "2021"),
        (["rank", "PCI", "hôm nay"], ""),
        (["rank", "PCI", "2016", "--base", "1999"], ""),
        (["rank", "PCI", "2016", "--units", "34"], ""),
        (["series", "PCI", "--area", "Thai Nguyenn"], "Thái Nguyên"),
    ],
)
def test_an_unknown_code_ends_with_2_and_the_nearest_on_standard_error(
    call: list[str], nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*call, "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert nearest in captured.err


def test_csv_and_table_say_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["series", "PCI", "--area", "63-77"]
    main([*call, "--format", "json"])
    records = json.loads(capsys.readouterr().out)
    main([*call, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    main([*call, "--format", "table"])
    table = capsys.readouterr().out.splitlines()
    assert [row["time_period"] for row in rows] == [record["time_period"] for record in records]
    assert len(table) == len(records) + 1


def test_old_codes_of_merged_sets_still_find_their_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rank", "DTI_34", "2024", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 34
    assert {row["published_rank"] for row in rows if row["published_rank"]} == {1, 2, 3, 4, 5}


def test_the_catalogue_tells_the_coverage_of_every_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "--format", "json", "--lang", "en"]) == 0
    rows = {row["indicator"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["PCI"]["unit_sets"] == "64 63"
    assert (rows["PCI"]["first_period"], rows["PCI"]["last_period"]) == ("2005", "2024")


def asked(call: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main([*call, "--format", "json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_restated_ranks_tell_rule_coverage_former_units_and_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["rank", "PAPI_TOTAL_D1_D8", "2024", "--base", "2023", "--restate", "34"]
    rows = {row["ref_area"]: row for row in asked(call, capsys)}
    assert len(rows) == 34
    merged = rows["34-19"]
    assert (merged["obs_status"], merged["carry_rule"], merged["coverage"]) == ("E", "recompute", "2/2")
    assert merged["predecessors"] == "63-06=44.0962 63-19=46.3487"
    assert merged["base_predecessors"] == "63-06=43.3483 63-19=45.7875"
    kept = rows["34-46"]
    assert (kept["obs_status"], kept["carry_rule"], kept["coverage"]) == ("A", "unchanged", "1/1")
    lacking = rows["34-82"]
    assert (lacking["obs_value"], lacking["coverage"], lacking["missing"]) == (None, "1/2", "63-82")
    assert lacking["restate_reason"] == "Chưa đủ số của các đơn vị cũ: thiếu Tiền Giang"
    assert lacking["restate_reason"] in lacking["note"]


def test_an_explained_rank_change_adds_up_and_states_what_compares(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["rank", "PAPI_TOTAL_D1_D8", "2024", "--base", "2023", "--restate", "34", "--explain"]
    for row in asked(call, capsys):
        if row["move_own"] is not None:
            parts = row["move_own"] + row["move_others"] + row["move_unit_set"]
            assert parts == row["base_rank"] - row["rank"]
            assert sum(part["points"] for part in row["components"]) == pytest.approx(row["value_change"], abs=0.05)
            assert "hạng" in row["statement"]


def test_components_are_not_compared_across_other_weights_without_saying_so(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = asked(["rank", "PCI", "2022", "--base", "2021", "--explain", "--area", "63-24"], capsys)
    access = next(part for part in row["components"] if part["indicator"] == "PCI_2_LAND")
    assert (access["base_weight"], access["weight"]) == (0.5, 1.0)
    assert access["value_points"] == pytest.approx(0.5 * (access["value"] - access["base_value"]))
    assert access["weight_points"] == pytest.approx(0.5 * access["value"])
    assert sum(part["points"] for part in row["components"]) == pytest.approx(row["value_change"], abs=0.05)
    assert "Trọng số các thành phần của năm 2021 và năm 2022 khác nhau" in row["components_note"]
    assert "Lưu ý từ năm 2022: Trọng số các chỉ số thành phần thay đổi" in row["components_note"]
    (same,) = asked(["rank", "PCI", "2016", "--base", "2015", "--explain", "--area", "63-24"], capsys)
    assert "Trọng số" not in same["components_note"]


def test_a_line_of_csv_holds_the_points_of_every_component(capsys: pytest.CaptureFixture[str]) -> None:
    call = ["rank", "PCI", "2016", "--base", "2015", "--explain", "--area", "Đà Nẵng", "--format", "csv"]
    assert main(call) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert len(row["components"].split()) == 10
    assert row["components"].split()[0].startswith("PCI_")


def test_a_restated_series_goes_through_the_merger_and_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    rows = asked(["series", "PCI", "--area", "34-19", "--restate", "34"], capsys)
    told = {row["time_period"]: row for row in rows}
    assert told["2016"]["carry_rule"] == "recompute"
    assert told["2016"]["coverage"] == "2/2"
    assert {part.partition("=")[0] for part in told["2016"]["predecessors"].split()} == {"63-06", "63-19"}


@pytest.mark.parametrize(
    "call",
    [
        ["rank", "PCI", "2016", "--restate", "61"],
        ["series", "PCI", "--restate", "35"],
        ["rank", "PCI", "2016", "--area", "Thai Nguyenn"],
    ],
)
def test_a_set_figures_cannot_be_restated_on_ends_with_2(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) == 2
    assert capsys.readouterr().out == ""


def test_two_units_are_compared_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    rows = asked(["compare", "63-19", "63-77", "--period", "2021"], capsys)
    pci = next(row for row in rows if row["indicator"] == "PCI")
    assert (pci["second_published_rank"], pci["second_value"]) == (9, 69.03)


def test_a_reader_who_has_gone_ends_the_command_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        assert main(["rank", "PCI", "2016"]) == 141
    assert capsys.readouterr().err == ""
