"""The head of a page: what is shown, the sentences made from it, and the small print under a chart."""

import re
from collections.abc import Iterable

import pandas as pd
import streamlit as st

from lib.model.indicator import Indicator
from lib.report.country_lines import country_sentence
from lib.report.lines import figure_line, measure
from lib.report.sentences import break_sentences, unit_sentence
from lib.services.explaining import Comparing
from lib.services.notes import stretch_line
from lib.services.period_counts import Count, count_words
from lib.services.predecessors import Formers, origin_sentence
from lib.services.questions import Question
from lib.services.rows import row_of
from lib.ui import cache
from lib.ui.cache import replayed
from lib.ui.screen import Screen


def literal(text: str) -> str:
    """Return text that Markdown shows as it is written."""
    return re.sub(r"([\\`*_{}\[\]<>$#|~:])", r"\\\1", text)


def draw_title(here: Screen, *, with_base: bool = True) -> None:
    """Draw the title of the view: indicator, period, and what it is compared with."""
    choice, t = here.choice, here.t
    against = t("head.against", base=here.stretch(choice.base)) if with_base and choice.base else ""
    st.subheader(literal(f"{t.label(choice.indicator.short)} {here.stretch(choice.period)} {against}".strip()))


@replayed
def page_head(_here: Screen, key: tuple[str, ...], *, with_base: bool = True) -> None:
    """Draw the title and the sentences: the units in focus first, then the country, then every break in between."""
    draw_title(_here, with_base=with_base)
    told, telling = comparing(_here), _here.telling
    areas = _here.choice.focus_areas
    # A unit's sentences stand in one paragraph: what is not compared directly stays beside what can be.
    units = [" ".join([unit_sentence(told.rows[area], telling), *told.lines(area, telling)]) for area in areas]
    said = [*units, country_sentence(told.rows.values(), telling)]
    st.markdown("\n\n".join(literal(paragraph) for paragraph in said if paragraph))
    origins = " ".join(line for area in areas for line in origin_lines_of(_here, area))
    if origins:
        st.caption(literal(origins))
    for sentence in break_lines(_here):
        st.caption(f":material/warning: {literal(sentence)}")


def comparing(here: Screen) -> Comparing:
    """Return the question of the view with all that its comparable statements need."""
    return Comparing(here.question, here.workspace, figures(here), here.change_table)


def figures(here: Screen) -> pd.DataFrame:
    """Return the observations the view is drawn from: restated ones where it asks for them."""
    code = here.choice.indicator.code
    if here.question.restated:
        return cache.restated(here.version, code, here.choice.unit_set)
    return here.observations(code)


def origin_lines_of(here: Screen, area: str) -> list[str]:
    """Return how the restated figures of a unit came to be, a sentence per period; empty as published."""
    row, question = row_of(here.changes, area), here.question
    if row is None or not question.restated:
        return []
    observations = here.observations(question.indicator.code)
    sides = [("", question.now), ("base_", question.base)]
    formers = [Formers(observations, at.period, side) for side, at in sides if at is not None]
    return [
        sentence
        for former in formers
        if (sentence := origin_sentence(row, former, question.indicator, here.workspace, here.t))
    ]


def break_lines(here: Screen) -> list[str]:
    """Return a sentence for every method break between the two periods of the view, and for unlike stretches."""
    if here.choice.base is None:
        return []
    catalogue = here.workspace.catalogue
    breaks = catalogue.breaks_between(here.choice.indicator.code, here.choice.base, here.choice.period)
    stretch = stretch_line(here.question, here.t)
    return [*([stretch] if stretch else []), *break_sentences(breaks, here.t)]


@replayed
def small_print(_here: Screen, key: tuple[str, ...], *, both: bool = True) -> None:
    """Write the line under a chart of the view: what, when (both periods or the one shown), n, status and source."""
    question, t = _here.question, _here.t
    sides = [side for side in (question.base if both else None, question.now) if side is not None]
    tables = {side.period: _here.change_table(Question(question.indicator, side)) for side in sides}
    counts = [Count(period, *counted(table)) for period, table in tables.items()]
    line = figure_line(
        _here.changes,
        _here.workspace.catalogue,
        t,
        named=measure(question.indicator, t),
        periods=[_here.stretch(period) for period in tables],
        counted=count_words(counts, t),
    )
    st.caption(literal(line))


def print_line(
    here: Screen,
    shown: pd.DataFrame,
    counts: tuple[int, int],
    periods: Iterable[str],
    indicator: Indicator | None = None,
) -> str:
    """Return the small print of a chart as text; of the chosen indicator unless another is named."""
    t, (have, size) = here.t, counts
    named, said = measure(indicator or here.choice.indicator, t), t("line.count", have=have, size=size)
    return figure_line(shown, here.workspace.catalogue, t, named=named, periods=periods, counted=said)


def counted(changed: pd.DataFrame) -> tuple[int, int]:
    """Return how many units of a table have a value, and how many there are."""
    return int(changed["obs_value"].notna().sum()), len(changed)
