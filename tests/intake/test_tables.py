"""Every table of `tests/handed_in`, handed in as its list says, ends as expected with exactly the figures expected."""

import csv
from functools import cache
from pathlib import Path

import pytest

from lib.intake.read import HandedIn, read_file
from lib.intake.reading import Reading
from lib.intake.setting import Setting
from lib.services.hand_in_commands import answers_of, root_setting

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "tests" / "handed_in"


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CASES = listed(TABLES / "cases.csv")


@cache
def setting() -> Setting:
    return root_setting(ROOT)


def read(case: dict[str, str]) -> Reading:
    content = (TABLES / "files" / case["file"]).read_bytes()
    answers = answers_of([answer for answer in case["answers"].split(" & ") if answer])
    return read_file(HandedIn(content, case["file"]), setting(), answers)


def expected(case: dict[str, str]) -> list[tuple[str, ...]]:
    rows = listed(TABLES / "expected" / case["expected"]) if case["expected"] else []
    keys = ("ref_area", "time_period", "indicator", "obs_status", "sheet", "row", "column")
    return sorted((*(row[key] for key in keys), f"{float(row['obs_value']):.12g}") for row in rows)


def came(reading: Reading) -> list[tuple[str, ...]]:
    keys = ["ref_area", "time_period", "indicator", "obs_status", "sheet", "row", "column"]
    texts = reading.cells[keys].astype("str").itertuples(index=False)
    return sorted((*text, f"{value:.12g}") for text, value in zip(texts, reading.cells["obs_value"], strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_table_ends_as_expected_with_exactly_its_figures(case: dict[str, str]) -> None:
    reading = read(case)
    assert str(reading.outcome) == case["outcome"], [str(issue.code) for issue in reading.issues]
    assert came(reading) == expected(case)
    assert (reading.question.key if reading.question else "") == case["question"]
    assert sorted({str(issue.code) for issue in reading.issues}) == case["codes"].split()


def published() -> dict[tuple[str, str, str], float]:
    found = {}
    for path in (ROOT / "data" / "observations").glob("*.csv"):
        for row in listed(path):
            if row["obs_value"]:
                found[row["indicator"], row["ref_area"], row["time_period"]] = float(row["obs_value"])
    return found


def test_the_figures_expected_are_published_ones() -> None:
    known = published()
    codes = {code for code, _area, _period in known}
    rows = [row for case in CASES if case["expected"] for row in listed(TABLES / "expected" / case["expected"])]
    of_catalogue = [row for row in rows if row["indicator"] in codes]
    assert len(of_catalogue) > 1_000
    for row in of_catalogue:
        assert float(row["obs_value"]) == known[row["indicator"], row["ref_area"], row["time_period"]]


def test_there_are_many_tables_and_each_is_small_and_in_use() -> None:
    files = {path.name: path.stat().st_size for path in (TABLES / "files").iterdir()}
    assert {case["file"] for case in CASES} <= set(files)
    assert len({case["file"] for case in CASES}) >= 60
    assert max(files.values()) < 30_000


@pytest.mark.parametrize(
    ("file", "ranks"),
    [
        ("co-xep-hang.csv", {f"C{row}": row - 1 for row in range(2, 14)}),
        (
            "hai-bang-xep-hang-canh-nhau.csv",
            {f"C{row}": row - 2 for row in range(3, 9)} | {f"G{row}": row + 4 for row in range(3, 9)},
        ),
        (
            "hang-gom-nhom.csv",
            {f"B{row}": 12 for row in range(2, 14)} | {f"C{row}": 13 for row in range(2, 14)},
        ),
    ],
)
def test_a_published_rank_goes_with_the_figure_it_is_of(file: str, ranks: dict[str, int]) -> None:
    cells = read(next(case for case in CASES if case["file"] == file)).cells
    came_ranks = cells["published_rank"].dropna().astype(int)
    assert dict(zip(cells["column"] + cells["row"].astype("str"), came_ranks, strict=True)) == ranks
