"""Tables of figures in words, capped on the screen: cells are plain text, whatever a file or a person wrote."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.i18n import Translator
from lib.model.period import Period
from lib.services.figure_words import area_name, indicator_name, value_text
from lib.services.rows import records
from lib.services.workspace import Workspace
from lib.ui.page_head import literal
from lib.ui.screen import Screen

MOST_SHOWN = 1_000
_HIGH, _LOW = 420, 220  # pixels
_NUMBERS = ("batch.old_value", "batch.value", "batches.now", "batches.then")


def draw_changes(here: Screen, title: str, changes: pd.DataFrame, *, backwards: bool = False) -> None:
    """Draw what a batch changed, old and new; `backwards`: what is there now, and what an undo brings back."""
    codes = changes["indicator"].unique()
    if len(codes) == 1:
        title = f"{title} · {indicator_name(codes[0], here.workspace, here.t)}"
    shown = _changed_rows(changes, here.workspace, here.t, backwards=backwards)
    draw_rows(here, title, shown if len(codes) > 1 else shown.iloc[:, 1:], len(changes), low=backwards)


def _changed_rows(changes: pd.DataFrame, workspace: Workspace, t: Translator, *, backwards: bool) -> pd.DataFrame:
    pair = ("obs_value", "old_value") if backwards else ("old_value", "obs_value")
    heads = ("batches.now", "batches.then") if backwards else ("batch.old_value", "batch.value")
    lines = []
    for row in records(changes.head(MOST_SHOWN)):
        texts = [value_text(row[name], row["indicator"], workspace, t) for name in pair]
        line = {
            t("batch.indicator"): indicator_name(row["indicator"], workspace, t),
            t("batch.area"): area_name(row["ref_area"], workspace, t),
            t("batch.period"): t.short_period(Period.parse(row["time_period"])),
            **dict(zip(map(t, heads), texts, strict=True)),
        }
        lines.append(line if backwards else {**line, t("batch.change"): t(f"batch.state_{row['state']}")})
    return pd.DataFrame(lines)


def draw_rows(
    here: Screen,
    title: str,
    shown: pd.DataFrame,
    count: int,
    *,
    config: dict[str, Any] | None = None,
    low: bool = False,
) -> None:
    """Draw rows under a title, and say how many of `count` they are where some are left out."""
    st.markdown(f"**{literal(title)}**")
    looks = {here.t(name): st.column_config.Column(alignment="right") for name in _NUMBERS} | (config or {})
    height = min(38 + 35 * len(shown), _LOW if low else _HIGH)
    st.dataframe(shown, column_config=looks, hide_index=True, placeholder="", height=height)
    if len(shown) < count:
        st.caption(here.t("batches.shown", shown=here.t.number(len(shown)), count=here.t.number(count)))
