"""What is new since a day: batches that came in, figures that were added, and figures that are not what they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd

from lib.i18n import Translator
from lib.i18n.translator import VIETNAM_TIME
from lib.model.batch import Batch, BatchKind
from lib.model.period import Period
from lib.report.lines import status_line
from lib.report.period_words import stretch_words
from lib.services.changed_figures import changes_between
from lib.services.decks import end_of, shelf
from lib.services.figure_words import area_name, value_text
from lib.services.rows import Row, records
from lib.services.workspace import Workspace

USUAL_DAYS = 30
MOST_CORRECTIONS = 3


@dataclass(frozen=True)
class Correction:
    """A figure that was changed: whose, and `old → new`."""

    name: str
    change: str
    indicator: str


@dataclass(frozen=True)
class News:
    """What came in since a day: a line on the batches, lines on new figures and a few corrections of the unit."""

    batches: str
    counts: str
    corrections: tuple[Correction, ...]
    more: str


def first_day(today: date, workspace: Workspace) -> date:
    """Return since when news are told unless somebody chooses: the last briefing before today, else 30 days ago."""
    meetings = [day for kept in shelf(workspace) if (day := kept.deck.day) < today]
    return max([*meetings, today - timedelta(days=USUAL_DAYS)])


def news_since(day: date, areas: Sequence[str], workspace: Workspace, t: Translator) -> News:
    """Return what is new after the end of a day; of some units only, unless `areas` is empty.

    The figures that came with the program are never news: what is compared begins with the first batch there is.
    """
    batches = workspace.store.batches()
    since = end_of(day)
    came = [batch for batch in batches if batch.published_at > since]
    if not came:
        return News(t("overview.no_batches"), "", (), "")
    earlier = max(since, batches[-1].published_at)
    handed_in = [batch for batch in came if batch.published_at > earlier]
    changed = _changed(earlier, handed_in, workspace)
    own = changed.loc[changed["ref_area"].isin(list(areas))] if areas else changed
    counts = own["state"].value_counts()
    said = [
        t(f"overview.news_{state}", count=int(counts[state])) for state in ("new", "changed", "gone") if state in counts
    ]
    rows = records(own.loc[own["state"] == "changed"])
    corrections = tuple(_correction(row, workspace, t) for row in rows[:MOST_CORRECTIONS])
    rest = len(rows) - len(corrections)
    told = t.listing(said) if said else t("overview.news_none" if handed_in else "overview.news_shipped")
    return News(
        _batch_line([batch for batch in came if batch.kind is not BatchKind.SHIPPED] or came, t),
        told,
        corrections,
        t("overview.more", count=rest) if rest else "",
    )


def _changed(earlier: datetime, handed_in: Sequence[Batch], workspace: Workspace) -> pd.DataFrame:
    """Return `changes_between` of the indicators of which the batches that came in changed figures."""
    touched = {code for batch in handed_in for code in workspace.store.touched_by(batch.batch_id)}
    codes = sorted(touched & set(workspace.catalogue.indicators))
    if not codes:
        return pd.DataFrame({"ref_area": pd.Series(dtype=str), "state": pd.Series(dtype=str)})
    return changes_between(codes, earlier, None, workspace)


def _batch_line(came: Sequence[Batch], t: Translator) -> str:
    newest = came[0]
    if newest.kind is BatchKind.SHIPPED:
        return t("overview.shipped", moment=t.moment(newest.published_at), count=t.number(newest.row_count))
    return t("overview.batches", count=len(came), moment=t.moment(newest.published_at), actor=newest.actor)


def _correction(row: Row, workspace: Workspace, t: Translator) -> Correction:
    indicator = workspace.catalogue.indicators[row["indicator"]]
    period = stretch_words(indicator, Period.parse(row["time_period"]), t, short=True)
    name = f"{t.label(indicator.short)} {period}, {area_name(row['ref_area'], workspace, t)}"
    same_value = row["obs_value"] == row["old_value"] and row["obs_status"] == row["old_status"]
    if not same_value and (pd.notna(row["obs_value"]) or pd.notna(row["old_value"])):
        sides = (row["old_value"], row["obs_value"])
        old, new = ("–" if pd.isna(value) else t.number(float(value), indicator.decimals) for value in sides)
        if old == new:  # they differ further behind the comma
            old, new = (value_text(value, indicator.code, workspace, t) for value in sides)
        if old == new and row["old_status"] != row["obs_status"]:  # the same figure, said with another certainty
            old, new = (status_line([str(row[side])], t) for side in ("old_status", "obs_status"))
    else:
        count = _ranked(row, workspace)
        ranks: list[int | None] = [
            None if pd.isna(row[side]) else int(row[side]) for side in ("old_rank", "published_rank")
        ]
        old, new = (t.rank(rank, count) for rank in ranks)
        name = t("overview.rank_of", name=name)
    return Correction(name, f"{old} → {new}", indicator.code)


def _ranked(row: Row, workspace: Workspace) -> int:
    """Return over how many units the publisher ranked in the period of a figure."""
    unit_set = str(row["ref_area"]).partition("-")[0]
    size, period = workspace.gazetteer.unit_sets[unit_set].size, Period.parse(row["time_period"])
    return workspace.catalogue.published_peer_count(row["indicator"], period, unit_set, size)


def today() -> date:
    """Return the day it is in Vietnam."""
    return datetime.now(VIETNAM_TIME).date()
