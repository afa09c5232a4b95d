"""A deck as files to take along: made when asked for, on the office's own template where one is given."""

from functools import partial

import streamlit as st

from lib.report.slide_pptx import TemplateError
from lib.services.deck_files import FORMATS, check_template, deck_file, file_ending
from lib.services.decks import Shelved, file_stem
from lib.ui import cache
from lib.ui.page_head import literal
from lib.ui.screen import Screen

_ICONS = {
    "pptx": ":material/slideshow:",
    "pdf": ":material/picture_as_pdf:",
    "report": ":material/description:",
    "html": ":material/public:",
    "docx": ":material/article:",
}


def files_part(here: Screen, shelved: Shelved) -> None:
    """Offer the deck in every format."""
    t = here.t
    area = st.expander(
        t("briefing.files"), icon=":material/download:", key=here.widget("briefing_files"), on_change="rerun"
    )
    if not area.open:
        return
    with area:
        template = _template(here, shelved)
        with st.container(horizontal=True, gap="small"):
            for form in FORMATS:
                st.download_button(
                    t(f"briefing.file_{form}"),
                    partial(_file, form, shelved, template),
                    file_name=f"{file_stem(shelved.deck)}{file_ending(form)}",
                    key=here.widget(f"briefing_{form}"),
                    on_click="ignore",
                    icon=_ICONS[form],
                    disabled=not shelved.deck.slides,
                )
        st.caption(t("briefing.files_note"))


def _template(here: Screen, shelved: Shelved) -> bytes | None:
    """Take the office's template and say at once where it cannot be used."""
    t = here.t
    upload = st.file_uploader(t("briefing.template"), type=["pptx", "potx"], key=here.widget("briefing_template"))
    if upload is None:
        return None
    content: bytes = upload.getvalue()
    try:
        check_template(content, shelved.deck_id, shelved.deck, here.workspace)
    except TemplateError as error:
        st.error(literal(t.label(error.words)), icon=":material/error:")
        return None
    return content


def _file(form: str, shelved: Shelved, template: bytes | None) -> bytes:
    """Make the file; what goes wrong ends the making, and the browser is told that there is no file."""
    return deck_file(
        form, shelved.deck_id, shelved.deck, cache.workspace(), cache.boundaries(), template=template
    ).content
