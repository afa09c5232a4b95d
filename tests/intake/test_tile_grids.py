"""The file of tile positions: whole for both sets, and refused with every fault."""

from pathlib import Path

import pytest

from lib.intake.tile_grids import TILE_GRIDS, load_tile_grid
from lib.model.errors import DataError
from lib.model.gazetteer import Gazetteer


@pytest.mark.parametrize(("units", "count"), [("63", 63), ("34", 34)])
def test_every_unit_has_its_place_and_north_lies_above_south(units: str, count: int, gazetteer: Gazetteer) -> None:
    grid = load_tile_grid(TILE_GRIDS, units, gazetteer)
    assert len(set(grid.units.values())) == count
    assert set(grid.archipelagos) == {f"{units}-48", f"{units}-56"}
    down = [
        grid.units[f"{units}-{code}"][0] for code in ("04", "01", "38", "40", "42", "46", "48", "51", "56", "79", "96")
    ]
    assert down == sorted(down)
    assert grid.columns == 1 + max(column for _, column in grid.archipelagos.values())


def test_missing_doubled_and_foreign_tiles_are_all_told(tmp_path: Path, gazetteer: Gazetteer) -> None:
    told = TILE_GRIDS.read_text(encoding="utf-8")
    broken = told.replace("34,34-01,3,2,unit\n", "34,34-99,3,3,unit\n").replace("34,34-48,7,7,archipelago\n", "")
    file = tmp_path / "tile_grids.csv"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_tile_grid(file, "34", gazetteer)
    said = "\n".join(caught.value.faults)
    for fault in ("no tile for 34-01", "34-99 is no unit of 34", "two tiles of 34 at (3, 3)", "both archipelagos"):
        assert fault in said
