"""The file of tile positions → TileGrid, refused where a unit is missing or two share a place. Nothing is drawn."""

from pathlib import Path

from lib.intake.gazetteer_rows import Row, read_rows
from lib.model.errors import DataError
from lib.model.gazetteer import Gazetteer
from lib.model.tile_grid import Place, TileGrid

TILE_GRIDS = Path(__file__).parents[2] / "geo" / "tile_grids.csv"
_COLUMNS = ["unit_set", "ref_area", "row", "column", "kind"]


def load_tile_grid(path: Path, unit_set: str, gazetteer: Gazetteer) -> TileGrid:
    """Read the tiles of a unit set; DataError names every fault of the file, a set without tiles included."""
    faults: list[str] = []
    rows = [row for row in read_rows(path, _COLUMNS, faults) if row["unit_set"] == unit_set]
    units = _placed([row for row in rows if row["kind"] == "unit"])
    archipelagos = _placed([row for row in rows if row["kind"] == "archipelago"])
    members = {unit.ref_area for unit in gazetteer.members(unit_set)}
    faults += [f"{path.name}: no tile for {ref_area}" for ref_area in sorted(members - set(units))]
    faults += [f"{path.name}: {ref_area} is no unit of {unit_set}" for ref_area in sorted(set(units) - members)]
    places = [*units.values(), *archipelagos.values()]
    faults += [
        f"{path.name}: two tiles of {unit_set} at {place}"
        for place in sorted({p for p in places if places.count(p) > 1})
    ]
    if len(archipelagos) != 2:
        faults.append(f"{path.name}: the {unit_set} units need the tiles of both archipelagos")
    if faults:
        raise DataError(faults)
    return TileGrid(unit_set, units, archipelagos)


def _placed(rows: list[Row]) -> dict[str, Place]:
    return {row["ref_area"]: (int(row["row"]), int(row["column"])) for row in rows}
