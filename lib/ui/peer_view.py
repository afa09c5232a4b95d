"""The units that are like the one in focus, and how it stands among them. Which they are is decided in services."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib.model.period import Period
from lib.model.unit import Unit
from lib.report.sentences import Telling
from lib.services.peer_groups import PROFILE, Figures, PeerGroup, PeerKind, peer_groups
from lib.services.peer_rows import (
    Circle,
    method_sentence,
    peer_question,
    peer_table,
    profile_choices,
    standing_sentence,
)
from lib.services.questions import Question
from lib.services.ranking_rows import Column
from lib.ui import cache
from lib.ui.cache import kept, replayed
from lib.ui.page_head import counted, literal, print_line
from lib.ui.screen import Screen

_FOCUS_STYLE = {"font-weight": "700", "background-color": "rgba(255, 196, 0, .22)"}
_MOST_ROWS = 12  # of a table before it scrolls
_COMPARE = "pages/compare.py"


class Seen(NamedTuple):
    """The unit in focus as it exists in the unit set of its figures, the question, and the table that answers it."""

    unit: Unit
    question: Question
    table: pd.DataFrame

    def telling(self, here: Screen) -> Telling:
        """Return what sentences about this question need."""
        return Telling(here.t, self.question.indicator, self.question.now.period, None, here.workspace.gazetteer)


def seen(here: Screen) -> Seen | None:
    """Return how the unit in focus is seen on the chosen indicator, or None without any figure of its ground."""
    focus, gazetteer = here.choice.units[0], here.workspace.gazetteer
    rows = here.observations(here.choice.indicator.code)
    question = peer_question(focus, here.choice, rows, here.coverage, here.workspace)
    if question is None:
        return None
    area = gazetteer.counterpart(focus.ref_area, question.now.unit_set, adjusted=True) or focus.ref_area
    return Seen(gazetteer.unit(area), question, here.change_table(question))


@st.fragment
def peer_part(here: Screen) -> None:
    """Draw one group of peers, chosen by what they have in common; only this part is drawn again for another one."""
    view = seen(here)
    if view is None:
        st.info(here.t("peers.none", name=here.t.label(here.choice.units[0].label)), icon=":material/info:")
        return
    period = view.question.now.period
    found = _groups(here, here.version, view.unit.ref_area, str(period), PROFILE)
    kind = _kind(here, [group.kind for group in found])
    indicators: tuple[str, ...] = PROFILE
    if kind is PeerKind.PROFILE:
        indicators = _profile(here)
        found = _groups(here, here.version, view.unit.ref_area, str(period), indicators)
    group = next(group for group in found if group.kind is kind)
    _group(here, (*here.key, str(kind), *indicators), Circle(view.unit, group, view.question, view.table), view)
    _links(here, view.unit, group)


@kept
def _groups(
    _here: Screen, version: int, ref_area: str, until: str, indicators: tuple[str, ...]
) -> tuple[PeerGroup, ...]:
    unit = _here.unit(ref_area)
    return peer_groups(unit, _here.workspace, _figures(_here), until=Period.parse(until), indicators=indicators)


def _figures(here: Screen) -> Figures:
    newest = here.workspace.gazetteer.newest_first[0]

    def figures(code: str, unit_set: str) -> pd.DataFrame:
        if unit_set == newest:
            return cache.restated(here.version, code, unit_set)
        observations = here.observations(code)
        return observations.loc[observations["ref_area"].str.startswith(f"{unit_set}-")]

    return figures


def _kind(here: Screen, kinds: Sequence[PeerKind]) -> PeerKind:
    key = here.widget("peers")
    if st.session_state.get(key) not in kinds:
        st.session_state[key] = kinds[0]
    chosen = st.pills(
        here.t("peers.choose"),
        list(kinds),
        key=key,
        required=True,
        format_func=lambda kind: here.t(f"peers.{kind}.name"),
    )
    return chosen or kinds[0]


def _profile(here: Screen) -> tuple[str, ...]:
    known = profile_choices(here.choice, here.coverage, here.workspace)
    indicators = here.workspace.catalogue.indicators
    chosen = st.multiselect(
        here.t("peers.profile"),
        known,
        default=[code for code in PROFILE if code in known],
        key=here.widget("profile_of_peers"),
        format_func=lambda code: here.t.label(indicators[code].short),
    )
    return tuple(chosen)


@replayed
def _group(_here: Screen, key: tuple[str, ...], _circle: Circle, _view: Seen) -> None:
    """Draw the standing in the group, the group itself, and in small print how it was found."""
    t, workspace = _here.t, _here.workspace
    group = _circle.group
    if not group.areas:
        st.info(literal(method_sentence(group, _circle.unit, workspace, t)), icon=":material/info:")
        return
    restated = t("peers.restated") if _circle.question.restated else ""
    st.markdown(literal(f"{standing_sentence(_circle, _view.telling(_here))} {restated}".strip()))
    rows, shown = peer_table(_circle, workspace, t)
    _table(_here, rows, shown, _circle.unit.ref_area)
    st.caption(literal(method_sentence(group, _circle.unit, workspace, t)))
    period = [t.short_period(_circle.question.now.period)]
    st.caption(literal(print_line(_here, _circle.rows, counted(_circle.table), period, _circle.question.indicator)))


def _table(here: Screen, rows: pd.DataFrame, shown: list[Column], own: str) -> None:
    frame = rows[[column.key for column in shown]]
    focus = frame.index[rows["ref_area"] == own]
    formats = {column.key: _writer(here, column) for column in shown if column.decimals is not None}
    style = frame.style.format(formats).set_properties(subset=pd.IndexSlice[focus, :], **_FOCUS_STYLE)
    looks: dict[str, Any] = {c.key: st.column_config.Column(c.heading, help=c.meaning or None) for c in shown}
    looks["name"] = st.column_config.Column(here.t("column.name"), pinned=True)
    height = 38 + int(35 * min(len(rows), _MOST_ROWS + 0.5))  # half a row says that there are more
    st.dataframe(style, column_config=looks, hide_index=True, placeholder="–", height=height)


def _writer(here: Screen, column: Column) -> Any:  # noqa: ANN401 - a formatter of the styler
    return lambda cell: "–" if pd.isna(cell) else here.t.number(float(cell), column.decimals or 0)


def _links(here: Screen, unit: Unit, group: PeerGroup) -> None:
    """Link every peer to the page of two units side by side."""
    if not group.areas:
        return
    st.caption(literal(here.t("peers.beside", name=here.t.label(unit.label))))
    with st.container(horizontal=True, gap="small"):
        for area in group.areas:
            query = {**here.view.spelled(), "area": f"{unit.ref_area},{area}"}
            st.page_link(_COMPARE, label=here.name(area), query_params=query, icon=":material/compare_arrows:")
