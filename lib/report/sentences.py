"""Sentences a leader can quote, made from the figures alone; what cannot be said is left out, never guessed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from lib.i18n import Translator
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Break, Direction, Indicator
from lib.model.observation import LEAST_SHARE
from lib.model.period import Period
from lib.model.unit import Unit
from lib.report.certainty_lines import BandWords, change_part, rank_range_part
from lib.report.class_lines import class_part
from lib.report.period_words import stretch_words

Row = Mapping[str, Any]
_POINTS = {"%": "say.percent_points", "‰": "say.permille_points"}
MOST_NAMES = 5  # more units than these are counted, not named


@dataclass(frozen=True)
class Telling:
    """What every sentence needs: the language, the indicator, the two periods and the names of the units."""

    t: Translator
    indicator: Indicator
    period: Period
    base: Period | None
    gazetteer: Gazetteer

    def value(self, value: float | None) -> str:
        """Return a value with its unit of measure, `69,03 điểm`."""
        unit = self.t.label(self.indicator.unit)
        if unit.startswith("%"):
            unit = "%"  # what the hundred stands for (`%, năm trước = 100`) is said beside the chart
        gap = "" if unit == "%" else " "
        return f"{self.t.number(value, self.indicator.decimals)}{gap}{unit}".strip()

    def change(self, change: float) -> str:
        """Return a difference of values without its sign, `0,12 điểm`; of percentages in points, never in per cent."""
        sign = self.t.label(self.indicator.unit)[:1]
        if sign in _POINTS:
            return self.t(_POINTS[sign], number=self.t.number(abs(change), self.indicator.decimals))
        return self.value(abs(change))

    def size(self, ref_area: str) -> int:
        """Return how many units the set of a unit has."""
        return self.gazetteer.unit_sets[self.gazetteer.units[ref_area].unit_set].size

    def head(self, row: Row) -> str:
        """Return what a sentence on a row is about: `PAPI 2024`, with the units its figures are restated on, if so."""
        t, told = self.t, self.t.label(self.indicator.short)
        if not restated(row):
            return t("say.head", indicator=told, period=self.when(self.period, short=True))
        size = self.size(row["ref_area"])
        return t("across.head", indicator=told, period=self.when(self.period, short=True), size=size)

    def when(self, period: Period, *, short: bool = False) -> str:
        """Return the stretch of time a figure of the indicator counts: `9 tháng năm 2026` for one counted to date."""
        return stretch_words(self.indicator, period, self.t, short=short)

    def name(self, ref_area: str) -> str:
        """Return the plain name of a unit: the period in the sentence says which territory is meant."""
        return self.t.label(self.gazetteer.unit(ref_area).label)


def dated_name(unit: Unit, gazetteer: Gazetteer, t: Translator, *, always: bool = False) -> str:
    """Return `Khánh Hòa (trước 7/2025)` where a later unit of that name holds another territory, else the label.

    With `always` every abolished territory is dated, also one whose name died with it.
    """
    lineage = gazetteer.lineage(unit.ref_area)
    last_day = gazetteer.unit_sets[gazetteer.units[lineage[-1]].unit_set].valid_to
    namesakes = {other.ref_area for other in gazetteer.units.values() if other.label == unit.label} - set(lineage)
    if last_day is None or not (always or any(_later(gazetteer, other, last_day) for other in namesakes)):
        return t.label(unit.label)
    ended = last_day + timedelta(days=1)
    return t("unit.before", name=t.label(unit.label), month=ended.month, year=ended.year)


def _later(gazetteer: Gazetteer, ref_area: str, day: date) -> bool:
    return gazetteer.unit_sets[gazetteer.units[ref_area].unit_set].valid_from > day


def known(value: object) -> bool:
    """Whether a cell of a frame holds anything."""
    return value is not None and not bool(pd.isna(value))  # type: ignore[call-overload]


def restated(row: Row) -> bool:
    """Whether a row's figure was restated here on another unit set than it was published on."""
    return known(row.get("carry_rule")) and row["carry_rule"] != "published"


def unit_sentence(row: Row, telling: Telling) -> str:
    """Say where one unit stands and what changed: value, published rank before the computed one, change on the base.

    Takes one row of `lib.services.tables.change_table` (or of its ranked part alone, then nothing is said of change).
    """
    t = telling.t
    head = telling.head(row)
    name = telling.name(row["ref_area"])
    if not known(row["obs_value"]) and not known(row["published_rank"]):
        return t("say.no_restated" if restated(row) else "say.no_value", head=head, name=name)
    parts = (_value_part, _rank_part, _range_part, _change_part, _class_part)
    said = [text for part in parts if (text := part(row, telling))]
    return t("say.unit", head=head, name=name, parts=", ".join(said))


