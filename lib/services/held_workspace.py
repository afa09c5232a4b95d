"""An installation that reads and answers everything once, for work over many views such as a deck. Writes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

import pandas as pd

from lib.analysis.harmonise import needed, restate
from lib.services.coverage import Coverage, Slot
from lib.services.questions import Question
from lib.services.tables import change_table
from lib.services.workspace import Workspace


@dataclass(frozen=True)
class _Held:
    figures: dict[str, pd.DataFrame] = field(default_factory=dict)
    slots: dict[str, tuple[Slot, ...]] = field(default_factory=dict)
    restated: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)
    tables: dict[tuple[str, ...], pd.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True)
class HeldWorkspace(Workspace):
    """A workspace whose figures stay those of its first reading, whatever is handed in while the work goes on.

    What it answers is shared by all who ask: nobody changes a frame he was given.
    """

    held: _Held = field(default_factory=_Held, compare=False, repr=False)

    def series(self, indicators: Sequence[str]) -> pd.DataFrame:
        """Read the observations of some indicators, those not read before in one go; sorted as the store sorts."""
        wanted = sorted(dict.fromkeys(indicators))
        missing = [code for code in wanted if code not in self.held.figures]
        if missing:
            read = super().series(missing)
            self.held.figures.update(_by_indicator(read, missing))
        return _together([self.held.figures[code] for code in wanted]) if wanted else super().series([])

    def coverage_of(self, indicators: Sequence[str]) -> Coverage:
        """Count the figures of some indicators, those not counted before in one go."""
        missing = [code for code in dict.fromkeys(indicators) if code not in self.held.slots]
        if missing:
            counted = super().coverage_of(missing)
            self.held.slots.update({code: counted.slots.get(code, ()) for code in missing})
        known = {code: self.held.slots[code] for code in indicators if self.held.slots[code]}
        return Coverage(known, self._to_date())

    def restated(self, indicators: Iterable[str], unit_set: str) -> pd.DataFrame:
        """Return some indicators on the units of a set, those not restated before in one go.

        Columns of `lib.analysis.harmonise.restate`; what a recomputed indicator is made of is not among the rows.
        """
        wanted = sorted(dict.fromkeys(indicators))
        missing = [code for code in wanted if (code, unit_set) not in self.held.restated]
        if missing:
            codes = list(dict.fromkeys(other for code in missing for other in needed(code, self.catalogue)))
            made = restate(self.series(codes), unit_set, self.catalogue, self.gazetteer)
            own = _by_indicator(made, missing)
            self.held.restated.update({(code, unit_set): rows for code, rows in own.items()})
        return _together([self.held.restated[code, unit_set] for code in wanted])

    def figures(self, question: Question) -> pd.DataFrame:
        """Return the observations that answer a question, as `lib.services.restating.figures_of` does."""
        code = question.indicator.code
        return self.restated([code], question.now.unit_set) if question.restated else self.observations(code)

    def table(self, question: Question) -> pd.DataFrame:
        """Return the change table of a question."""
        key = question.spelled()
        if key not in self.held.tables:
            self.held.tables[key] = change_table(self.figures(question), question, self)
        return self.held.tables[key]

    def frozen(self, as_of: datetime) -> "HeldWorkspace":
        """Return the same installation with the figures of an instant, nothing read yet."""
        own = {entry.name: getattr(self, entry.name) for entry in fields(Workspace)}
        return HeldWorkspace(**{**own, "as_of": as_of})


def held(workspace: Workspace) -> HeldWorkspace:
    """Return a workspace that reads and answers everything once."""
    if isinstance(workspace, HeldWorkspace):
        return workspace
    return HeldWorkspace(**{entry.name: getattr(workspace, entry.name) for entry in fields(Workspace)})


def _by_indicator(rows: pd.DataFrame, codes: Iterable[str]) -> dict[str, pd.DataFrame]:
    own = {str(code): found.reset_index(drop=True) for code, found in rows.groupby("indicator", sort=False)}
    return {code: own.get(code, rows.head(0)) for code in codes}


def _together(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    told = [frame for frame in frames if len(frame)] or frames[:1]
    return told[0] if len(told) == 1 else pd.concat(told, ignore_index=True)
