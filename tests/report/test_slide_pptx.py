"""A deck as PowerPoint: what is read back is what the slides say; a template that does not fit is refused."""

import io
from collections.abc import Mapping
from datetime import date

import pytest
from pptx import Presentation

from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.view import View
from lib.report.slide_pptx import TemplateError, as_pptx
from lib.report.slides import DeckContent
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace

VIEW = View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-19",), unit_set="34", basis="restated")


@pytest.fixture(scope="module")
def file(workspace: Workspace) -> bytes:
    boundaries: Mapping[str, Boundaries] = {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}
    deck = Deck("Giao ban", date(2026, 11, 24), (slide_of("map", VIEW), slide_of("ranking", VIEW)))
    return as_pptx(deck_content("d", deck, workspace, boundaries))


def test_every_unit_of_a_map_is_a_shape_of_its_name(file: bytes) -> None:
    group = next(shape for shape in Presentation(io.BytesIO(file)).slides[0].shapes if hasattr(shape, "shapes"))
    names = {shape.name for shape in group.shapes}
    assert {"Thái Nguyên", "Đắk Lắk", "Cà Mau", "Huế"} <= names
    texts = " ".join(shape.text_frame.text for shape in group.shapes if shape.has_text_frame)
    assert "Hoàng Sa" in texts and "Trường Sa" in texts


def test_a_table_is_a_table_with_the_figures_as_they_are_read(file: bytes) -> None:
    tables = [shape.table for shape in Presentation(io.BytesIO(file)).slides[1].shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    own = next(row for row in rows if "Thái Nguyên" in row)
    assert "45,22" in own and "3" in own


def test_a_file_that_is_no_template_is_refused_with_the_way_out() -> None:
    with pytest.raises(TemplateError, match="không phải là tệp PowerPoint") as refused:
        as_pptx_of(b"PK no")
    assert "pptx" in refused.value.words.en


def as_pptx_of(template: bytes) -> bytes:
    return as_pptx(DeckContent("d", "x", date(2026, 1, 1), "vi", "room", (), "", ""), template)
