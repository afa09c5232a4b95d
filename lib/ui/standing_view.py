"""How a unit stands on every composite index: cards as published or restated, or beside the units it was made of."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.model.unit import Unit
from lib.model.view import Basis, View
from lib.report.sentences import Telling, dated_name, known, of_kind, unit_sentence
from lib.services.origins import is_estimate
from lib.services.predecessors import Formers, origin_sentence
from lib.services.profile import Standing, headline_indicators, standings
from lib.services.profile_basis import (
    not_restated,
    other_views,
    page_units,
    parts_of,
    parts_table,
    published_where_few,
    rank_words,
)
from lib.services.questions import Question
from lib.services.rows import Row, row_of
from lib.ui import cache
from lib.ui.cache import replayed
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_CARDS_IN_A_ROW = 4


def shown_units(here: Screen) -> tuple[Unit, ...]:
    """Return the unit of the page and, on request, the one beside it; on restated units those of their land."""
    return page_units(here.choice, here.workspace.gazetteer)


def figures_of_indices(here: Screen, codes: Sequence[str], unit: Unit | None = None) -> pd.DataFrame:
    """Return the observations of some indicators, restated on the set of `unit` where one is given."""
    if unit is None:
        return here.observations(*codes)
    frames = [cache.restated(here.version, code, unit.unit_set) for code in codes]
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)


def standing_part(here: Screen) -> None:
    """Draw how the units of the page stand, and offer what their former units tell where nothing is published."""
    if here.choice.basis is Basis.FORMER:
        _parts(here, here.key)
        return
    _moved_here(here)
    _cards(here, here.key)
    _offers(here, here.link_key)


def _moved_here(here: Screen) -> None:
    """Say on which units the figures stand, and where the land of the unit asked for now lies."""
    if here.choice.basis is not Basis.RESTATED:
        return
    gazetteer, t, units = here.workspace.gazetteer, here.t, shown_units(here)
    size = gazetteer.unit_sets[here.choice.unit_set].size
    told = [t("province_basis.restated", size=size)]
    asked = here.choice.units[0]
    if units and asked.ref_area not in {area for unit in units for area in gazetteer.lineage(unit.ref_area)}:
        names = t.listing(dated_name(unit, gazetteer, t, always=True) for unit in units)
        told.append(t("province_basis.moved", name=dated_name(asked, gazetteer, t, always=True), units=names))
    st.caption(literal(" ".join(told)))


@replayed
def _cards(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw every composite index of the unit as a card, the second unit's cards below."""
    gazetteer, t, units = _here.workspace.gazetteer, _here.t, shown_units(_here)
    for unit in units:
        found = _found(_here, unit, restated=_here.choice.basis is Basis.RESTATED)
        if len(units) > 1:
            st.markdown(f"**{literal(dated_name(unit, gazetteer, t))}**")
        for start in range(0, len(found), _CARDS_IN_A_ROW):
            for column, standing in zip(st.columns(_CARDS_IN_A_ROW), found[start:], strict=False):
                with column:
                    _card(_here, standing)
        if found:
            with st.expander(t("province.in_words")):
                st.markdown("\n".join(f"- {literal(_sentence(_here, standing))}" for standing in found))
        else:
            st.info(
                t("province_basis.nothing_yet" if _other_views(_here, unit) else "province.no_index"),
                icon=":material/info:",
            )
        for line in _lacks(_here, unit):
            st.caption(literal(line))


def _found(here: Screen, unit: Unit, *, restated: bool) -> list[Standing]:
    codes = [indicator.code for indicator in headline_indicators(here.workspace)]
    published = standings(unit, here.observations(*codes), here.coverage, here.workspace, here.change_table)
    if not restated:
        return published
    figures = figures_of_indices(here, codes, unit)
    found = standings(unit, figures, here.coverage, here.workspace, here.change_table, restated=True)
    return published_where_few(found, published, here.workspace.gazetteer)


