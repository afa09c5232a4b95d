"""What the chosen composite is made of for one unit, or for two beside each other."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from lib.analysis.components import strongest_and_weakest
from lib.charts.bars import BarWords, component_chart
from lib.charts.drawing import Drawing
from lib.charts.theme import configure
from lib.model.unit import Unit
from lib.model.view import Basis
from lib.report.sentences import dated_name
from lib.services.profile import component_rows, composite_of, headline_indicators, newest_question
from lib.services.profile_basis import parts_of
from lib.services.questions import Question
from lib.ui.cache import replayed
from lib.ui.page_head import literal, print_line
from lib.ui.screen import Screen
from lib.ui.standing_view import figures_of_indices, shown_units, total_origin


class Part(NamedTuple):
    """One unit's components: whose, at which question, the rows of `component_standing`, how a total came to be."""

    unit: Unit
    question: Question
    rows: pd.DataFrame
    origin: str = ""


@replayed
def component_part(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw the components of the chosen composite, strongest and weakest first in words."""
    parts = [part for unit in _whose(_here) if (part := _part(_here, unit)) is not None]
    if not parts:
        st.info(_here.t("peers.no_parts"), icon=":material/info:")
        return
    t, first = _here.t, parts[0]
    title = f"{t.label(first.question.indicator.short)} {t.short_period(first.question.now.period)}"
    st.markdown(f"#### {literal(t('component.title', indicator=title))}")
    for part in parts:
        _strengths(_here, part)
        if part.origin:
            st.caption(literal(part.origin))
    while parts:
        second = parts[1] if parts[1:] and parts[1].question == parts[0].question else None
        _pair(_here, parts[0], second)
        parts = parts[2 if second else 1 :] if _here.choice.basis is Basis.FORMER else []


def _whose(here: Screen) -> tuple[Unit, ...]:
    """Return the units whose components are drawn: those of the page, or in the view of former units its parts."""
    units = shown_units(here)
    if here.choice.basis is not Basis.FORMER:
        return units[:2]
    return tuple(part for unit in units[:1] for part in parts_of(unit, here.workspace.gazetteer) or (unit,))


def _pair(here: Screen, first: Part, second: Part | None) -> None:
    t = here.t
    st.altair_chart(configure(_chart(here, first, second), t.language, here.theme), theme=None, width="stretch")
    lost = t("component.lost_note") if first.rows["points_lost"].notna().any() else ""
    st.caption(literal(" ".join(text for text in (_legend(here, first, second), lost) if text)))
    _print(here, first)


def _part(here: Screen, unit: Unit) -> Part | None:
    """Return the unit's components at the chosen period, else at its newest period of the same composite."""
    workspace, choice = here.workspace, here.choice
    restated = unit if choice.basis is Basis.RESTATED else None
    chosen = composite_of(choice.indicator, choice.period, workspace)
    composites = [chosen] if chosen else list(headline_indicators(workspace))
    for composite in composites:
        rows = figures_of_indices(here, [composite.code], restated)
        if rows.empty:
            continue
        until, known = choice.period, here.coverage
        question = newest_question(unit, rows, until, known, workspace, restated=restated is not None)
        if question is None:
            continue
        codes = [c.component for c in workspace.catalogue.components_of(composite.code, question.now.period)]
        if codes:
            area = workspace.gazetteer.counterpart(unit.ref_area, question.now.unit_set) or unit.ref_area
            standing = component_rows(
                area, composite, question.now, figures_of_indices(here, codes, restated), workspace
            )
            if standing["obs_value"].notna().any():
                return Part(unit, question, standing, total_origin(here, unit, question))
    return None


def _strengths(here: Screen, part: Part) -> None:
    best, worst = strongest_and_weakest(part.rows)
    if best is None or worst is None:
        return
    t, indicators = here.t, here.workspace.catalogue.indicators
    said = t(
        "province.strengths",
        name=_name(here, part),
        indicator=f"{t.label(part.question.indicator.short)} {t.short_period(part.question.now.period)}",
        best=t.label(indicators[best["indicator"]].short),
        best_rank=t.rank(int(best["rank"]), int(best["peer_count"])),
        worst=t.label(indicators[worst["indicator"]].short),
        worst_rank=t.rank(int(worst["rank"]), int(worst["peer_count"])),
    )
    st.markdown(literal(said))


def _name(here: Screen, part: Part) -> str:
    """Return the name of a unit, dated where a later unit of that name holds another territory."""
    return dated_name(part.unit, here.workspace.gazetteer, here.t)


def _chart(here: Screen, first: Part, second: Part | None) -> Drawing:
    t, indicators = here.t, here.workspace.catalogue.indicators
    rows = first.rows
    decimals = first.question.indicator.decimals
    lost = [
        t("component.lost", points=t.number(points, decimals)) if pd.notna(points) else ""
        for points in rows["points_lost"]
    ]
    ranks = zip(rows["rank"], rows["peer_count"], strict=True)
    shown = pd.DataFrame(
        {
            "label": [t.label(indicators[code].short) for code in rows["indicator"]],
            "value": rows["obs_value"].astype("float64"),
            "second": second.rows["obs_value"].astype("float64") if second else float("nan"),
            "median": rows["median"].astype("float64"),
            "best": rows["best"].astype("float64"),
            "rank": [t.rank(int(rank), int(count)) if pd.notna(rank) else "–" for rank, count in ranks],
            "lost": lost,
        }
    )
    words = BarWords(
        own=_name(here, first),
        second=_name(here, second) if second else "",
        median=t("component.median"),
        best=t("component.best"),
        component=t("component.component"),
        rank=t("component.rank"),
        lost=t("component.lost_title"),
        summary=t("component.title", indicator=t.label(first.question.indicator.short)),
    )
    return component_chart(shown, words, decimals=decimals, theme=here.theme)


def _legend(here: Screen, first: Part, second: Part | None) -> str:
    names = [_name(here, part) for part in (first, second) if part]
    return here.t("component.legend_two" if second else "component.legend", first=names[0], second=names[-1])


def _print(here: Screen, part: Part) -> None:
    codes = list(part.rows["indicator"])
    rows = figures_of_indices(here, codes, part.unit if part.question.restated else None)
    shown = rows.loc[rows["time_period"] == str(part.question.now.period)]
    count = int(part.rows["peer_count"].max())
    size = here.workspace.gazetteer.unit_sets[part.question.now.unit_set].size
    st.caption(
        literal(
            print_line(
                here, shown, (count, size), [here.t.short_period(part.question.now.period)], part.question.indicator
            )
        )
    )
