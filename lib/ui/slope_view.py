"""The slope chart of the ranking page: published ranks of both periods, else re-ranks of the common units."""

import pandas as pd
import streamlit as st

from lib.charts.slope import SlopeWords, slope_chart
from lib.charts.theme import configure
from lib.model.indicator import Direction
from lib.ui.cache import replayed
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_MOST_MOVES = 5
_LEAST_UNITS = 2


@replayed
def slope(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw who climbed and who fell between the two periods, and say which ranks are joined and who is left out."""
    t = _here.t
    if _here.choice.base is None or _here.choice.indicator.direction is Direction.NONE:
        st.info(t("slope.no_base"))
        return
    pairs, kind = _pairs(_here)
    if len(pairs) < _LEAST_UNITS:
        st.info(t("movers.none"))
        return
    words = SlopeWords(
        base=_here.stretch(_here.choice.base),
        now=_here.stretch(_here.choice.period),
        unit=t("column.name"),
        change=t("column.rank_change"),
        summary=t("slope.summary", indicator=t.label(_here.choice.indicator.short)),
    )
    size = int(_here.changes["published_peer_count"].iloc[0]) if kind == "published" else len(pairs)
    on_restated = kind == "comparable" and _here.question.restated
    st.caption(literal(t("slope.comparable_restated" if on_restated else f"slope.{kind}", count=size)))
    chart = slope_chart(pairs, words, _here.theme)
    st.altair_chart(configure(chart, t.language, _here.theme), theme=None, width="stretch")
    left_out = [_here.name(area) for area in _here.changes["ref_area"] if area not in set(pairs["ref_area"])]
    if left_out:
        st.caption(literal(t("slope.left_out", units=", ".join(t.sorted(left_out)))))


def _pairs(here: Screen) -> tuple[pd.DataFrame, str]:
    changed = here.changes
    published = changed.dropna(subset=["published_rank_change"])
    if len(published) >= changed["obs_value"].notna().sum():
        return _drawn(here, published, "base_published_rank", "published_rank"), "published"
    common = changed.dropna(subset=["comparable_rank"])
    return _drawn(here, common, "comparable_base_rank", "comparable_rank"), "comparable"


def _drawn(here: Screen, rows: pd.DataFrame, base: str, now: str) -> pd.DataFrame:
    pairs = rows.assign(base_rank=rows[base].astype("int64"), rank=rows[now].astype("int64"))
    pairs = pairs.assign(places=pairs["base_rank"] - pairs["rank"], label=[here.name(a) for a in pairs["ref_area"]])
    up = set(pairs.loc[pairs["places"] > 0].nlargest(_MOST_MOVES, "places")["ref_area"])
    down = set(pairs.loc[pairs["places"] < 0].nsmallest(_MOST_MOVES, "places")["ref_area"])
    focus = set(here.choice.focus_areas)

    def tone(area: str) -> str:
        return "focus" if area in focus else "up" if area in up else "down" if area in down else "other"

    return pairs.assign(
        change=[here.t.signed(places) for places in pairs["places"]],
        tone=[tone(area) for area in pairs["ref_area"]],
    )
