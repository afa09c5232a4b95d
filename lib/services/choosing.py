"""What a view means: codes become an indicator, periods and units that exist, and every doubt becomes a notice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lib.model.errors import UnknownCodeError
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue, Indicator
from lib.model.period import Period
from lib.model.unit import Unit
from lib.model.view import TILES, Basis, View
from lib.services.coverage import Coverage
from lib.services.questions import targets

FIRST_INDICATOR = "PAPI_TOTAL_D1_D8"  # the newest index with figures of nearly every unit
NO_BASE = "none"


@dataclass(frozen=True)
class Notice:
    """Something in the address that could not be taken as it stood: the sentence's key and the text as written."""

    key: str
    text: str


@dataclass(frozen=True)
class Choice:
    """A view made whole: everything a page needs to know what to show."""

    view: View
    indicator: Indicator
    period: Period
    base: Period | None
    unit_set: str
    base_unit_set: str
    basis: Basis
    units: tuple[Unit, ...]
    focus_areas: tuple[str, ...]
    notices: tuple[Notice, ...]

    @property
    def focus(self) -> Unit | None:
        """The unit the reader asked for, of whatever unit set."""
        return self.units[0] if self.units else None


def choose(view: View, catalogue: Catalogue, gazetteer: Gazetteer, coverage: Coverage) -> Choice:
    """Return what `view` asks for, with a notice for each part that is unknown or has no figures; never an error."""
    notices: list[Notice] = []
    indicator = _indicator(view.indicator, catalogue, coverage, notices)
    period = _period(view.period, indicator, gazetteer, coverage, notices)
    published = coverage.unit_sets(indicator.code, period)
    basis, known_sets = _basis(view.basis, published, gazetteer, notices)
    unit_set = _unit_set(view.unit_set, known_sets, notices)
    base = _base(view.base, indicator, period, coverage, notices)
    base_sets = coverage.unit_sets(indicator.code, base) if base else ()
    base_set = unit_set if unit_set in base_sets else next(iter(base_sets), unit_set)
    if basis is Basis.RESTATED:
        base_set = unit_set
    units = _units(view.areas, unit_set, gazetteer, notices)
    canonical = replace(
        view,
        indicator=indicator.code,
        period=str(period),
        base=NO_BASE if base is None and view.base == NO_BASE else str(base or ""),
        areas=tuple(unit.ref_area for unit in units),
        unit_set=unit_set,
        basis=str(basis),
        look=_look(view.look, notices),
    )
    focus = placed(units[0].ref_area, unit_set, gazetteer) if units else ()
    return Choice(canonical, indicator, period, base, unit_set, base_set, basis, units, focus, tuple(notices))


def placed(ref_area: str, unit_set: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the units of `unit_set` on the territory of `ref_area`: itself, its heirs or its forebears."""
    own_set = gazetteer.unit(ref_area).unit_set
    sets = gazetteer.unit_sets
    forward = sets[unit_set].valid_from >= sets[own_set].valid_from
    return gazetteer.heirs(ref_area, unit_set) if forward else gazetteer.forebears(ref_area, unit_set)


def _indicator(code: str, catalogue: Catalogue, coverage: Coverage, notices: list[Notice]) -> Indicator:
    if code:
        try:
            wanted = catalogue.indicator(code)
        except UnknownCodeError:
            notices.append(Notice("notice.indicator", code))
        else:
            if coverage.periods(wanted.code):
                return wanted
            notices.append(Notice("notice.empty_indicator", code))
    known = [entry for entry in catalogue.indicators.values() if coverage.periods(entry.code)]
    return next((entry for entry in known if entry.code == FIRST_INDICATOR), known[0])


def _read(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _period(text: str, indicator: Indicator, gazetteer: Gazetteer, coverage: Coverage, notices: list[Notice]) -> Period:
    wanted = _read(text)
    if wanted in coverage.periods(indicator.code) and wanted is not None:
        return wanted
    if text:
        notices.append(Notice("notice.period", text))
    sizes = {code: unit_set.size for code, unit_set in gazetteer.unit_sets.items()}
    newest = coverage.newest_telling(indicator.code, sizes)
    if newest is None:
        raise LookupError(f"no figures of {indicator.code}")
    return newest


def possible_sets(basis: str, published: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the unit sets figures published on these sets can be shown on, the default first; none: not possible."""
    if basis == Basis.RESTATED:
        return targets(published, gazetteer)
    if basis == Basis.FORMER:
        return tuple(code for code in published if code != gazetteer.newest_first[0])
    return tuple(published) if basis == Basis.PUBLISHED else ()


def _basis(
    text: str, published: Sequence[str], gazetteer: Gazetteer, notices: list[Notice]
) -> tuple[Basis, tuple[str, ...]]:
    """Return on which units figures stand, and the sets that may then be chosen, the first by default."""
    possible = possible_sets(text, published, gazetteer)
    if possible:
        return Basis(text), possible
    notices.append(Notice("notice.basis", text))
    return Basis.PUBLISHED, tuple(published)


def _unit_set(text: str, known: Sequence[str], notices: list[Notice]) -> str:
    if text and text not in known:
        notices.append(Notice("notice.unit_set", text))
    return text if text in known else known[0]


def _base(text: str, indicator: Indicator, period: Period, coverage: Coverage, notices: list[Notice]) -> Period | None:
    if text == NO_BASE:
        return None
    wanted = _read(text)
    if wanted in coverage.periods(indicator.code) and wanted != period:
        return wanted
    before = coverage.before(indicator.code, period)
    if text:
        notices.append(Notice("notice.base" if before else "notice.no_base", text))
    return before


def _look(text: str, notices: list[Notice]) -> str:
    if text and text != TILES:
        notices.append(Notice("notice.look", text))
    return text if text == TILES else ""


def _units(texts: Iterable[str], unit_set: str, gazetteer: Gazetteer, notices: list[Notice]) -> tuple[Unit, ...]:
    found: dict[str, Unit] = {}
    for text in texts:
        unit = gazetteer.units.get(text) or gazetteer.find(text, unit_set)
        if unit is None:
            try:
                unit = gazetteer.find_anywhere(text)[0]
            except UnknownCodeError:
                notices.append(Notice("notice.area", text))
                continue
        found[unit.ref_area] = unit
    return tuple(found.values())
