"""How far the reading of a file is and what it came to, in a few lines; the same in the sidebar and on the page."""

from dataclasses import asdict

import streamlit as st

from lib.intake.reading import Reading
from lib.model.issue import Issue, Outcome
from lib.report.issue_lines import issue_advice, issue_sentence, named, read_as_sentence, visible
from lib.services.desk import Ticket
from lib.services.reading_jobs import Failed, Finished, State, Underway
from lib.ui import cache
from lib.ui import hand_in_tickets as tickets
from lib.ui.file_text import as_written
from lib.ui.screen import Screen

_LOOKS = {
    Outcome.ACCEPT: ("green", ":material/check_circle:"),
    Outcome.WARN: ("orange", ":material/info:"),
    Outcome.ASK: ("blue", ":material/help:"),
    Outcome.REJECT: ("red", ":material/block:"),
}


def state_of(ticket: Ticket) -> State:
    """Return how far the reading of a ticket is."""
    return cache.reader().state(ticket)


def show_state(here: Screen, ticket: Ticket, state: State) -> None:
    """Draw name and state of a file: progress that follows the reading, the outcome, or why nothing came of it."""
    t = here.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{as_written(ticket.file_name)}**", width="content")
        if isinstance(state, Finished):
            colour, icon = _LOOKS[state.reading.outcome]
            st.badge(t(f"outcome.{state.reading.outcome}"), icon=icon, color=colour)  # type: ignore[arg-type]
    if isinstance(state, Underway):
        # Asked again every second while a file is being read, and never otherwise.
        st.fragment(_follow, run_every=1.0)(here, ticket)
    elif isinstance(state, Failed):
        st.error(t.label(state.words), icon=":material/error:")
        st.button(
            t("handin.read_again"),
            key=f"reread_{ticket.ticket_id}_{here.view.language}",
            on_click=tickets.read_again,
            args=(ticket.ticket_id,),
        )
    else:
        _outcome(here, state)


def _follow(here: Screen, ticket: Ticket) -> None:
    state = cache.reader().state(ticket, 0.0)
    if not isinstance(state, Underway):
        st.rerun()
    step = here.t(f"handin.step_{state.step}" if f"handin.step_{state.step}" in here.t.sentences else "handin.step")
    percent = here.t.number(round(100 * state.part))
    st.progress(min(state.part, 1.0), text=here.t("handin.reading", step=step, percent=percent))


def _outcome(here: Screen, state: Finished) -> None:
    reading = state.reading
    if reading.outcome is Outcome.REJECT:
        reason = deciding_issue(reading)
        if reason is not None:
            st.text(issue_sentence(named(reason, here.name_of_code), here.t))
            st.caption(as_written(issue_advice(reason, here.t)))
    if state.strange:
        names = ", ".join(visible(code) for code in state.strange[:5])
        st.text(here.t("handin.strange", names=names))


def deciding_issue(reading: Reading) -> Issue | None:
    """Return the issue that ended a reading."""
    last = [issue for issue in reading.issues if issue.outcome in {Outcome.REJECT, Outcome.ASK}]
    return last[-1] if last else None


def read_as_line(here: Screen, reading: Reading) -> None:
    """Write how the file was understood."""
    sentence = read_as_sentence(asdict(reading.read_as), here.t, here.name_of_code)
    if sentence:
        st.caption(as_written(sentence))


def counts(here: Screen, state: Finished) -> dict[str, str]:
    """Return how many figures are new, changed, unchanged, set aside, refused and without a figure."""
    told, seen = state.reading.counts, state.preview
    numbers = {
        "new": seen.new if seen else None,
        "changed": seen.changed if seen else None,
        "unchanged": seen.unchanged if seen else None,
        "set_aside": told.set_aside,
        "refused": told.refused,
        "missing": told.missing,
    }
    return {name: here.t.number(count) for name, count in numbers.items()}


def counts_line(here: Screen, state: Finished) -> None:
    """Write the counts in one line."""
    if state.preview is not None:
        told = {name: text for name, text in counts(here, state).items() if text != "0"}
        st.text(" · ".join(here.t(f"handin.{name}_count", count=text) for name, text in told.items()))