def _value_part(row: Row, telling: Telling) -> str:
    if not known(row["obs_value"]):
        return ""
    key = "say.value" if telling.indicator.direction is Direction.HIGHER else "say.value_plain"
    return telling.t(key, value=telling.value(row["obs_value"]))


def _rank_part(row: Row, telling: Telling) -> str:
    t = telling.t
    if known(row["published_rank"]):
        return t("say.published_rank", rank=t.rank(int(row["published_rank"]), int(row["published_peer_count"])))
    if known(row["rank"]):
        count, size = int(row["peer_count"]), telling.size(row["ref_area"])
        if not telling_count(count, size):
            return t("say.unranked", count=count, size=size)
        key = "say.place" if telling.indicator.direction is Direction.NONE else "say.computed_rank"
        return t(key, rank=t.rank(int(row["rank"]), int(row["peer_count"])))
    return ""


def _change_part(row: Row, telling: Telling) -> str:
    t = telling.t
    if telling.base is None:
        return ""
    base = _base_words(row, telling, telling.when(telling.base))
    rank_change, value_change = row.get("rank_change"), row.get("value_change")
    if unsure(row, "change_certain"):
        return change_part(BandWords(telling.change(row["change_band"]), row["band_level"]), base, t)
    judged = telling.indicator.direction is not Direction.NONE and not unsure(row, "rank_change_certain")
    if known(rank_change) and judged:
        key = "say.rank_computed" if mixed_ranks(row) else "say.rank"
        return _moved(key, int(rank_change), t.number(abs(int(rank_change))), base, t)  # type: ignore[arg-type]
    if known(value_change):
        rounded = round(float(value_change), telling.indicator.decimals)  # type: ignore[arg-type]
        return _moved("say.change", rounded, telling.change(rounded), base, t)
    return ""


def mixed_ranks(row: Row) -> bool:
    """Whether a change of computed ranks stands behind a published rank: it would read as if it were published too."""
    return known(row.get("published_rank")) and row.get("rank_change_kind") == "computed"


def of_kind(change: str, row: Row, t: Translator) -> str:
    """Return a change of rank in few words, `+9 bậc`, with its kind where the rank beside it is of another."""
    return t("say.places_computed", change=change) if mixed_ranks(row) else change


def _base_words(row: Row, telling: Telling, base: str) -> str:
    """Name the base period, with the units its figures are restated on where those of the period shown are not."""
    rule = row.get("base_carry_rule")
    if not known(rule) or rule == "published" or restated(row):
        return base
    size = telling.size(row["ref_area"])
    told = row.get("base_caveat")
    caveat = "; " + telling.t(f"restate.caveat.{told}") if known(told) and told else ""
    return telling.t("across.base", base=base, size=size, caveat=caveat)


def _range_part(row: Row, telling: Telling) -> str:
    places = rank_range_part(row, telling.t)
    return telling.t("certainty.with_error", places=places) if places else ""


def _class_part(row: Row, telling: Telling) -> str:
    return class_part(row, telling.t)


def unsure(row: Row, column: str) -> bool:
    """Whether a change lies inside its error band, as `change_certain` or `rank_change_certain` tell."""
    return known(row.get(column)) and not row[column]


def _moved(key: str, change: float, amount: str, base: str, t: Translator) -> str:
    way = "same" if change == 0 else "up" if change > 0 else "down"
    return t(f"{key}.{way}", amount=amount, base=base)


def telling_count(count: int, size: int) -> bool:
    """Whether a rank among `count` units of a set of `size` tells anything."""
    return count >= max(2, LEAST_SHARE * size)


def comparable_sentence(row: Row, telling: Telling, missing: Sequence[str] = ()) -> str:
    """Say the re-rank among the units common to both periods, where the plain ranks do not compare; else nothing.

    `missing` names the units that are not among them, where they are few enough to be named.
    """
    if telling.base is None or not known(row.get("comparable_rank")):
        return ""
    ranked_units = max(int(row["peer_count"]), int(row["base_peer_count"]))
    if not telling_count(int(row["comparable_count"]), telling.size(row["ref_area"])):
        return ""
    if known(row.get("rank_change")) and row["comparable_count"] == ranked_units:
        return ""
    t = telling.t
    again = restated(row) or (known(row.get("base_carry_rule")) and row["base_carry_rule"] != "published")
    return t(
        "say.comparable_restated" if again else "say.comparable",
        count=int(row["comparable_count"]),
        rank=int(row["comparable_rank"]),
        base_rank=int(row["comparable_base_rank"]),
        base=telling.when(telling.base),
        period=telling.when(telling.period),
        missing=t("across.without", names=t.listing(missing)) if missing else "",
    )


def break_sentences(breaks: Iterable[Break], t: Translator) -> list[str]:
    """Say every break met between the two periods: values on its two sides are not on one scale."""
    return [t("say.break", period=t.period(b.time_period), remark=t.label(b.remark)) for b in breaks]
