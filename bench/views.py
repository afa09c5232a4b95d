"""The views that are asked for: every rerun another indicator, period or unit, as readers change them."""

from dataclasses import dataclass, replace

from lib.model.view import View
from lib.services.choosing import possible_sets
from lib.services.workspace import Workspace

SIDEBAR_CHOICE = "choose_unit"
_MODES = ("", "pair", "change")
_BASES = ("", "restated", "", "former")
_STRIDE = 7  # coprime to 63 and 34: neighbouring views are of distant units


@dataclass(frozen=True)
class Views:
    """Views to walk through again and again, and others that nobody asks for before they are measured."""

    known: tuple[View, ...]
    unseen: tuple[View, ...]


def views(workspace: Workspace, count: int) -> Views:
    """Return `count` known and as many unseen views of figures that ship, spread over fields, periods and units.

    `workspace` must hold the shipped figures alone, so that every size is asked the same.
    """
    coverage, gazetteer = workspace.coverage(), workspace.gazetteer
    sizes = {code: unit_set.size for code, unit_set in gazetteer.unit_sets.items()}
    indicators = _spread(workspace)
    made = []
    for place in range(2 * count):
        code = indicators[place % len(indicators)]
        newest = coverage.newest_telling(code, sizes)
        assert newest is not None
        period = (coverage.before(code, newest) or newest) if place // len(indicators) % 2 else newest
        basis = _BASES[place % len(_BASES)]
        sets = possible_sets(basis, coverage.unit_sets(code, period), gazetteer)
        unit_set, basis = (sets[0], basis) if sets else (coverage.unit_sets(code, period)[0], "")
        members = gazetteer.members(unit_set)
        areas = tuple(members[(place + beside) * _STRIDE % len(members)].ref_area for beside in range(2))
        made.append(View(indicator=code, period=str(period), areas=areas, unit_set=unit_set, basis=basis))
    return Views(tuple(made[:count]), tuple(made[count:]))


def _spread(workspace: Workspace) -> list[str]:
    """Return indicators with at least two periods: the first of each field, then the second of each, and so on."""
    coverage, catalogue = workspace.coverage(), workspace.catalogue
    places: dict[str, int] = {}
    found = []
    for indicator in catalogue.indicators.values():
        if len(coverage.periods(indicator.code)) > 1:
            places[indicator.field] = places.get(indicator.field, -1) + 1
            found.append((places[indicator.field], indicator.code))
    return [code for _, code in sorted(found, key=lambda entry: entry[0])]


def spelled(page: str, known: tuple[View, ...]) -> list[dict[str, str]]:
    """Return the query parameters of the views for a page; the map shows each in another mode than the one before."""
    modes = _MODES if page == "map" else ("",)
    return [replace(view, mode=modes[place % len(modes)]).spelled() for place, view in enumerate(known)]
