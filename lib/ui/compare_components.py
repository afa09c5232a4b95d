"""The parts of a composite index of two units: a dot for each on one scale, the points they add, the table."""

import pandas as pd
import streamlit as st

from lib.analysis.side_by_side import Lead, Side
from lib.charts.dumbbell import DumbbellWords, dumbbell_chart
from lib.charts.theme import configure
from lib.services.rows import Row, records
from lib.services.side_by_side_parts import Parts, SideBySide
from lib.services.side_by_side_words import FINER, Words, lead_text, sum_line
from lib.ui.page_head import literal, print_line
from lib.ui.screen import Screen


def component_pair(here: Screen, found: SideBySide, parts: Parts, words: Words) -> None:
    """Draw the parts of a composite of both units: chart, how they add up, the table, where it comes from."""
    t, names = here.t, words.names()
    st.markdown(f"#### {literal(t('compare.parts', indicator=words.index(parts.question)))}")
    if not parts.asked:
        asked, period = t.short_period(found.period), t.short_period(parts.question.now.period)
        st.caption(f":material/info: {literal(t('compare.parts_other', asked=asked, period=period))}")
    st.caption(literal(t("compare.parts_legend", first=names[Side.FIRST], second=names[Side.SECOND])))
    chart = dumbbell_chart(
        _drawn(parts, words), _chart_words(parts, words), decimals=_decimals(parts), theme=here.theme
    )
    st.altair_chart(configure(chart, t.language, here.theme), theme=None, width="stretch")
    st.markdown(literal(sum_line(parts, words)))
    with st.expander(t("compare.rows")):
        st.dataframe(_part_table(parts, words), hide_index=True)
    _print(here, parts)


def _decimals(parts: Parts) -> int:
    return parts.question.indicator.decimals


def _ranks(row: Row, words: Words) -> dict[str, str]:
    told = {side: row[f"{side}_rank"] for side in ("first", "second")}
    count = int(row["peer_count"])
    return {side: "–" if pd.isna(rank) else words.t.rank(int(rank), count) for side, rank in told.items()}


def _drawn(parts: Parts, words: Words) -> pd.DataFrame:
    t, indicators = words.t, words.workspace.catalogue.indicators
    ranks = [_ranks(row, words) for row in records(parts.rows)]
    return parts.rows.assign(
        label=[t.label(indicators[code].short) for code in parts.rows["indicator"]],
        first_rank=[rank["first"] for rank in ranks],
        second_rank=[rank["second"] for rank in ranks],
        points=[_points(points, parts, words) for points in parts.printed_points(_decimals(parts))],
    )


def _points(points: float | None, parts: Parts, words: Words) -> str:
    if points is None:
        return ""
    ahead = Side.FIRST if points > 0 else Side.SECOND
    return f"{words.names()[ahead]} {words.t.signed(abs(points), _decimals(parts))}" if points else "0"


def _chart_words(parts: Parts, words: Words) -> DumbbellWords:
    t, names = words.t, words.names()
    return DumbbellWords(
        first=names[Side.FIRST],
        second=names[Side.SECOND],
        median=t("compare.median"),
        part=t("compare.part"),
        first_rank=t("compare.computed_rank_of", name=names[Side.FIRST]),
        second_rank=t("compare.computed_rank_of", name=names[Side.SECOND]),
        points=t("compare.points"),
        summary=t("compare.parts", indicator=words.index(parts.question)),
    )


def _part_table(parts: Parts, words: Words) -> pd.DataFrame:
    t, names, decimals = words.t, words.names(), _decimals(parts)
    indicators = words.workspace.catalogue.indicators
    told = []
    for row, points in zip(records(parts.rows), parts.printed_points(decimals + FINER), strict=True):
        ranks = _ranks(row, words)
        stands = Lead(Side(row["ahead"]), None if pd.isna(row["places"]) else int(row["places"]))
        told.append(
            {
                t("compare.part"): t.label(indicators[row["indicator"]].short),
                names[Side.FIRST]: t.number(row["first"], decimals),
                t("compare.computed_rank_of", name=names[Side.FIRST]): ranks["first"],
                names[Side.SECOND]: t.number(row["second"], decimals),
                t("compare.computed_rank_of", name=names[Side.SECOND]): ranks["second"],
                t("compare.ahead_column"): lead_text(stands, words),
                t("compare.difference"): t.signed(row["difference"], decimals),
                t("compare.weight"): t.number(row["weight"], 1),
                t("compare.points"): t.signed(points, decimals + FINER),
                t("compare.median"): t.number(row["median"], decimals),
            }
        )
    return pd.DataFrame(told)


def _print(here: Screen, parts: Parts) -> None:
    rows = here.observations(*parts.rows["indicator"])
    question = parts.question
    shown = rows.loc[rows["time_period"] == str(question.now.period)]
    if question.now.restated:  # units that kept their territory keep the published figure, merged ones are estimated
        shown = pd.concat([shown, shown.assign(obs_status="E")])
    counts = int(parts.rows["peer_count"].max()), here.workspace.gazetteer.unit_sets[question.now.unit_set].size
    periods = [here.t.short_period(question.now.period)]
    st.caption(literal(print_line(here, shown, counts, periods, question.indicator)))
