"""Ranks of one period and what changed since another; published ranks are carried along and never computed."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.model.indicator import Direction

FACT_COLUMNS = ["obs_value", "obs_status", "published_rank", "published_class", "rank_basis", "source"]
_BASE_COLUMNS = ["obs_value", "obs_status", "published_rank", "rank"]
_NOISE = 9  # decimals beyond which a difference is only the noise of binary fractions


def ranked(observations: pd.DataFrame, members: Sequence[str], direction: Direction) -> pd.DataFrame:
    """Return one row per member of the unit set, ranked by value; rank 1 is the best (the largest, if no way is good).

    Takes the observations of one indicator in one period. Columns: `ref_area`, the facts as published
    (`obs_value`, `obs_status`, `published_rank`, `published_class`, `rank_basis`, `source`), `rank` (ties share the
    better one; none without a value) and `peer_count` (how many were ranked). Rule: docs/xep-hang.md.
    """
    # Columns are taken one by one: moving whole frames about costs several times as much, and this is asked most often.
    places = pd.Index(observations["ref_area"]).get_indexer(pd.Index(members))
    facts = {name: _taken(observations[name], places) for name in FACT_COLUMNS}
    values = facts["obs_value"].astype("float64")
    ranks = values.rank(method="min", ascending=direction is Direction.LOWER).astype("Int64")
    told = {"ref_area": members, **facts, "obs_value": values, "rank": ranks, "peer_count": int(values.notna().sum())}
    return pd.DataFrame(told)


def _taken(column: pd.Series, places: npt.NDArray[np.intp]) -> pd.Series:
    """Return the cells at some places of a column, nothing where the place is -1."""
    return pd.Series(column.array.take(places, allow_fill=True), dtype=column.dtype)


def changes(now: pd.DataFrame, base: pd.DataFrame, links: Mapping[str, str], direction: Direction) -> pd.DataFrame:
    """Return `now` (a `ranked` frame) with what it says against `base`, unit by unit through `links` (new id → old id).

    Added columns: `base_area`, `base_value`, `base_status`, `base_published_rank`, `base_rank`, `base_peer_count`,
    `value_change`, `published_rank_change`, `computed_rank_change` (null unless both ranks are over the very same
    units: `links` joins each unit to itself, and the same ones have a value), and the re-rank over the units common
    to both periods: `comparable_rank`, `comparable_base_rank`, `comparable_count`, `comparable_rank_change`. A
    positive change of rank is a move up.
    """
    base_area = now["ref_area"].map(links)
    places = pd.Index(base["ref_area"]).get_indexer(pd.Index(base_area))
    old = {name: _taken(base[name], places).set_axis(now.index) for name in _BASE_COLUMNS}
    joined = now.assign(
        base_area=base_area,
        base_value=old["obs_value"],
        base_status=old["obs_status"],
        base_published_rank=old["published_rank"],
        base_rank=old["rank"],
        base_peer_count=int(base["peer_count"].iloc[0]) if len(base) else 0,
        value_change=(now["obs_value"] - old["obs_value"]).round(_NOISE),
    )
    one_set = all(new == old_id for new, old_id in links.items()) and set(links) == set(base["ref_area"])
    return _comparable(_rank_changes(joined, one_set=one_set), direction)


def _rank_changes(joined: pd.DataFrame, *, one_set: bool) -> pd.DataFrame:
    common = int(joined["value_change"].notna().sum())
    union = int((joined["obs_value"].notna() | joined["base_value"].notna()).sum())
    nothing = pd.array([pd.NA] * len(joined), dtype="Int64")
    published = joined["base_published_rank"].astype("Int64") - joined["published_rank"].astype("Int64")
    computed = joined["base_rank"].astype("Int64") - joined["rank"].astype("Int64")
    like_with_like = one_set and common == union  # over other units, a rank moves though nobody did
    return joined.assign(
        published_rank_change=published if one_set else nothing,
        computed_rank_change=computed if like_with_like else nothing,
    )


def _comparable(joined: pd.DataFrame, direction: Direction) -> pd.DataFrame:
    ascending = direction is Direction.LOWER
    both = joined["value_change"].notna()
    now = joined["obs_value"].where(both).rank(method="min", ascending=ascending).astype("Int64")
    base = joined["base_value"].where(both).rank(method="min", ascending=ascending).astype("Int64")
    return joined.assign(
        comparable_rank=now,
        comparable_base_rank=base,
        comparable_count=int(both.sum()),
        comparable_rank_change=base - now,
    )


def quartile_groups(ranks: pd.Series, peer_count: int) -> pd.Series:
    """Return PAPI's group of each rank, 1 (highest) to 4 (lowest): by the quartiles of the ranked units."""
    if not peer_count:
        return pd.Series(pd.NA, index=ranks.index, dtype="Int64")
    return ((ranks.astype("Int64") * 4 - 1) // peer_count + 1).clip(upper=4)
