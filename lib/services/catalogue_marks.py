"""Marks of what catalogue and gazetteer say of the indicators of a deck, to see later that they say something else.

Figures are frozen by their instant; names, decimals, breaks and reasons are read from the files of the day.
"""

import hashlib
from collections.abc import Mapping, Sequence

from lib.model.indicator import Catalogue
from lib.services.workspace import Workspace

UNITS = "units"
_INDICATOR, _SOURCE = "indicator:", "source:"
_LENGTH = 12


def marks_of(codes: Sequence[str], workspace: Workspace) -> dict[str, str]:
    """Return a mark per indicator, per source of its figures, and one of all units: equal while nothing was changed."""
    catalogue = workspace.catalogue
    sources = sorted(workspace.series(codes)["source"].dropna().unique()) if codes else []
    asked = [UNITS, *(f"{_INDICATOR}{code}" for code in codes), *(f"{_SOURCE}{code}" for code in sources)]
    return {name: _mark(name, catalogue, workspace) for name in asked}


def changed_since(marks: Mapping[str, str], codes: Sequence[str], workspace: Workspace) -> tuple[str, ...]:
    """Return what is said otherwise than when it was marked: codes of indicators and sources, `UNITS` for the units.

    Only `codes` are looked at among the indicators: a slide may have gone since.
    """
    catalogue, known = workspace.catalogue, {f"{_INDICATOR}{code}" for code in codes}
    looked_at = [name for name in marks if not name.startswith(_INDICATOR) or name in known]
    changed = [name for name in looked_at if marks[name] != _mark(name, catalogue, workspace)]
    return tuple(name.removeprefix(_INDICATOR).removeprefix(_SOURCE) for name in changed)


def _mark(name: str, catalogue: Catalogue, workspace: Workspace) -> str:
    return hashlib.sha256(repr(_told(name, catalogue, workspace)).encode()).hexdigest()[:_LENGTH]


def _told(name: str, catalogue: Catalogue, workspace: Workspace) -> list[object]:
    gazetteer = workspace.gazetteer
    if name == UNITS:
        return [gazetteer.units, gazetteer.unit_sets, gazetteer.regions, gazetteer.successions]
    if name.startswith(_SOURCE):
        return [catalogue.sources.get(name.removeprefix(_SOURCE))]
    code = name.removeprefix(_INDICATOR)
    indicator = catalogue.indicators.get(code)
    lists = (catalogue.components, catalogue.breaks, catalogue.gaps, catalogue.contradictions)
    rules = [one for entries in (*lists, catalogue.publications, catalogue.margins) for one in entries]
    own = [one for one in rules if one.indicator == code]
    return [indicator, own, catalogue.class_scales.get(indicator.classes) if indicator else None]
