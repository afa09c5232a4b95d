"""Handing in on screen: what waits survives in the address, every state says what it is, a file is stored once."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.model.indicator import Accumulation
from lib.services.desk import Ticket
from lib.ui import cache
from lib.ui.file_text import as_written
from lib.ui.hand_in_tickets import PASTED_NAME
from tests.ui.test_pages import opened, words

NASTY = "<b>Hà</b> [x](http://example.org) **z** :material/home: $x$ =1+1"
HEAD = "GRDP_GROWTH 2024"


@pytest.fixture(autouse=True)
def own_installation(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store and a desk of this test's own."""
    monkeypatch.setenv("TOAN_CANH_VAR", str(office_folder))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield
    cache.workspace().store.close()
    st.cache_resource.clear()
    st.cache_data.clear()


def table(head: str = HEAD, last: str = "", shift: int = 0) -> bytes:
    names = [unit.label.vi for unit in cache.workspace().gazetteer.members("63")]
    rows = [f"{name};{(place + shift) % 9 + 1},{place % 7 + 1}" for place, name in enumerate(names)]
    return "\n".join([f"Tỉnh;{head}", *rows, *([last] if last else [])]).encode()


def ticket_of(content: bytes, name: str = "Biểu 1.csv") -> Ticket:
    return cache.desk().receive(name, content, "Sở Tài chính")


def settled(app: AppTest) -> AppTest:
    """Run until no file is being read any more."""
    deadline = time.monotonic() + 60
    while app.get("progress") and time.monotonic() < deadline:
        time.sleep(0.1)
        app.run()
    assert not app.exception
    return app


def page(*tickets: Ticket, **parameters: str) -> AppTest:
    return settled(opened("hand_in", phieu=",".join(ticket.ticket_id for ticket in tickets), **parameters))


def texts(app: AppTest) -> str:
    return "\n".join([words(app), *(str(text.value) for text in app.text), *(str(one.value) for one in app.error)])


