"""How many units have a value in each of the periods a figure shows, in words for its small print. No drawing."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from lib.i18n import Translator
from lib.model.gazetteer import Gazetteer
from lib.model.period import Period


class Count(NamedTuple):
    """In how many of how many units there is a value in a period."""

    period: Period
    have: int
    size: int

    def said(self, t: Translator) -> str:
        """Return `12/63 (2020)`."""
        return t("line.count_at", have=self.have, size=self.size, period=t.short_period(self.period))


def period_counts(figures: pd.DataFrame, periods: Iterable[str], gazetteer: Gazetteer) -> list[Count]:
    """Return the count of each period in order of time; of a period told on two unit sets that with more of its units.

    Takes observations of one indicator (`ref_area`, `time_period`, `obs_value`). Without any value a period counts
    none of the units its rows are of.
    """
    own = figures.loc[figures["time_period"].isin(list(periods))]
    sets = own["ref_area"].str.partition("-")[0]
    told = own.assign(unit_set=sets, known=own["obs_value"].notna()).groupby(["time_period", "unit_set"])["known"]
    valued = told.sum().reset_index()
    counts = [
        Count(Period.parse(str(period)), int(have), gazetteer.unit_sets[str(unit_set)].size)
        for period, unit_set, have in valued.itertuples(index=False)
    ]
    best = {count.period: count for count in sorted(counts, key=_share)}
    return [best[period] for period in sorted(best)]


def count_words(counts: Iterable[Count], t: Translator) -> str:
    """Say how many units have a value: once where it is the same in all periods, else in the fewest and the most."""
    told = list(counts)
    if not told:
        return ""
    if len({(count.have, count.size) for count in told}) == 1 or not any(count.have for count in told):
        return t("line.count", have=told[-1].have, size=told[-1].size)
    least, most = min(told, key=_share), max(told, key=lambda count: (_share(count), count.period))
    return t("line.count_span", least=least.said(t), most=most.said(t))


def _share(count: Count) -> float:
    return count.have / count.size
