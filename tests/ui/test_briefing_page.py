"""Decks from begin to end in the app: begun, added to from two pages, arranged, frozen, overtaken, edited by two."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.model.observation import OBSERVATION_COLUMNS
from lib.services import decks
from lib.services.decks import Shelved
from lib.ui import cache
from lib.ui.routes import PATHS

APP = str(Path(__file__).parents[2] / "app.py")
PCI = {"ind": "PCI", "t": "2016", "base": "2015", "area": "63-19"}


@pytest.fixture(autouse=True)
def clean_shelf() -> Iterator[None]:
    yield
    workspace = cache.workspace()
    for shelved in decks.shelf(workspace):
        decks.put_away(shelved, "kiểm thử", workspace)


def opened(page: str, actor: str = "An", **parameters: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update(parameters)
    app.session_state["hand_in_actor"] = actor
    app._page_hash = calc_hash(PATHS[page])
    return app.run()


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.subheader, *app.info, *app.warning, *app.error, *app.success]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return app.run()


def add(page: str, **parameters: str) -> AppTest:
    app = opened(page, **parameters)
    app.session_state["choose_add_slide_vi"] = True
    app.run()
    return app


def shelf() -> Shelved:
    (found,) = decks.shelf(cache.workspace())
    return found


def begun(*pages: str) -> Shelved:
    workspace = cache.workspace()
    deck = decks.begin("Giao ban tháng 11", decks.today(), "vi", "An", workspace)
    for page in pages:
        deck = decks.keep(
            deck, deck.deck.with_slide(decks.slide_of(page, decks.View.read(PCI))), "An", workspace
        )
    return deck


def test_a_view_is_added_from_two_pages_and_the_second_finds_the_deck() -> None:
    app = add("map", **PCI)
    assert not app.exception
    app.text_input(key="choose_add_slide_new_vi").set_value("Giao ban tháng 11")
    app.text_input(key="choose_add_slide_title_vi").set_value("Ta đứng thứ bảy")
    press(app, "choose_add_slide_now_vi")
    assert not app.exception and not app.error
    assert "Đã thêm trang 1 vào bộ “Giao ban tháng 11”." in app.toast[0].value.replace("\\", "")
    first = shelf()
    assert [(slide.page, slide.title) for slide in first.deck.slides] == [("map", "Ta đứng thứ bảy")]
    again = add("ranking", **PCI)
    assert again.selectbox(key="choose_add_slide_deck_vi").value == first.deck_id
    press(again, "choose_add_slide_now_vi")
    second = shelf()
    assert [slide.page for slide in second.deck.slides] == ["map", "ranking"]
    assert decks.view_of(second.deck.slides[1]).areas == ("63-19",)
    assert second.actor == "An"
