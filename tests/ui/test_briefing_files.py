"""Files of a deck on the screen: followed, cancelled, saved when ready, told when they fail; two sessions share one."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.model.view import View
from lib.services import decks
from lib.services.deck_files import Progress
from lib.services.decks import Shelved
from lib.services.export_jobs import Finished, Order
from lib.ui import cache
from lib.ui.briefing_exports import exports
from lib.ui.routes import PATHS

APP = str(Path(__file__).parents[2] / "app.py")
PCI = {"ind": "PCI", "t": "2016", "base": "2015", "area": "63-19"}


@pytest.fixture(scope="module", autouse=True)
def process() -> Iterator[None]:
    yield
    exports().close()
    exports.clear()


@pytest.fixture
def deck() -> Iterator[Shelved]:
    workspace = cache.workspace()
    begun = decks.begin("Giao ban tháng 11", decks.today(), "vi", "An", workspace)
    kept = decks.keep(begun, begun.deck.with_slide(decks.slide_of("ranking", View.read(PCI))), "An", workspace)
    yield kept
    decks.put_away(decks.opened(kept.deck_id, workspace) or kept, "An", workspace)


def opened(deck: Shelved) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update({"bo": deck.deck_id})
    app.session_state["hand_in_actor"] = "An"
    app.session_state["choose_briefing_files_vi"] = True
    app._page_hash = calc_hash(PATHS["briefing"])
    return app.run()


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=f"choose_briefing_{key}_vi").click()
    return app.run()


def followed(app: AppTest) -> AppTest:
    """Run until nothing is under way any more."""
    deadline = time.monotonic() + 120
    while app.get("progress"):
        assert time.monotonic() < deadline
        time.sleep(0.2)
        app.run()
    return app


def end_process() -> None:
    """End the process in the midst of its work, as if the machine had run out of memory."""
    deadline = time.monotonic() + 120
    while (running := exports()._running) is None or running[0].progress == Progress("begin", count=1):
        assert time.monotonic() < deadline
        time.sleep(0.002)
    running[1].stop()


def said(app: AppTest) -> str:
    return "\n".join(str(part.value) for part in [*app.caption, *app.error]).replace("\\", "")


def test_a_file_is_followed_then_offered_and_tells_when_it_is_overtaken(deck: Shelved) -> None:
    app = opened(deck)
    assert not app.get("progress") and not app.get("download_button")
    press(app, "docx")
    assert app.button(key="choose_briefing_docx_vi").disabled
    (bar,) = app.get("progress")
    assert bar.proto.text.replace("\\", "").startswith("DOCX (bản tin một trang): Đang")
    other = opened(deck)
    press(other, "docx")  # another reader: the same file
    followed(app)
    followed(other)
    assert not app.exception and not app.error
    (offer,) = app.get("download_button")
    assert offer.proto.label == "Lưu DOCX (bản tin một trang), 0,1 MB"
    assert [button.proto.label for button in other.get("download_button")] == [offer.proto.label]
    assert "đã sẵn sàng. Số liệu đến" in said(app) and "lập trước khi" not in said(app)
    assert not app.button(key="choose_briefing_docx_vi").disabled
    order = Order("docx", deck.deck_id, deck.revision, deck.deck, cache.version())
    made = exports().state(order.key)
    assert isinstance(made, Finished) and made.file.content.startswith(b"PK")
    decks.keep(deck, deck.deck.doubled(deck.deck.slides[0].slide_id), "An", cache.workspace())
    app.run()
    assert "lập trước khi bộ" in said(app)


def test_who_cancels_sees_nothing_more_of_it_and_a_failure_says_number_and_way_out(deck: Shelved) -> None:
    app = opened(deck)
    press(app, "pptx")
    press(app, "stop_pptx")
    assert not app.get("progress") and not app.get("download_button") and not app.error
    assert not app.button(key="choose_briefing_pptx_vi").disabled
    press(app, "pdf")
    end_process()
    followed(app)
    assert not app.get("download_button")
    (told,) = app.error
    assert "PDF trình chiếu: Chương trình gặp lỗi khi lập tệp này (mã " in told.value.replace("\\", "")
    press(app, "again_pdf")
    followed(app)
    assert [button.proto.label[:19] for button in app.get("download_button")] == ["Lưu PDF trình chiếu"]
