"""The CSV files of `geo/` → Gazetteer, every fault named with file and line; the look-ups are in the model."""

from collections.abc import Mapping
from pathlib import Path

from lib.intake.gazetteer_checks import check_sets, check_standings, check_successions
from lib.intake.gazetteer_rows import Row, read_rows
from lib.model.errors import DataError
from lib.model.gazetteer import Gazetteer, folded
from lib.model.unit import Region, Standing, Succession, SuccessionKind, Unit, UnitSet

COLUMNS: Mapping[str, str] = {
    "unit_sets": "unit_set valid_from valid_to size law",
    "regions": "region scheme name_vi name_en",
    "units": "ref_area unit_set code name_vi name_en region_2006 region_2025 iso_code pci_code area_km2"
    " population_thousand",
    "standings": "ref_area valid_from valid_to full_name_vi full_name_en is_city law",
    "successions": "effective law kind predecessors successor ceded_to population_shares area_shares"
    " remark_vi remark_en",
    "aliases": "unit_set alias ref_area",
}
_SCHEMES = ("2006", "2025")


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the six CSV files of `folder`; DataError lists every fault of all of them as `file:line: what is wrong`."""
    faults: list[str] = []
    rows = {name: read_rows(folder / f"{name}.csv", columns.split(), faults) for name, columns in COLUMNS.items()}
    if faults:
        raise DataError(faults)
    unit_sets = {row["unit_set"]: _unit_set(row) for row in rows["unit_sets"]}
    regions = {row["region"]: Region(row["region"], row["scheme"], row.words("name")) for row in rows["regions"]}
    standings = [(row, _standing(row)) for row in rows["standings"]]
    units = _units(rows["units"], standings, regions)
    successions = [(row, _succession(row)) for row in rows["successions"]]
    faults += check_sets(units, unit_sets)
    faults += check_standings(standings, units, unit_sets)
    faults += check_successions(successions, units, unit_sets)
    aliases = _aliases(rows["aliases"], units)
    if faults:
        raise DataError(faults)
    return Gazetteer(units, unit_sets, regions, tuple(succession for _, succession in successions), aliases)


def _unit_set(row: Row) -> UnitSet:
    size = int(row.number("size") or 0)
    return UnitSet(row["unit_set"], row.day("valid_from"), row.last_day("valid_to"), size, row["law"])


def _standing(row: Row) -> Standing:
    if row["is_city"] not in ("0", "1"):
        row.fault(f"is_city must be 0 or 1: {row['is_city']!r}")
    is_city = row["is_city"] == "1"
    return Standing(row.day("valid_from"), row.last_day("valid_to"), row.words("full_name"), is_city, row["law"])


def _units(rows: list[Row], standings: list[tuple[Row, Standing]], regions: Mapping[str, Region]) -> dict[str, Unit]:
    held: dict[str, tuple[Standing, ...]] = {}
    for line, standing in standings:
        held[line["ref_area"]] = (*held.get(line["ref_area"], ()), standing)
    units: dict[str, Unit] = {}
    for row in rows:
        ref_area = row["ref_area"]
        if ref_area != f"{row['unit_set']}-{row['code']}":
            row.fault(f"ref_area must be the unit_set and the code: {ref_area}")
        if ref_area in units:
            row.fault(f"ref_area stands twice: {ref_area}")
        units[ref_area] = Unit(
            ref_area,
            row["unit_set"],
            row["code"],
            row.words("name"),
            held.get(ref_area, ()),
            _regions_of(row, regions),
            row["iso_code"],
            row["pci_code"],
            row.number("area_km2"),
            row.number("population_thousand"),
        )
    return units


def _regions_of(row: Row, regions: Mapping[str, Region]) -> dict[str, str]:
    chosen = {scheme: row[f"region_{scheme}"] for scheme in _SCHEMES if row[f"region_{scheme}"]}
    for scheme, region in chosen.items():
        if region not in regions or regions[region].scheme != scheme:
            row.fault(f"no region {region} in scheme {scheme}")
    return chosen


def _succession(row: Row) -> Succession:
    if row["kind"] not in list(SuccessionKind):
        row.fault(f"kind must be one of {', '.join(SuccessionKind)}: {row['kind']!r}")
    return Succession(
        row.day("effective"),
        row["law"],
        SuccessionKind(row["kind"]) if row["kind"] in list(SuccessionKind) else SuccessionKind.UNCHANGED,
        tuple(row["predecessors"].split()),
        row["successor"],
        row["ceded_to"],
        row.numbers("population_shares"),
        row.numbers("area_shares"),
        row.words("remark"),
    )


def _aliases(rows: list[Row], units: Mapping[str, Unit]) -> dict[str, dict[str, str]]:
    """Names of the units themselves (label and every full name, in both languages) and the further spellings."""
    found: dict[str, dict[str, str]] = {}
    for unit in units.values():
        for name in (unit.label, *(standing.full_name for standing in unit.standings)):
            for text in (name.vi, name.en):
                found.setdefault(unit.unit_set, {}).setdefault(folded(text), unit.ref_area)
    for row in rows:
        alias, ref_area, known = folded(row["alias"]), row["ref_area"], found.setdefault(row["unit_set"], {})
        if ref_area not in units or units[ref_area].unit_set != row["unit_set"]:
            row.fault(f"unknown ref_area in set {row['unit_set']}: {ref_area}")
        elif alias in known:
            row.fault(f"{row['alias']!r} already names {known[alias]}")
        known[alias] = ref_area
    return found
