"""The parts of the ranking page: why the focus moved, climbers and fallers, the table, the files."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis.moves import Neighbour, explain_move, movers, neighbours
from lib.model.indicator import Direction
from lib.model.view import Basis
from lib.report.sentences import dated_name, telling_count
from lib.report.workbook import as_csv, as_xlsx
from lib.services.choosing import placed
from lib.services.origins import restated_line
from lib.services.ranking_rows import Column, columns, handout, ranking_rows, with_sparks
from lib.services.rows import records, row_of
from lib.services.tables import gone_units
from lib.ui.cache import replayed
from lib.ui.page_head import figures, literal
from lib.ui.screen import Screen

_MOVERS = 6
_MOST_GONE = 6  # units named one by one; more are counted
_FOCUS_STYLE = {"font-weight": "700", "background-color": "rgba(255, 196, 0, .22)"}
_NAME_WIDTH = 140  # pixels: the longest name of a unit, set bold
_GROUP_WIDTH = 130  # pixels: the longest name of a group


@replayed
def why_it_moved(_here: Screen, key: tuple[str, ...]) -> None:
    """Say for the unit in focus what its change of computed rank is made of and how far its neighbours are."""
    for area in _here.choice.focus_areas:
        lines = [*_move_lines(_here, area), *_neighbour_lines(_here, area)]
        if lines:
            st.markdown("\n".join(f"- {literal(line)}" for line in lines))


def _move_lines(here: Screen, area: str) -> list[str]:
    if here.choice.base is None or here.choice.indicator.direction is Direction.NONE:
        return []
    move = explain_move(here.changes, area, here.choice.indicator.direction)
    if move is None:
        return []
    t, row = here.t, row_of(here.changes, area) or {}
    parts = {"own": move.own, "others": move.others, "unit_set": move.unit_set}
    told = [t(f"move.{part}", places=t.signed(places)) for part, places in parts.items() if places]
    base = t.rank(int(row["base_rank"]), int(row["base_peer_count"]))
    rank = t.rank(int(row["rank"]), int(row["peer_count"]))
    if not told:
        return [t("move.still", name=here.name(area), base=base, rank=rank)]
    return [t("move.total", name=here.name(area), base=base, rank=rank, parts=t.listing(told))]


def _neighbour_lines(here: Screen, area: str) -> list[str]:
    if not telling_count(int(here.changes["peer_count"].iloc[0]), len(here.changes)):
        return []
    ahead, behind = neighbours(here.changes, area)
    return [_neighbour_line(here, area, key, other) for key, other in (("ahead", ahead), ("behind", behind)) if other]


def _neighbour_line(here: Screen, area: str, key: str, other: Neighbour) -> str:
    return here.t(
        f"neighbour.{key}",
        name=here.name(area),
        other=here.name(other.ref_area),
        rank=here.t.rank(other.rank, int(here.changes["peer_count"].iloc[0])),
        distance=here.telling.change(other.distance),
    )


@replayed
def restated_caption(_here: Screen, key: tuple[str, ...]) -> None:
    """Say under the table how many figures of each period were restated, and by which rules; nothing as published."""
    sides = [("", _here.choice.period), ("base_", _here.choice.base)]
    for side, period in sides:
        line = restated_line(_here.changes, _here.t, side=side) if period and _here.question.restated else ""
        if line and period:
            st.caption(literal(f"{_here.stretch(period)}: {line}"))


@replayed
def unit_changes(_here: Screen, key: tuple[str, ...]) -> None:
    """Name the units that are gone since the base period, with where their land is now, and those that are new."""
    question, t = _here.question, _here.t
    gone = gone_units(figures(_here), question, _here.workspace.gazetteer)
    if gone.empty or question.base is None:
        return
    base = t.short_period(question.base.period)
    if len(gone) > _MOST_GONE:
        st.caption(literal(t("ranking.gone_many", base=base, count=len(gone), size=len(_here.changes))))
    else:
        told = [_gone_unit(_here, row) for row in records(gone)]
        st.caption(literal(t("ranking.gone", base=base, units="; ".join(told))))
    new = [_here.name(area) for area in _here.changes.loc[_here.changes["base_area"].isna(), "ref_area"]]
    if new:
        st.caption(literal(t("ranking.new", base=base, units=", ".join(t.sorted(new)))))


def _gone_unit(here: Screen, row: dict[str, Any]) -> str:
    gazetteer, t = here.workspace.gazetteer, here.t
    heirs = placed(row["ref_area"], here.question.now.unit_set, gazetteer)
    name = dated_name(gazetteer.unit(row["ref_area"]), gazetteer, t, always=True)
    rank: str = t.rank(int(row["rank"]), int(row["peer_count"])) if pd.notna(row["rank"]) else "–"
    return t("ranking.gone_unit", name=name, rank=rank, heirs=t.listing(here.name(heir) for heir in heirs))


@replayed
def show_movers(_here: Screen, key: tuple[str, ...]) -> None:
    """List the units that climbed and fell most, by rank change, else by the comparable one."""
    if _here.choice.base is None or _here.choice.indicator.direction is Direction.NONE:
        return
    column = "rank_change" if _here.changes["rank_change"].notna().any() else "comparable_rank_change"
    climbers, fallers = movers(_here.changes, column, _MOVERS)
    kind = "comparable" if column == "comparable_rank_change" else "plain"
    left, right = st.columns(2)
    for place, way, frame in ((left, "climbers", climbers), (right, "fallers", fallers)):
        lines = [_mover_line(_here, row, column) for row in records(frame)]
        head = _here.t(f"movers.{way}.{kind}", count=int(_here.changes["comparable_count"].iloc[0]))
        place.markdown(f"**{literal(head)}**\n\n" + ("\n".join(lines) or _here.t("movers.none")))


def _mover_line(here: Screen, row: dict[str, Any], column: str) -> str:
    t = here.t
    name, change = here.name(row["ref_area"]), int(row[column])
    value = t.signed(row["value_change"], here.choice.indicator.decimals) if pd.notna(row["value_change"]) else ""
    return f"- {literal(t('movers.line', name=name, places=t.signed(change), value=value).rstrip(' ;'))}"


def prepared(here: Screen) -> tuple[pd.DataFrame, list[Column]]:
    """Return the ranking's rows and columns in the reader's language, sparklines included."""
    former = here.choice.basis is Basis.FORMER
    rows = ranking_rows(here.changes, here.question, here.workspace, here.t, former=former)
    return with_sparks(rows, figures(here), here.question, here.workspace), columns(rows, here.question, here.t)


@replayed
def ranking_table(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw the table of all units; sortable and searchable, numbers written as the language writes them."""
    rows, shown = prepared(_here)
    named = [column.key for column in shown]
    place = named.index("obs_value") + 1
    drawn = ["bar", "spark"] if rows["obs_value"].notna().any() else []
    frame = rows.assign(bar=rows["obs_value"])[[*named[:place], *drawn, *named[place:]]]
    formats = {column.key: _writer(_here, column) for column in shown if column.decimals is not None}
    focus = rows.index[rows["ref_area"].isin(_here.choice.focus_areas)]
    style = frame.style.format(formats).set_properties(subset=pd.IndexSlice[focus, :], **_FOCUS_STYLE)
    config = _column_looks(_here, shown, rows["obs_value"])
    height = min(38 + 35 * len(rows), 760)
    with st.container(key=f"whole_table_{_here.t.language}"):  # on paper page.css puts a sentence in its place
        st.dataframe(style, column_config=config, hide_index=True, placeholder="–", height=height)