def _lacks(here: Screen, unit: Unit) -> list[str]:
    if here.choice.basis is not Basis.RESTATED:
        return []
    codes = [indicator.code for indicator in headline_indicators(here.workspace)]
    return not_restated(unit, figures_of_indices(here, codes, unit), here.workspace, here.t)


def _sentence(here: Screen, standing: Standing) -> str:
    return " ".join(
        text for text in (unit_sentence(standing.row, _telling(here, standing)), _origin(here, standing)) if text
    )


def _origin(here: Screen, standing: Standing) -> str:
    """Return how a restated standing came to be; nothing for a published one."""
    question, row = standing.question, standing.row
    if not question.restated:
        return ""
    formers = Formers(here.observations(question.indicator.code), question.now.period)
    return origin_sentence(row, formers, question.indicator, here.workspace, here.t)


def total_origin(here: Screen, unit: Unit, question: Question) -> str:
    """Return how a unit's restated total came to be; nothing for a published one."""
    row = row_of(here.change_table(question), unit.ref_area) if question.restated else None
    return _origin(here, Standing(question, row)) if row else ""


def _telling(here: Screen, standing: Standing) -> Telling:
    question = standing.question
    base = question.base.period if question.base else None
    return Telling(here.t, question.indicator, question.now.period, base, here.workspace.gazetteer)


def _card(here: Screen, standing: Standing) -> None:
    t, row, question = here.t, standing.row, standing.question
    has_value = known(row["obs_value"])
    head = f"{t.label(question.indicator.short)} {t.short_period(question.now.period)}"
    about = "≈ " if is_estimate(row) else ""
    value = f"{about}{_telling(here, standing).value(row['obs_value'])}" if has_value else _plain_rank(here, row)
    if about:  # the sign takes the room of the unit of measure
        unit = t.label(question.indicator.unit)
        head, value = f"{head} ({unit})", f"{about}{t.number(row['obs_value'], question.indicator.decimals)}"
    rank = rank_words(row, here.workspace.gazetteer, t) if has_value else t("province.rank_only")
    change = int(row["rank_change"]) if known(row.get("rank_change")) else None
    moved = (
        ""
        if change is None
        else f" · {of_kind(t('province.moved', change=t.signed(change)), row, t)}"
        if change
        else f" · {t('province.same')}"
    )
    st.metric(
        head,
        value,
        delta=f"{rank}{moved}",
        delta_color="off" if not change else "blue" if change > 0 else "orange",
        delta_arrow="off" if not change else "up" if change > 0 else "down",
        help=literal(_origin(here, standing)) or None if has_value else t("province.value_unknown"),
        border=True,
    )


def _plain_rank(here: Screen, row: Row) -> str:
    return here.t("province.rank", rank=here.t.rank(int(row["published_rank"]), int(row["published_peer_count"])))


@replayed
def _offers(_here: Screen, key: tuple[str, ...]) -> None:
    """Link what a merged unit's former units tell: their figures restated on it, and each of them beside it."""
    for unit in shown_units(_here):
        for basis, view in _other_views(_here, unit).items():
            icon = ":material/merge:" if basis is Basis.RESTATED else ":material/account_tree:"
            label = _here.t(f"province_basis.see_{basis}")
            st.page_link("pages/province.py", label=label, query_params=view.spelled(), icon=icon)


def _other_views(here: Screen, unit: Unit) -> dict[Basis, View]:
    choice = here.choice
    published = here.coverage.unit_sets(choice.indicator.code, choice.period)
    return other_views(choice, unit, published, here.workspace.gazetteer) if choice.basis is Basis.PUBLISHED else {}


@replayed
def _parts(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw the unit and each of its former units side by side: newest figure and rank of every composite index."""
    gazetteer, t = _here.workspace.gazetteer, _here.t
    for unit in shown_units(_here):
        parts = parts_of(unit, gazetteer)
        found = {unit.ref_area: _found(_here, unit, restated=True)}
        found |= {part.ref_area: _found(_here, part, restated=False) for part in parts}
        st.caption(literal(t("province_basis.parts" if parts else "province_basis.whole", name=t.label(unit.label))))
        st.table(parts_table([unit, *parts], found, _here.workspace, t))
