"""The lines of a trend on the units of a later set, with their former units under them; how they are drawn is not."""

from collections.abc import Mapping, Sequence

import pandas as pd

from lib.analysis.carrying import Reason
from lib.analysis.harmonise import ADDED_COLUMNS
from lib.analysis.series import with_gaps
from lib.i18n import Translator
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Indicator
from lib.model.period import Frequency, Period
from lib.model.unit import Unit
from lib.report.sentences import dated_name, known
from lib.services.choosing import placed
from lib.services.notes import law_name
from lib.services.origins import KEPT, no_value_reason, origin_lines
from lib.services.rows import Row, records
from lib.services.tables import ORIGIN_NAMES
from lib.services.trend_lines import (
    LINE_COLUMNS,
    Landmark,
    method_breaks,
    references,
    same_ground,
    trend_lines,
    within,
)
from lib.services.workspace import Workspace

_ORIGIN_COLUMNS = [ORIGIN_NAMES.get(name, name) for name in ADDED_COLUMNS]
_NAMED = ("focus", "chosen")


def restated_lines(
    restated: pd.DataFrame,
    indicator: Indicator,
    frequency: Frequency,
    units: Sequence[Unit],
    workspace: Workspace,
    *,
    unit_set: str,
) -> pd.DataFrame:
    """Return the rows behind a trend chart on the units of `unit_set`; takes `restating.restated_figures` of it.

    Columns as of `trend_lines` (`line` is the unit's own id), further `restated` (put together from former units, or
    a median or best of such values) and how each value came to be: `carry_rule`, `source_set`, `predecessors`,
    `coverage_count`, `coverage_size`, `missing`, `restate_reason`, `caveat`. A period without a value is a row too.
    """
    gazetteer = workspace.gazetteer
    rows = restated.loc[[Period.parse(text).frequency is frequency for text in restated["time_period"]]]
    rows = rows.rename(columns=ORIGIN_NAMES).assign(restated=~rows["carry_rule"].isin(KEPT) & rows["obs_value"].notna())
    periods = [str(period) for period in sorted({Period.parse(text) for text in rows["time_period"].unique()})]
    line = {str(area): str(area) for area in rows["ref_area"].unique()}
    own = with_gaps(rows, line, periods).rename(columns={"obs_value": "value"})
    kinds = _kinds(units, unit_set, gazetteer)
    own = own.assign(
        kind=[kinds.get(name, "other") for name in own["line"]],
        ref_area=own["line"],
        restated=own["restated"].eq(True),  # a period nobody was asked about is no estimate
    )
    here = [gazetteer.unit(area) for unit in units[:1] for area in placed(unit.ref_area, unit_set, gazetteer)]
    country = references(rows, indicator, here, gazetteer)
    country = _with_estimates(country, rows)
    columns = [*LINE_COLUMNS, "restated", *_ORIGIN_COLUMNS]
    return pd.concat([own.reindex(columns=columns), country.reindex(columns=columns)], ignore_index=True)


