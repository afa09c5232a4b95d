"""One figure looked up: every value ever stored of it, the one in use marked. The address says where to begin."""

import streamlit as st

from lib.i18n.sorting import sort_key
from lib.model.period import Period
from lib.services.coverage import Coverage
from lib.services.figure_history import figure_history, history_units
from lib.services.figure_words import area_name, indicator_name
from lib.services.template_choice import period_of
from lib.ui.cache import replayed
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_COLUMNS = {
    "value": "history.column_value",
    "state": "history.column_state",
    "known_from": "history.column_from",
    "known_until": "history.column_until",
    "batch": "inventory.batch",
    "file": "inventory.file",
    "actor": "inventory.actor",
    "status": "history.column_status",
    "published_rank": "history.column_rank",
    "source": "batch.source",
    "note": "inventory.note",
}
_IN_USE = {"font-weight": "700", "background-color": "rgba(255, 196, 0, .22)"}


def history_tab(here: Screen, _key: tuple[str, ...]) -> None:
    """Let the reader name a figure, and draw its history."""
    left, middle, right = st.columns([3, 2, 1])
    with left:
        code = _indicator(here)
    with right:
        period = _period(here, code)
    with middle:
        area = _area(here, code, period) if period else None
    if period is None:
        return
    if area is None:
        st.info(here.t("history.choose"))
        return
    _history(here, here.store_key, code, area, str(period))


def _indicator(here: Screen) -> str:
    chosen, known = here.choice.indicator.code, list(here.workspace.catalogue.indicators)
    code: str = st.selectbox(
        here.t("frame.indicator"),
        known,
        index=known.index(chosen),
        key=here.widget(f"history_indicator_{chosen}"),
        format_func=lambda code: indicator_name(code, here.workspace, here.t),
    )
    return code


def _period(here: Screen, code: str) -> Period | None:
    """Return the period chosen, or typed: of a figure that was withdrawn nothing is in the list any more."""
    t, choice = here.t, here.choice
    names = {str(period): t.short_period(period) for period in reversed(here.coverage.periods(code))}
    first = str(choice.period) if code == choice.indicator.code else _usual_period(here.coverage, code, here)
    text = st.selectbox(
        t("history.period"),
        list(names),
        index=list(names).index(first) if first in names else None,
        key=here.widget(f"history_period_{code}_{first}"),
        format_func=lambda text: names.get(text, text),
        accept_new_options=True,
        placeholder=t("history.period_example"),
        help=t("history.period_help"),
    )
    period = period_of(text or "")
    if text and period is None:
        st.text(t("history.period_unknown", text=text[:40]))
    return period


def _usual_period(coverage: Coverage, code: str, here: Screen) -> str:
    sizes = {name: unit_set.size for name, unit_set in here.workspace.gazetteer.unit_sets.items()}
    return str(coverage.newest_telling(code, sizes) or "")


def _area(here: Screen, code: str, period: Period) -> str | None:
    units = history_units(code, period, here.coverage, here.workspace)
    sets = sorted({unit.unit_set for unit in units})
    names = {unit.ref_area: here.name(unit.ref_area) for unit in units}
    if len(sets) > 1:
        names = {
            unit.ref_area: here.t("history.unit_of", name=here.name(unit.ref_area), size=unit.unit_set)
            for unit in units
        }
    areas = sorted(names, key=lambda area: sort_key(names[area]))
    focus = next((area for area in _focus(here) if area in names), None)
    chosen: str | None = st.selectbox(
        here.t("frame.unit"),
        areas,
        index=areas.index(focus) if focus else None,
        key=here.widget(f"history_unit_{'_'.join(sets)}_{focus}"),
        format_func=names.__getitem__,
        placeholder=here.t("history.unit_example"),
    )
    return chosen


def _focus(here: Screen) -> list[str]:
    lineages = [here.workspace.gazetteer.lineage(unit.ref_area) for unit in here.choice.units[:1]]
    return [*here.choice.focus_areas, *(area for lineage in lineages for area in lineage)]


@replayed
def _history(_here: Screen, key: tuple[str, ...], code: str, area: str, period: str) -> None:
    t = _here.t
    lines = figure_history(code, area, period, _here.workspace, t)
    if lines.empty:
        st.info(t("history.none"))
        return
    indicator = _here.workspace.catalogue.indicators[code]
    parts = {
        "indicator": t.label(indicator.label),
        "area": area_name(area, _here.workspace, t),
        "period": t.period(Period.parse(period)),
    }
    current = lines.loc[lines["current"], "value"].tolist()
    told = t("history.now", **parts, value=current[0], unit=t.label(indicator.unit)) if current else ""
    st.markdown(f"**{literal(told.strip() or t('history.now_none', **parts))}** {t('history.times', count=len(lines))}")
    shown = lines[list(_COLUMNS)]
    style = shown.style.set_properties(subset=(lines.index[lines["current"]], list(_COLUMNS)), **_IN_USE)
    config = {name: st.column_config.Column(t(heading)) for name, heading in _COLUMNS.items()}
    config["value"] = st.column_config.Column(t("history.column_value"), pinned=True, alignment="right")
    st.dataframe(style, column_config=config, hide_index=True, placeholder="", height=min(38 + 35 * len(lines), 620))
