"""The generated files hold exactly what the generator says: rows, figures, spellings, bytes."""

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.intake_files import (
    EVERYDAY_CHANGE,
    EVERYDAY_INDICATORS,
    EVERYDAY_YEAR,
    HEADER,
    LongFile,
    everyday_files,
    everyday_rows,
    long_file,
    windows_1258,
)
from lib.intake.read import HandedIn, read_file
from lib.intake.reading import Reading
from lib.services.hand_in_commands import workspace_setting
from lib.services.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[2]
SMALL = LongFile({"63-01": "Hà Nội", "63-02": "Hà Giang"}, indicator_count=3, period_count=14)


@pytest.fixture(scope="module")
def workspace(shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = open_workspace(ROOT, None, Path(shutil.copy(shipped_store, tmp_path_factory.mktemp("store"))).parent)
    for code, body in long_file(opened, 2).bodies().items():
        opened.store.add_indicator(code, body, "bench")
    opened.catalogues.forget()
    yield opened
    opened.store.close()


def read(workspace: Workspace, content: bytes, name: str) -> Reading:
    reading = read_file(HandedIn(content, name), workspace_setting(workspace))
    assert reading.question is None
    return reading


def figures(reading: Reading) -> list[tuple[str, str, str, float]]:
    columns = ["ref_area", "time_period", "indicator", "obs_value"]
    return sorted(reading.cells[columns].itertuples(index=False, name=None))


def test_a_long_file_has_a_row_for_every_indicator_unit_and_month_once(tmp_path: Path) -> None:
    with SMALL.write(tmp_path / "long.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == HEADER
    assert len(rows) == SMALL.row_count == 2 * 3 * 14
    assert len({tuple(row[:3]) for row in rows}) == len(rows)
    assert {row[1] for row in rows} == {f"2020-{month:02d}" for month in range(1, 13)} | {"2021-01", "2021-02"}
    names = SMALL.indicators
    told = [[SMALL.units[unit], month, names[code], str(figure)] for unit, month, code, figure in SMALL.records()]
    assert rows == told


def test_the_measured_file_is_a_million_rows_that_are_the_same_every_time(workspace: Workspace) -> None:
    assert long_file(workspace).row_count == 1_001_700
    assert list(SMALL.records()) == list(SMALL.records())
    assert set(long_file(workspace).indicators).isdisjoint(long_file(workspace, prefix="N").indicators)


def test_a_file_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("kept", encoding="utf-8")
    assert SMALL.write(path).read_text(encoding="utf-8") == "kept"


def test_a_long_file_is_read_without_a_question_to_the_figures_it_was_made_of(
    workspace: Workspace, tmp_path: Path
) -> None:
    long = long_file(workspace, 2)
    reading = read(workspace, long.write(tmp_path / "long.csv").read_bytes(), "long.csv")
    assert figures(reading) == sorted(long.records())


def test_the_three_everyday_files_hold_the_figures_of_the_store_with_every_third_changed(workspace: Workspace) -> None:
    rows = everyday_rows(workspace)
    assert [len(row) for row in rows] == [1, 10, *[10] * 63]
    found = [figures(read(workspace, content, name)) for name, content in everyday_files(rows).items()]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 63 * len(EVERYDAY_INDICATORS)
    store = workspace.store.series(EVERYDAY_INDICATORS)
    store = store[store["time_period"] == EVERYDAY_YEAR]
    held = {(row.ref_area, row.indicator): row.obs_value for row in store.itertuples()}
    changed = [(unit, code, figure) for unit, _, code, figure in found[0] if held[unit, code] != figure]
    assert len(changed) == 63 * len(EVERYDAY_INDICATORS) // 3
    for unit, code, figure in changed:
        assert figure == pytest.approx(held[unit, code] * EVERYDAY_CHANGE, rel=0.02)


def test_windows_1258_writes_the_tone_behind_its_letter() -> None:
    assert windows_1258("Đắk Nông; Huế") == b"\xd0\xe3\xeck N\xf4ng; Hu\xea\xec"
    assert windows_1258("Thừa Thiên – Quảng Ngãi").decode("cp1258").startswith("Thư\u0300a")
