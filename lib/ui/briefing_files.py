"""A deck as files to take along: made when asked for, on the office's own template where one is given."""

import streamlit as st

from lib.report.slide_pptx import TemplateError
from lib.services.deck_files import FORMATS, check_template
from lib.services.decks import Shelved
from lib.services.export_jobs import Order
from lib.ui.briefing_exports import ask, exports, exports_part, under_way
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
    """Offer the deck in every format, and show what is being made or is ready."""
    t = here.t
    area = st.expander(
        t("briefing.files"), icon=":material/download:", key=here.widget("briefing_files"), on_change="rerun"
    )
    if not area.open:
        return
    with area:
        template = _template(here, shelved)
        if shelved.deck.slides:
            exports().warm()
        orders = {form: _order(here, shelved, form, template) for form in FORMATS}
        busy = under_way(orders)
        with st.container(horizontal=True, gap="small"):
            for form, order in orders.items():
                st.button(
                    t(f"briefing.file_{form}"),
                    key=here.widget(f"briefing_{form}"),
                    on_click=ask,
                    args=(order,),
                    icon=_ICONS[form],
                    disabled=not shelved.deck.slides or form in busy,
                )
        exports_part(here, orders)
        st.caption(t("briefing.files_note"))


def _order(here: Screen, shelved: Shelved, form: str, template: bytes | None) -> Order:
    own = template if form == "pptx" else None
    return Order(form, shelved.deck_id, shelved.revision, shelved.deck, here.version, own)


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
