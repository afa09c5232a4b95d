"""The three sizes of store that are measured: the shipped figures, and generated ones on top. Never a real store."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.period import Frequency, Period
from lib.services.workspace import Workspace, open_workspace
from lib.store import Store, StoreError

ROOT = Path(__file__).parents[1]
COMMUNES = 3_321
BYTES_PER_ROW = 400  # a row with its indexes, measured, and room for the write-ahead log
SEED = 34
FILE_NAME = "bench (generated figures)"


@dataclass(frozen=True)
class Load:
    """Generated observations to put into a store: every unit × indicator × month, a batch per chunk of indicators."""

    indicators: tuple[str, ...]
    units: tuple[str, ...]
    months: tuple[str, ...]
    indicators_per_batch: int = 10

    @property
    def row_count(self) -> int:
        """How many observations this makes."""
        return len(self.indicators) * len(self.units) * len(self.months)


def months(count: int, first: str = "2009-01") -> tuple[str, ...]:
    """Return so many months from `first` on; by default before the newest shipped periods, so pages keep those."""
    start = Period.parse(first)
    assert start.frequency is Frequency.M
    return tuple(str(start.shifted(step)) for step in range(count))


def second_size(workspace: Workspace, rows: int = 300_000) -> Load:
    """Return about `rows` monthly figures of the catalogue's own indicators for the 63 units."""
    units = tuple(unit.ref_area for unit in workspace.gazetteer.members("63"))
    coverage = workspace.coverage()
    indicators = tuple(code for code in workspace.catalogue.indicators if coverage.periods(code))
    return Load(indicators, units, months(round(rows / len(units) / len(indicators))), 20)


def third_size(share: float = 1.0) -> Load:
    """Return monthly figures of made-up indicators for every commune: 3,321 × 100 × 60, or of a share of the 100."""
    indicators = tuple(f"COMMUNE_{number:03d}" for number in range(1, max(1, round(100 * share)) + 1))
    units = tuple(f"com-{number:05d}" for number in range(1, COMMUNES + 1))
    return Load(indicators, units, months(60, "2020-01"), 1)


def observations(load: Load, indicators: Sequence[str], source: str) -> pd.DataFrame:
    """Return the generated observations of some indicators; the same call makes the same figures."""
    keys = pd.MultiIndex.from_product([indicators, load.units, load.months])
    values = np.random.default_rng([SEED, load.indicators.index(indicators[0])]).uniform(20, 80, len(keys)).round(2)
    frame = pd.DataFrame({name: keys.get_level_values(place) for place, name in enumerate(OBSERVATION_COLUMNS[:3])})
    frame = frame.assign(obs_value=values, obs_status="A", source=source)
    return frame.assign(published_rank=None, published_class=None, rank_basis=None)[list(OBSERVATION_COLUMNS)]


def chunks(load: Load) -> Iterator[tuple[str, ...]]:
    """Yield the indicators of one batch after another."""
    for start in range(0, len(load.indicators), load.indicators_per_batch):
        yield load.indicators[start : start + load.indicators_per_batch]


def prepare(folder: Path, load: Load | None) -> int:
    """Make the store in `folder` hold the shipped figures and the load; return how many generated rows it has.

    A store made before is kept as it is, a half-made one is continued. StoreError when the disk is too small.
    """
    workspace = open_workspace(ROOT, None, folder)
    if load is not None:
        _fill(workspace.store, load, next(iter(workspace.catalogue.sources)), folder)
    workspace.store.close()
    return load.row_count if load else 0


def _fill(store: Store, load: Load, source: str, folder: Path) -> None:
    there = {batch.content_hash for batch in store.batches()}
    missing = [codes for codes in chunks(load) if _mark(load, codes) not in there]
    needed = len(missing) * load.indicators_per_batch * len(load.units) * len(load.months) * BYTES_PER_ROW
    if shutil.disk_usage(folder).free < 2 * needed:
        raise StoreError(
            f"Ổ đĩa thiếu chỗ: cần {2 * needed:,} byte.", f"The disk is too small: {2 * needed:,} bytes needed."
        )
    for codes in missing:
        generated = observations(load, codes, source)
        store.add(generated, file_name=FILE_NAME, content_hash=_mark(load, codes), actor="bench", note="")


def _mark(load: Load, codes: Sequence[str]) -> str:
    return f"{codes[0]}–{codes[-1]} × {len(load.units)} × {load.months[0]}–{load.months[-1]}"
