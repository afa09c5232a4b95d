"""The territories a reader can choose: each once, under the newest id it was known by."""

from lib.i18n.sorting import sort_key
from lib.model.gazetteer import Gazetteer


def territories(gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the newest id of every territory: the units in force by name, then the former ones, newest set first."""
    newest = {gazetteer.lineage(area)[-1] for area in gazetteer.units}
    age = {code: place for place, code in enumerate(gazetteer.newest_first)}

    def order(area: str) -> tuple[int, tuple[tuple[int, ...], tuple[int, ...]]]:
        unit = gazetteer.units[area]
        return age[unit.unit_set], sort_key(unit.label.vi)

    return tuple(sorted(newest, key=order))
