"""The parts of the first screen: its head, the block that is drawn once per view, and the watch of a wall screen."""

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from lib.model.unit import Unit
from lib.model.view import View
from lib.report.country_lines import country_sentence
from lib.report.sentences import dated_name
from lib.services.configuration import standing_headlines
from lib.services.overview import MOST_TILES, Headlines, Lack, Outlook, Tile, headlines, overview_unit, summing_up
from lib.services.overview_country import country_tiles
from lib.services.overview_movers import Movers, country_movers, largest
from lib.services.overview_moves import move_frame, moved, shortlist
from lib.services.overview_news import first_day, news_since, today
from lib.services.overview_parts import component_codes, extremes, own_figures, ranked_indices
from lib.services.overview_pool import Pool, recent_pool
from lib.services.overview_tiles import tiles
from lib.services.questions import Question
from lib.services.rows import records
from lib.services.tables import change_table
from lib.ui import cache
from lib.ui.address import remember
from lib.ui.cache import replayed
from lib.ui.overview_html import link, movers_card, news_card, parts_card, tile_block
from lib.ui.overview_map import map_card
from lib.ui.screen import Screen, chosen

WALL = "wall"
LOOK_AGAIN = 60  # seconds
_CODE = 40  # characters of an entry that is no code


def headline_list() -> tuple[str, ...]:
    """Return the office's list of indicators; read once per server process."""
    return standing_headlines(cache.ROOT)


# Kept as bytes: thousands of small tables that stayed alive would be walked again by every garbage collection.
@st.cache_data(max_entries=4, show_spinner=False)
def _pool(version: int, unit_set: str) -> Pool:
    """Read the recent figures once for every reader of every unit."""
    return recent_pool(cache.coverage(version), cache.workspace(), unit_set)


@st.cache_data(max_entries=1024, show_spinner=False)
def _moves(version: int, spelled: tuple[str, ...], _question: Question, _pool_of_it: Pool) -> pd.DataFrame:
    """Return how all units moved on one question: a small frame, never changed, for every reader of any of them."""
    rows = _pool_of_it.of(_question.indicator.code)
    return move_frame(_question, change_table(rows, _question, cache.workspace()))


@st.cache_data(max_entries=8, show_spinner=False)
def _component_figures(version: int, codes: tuple[str, ...], unit_set: str, _outlook: Outlook) -> pd.DataFrame:
    """Return the figures of components, published or restated on a unit set; never changed."""
    return own_figures(codes, _outlook)


def overview_head(here: Screen) -> date:
    """Draw whose overview it is, the choice of the unit, and the choice of the day news are told from; return it."""
    unit, _ = overview_unit(here.choice, here.workspace)
    t, wall = here.t, here.view.mode == WALL
    name = dated_name(unit, here.workspace.gazetteer, t, always=True) if unit else t("frame.country")
    heading = f'<h3 class="ov-title">{escape(t("overview.title", name=name))}</h3>'
    day = first_day(today(), here.workspace)
    if wall:
        st.html(f"{heading}<style>.stSidebar, .stAppHeader {{ display: none !important; }}</style>")
        return day
    with st.container(key="overview_head"):
        left, middle, right = st.columns([5, 3, 2.2], vertical_alignment="center")
        left.html(heading)
        with middle:
            _unit(here)
        with right:
            return _since(here, day)


def _unit(here: Screen) -> None:
    names = cache.territory_names(here.view.language)
    focus = here.choice.focus
    key = here.widget("overview_unit")
    st.session_state[key] = here.workspace.gazetteer.lineage(focus.ref_area)[-1] if focus else ""
    st.selectbox(
        here.t("frame.unit"),
        ["", *names],
        key=key,
        format_func=lambda area: names[area] if area else here.t("overview.choose"),
        label_visibility="collapsed",
        on_change=_chose_unit,
        args=(here.view,),
    )


def _chose_unit(view: View) -> None:
    area = chosen(view, "overview_unit")
    remember(view.with_focus(area) if area else replace(view, areas=view.areas[1:]))


def _since(here: Screen, usual: date) -> date:
    t, key = here.t, here.widget("overview_since")
    day: date = st.session_state.get(key) or usual
    with st.popover(t("overview.since", day=t.date(day)), icon=":material/history:", width="stretch"):
        picked = st.date_input(t("overview.since_label"), value=usual, key=key, max_value=today(), format="DD/MM/YYYY")
    return picked if isinstance(picked, date) else usual


def overview_notices(here: Screen) -> None:
    """Tell the administrator which entries of his list are not in the catalogue, and which are too many."""
    t, listed, told = here.t, _headlines(here), []
    if listed.unknown:
        codes = ", ".join(code.strip()[:_CODE] or t("overview.empty_entry") for code in listed.unknown)
        told.append(t("overview.unknown", codes=codes))
    if listed.left_out:
        told.append(t("overview.too_many", most=MOST_TILES, codes=", ".join(listed.left_out)))
    if told:
        st.warning(" ".join(told), icon=":material/settings:")


