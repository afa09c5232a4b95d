"""How an error band is said: what cannot be concluded inside it, and between which places a unit stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.i18n import Translator
from lib.report.class_lines import class_name


@dataclass(frozen=True)
class BandWords:
    """A band in words: its half width with the unit of measure, and its confidence in per cent where one is known."""

    amount: str
    level: float | None


def inside_band_line(band: BandWords, row: Mapping[str, Any], t: Translator) -> str:
    """Return the sentence for a difference inside the band: no rank is concluded, the class is shown instead."""
    now = class_name(row, t)
    group = t("certainty.group", now=now) if now else ""
    return t("certainty.inside", band=_band(band, t), group=group)


def change_part(band: BandWords, base: str, t: Translator) -> str:
    """Return the part of a unit's sentence where the change on `base` stays inside the band."""
    return t("certainty.change", base=base, band=_band(band, t))


def rank_range_part(row: Mapping[str, Any], t: Translator) -> str:
    """Return `hạng trong khoảng 5–9/63` from `rank_low`, `rank_high`, `peer_count`; nothing where they are unknown."""
    low, high = row.get("rank_low"), row.get("rank_high")
    if low is None or high is None or pd.isna(low) or pd.isna(high):
        return ""
    if int(low) == int(high):
        return t("certainty.one_rank", rank=t.rank(int(low), int(row["peer_count"])))
    return t("certainty.rank_range", low=t.number(int(low)), rank=t.rank(int(high), int(row["peer_count"])))


def _band(band: BandWords, t: Translator) -> str:
    if band.level is None:
        return t("certainty.band_plain", amount=band.amount)
    decimals = 0 if band.level == int(band.level) else 1
    return t("certainty.band", amount=band.amount, level=t.number(band.level, decimals))
