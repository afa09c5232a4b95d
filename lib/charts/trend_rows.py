"""The rows of a trend chart placed in time and joined to runs, as arrays: 1,600 rows in under 2 ms. No drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.charts.timeline import Timeline, timeline

Numbers = NDArray[np.int64]
CHOSEN_COUNT = 6
UNSETTLED = ("P", "E", "F")  # preliminary, estimated, forecast
ORDER = (
    "other",
    "region_median",
    "region_best",
    "median",
    "best",
    "part",
    "chosen",
    "focus",
)  # drawn later lies on top


@dataclass(frozen=True)
class Strokes:
    """What is drawn in one stroke: places among the rows with a value, the number of the stroke, and how it is drawn.

    `rough` strokes are those to or from a restated value.
    """

    place: Numbers
    number: Numbers
    rough: NDArray[np.bool_]


@dataclass(frozen=True)
class TrendRows:
    """Rows sorted as they are drawn, with `line`, `turn`, `fact`, `note` counting into the lists of the same names."""

    periods: Timeline
    ids: Sequence[str]
    labels: Sequence[str]
    tones: Sequence[str]
    facts: Sequence[tuple[str, str, str]]
    notes: Sequence[str]
    line: Numbers
    turn: Numbers
    fact: Numbers
    note: Numbers
    value: NDArray[np.float64]
    unsettled: NDArray[np.bool_]
    restated: NDArray[np.bool_]

    @cached_property
    def known(self) -> Numbers:
        """The numbers of the rows with a value."""
        return np.flatnonzero(~np.isnan(self.value))

    @cached_property
    def at(self) -> Numbers:
        """The place of every row on the time axis."""
        return np.array(sorted(self.periods.labels), dtype="int64")[self.turn]

    @cached_property
    def run(self) -> Numbers:
        """For every row with a value the number of its run: neighbours of one line without a period between them."""
        line, turn = self.line[self.known], self.turn[self.known]
        begins = (np.diff(line, prepend=-1) != 0) | (np.diff(turn, prepend=-2) != 1)
        return np.cumsum(begins) - 1

    @cached_property
    def strokes(self) -> "Strokes":
        """The runs parted where a line passes between published and restated values; both strokes hold the border."""
        run, made = self.run, self.restated[self.known]
        joined = np.diff(run, prepend=-1) == 0  # to the value before it
        into = joined & (made | np.concatenate([[False], made[:-1]]))
        on = np.concatenate([joined[1:], [False]])
        out = np.where(on, np.concatenate([into[1:], [False]]), into)
        turning = joined & on & (into != out)
        place = np.repeat(np.arange(len(run)), 1 + turning)
        again = np.concatenate([[False], place[1:] == place[:-1]]).astype(bool)
        begins = ~joined[place] | again
        number = np.cumsum(begins) - 1
        return Strokes(place, number, out[place[begins]][number] if len(place) else out)


def trend_rows(lines: pd.DataFrame, focus: str) -> TrendRows:
    """Return the rows of the frame that `lib.charts.trend.trend_chart` takes."""
    line, ids = pd.factorize(lines["line"])
    first = np.unique(line, return_index=True)[1]
    kinds = ["focus" if name == focus else kind for name, kind in zip(ids, lines["kind"].iloc[first], strict=True)]
    periods = periods_of(lines)
    period, days = pd.factorize(lines["period"])
    turns = np.array([periods.turns[periods.places[day]] for day in days], dtype="int64")
    fact, facts = _together(lines, ("status", "source", "note"))
    note, notes = _texts(lines["note"])
    status, statuses = _texts(lines["obs_status"])
    rank = np.array([ORDER.index(kind) for kind in kinds], dtype="int64")
    made = lines["restated"].to_numpy(dtype="bool") if "restated" in lines else np.zeros(len(lines), dtype="bool")
    order = np.lexsort((turns[period], line, rank[line]))
    return TrendRows(
        periods,
        list(ids),
        lines["label"].iloc[first].tolist(),
        _tones(list(ids), kinds, focus),
        facts,
        notes,
        line[order],
        turns[period][order],
        fact[order],
        note[order],
        lines["value"].to_numpy(dtype="float64", na_value=np.nan)[order],
        np.isin(status, [number for number, code in enumerate(statuses) if code in UNSETTLED])[order],
        made[order],
    )


def periods_of(lines: pd.DataFrame) -> Timeline:
    """Return the timeline of a frame with the columns `period` and `period_label`."""
    codes, days = pd.factorize(lines["period"])
    first = np.unique(codes, return_index=True)[1]
    return timeline(list(days), lines["period_label"].iloc[first].tolist())


def _tones(ids: Sequence[str], kinds: Sequence[str], focus: str) -> list[str]:
    """Return how each line is drawn: chosen lines and parts in turn in one of six inks, a former territory apart.

    Several former territories are drawn as chosen lines: they run beside each other and must be told apart.
    """
    formers = [name for name, kind in zip(ids, kinds, strict=True) if kind == "focus" and name != focus]
    chosen = 0
    tones = []
    for name, kind in zip(ids, kinds, strict=True):
        drawn = ("chosen" if len(formers) > 1 else "former") if name in formers else kind
        if drawn in ("chosen", "part"):
            drawn = f"{drawn}{chosen % CHOSEN_COUNT}"
            chosen += 1
        tones.append(drawn)
    return tones


def _texts(column: "pd.Series[Any]") -> tuple[Numbers, list[str]]:
    codes, texts = pd.factorize(column)
    return np.where(codes < 0, len(texts), codes), [*texts, ""]


def _together(lines: pd.DataFrame, columns: tuple[str, str, str]) -> tuple[Numbers, list[tuple[str, str, str]]]:
    """Return a number per row for what several columns say together, and what each number says."""
    coded = [_texts(lines[name]) for name in columns]
    sizes = [len(texts) for _, texts in coded]
    joined, numbers = np.unique(np.ravel_multi_index([codes for codes, _ in coded], sizes), return_inverse=True)
    parts = zip(*np.unravel_index(joined, sizes), strict=True)
    (_, first), (_, second), (_, third) = coded
    return numbers.astype("int64"), [(first[a], second[b], third[c]) for a, b, c in parts]
