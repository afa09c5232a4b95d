"""Handing in from the command line, each call a process of its own over a store of its own."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.__main__ import main
from lib.services.workspace import open_workspace

ROOT = Path(__file__).parents[1]
FILES = ROOT / "tests" / "handed_in" / "files"
GOOD = FILES / "windows-1258.csv"
COLUMNS = ["ref_area", "area_label", "time_period", "indicator", "obs_value", "obs_status", "sheet", "row", "column"]


@dataclass(frozen=True)
class Installation:
    """A folder of its own for what is stored."""

    folder: Path

    def call(self, *arguments: str) -> tuple[int, Any]:
        """Run the command line as a person does; return the exit status and what it printed as JSON."""
        told = {**os.environ, "TOAN_CANH_VAR": str(self.folder), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-m", "lib", *arguments, "--format", "json"],
            cwd=ROOT, env=told, capture_output=True, text=True, check=False, encoding="utf-8",
        )  # fmt: skip
        assert done.stderr == ""
        return done.returncode, json.loads(done.stdout)

    def files(self) -> list[str]:
        """What lies in the folder."""
        return sorted(path.name for path in self.folder.iterdir())

    def observations(self) -> "pd.DataFrame":
        """Everything that stands in the store now."""
        workspace = open_workspace(ROOT, None, self.folder)
        found = workspace.store.series(list(workspace.catalogue.indicators))
        return found.sort_values(["indicator", "ref_area", "time_period"], ignore_index=True)

    def state(self) -> str:
        """One hash over every current observation with all that is said of it."""
        return hashlib.sha256(self.observations().to_csv(index=False).encode()).hexdigest()


def test_a_check_says_all_and_touches_no_store(tmp_path: Path) -> None:
    here = Installation(tmp_path / "var")
    here.folder.mkdir()
    out = tmp_path / "out.csv"
    status, record = here.call("check", str(GOOD), "--observations", str(out))
    assert (status, record["outcome"], here.files()) == (0, "WARN", [])
    assert {"outcome", "read_as", "counts", "issues", "question", "choices"} <= set(record)
    assert record["read_as"]["encoding"] == "windows-1258"
    assert record["read_as"]["delimiter"] == ";"
    assert record["read_as"]["unit_set"] == "63"
    assert (record["counts"]["read"], record["counts"]["taken"], record["counts"]["refused"]) == (24, 24, 0)
    assert {issue["code"] for issue in record["issues"]} == {"encoding-guessed", "coverage-low"}
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == COLUMNS
    with (ROOT / "tests" / "handed_in" / "expected" / "windows-1258-csv-1.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    keys = ("ref_area", "time_period", "indicator", "obs_status", "sheet", "row", "column")
    assert {tuple(row[key] for key in keys): float(row["obs_value"]) for row in rows} == {
        tuple(row[key] for key in keys): float(row["obs_value"]) for row in expected
    }


def test_a_question_ends_with_3_and_its_answer_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here = Installation(tmp_path)
    file = str(FILES / "ho-ngheo-2015.csv")
    status, record = here.call("check", file)
    assert (status, record["outcome"], record["question"]["key"]) == (3, "ASK", "period")
    assert [choice["value"] for choice in record["choices"]] == ["2015"]
    assert "ho-ngheo-2015" in record["choices"][0]["quote"]
    assert record["counts"]["taken"] == 0
    assert main(["check", file, "--answer", "period=2015", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["question"], record["choices"], record["counts"]["taken"]) == (None, [], 12)


def test_a_refusal_ends_with_4(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    status, record = Installation(tmp_path).call("check", str(FILES / "dong-mau-thuan.csv"), "--observations", str(out))
    assert (status, record["outcome"]) == (4, "REJECT")
    assert record["issues"][-1]["code"] == "duplicate-key-conflict"
    assert record["issues"][-1]["message"]
    assert out.read_text(encoding="utf-8").splitlines() == [",".join(COLUMNS)]


def test_loading_stores_a_batch_and_undoing_it_restores_what_stood(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "var")
    before, old = installation.state(), installation.observations()
    changed = tmp_path / "pci.csv"
    changed.write_text("Tỉnh;PCI 2016\nHà Giang;12,5\nHải Dương;13,5\n", encoding="utf-8")
    status, loaded = installation.call("load", str(changed), "--note", "Số điều chỉnh")
    assert (status, loaded["outcome"], loaded["counts"]["changed"]) == (0, "WARN", 2)
    now = installation.observations().set_index(["indicator", "ref_area", "time_period"])["obs_value"]
    then = old.set_index(["indicator", "ref_area", "time_period"])["obs_value"]
    assert now["PCI", "63-02", "2016"] == 12.5
    assert now["PCI", "63-30", "2016"] == 13.5
    assert (now.drop([("PCI", "63-02", "2016"), ("PCI", "63-30", "2016")]).dropna().to_dict()) == (
        then.drop([("PCI", "63-02", "2016"), ("PCI", "63-30", "2016")]).dropna().to_dict()
    )
    status, asking = installation.call("load", str(FILES / "ho-ngheo-2015.csv"))
    assert (status, asking["outcome"], "batch" in asking) == (3, "ASK", False)
    status, undone = installation.call("undo", str(loaded["batch"]))
    assert (status, undone[0]["kind"], undone[0]["rows"]) == (0, "undo", 2)
    assert installation.state() == before
    status, batches = installation.call("batches")
    assert (status, [batch["kind"] for batch in batches]) == (0, ["undo", "upload", "shipped"])
    assert (batches[1]["batch"], batches[1]["file"], batches[1]["rows"]) == (loaded["batch"], "pci.csv", 2)
    assert (batches[1]["note"], bool(batches[1]["undone"])) == ("Số điều chỉnh", True)


@pytest.mark.parametrize(
    "call", [["check", "khong-co.csv"], ["check", str(GOOD), "--answer", "unit-set"], ["undo", "một"]]
)
def test_a_wrong_call_ends_with_2_and_prints_no_answer(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(call)
    except SystemExit as stopped:  # the call itself could not be read
        status = int(str(stopped.code))
    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert captured.err
