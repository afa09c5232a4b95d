"""What figures handed in show beside those that stand: changed ones, jumps, last period's return copied, odd totals."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median

import pandas as pd

from lib.model.indicator import Catalogue, Component
from lib.model.issue import Issue, IssueCode, Outcome
from lib.model.period import Period
from lib.services.rows import records
from lib.services.workspace import Workspace

_MOST_ROWS = 20_000  # a longer file is a whole data base: its single figures are not compared with history
_MOST_CHANGED = 1_000  # changed figures told one by one; the preview lists them all
_LEAST_COPIED = 10  # units
_TIMES, _UNKNOWN_TIMES, _STEPS = 3.0, 10.0, 6.0
_TOLERANCE = 0.1  # of a composite index: published parts are rounded, and some weights are inferred


def comparison_issues(compared: pd.DataFrame, workspace: Workspace) -> tuple[Issue, ...]:
    """Return what the rows of `Preview.compared` show against the store; none of it leaves a figure out."""
    changed = [_changed(row) for row in records(compared.loc[compared["state"] == "changed"].head(_MOST_CHANGED))]
    codes = list(compared["indicator"].unique())
    if len(compared) > _MOST_ROWS:
        return tuple(changed)
    parts = [part.component for part in workspace.catalogue.components if part.indicator in codes]
    standing = workspace.store.series(list(dict.fromkeys([*codes, *parts])))
    history = _history(standing)
    jumps = [issue for row in records(compared) if (issue := _jump(row, history)) is not None]
    return (*changed, *jumps, *_copied(compared, history), *_totals(compared, standing, workspace.catalogue))


def _issue(code: IssueCode, row: Mapping[str, object], **parts: str) -> Issue:
    at = {"sheet": str(row["sheet"]), "column": str(row["column"])}
    lines = (int(str(row["row"])),)
    return Issue(code, Outcome.WARN, rows=lines, text=str(row["area_label"]), parts=parts, **at)  # type: ignore[arg-type]


def _changed(row: Mapping[str, object]) -> Issue:
    old, new = _written(row["old_value"]), _written(row["obs_value"])
    told = {"area": str(row["area_label"]), "period": str(row["time_period"]), "old": old, "new": new}
    return _issue(IssueCode.EXISTING_VALUE_CHANGED, row, **told)


def _written(value: object) -> str:
    number = float(str(value))
    return "–" if math.isnan(number) else f"{number:.10g}"


@dataclass(frozen=True)
class _Past:
    """The values of one indicator and unit at one frequency, oldest first; `ends` sort as the periods do."""

    ends: list[int]
    values: list[float]

    def before(self, end: int) -> list[float]:
        """Return the values of the periods before one."""
        return self.values[: bisect_left(self.ends, end)]


_History = Mapping[tuple[str, str, str], _Past]
_NOTHING = _Past([], [])


@cache
def _placed(time_period: str) -> tuple[str, int]:
    """Return the frequency of a period and a number that sorts it."""
    period = Period.parse(time_period)
    return str(period.frequency), period.year * 100 + period.end.month


def _history(standing: pd.DataFrame) -> _History:
    found: dict[tuple[str, str, str], list[tuple[int, float]]] = {}
    columns = (standing[name].tolist() for name in ("indicator", "ref_area", "time_period", "obs_value"))
    for code, area, time_period, value in zip(*columns, strict=True):
        if not math.isnan(value):
            frequency, end = _placed(time_period)
            found.setdefault((code, area, frequency), []).append((end, value))
    pasts = {}
    for key, pairs in found.items():
        pairs.sort()
        pasts[key] = _Past([end for end, _value in pairs], [value for _end, value in pairs])
    return pasts


def _past(code: object, area: object, time_period: object, history: _History) -> list[float]:
    frequency, end = _placed(str(time_period))
    return history.get((str(code), str(area), frequency), _NOTHING).before(end)


def _jump(row: Mapping[str, object], history: _History) -> Issue | None:
    """Tell a figure far from the last one of its unit, measured by how much that unit usually moves."""
    before = _past(row["indicator"], row["ref_area"], row["time_period"], history)
    value = float(str(row["obs_value"]))
    if not before or not value > 0 or not before[-1] > 0:
        return None
    ratio = value / before[-1]
    if 1 / _TIMES < ratio < _TIMES:
        return None
    positive = [known for known in before if known > 0]
    steps = [abs(math.log(b / a)) for a, b in pairwise(positive)]
    limit = max(math.log(_TIMES), _STEPS * median(steps)) if len(steps) > 2 else math.log(_UNKNOWN_TIMES)
    return _issue(IssueCode.VALUE_DEVIATED, row, ratio=f"{ratio:.3g}") if abs(math.log(ratio)) > limit else None


def _copied(compared: pd.DataFrame, history: _History) -> Iterator[Issue]:
    """Tell returns that repeat the figures of the period before for every unit."""
    for (code, period), rows in compared.groupby(["indicator", "time_period"], sort=False):
        here = dict(zip(rows["ref_area"], rows["obs_value"], strict=True))
        pasts = ((value, _past(code, area, period, history)) for area, value in here.items())
        pairs = [(value, before[-1]) for value, before in pasts if before]
        if len(pairs) >= _LEAST_COPIED and all(new == old for new, old in pairs) and len(set(here.values())) > 1:
            first = {**rows.iloc[0].to_dict(), "area_label": f"{code} {period}"}
            yield _issue(IssueCode.VALUE_DEVIATED, {str(name): entry for name, entry in first.items()}, ratio="1")


def _totals(compared: pd.DataFrame, standing: pd.DataFrame, catalogue: Catalogue) -> Iterator[Issue]:
    """Tell totals of composite indices that are not the weighted sum of the components known for unit and period."""
    parts = {component.component for component in catalogue.components}
    both = pd.concat([standing, compared])[["indicator", "ref_area", "time_period", "obs_value"]]
    known = both.loc[both["indicator"].isin(parts)].set_index(["indicator", "ref_area", "time_period"])["obs_value"]
    values = known[~known.index.duplicated(keep="last")].to_dict()
    composite = {component.indicator for component in catalogue.components}
    known_parts: dict[tuple[str, str], tuple[Component, ...]] = {}
    for row in records(compared.loc[compared["indicator"].isin(composite)]):
        slot = str(row["indicator"]), str(row["time_period"])
        if slot not in known_parts:
            known_parts[slot] = catalogue.components_of(slot[0], Period.parse(slot[1]))
        components = known_parts[slot]
        weighted = [
            (component.weight, values.get((component.component, row["ref_area"], row["time_period"])))
            for component in components
        ]
        if not weighted or any(weight is None or value is None for weight, value in weighted):
            continue
        total = sum(weight * value for weight, value in weighted if weight is not None and value is not None)
        if abs(total - float(row["obs_value"])) > _TOLERANCE and total:
            yield _issue(IssueCode.VALUE_DEVIATED, row, ratio=f"{float(row['obs_value']) / total:.4g}")
