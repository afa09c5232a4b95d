"""What is told on the deck's page: a name is asked for where it lacks, and a new deck is begun from the form."""

from lib.services import decks
from lib.ui import cache
from tests.ui.test_briefing_page import begun, clean_shelf, opened, shelf

__all__ = ["clean_shelf"]  # a fixture


def test_a_name_that_lacks_is_asked_for_beside_what_it_hindered_and_told_wherever_one_works() -> None:
    deck = begun("ranking")
    app = opened("briefing", actor="", bo=deck.deck_id)
    next(button for button in app.button if button.label == "Chốt số liệu").click()
    app.run()
    assert "Chưa lưu được" in app.toast[0].value
    app.text_input(key="briefing_actor_said").set_value("Bình")
    app.run()
    next(button for button in app.button if button.label == "Chốt số liệu").click()
    app.run()
    assert (shelf().deck.frozen_at is not None, shelf().actor) == (True, "Bình")
    assert [toast.value for toast in app.toast] == ["Đã chốt số liệu. Hoàn tác ở đầu trang."]


def test_a_new_deck_is_begun_from_its_form_and_the_address_names_it() -> None:
    app = opened("briefing")
    app.text_input(key="choose_briefing_new_title_vi").set_value("Giao ban tháng 12")
    next(button for button in app.button if button.label == "Lập bộ trình chiếu").click()
    app.run()
    (kept,) = decks.shelf(cache.workspace())
    assert (kept.deck.title, app.query_params["bo"]) == ("Giao ban tháng 12", kept.deck_id)
