"""What figures show by themselves: double keys, impossible values, periods to come, units missing. Reads no file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.intake.findings import Findings
from lib.intake.setting import Setting
from lib.intake.usual_values import Scales, ask_about_scale, note_strays
from lib.model.handin import Answers
from lib.model.issue import IssueCode
from lib.model.observation import KEY_COLUMNS
from lib.model.period import Period

_NAMED = 40  # units listed by name before the list is cut
_SHOWN = 6


@dataclass(frozen=True)
class Check:
    """One reading's cells with what is needed to judge them."""

    setting: Setting
    findings: Findings
    unit_sets: tuple[str, ...]
    answers: Answers = field(default_factory=Answers)
    confirmed: frozenset[str] = frozenset()


def checked(cells: pd.DataFrame, check: Check) -> pd.DataFrame:
    """Return the cells that stand; the others are written down. Raises RefusedError for keys with two values."""
    cells = _without_future(cells, check)
    scales = Scales(check.setting.magnitudes, check.answers, check.findings, check.confirmed)
    ask_about_scale(cells, scales)
    check.findings.progress("checking", 0.1)
    cells = _without_impossible(cells, check)
    check.findings.progress("checking", 0.2)
    cells = _without_doubles(cells, check)
    check.findings.progress("checking", 0.5)
    if len(cells):
        _note_territory(cells, check)
        _note_early(cells, check)
        check.findings.progress("checking", 0.6)
        note_strays(cells, check.findings)
        check.findings.progress("checking", 0.8)
        _note_coverage(cells, check)
    return cells


def _without_future(cells: pd.DataFrame, check: Check) -> pd.DataFrame:
    ahead = [text for text in cells["time_period"].unique() if Period.parse(text).start > check.setting.today]
    future = cells["time_period"].isin(ahead) & (cells["obs_status"] != "F")
    for (text, column), found in cells[future].groupby(["time_period", "column"], sort=False):
        check.findings.add(
            IssueCode.PERIOD_FUTURE, found["row"], column=str(column), text=str(text), period=text, refuses=True
        )
    return cells[~future]


def _without_impossible(cells: pd.DataFrame, check: Check) -> pd.DataFrame:
    """Leave out the figures outside what the catalogue says is possible for their indicator."""
    outside = pd.Series(data=False, index=cells.index)
    for code, values in cells.groupby("indicator", sort=False)["obs_value"]:
        indicator = check.setting.catalogue.indicators.get(str(code))
        if indicator is None:
            continue
        low = -np.inf if indicator.minimum is None else indicator.minimum
        high = np.inf if indicator.maximum is None else indicator.maximum
        outside |= ((values < low) | (values > high)).reindex(cells.index, fill_value=False)
    _report_outside(cells[outside], check)
    return cells[~outside]


def _report_outside(cells: pd.DataFrame, check: Check) -> None:
    for key, found in cells.groupby(["indicator", "column", "obs_value"], sort=False):
        code, column, value = map(str, key)
        known = check.setting.catalogue.indicators[code]
        least, most = ("" if bound is None else f"{bound:g}" for bound in (known.minimum, known.maximum))
        at = (IssueCode.VALUE_OUT_OF_RANGE, [int(row) for row in found["row"]])
        text = f"{float(value):.10g}"
        check.findings.add(*at, column=column, text=text, refuses=True, min=least, max=most, indicator=code)


def _without_doubles(cells: pd.DataFrame, check: Check) -> pd.DataFrame:
    double = cells[cells.duplicated(list(KEY_COLUMNS), keep=False)]
    if double.empty:
        return cells
    for key, found in double.groupby(list(KEY_COLUMNS), sort=False):
        rows = [int(row) for row in found["row"]]
        values = found["obs_value"].drop_duplicates()
        letter, text = str(found["column"].iloc[0]), f"{found['area_label'].iloc[0]} {key[2]}"
        if len(values) > 1 or len(found["published_rank"].drop_duplicates()) > 1:
            texts = "; ".join(f"{value:g}" for value in values[:_SHOWN])
            raise check.findings.refuse(IssueCode.DUPLICATE_KEY_CONFLICT, rows, column=letter, text=text, values=texts)
        check.findings.add(IssueCode.DUPLICATE_KEY_IDENTICAL, rows, column=letter, text=text)
    return cells.drop_duplicates(list(KEY_COLUMNS))


