"""What a row of an observations frame holds, and the statuses a value can have."""

from enum import StrEnum
from typing import NamedTuple


class ObsStatus(StrEnum):
    """SDMX OBS_STATUS as this project uses it."""

    OFFICIAL = "A"
    PRELIMINARY = "P"
    ESTIMATED = "E"
    FORECAST = "F"
    BREAK = "B"
    MISSING = "O"
    NOT_COLLECTED = "L"
    CANNOT_EXIST = "M"
    SUPPRESSED = "Q"


class RankBasis(StrEnum):
    """How a published rank was read: printed as a number, counted off an ordered list, or told as the last place."""

    EXPLICIT = "explicit"
    LISTED = "listed"
    BOTTOM = "bottom"


class Observation(NamedTuple):
    """One published figure of one unit in one period; the columns of every observations frame, in this order.

    `obs_value` is in the indicator's unit of measure and None where only a rank or a reason is known;
    `published_rank` and `published_class` are the publisher's own and never computed.
    """

    indicator: str
    ref_area: str
    time_period: str
    obs_value: float | None
    obs_status: str
    published_rank: int | None
    published_class: str | None
    rank_basis: str | None
    source: str


# Of the units of a set so many must have a value before a rank, a last place or a median among them tells anything.
LEAST_SHARE = 0.5

OBSERVATION_COLUMNS: tuple[str, ...] = Observation._fields
KEY_COLUMNS: tuple[str, ...] = ("indicator", "ref_area", "time_period")
