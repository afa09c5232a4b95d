"""How far the next places are, and a slider that supposes another value of one component. Nothing is computed here."""

import streamlit as st

from lib.model.indicator import Indicator
from lib.report.sentences import Telling
from lib.services.peer_groups import PeerGroup, PeerKind
from lib.services.peer_rows import Circle
from lib.services.place_words import place_lines
from lib.services.profile import newest_question
from lib.services.questions import Question
from lib.services.what_if_words import basis_sentences, needed_sentence, outcome_sentence
from lib.services.what_ifs import Lever, NoWhatIf, WhatIf, composites, steps, what_if
from lib.ui.cache import replayed
from lib.ui.page_head import literal
from lib.ui.peer_view import seen
from lib.ui.screen import Screen


@replayed
def place_part(_here: Screen, key: tuple[str, ...]) -> None:
    """Say how far the unit in focus is from the next places of the chosen indicator."""
    view = seen(_here)
    if view is None:
        return
    telling = view.telling(_here)
    circle = Circle(view.unit, PeerGroup(PeerKind.PROFILE, ()), view.question, view.table)
    lines = place_lines(circle, telling)
    if lines:
        st.markdown(f"#### {literal(_here.t('places.title', head=_title(_here, view.question)))}")
        st.markdown("\n".join(f"- {literal(line)}" for line in lines))
        if view.question.restated:
            st.caption(literal(_here.t("peers.restated")))


def _title(here: Screen, question: Question) -> str:
    t = here.t
    return t("say.head", indicator=t.label(question.indicator.short), period=t.short_period(question.now.period))


@st.fragment
def what_if_part(here: Screen) -> None:
    """Let the reader suppose another value of one component; only this part is drawn again."""
    found = [supposed for entry in _composites(here) if (supposed := _supposed(here, entry)) is not None]
    told = next((entry for entry in found if isinstance(entry, WhatIf)), found[0] if found else None)
    if not isinstance(told, WhatIf):
        st.info(literal(_obstacle(here, told)), icon=":material/info:")
        return
    st.markdown(f"#### {literal(here.t('what_if.title', head=_title(here, told.question)))}")
    _suppose(here, told)


def _obstacle(here: Screen, told: NoWhatIf | None) -> str:
    name = here.t.label(here.choice.units[0].label)
    if told is None:
        return here.t("what_if.nothing", name=name, period=here.t.period(here.choice.period))
    return here.t(told.key, head=_title(here, told.question), name=name)


def _composites(here: Screen) -> tuple[Indicator, ...]:
    return composites(here.choice.indicator, here.choice.period, here.workspace)


def _supposed(here: Screen, composite: Indicator) -> WhatIf | NoWhatIf | None:
    """Return what can be supposed of a composite at the unit's newest figures up to the chosen period."""
    workspace, unit = here.workspace, here.choice.units[0]
    rows = here.observations(composite.code)
    newest = newest_question(unit, rows, here.choice.period, here.coverage, workspace) if len(rows) else None
    if newest is None:
        return None
    question = Question(newest.indicator, newest.now)
    codes = [part.component for part in workspace.catalogue.components_of(composite.code, question.now.period)]
    area = workspace.gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
    observations = here.observations(*(codes or [composite.code]))
    return what_if(area, question, here.change_table(question), observations, workspace)


def _suppose(here: Screen, supposed: WhatIf) -> None:
    catalogue, t = here.workspace.catalogue, here.t
    levers = {lever.component: lever for lever in supposed.levers}
    left, right = st.columns([1, 2])
    with left:
        code = st.selectbox(
            t("what_if.component"),
            list(levers),
            key=here.widget(f"lever_of_{supposed.question.indicator.code}"),
            format_func=lambda code: t.label(catalogue.indicators[code].short),
        )
    lever = levers[code]
    with right:
        value = _slider(here, supposed, lever)
    period = supposed.question.now.period
    telling = Telling(t, supposed.question.indicator, period, None, here.workspace.gazetteer)
    st.markdown(f"**{literal(outcome_sentence(supposed, lever, value, telling, here.workspace))}**")
    st.markdown(literal(needed_sentence(supposed, lever, telling, here.workspace)))
    st.caption(literal(" ".join(basis_sentences(supposed, lever, telling, here.workspace))))


def _slider(here: Screen, supposed: WhatIf, lever: Lever) -> float:
    """Draw the slider over the component's scale, its numbers written as the language writes them."""
    indicator, t = here.workspace.catalogue.indicators[lever.component], here.t
    offered = steps(lever, indicator.decimals)
    key = here.widget(f"lever_{supposed.ref_area}_{supposed.question.now.period}_{lever.component}")
    if st.session_state.get(key) not in offered:
        st.session_state[key] = lever.value
    return float(
        st.select_slider(
            t("what_if.slider", component=t.label(indicator.short)),
            offered,
            key=key,
            format_func=lambda value: t.number(value, indicator.decimals),
        )
    )
