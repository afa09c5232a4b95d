"""Files for the browser: complete, named by their content, whole even when two processes write at once."""

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from lib.charts.map_files import ASSETS, publish_assets, publish_boundaries
from lib.model.boundaries import Boundaries
from lib.model.words import Words

SQUARE = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ref_area":"63-01"},"geometry":null}]}'
)
BOUNDARIES = Boundaries("63", SQUARE, SQUARE, "ab" * 32, Words("mẫu"), (102, 7, 117, 24))


def test_units_and_frames_stand_in_one_file_named_by_set_and_hash(tmp_path: Path) -> None:
    name = publish_boundaries(BOUNDARIES, tmp_path)
    assert name == f"boundaries-63-{'ab' * 8}.json"
    table = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    assert table == {"units": json.loads(SQUARE), "frames": json.loads(SQUARE)}


def test_other_boundaries_get_another_name_and_a_file_once_there_is_left_alone(tmp_path: Path) -> None:
    name = publish_boundaries(BOUNDARIES, tmp_path)
    written = (tmp_path / name).stat().st_mtime_ns
    assert publish_boundaries(BOUNDARIES, tmp_path) == name
    assert (tmp_path / name).stat().st_mtime_ns == written
    assert publish_boundaries(replace(BOUNDARIES, content_hash="cd" * 32), tmp_path) != name
    assert len(list(tmp_path.iterdir())) == 2


def test_the_script_holds_every_file_of_the_folder_and_nothing_names_a_host(tmp_path: Path) -> None:
    script, styles = (tmp_path / name for name in publish_assets(tmp_path))
    text = script.read_text(encoding="utf-8")
    for source in ASSETS.glob("*.js"):
        assert source.read_text(encoding="utf-8") in text, source.name
    assert styles.read_text(encoding="utf-8") == (ASSETS / "map.css").read_text(encoding="utf-8")
    assert "://" not in text.replace("http://www.w3.org/", "")


def test_scripts_and_styles_are_short_enough_to_read() -> None:
    for source in ASSETS.iterdir():
        lines = source.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 250, source.name
        assert max(map(len, lines)) <= 120, source.name


def _publish(folder: Path) -> tuple[str, str, str]:
    large = replace(BOUNDARIES, units_geojson=SQUARE.replace("null", "[" + "0," * 200_000 + "0]"))
    return (publish_boundaries(large, folder), *publish_assets(folder))


def test_two_processes_may_start_at_once(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first, second = pool.map(_publish, [tmp_path, tmp_path])
    assert first == second
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(first)
    json.loads((tmp_path / first[0]).read_text(encoding="utf-8"))
