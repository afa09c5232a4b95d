"""The lines of a trend: one per territory, beside the country's and the region's median and best, with their breaks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from lib.analysis.series import reference_lines, with_gaps
from lib.i18n import Translator
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import CarryRule, Indicator
from lib.model.period import Frequency, Period
from lib.model.unit import Unit
from lib.report.lines import source_line, status_line
from lib.report.sentences import dated_name
from lib.services.notes import law_name, missing_reason
from lib.services.workspace import Workspace

REFERENCE_KINDS = ("median", "best", "region_median", "region_best")
COUNT_COLUMNS = ["unit_count", "member_count"]
LINE_COLUMNS = ["line", "ref_area", "period", "time_period", "value", "kind", "obs_status", "source", *COUNT_COLUMNS]


@dataclass(frozen=True)
class Landmark:
    """From the period ending on `period` (ISO date) on, values differ in kind: `method`, `merger` or `scope`."""

    period: str
    text: str
    kind: str


def trend_lines(
    observations: pd.DataFrame, indicator: Indicator, frequency: Frequency, units: Sequence[Unit], workspace: Workspace
) -> pd.DataFrame:
    """Return the rows behind a trend chart for one frequency; the first of `units` is in focus.

    Columns: `line` (newest id of the territory, or median/best/region with its unit set), `ref_area`, `time_period`,
    `period` (last day, ISO), `value` (null: a gap inside the line's life), `kind` (focus, chosen, other or one of
    REFERENCE_KINDS), `obs_status`, `source`; of medians and bests `unit_count` with a value of `member_count`, else
    null. A territory that changed is another line; nothing is interpolated.
    """
    gazetteer = workspace.gazetteer
    rows = observations.loc[[Period.parse(p).frequency is frequency for p in observations["time_period"]]]
    line = {area: gazetteer.lineage(area)[-1] for area in rows["ref_area"].unique()}
    periods = [str(period) for period in sorted({Period.parse(text) for text in rows["time_period"].unique()})]
    own = with_gaps(rows, line, periods).rename(columns={"obs_value": "value"})
    kinds = _kinds(units, gazetteer)
    own = own.assign(kind=[kinds.get(name, "other") for name in own["line"]])
    own["ref_area"] = own.groupby("line")["ref_area"].ffill()
    country = references(rows, indicator, units, gazetteer)
    return pd.concat([own.reindex(columns=LINE_COLUMNS), country], ignore_index=True)


def _kinds(units: Sequence[Unit], gazetteer: Gazetteer) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for unit in units[1:]:
        kinds |= dict.fromkeys(same_ground(unit.ref_area, gazetteer), "chosen")
    if units:
        kinds |= dict.fromkeys(same_ground(units[0].ref_area, gazetteer), "focus")
    return kinds


def same_ground(ref_area: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the lines on one piece of land: the unit's own, and those of the units it came from or went into."""
    own = gazetteer.units[ref_area].unit_set
    age = gazetteer.newest_first.index(own)
    found = [ref_area]
    for place, unit_set in enumerate(gazetteer.newest_first):
        found += gazetteer.heirs(ref_area, unit_set) if place < age else gazetteer.forebears(ref_area, unit_set)
    return tuple(dict.fromkeys(gazetteer.lineage(area)[-1] for area in found))


def references(rows: pd.DataFrame, indicator: Indicator, units: Sequence[Unit], gazetteer: Gazetteer) -> pd.DataFrame:
    """Return the rows (LINE_COLUMNS) of the median and the best of the country, and of the region of the first unit.

    Takes observations of one frequency; each unit set in them has its own lines.
    """
    sets = list(dict.fromkeys(area.split("-")[0] for area in rows["ref_area"]))
    country = {unit_set: [unit.ref_area for unit in gazetteer.members(unit_set)] for unit_set in sets}
    lines = reference_lines(rows, country, indicator.direction)
    frames = [_reference(lines, "median"), _reference(lines, "best")]
    if units:
        regional = reference_lines(rows, _region_members(units[0], sets, gazetteer), indicator.direction)
        frames += [_reference(regional, f"region_{kind}", column=kind) for kind in ("median", "best")]
    return pd.concat(
        [frame for frame in frames if len(frame)] or [pd.DataFrame(columns=LINE_COLUMNS)], ignore_index=True
    )


def _reference(lines: pd.DataFrame, kind: str, column: str | None = None) -> pd.DataFrame:
    known = lines.dropna(subset=[column or kind])
    return pd.DataFrame(
        {
            "line": [f"{kind}-{unit_set}" for unit_set in known["unit_set"]],
            "period": [Period.parse(text).end.isoformat() for text in known["time_period"]],
            "time_period": known["time_period"].to_list(),
            "value": known[column or kind].to_list(),
            "kind": kind,
            "obs_status": "A",
            "source": "",
            "ref_area": known["best_area"].to_list() if kind.endswith("best") else "",
            **{name: known[name].astype("float64").to_list() for name in COUNT_COLUMNS},
        }
    )


def _region_members(unit: Unit, sets: Iterable[str], gazetteer: Gazetteer) -> dict[str, list[str]]:
    scheme = "2025" if unit.unit_set == "34" else "2006"
    region = unit.regions.get(scheme)
    return {
        unit_set: [member.ref_area for member in gazetteer.members(unit_set) if member.regions.get(scheme) == region]
        for unit_set in sets
        if region and any(member.regions.get(scheme) == region for member in gazetteer.members(unit_set))
    }


