"""No text of a PowerPoint deck overflows its box or lies on another, in the widths of the office's typeface."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation

from lib.charts.typeface import Weight, wrapped
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.view import View
from lib.report.pptx_text import EMU_PER_POINT, WIDER
from lib.report.slide_pptx import as_pptx
from lib.report.slides import DeckContent
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace

NEW = View(indicator="PAPI_TOTAL_D1_D8", period="2024", base="2023", areas=("34-19",), unit_set="34", basis="restated")
PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
VIEWS = (("ranking", NEW), ("trend", NEW), ("province", PCI), ("trend", PCI), ("map", NEW))


@pytest.fixture(scope="module")
def content(workspace: Workspace) -> DeckContent:
    boundaries: Mapping[str, Boundaries] = {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}
    deck = Deck("Giao ban tháng 11: " * 6, date(2026, 11, 24), tuple(slide_of(page, view) for page, view in VIEWS))
    return deck_content("d", deck, workspace, boundaries)


def long_winded(content: DeckContent) -> DeckContent:
    """The same deck with long titles and more said than a slide holds."""
    said = (
        "Một câu dài để xem lời có tràn khỏi chỗ của nó trên trang chiếu hay không, kể cả khi phải nhỏ lại. " * 2,
    ) * 6
    slides = tuple(replace(slide, title=f"{slide.title} – " * 6, sentences=said) for slide in content.slides)
    return replace(content, slides=slides, preset="projector")


def lines_of(paragraph: Any, width: int) -> float:  # noqa: ANN401 - python-pptx types none of these
    run = paragraph.runs[0]
    weight: Weight = 600 if run.font.bold else 400
    found = wrapped(paragraph.text, run.font.size, width / WIDER + 1, weight)
    return float(len(found) * paragraph.line_spacing)


def texts(page: Any) -> Iterator[Any]:  # noqa: ANN401
    return (shape for shape in page.shapes if shape.has_text_frame and shape.text_frame.text)


@pytest.mark.parametrize("long", [False, True])
def test_no_text_overflows_its_box_or_its_cell(content: DeckContent, *, long: bool) -> None:
    made = as_pptx(long_winded(content) if long else content)
    for page in Presentation(io.BytesIO(made)).slides:
        for shape in texts(page):
            high = sum(lines_of(paragraph, shape.width) for paragraph in shape.text_frame.paragraphs)
            assert high <= shape.height + EMU_PER_POINT, shape.text_frame.text
        for table in (shape.table for shape in page.shapes if shape.has_table):
            for row in table.rows:
                for column, cell in zip(table.columns, row.cells, strict=True):
                    free = column.width - cell.margin_left - cell.margin_right
                    assert lines_of(cell.text_frame.paragraphs[0], free) <= row.height + EMU_PER_POINT, cell.text


@pytest.mark.parametrize("long", [False, True])
def test_nothing_lies_on_anything_else_or_off_the_slide(content: DeckContent, *, long: bool) -> None:
    deck: Any = Presentation(io.BytesIO(as_pptx(long_winded(content) if long else content)))
    for page in deck.slides:
        boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + s.height) for s in page.shapes]
        for name, left, top, right, bottom in boxes:
            assert left >= 0 and top >= 0, name
            assert right <= deck.slide_width + EMU_PER_POINT and bottom <= deck.slide_height + EMU_PER_POINT, name
        for one, other in combinations(boxes, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            assert min(across, down) < EMU_PER_POINT, (one[0], other[0])


def test_what_is_cut_on_the_slide_is_whole_in_the_notes(content: DeckContent) -> None:
    told = long_winded(content)
    for page, slide in zip(list(Presentation(io.BytesIO(as_pptx(told))).slides)[1:], told.slides, strict=False):
        shown = " ".join(" ".join(shape.text_frame.text for shape in texts(page)).split())
        notes = page.notes_slide.notes_text_frame
        assert notes is not None
        for said in (slide.title, *slide.sentences):
            assert " ".join(said.split()) in f"{shown} {' '.join(notes.text.split())}"
