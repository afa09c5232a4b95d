"""The frame around every page: the sidebar with the choices everybody shares, and the links that keep them."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lib.i18n.sorting import sort_key
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.model.view import Basis, View
from lib.model.words import LANGUAGES
from lib.services.choosing import NO_BASE, possible_sets
from lib.ui import cache
from lib.ui.add_slide import add_slide_area
from lib.ui.address import remember
from lib.ui.cache import replayed
from lib.ui.hand_in_sidebar import hand_in_area
from lib.ui.screen import Screen, chosen

_ALL_FIELDS = "*"


def draw_frame(here: Screen, pages: Mapping[str, StreamlitPage], page: StreamlitPage) -> None:
    """Draw the sidebar of one rerun and make the address spell the view in full."""
    remember(here.view)
    with st.sidebar:
        _language(here)
        _links(here, pages, here.link_key)
        add_slide_area(here, next((stem for stem, own in pages.items() if own == page), ""))
        st.divider()
        _unit(here)
        _indicator(here)
        _periods(here)
        _basis(here)
        _unit_set(here)
        st.divider()
        hand_in_area(here, elsewhere=page != pages["hand_in"])


def show_notices(here: Screen) -> None:
    """Say what of the address could not be taken as it stood."""
    for notice in here.choice.notices:
        st.warning(here.t(notice.key, text=notice.text[:80]), icon=":material/link_off:")


@replayed
def _links(_here: Screen, _pages: Mapping[str, StreamlitPage], key: tuple[str, ...]) -> None:
    for page in _pages.values():
        st.page_link(page, query_params=_here.view.spelled())


def _language(here: Screen) -> None:
    # Under a key of its own in each language: what a browser still says of the other one does not count here.
    st.session_state[here.widget("language")] = here.view.language
    st.segmented_control(
        here.t("frame.language"),
        LANGUAGES,
        key=here.widget("language"),
        format_func={"vi": "Tiếng Việt", "en": "English"}.__getitem__,
        label_visibility="collapsed",
        on_change=_chose_language,
        args=(here.view,),
    )


def _chose_language(view: View) -> None:
    language = chosen(view, "language")
    remember(replace(view, language="en" if language == "en" else "vi" if language else view.language))


def _unit(here: Screen) -> None:
    gazetteer = here.workspace.gazetteer
    names = cache.territory_names(here.view.language)
    focus = here.choice.focus
    st.session_state[here.widget("unit")] = gazetteer.lineage(focus.ref_area)[-1] if focus else ""
    st.selectbox(
        here.t("frame.unit"),
        ["", *names],
        key=here.widget("unit"),
        format_func=lambda area: names[area] if area else here.t("frame.country"),
        on_change=_chose_unit,
        args=(here.view,),
    )


def _chose_unit(view: View) -> None:
    area = chosen(view, "unit")
    remember(view.with_focus(area) if area else replace(view, areas=view.areas[1:]))


def _indicator(here: Screen) -> None:
    catalogue, coverage = here.workspace.catalogue, here.coverage
    indicator = here.choice.indicator
    if st.session_state.get(here.widget("field")) not in {_ALL_FIELDS, indicator.field}:
        st.session_state[here.widget("field")] = indicator.field
    known = [entry for entry in catalogue.indicators.values() if coverage.periods(entry.code)]
    fields = [code for code in catalogue.fields if any(entry.field == code for entry in known)]
    field = st.selectbox(
        here.t("frame.field"),
        [_ALL_FIELDS, *fields],
        key=here.widget("field"),
        format_func=lambda code: (
            here.t("frame.all_fields") if code == _ALL_FIELDS else here.t.label(catalogue.fields[code].label)
        ),
        on_change=_chose_field,
        args=(here.view, known),
    )
    options = [entry.code for entry in known if field in {_ALL_FIELDS, entry.field}]
    if field == _ALL_FIELDS:
        options.sort(key=lambda code: sort_key(here.t.label(catalogue.indicators[code].label)))
    st.session_state[here.widget("indicator")] = indicator.code
    st.selectbox(
        here.t("frame.indicator"),
        options,
        key=here.widget("indicator"),
        format_func=lambda code: _indicator_name(here, catalogue.indicators[code]),
        on_change=_chose_indicator,
        args=(here.view,),
    )


def _indicator_name(here: Screen, indicator: Indicator) -> str:
    short, full = here.t.label(indicator.short), here.t.label(indicator.label)
    return full if full.startswith(short) else f"{short} – {full}"


def _chose_field(view: View, known: list[Indicator]) -> None:
    first = next((entry.code for entry in known if entry.field == chosen(view, "field")), None)
    if first is not None:
        _open_indicator(view, first)


def _chose_indicator(view: View) -> None:
    _open_indicator(view, chosen(view, "indicator"))


def _open_indicator(view: View, code: str) -> None:
    """Keep what the new indicator also has (period, base, unit set), let go of the rest."""
    coverage = cache.coverage(cache.version())
    periods = {str(period) for period in coverage.periods(code)}
    period = view.period if view.period in periods else ""
    base = view.base if view.base in {*periods, NO_BASE} and period else ""
    sets = _sets(view, code, period) if period else ()
    remember(
        replace(view, indicator=code, period=period, base=base, unit_set=view.unit_set if view.unit_set in sets else "")
    )


def _sets(view: View, code: str, period: str) -> tuple[str, ...]:
    published = cache.coverage(cache.version()).unit_sets(code, Period.parse(period))
    return possible_sets(view.basis, published, cache.workspace().gazetteer)


def _periods(here: Screen) -> None:
    choice, coverage = here.choice, here.coverage
    names = {str(period): here.stretch(period) for period in reversed(coverage.periods(choice.indicator.code))}
    left, right = st.columns(2)
    st.session_state[here.widget("period")] = str(choice.period)
    left.selectbox(
        here.t("frame.period"),
        list(names),
        key=here.widget("period"),
        format_func=names.__getitem__,
        on_change=_chose_period,
        args=(here.view,),
    )
    st.session_state[here.widget("base")] = str(choice.base) if choice.base else NO_BASE
    right.selectbox(
        here.t("frame.base"),
        [NO_BASE, *(text for text in names if text != str(choice.period))],
        key=here.widget("base"),
        format_func=lambda text: names.get(text) or here.t("frame.no_base"),
        on_change=_chose_base,
        args=(here.view,),
    )


def _chose_period(view: View) -> None:
    period = chosen(view, "period")
    sets = _sets(view, view.indicator, period)
    keep = view.unit_set if view.unit_set in sets else ""
    remember(replace(view, period=period, base=NO_BASE if view.base == NO_BASE else "", unit_set=keep))


def _chose_base(view: View) -> None:
    remember(replace(view, base=chosen(view, "base")))


def _basis(here: Screen) -> None:
    choice, gazetteer = here.choice, here.workspace.gazetteer
    published = here.coverage.unit_sets(choice.indicator.code, choice.period)
    # Nothing to restate where the figures already stand on the units in force.
    worth = [basis.value for basis in Basis if possible_sets(basis, published, gazetteer)]
    if published[0] == gazetteer.newest_first[0] and len(published) == 1 and choice.basis is Basis.PUBLISHED:
        return
    names = {value: here.t(f"basis.{value or 'published'}", size=gazetteer.newest_first[0]) for value in worth}
    st.session_state[here.widget("basis")] = choice.basis.value
    st.selectbox(
        here.t("frame.basis"),
        worth,
        key=here.widget("basis"),
        format_func=names.__getitem__,
        on_change=_chose_basis,
        args=(here.view,),
        help=here.t("basis.help", size=gazetteer.newest_first[0]),
    )


def _chose_basis(view: View) -> None:
    remember(replace(view, basis=chosen(view, "basis"), unit_set=""))


def _unit_set(here: Screen) -> None:
    choice = here.choice
    published = here.coverage.unit_sets(choice.indicator.code, choice.period)
    sets = possible_sets(choice.basis, published, here.workspace.gazetteer)
    if len(sets) < 2:
        said = "frame.one_restated" if choice.basis is Basis.RESTATED else "frame.one_set"
        st.caption(here.t(said, size=choice.unit_set))
        return
    st.session_state[here.widget("unit_set")] = choice.unit_set
    st.segmented_control(
        here.t("frame.unit_set"), sets, key=here.widget("unit_set"), on_change=_chose_unit_set, args=(here.view,)
    )


def _chose_unit_set(view: View) -> None:
    remember(replace(view, unit_set=chosen(view, "unit_set") or view.unit_set))
