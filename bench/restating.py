"""What restating costs: every shipped figure of the 63 units on the 34 in one call, beside one plain `groupby`."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import process_time

import pandas as pd

from lib.analysis.harmonise import restate
from lib.services.workspace import Workspace

SOURCE_SET, UNIT_SET = "63", "34"


@dataclass(frozen=True)
class Restating:
    """Seconds of CPU of one call, and of a plain mean of the same rows by heir; how many rows went in and came out."""

    row_count: int
    restated_count: int
    cpu_s: float
    plain_cpu_s: float

    @property
    def to_plain(self) -> float:
        """How many times the plain mean the call costs."""
        return self.cpu_s / self.plain_cpu_s


def measured(workspace: Workspace, rounds: int) -> Restating:
    """Restate all indicators and periods of the shipped figures; medians of rounds, in turn with the plain mean."""
    catalogue, gazetteer = workspace.catalogue, workspace.gazetteer
    told = workspace.store.series(list(catalogue.indicators))
    told = told.loc[told["ref_area"].str.startswith(f"{SOURCE_SET}-")]
    heirs = {unit.ref_area: gazetteer.heirs(unit.ref_area, UNIT_SET)[0] for unit in gazetteer.members(SOURCE_SET)}
    restated_count = len(restate(told, UNIT_SET, catalogue, gazetteer))
    ours, plain = list[float](), list[float]()
    for _ in range(rounds):
        ours.append(_cpu_s(lambda: restate(told, UNIT_SET, catalogue, gazetteer)))
        plain.append(_cpu_s(lambda: _plain_means(told, heirs)))
    return Restating(len(told), restated_count, median(ours), median(plain))


def _plain_means(told: pd.DataFrame, heirs: dict[str, str]) -> "pd.Series[float]":
    by_heir = told.assign(ref_area=told["ref_area"].map(heirs))
    return by_heir.groupby(["indicator", "time_period", "ref_area"])["obs_value"].mean()


def _cpu_s(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun
