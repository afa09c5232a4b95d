"""What a hand-in would change: each row beside the figure that stands now. Nothing is written."""

import pandas as pd
from sqlalchemy import Connection

from lib.model.observation import KEY_COLUMNS
from lib.store.reading import of_indicators_in, read

OLD_COLUMNS = {
    "obs_value": "old_value",
    "obs_status": "old_status",
    "published_rank": "old_rank",
    "published_class": "old_class",
    "rank_basis": "old_basis",
    "source": "old_source",
    "batch_id": "old_batch",
}
"""What is told of the figure that stands, by the column it stands in."""
_TOLD = ("obs_value", "obs_status", "published_rank")
_AT_ONCE = 40  # indicators: the rows of more at a time would be held in memory as single values


def compared(connection: Connection, observations: pd.DataFrame) -> pd.DataFrame:
    """Return checked observations with the standing figure (OLD_COLUMNS) and `state`, in their own order.

    `state` is `new`, `changed` or `unchanged`. A figure is unchanged with the same value, status and published rank (a
    row without a rank says nothing of the rank); that another source says the same is no change.
    """
    standing = _standing(connection, observations).rename(columns=OLD_COLUMNS)
    beside = observations.merge(standing, how="left", on=list(KEY_COLUMNS))
    state = pd.Series("changed", index=beside.index).mask(_same(beside), "unchanged")
    number = beside["old_batch"].astype("Int64")
    return beside.assign(old_batch=number, state=state.mask(number.isna(), "new").astype("str"))


def _standing(connection: Connection, observations: pd.DataFrame) -> pd.DataFrame:
    codes, periods = (observations[name].unique().tolist() for name in ("indicator", "time_period"))
    told = [*KEY_COLUMNS, *OLD_COLUMNS]
    found = [
        read(connection, of_indicators_in(codes[first : first + _AT_ONCE], periods))[told]
        for first in range(0, max(len(codes), 1), _AT_ONCE)
    ]
    return pd.concat(found, ignore_index=True)


def _same(beside: pd.DataFrame) -> "pd.Series[bool]":
    equal = (beside["obs_value"] == beside["old_value"]) | (beside["obs_value"].isna() & beside["old_value"].isna())
    rank = beside["published_rank"].isna() | (beside["published_rank"] == beside["old_rank"]).fillna(value=False)
    return equal & (beside["obs_status"] == beside["old_status"]).astype("bool") & rank.astype("bool")
