"""Units over time: what is drawn as a line, a dot, a gap, a name. Placed by trend_rows, drawn by trend_layers."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information
from numpy.typing import NDArray

from lib.charts.drawing import Drawing, counted
from lib.charts.labels import spread
from lib.charts.theme import INKS, ThemeName
from lib.charts.timeline import Timeline
from lib.charts.trend_layers import SEPARATOR, trend_spec
from lib.charts.trend_look import TrendLook, TrendWords
from lib.charts.trend_rows import TrendRows, periods_of, trend_rows

LABEL_GAP = 17.0
LABEL_WIDTH = 0.25  # of the plot: lines that end nearer to each other than this share the room for their names
NAMED = ("focus", "former", "chosen", "part")
DOTTED_UP_TO = 24  # with more periods than this a dot on every value would hide the line


class Mark(NamedTuple):
    """From the period ending on `period` (ISO date) on, values differ in kind: `method`, `merger` or `scope`."""

    period: str
    text: str
    kind: str


def trend_chart(
    lines: pd.DataFrame,
    marks: Sequence[Mark],
    words: TrendWords,
    *,
    focus: str,
    decimals: int,
    theme: ThemeName,
    height: int = 400,
) -> Drawing:
    """Return units over time, the line `focus` in front; a line never joins across a period it has no value for.

    Columns of `lines`, a row per line and period: `line` (id; one line per territory), `label` (name on the chart),
    `period` (last day, ISO), `period_label`, `value` (null: a gap that was published as such), `kind` (focus, chosen,
    other, median, best, region_median, region_best), `obs_status` (code), `status`, `source`, `note` (why no value).
    Lines of kind focus other than `focus` are former territories of it and stay thinner, those of kind `part` thin.
    With a column `restated` (put together from former units) such values are dashed and hollow, their `note` says how
    they came to be. Marks before the first period are left out, those after the last stand behind it.
    """
    rows = trend_rows(lines, focus)
    values = rows.value[rows.known]
    look = TrendLook(rows.periods, value_range(values), decimals, height, len(values))
    tables = {
        "points": _points(rows, decimals),
        "dots": _dots(rows),
        "labels": _labels(rows, look),
        "gaps": _gaps(rows, focus),
        "marks": _marks(marks, rows.periods),
    }
    return Drawing(trend_spec(look, words, INKS[theme]), tables)


def mark_captions(lines: pd.DataFrame, marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return the texts behind the numbers ① ② of `trend_chart` for the same lines and marks, in order of time."""
    return tuple(f"{sign} {mark.text}" for sign, mark in _numbered(marks, periods_of(lines)))


def value_range(values: NDArray[np.float64]) -> tuple[float, float]:
    """Return round ends of the value axis: around the values, from zero where they reach down to near it."""
    if not len(values):
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    if 0 < low < 0.3 * high:
        low = 0.0
    span = high - low or abs(high) * 0.1 or 1.0
    power = 10.0 ** np.floor(np.log10(span / 5))
    step = power * next(size for size in (1, 2, 2.5, 5, 10) if power * size >= span / 5)
    bottom, top = np.floor(low / step) * step, np.ceil(high / step) * step
    return (float(bottom), float(top)) if top > bottom else (float(bottom - step), float(top + step))


def _points(rows: TrendRows, decimals: int) -> pa.Table:
    strokes = rows.strokes
    known = rows.known[strokes.place]
    names, seen = [], dict.fromkeys(rows.line, 0)
    for line in rows.line[known][np.unique(strokes.number, return_index=True)[1]]:
        # A line that goes on after a gap must be another line to Vega, yet keep its name in the tooltip: no-width sign
        names.append(rows.labels[line] + "\u200b" * seen[line])
        seen[line] += 1
    tones = list(dict.fromkeys(rows.tones))
    tone = np.array([tones.index(tone) for tone in rows.tones], dtype="int64")
    return pa.table(
        {
            "line": counted(strokes.number, names),
            "at": _small(rows.at[known]),
            "value": _compact(rows.value[known], decimals),
            "tone": counted(tone[rows.line[known]], tones),
            "facts": counted(rows.fact[known], [SEPARATOR.join(parts) for parts in rows.facts]),
            **({"rough": pa.array(strokes.rough)} if rows.restated.any() else {}),
        }
    )


def _dots(rows: TrendRows) -> pa.Table:
    """Return the values drawn as a dot: all of named lines while there are few, elsewhere those no line would show."""
    few = len(rows.periods.labels) <= DOTTED_UP_TO
    named = np.array([few and tone.startswith(NAMED) for tone in rows.tones], dtype="bool")
    alone = np.bincount(rows.run, minlength=1)[rows.run] == 1
    ring = rows.unsettled & ~rows.restated  # grey lines and medians of restated values are dashed, not dotted
    drawn = rows.known[alone | ring[rows.known] | named[rows.line[rows.known]]]
    return pa.table(
        {
            "at": _small(rows.at[drawn]),
            "value": pa.array(rows.value[drawn]),
            "tone": pa.array([rows.tones[line] for line in rows.line[drawn]], pa.string()),
            "ring": pa.array((rows.unsettled | rows.restated)[drawn]),
        }
    )


