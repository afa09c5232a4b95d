"""The lines of the slide on what changed since the meeting before, by kind. How they become a slide is elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from lib.i18n import Translator
from lib.model.deck import Deck
from lib.model.indicator import Break
from lib.model.period import Period
from lib.model.unit import Unit
from lib.report.sentences import dated_name
from lib.report.workbook import Cell
from lib.services.changed_figures import changes_between
from lib.services.figure_words import value_text
from lib.services.held_workspace import HeldWorkspace
from lib.services.meeting_days import earlier_instant
from lib.services.profile import newest_question
from lib.services.profile_basis import rank_words
from lib.services.rows import Row, plain, records, row_of
from lib.services.workspace import Workspace

Lines = list[list[Cell]]


@dataclass(frozen=True)
class Meetings:
    """The two instants of a deck, on which indicators it rests, and for whom ranks are told.

    `earlier` is what the meeting of the day `before` can have seen; `later` is None for a deck of the figures of now.
    """

    before: date
    earlier: datetime
    codes: tuple[str, ...]
    unit: Unit | None
    later: datetime | None
    day: date


def meetings_of(deck: Deck, codes: Sequence[str], unit: Unit | None) -> Meetings | None:
    """Return the two instants of a deck: the end of the day of the meeting before, and its freezing or now."""
    earlier = earlier_instant(deck)
    if deck.meeting_before is None or earlier is None:
        return None
    return Meetings(deck.meeting_before, earlier, tuple(codes), unit, deck.frozen_at, deck.day)


@dataclass(frozen=True)
class Since:
    """Two meetings with the installation of the later one."""

    meetings: Meetings
    now: HeldWorkspace
    t: Translator

    @cached_property
    def then(self) -> HeldWorkspace:
        """The installation of the earlier instant, with what changed read in one go."""
        then = self.now.frozen(self.meetings.earlier)
        then.coverage_of(self.touched)
        return then

    @cached_property
    def knew_anything(self) -> bool:
        """Whether the meeting before could see any figure behind the slides."""
        past = self.meetings.codes and self.now.frozen(self.meetings.earlier).coverage_of(self.meetings.codes).slots
        return bool(past)

    @cached_property
    def touched(self) -> tuple[str, ...]:
        """The indicators of which any figure changed: no other can stand elsewhere than before."""
        return tuple(dict.fromkeys(map(str, self.changes["indicator"])))

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Every figure that readers saw differently; another source for the same figure is no change."""
        asked = self.meetings
        found = changes_between(asked.codes, asked.earlier, asked.later, self.now)
        return found.loc[found["state"] != "source"].reset_index(drop=True)


def _own(since: Since) -> tuple[str, ...]:
    """Return the ids the unit in focus has on its land, its own first."""
    unit = since.meetings.unit
    return since.now.gazetteer.lineage(unit.ref_area) if unit else ()


def changed_lines(since: Since) -> Lines:
    """Return the changed and withdrawn figures, those of the unit in focus first, then the newest periods."""
    t, own = since.t, _own(since)
    rows = records(since.changes.loc[since.changes["state"].isin(["changed", "gone"])])
    rows.sort(key=lambda row: Period.parse(str(row["time_period"])).end, reverse=True)
    rows.sort(key=lambda row: row["ref_area"] not in own)
    return [
        [
            t(f"since.state_{row['state']}"),
            _index(row["indicator"], row["time_period"], since),
            name_in(row["ref_area"], since),
            figure_words(row, since.now, since.t, old=True),
            figure_words(row, since.now, since.t),
        ]
        for row in rows
    ]


def figure_words(row: Row, workspace: Workspace, t: Translator, *, old: bool = False) -> str:
    """Return a figure of a row of `changes_between`, with its published rank where that is what moved."""
    names = ("old_value", "old_rank") if old else ("obs_value", "published_rank")
    value, rank = (plain(row[name]) for name in names)
    told: list[str] = []
    if value is not None:
        told.append(_value(float(value), row, workspace, t))
    if rank is not None and (not told or plain(row["old_rank"]) != plain(row["published_rank"])):
        told.append(t("since.rank", rank=int(rank)))
    return "; ".join(told) or "–"


