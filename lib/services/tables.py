"""The frames behind the screens and the command line: one indicator in one period against another."""

import pandas as pd

from lib.analysis.class_moves import with_classes
from lib.analysis.harmonise import ADDED_COLUMNS
from lib.analysis.like_with_like import unlike_reason, without_changes
from lib.analysis.ranking import changes, quartile_groups, ranked
from lib.model.class_scale import QUARTILE
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import CarryRule, Indicator
from lib.services.error_bands import with_error_bands
from lib.services.questions import At, Question
from lib.services.rows import Row, records
from lib.services.workspace import Workspace

# `reason` says in a change table why a change cannot be said; why a value could not be restated has its own name.
ORIGIN_NAMES = {"reason": "restate_reason"}

_REASONED = ["base_area", "obs_value", "published_rank", "base_value", "base_published_rank", "rank_change"]


def slice_of(observations: pd.DataFrame, at: At) -> pd.DataFrame:
    """Return the observations of one period on one unit set."""
    of_period = observations.loc[observations["time_period"] == str(at.period)]
    return of_period.loc[of_period["ref_area"].str.startswith(f"{at.unit_set}-")]


def rank_table(observations: pd.DataFrame, indicator: Indicator, at: At, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return the `ranked` frame of one period, with `group` 1–4 where the indicator has official quartile groups.

    Restated figures keep how they came to be: the columns `lib.analysis.harmonise.ADDED_COLUMNS`.
    """
    members = [unit.ref_area for unit in gazetteer.members(at.unit_set)]
    figures = slice_of(observations, at)
    table = ranked(figures, members, indicator.direction)
    if at.restated:
        origins = figures.set_index("ref_area")[list(ADDED_COLUMNS)].rename(columns=ORIGIN_NAMES)
        table = table.join(origins, on="ref_area")
    if indicator.classes == QUARTILE:
        table["group"] = quartile_groups(table["rank"], int(table["peer_count"].iloc[0]))
    return table


def change_table(observations: pd.DataFrame, question: Question, workspace: Workspace) -> pd.DataFrame:
    """Return the ranked frame of `question.now`, with what `lib.analysis.ranking.changes` says against the base.

    Takes the observations of the indicator, restated ones (`lib.services.restating.figures_of`) for a restated
    question; then `base_carry_rule`, `base_restate_reason` … say how the base's figures came to be. Further columns:
    `published_peer_count` and `base_published_peer_count` (over how many the publisher ranked), `rank_change` with
    `rank_change_kind` (`published` before `computed`), `adjusted` (the territory was slightly changed in between) and
    `reason` (a key of the sentences: why a change cannot be said, or empty). Without a base these are absent. Periods
    that count unlike stretches of a year have no change at all; classes: `lib.analysis.class_moves.with_classes`.
    """
    indicator, gazetteer = question.indicator, workspace.gazetteer
    table = rank_table(observations, indicator, question.now, gazetteer)
    table["published_peer_count"] = _publisher_count(indicator, question.now, workspace)
    if question.base is None:
        return with_error_bands(table, None, question, workspace.catalogue)
    base_table = rank_table(observations, indicator, question.base, gazetteer)
    links = comparable_links(question, gazetteer)
    changed = changes(table, base_table, links, indicator.direction)
    changed = with_classes(changed, base_table, workspace.catalogue.class_scales.get(indicator.classes))
    changed = with_error_bands(changed, base_table, question, workspace.catalogue)
    unlike = unlike_reason(indicator, question.now.period, question.base.period)
    changed = without_changes(changed) if unlike else changed
    if question.base.restated:
        names = [ORIGIN_NAMES.get(name, name) for name in ADDED_COLUMNS]
        changed = changed.join(base_table.set_index("ref_area")[names].add_prefix("base_"), on="base_area")
    changed["base_published_peer_count"] = _publisher_count(indicator, question.base, workspace)
    base_set = question.base.unit_set
    changed["adjusted"] = [
        area in links and gazetteer.counterpart(area, base_set) is None for area in changed["ref_area"]
    ]
    return _explained(changed, same_set=question.now.unit_set == base_set, unlike=unlike)


def comparable_links(question: Question, gazetteer: Gazetteer) -> dict[str, str]:
    """Return which unit of the base each unit may be compared with: the one with its territory.

    A border change (a district ceded) does not part an index or a rate from its past, but it does part what is
    counted on the territory (people, money, area): such values follow the carry rule `sum`.
    """
    if question.base is None:
        return {}
    adjusted = question.indicator.carry_rule is not CarryRule.SUM
    pairs = {
        unit.ref_area: gazetteer.counterpart(unit.ref_area, question.base.unit_set, adjusted=adjusted)
        for unit in gazetteer.members(question.now.unit_set)
    }
    return {area: other for area, other in pairs.items() if other is not None}


def gone_units(observations: pd.DataFrame, question: Question, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return the ranked rows of the base period whose unit has no counterpart in the period shown."""
    if question.base is None or question.base.unit_set == question.now.unit_set:
        return pd.DataFrame()
    base_table = rank_table(observations, question.indicator, question.base, gazetteer)
    return base_table.loc[~base_table["ref_area"].isin(list(comparable_links(question, gazetteer).values()))]


def _publisher_count(indicator: Indicator, at: At, workspace: Workspace) -> int:
    size = workspace.gazetteer.unit_sets[at.unit_set].size
    return workspace.catalogue.published_peer_count(indicator.code, at.period, at.unit_set, size)


def _explained(changed: pd.DataFrame, *, same_set: bool, unlike: str) -> pd.DataFrame:
    same_n = changed["published_peer_count"] == changed["base_published_peer_count"]
    published = changed["published_rank_change"].where(same_n)
    change = published.fillna(changed["computed_rank_change"])
    kind = published.notna().map({True: "published", False: "computed"}).where(change.notna())
    explained = changed.assign(published_rank_change=published, rank_change=change, rank_change_kind=kind)
    reasons = [_reason(row, same_set=same_set, unlike=unlike) for row in records(explained[_REASONED])]
    return explained.assign(reason=reasons)


def _reason(row: Row, *, same_set: bool, unlike: str) -> str:
    if pd.isna(row["base_area"]):
        return "reason.territory"
    if pd.isna(row["obs_value"]) and pd.isna(row["published_rank"]):
        return "reason.no_value"
    if unlike:
        return unlike
    if pd.isna(row["base_value"]) and pd.isna(row["base_published_rank"]):
        return "reason.no_base_value"
    if not same_set:
        return "reason.unit_set"
    return "reason.rank_kinds" if pd.isna(row["rank_change"]) else ""
