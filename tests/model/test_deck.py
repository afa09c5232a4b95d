from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from lib.model.deck import PRESETS, Deck, Slide, body_of, deck_of, new_id

slides = st.builds(
    Slide,
    slide_id=st.text("abc123", min_size=1, max_size=6),
    page=st.sampled_from(["map", "trend", "ranking", "province", "compare"]),
    address=st.text(max_size=20),
    title=st.text(max_size=20),
    sentence=st.text(max_size=20),
    note=st.text(max_size=20),
    seconds=st.integers(0, 600),
)
decks = st.builds(
    Deck,
    title=st.text(max_size=20),
    day=st.dates(),
    slides=st.lists(slides, max_size=5, unique_by=lambda slide: slide.slide_id).map(tuple),
    language=st.sampled_from(["vi", "en"]),
    preset=st.sampled_from(PRESETS),
    frozen_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    meeting_before=st.none() | st.dates(),
    frozen_when=st.none() | st.datetimes(timezones=st.just(UTC)),
    frozen_marks=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2).map(
        lambda own: tuple(own.items())
    ),
    frozen_headlines=st.none() | st.lists(st.text(max_size=5), max_size=2).map(tuple),
)


@given(decks)
def test_a_deck_is_read_back_from_its_own_text(deck: Deck) -> None:
    assert deck_of(body_of(deck)) == deck


@given(decks, st.integers(-9, 9))
def test_arranging_loses_no_slide(deck: Deck, steps: int) -> None:
    for slide in deck.slides:
        moved = deck.moved(slide.slide_id, steps)
        assert sorted(own.slide_id for own in moved.slides) == sorted(own.slide_id for own in deck.slides)
        doubled = deck.doubled(slide.slide_id).slides
        place = deck.slides.index(slide)
        assert len(doubled) == len(deck.slides) + 1
        assert (doubled[place].address, doubled[place].slide_id) != (doubled[place + 1].address, doubled[place + 1])
        assert doubled[place + 1].address == slide.address
        assert slide not in deck.without(slide.slide_id).slides


def test_a_slide_moves_one_place_and_stays_inside_the_deck() -> None:
    deck = Deck("Giao ban", date(2026, 11, 24), (Slide("a", "map", ""), Slide("b", "trend", ""), Slide("c", "map", "")))
    assert [slide.slide_id for slide in deck.moved("c", -1).slides] == ["a", "c", "b"]
    assert [slide.slide_id for slide in deck.moved("c", 5).slides] == ["a", "b", "c"]
    assert deck.moved("nobody", 1) == deck


def test_an_older_text_with_less_and_a_newer_one_with_more_are_read() -> None:
    body = '{"title": "Cũ", "day": "2026-01-05", "slides": [{"slide_id": "a", "page": "map", "address": "", "x": 1}]}'
    assert deck_of(body) == Deck("Cũ", date(2026, 1, 5), (Slide("a", "map", ""),))
    assert deck_of(body_of(Deck("x", date(2026, 1, 5), frozen_at=datetime(2026, 1, 5, tzinfo=UTC)))).frozen_at


def test_ids_are_not_given_twice() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_an_id_is_typed_from_a_wall_screen_and_no_option_of_a_command() -> None:
    for _ in range(500):
        said = new_id()
        assert said.isalnum() and said == said.lower()
        assert not set(said) & set("01ilo")
