"""Units over time: which points join to a line, where it breaks, what is named. Drawn by trend_layers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no type information

from lib.charts.drawing import Drawing, coded
from lib.charts.labels import spread
from lib.charts.theme import INKS, ThemeName
from lib.charts.timeline import Timeline, timeline
from lib.charts.trend_layers import CHOSEN_COUNT, SEPARATOR, trend_spec
from lib.charts.trend_look import TrendLook, TrendWords

UNSETTLED = ("P", "E", "F")  # preliminary, estimated, forecast: drawn as a ring
ORDER = (
    "other",
    "region_median",
    "region_best",
    "median",
    "best",
    "chosen",
    "focus",
)  # what is drawn later lies on top
LABEL_GAP = 17.0
LABEL_WIDTH = 0.25  # of the plot: lines that end nearer to each other than this share the room for their names
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
    Lines of kind focus other than `focus` are former territories of it and stay thinner. Marks outside are left out.
    """
    periods = timeline(lines["period"], lines["period_label"])
    placed = _placed(lines, periods, focus)
    known = placed.loc[placed["value"].notna()]
    look = TrendLook(periods, value_range(known["value"]), decimals, height, len(known))
    tables = {
        "points": _points(known, decimals),
        "dots": _dots(known, periods),
        "labels": _labels(known, look),
        "gaps": _gaps(placed, focus, periods),
        "marks": _marks(marks, periods),
    }
    return Drawing(trend_spec(look, words, INKS[theme]), tables)


