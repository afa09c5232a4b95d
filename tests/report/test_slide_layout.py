"""Nothing stands on anything else on a slide, whatever is said; what finds no room goes to the notes, never away."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.map_paint import MapPaint
from lib.charts.picture import Box
from lib.charts.typeface import text_width
from lib.model.boundaries import Boundaries
from lib.report.slide_layout import HEIGHT, LEAST_TYPE, LOOKS, WIDTH, slide_layout
from lib.report.slides import DeckContent, MapFigure, SlideContent, TableFigure
from lib.report.workbook import Table

TABLE = TableFigure(Table("", ["a"], [["1"]], [None], ()))
MAP = MapFigure((cast(MapPaint, None),), cast(Boundaries, None))  # the layout only counts the maps
ROOM = LOOKS["room"]
PLAIN = SlideContent("b", "PCI 2016 so với 2015", ("Thái Nguyên đạt 61,82 điểm.",), TABLE, "PCI (điểm) · 2016 · 63/63")


def deck_of(*slides: SlideContent) -> DeckContent:
    return DeckContent("d", "Giao ban", date(2026, 11, 24), "vi", "room", slides, "Số liệu chốt lúc 22/11/2026", "")


words = st.lists(st.sampled_from(["Đắk", "Nông", "61,82", "điểm", "nghị-quyết-202/2025/QH15" * 3, "ở"]), max_size=60)
sentences = words.map(" ".join)


contents = st.builds(
    SlideContent,
    slide_id=st.just("b"),
    title=sentences,
    sentences=st.lists(sentences, max_size=8).map(tuple),
    figure=st.sampled_from([TABLE, MAP, None]),
    small_print=sentences,
    breaks=st.lists(sentences, max_size=6).map(tuple),
)


@given(content=contents, preset=st.sampled_from([*LOOKS]), wider=st.sampled_from([1.0, 1.15]))
def test_no_text_meets_another_and_all_of_it_is_large(content: SlideContent, preset: str, wider: float) -> None:
    layout = slide_layout(content, deck_of(content), LOOKS[preset], wider=wider)
    texts = [layout.title, layout.said, layout.small_print, layout.stamp, layout.number]
    boxes = [text.box for text in texts if text.lines] + ([layout.figure] if content.figure else [])
    for one, other in combinations(boxes, 2):
        assert not one.meets(other)
    for text in texts:
        assert text.size >= LEAST_TYPE
        for line in text.lines:
            assert text_width(line, text.size) * wider <= text.box.width + 0.5
    assert all(Box(0, 0, WIDTH, HEIGHT).holds(box) for box in boxes)
    assert content.figure is None or (layout.figure.height > 280 and layout.figure.width > 500)


def test_sentences_and_breaks_that_find_no_room_go_to_the_notes() -> None:
    long = tuple(f"Câu thứ {number} " + "nói rất dài về mọi việc trong tỉnh " * 9 for number in range(9))
    layout = slide_layout(replace(PLAIN, sentences=long, breaks=long), deck_of(PLAIN), LOOKS["room"])
    shown = " ".join(layout.said.lines)
    for sentence in long:
        assert sentence.strip() in shown or sentence in layout.left_out
    assert layout.left_out


def test_the_foot_tells_the_page_and_as_of_when_the_figures_are() -> None:
    other = replace(PLAIN, slide_id="a")
    layout = slide_layout(PLAIN, deck_of(other, PLAIN), LOOKS["room"])
    assert layout.number.lines == ("2/2",)
    assert layout.stamp.lines == ("Số liệu chốt lúc 22/11/2026",)


@pytest.mark.parametrize("preset", LOOKS)
def test_a_map_has_the_right_part_over_the_full_height_beside_its_words(preset: str) -> None:
    layout = slide_layout(replace(PLAIN, figure=MAP), deck_of(PLAIN), LOOKS[preset])
    assert (layout.figure.top, layout.figure.bottom, layout.figure.right) == (0, HEIGHT, WIDTH)
    assert 0.28 <= layout.figure.left / WIDTH <= 0.32
    assert layout.said.box.right < layout.figure.left


def test_a_picture_of_one_view_is_no_page_of_anything() -> None:
    assert slide_layout(PLAIN, deck_of(PLAIN), LOOKS["print"]).number.lines == ()


def test_sentences_stand_apart_where_there_is_room_and_breaks_run_on_in_one_paragraph() -> None:
    told = ("Năm 2016 đứng đầu là Đà Nẵng.", "Năm 2016 đứng cuối là Cao Bằng.")
    layout = slide_layout(
        replace(PLAIN, sentences=told, breaks=("① Đổi trọng số.", "② Đổi mẫu.")), deck_of(PLAIN), ROOM
    )
    assert layout.said.starts == (1,)
    assert layout.said.foot(1) - layout.said.foot(0) > 1.5 * layout.said.size
    assert layout.said.foot(1) <= layout.said.box.bottom
    assert layout.printed == (PLAIN.small_print, "(1) Đổi trọng số. (2) Đổi mẫu.")
    assert layout.small_print.lines == layout.printed