def button(app: AppTest, label: str) -> object:
    found = [one for one in app.button if one.label == label]
    assert found, [one.label for one in app.button]
    return found[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_a_file_the_page_says_how_it_works(language: str) -> None:
    app = opened("hand_in", lang=language)
    assert not app.exception
    assert {"vi": "Không cần sửa bảng trước", "en": "Nothing has to be edited first"}[language] in words(app)
    assert not (Path(cache.var_folder(cache.ROOT)) / "handed-in").exists()  # nothing waits: the desk was not asked


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_file_that_waits_is_shown_with_its_counts_in_both_languages(language: str) -> None:
    app = page(ticket_of(table(last="Hà;5,5")), lang=language)
    counts = {metric.label: metric.value for metric in app.metric}
    assert counts[{"vi": "Mới", "en": "New"}[language]] == "63"
    assert counts[{"vi": "Từ chối", "en": "Refused"}[language]] == "1"
    assert "Biểu 1.csv" in words(app)
    assert len(app.dataframe[0].value) == 63


def test_every_other_page_keeps_the_file_in_its_address_and_shows_its_card() -> None:
    ticket = ticket_of(table())
    app = settled(opened("ranking", phieu=ticket.ticket_id))
    assert app.query_params["phieu"] == ticket.ticket_id
    assert "Biểu 1.csv" in words(app)
    assert "63 mới" in texts(app)


def test_a_file_that_is_gone_is_said_and_dropped_from_the_address() -> None:
    app = opened("ranking", phieu="AAAAAAAAAAAA")
    assert "AAAAAAAAAAAA" in app.warning[0].value
    assert "phieu" not in app.query_params


def test_the_question_is_answered_from_what_is_proposed_or_freely() -> None:
    ticket = ticket_of(table(head="GRDP_GROWTH"))
    app = page(ticket)
    assert "kỳ nào" in texts(app)
    field = next(one for one in app.text_input if one.label.startswith("Kỳ"))
    assert button(app, "Xác nhận").disabled
    field.set_value("hôm qua").run()
    assert "Chưa hiểu kỳ này" in words(app)
    assert button(app, "Trả lời").disabled
    next(one for one in app.text_input if one.label.startswith("Kỳ")).set_value("Năm 2024").run()
    settled(button(app, "Trả lời").click().run())
    counts = {metric.label: metric.value for metric in app.metric}
    assert counts["Mới"] == "63"
    settled(button(app, "Hỏi lại từ đầu").click().run())
    assert "kỳ nào" in texts(app)


def test_an_indicator_nobody_knows_is_described_on_the_spot_and_used() -> None:
    app = page(ticket_of(table(head="Số điểm phát sóng 2024")))
    settled(app.radio[0].set_value("\N{NULL}new").run())
    named = {one.label: one for one in app.text_input}
    assert named["Tên chỉ tiêu"].value == "Số điểm phát sóng"
    named["Tên chỉ tiêu"].set_value("Trạm thông tin di động")  # the file does not say so: the answer must lead there
    named["Đơn vị tính"].set_value("trạm")
    next(one for one in app.checkbox if one.label == "Số lũy kế từ đầu năm").check()
    settled(button(app, "Thêm và dùng cho tệp này").click().run())
    added = [code for code in cache.workspace().catalogue.indicators if code.startswith("OWN_")]
    assert len(added) == 1
    assert cache.workspace().catalogue.indicators[added[0]].accumulation is Accumulation.YEAR_TO_DATE
    assert {metric.label: metric.value for metric in app.metric}["Mới"] == "63"


def test_an_unclear_label_is_settled_or_left_out() -> None:
    content = table().replace("Hải Dương;".encode(), "Hải Dơng;".encode())
    app = page(ticket_of(content))
    unclear = next(one for one in app.selectbox if one.label.replace("\\", "") == "Hải Dơng")
    unclear.set_value("63-30")
    settled(button(app, "Dùng các lựa chọn").click().run())
    assert {metric.label: metric.value for metric in app.metric}["Mới"] == "63"
    assert "Hải Dơng" not in [one.label for one in app.selectbox]


def test_confirming_needs_a_name_stores_once_and_leads_to_the_map() -> None:
    ticket = ticket_of(table())
    cache.desk().annotate(ticket.ticket_id, "Số chính thức")
    nameless = cache.desk().receive("b.csv", table(shift=1), "")
    app = page(nameless)
    settled(button(app, "Xác nhận").click().run())
    assert "Ghi người hoặc đơn vị nộp" in texts(app)
    assert len(cache.workspace().store.batches()) == 1
    app = page(ticket, nameless)
    settled(button(app, "Xác nhận").click().run())
    batch = cache.workspace().store.batches()[0]
    assert (batch.row_count, batch.actor, batch.note) == (63, "Sở Tài chính", "Số chính thức")
    assert "Đã lưu đợt nộp số 2: 63 số mới" in "\n".join(str(one.value) for one in app.success)
    assert app.query_params["phieu"] == nameless.ticket_id
    assert cache.desk().ticket(ticket.ticket_id) is None
    link = next(one for one in app.get("page_link") if one.label == "Xem trên bản đồ")
    assert "ind=GRDP_GROWTH" in link.proto.query_string
    assert "t=2024" in link.proto.query_string


def test_what_changed_under_the_eyes_of_the_reader_is_not_stored() -> None:
    ticket, other = ticket_of(table()), ticket_of(table(shift=1))
    app = page(ticket)
    quicker = cache.reader().state(other, 60)
    cache.reader().confirm(other.ticket_id, actor="x", note="", seen=quicker.preview)
    settled(button(app, "Xác nhận").click().run())
    assert "không còn đúng" in texts(app)
    assert len(cache.workspace().store.batches()) == 2
    assert {metric.label: metric.value for metric in app.metric}["Mới"] == "0"
    settled(button(app, "Xác nhận").click().run())
    assert len(cache.workspace().store.batches()) == 3


def test_nothing_new_cannot_be_confirmed_and_says_so() -> None:
    first, second = ticket_of(table()), ticket_of(table())
    state = cache.reader().state(first, 60)
    cache.reader().confirm(first.ticket_id, actor="x", note="", seen=state.preview)
    app = page(second)
    assert button(app, "Xác nhận").disabled
    assert "mọi số liệu trong tệp đã có" in words(app)


def test_a_refused_file_says_why_and_what_to_do() -> None:
    app = page(ticket_of(b"hello\n"))
    assert "Không tìm thấy bảng số liệu trong tệp" in texts(app)
    assert "dùng tệp mẫu" in words(app)
    assert button(app, "Xác nhận").disabled
    settled(button(app, "Bỏ tệp này").click().run())
    assert "phieu" not in app.query_params


def test_text_of_a_file_is_never_markup() -> None:
    app = page(ticket_of(table(last=f"{NASTY};5,5"), "[x](y) :material_home: $a$ `b`.csv"))
    assert any(one.label == as_written(NASTY) for one in app.selectbox)
    shown = [str(one.value) for one in [*app.markdown, *app.caption]]
    assert all("[x](" not in one and "**z**" not in one and "<b>" not in one for one in shown)


def test_dropped_and_pasted_tables_wait_under_names_of_their_own() -> None:
    app = opened("hand_in")
    app.file_uploader[0].set_value([("a.csv", table(), "text/csv"), ("b.csv", table(shift=1), "text/csv")]).run()
    settled(app)
    first, second = app.query_params["phieu"].split(",")
    assert [cache.desk().ticket(one).file_name for one in (first, second)] == ["a.csv", "b.csv"]
    app = opened("hand_in")
    app.text_area[0].set_value("Tỉnh\tGRDP_GROWTH 2024\nHà Nội\t7,5\nHải Phòng\t8,5\nĐà Nẵng\t6,5")
    settled(button(app, "Nộp phần đã dán").click().run())
    assert cache.desk().ticket(app.query_params["phieu"]).file_name == PASTED_NAME