def mark_captions(lines: pd.DataFrame, marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return the texts behind the numbers ① ② of `trend_chart` for the same lines and marks, in order of time."""
    periods = timeline(lines["period"], lines["period_label"])
    return tuple(f"{sign} {mark.text}" for sign, mark in _numbered(marks, periods))


def value_range(values: "pd.Series[float]") -> tuple[float, float]:
    """Return round ends of the value axis: around the values, from zero where they reach down to near it."""
    if values.empty:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    if 0 < low < 0.3 * high:
        low = 0.0
    span = high - low or abs(high) * 0.1 or 1.0
    power = 10.0 ** np.floor(np.log10(span / 5))
    step = power * next(size for size in (1, 2, 2.5, 5, 10) if power * size >= span / 5)
    bottom, top = np.floor(low / step) * step, np.ceil(high / step) * step
    return (float(bottom), float(top)) if top > bottom else (float(bottom - step), float(top + step))


def _placed(lines: pd.DataFrame, periods: Timeline, focus: str) -> pd.DataFrame:
    """Return the rows with `at`, `order`, `tone` (how it is drawn) and `run` (rows of one number join), sorted."""
    kinds = lines["kind"].where(lines["line"] != focus, "focus")
    order = kinds.map({kind: number for number, kind in enumerate(ORDER)})
    number, _ = pd.factorize(lines["line"])
    placed = lines.assign(at=lines["period"].map(periods.places), order=order, number=number)
    placed = placed.sort_values(["order", "number", "at"], kind="stable", ignore_index=True)
    placed["tone"] = _tones(placed, focus)
    missing = placed["value"].isna().to_numpy()
    turn = np.diff(placed["at"].map(periods.turns).to_numpy(), prepend=-2) != 1
    other = np.diff(placed["number"].to_numpy(), prepend=-1) != 0
    after_gap = np.concatenate(([True], missing[:-1])) if len(placed) else missing
    placed["run"] = np.cumsum(turn | other | missing | after_gap)
    return placed


def _tones(placed: pd.DataFrame, focus: str) -> list[str]:
    chosen = {line: number for number, line in enumerate(placed.loc[placed["kind"] == "chosen", "line"].unique())}
    tones = {}
    for line, kind in placed[["line", "kind"]].drop_duplicates("line").itertuples(index=False):
        if line == focus:
            tones[line] = "focus"
        elif kind == "focus":
            tones[line] = "former"
        else:
            tones[line] = f"chosen{chosen[line] % CHOSEN_COUNT}" if kind == "chosen" else kind
    return [tones[line] for line in placed["line"]]


def _points(known: pd.DataFrame, decimals: int) -> pa.Table:
    first_run = known.groupby("number")["run"].transform("min")
    extra = known["run"] - first_run
    # A line that goes on after a gap must be another line to Vega, yet keep its name in the tooltip: signs of no width.
    name = [f"{label}{chr(0x200B) * count}" for label, count in zip(known["label"], extra, strict=True)]
    told = zip(known["status"], known["source"], known["note"], strict=True)
    facts = [SEPARATOR.join(parts) for parts in told]
    return pa.table(
        {
            "line": coded(name),
            "at": _small(known["at"]),
            "value": _compact(known["value"], decimals),
            "tone": coded(known["tone"]),
            "period": coded(known["period_label"]),
            "facts": coded(facts),
        }
    )


def _dots(known: pd.DataFrame, periods: Timeline) -> pa.Table:
    """Return the values drawn as a dot: all of named lines while there are few, elsewhere those no line would show."""
    ring = known["obs_status"].isin(UNSETTLED)
    alone = known.groupby("run")["at"].transform("size") == 1
    named = known["kind"].isin(["focus", "chosen"]) & (len(periods.labels) <= DOTTED_UP_TO)
    dots = known.assign(ring=ring).loc[ring | alone | named]
    return pa.table(
        {
            "at": _small(dots["at"]),
            "value": pa.array(dots["value"], pa.float64()),
            "tone": coded(dots["tone"]),
            "ring": _small(dots["ring"]),
        }
    )


def _labels(known: pd.DataFrame, look: TrendLook) -> pa.Table:
    """Return the name of every line but the grey ones, at its end; names that would meet are moved apart.

    Lines that reach the right side show their last value (`figure`), and its period where that is not the latest.
    """
    ends = known.loc[known["tone"] != "other"].drop_duplicates("number", keep="last")
    last = look.periods.last
    late = ends["at"] > last * (1 - LABEL_WIDTH)
    at = ends["at"].where(~late, last)
    crowd = at.sort_values().diff().gt(last * LABEL_WIDTH).cumsum().reindex(at.index)
    pixel = pd.Series([look.pixel(value) for value in ends["value"]], index=ends.index, dtype="float64")
    for _, wanted in pixel.groupby(crowd):
        pixel[wanted.index] = spread(wanted.tolist(), LABEL_GAP, LABEL_GAP / 2, look.height - LABEL_GAP / 2)
    when = [f" ({named})" if turn < last else "" for named, turn in zip(ends["period_label"], ends["at"], strict=True)]
    return pa.table(
        {
            "name": pa.array(ends["label"], pa.string()),
            "at": _small(at),
            "figure": pa.array(late, pa.bool_()),
            "value": pa.array(ends["value"], pa.float64()),
            "when": pa.array(when, pa.string()),
            "pixel": pa.array(pixel.round(1)),
            "tone": pa.array(ends["tone"], pa.string()),
        }
    )


def _gaps(placed: pd.DataFrame, focus: str, periods: Timeline) -> pa.Table:
    """Return the stretches without a value of the line in front, with the reason, and whether it has room."""
    own = placed.loc[(placed["line"] == focus) & placed["value"].isna()]
    new = (own["at"].map(periods.turns).diff() != 1) | (own["note"] != own["note"].shift())
    spans = own.groupby(new.cumsum())["at"].agg(["min", "max"])
    reasons = own.loc[new, "note"]
    wide = (spans["max"] - spans["min"] + 1) * 3 > periods.last
    return pa.table(
        {
            "first": pa.array(spans["min"] - 0.5, pa.float64()),
            "last": pa.array(spans["max"] + 0.5, pa.float64()),
            "middle": pa.array((spans["min"] + spans["max"]) / 2, pa.float64()),
            "wide": pa.array(wide, pa.bool_()),
            "note": pa.array(reasons, pa.string()),
        }
    )


def _numbered(marks: Sequence[Mark], periods: Timeline) -> list[tuple[str, Mark]]:
    inside = sorted(mark for mark in marks if 0 < periods.place(mark.period) <= periods.last)
    return [(chr(ord("\u2460") + number), mark) for number, mark in enumerate(inside)]


def _marks(marks: Sequence[Mark], periods: Timeline) -> pa.Table:
    """Return one rule per period with a mark: its numbers, its texts, and the strongest kind."""
    found: dict[float, list[tuple[str, Mark]]] = {}
    for sign, mark in _numbered(marks, periods):
        found.setdefault(periods.place(mark.period) - 0.5, []).append((sign, mark))
    groups = list(found.values())
    return pa.table(
        {
            "at": pa.array(found, pa.float64()),
            "sign": pa.array(["".join(sign for sign, _ in group) for group in groups], pa.string()),
            "text": pa.array([" ".join(mark.text for _, mark in group) for group in groups], pa.string()),
            "kind": pa.array([min(mark.kind for _, mark in group) for group in groups], pa.string()),
        }
    )


def _small(places: "pd.Series[int]") -> pa.Array:
    highest = int(places.max()) if len(places) else 0
    return pa.array(places.to_numpy(), pa.int8() if highest < 128 else pa.int16(), from_pandas=True)


def _compact(values: "pd.Series[float]", decimals: int) -> pa.Array:
    """Return the values in four bytes each where that keeps every printed digit, else in eight."""
    exact = values.to_numpy(dtype="float64").round(decimals)
    short = exact.astype("float32")
    same = np.array_equal(short.astype("float64").round(decimals), exact)
    return pa.array(short if same else exact)
