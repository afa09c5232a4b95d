import csv
import io
import json

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
