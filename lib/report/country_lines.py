"""The sentence on the whole country: best, last and median where enough is known, else what is known of the ranks."""

from collections.abc import Iterable

import pandas as pd

from lib.i18n import Translator
from lib.model.indicator import Direction
from lib.report.sentences import MOST_NAMES, Row, Telling, known, restated, telling_count

_FIRSTS = 3


def country_sentence(rows: Iterable[Row], telling: Telling) -> str:
    """Say best, last and median of the units with a value, where those are at least half of them.

    Of fewer values nobody is called first or last: published ranks are told instead, else the range of what is known.
    """
    t = telling.t
    told = list(rows)
    valued = sorted((row for row in told if known(row["rank"])), key=lambda row: int(row["rank"]))
    placed = sorted((row for row in told if known(row["published_rank"])), key=lambda row: int(row["published_rank"]))
    if valued and telling_count(len(valued), len(told)):
        return _ranged(valued, told, telling)
    if placed:
        return _placed(placed, telling)
    if not valued:
        return t("say.nothing", indicator=t.label(telling.indicator.short), period=telling.when(telling.period))
    return t(
        "say.few",
        head=telling.head(valued[0]),
        count=len(valued),
        size=len(told),
        units=t.listing(
            f"{telling.name(row['ref_area'])} ({telling.value(row['obs_value'])})" for row in valued[:MOST_NAMES]
        ),
    )


def _ranged(valued: list[Row], told: list[Row], telling: Telling) -> str:
    t = telling.t
    median = float(pd.Series([float(row["obs_value"]) for row in valued]).median())
    key = "say.country_plain" if telling.indicator.direction is Direction.NONE else "say.country"
    return t(
        key,
        head=telling.head(next((row for row in valued if restated(row)), valued[0])),
        best=telling.name(valued[0]["ref_area"]),
        best_value=telling.value(valued[0]["obs_value"]),
        last=telling.name(valued[-1]["ref_area"]),
        last_value=telling.value(valued[-1]["obs_value"]),
        median=telling.value(median),
        count=len(valued),
        missing=_without([telling.name(row["ref_area"]) for row in told if not known(row["rank"])], t),
    )


def _without(names: list[str], t: Translator) -> str:
    return t("across.without", names=t.listing(t.sorted(names))) if 0 < len(names) <= MOST_NAMES else ""


def _placed(placed: list[Row], telling: Telling) -> str:
    t = telling.t
    firsts = [
        f"{telling.name(row['ref_area'])} ({t.rank(int(row['published_rank']), int(row['published_peer_count']))})"
        for row in placed[:_FIRSTS]
    ]
    head = t("say.head", indicator=t.label(telling.indicator.short), period=telling.when(telling.period, short=True))
    led = int(placed[0]["published_rank"]) == 1
    return t("say.placed_only" if led else "say.placed_some", head=head, count=len(placed), firsts=t.listing(firsts))
