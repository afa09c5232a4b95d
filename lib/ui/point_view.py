"""The change of a composite's total on the ranking page, component by component, for the unit in focus."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.analysis.point_moves import TotalMove
from lib.services.point_rows import part_figures, point_columns, point_lines, point_move, point_records
from lib.services.ranking_rows import Column
from lib.services.rows import row_of
from lib.ui.cache import replayed
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_ROW = 35  # pixels of one row of a table, as streamlit draws it


@replayed
def point_part(_here: Screen, key: tuple[str, ...]) -> None:
    """Draw for each unit in focus what its components gave to the change of the total, or say why that is not known.

    Weights that differ between the periods are said before the table, and their part stands in a column of its own.
    """
    t, question = _here.t, _here.question
    rows = [row for area in _here.choice.focus_areas if (row := row_of(_here.changes, area)) is not None]
    if question.base is None or not rows:
        st.info(t("points.choose"))
        return
    parts = part_figures(question, _here.workspace)
    for row in rows:
        move = point_move(row, question, parts, _here.workspace)
        if move is None:
            st.info(literal(t("points.unknown", name=_here.name(row["ref_area"]))))
        else:
            _table(_here, row["ref_area"], move)


def _table(here: Screen, area: str, move: TotalMove) -> None:
    t = here.t
    st.markdown(f"**{literal(t('points.whose', name=here.name(area)))}**")
    st.caption(literal(" ".join(point_lines(move, here.question, here.workspace, t))))
    shown = point_columns(move, here.question, t)
    printed = move.printed(here.question.indicator.decimals)
    frame = pd.DataFrame(point_records(printed, here.workspace, t))[[column.key for column in shown]]
    formats = {column.key: _writer(here, column) for column in shown if column.decimals is not None}
    looks = {c.key: st.column_config.Column(c.heading, help=c.meaning or None) for c in shown}
    looks["name"] = st.column_config.Column(shown[0].heading, pinned=True)
    st.dataframe(frame.style.format(formats), column_config=looks, hide_index=True, height=_ROW * (len(frame) + 1) + 3)


def _writer(here: Screen, column: Column) -> Any:  # noqa: ANN401 - a formatter of the styler
    write = here.t.signed if column.signed else here.t.number
    return lambda cell: "–" if pd.isna(cell) else write(float(cell), column.decimals or 0)