def _headlines(here: Screen) -> Headlines:
    return headlines(headline_list(), here.workspace.catalogue)


@replayed
def overview_block(_here: Screen, key: tuple[str, ...], since: str) -> None:
    """Draw everything that depends on the view alone, as one block; `since` is the ISO day news are told from."""
    here = _here
    indicators = _headlines(here).indicators
    unit, restated = overview_unit(here.choice, here.workspace)
    outlook = _outlook(here, unit, tuple(indicator.code for indicator in indicators), restated=restated)
    if unit is None:
        found, lacks = country_tiles(indicators, outlook)
        said = _country_words(here, found, lacks)
        middle = movers_card(country_movers(here.changes, here.question, outlook), here.t)
    else:
        found, lacks = tiles(indicators, unit, outlook)
        said = summing_up(found, lacks, unit, outlook)
        middle = movers_card(_movers(here, unit, outlook), here.t)
    low = middle + _second(here, unit, outlook) + _news(here, unit, date.fromisoformat(since)) + map_card(here)
    place = "" if unit else " country"
    wall = "wall" if here.view.mode == WALL else ""
    st.html(
        f'<div class="ov {here.theme} {wall}"><p class="ov-sum">{escape(said)}</p>'
        f'{tile_block(found, lacks, here.t, here.theme)}<div class="ov-low{place}">{low}</div></div>'
    )


def _outlook(here: Screen, unit: Unit | None, codes: tuple[str, ...], *, restated: bool) -> Outlook:
    def restated_of(code: str) -> pd.DataFrame:
        return cache.restated(here.version, code, unit.unit_set if unit else here.choice.unit_set)

    return Outlook(
        unit,
        restated,
        here.workspace,
        here.coverage,
        here.t,
        replace(here.view, mode=""),
        here.observations(*codes),
        restated_of,
        here.change_table,
    )


def _country_words(here: Screen, found: list[Tile], lacks: list[Lack]) -> str:
    t = here.t
    said = t("overview.country", have=len(found), size=len(found) + len(lacks))
    return f"{said} {country_sentence(records(here.changes), here.telling)} {t('overview.invitation')}"


def _movers(here: Screen, unit: Unit, outlook: Outlook) -> Movers:
    gazetteer, told = here.workspace.gazetteer, []
    pool = _pool(here.version, unit.unit_set if outlook.restated else "")
    for question in dict.fromkeys(itertools.chain(*shortlist(unit, pool, outlook))):
        area = gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
        told.append(moved(question, _moves(here.version, question.spelled(), question, pool), area))
    return largest([move for move in told if move is not None], outlook)


def _second(here: Screen, unit: Unit | None, outlook: Outlook) -> str:
    """Return the components of the unit's indices; without a unit nothing."""
    if unit is None:
        return ""
    indices = ranked_indices(_headlines(here).indicators, here.workspace)
    codes = component_codes(indices, outlook)
    figures = _component_figures(here.version, codes, unit.unit_set if outlook.restated else "", outlook)
    return parts_card(extremes(indices, unit, figures, outlook), here.t)


def _news(here: Screen, unit: Unit | None, since: date) -> str:
    gazetteer = here.workspace.gazetteer
    areas: Mapping[str, None] = {}
    if unit is not None:
        lineage = gazetteer.lineage(unit.ref_area)
        formers = [area for known in gazetteer.newest_first for area in gazetteer.forebears(lineage[0], known)]
        areas = dict.fromkeys([*lineage, *formers])
    news = news_since(since, list(areas), here.workspace, here.t)
    return news_card(news, replace(here.view, mode=""), here.t("overview.news", day=here.t.date(since)), here.t)


def overview_foot(here: Screen) -> None:
    """Say how new the newest figure is and link the wall screen; on the wall look again every minute."""
    if here.view.mode == WALL:
        _watch(here)
    else:
        _foot(here)


@st.fragment(run_every=LOOK_AGAIN)
def _watch(here: Screen) -> None:
    """Draw everything again where the store has something newer; else only say how new it is."""
    if cache.version() != here.version:
        st.rerun(scope="app")
    _foot(here)


def _foot(here: Screen) -> None:
    t, wall = here.t, here.view.mode == WALL
    instant = here.workspace.store.instant()
    said = t("overview.newest", moment=t.moment(instant) if instant else "–")
    view = replace(here.view, mode="" if wall else WALL)
    way = link("overview", view, escape(t("overview.leave_wall" if wall else "overview.to_wall")))
    st.html(f'<p class="ov ov-foot {here.theme}">{escape(said)} · {way}</p>')
