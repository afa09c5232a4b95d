"""The view and the address bar: one is always the spelling of the other."""

import streamlit as st

from lib.model.view import View

_STATE = "view"


def current_view() -> View:
    """Return the view the address spells; an address without parameters keeps the view of the page before."""
    parameters = st.query_params.to_dict()
    if parameters:
        return View.read(parameters)
    remembered = st.session_state.get(_STATE)
    return remembered if isinstance(remembered, View) else View()


def remember(view: View) -> None:
    """Make `view` the one that is on screen: in the session for the next page, in the address for everybody else."""
    before = st.session_state.get(_STATE)
    st.session_state[_STATE] = view
    # A link to the page it stands on asks for another view and leaves the address bar as it was: without a word from
    # here the next click would ask for the view before.
    if before not in (None, view) or st.query_params.to_dict() != view.spelled():
        st.query_params.from_dict(view.spelled())
