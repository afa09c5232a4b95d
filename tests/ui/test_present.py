"""The addresses of a deck: shown with rules that let nothing outside in, what is newer, the code for the room."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from lib.model.deck import Slide
from lib.services.configuration import var_folder
from lib.services.decks import Shelved, begin, freeze, keep, opened
from lib.ui import cache, present, present_shelf
from lib.ui.routes import present_path, short_path

Answer = Callable[[Request], Awaitable[Response]]


@pytest.fixture(scope="module")
def shelved(own_app: Path) -> Shelved:
    """A deck that is quickly drawn: its only slide can no longer be made."""
    begun = begin("Giao ban", date(2026, 11, 24), "vi", "Văn phòng", cache.workspace())
    return keep(begun, begun.deck.with_slide(Slide("a", "map", "ind=NO_SUCH")), "Văn phòng", cache.workspace())


def asked(answer: Answer, deck_id: str, host: str = "10.0.0.5:8501") -> Response:
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "scheme": "http",
        "query_string": b"",
        "server": ("10.0.0.5", 8501),
        "headers": [(b"host", host.encode())],
        "path_params": {"deck_id": deck_id},
    }

    async def ask() -> Response:
        return await answer(Request(scope))

    with ThreadPoolExecutor(1) as thread:  # of its own: a browser test before may have left a loop in this one
        return thread.submit(asyncio.run, ask()).result()


def text(response: Response) -> str:
    return bytes(response.body).decode()


def test_a_deck_is_shown_with_its_code_and_asks_only_its_own_server(shelved: Shelved) -> None:
    response = asked(present.shown, shelved.deck_id)
    page = text(response)
    assert response.status_code == 200 and "NO_SUCH" in page
    rules = response.headers["content-security-policy"]
    assert "default-src 'none'" in rules and "http" not in rules and "*" not in rules
    assert f"http://10.0.0.5:8501{short_path(shelved.deck_id)}" in page and "<svg" in page
    assert f'"news": "{present_path(shelved.deck_id)}/moi"' in page
    assert "chỉ mở được trên máy đang trình chiếu" not in page
    local = text(asked(present.shown, shelved.deck_id, "127.0.0.1:8501"))
    assert "chỉ mở được trên máy đang trình chiếu" in local


def test_a_deck_that_is_not_there_is_told_in_words(shelved: Shelved) -> None:
    response = asked(present.shown, f"{shelved.deck_id}x")
    assert response.status_code == 404 and "Không còn bộ trình chiếu này" in text(response)
    assert asked(present.news, f"{shelved.deck_id}x").status_code == 404


def test_the_short_address_leads_to_the_deck(shelved: Shelved) -> None:
    response = asked(present.lead_on, shelved.deck_id)
    assert (response.status_code, response.headers["location"]) == (307, present_path(shelved.deck_id))


def test_news_tell_that_the_deck_was_edited_and_a_frozen_one_stays_as_it_is(shelved: Shelved) -> None:
    before = json.loads(text(asked(present.news, shelved.deck_id)))
    assert (before["title"], before["lines"]) == ("", [])
    edited = keep(shelved, replace(shelved.deck, title="Giao ban tháng"), "Văn phòng", cache.workspace())
    after = json.loads(text(asked(present.news, shelved.deck_id)))
    assert after["mark"] != before["mark"]
    assert "Giao ban tháng" in text(asked(present.shown, shelved.deck_id))
    frozen = freeze(edited, "Văn phòng", cache.workspace())
    assert json.loads(text(asked(present.news, shelved.deck_id)))["mark"] == f"{frozen.revision}-0"


def test_a_deck_is_drawn_once_and_kept_for_the_next_start(shelved: Shelved) -> None:
    found = opened(shelved.deck_id, cache.workspace())
    assert found is not None
    page = present_shelf.drawn(found).result()
    present_shelf._PENDING.clear()
    files = [*(var_folder(cache.ROOT) / "slides").glob(f"{shelved.deck_id}~*.html")]
    assert len(files) == 1
    files[0].write_text(page + "<!-- of the disk -->", encoding="utf-8")
    assert present_shelf.drawn(found).result().endswith("<!-- of the disk -->")


def test_a_deck_that_takes_long_to_draw_is_announced_by_its_title(
    shelved: Shelved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(present_shelf, "drawn", lambda _: Future())
    monkeypatch.setattr(present, "_PATIENCE", 0.01)
    page = text(asked(present.shown, shelved.deck_id))
    assert "Đang vẽ 1 trang" in page and "location.reload()" in page


def test_a_deck_that_cannot_be_drawn_is_told_in_words_with_a_number_and_a_way_out(
    shelved: Shelved, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken: Future[str] = Future()
    broken.set_exception(ValueError("no such ink"))
    monkeypatch.setattr(present_shelf, "drawn", lambda _: broken)
    response = asked(present.shown, shelved.deck_id)
    page = text(response)
    assert response.status_code == 500 and "Chương trình gặp sự cố khi vẽ bộ này (mã " in page
    assert f'href="/trinh-chieu?bo={shelved.deck_id}"' in page
    number = page.split("(mã ")[1][:8]
    assert f"incident {number}" in caplog.text and "no such ink" in caplog.text
    assert "location.reload()" not in page


def test_a_page_kept_on_disk_is_not_that_of_another_catalogue_or_gazetteer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "ROOT", tmp_path)
    seen = set()
    for name, content in (("data/catalogue.csv", "a"), ("data/catalogue.csv", "b"), ("geo/units.csv", "a")):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)
        seen.add(present_shelf._program.__wrapped__())
    assert len(seen) == 3
