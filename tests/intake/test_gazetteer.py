import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.intake.gazetteer import COLUMNS, load_gazetteer
from lib.model.errors import DataError

GEO = Path(__file__).parents[2] / "geo"
Edit = Callable[[list[dict[str, str]]], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in COLUMNS:
        shutil.copy(GEO / f"{name}.csv", tmp_path)
    return tmp_path


def edited(folder: Path, name: str, edit: Edit) -> tuple[str, ...]:
    """The faults after `edit` has changed the rows of one file."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    edit(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS[name].split())
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(DataError) as caught:
        load_gazetteer(folder)
    return caught.value.faults


def setting(key: str, value: str, **changes: str) -> Edit:
    """Change the columns `changes` of the first row whose column `key` is `value`."""
    return lambda rows: next(row for row in rows if row[key] == value).update(changes)


def test_all_that_ships_loads_with_every_set_complete() -> None:
    gazetteer = load_gazetteer(GEO)
    assert {code: len(gazetteer.members(code)) for code in gazetteer.unit_sets} == {
        "61": 61,
        "64": 64,
        "63": 63,
        "34": 34,
    }
    assert len(gazetteer.regions) == 12


@pytest.mark.parametrize(
    ("name", "edit", "fault"),
    [
        ("standings", setting("ref_area", "63-02", ref_area="63-03"), "standings.csv:128: unknown ref_area: 63-03"),
        ("standings", setting("ref_area", "63-02", ref_area="63-03"), "standings.csv: no standing for 63-02"),
        (
            "standings",
            setting("valid_from", "2025-01-01", valid_from="2024-12-01"),
            "standings.csv:158: standings of 63-46 overlap or leave a gap",
        ),
        (
            "standings",
            setting("ref_area", "63-02", valid_to="2025-07-01"),
            "standings.csv:128: standings of 63-02 do not fill the life of set 63",
        ),
        ("standings", setting("ref_area", "63-02", is_city="yes"), "standings.csv:128: is_city must be 0 or 1: 'yes'"),
        ("units", lambda rows: rows.pop(), "units.csv: set 34 must have 34 units, it has 33"),
        (
            "units",
            setting("ref_area", "63-02", code="03"),
            "units.csv:128: ref_area must be the unit_set and the code: 63-02",
        ),
        ("units", setting("ref_area", "63-02", region_2006="S1"), "units.csv:128: no region S1 in scheme 2006"),
        (
            "units",
            setting("ref_area", "63-02", area_km2="7.927,6"),
            "units.csv:128: area_km2 is not a number: '7.927,6'",
        ),
        ("units", setting("ref_area", "63-02", name_vi=" "), "units.csv:128: name_vi or name_en is empty"),
        ("units", setting("ref_area", "63-02", name_vi="cao bằng"), "units.csv: 2 units of set 63 are called cao bằng"),
        ("units", lambda rows: rows.append(rows[-1]), "units.csv:224: ref_area stands twice: 34-96"),
        ("units", setting("ref_area", "34-96", unit_set="35"), "units.csv: 34-96 is of an unknown unit_set"),
        (
            "unit_sets",
            setting("unit_set", "64", valid_from="2004-01-02"),
            "unit_sets.csv: set 64 does not begin the day after set 61 ends",
        ),
        ("unit_sets", setting("unit_set", "64", valid_to="31/7/2008"), "unit_sets.csv:3: valid_to is not a date"),
        ("aliases", setting("alias", "HCMC", alias="BRVT"), "'BRVT' already names"),
        ("aliases", setting("alias", "HCMC", ref_area="63-79"), "unknown ref_area in set 61: 63-79"),
        ("aliases", setting("alias", "HCMC", alias="Hà  Nội"), "'Hà  Nội' already names 61-01"),
        (
            "successions",
            setting("successor", "34-08", predecessors="63-02 64-08"),
            "predecessor 64-08 is not of the set",
        ),
        ("successions", setting("successor", "34-08", predecessors="63-02 63-03"), "unknown ref_area: 63-03"),
        ("successions", setting("successor", "34-08", predecessors="63-02 63-08 63-04"), "2 successors of 63-04"),
        ("successions", setting("successor", "34-08", predecessors="63-02"), "successions.csv: 63-08 has no successor"),
        ("successions", setting("successor", "34-08", successor="34-04"), "34-04 is a successor 2 times"),
        ("successions", setting("successor", "34-08", area_shares="0.5 0.4"), "their sum must be 1"),
        ("successions", setting("successor", "34-08", area_shares="1"), "one share per predecessor"),
        ("successions", setting("successor", "63-26", ceded_to=""), "ceded_to says who gained"),
        ("successions", setting("successor", "34-08", ceded_to="34-15"), "ceded_to says who gained"),
        ("successions", setting("successor", "63-26", ceded_to="63-99"), "unknown ref_area: 63-99"),
        ("successions", setting("successor", "34-08", kind="unchanged"), "unchanged does not fit 2 predecessors"),
        (
            "successions",
            setting("successor", "34-08", kind="joined"),
            "kind must be one of unchanged, adjusted, merged",
        ),
        ("successions", setting("successor", "34-08", effective="2025-06-30"), "no set of 34-08 begins on 2025-06-30"),
    ],
)
def test_every_inconsistency_is_named_with_its_place(folder: Path, name: str, edit: Edit, fault: str) -> None:
    assert any(fault in found for found in edited(folder, name, edit))


def test_all_faults_of_all_files_come_at_once(folder: Path) -> None:
    (folder / "regions.csv").unlink()
    (folder / "aliases.csv").write_text("alias,ref_area\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_gazetteer(folder)
    assert caught.value.faults == (
        "regions.csv: the file is missing",
        "aliases.csv:1: the columns must be unit_set,alias,ref_area",
    )


def test_a_line_with_too_few_values_is_a_fault(folder: Path) -> None:
    with (folder / "aliases.csv").open("a", encoding="utf-8") as handle:
        handle.write("63,Sài thành\n")
    with pytest.raises(DataError, match=r"aliases.csv:\d+: the line does not have 3 values"):
        load_gazetteer(folder)
