"""What newspapers and portals stated of the indices: said again by the command line, or answered with why not."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from lib.__main__ import main

STATEMENTS = list(csv.DictReader(Path(__file__).with_name("published_statements.csv").open(encoding="utf-8")))
NAMED = ("indicator", "time_period", "ref_area", "claim_type")
# The earlier year is in no source that may be shipped; the answer must say so.
UNTOLD = {
    ("PAR_INDEX", "2021", "63-19", "rank_change"),
    ("SIPAS", "2021", "63-19", "rank_change"),
    ("PCI", "2021", "63-77", "rank_change"),
}
# Ranks over different units: both are told as published, and why they are not subtracted.
NOT_SUBTRACTED = {
    ("DTI", "2024", "34-46", "rank_change"): (
        "2/34 (công bố)",
        "3/63 (công bố)",
        "không kết luận được là tăng hay giảm",
    )
}


def row(statement: dict[str, str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    call = ["rank", statement["indicator"], statement["time_period"], "--format", "json"]
    if statement["compare_period"]:
        call += ["--base", statement["compare_period"], "--explain", "--area", statement["ref_area"]]
    assert main(call) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return next(entry for entry in rows if entry["ref_area"] == statement["ref_area"])


def same_number(value: float | None, claimed: str) -> bool:
    decimals = len(claimed.partition(".")[2])
    return value is not None and abs(value - float(claimed)) <= 0.5 * 10**-decimals + 1e-9


def test_there_are_all_39_statements() -> None:
    assert len(STATEMENTS) == 39


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: "-".join(s[name] for name in NAMED))
def test_a_published_statement_is_reproduced_or_answered(
    statement: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    answer, claimed = row(statement, capsys), statement["claimed"]
    key = tuple(statement[name] for name in NAMED)
    if key in UNTOLD:
        assert answer["rank_change"] is None
        assert statement["compare_period"] in answer["note"]
    elif key in NOT_SUBTRACTED:
        assert answer["rank_change"] is None
        assert answer["base_published_rank"] - answer["published_rank"] == int(claimed)
        assert all(words in answer["statement"] for words in NOT_SUBTRACTED[key])
    elif statement["claim_type"] == "rank":
        assert int(claimed) == (answer["published_rank"] or answer["rank"])
    elif statement["claim_type"] == "rank_change":
        assert int(claimed) == answer["rank_change"]
    elif statement["claim_type"] == "score":
        assert same_number(answer["obs_value"], claimed)
    elif statement["claim_type"] == "score_change":
        assert same_number(answer["value_change"], claimed)
    else:
        assert statement["claim_type"] == "group"
        assert (answer["group"], answer["rank"], answer["peer_count"]) == (2, 21, 60)
