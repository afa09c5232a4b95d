"""The ends of the province page: who the unit is, which one stands beside it, its other territories."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from lib.model.unit import Unit
from lib.model.view import View
from lib.report.sentences import dated_name
from lib.services.trend_lines import same_ground
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.cache import replayed
from lib.ui.page_head import literal
from lib.ui.screen import Screen, chosen
from lib.ui.standing_view import shown_units


def unit_question(here: Screen) -> None:
    """Ask for a unit where none was chosen."""
    st.subheader(here.t("page.province"))
    st.info(here.t("province.choose"), icon=":material/location_city:")
    _unit_box(here, "profile", here.t("frame.unit"), "")


def _unit_box(here: Screen, name: str, label: str, current: str) -> None:
    names = cache.territory_names(here.view.language)
    st.session_state[here.widget(name)] = current
    st.selectbox(
        label,
        ["", *names],
        key=here.widget(name),
        format_func=lambda area: names[area] if area else here.t("province.none"),
        on_change=_chose,
        args=(here.view, name),
    )


def _chose(view: View, name: str) -> None:
    area = chosen(view, name)
    if name == "profile":
        remember(view.with_focus(area) if area else view)
    else:
        remember(replace(view, areas=(*view.areas[:1], *((area,) if area else ()))))


def province_head(here: Screen) -> None:
    """Draw the names of the unit or the two units, and the choice of a second one."""
    gazetteer, t = here.workspace.gazetteer, here.t
    today = pd.Timestamp.now(tz="Asia/Ho_Chi_Minh").date()
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        _names(here, (*here.key, today.isoformat()), today)
    with right:
        second = here.choice.units[1:2]
        newest = gazetteer.lineage(second[0].ref_area)[-1] if second else ""
        _unit_box(here, "second", t("province.beside"), newest)
    if second:
        st.page_link(
            "pages/compare.py",
            label=t("compare.link"),
            query_params=here.view.spelled(),
            icon=":material/compare_arrows:",
        )


@replayed
def _names(_here: Screen, key: tuple[str, ...], _today: date) -> None:
    gazetteer, t, units = _here.workspace.gazetteer, _here.t, shown_units(_here)
    st.subheader(literal(" · ".join(dated_name(unit, gazetteer, t, always=True) for unit in units)))
    for unit in units:
        st.caption(literal(_identity(_here, unit, _today)))


def _identity(here: Screen, unit: Unit, today: date) -> str:
    gazetteer, t = here.workspace.gazetteer, here.t
    unit_set = gazetteer.unit_sets[unit.unit_set]
    last = unit_set.valid_to or today
    region = gazetteer.regions.get(unit.regions.get("2025" if unit.unit_set == "34" else "2006", ""))
    facts = [
        t.label(unit.standing(last).full_name),
        t.label(region.label) if region else "",
        t("province.life_past", day=t.date(unit_set.valid_to))
        if unit_set.valid_to and not _lives_on(here, unit)
        else "",
        t("province.area", area=t.number(unit.area_km2, 1)) if unit.area_km2 else "",
        t("province.people", people=t.number(unit.population_thousand, 1)) if unit.population_thousand else "",
        t("province.code", code=unit.ref_area),
    ]
    return " · ".join(fact for fact in facts if fact)


def _lives_on(here: Screen, unit: Unit) -> bool:
    gazetteer = here.workspace.gazetteer
    last = gazetteer.units[gazetteer.lineage(unit.ref_area)[-1]]
    return gazetteer.unit_sets[last.unit_set].valid_to is None


@replayed
def other_territories(_here: Screen, key: tuple[str, ...]) -> None:
    """Link the units of other times on the same land: they are other territories and share no line with this one."""
    here, gazetteer = _here, _here.workspace.gazetteer
    for unit in shown_units(here):
        own = gazetteer.lineage(unit.ref_area)
        others = [area for area in same_ground(unit.ref_area, gazetteer) if area not in own]
        if others:
            names = here.t.listing(_named_with_years(here, area) for area in others)
            st.caption(literal(here.t("province.other", name=here.t.label(unit.label), others=names)))
            for area in others:
                st.page_link(
                    "pages/province.py",
                    label=_named_with_years(here, area),
                    query_params=here.view.with_focus(area).spelled(),
                    icon=":material/arrow_forward:",
                )


def _named_with_years(here: Screen, area: str) -> str:
    gazetteer, t = here.workspace.gazetteer, here.t
    unit = gazetteer.unit(area)
    start = gazetteer.unit_sets[gazetteer.unit(gazetteer.lineage(area)[0]).unit_set].valid_from
    if _lives_on(here, unit):
        return t("unit.since", name=t.label(unit.label), month=start.month, year=start.year)
    return dated_name(unit, gazetteer, t, always=True)