def _note_territory(cells: pd.DataFrame, check: Check) -> None:
    """Say which figures are of a time at which their unit was no longer one."""
    gazetteer = check.setting.gazetteer
    periods = {text: Period.parse(text) for text in cells["time_period"].unique()}
    for unit_set in check.unit_sets:
        ended = gazetteer.unit_sets[unit_set].valid_to
        late = [text for text, period in periods.items() if ended is not None and period.start > ended]
        if ended is None or not late:
            continue
        gone = cells[cells["time_period"].isin(late) & cells["ref_area"].isin(_gone(unit_set, check))]
        for (area, label, column), found in gone.groupby(["ref_area", "area_label", "column"], sort=False):
            heirs = [gazetteer.unit(heir).label.vi for heir in gazetteer.heirs(str(area), gazetteer.newest_first[0])]
            told = (f"{ended:%d/%m/%Y}", ", ".join(heirs))
            place = (IssueCode.AREA_OBSOLETE, [int(row) for row in found["row"]])
            check.findings.add(*place, column=str(column), text=str(label), date=told[0], new=told[1])


def _note_early(cells: pd.DataFrame, check: Check) -> None:
    """Say which figures are of a time before the territory they are told for existed."""
    gazetteer = check.setting.gazetteer
    periods = {text: Period.parse(text) for text in cells["time_period"].unique()}
    for unit_set in check.unit_sets:
        begins = gazetteer.unit_sets[unit_set].valid_from
        early = [text for text, period in periods.items() if period.end < begins]
        new = {unit.ref_area for unit in gazetteer.members(unit_set) if len(gazetteer.lineage(unit.ref_area)) == 1}
        found = cells[cells["time_period"].isin(early) & cells["ref_area"].isin(new)]
        for column, part in found.groupby("column", sort=False):
            names = ", ".join(dict.fromkeys(part["area_label"]))
            told = ", ".join(dict.fromkeys(part["time_period"]))
            rows = [int(row) for row in part["row"]]
            check.findings.add(IssueCode.AREA_NOT_YET_VALID, rows, column=str(column), text=names, period=told)


def _gone(unit_set: str, check: Check) -> set[str]:
    gazetteer = check.setting.gazetteer
    newest = gazetteer.newest_first[0]
    members = gazetteer.members(unit_set)
    return {unit.ref_area for unit in members if gazetteer.counterpart(unit.ref_area, newest) is None}


def _note_coverage(cells: pd.DataFrame, check: Check) -> None:
    """Say which units have no figure: one issue for all indicators and periods that lack the same ones."""
    gazetteer = check.setting.gazetteer
    areas, names = pd.factorize(cells["ref_area"])
    sets = cells["ref_area"].map({name: name.partition("-")[0] for name in names})
    parts = [pd.factorize(column) for column in (sets, cells["indicator"], cells["time_period"])]
    places, keys = pd.factorize(_joined([codes for codes, _names in parts], [len(some) for _codes, some in parts]))
    told_of = _parted(keys, [some for _codes, some in parts])
    there = np.zeros((len(keys), len(names)), dtype=bool)
    there[places, areas] = True
    lacking: dict[tuple[str, bytes], list[str]] = {}
    for key, row in zip(told_of, there, strict=True):
        lacking.setdefault((str(key[0]), row.tobytes()), []).append(f"{_name(key[1], check)} {key[2]}")
    for (unit_set, covered), told in lacking.items():
        present = set(names[np.frombuffer(covered, dtype=bool)])
        members = gazetteer.members(unit_set)
        missing = [unit.label.vi for unit in members if unit.ref_area not in present]
        if missing:
            listed = ", ".join(missing[:_NAMED]) + (" …" if len(missing) > _NAMED else "")
            text = ", ".join(told[:_SHOWN]) + (f" … ({len(told)})" if len(told) > _SHOWN else "")
            check.findings.add(IssueCode.COVERAGE_LOW, text=text, n=len(present), m=len(members), names=listed)


def _name(code: str, check: Check) -> str:
    known = check.setting.catalogue.indicators.get(code)
    return known.short.vi if known is not None else code


def _joined(codes: Sequence[NDArray[np.intp]], sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return one number per row for its codes in several lists."""
    joined = np.zeros(len(codes[0]), dtype="int64")
    for part, size in zip(codes, sizes, strict=True):
        joined = joined * size + part
    return joined


def _parted(keys: NDArray[np.int64], lists: Sequence[pd.Index]) -> list[tuple[str, ...]]:
    """Return what the numbers of `_joined` stand for."""
    names: list[list[str]] = []
    rest = keys
    for some in reversed(lists):
        rest, part = np.divmod(rest, len(some))
        names.append([str(some[number]) for number in part])
    return list(zip(*reversed(names), strict=True))


def too_many_refused(rows_refused: int, rows_read: int, findings: Findings) -> None:
    """Refuse the file when less than half of its figures could be used."""
    if rows_read and rows_refused * 2 > rows_read:
        raise findings.refuse(IssueCode.TOO_MANY_ERRORS, n=str(rows_refused), m=str(rows_read))