def told(lines: pd.DataFrame, indicator: Indicator, workspace: Workspace, t: Translator) -> pd.DataFrame:
    """Return the lines with what is read on the chart: `label`, `period_label`, `status`, `source`, `note`.

    `period_said` is the period in the words of the small print, where the axis has no room for them.
    """
    catalogue, gazetteer = workspace.catalogue, workspace.gazetteer
    kinds = dict(zip(lines["line"], lines["kind"], strict=True))
    restated = "restated" in lines and bool(lines["restated"].any())
    counts = _counts(lines)
    labels = {
        line: _reference_label(line, kind, counts[line], t, restated=restated)
        if kind in REFERENCE_KINDS
        else dated_name(gazetteer.unit(line), gazetteer, t)
        for line, kind in kinds.items()
    }
    periods = {text: Period.parse(text) for text in lines["time_period"].unique()}
    statuses = {code: status_line([code], t) for code in lines["obs_status"].dropna().unique()}
    sources = {code: source_line([code], catalogue, t) for code in lines["source"].dropna().unique()}
    shown = lines["kind"].isin(["focus", "chosen"]) & lines["value"].isna()
    keys = zip(lines["time_period"], lines["ref_area"], strict=True)
    notes = [
        missing_reason(indicator, Period.parse(str(period)), str(area), workspace, t) if gap else ""
        for gap, (period, area) in zip(shown, keys, strict=True)
    ]
    return lines.assign(
        label=lines["line"].map(labels),
        period_label=lines["time_period"].map({text: t.axis_period(period) for text, period in periods.items()}),
        period_said=lines["time_period"].map({text: t.short_period(period) for text, period in periods.items()}),
        status=lines["obs_status"].map(statuses).fillna(""),
        source_code=lines["source"],
        source=lines["source"].map(sources).where(lines["unit_count"].isna(), _stands_on(lines, t)).fillna(""),
        obs_status=lines["obs_status"].fillna("O"),
        note=notes,
    )


def _reference_label(line: str, kind: str, count: str, t: Translator, *, restated: bool) -> str:
    return t(f"{'trend_basis' if restated else 'trend'}.{kind}", size=line.rsplit("-", 1)[-1], count=count)


def _counts(lines: pd.DataFrame) -> dict[str, str]:
    """Return for every median and best how many units with a value it stands on, `42–64/64`: the fewest, the most."""
    own = lines.loc[lines["kind"].isin(REFERENCE_KINDS)].groupby("line")[COUNT_COLUMNS]
    ends = zip(own.min().itertuples(), own.max().itertuples(), strict=True)
    return {
        str(least.Index): f"{'–'.join(dict.fromkeys(f'{end.unit_count:.0f}' for end in (least, most)))}"
        f"/{most.member_count:.0f}"
        for least, most in ends
    }


def _stands_on(lines: pd.DataFrame, t: Translator) -> "pd.Series[str]":
    """Return of every median and best on how many units it stands in its period."""
    pairs = list(zip(lines["unit_count"], lines["member_count"], strict=True))
    told = {
        pair: t("trend.stands_on", have=int(pair[0]), size=int(pair[1])) if pd.notna(pair[0]) else ""
        for pair in dict.fromkeys(pairs)
    }
    return pd.Series([told[pair] for pair in pairs], lines.index, dtype="str")


def landmarks(lines: pd.DataFrame, indicator: Indicator, workspace: Workspace, t: Translator) -> tuple[Landmark, ...]:
    """Return the breaks of method and the changes of territory met on the lines, each at the first period touched.

    A change of territory is marked where the figures pass to the new list of units, not where the law does.
    """
    ends = sorted(lines["period"].unique())
    if not ends:
        return ()
    marks = method_breaks(indicator, workspace, t)
    sets = sorted(
        {area.split("-")[0] for area in lines["ref_area"] if area}, key=workspace.gazetteer.newest_first.index
    )
    for unit_set in sets[:-1]:
        valid_from, law = (
            workspace.gazetteer.unit_sets[unit_set].valid_from,
            workspace.gazetteer.unit_sets[unit_set].law,
        )
        first = str(lines.loc[lines["ref_area"].str.startswith(f"{unit_set}-"), "period"].min())
        text = t("trend.merger", date=t.date(valid_from), size=unit_set, law=law_name(law, t))
        marks.append(Landmark(first, text, "merger"))
    return within(marks, ends)


def by_size(lines: pd.DataFrame, indicator: Indicator) -> bool:
    """Whether a total that grows with the unit's size is shown for a unit: the largest would press its line flat."""
    return indicator.carry_rule is CarryRule.SUM and bool(lines["kind"].eq("focus").any())


def of_own_size(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of the units in focus and beside it with the medians, without the best and the other units."""
    return lines.loc[~lines["kind"].isin(["other", "best", "region_best"])]


def method_breaks(indicator: Indicator, workspace: Workspace, t: Translator) -> list[Landmark]:
    """Return every break of method, scope or publication the catalogue knows of an indicator."""
    breaks = [b for b in workspace.catalogue.breaks if b.indicator == indicator.code]
    return [Landmark(b.time_period.end.isoformat(), t.label(b.remark), b.kind) for b in breaks]


def within(marks: Sequence[Landmark], ends: Sequence[str]) -> tuple[Landmark, ...]:
    """Return the marks after the first of the sorted periods and up to the last, in order of time."""
    return tuple(sorted((mark for mark in marks if ends[0] < mark.period <= ends[-1]), key=lambda mark: mark.period))


@dataclass(frozen=True)
class GapCaption:
    """The periods a line has no value for, for one reason."""

    periods: str
    reason: str


def gap_captions(lines: pd.DataFrame, line: str) -> tuple[GapCaption, ...]:
    """Return why the line in focus has gaps: one caption per reason with its periods; takes the frame of `told`."""
    gaps = lines.loc[(lines["line"] == line) & lines["value"].isna() & (lines["kind"] == "focus")]
    return tuple(
        GapCaption(", ".join(own["period_said"]), str(reason)) for reason, own in gaps.groupby("note", sort=False)
    )