def _column_looks(here: Screen, shown: list[Column], values: pd.Series) -> dict[str, Any]:
    t = here.t
    looks: dict[str, Any] = {c.key: st.column_config.Column(c.heading, help=c.meaning) for c in shown}
    looks["name"] = st.column_config.Column(t("column.name"), pinned=True, width=_NAME_WIDTH)
    if "group_name" in looks:
        looks["group_name"] = st.column_config.Column(t("column.group"), help=t("meaning.group"), width=_GROUP_WIDTH)
    if values.notna().any():
        low, high = min(0.0, float(values.min())), float(values.max()) or 1.0
        looks["bar"] = st.column_config.ProgressColumn(
            t("column.bar"), format=" ", min_value=low, max_value=max(high, low + 1e-9), width="small"
        )
        looks["spark"] = st.column_config.LineChartColumn(t("column.spark"), width="small", help=t("meaning.spark"))
    return looks


def _writer(here: Screen, column: Column) -> Any:  # noqa: ANN401 - a formatter of the styler
    write = here.t.signed if column.signed else here.t.number
    return lambda cell: "–" if pd.isna(cell) else write(float(cell), column.decimals or 0)


def downloads(here: Screen) -> None:
    """Offer the ranking as XLSX and CSV; the files are made when asked for."""
    stem = f"{here.choice.indicator.code}_{here.choice.period}".lower()
    left, right, _ = st.columns([1, 1, 4])
    left.download_button(
        here.t("file.xlsx"),
        lambda: _file(here, "xlsx"),
        file_name=f"{stem}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
    right.download_button(
        here.t("file.csv"),
        lambda: _file(here, "csv"),
        file_name=f"{stem}.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def _file(here: Screen, form: str) -> bytes:
    rows, shown = prepared(here)
    table = handout(rows, shown, here.question, here.workspace, here.t)
    return as_xlsx(table, here.t) if form == "xlsx" else as_csv(table, here.t)