def _with_estimates(country: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Say which medians are made of estimates, and which of the best are estimates themselves."""
    made = rows.loc[rows["restated"], ["ref_area", "time_period"]]
    periods, cells = set(made["time_period"]), set(made.itertuples(index=False, name=None))
    keys = zip(country["ref_area"], country["time_period"], strict=True)
    restated = pd.Series([(key in cells) if key[0] else key[1] in periods for key in keys], country.index, dtype="bool")
    return country.assign(restated=restated, obs_status=country["obs_status"].where(~restated, "E"))


def _kinds(units: Sequence[Unit], unit_set: str, gazetteer: Gazetteer) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for unit in units[1:]:
        kinds |= dict.fromkeys(placed(unit.ref_area, unit_set, gazetteer), "chosen")
    for unit in units[:1]:
        kinds |= dict.fromkeys(placed(unit.ref_area, unit_set, gazetteer), "focus")
    return kinds


def main_line(units: Sequence[Unit], unit_set: str, gazetteer: Gazetteer) -> str:
    """Return the line in front on the units of a set; nothing where the land in focus lies in several of them."""
    found = [area for unit in units[:1] for area in placed(unit.ref_area, unit_set, gazetteer)]
    return found[0] if len(found) == 1 else ""


def former_lines(
    restated: pd.DataFrame,
    observations: pd.DataFrame,
    indicator: Indicator,
    frequency: Frequency,
    units: Sequence[Unit],
    *,
    workspace: Workspace,
) -> pd.DataFrame:
    """Return the rows of `restated_lines` on the units in force, and under them those of the former units as published.

    Takes what `restating.restated_figures` gives for the newest set, and all observations. A former unit's rows are of
    kind `part`; they end where it ended.
    """
    gazetteer = workspace.gazetteer
    newest = gazetteer.newest_first[0]
    lines = restated_lines(restated, indicator, frequency, units, workspace, unit_set=newest)
    heirs = [area for unit in units[:1] for area in placed(unit.ref_area, newest, gazetteer)]
    parts = dict.fromkeys(line for area in heirs for line in same_ground(area, gazetteer) if line not in heirs)
    if not parts:
        return lines
    published = trend_lines(observations, indicator, frequency, units, workspace)
    under = published.loc[published["line"].isin(list(parts))].assign(kind="part", restated=False)
    return pd.concat([lines, under.reindex(columns=lines.columns)], ignore_index=True)


def restated_landmarks(
    lines: pd.DataFrame, indicator: Indicator, unit_set: str, workspace: Workspace, t: Translator
) -> tuple[Landmark, ...]:
    """Return the breaks of method and the changes of territory that restated lines cross, in order of time.

    A change of territory is marked where the figures pass to the new list of units; one that came after all figures
    is marked on the day of its law.
    """
    gazetteer = workspace.gazetteer
    ends = sorted(lines["period"].unique())
    if not ends:
        return ()
    order = gazetteer.newest_first
    figures = lines.loc[lines["source_set"].notna() & lines["value"].notna(), ["source_set", "period"]]
    firsts = figures.groupby("source_set")["period"].min().to_dict()
    met = [order.index(str(code)) for code in firsts]
    marks = [*within(method_breaks(indicator, workspace, t), ends)]
    for age in range(max(met, default=0) - 1, order.index(unit_set) - 1, -1):
        later = [str(firsts[code]) for code in order[: age + 1] if code in firsts]
        passed = gazetteer.unit_sets[order[age]]
        text = t(
            "trend_basis.crossed" if later else "trend_basis.ahead",
            date=t.date(passed.valid_from),
            size=passed.code,
            law=law_name(passed.law, t),
            target=unit_set,
        )
        marks.append(Landmark(min(later, default=passed.valid_from.isoformat()), text, "merger"))
    return tuple(sorted(marks, key=lambda mark: mark.period))


def with_origins(
    lines: pd.DataFrame, observations: pd.DataFrame, indicator: Indicator, workspace: Workspace, t: Translator
) -> pd.DataFrame:
    """Return the frame of `trend_lines.told` with `note` saying how a restated value came to be, or why there is none.

    Takes all observations: the figures of the former units are named for the units in focus and beside it.
    """
    cells = observations[["ref_area", "time_period", "obs_value"]].itertuples(index=False)
    figures = {(str(area), str(period)): value for area, period, value in cells}
    words = _Words(indicator, workspace, figures, t)
    rows = records(lines)
    return lines.assign(note=[words.note(row) for row in rows], label=[words.label(row) for row in rows])


def file_rows(lines: pd.DataFrame, gazetteer: Gazetteer, t: Translator) -> pd.DataFrame:
    """Return what a file of the lines holds, the columns named by the keys of their headings, in order.

    Restated lines further say by which rule, from how many former units, and why there is no value.
    """
    names = ["ref_area", "label", "time_period", "value", "status", "source", "note"]
    keys = [f"column.{name}" for name in ("ref_area", "name", "period", "value", "status", "source", "note")]
    told = lines[names].set_axis([key.replace("column.period", "frame.period") for key in keys], axis=1)
    if "carry_rule" not in lines:
        return told
    rows = records(lines)
    told["trend_basis.rule"] = [t(f"restate.rule.{row['carry_rule']}") if _has_rule(row) else "" for row in rows]
    told["trend_basis.coverage"] = [_coverage(row, t) for row in rows]
    told["trend_basis.reason"] = [no_value_reason(row, gazetteer, t) for row in rows]
    return told


def _has_rule(row: Row) -> bool:
    return known(row["carry_rule"]) and known(row["value"])


def _coverage(row: Row, t: Translator) -> str:
    if not known(row["coverage_count"]):
        return ""
    return t("restate.coverage", have=int(row["coverage_count"]), size=int(row["coverage_size"]))


class _Words:
    """What is said of each row of a frame of lines, each sentence made once."""

    def __init__(
        self, indicator: Indicator, workspace: Workspace, figures: Mapping[tuple[str, str], float], t: Translator
    ) -> None:
        self.indicator, self.workspace, self.figures, self.t = indicator, workspace, figures, t
        self.made: dict[tuple[object, ...], str] = {}

    def label(self, row: Row) -> str:
        if row["kind"] == "part":
            return dated_name(self.workspace.gazetteer.unit(row["line"]), self.workspace.gazetteer, self.t, always=True)
        return str(row["label"])

    def note(self, row: Row) -> str:
        if not known(row["carry_rule"]):
            return str(row["note"])
        if not known(row["value"]):
            return self._gap(row) if row["kind"] in _NAMED else ""
        named = row["kind"] in _NAMED and row["restated"]
        columns = ("carry_rule", "predecessors", "missing", "caveat", "coverage_count")
        key = (*(row[name] for name in columns), row["time_period"] if named else "")
        if key not in self.made:
            figures = self._parts(row) if named else None
            self.made[key] = "; ".join(origin_lines(row, self.workspace.gazetteer, self.t, figures=figures))
        return self.made[key]

    def _parts(self, row: Row) -> dict[str, str]:
        period = str(row["time_period"])
        found = {area: self.figures.get((area, period)) for area in str(row["predecessors"]).split()}
        return {area: self.t.number(value, self.indicator.decimals) for area, value in found.items() if known(value)}

    def _gap(self, row: Row) -> str:
        """Say why there is no value: by the publisher's reason where it is the same for all, then by the rule's."""
        period = Period.parse(str(row["time_period"]))
        areas = str(row["missing"]).split()
        gaps = [self.workspace.catalogue.gap(self.indicator.code, period, area) for area in areas]
        why = " ".join(dict.fromkeys(self.t.label(gap.reason) for gap in gaps if gap is not None))
        said = no_value_reason(row, self.workspace.gazetteer, self.t)
        if not said or (why and row["restate_reason"] == Reason.NO_FIGURE):
            return why or str(row["note"])
        return f"{said}. {why}" if why else said
