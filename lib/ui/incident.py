"""Our own mistakes: the reader gets a plain sentence with a number, the log gets the trace under that number."""

import logging
import secrets

import streamlit as st

from lib.i18n import translator
from lib.model.view import View

_LOG = logging.getLogger(__name__)


def show_incident(error: BaseException) -> bool:
    """Say that something went wrong on our side; True: nothing else need be shown. Hook of `st.App`."""
    number = secrets.token_hex(4)
    _LOG.error("incident %s", number, exc_info=error)
    t = translator(View.read(st.query_params.to_dict()).language)
    st.error(t("incident.sentence", number=number), icon=":material/error:")
    return True
