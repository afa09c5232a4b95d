"""The head of the comparison: which two units, swapping them, and why some two cannot stand side by side."""

from dataclasses import replace

import streamlit as st

from lib.analysis.side_by_side import Side
from lib.model.unit import Unit
from lib.model.view import Basis, View
from lib.report.sentences import dated_name
from lib.services.pairs import Pair, instead
from lib.services.side_by_side_words import Words, obstacle_sentence
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.page_head import literal
from lib.ui.screen import Screen, chosen

_MOST_INSTEAD = 6


def compare_pair(here: Screen) -> Pair | None:
    """Draw the choice of the two units and return them, or None after saying what is missing or in the way."""
    units = here.choice.units
    if len(units) < 2:
        _ask(here, units[0] if units else None)
        return None
    pair = Pair(units[0], units[1], here.choice.unit_set if here.choice.basis is Basis.RESTATED else "")
    _head(here, pair)
    said = obstacle_sentence(Words(pair, here.workspace, here.t))
    if said:
        st.info(literal(said), icon=":material/info:")
        _instead(here, pair)
        return None
    return pair


def _ask(here: Screen, first: Unit | None) -> None:
    t = here.t
    st.subheader(t("page.compare"))
    if first is None:
        st.info(t("compare.choose_first"), icon=":material/compare_arrows:")
    else:
        name = dated_name(first, here.workspace.gazetteer, t, always=True)
        st.info(literal(t("compare.choose_second", name=name)), icon=":material/compare_arrows:")
    left, right = st.columns(2)
    with left:
        _box(here, "compare_first", t("compare.first"), first)
    if first is not None:
        with right:
            _box(here, "compare_second", t("compare.second"), None)


def _head(here: Screen, pair: Pair) -> None:
    t = here.t
    names = Words(pair, here.workspace, t).names(dated=True)
    first, second = names[Side.FIRST], names[Side.SECOND]
    left, middle, right = st.columns([5, 2, 3], vertical_alignment="bottom")
    left.subheader(literal(f"{t('page.compare')}: {t('compare.title', first=first, second=second)}"))
    middle.button(
        t("compare.swap"),
        key=here.widget("compare_swap"),
        on_click=_swap,
        args=(here.view,),
        icon=":material/swap_horiz:",
        width="stretch",
    )
    with right:
        _box(here, "compare_second", t("compare.second"), pair.second)


def _box(here: Screen, name: str, label: str, current: Unit | None) -> None:
    names = cache.territory_names(here.view.language)
    gazetteer = here.workspace.gazetteer
    st.session_state[here.widget(name)] = gazetteer.lineage(current.ref_area)[-1] if current else ""
    st.selectbox(
        label,
        ["", *names],
        key=here.widget(name),
        format_func=lambda area: names[area] if area else here.t("compare.none"),
        on_change=_chose,
        args=(here.view, name),
    )


def _chose(view: View, name: str) -> None:
    area = chosen(view, name)
    if name == "compare_first":
        remember(view.with_focus(area) if area else replace(view, areas=()))
    else:
        remember(replace(view, areas=(*view.areas[:1], *((area,) if area else ()))))


def _swap(view: View) -> None:
    first, second, *others = view.areas
    remember(replace(view, areas=(second, first, *others)))


def _instead(here: Screen, pair: Pair) -> None:
    gazetteer, t = here.workspace.gazetteer, here.t
    others = instead(pair, gazetteer)[:_MOST_INSTEAD]
    if others:
        st.caption(t("compare.instead"))
    for areas in others:
        first, second = (dated_name(gazetteer.unit(area), gazetteer, t, always=True) for area in areas)
        st.page_link(
            "pages/compare.py",
            label=literal(t("compare.title", first=first, second=second)),
            query_params=replace(here.view, areas=areas, basis="", unit_set="").spelled(),
            icon=":material/arrow_forward:",
        )
