"""One opened installation: catalogue, gazetteer and store together, with the shipped figures loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pandas as pd

from lib.intake.catalogue import load_catalogue
from lib.intake.gazetteer import load_gazetteer
from lib.intake.shipped import content_hash, read_shipped
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Accumulation, Catalogue
from lib.services.coverage import Coverage, counted, coverage_of
from lib.services.growing_catalogue import GrowingCatalogue
from lib.store import Store, open_store

SHIPPED_FILE = "data/observations"
SHIPPED_ACTOR = "toan-canh"


@dataclass(frozen=True)
class Workspace:
    """What every use case needs; shared by all sessions of a server.

    With `as_of` figures are those known at that instant: a frozen briefing shows them whatever came in since.
    """

    root: Path
    catalogues: GrowingCatalogue
    gazetteer: Gazetteer
    store: Store
    as_of: datetime | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of this moment: what ships and what offices added, in every session alike."""
        return self.catalogues.now()

    def coverage(self) -> Coverage:
        """Read which figures of known unit sets there are; cheap, but cached by the screens per store version."""
        return self._covered(self.store.coverage())

    def coverage_of(self, indicators: Sequence[str]) -> Coverage:
        """Count the figures of some indicators as of `as_of`: what a frozen view could choose from."""
        return self._covered(counted(self.series(indicators)))

    def _covered(self, counts: pd.DataFrame) -> Coverage:
        order = {code: -place for place, code in enumerate(self.gazetteer.newest_first)}
        return coverage_of(counts.loc[counts["unit_set"].isin(list(order))], order, self._to_date())

    def _to_date(self) -> frozenset[str]:
        indicators = self.catalogue.indicators.values()
        return frozenset(known.code for known in indicators if known.accumulation is Accumulation.YEAR_TO_DATE)

    def observations(self, indicator: str) -> pd.DataFrame:
        """Read all current observations of one indicator (columns of `lib.model.observation.Observation`)."""
        return self.series([indicator])

    def series(self, indicators: Sequence[str]) -> pd.DataFrame:
        """Read the observations of some indicators, the current ones or those known at `as_of`."""
        return self.store.series(indicators, as_of=self.as_of)

    def frozen(self, as_of: datetime) -> "Workspace":
        """Return the same installation with the figures of an instant."""
        return replace(self, as_of=as_of)


def open_workspace(root: Path, url: str | None = None, folder: Path | None = None) -> Workspace:
    """Open the store (SQLite under `root`/var unless `url` names a PostgreSQL) and load the shipped figures once.

    DataError when what ships is inconsistent; StoreError when the store cannot be opened.
    """
    gazetteer = load_gazetteer(root / "geo")
    catalogue = load_catalogue(root / "data")
    store = open_store(url, folder or root / "var")
    shipped = content_hash(root / "data")
    if not store.holds_shipped(shipped):
        observations = read_shipped(root / "data", catalogue, gazetteer)
        store.add_once(observations, file_name=SHIPPED_FILE, content_hash=shipped, actor=SHIPPED_ACTOR, note="")
    return Workspace(root, GrowingCatalogue(catalogue, store), gazetteer, store)
