"""Why a rank moved and how far the next places are: pure arithmetic on a frame of changes."""

from typing import NamedTuple

import pandas as pd

from lib.model.indicator import Direction
from lib.model.observation import LEAST_SHARE


class Move(NamedTuple):
    """A computed change of rank in parts that add up: by the own value, by the others', by the ranked set."""

    total: int
    own: int
    others: int
    unit_set: int


class Neighbour(NamedTuple):
    """The nearest unit ahead or behind with another value, and how far away it is in the indicator's unit."""

    ref_area: str
    rank: int
    distance: float


def explain_move(changed: pd.DataFrame, ref_area: str, direction: Direction) -> Move | None:
    """Split the change of computed rank of one unit into own value, others' values and the change of the ranked set.

    Takes a frame of `lib.analysis.ranking.changes`. Over the common units the own value is moved first, with the
    others as they were; what then remains is the others' doing; the rest comes from units that joined or left.
    None where the unit lacks a value in one of the periods, or where fewer than half of the units have both: then
    a computed rank tells nothing.
    """
    row = changed.set_index("ref_area").loc[ref_area]
    if pd.isna(row["value_change"]) or int(changed["value_change"].notna().sum()) < LEAST_SHARE * len(changed):
        return None
    rivals = changed.loc[changed["value_change"].notna() & (changed["ref_area"] != ref_area)]
    alone = _place(row["obs_value"], rivals["base_value"], direction)
    own = int(row["comparable_base_rank"]) - alone
    others = alone - int(row["comparable_rank"])
    total = int(row["base_rank"]) - int(row["rank"])
    return Move(total, own, others, total - own - others)


def _place(value: float, rivals: pd.Series, direction: Direction) -> int:
    better = rivals < value if direction is Direction.LOWER else rivals > value
    return int(better.sum()) + 1


def neighbours(ranked: pd.DataFrame, ref_area: str) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the nearest unit ahead and the nearest behind by value; None at the ends or without a value.

    Takes a `ranked` frame. Units with an equal value are neither ahead nor behind.
    """
    own = ranked.loc[ranked["ref_area"] == ref_area].iloc[0]
    if pd.isna(own["rank"]):
        return None, None
    ahead = ranked.loc[ranked["rank"] < own["rank"]].sort_values(["rank", "ref_area"])
    behind = ranked.loc[ranked["rank"] > own["rank"]].sort_values(["rank", "ref_area"])
    return (
        _neighbour(ahead.iloc[-1], own) if len(ahead) else None,
        _neighbour(behind.iloc[0], own) if len(behind) else None,
    )


def _neighbour(other: pd.Series, own: pd.Series) -> Neighbour:
    return Neighbour(
        str(other["ref_area"]), int(other["rank"]), abs(float(other["obs_value"]) - float(own["obs_value"]))
    )


def movers(changed: pd.DataFrame, column: str, count: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the `count` units that climbed most and the `count` that fell most by the rank change in `column`."""
    moved = changed.dropna(subset=[column])
    climbers = moved.loc[moved[column] > 0].sort_values([column, "rank"], ascending=[False, True])
    fallers = moved.loc[moved[column] < 0].sort_values([column, "rank"])
    return climbers.head(count), fallers.head(count)
