"""The sentence on the whole country: best, last and median where enough is known, or what changed since the base."""

from collections.abc import Iterable

import pandas as pd

from lib.i18n import Translator
from lib.model.indicator import Direction
from lib.report.sentences import MOST_NAMES, Row, Telling, known, restated, telling_count, unsure

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


def country_change_sentence(rows: Iterable[Row], telling: Telling) -> str:
    """Say who rose and who fell most since the base and the median change of the units compared, at least half of all.

    Takes the rows of a change table. A change inside its error band has no name to it; where none rose, or none fell,
    the one that changed least is told in its place. Where lower is better the falls come first and are called so.
    """
    t, told = telling.t, list(rows)
    if telling.base is None or not told:
        return ""
    compared = [row for row in told if known(row.get("value_change"))]
    any_restated = next((row for row in told if restated(row)), told[0])
    words = {"head": telling.head(any_restated), "base": _base_of(told, telling), "count": len(compared)}
    if not telling_count(len(compared), len(told)):
        return t("say.change_few", size=len(told), **words)
    median = float(pd.Series([float(row["value_change"]) for row in compared]).median())
    sure = [row for row in compared if not unsure(row, "change_certain")]
    ends = _change_ends(sorted(sure, key=lambda row: -float(row["value_change"])), telling)
    said = _changed(median, telling)
    return t("say.change_country" if ends else "say.change_median", ends=t.listing(ends), median=said, **words)


def _base_of(told: list[Row], telling: Telling) -> str:
    """Name the base period, with the units its figures alone are restated on."""
    base = telling.when(telling.base, short=True) if telling.base else ""
    alone = any(known(row.get("base_carry_rule")) and row["base_carry_rule"] != "published" for row in told)
    if not alone or any(restated(row) for row in told):
        return base
    return telling.t("across.base", base=base, size=len(told), caveat="")


def _change_ends(falling: list[Row], telling: Telling) -> list[str]:
    """Name the first and the last of rows that are sorted by their change, the largest rise first."""
    if not falling:
        return []
    lower = telling.indicator.direction is Direction.LOWER
    ends = []
    for row, opposite in ((falling[0], -1), (falling[-1], 1)):
        change = _rounded(float(row["value_change"]), telling)
        key = "same" if not change else "least" if change * opposite > 0 else "most"
        way = "" if not change else "_up" if change > 0 else "_down"
        judged = "_better" if lower and key + way == "most_down" else ""
        name, amount = telling.name(row["ref_area"]), telling.change(change)
        ends.append(telling.t(f"say.change_{key}{way}{judged}", name=name, amount=amount))
    return ends[::-1] if lower else ends


def _changed(change: float, telling: Telling) -> str:
    rounded = _rounded(change, telling)
    way = "same" if not rounded else "up" if rounded > 0 else "down"
    return telling.t(f"say.median_{way}", amount=telling.change(rounded))


def _rounded(change: float, telling: Telling) -> float:
    return round(change, telling.indicator.decimals)
