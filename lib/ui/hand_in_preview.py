"""The tables of a hand-in before it is stored: changed, new, unchanged, and what was found, with files to take away."""

from typing import Any

import pandas as pd
import streamlit as st

from lib.model.issue import Issue, IssueCode
from lib.report.issue_lines import issue_table, named
from lib.report.workbook import as_csv, as_xlsx
from lib.services.desk import Ticket
from lib.services.preview_rows import MOST_ROWS, exact, issue_rows, preview_rows
from lib.services.reading_jobs import Finished
from lib.services.returned_file import Opened, returned_file
from lib.ui import cache
from lib.ui.cache import replayed
from lib.ui.screen import Screen

_ROW, _TALLEST = 35, 420  # pixels


def changed_table(here: Screen, ticket: Ticket, state: Finished) -> None:
    """Draw the figures that would be replaced, old → new, the largest relative change first."""
    _compared(here, reading_key(here, ticket), state, "changed")


def new_table(here: Screen, ticket: Ticket, state: Finished) -> None:
    """Draw the figures that nothing stands for yet."""
    _compared(here, reading_key(here, ticket), state, "new")


def unchanged_table(here: Screen, ticket: Ticket, state: Finished) -> None:
    """Draw the figures that stand already, as they are."""
    _compared(here, reading_key(here, ticket), state, "unchanged")


def reading_key(here: Screen, ticket: Ticket) -> tuple[str, ...]:
    """Return everything a drawing of a reading depends on."""
    answers = (f"{key}={value}" for key, value in sorted(ticket.answers.given.items()))
    return (*here.store_key, str(len(here.workspace.catalogue.indicators)), ticket.ticket_id, *answers)


@replayed
def _compared(_here: Screen, key: tuple[str, ...], _state: Finished, state: str) -> None:
    t, seen = _here.t, _state.preview
    count = int((seen.compared["state"] == state).sum()) if seen is not None else 0
    if seen is None or not count:
        st.info(t(f"handin.none_{state}"))
        return
    rows = preview_rows(seen.compared, state, _here.workspace, t)
    rows = rows.drop(columns=[name for name in ("label",) if (rows["label"] == rows["area"]).all()])
    writers: dict[str, Any] = {
        "old": lambda value: exact(value, t),
        "value": lambda value: exact(value, t),
        "change": lambda value: t.signed(value, _decimals(value)),
        "percent": lambda value: "–" if pd.isna(value) else f"{t.signed(value, 1)} %",
    }
    style = rows.style.format({name: write for name, write in writers.items() if name in rows.columns})
    looks = {str(name): st.column_config.Column(t(f"handin.column_{name}")) for name in rows.columns}
    looks["area"] = st.column_config.Column(t("handin.column_area"), pinned=True)
    st.dataframe(style, column_config=looks, hide_index=True, placeholder="–", height=_height(len(rows)))
    if count > MOST_ROWS:
        st.caption(t("handin.first_rows", shown=t.number(MOST_ROWS), count=t.number(count)))


def _decimals(value: float) -> int:
    return min(len(f"{value:.6f}".rstrip("0").partition(".")[2]), 6)


def _height(rows: int) -> int:
    return min(38 + _ROW * rows, _TALLEST)


def issue_part(here: Screen, ticket: Ticket, state: Finished) -> None:
    """Draw what was set aside or is worth a look, and offer it as files together with the marked workbook."""
    _issues(here, reading_key(here, ticket), state)
    _downloads(here, ticket, state)


def named_issues(here: Screen, state: Finished) -> list[Issue]:
    """Return what was found in a file and beside what stands, indicators and units by their names.

    Changed figures have a list of their own, with both values.
    """
    beside = state.preview.issues if state.preview is not None else ()
    told = [issue for issue in beside if issue.code is not IssueCode.EXISTING_VALUE_CHANGED]
    return [named(issue, here.name_of_code) for issue in (*state.reading.issues, *told)]


@replayed
def _issues(_here: Screen, key: tuple[str, ...], _state: Finished) -> None:
    t = _here.t
    issues = named_issues(_here, _state)
    if not issues:
        st.info(t("handin_file.nothing"))
        return
    rows = issue_rows(issues, t)
    wide = {"message", "way_out"}
    looks = {
        str(name): st.column_config.Column(t(f"handin.issue_{name}"), width="large" if name in wide else None)
        for name in rows.columns
    }
    st.dataframe(rows, column_config=looks, hide_index=True, height=_height(len(rows)))
    if len(issues) > MOST_ROWS:
        st.caption(t("handin.first_rows", shown=t.number(MOST_ROWS), count=t.number(len(issues))))


def _downloads(here: Screen, ticket: Ticket, state: Finished) -> None:
    t = here.t
    stem = ticket.file_name.rpartition(".")[0] or ticket.file_name
    offers = {
        "marked": (f"{stem}-da-danh-dau.xlsx", lambda: _marked(here, ticket, state)),
        "list_xlsx": (f"{stem}-ket-qua-doc.xlsx", lambda: as_xlsx(issue_table(named_issues(here, state), t), t)),
        "list_csv": (f"{stem}-ket-qua-doc.csv", lambda: as_csv(issue_table(named_issues(here, state), t), t)),
    }
    with st.container(horizontal=True, gap="small"):
        for name, (file_name, make) in offers.items():
            st.download_button(
                t(f"handin.{name}"),
                make,
                file_name=file_name,
                key=f"hand_in_{name}_{ticket.ticket_id}",
                on_click="ignore",
                icon=":material/download:",
            )


def _marked(here: Screen, ticket: Ticket, state: Finished) -> bytes:
    content = cache.desk().content(ticket)
    opened = Opened(content, ticket.answers, cache.rules().limits)
    return returned_file(opened, state.reading, here.t, here.name_of_code)
