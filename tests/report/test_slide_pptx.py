"""A deck as PowerPoint: what is read back is what the slides say, on our own ground and on an office's template."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pptx import Presentation
from pptx.slide import Slide

from lib.i18n import translator
from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck
from lib.model.view import View
from lib.report.slide_pptx import as_pptx
from lib.report.slides import DeckContent, MapFigure, TableFigure
from lib.report.table_cuts import cell_texts
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace

VIEW = View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-19",), unit_set="34", basis="restated")
PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
PAIR = replace(PCI, mode="pair")
FIGURE = re.compile(r"(≈ )?[+−]?[\d.,]+")
GONE = View(indicator="NOPE")


@pytest.fixture(scope="module")
def content(workspace: Workspace) -> DeckContent:
    boundaries: Mapping[str, Boundaries] = {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}
    slides = [slide_of("map", VIEW), slide_of("ranking", PCI), slide_of("map", PAIR), slide_of("map", GONE)]
    slides[1] = replace(slides[1], note="Nhấn mạnh mức tăng so với năm 2015.")
    frozen_at = workspace.store.instant()
    return deck_content(
        "d", Deck("Giao ban", date(2026, 11, 24), tuple(slides), frozen_at=frozen_at), workspace, boundaries
    )


@pytest.fixture(scope="module")
def file(content: DeckContent) -> bytes:
    return as_pptx(content)


@pytest.fixture(scope="module")
def pages(file: bytes) -> list[Any]:
    """The slides of the deck, without the first and the last that the file adds."""
    return list(Presentation(io.BytesIO(file)).slides)[1:-1]


def texts(shapes: Iterable[Any]) -> list[str]:
    return [shape.text_frame.text for shape in shapes if shape.has_text_frame]


def groups(page: Slide) -> list[Any]:
    return [shape for shape in page.shapes if hasattr(shape, "shapes")]


def test_every_unit_of_a_map_is_a_shape_of_its_name_and_both_archipelagos_are_there(
    pages: list[Any], content: DeckContent, workspace: Workspace
) -> None:
    t = translator("vi")
    for page, slide in zip(pages, content.slides, strict=True):
        if not isinstance(slide.figure, MapFigure):
            continue
        drawn = groups(page)
        assert len(drawn) == len(slide.figure.paints)
        for group, paint in zip(drawn, slide.figure.paints, strict=True):
            names = {shape.name for shape in group.shapes}
            units = workspace.gazetteer.members(paint.unit_set)
            assert {t.label(unit.label) for unit in units} <= names
            told = " ".join(texts(group.shapes))
            assert "Hoàng Sa" in told and "Trường Sa" in told


def test_the_words_and_figures_on_a_map_are_those_of_its_paint(pages: list[Any], content: DeckContent) -> None:
    for page, slide in ((pages[0], content.slides[0]), (pages[2], content.slides[2])):
        assert isinstance(slide.figure, MapFigure)
        for group, paint in zip(groups(page), slide.figure.paints, strict=True):
            told = {(shape.name, shape._element._nvXxPr.cNvPr.get("descr", "")) for shape in group.shapes}
            labels = [shape.text_frame.text.replace("\n", " ") for shape in group.shapes if shape.has_text_frame]
            values = {area.label: area.value for area in paint.areas}
            assert all(any(value in said for at, said in told if at == name) for name, value in values.items())
            followed = pairwise(labels)
            figures = [(name, text) for name, text in followed if name in values and FIGURE.fullmatch(text)]
            in_one = [(name, text.removeprefix(f"{name} ")) for name in values for text in labels if f"{name} " in text]
            figures += [(name, text) for name, text in in_one if FIGURE.fullmatch(text)]
            assert len(figures) > 5
            assert all(values[name].startswith(text) for name, text in figures)


def test_no_shape_of_a_map_throws_a_shadow(file: bytes) -> None:
    drawn = zipfile.ZipFile(io.BytesIO(file)).read("ppt/slides/slide2.xml").decode()
    group = drawn[drawn.index("<p:grpSp>") :]
    assert "<a:effectLst/>" in group and "effectRef" not in group


def test_a_table_is_a_table_with_every_figure_as_it_is_read(pages: list[Any], content: DeckContent) -> None:
    figure = content.slides[1].figure
    assert isinstance(figure, TableFigure)
    tables = [shape.table for shape in pages[1].shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in tables[0].rows]
    assert rows == [list(figure.table.headings), *cell_texts(figure, translator("vi"))]
    own = next(row for row in rows if "Thái Nguyên" in row)
    assert "61,82" in own and "+0,61" in own


def test_what_is_said_stands_on_the_slide_or_in_its_notes(pages: list[Any], content: DeckContent) -> None:
    for page, slide in zip(pages, content.slides, strict=True):
        said = " ".join(
            " ".join(
                [*texts(page.shapes), page.notes_slide.notes_text_frame.text if page.has_notes_slide else ""]
            ).split()
        )
        for sentence in (slide.title, slide.problem, *slide.sentences, slide.note, *slide.breaks):
            assert " ".join(sentence.split()) in said
    assert "không còn trong danh mục" in " ".join(texts(pages[3].shapes))


def test_notes_carry_note_and_definitions(pages: list[Any], content: DeckContent) -> None:
    notes = pages[1].notes_slide.notes_text_frame.text
    assert notes.startswith("Nhấn mạnh mức tăng so với năm 2015.")
    assert content.slides[1].definitions[0][1] in notes


def test_the_first_slide_says_title_day_stamp_and_hash_the_last_every_definition_once(
    file: bytes, content: DeckContent
) -> None:
    first, *_, last = Presentation(io.BytesIO(file)).slides
    told = " ".join(texts(first.shapes))
    assert all(text in told for text in ("Giao ban", "24/11/2026", content.stamp, content.content_hash))
    meant = " ".join(texts(last.shapes))
    for _, meaning in {pair for slide in content.slides for pair in slide.definitions}:
        assert meant.count(meaning) == 1
    assert translator("vi")("file.rules_text") in meant


def test_the_same_deck_gives_the_same_bytes(file: bytes, content: DeckContent) -> None:
    assert as_pptx(content) == file


def test_lines_stand_as_far_apart_as_they_were_measured(file: bytes) -> None:
    drawn = zipfile.ZipFile(io.BytesIO(file)).read("ppt/slides/slide3.xml").decode()
    sizes = [int(size) / 100 for size in re.findall(r'<a:rPr[^>]* sz="(\d+)"', drawn)]
    pitches = [int(pitch) / 100 for pitch in re.findall(r'<a:lnSpc><a:spcPts val="(\d+)"', drawn)]
    assert len(sizes) == len(pitches)
    assert all(1.1 * size <= pitch <= 1.3 * size for size, pitch in zip(sizes, pitches, strict=True))


def test_an_english_deck_is_english(content: DeckContent) -> None:
    told = Presentation(io.BytesIO(as_pptx(replace(content, language="en", slides=()))))
    assert "Definitions and rules" in texts(told.slides[-1].shapes)
