"""The page of what is in the store: a batch opened and undone, a figure's history, a template; texts stay texts."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.model.batch import Batch
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.view import View
from lib.store import Store, open_store
from lib.ui.hand_in_tickets import Stored
from lib.ui.routes import PATHS

ROOT = Path(__file__).parents[2]
ODD = "<b>đậm</b> [x](http://x.vn) **x** =1+1"
TABS = {
    "vi": {"batches": "Đợt nộp", "history": "Tra cứu một số liệu", "templates": "Biểu mẫu"},
    "en": {"batches": "Hand-ins", "history": "One figure", "templates": "Templates"},
}
ISSUE = {"code": "area-unknown", "outcome": "WARN", "sheet": "Biểu 1", "rows": [7], "column": "B", "text": ODD}
TOLD = {
    "outcome": "WARN",
    "read_as": {"container": "csv", "sheet": ODD, "indicators": ["PCI"], "periods": ["2016"]},
    "counts": {"new": 0, "changed": 1, "unchanged": 0, "refused": 1},
    "issues": [ISSUE],
}


@pytest.fixture
def store(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store of this test alone, the one the page opens."""
    monkeypatch.setenv("TOAN_CANH_VAR", str(office_folder))
    st.cache_data.clear()
    st.cache_resource.clear()
    opened = open_store(None, office_folder)
    yield opened
    opened.close()
    st.cache_data.clear()
    st.cache_resource.clear()


def handed_in(store: Store, value: float, *, file_name: str = "b<b>.csv") -> Batch:
    content = str(value).encode()
    line = ("PCI", "63-48", "2016", value, "A", None, None, None, "HANDED_IN")
    return store.add(
        pd.DataFrame([line], columns=list(OBSERVATION_COLUMNS)),
        file_name=file_name,
        content_hash=hashlib.sha256(content).hexdigest(),
        actor=ODD,
        note=ODD,
        document=content,
        summary=json.dumps(TOLD),
    )