def _value(value: float, row: Row, workspace: Workspace, t: Translator) -> str:
    """Return a value as pages write it, or as exactly as it was stored where old and new would look the same."""
    indicator = workspace.catalogue.indicators.get(row["indicator"])
    decimals = indicator.decimals if indicator else 0
    both = [plain(row["old_value"]), plain(row["obs_value"])]
    shown = {t.number(float(one), decimals) for one in both if one is not None}
    alike = None not in both and both[0] != both[1] and len(shown) == 1
    return value_text(value, row["indicator"], workspace, t) if alike or not indicator else t.number(value, decimals)


def new_lines(since: Since) -> Lines:
    """Return what is new by batch and indicator, the newest batch first, each with its periods."""
    t, new = since.t, since.changes.loc[since.changes["state"] == "new"]
    batches = {batch.batch_id: batch for batch in since.now.store.batches()} if len(new) else {}
    lines: Lines = []
    groups = [(int(str(key[0])), rows) for key, rows in new.groupby(["batch_id", "indicator"], sort=False)]
    for number, rows in sorted(groups, key=lambda entry: -entry[0]):
        batch, first = batches[number], records(rows)[0]
        handed = t("since.batch", batch=batch.batch_id, actor=batch.actor, moment=t.moment(batch.published_at))
        periods = sorted(Period.parse(str(text)) for text in rows["time_period"].unique())
        span = t.short_period(periods[0])
        span = f"{span} – {t.short_period(periods[-1])}" if len(periods) > 1 else span
        alone = len(rows) == 1
        count = t("since.figures", count=t.number(len(rows)))
        lines.append(
            [
                t("since.state_new"),
                f"{_short(str(first['indicator']), since)} {span}",
                name_in(first["ref_area"], since) if alone else count,
                "–",
                f"{figure_words(first, since.now, t)} ({handed})" if alone else handed,
            ]
        )
    return lines


def moved_lines(since: Since) -> Lines:
    """Return the ranks of the unit in focus that are others than the meeting before could see."""
    unit = since.meetings.unit
    if unit is None:
        return []
    lines: Lines = []
    for code in since.touched:
        before, after = _standing(code, unit, since.then, since), _standing(code, unit, since.now, since)
        if before != after and before and after:
            lines.append(
                [since.t("since.state_moved"), _short(code, since), name_in(unit.ref_area, since), before, after]
            )
    return lines


def _standing(code: str, unit: Unit, workspace: HeldWorkspace, since: Since) -> str:
    """Return `2016: hạng 7/63 (công bố)`: how the unit stood on an indicator as known to one of the two instants."""
    rows = workspace.observations(code)
    if rows.empty:
        return ""
    question = newest_question(unit, rows, None, workspace.coverage_of([code]), workspace)
    if question is None:
        return ""
    area = workspace.gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
    row = row_of(workspace.table(question), area)
    t = since.t
    told = rank_words(row, workspace.gazetteer, t) if row else ""
    unranked = told == t("province.unranked")
    return "" if not told or unranked else f"{t.short_period(question.now.period)}: {told}"


def breaks_lines(since: Since) -> Lines:
    """Return the breaks in force since the meeting before, and those that figures have passed since."""
    t = since.t
    lines: Lines = []
    for one in since.now.catalogue.breaks:
        if one.indicator not in since.meetings.codes:
            continue
        state = _break_state(one, since)
        if state:
            lines.append(
                [
                    t(f"since.break_{state}"),
                    _index(one.indicator, str(one.time_period), since),
                    "",
                    "",
                    t.label(one.remark),
                ]
            )
    return lines


def _break_state(one: Break, since: Since) -> str:
    meetings, touched = since.meetings, one.indicator in since.touched
    if touched and _newest(one.indicator, since.then) < one.time_period.end <= _newest(one.indicator, since.now):
        return "passed"
    return "new" if meetings.before < one.time_period.start <= meetings.day else ""


def _newest(code: str, workspace: HeldWorkspace) -> date:
    periods = workspace.coverage_of([code]).periods(code)
    return max((period.end for period in periods), default=date.min)


def _index(code: str, period: str, since: Since) -> str:
    return f"{_short(code, since)} {since.t.short_period(Period.parse(str(period)))}"


def _short(code: str, since: Since) -> str:
    indicator = since.now.catalogue.indicators.get(code)
    return since.t.label(indicator.short) if indicator else code


def name_in(ref_area: str, since: Since) -> str:
    """Return the name of a unit, dated where a later one bears it."""
    gazetteer = since.now.gazetteer
    return dated_name(gazetteer.unit(ref_area), gazetteer, since.t)
