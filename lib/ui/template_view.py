"""A template put together: which indicators, period and list of units; the workbook is made when it is asked for."""

from datetime import datetime

import streamlit as st

from lib.i18n.translator import VIETNAM_TIME
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.report.template import template_workbook
from lib.services.figure_history import set_in_force
from lib.services.figure_words import indicator_name
from lib.services.template_choice import (
    MOST_INDICATORS,
    TemplateWish,
    due_periods,
    mixed_frequencies,
    offered_indicators,
    offered_sets,
    period_of,
    template_file_name,
    template_spec,
    usual_period,
)
from lib.ui.page_head import literal
from lib.ui.screen import Screen


def template_tab(here: Screen, _key: tuple[str, ...]) -> None:
    """Let an office choose what it is to fill in, and hand the workbook out."""
    t = here.t
    st.caption(t("templates.what"))
    indicators = _indicators(here)
    if not indicators:
        st.info(t("templates.none"))
        return
    left, right, _ = st.columns([1, 2, 1])
    with left:
        period = _period(here, indicators)
    if period is None:
        return
    with right:
        unit_set = _unit_set(here, period)
    wish = TemplateWish(indicators, unit_set, period)
    _remarks(here, wish)
    st.download_button(
        t("templates.download"),
        lambda: template_workbook(template_spec(wish, here.workspace, t), t),
        file_name=template_file_name(wish, here.workspace, t),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )


def _indicators(here: Screen) -> tuple[Indicator, ...]:
    t, chosen = here.t, here.choice.indicator
    offered = {indicator.code: indicator for indicator in offered_indicators(chosen.field, here.workspace)}
    codes = st.multiselect(
        t("templates.indicators"),
        list(offered),
        default=[chosen.code],
        key=here.widget(f"template_indicators_{chosen.code}"),
        format_func=lambda code: indicator_name(code, here.workspace, t),
        max_selections=MOST_INDICATORS,
        placeholder=t("templates.indicators_choose"),
        help=t("templates.indicators_help", count=MOST_INDICATORS),
        select_all=False,
    )
    return tuple(offered[code] for code in codes)


def _period(here: Screen, indicators: tuple[Indicator, ...]) -> Period | None:
    t, today = here.t, datetime.now(VIETNAM_TIME).date()
    due = due_periods(indicators, here.coverage, today)
    names = {str(period): t.short_period(period) for period in due}
    text = st.selectbox(
        t("templates.period"),
        list(names),
        index=due.index(usual_period(due, today)),
        key=here.widget(f"template_period_{'_'.join(names)}"),
        format_func=lambda text: names.get(text, text),
        accept_new_options=True,
        help=t("templates.period_help"),
    )
    period = period_of(text or "")
    if period is None:
        st.text(t("history.period_unknown", text=str(text or "")[:40]))
    return period


def _unit_set(here: Screen, period: Period) -> str:
    t, offered = here.t, offered_sets(here.workspace)
    usual = set_in_force(period, here.workspace)
    chosen: str = st.segmented_control(
        t("templates.unit_set"),
        offered,
        default=usual if usual in offered else offered[-1],
        required=True,
        key=here.widget(f"template_units_{usual}"),
        format_func=lambda size: t("templates.sets", size=size),
    )
    return chosen


def _remarks(here: Screen, wish: TemplateWish) -> None:
    t = here.t
    strange = mixed_frequencies(wish)
    if strange:
        names = t.listing(t.label(indicator.short) for indicator in strange)
        st.warning(literal(t("templates.mixed", names=names)), icon=":material/event_busy:")
    usual = set_in_force(wish.period, here.workspace)
    if wish.unit_set != usual:
        st.warning(t("templates.set_differs", size=usual), icon=":material/map:")