def opened(part: str, language: str = "vi", **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update({"lang": language, "ind": "PCI", "t": "2016", "area": "63-48", **parameters})
    app._page_hash = calc_hash(PATHS["data"])
    app.session_state[f"choose_data_{language}"] = TABS[language][part]
    return app


def button(app: AppTest, label: str) -> object:
    return next(entry for entry in app.button if entry.label == label)


def cells(app: AppTest) -> str:
    return "\n".join(table.value.to_string() for table in app.dataframe)


def test_a_batch_opens_with_its_texts_as_they_were_written(store: Store) -> None:
    batch = handed_in(store, 71.5)
    app = opened("batches")
    app.session_state["opened_batch"] = batch.batch_id
    app.run()
    assert not app.exception
    assert ODD in "\n".join(text.value for text in app.text)
    assert not [part for part in (*app.markdown, *app.caption, *app.subheader) if "<b>" in part.value]
    assert not [part for part in (*app.markdown, *app.caption, *app.subheader) if "[x](" in part.value]
    assert ODD in cells(app)
    assert "71,50" in cells(app)
    assert "70,001396" in cells(app)
    assert "Thay số cũ: **1**" in "\n".join(part.value for part in app.markdown)
    labels = [entry.label for entry in app.get("download_button")]
    assert labels == ["Tệp gốc", "Số liệu XLSX", "Số liệu CSV", "Lưu ý XLSX", "Lưu ý CSV"]


def test_a_batch_is_undone_after_a_second_step_by_somebody_named_and_the_undo_too(store: Store) -> None:
    batch = handed_in(store, 71.5)
    app = opened("batches")
    app.session_state["opened_batch"] = batch.batch_id
    app.run()
    button(app, f"Hoàn tác đợt {batch.batch_id}").click().run()
    assert store.version() == batch.batch_id
    assert "trả 1 số liệu về giá trị trước đợt này" in "\n".join(part.value for part in app.markdown)
    button(app, "Xác nhận hoàn tác").click().run()
    assert [error.value for error in app.error] == ["Hãy ghi tên người hoàn tác."]
    assert store.version() == batch.batch_id
    app.text_input(key=f"choose_undo_actor_{batch.batch_id}_vi").set_value("Nguyễn Văn A")
    button(app, "Xác nhận hoàn tác").click().run()
    assert not app.exception
    undo = store.batches()[0]
    assert (undo.undoes, undo.actor) == (batch.batch_id, "Nguyễn Văn A")
    assert f"lần hoàn tác là đợt {undo.batch_id}" in app.success[0].value
    assert f"Đợt này đã được hoàn tác ở đợt {undo.batch_id}" in "\n".join(info.value for info in app.info)
    again = opened("batches")
    again.session_state["opened_batch"] = undo.batch_id
    again.run()
    assert button(again, f"Dùng lại đợt {batch.batch_id}")


def test_what_stands_in_the_way_of_an_undo_is_named_and_nothing_happens(store: Store) -> None:
    first = handed_in(store, 71.5)
    later = handed_in(store, 72.5)
    app = opened("batches")
    app.session_state["opened_batch"] = first.batch_id
    app.session_state["undo_asked"] = first.batch_id
    app.run()
    assert f"1 số liệu của đợt này nay đã khác (đợt {later.batch_id})" in app.warning[0].value
    assert "72,50" in cells(app)
    app.text_input(key=f"choose_undo_actor_{first.batch_id}_vi").set_value("A")
    button(app, "Xác nhận hoàn tác").click().run()
    assert f"{later.batch_id} (b<b>.csv)" in "\n".join(text.value for text in app.text)
    assert store.version() == later.batch_id


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_ships_has_no_file_and_no_button(store: Store, language: str) -> None:
    app = opened("batches", language)
    app.session_state["opened_batch"] = store.batches()[0].batch_id
    app.run()
    assert not app.exception
    assert not app.get("download_button")
    assert "python -m lib undo 1" in "\n".join(info.value for info in app.info)


def test_what_a_huge_batch_changed_is_worked_out_when_asked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.ui.batch_view._BIG", 0)
    batch = handed_in(store, 71.5)
    app = opened("batches", "en")
    app.session_state["opened_batch"] = batch.batch_id
    app.run()
    assert "70.001396" not in cells(app)
    button(app, f"Undo batch {batch.batch_id}").click().run()
    assert "figures exactly as before this batch: 1" in "\n".join(part.value for part in app.markdown)
    button(app, "List them").click().run()
    assert "70.001396" in cells(app)
    app.run()
    assert "70.001396" in cells(app)


def test_what_was_stored_in_this_session_is_open_at_first(store: Store) -> None:
    batch = handed_in(store, 71.5)
    app = opened("batches")
    del app.session_state["choose_data_vi"]
    app.session_state["hand_in_stored"] = Stored(batch, View())
    app.run()
    assert f"#### Đợt nộp số {batch.batch_id}" in [part.value for part in app.markdown]


def test_a_long_list_is_searched(store: Store) -> None:
    for number in range(13):
        handed_in(store, 80.0 + number, file_name=f"tháng {number}.csv")
    app = opened("batches").run()
    assert len(app.dataframe[0].value) == 14
    app.text_input(key="choose_batches_find_vi").set_value("THANG 12.csv").run()
    assert app.dataframe[0].value["batch"].tolist() == [14]
    app.text_input(key="choose_batches_find_vi").set_value("không có").run()
    assert not app.dataframe
    assert "Không có đợt nộp nào khớp" in app.info[0].value


def test_a_figure_of_the_address_shows_its_history(store: Store) -> None:
    batch = handed_in(store, 71.5)
    app = opened("history").run()
    assert not app.exception
    lines = app.dataframe[0].value
    assert lines["value"].tolist() == ["71,50", "70,001396"]
    assert lines["batch"].tolist() == [batch.batch_id, 1]
    assert lines["note"].tolist()[0] == ODD
    said = "\n".join(part.value for part in app.markdown).replace("\\", "")
    assert "Đà Nẵng, năm 2016: 71,50 điểm" in said


def test_without_a_unit_the_history_asks_for_one(store: Store) -> None:
    assert store.version() == 1
    app = opened("history", "en", area="").run()
    assert "Choose a unit" in app.info[0].value


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_template_is_offered_for_the_indicator_of_the_address(store: Store, language: str) -> None:
    assert store.version() == 1
    app = opened("templates", language).run()
    assert not app.exception
    assert app.multiselect[-1].value == ["PCI"]
    assert len(app.get("download_button")) == 1
    app.multiselect[-1].set_value([]).run()
    assert not app.get("download_button")
