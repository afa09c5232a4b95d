"""Whose first screen it is, what a tile on it holds, and the sentence that sums up. Tiles are made elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from lib.i18n import Translator
from lib.model.errors import UnknownCodeError
from lib.model.indicator import Catalogue, Indicator
from lib.model.unit import Unit
from lib.model.view import Basis, View
from lib.report.sentences import dated_name
from lib.services.choosing import Choice
from lib.services.coverage import Coverage
from lib.services.overview_lines import Line, Segment
from lib.services.profile_basis import is_merged, page_units
from lib.services.questions import Question
from lib.services.workspace import Workspace

MOST_TILES = 8


@dataclass(frozen=True)
class Outlook:
    """Whose figures are shown and where they come from.

    `observations` are those of the headline indicators as published, read once; `restated_of` and `tables` answer an
    indicator and a question. Without a unit the country is shown.
    """

    unit: Unit | None
    restated: bool
    workspace: Workspace
    coverage: Coverage
    t: Translator
    view: View
    observations: pd.DataFrame
    restated_of: Callable[[str], pd.DataFrame]
    tables: Callable[[Question], pd.DataFrame]

    def figures(self, code: str) -> pd.DataFrame:
        """Return the figures of an indicator on the units the screen stands on."""
        if self.restated:
            return self.restated_of(code)
        return self.observations.loc[self.observations["indicator"] == code]


@dataclass(frozen=True)
class Tile:
    """One indicator: its newest figure, and what is said beside it; `view` opens the same elsewhere.

    `place` is rank and n of a judged rank, for the sentence; `way` is `up`, `down`, `same`, `broken` where a break of
    method lies between the two ranks, or empty where no change of rank can be said.
    """

    code: str
    name: str
    title: str
    period: str
    value: str
    measure: str
    lines: tuple[Line, ...]
    fresh: str
    segments: tuple[Segment, ...]
    view: View
    place: tuple[int, int] | None = None
    way: str = ""


@dataclass(frozen=True)
class Lack:
    """A headline indicator without any figure of the unit, and why."""

    name: str
    reason: str
    view: View


@dataclass(frozen=True)
class Headlines:
    """The indicators of the first screen; of the office's list the entries that are none, and those beyond eight."""

    indicators: tuple[Indicator, ...]
    unknown: tuple[str, ...] = field(default=())
    left_out: tuple[str, ...] = field(default=())


def headlines(codes: Sequence[str], catalogue: Catalogue) -> Headlines:
    """Return the indicators named in the office's settings, each once, at most eight, in their order."""
    found: dict[str, Indicator] = {}
    unknown: list[str] = []
    for code in codes:
        try:
            indicator = catalogue.indicator(code)
        except UnknownCodeError:
            unknown.append(code)
        else:
            found[indicator.code] = indicator
    return Headlines(tuple(found.values())[:MOST_TILES], tuple(unknown), tuple(found)[MOST_TILES:])


def overview_unit(choice: Choice, workspace: Workspace) -> tuple[Unit | None, bool]:
    """Return whose overview a choice asks for, and whether his figures are restated: of a merged unit they are."""
    gazetteer = workspace.gazetteer
    unit = next(iter(page_units(choice, gazetteer)), None)
    if unit is None or choice.basis is Basis.RESTATED:
        return unit, unit is not None
    return unit, is_merged(unit, gazetteer)


def summing_up(found: Sequence[Tile], lacks: Sequence[Lack], unit: Unit, outlook: Outlook) -> str:
    """Say how many headline indicators have figures, how ranks moved, and where the unit stands highest and lowest."""
    t = outlook.t
    name = dated_name(unit, outlook.workspace.gazetteer, t, always=True)
    if not found:
        return t("overview.nothing", name=name)
    ways = [tile.way for tile in found]
    moved = [t(f"overview.count_{way}", count=ways.count(way)) for way in ("up", "down", "same") if way in ways]
    said = t("overview.sum", name=name, have=len(found), size=len(found) + len(lacks))
    said += t("overview.sum_moved", moves=t.listing(moved)) if moved else ""
    said += t("overview.sum_broken", count=ways.count("broken")) if "broken" in ways else ""
    placed = sorted((tile for tile in found if tile.place and tile.place[1] > 1), key=_share)
    parts = [f"{said}."]
    if len(placed) > 1:
        parts.append(t("overview.sum_places", best=_standing(placed[0], t), last=_standing(placed[-1], t)))
    if any(tile.value.startswith("≈") for tile in found):
        parts.append(t("overview.estimated"))
    return " ".join(parts)


def _share(tile: Tile) -> float:
    rank, count = tile.place or (1, 1)
    return (rank - 1) / max(count - 1, 1)


def _standing(tile: Tile, t: Translator) -> str:
    rank, count = tile.place or (1, 1)
    return t("overview.standing", indicator=tile.name, period=tile.period, rank=t.rank(rank, count))
