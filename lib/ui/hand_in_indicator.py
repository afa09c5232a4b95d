"""Adding an indicator on the spot, when a file holds one that the catalogue does not know yet."""

import streamlit as st

from lib.model.handin import OpenQuestion
from lib.model.indicator import Accumulation, Direction
from lib.model.period import Frequency
from lib.services.desk import Ticket
from lib.services.own_indicators import LONGEST_NAME, LONGEST_UNIT, MOST_DECIMALS, add_indicator
from lib.ui import cache
from lib.ui import hand_in_tickets as tickets
from lib.ui.file_text import as_written
from lib.ui.screen import Screen

_FIELDS = ("name", "unit", "direction", "frequency", "to_date", "decimals", "owner")


def new_indicator(here: Screen, ticket: Ticket, question: OpenQuestion, proposed: str, key: str) -> None:
    """Ask what describes the indicator, add it to the catalogue, and answer the question with it."""
    t = here.t
    keys = {name: f"{key}_{name}" for name in _FIELDS}
    st.session_state.setdefault(keys["name"], proposed[:LONGEST_NAME])
    st.session_state.setdefault(keys["owner"], tickets.actor())
    with st.form(f"{key}_form"):
        st.text_input(t("handin.own_name"), key=keys["name"], max_chars=LONGEST_NAME)
        st.text_input(t("handin.own_unit"), key=keys["unit"], max_chars=LONGEST_UNIT)
        st.selectbox(
            t("handin.own_direction"),
            list(Direction),
            index=list(Direction).index(Direction.NONE),
            key=keys["direction"],
            format_func=lambda way: t(f"direction.{way}"),
        )
        st.selectbox(
            t("handin.own_frequency"),
            list(Frequency),
            key=keys["frequency"],
            format_func=lambda often: t(f"handin.frequency_{often}"),
        )
        st.checkbox(t("handin.own_to_date"), key=keys["to_date"], help=t("handin.own_to_date_help"))
        st.number_input(t("handin.own_decimals"), 0, MOST_DECIMALS, 2, key=keys["decimals"])
        st.text_input(t("handin.own_owner"), key=keys["owner"], max_chars=LONGEST_NAME)
        st.form_submit_button(
            t("handin.own_add"), type="primary", on_click=_add, args=(ticket.ticket_id, question.key, keys)
        )
    st.caption(as_written(t("handin.own_help")))


def _add(ticket_id: str, question_key: str, keys: dict[str, str]) -> None:
    said = {name: st.session_state[key] for name, key in keys.items()}

    def add_and_answer() -> None:
        added = add_indicator(
            cache.workspace(),
            str(said["name"]),
            unit=str(said["unit"]),
            direction=Direction(said["direction"]),
            frequency=Frequency(said["frequency"]),
            decimals=int(said["decimals"]),
            owner=str(said["owner"]),
            actor=tickets.actor() or str(said["owner"]),
            accumulation=Accumulation.YEAR_TO_DATE if said["to_date"] else Accumulation.PERIOD,
        )
        cache.desk().answer(ticket_id, question_key, added.code)

    tickets.attempt(add_and_answer)
