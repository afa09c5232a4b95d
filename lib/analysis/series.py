"""One indicator over time: the country's median and best per period, and lines that stop where a territory ends."""

from collections.abc import Mapping, Sequence

import pandas as pd

from lib.model.indicator import Direction
from lib.model.observation import LEAST_SHARE
from lib.model.period import Period

LEAST_UNITS = LEAST_SHARE  # a median over fewer than half of the units says nothing of the country


def reference_lines(
    observations: pd.DataFrame, members: Mapping[str, Sequence[str]], direction: Direction
) -> pd.DataFrame:
    """Return per unit set and period the `median` and `best` of the members with a value, and their number.

    Takes all observations of one indicator and, per unit set, the ids that count. Columns: `unit_set`,
    `time_period`, `median`, `best`, `best_area`, `unit_count`, `member_count`. Median and best are null where fewer
    than half of the members have a value.
    """
    rows = []
    for unit_set, areas in members.items():
        known = observations.loc[observations["ref_area"].isin(list(areas)) & observations["obs_value"].notna()]
        for time_period, group in known.groupby("time_period", sort=False):
            rows.append(_reference(group, unit_set, str(time_period), len(areas), direction))
    columns = ["unit_set", "time_period", "median", "best", "best_area", "unit_count", "member_count"]
    return pd.DataFrame(rows, columns=columns)


def _reference(
    group: pd.DataFrame, unit_set: str, time_period: str, member_count: int, direction: Direction
) -> dict[str, object]:
    enough = len(group) >= LEAST_UNITS * member_count
    values = group.set_index("ref_area")["obs_value"].astype("float64")
    best_area = str(values.idxmin() if direction is Direction.LOWER else values.idxmax())
    return {
        "unit_set": unit_set,
        "time_period": time_period,
        "median": float(values.median()) if enough else None,
        "best": float(values[best_area]) if enough else None,
        "best_area": best_area if enough else None,
        "unit_count": len(group),
        "member_count": member_count,
    }


def with_gaps(observations: pd.DataFrame, line: Mapping[str, str], periods: Sequence[str]) -> pd.DataFrame:
    """Return the observations of the units in `line` (id → line name) with a row per lacking period.

    A period inside a line's life without a value becomes a row with a null value, so that no chart joins across it.
    Added columns: `line`, `period` (end of the period as ISO date). Rows are sorted by line and period.
    """
    own = observations.loc[observations["ref_area"].isin(list(line))].assign(
        line=lambda rows: rows["ref_area"].map(line)
    )
    spans = own.groupby("line")["time_period"].agg(list)
    missing = [
        {"line": name, "time_period": period}
        for name, present in spans.items()
        for period in _inside(periods, present)
        if period not in set(present)
    ]
    full = pd.concat([own, pd.DataFrame(missing)], ignore_index=True) if missing else own
    ends = {text: Period.parse(text).end.isoformat() for text in full["time_period"].unique()}
    return full.assign(period=full["time_period"].map(ends)).sort_values(["line", "period"], ignore_index=True)


def _inside(periods: Sequence[str], present: Sequence[str]) -> list[str]:
    ends = [Period.parse(text) for text in present]
    first, last = min(ends), max(ends)
    return [text for text in periods if first < Period.parse(text) < last]