def _labels(rows: TrendRows, look: TrendLook) -> pa.Table:
    """Return the name of every line but the grey ones, at its end; names that would meet are moved apart.

    Lines that reach the right side show their last value (`figure`), and its period where that is not the latest.
    """
    last, known = look.periods.last, rows.known
    ends = known[np.diff(rows.line[known], append=-1) != 0]
    ends = ends[[rows.tones[line] != "other" for line in rows.line[ends]]]
    late = rows.at[ends] > last * (1 - LABEL_WIDTH)
    places = np.where(late, last, rows.at[ends]).tolist()
    return pa.table(
        {
            "name": pa.array([rows.labels[line] for line in rows.line[ends]], pa.string()),
            "at": _small(places),
            "figure": pa.array(late),
            "value": pa.array(rows.value[ends]),
            **({"about": pa.array(rows.restated[ends])} if rows.restated.any() else {}),
            "when": pa.array(
                [f" ({look.periods.labels[at]})" if at < last else "" for at in rows.at[ends]], pa.string()
            ),
            "pixel": pa.array(_apart(places, [look.pixel(value) for value in rows.value[ends]], look), pa.float32()),
            "tone": pa.array([rows.tones[line] for line in rows.line[ends]], pa.string()),
        }
    )


def _apart(places: Sequence[int], pixels: Sequence[float], look: TrendLook) -> list[float]:
    """Return heights of the names so that none covers another that stands near it."""
    final = list(pixels)
    order = sorted(range(len(places)), key=lambda number: places[number])
    crowd: list[list[int]] = []
    for number in order:
        near = crowd and places[number] - places[crowd[-1][-1]] <= look.periods.last * LABEL_WIDTH
        crowd = [*crowd[:-1], [*crowd[-1], number]] if near else [*crowd, [number]]
    for members in crowd:
        wanted = [pixels[number] for number in members]
        free = spread(wanted, LABEL_GAP, LABEL_GAP / 2, look.height - LABEL_GAP / 2)
        for number, place in zip(members, free, strict=True):
            final[number] = place
    return final


def _gaps(rows: TrendRows, focus: str) -> pa.Table:
    """Return the stretches without a value of the line in front, with the reason, and whether it has room."""
    own = rows.ids.index(focus) if focus in rows.ids else -1
    missing = np.flatnonzero((rows.line == own) & np.isnan(rows.value))
    stretches = [
        [row for _, row in members]
        for _, members in groupby(
            enumerate(missing), lambda entry: (rows.turn[entry[1]] - entry[0], rows.note[entry[1]])
        )
    ]
    spans = [(int(rows.at[stretch[0]]), int(rows.at[stretch[-1]])) for stretch in stretches]
    return pa.table(
        {
            "first": pa.array([first - 0.5 for first, _ in spans], pa.float64()),
            "last": pa.array([last + 0.5 for _, last in spans], pa.float64()),
            "middle": pa.array([(first + last) / 2 for first, last in spans], pa.float64()),
            "wide": pa.array([(last - first + 1) * 3 > rows.periods.last for first, last in spans], pa.bool_()),
            "note": pa.array([rows.notes[rows.note[stretch[0]]] for stretch in stretches], pa.string()),
        }
    )


def _numbered(marks: Sequence[Mark], periods: Timeline) -> list[tuple[str, Mark]]:
    inside = sorted(mark for mark in marks if periods.place(mark.period) > 0)
    return [(chr(ord("\u2460") + number), mark) for number, mark in enumerate(inside)]


def _marks(marks: Sequence[Mark], periods: Timeline) -> pa.Table:
    """Return one rule per period with a mark: its numbers, its texts, and the strongest kind."""
    found: dict[float, list[tuple[str, Mark]]] = {}
    for sign, mark in _numbered(marks, periods):
        place = periods.place(mark.period)
        found.setdefault(place - 0.5 if place <= periods.last else periods.last, []).append((sign, mark))
    groups = list(found.values())
    return pa.table(
        {
            "at": pa.array(found, pa.float64()),
            "sign": pa.array(["".join(sign for sign, _ in group) for group in groups], pa.string()),
            "text": pa.array([" ".join(mark.text for _, mark in group) for group in groups], pa.string()),
            "kind": pa.array([min(mark.kind for _, mark in group) for group in groups], pa.string()),
            **({"behind": pa.array([place == periods.last for place in found])} if periods.last in found else {}),
        }
    )


def _small(places: Any) -> pa.Array:  # noqa: ANN401 - a list or an array of whole numbers
    return pa.array(places, pa.int8() if max(places, default=0) < 128 else pa.int16())


def _compact(values: NDArray[np.float64], decimals: int) -> pa.Array:
    """Return the values in four bytes each where that keeps every printed digit, else in eight."""
    exact = values.round(decimals)
    short = exact.astype("float32")
    same = np.array_equal(short.astype("float64").round(decimals), exact)
    return pa.array(short if same else exact)
