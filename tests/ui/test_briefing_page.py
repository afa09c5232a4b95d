"""Decks from begin to end in the app: begun, added to from two pages, arranged, frozen, overtaken, edited by two."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Expander
from streamlit.util import calc_hash

from lib.model.observation import OBSERVATION_COLUMNS
from lib.services import decks
from lib.services.decks import Shelved
from lib.ui import cache
from lib.ui.routes import PATHS

APP = str(Path(__file__).parents[2] / "app.py")
PCI = {"ind": "PCI", "t": "2016", "base": "2015", "area": "63-19"}


@pytest.fixture(autouse=True)
def clean_shelf(own_app: Path) -> Iterator[None]:
    assert own_app.is_dir()
    cleared()
    yield
    cleared()


def cleared() -> None:
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


def save(app: AppTest, form: str) -> AppTest:
    name = f"briefing_{form}"
    next(button for button in app.button if button.label == "Lưu" and button.proto.form_id.startswith(name)).click()
    return app.run()


def freeze(app: AppTest) -> AppTest:
    next(button for button in app.button if button.label == "Chốt số liệu").click()
    return app.run()


def unfold_facts(app: AppTest, deck: Shelved) -> AppTest:
    app.session_state[f"choose_briefing_facts_{deck.deck_id}_vi"] = True
    return app.run()


def shelf() -> Shelved:
    (found,) = decks.shelf(cache.workspace())
    return found


def begun(*pages: str) -> Shelved:
    workspace = cache.workspace()
    deck = decks.begin("Giao ban tháng 11", decks.today(), "vi", "An", workspace)
    for page in pages:
        deck = decks.keep(deck, deck.deck.with_slide(decks.slide_of(page, decks.View.read(PCI))), "An", workspace)
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
    assert app.selectbox(key="choose_add_slide_deck_vi").value == first.deck_id  # the next view goes there too
    assert [(slide.page, slide.title) for slide in first.deck.slides] == [("map", "Ta đứng thứ bảy")]
    again = add("ranking", **PCI)
    assert again.selectbox(key="choose_add_slide_deck_vi").value == first.deck_id
    press(again, "choose_add_slide_now_vi")
    second = shelf()
    assert [slide.page for slide in second.deck.slides] == ["map", "ranking"]
    assert decks.view_of(second.deck.slides[1]).areas == ("63-19",)
    assert second.actor == "An"


def titles(app: AppTest) -> list[str]:
    found = [text.value.replace("\\", "").strip("*") for text in app.markdown if text.value.startswith("**")]
    return [text for text in found if text[:1].isdigit()]


def test_slides_are_moved_doubled_deleted_and_the_deletion_is_taken_back() -> None:
    first, second = begun("ranking", "province").deck.slides
    app = opened("briefing", bo=shelf().deck_id)
    assert not app.exception
    assert [title[:2] for title in titles(app)] == ["1.", "2."]
    press(app, f"briefing_up_{second.slide_id}_vi")
    assert [slide.page for slide in shelf().deck.slides] == ["province", "ranking"]
    assert "theo thành phần" in titles(app)[0]
    press(app, f"briefing_delete_{second.slide_id}_vi")
    assert shelf().deck.slides == (first,)
    next(button for button in app.button if button.label == "Hoàn tác").click()
    app.run()
    assert [slide.page for slide in shelf().deck.slides] == ["province", "ranking"]
    press(app, f"briefing_double_{first.slide_id}_vi")
    assert [slide.page for slide in shelf().deck.slides] == ["province", "ranking", "ranking"]


def test_a_deck_is_frozen_then_figures_come_in_and_the_banner_lists_them() -> None:
    deck = begun("ranking")
    app = opened("briefing", bo=deck.deck_id)
    assert "giữ nguyên thứ hạng" in words(app)
    next(button for button in app.button if button.label == "Chốt số liệu").click()
    app.run()
    assert shelf().deck.frozen_at is not None
    assert "Chưa có số nào mới hơn lúc chốt." in words(app)
    workspace = cache.workspace()
    standing = workspace.observations("PCI")
    row = standing.loc[(standing["time_period"] == "2016") & (standing["ref_area"] == "63-19")]
    changed = row[list(OBSERVATION_COLUMNS)].assign(obs_value=12.5)
    batch = workspace.store.add(changed, file_name="a.csv", content_hash="a", actor="Sở Tài chính", note="")
    app.run()
    said = words(app)
    assert "Từ lúc chốt đã có 1 số mới hoặc thay đổi." in said
    assert "(PCI), 2016, Thái Nguyên (trước 7/2025): 61,82 → 12,50" in said
    assert "Thái Nguyên đạt 61,82 điểm" in said  # the slide stays
    next(button for button in app.button if button.label == "Cập nhật và chốt lại").click()
    app.run()
    assert "Thái Nguyên đạt 12,50 điểm" in words(app) and "nói khác" not in words(app)
    again = shelf()
    assert "indicator:PCI" in dict(again.deck.frozen_marks)
    decks.keep(again, replace(again.deck, frozen_marks=(("indicator:PCI", "of another text"),)), "An", workspace)
    app.run()
    assert "danh mục hay chương trình nói khác về: PCI." in words(app)
    workspace.store.undo(batch.batch_id, "kiểm thử")


def test_the_second_of_two_editors_is_told_and_keeps_his_words() -> None:
    deck = begun("ranking")
    (slide,) = deck.deck.slides
    an, binh = (opened("briefing", actor=name, bo=deck.deck_id) for name in ("An", "Bình"))
    for app in (an, binh):
        press(app, f"briefing_edit_{slide.slide_id}_vi")
    field = f"briefing_field_slide_{slide.slide_id}_vi_"
    an.text_input(key=f"{field}title").set_value("Ta đứng thứ bảy")
    an.text_area(key=f"{field}sentence").set_value("Câu của An: #1")
    binh.text_area(key=f"{field}note").set_value("Nói chậm.")
    save(an, "form")
    assert freeze(binh).text_input(key=f"{field}title").value == ""  # not sent yet: no field follows
    assert "An vừa lưu bộ này lúc" in words(binh)
    binh.text_input(key=f"{field}title").set_value("Giữ hạng")
    binh.text_area(key=f"{field}note").set_value("Nói chậm.")
    save(binh, "form")
    assert shelf().deck.slides[0].title == "Ta đứng thứ bảy"
    said = words(binh)
    assert "An vừa lưu bộ này lúc" in said
    assert binh.text_input(key=f"{field}title").value == "Giữ hạng"
    assert binh.text_area(key=f"{field}note").value == "Nói chậm."
    assert said.count("đã ghi") == 1 and "An đã ghi: Ta đứng thứ bảy" in said  # only where both typed
    assert binh.text_area(key=f"{field}sentence").value == "Câu của An: #1"
    save(binh, "form")
    assert "đã ghi" not in words(binh)
    kept = shelf()
    assert (kept.deck.slides[0].title, kept.deck.slides[0].note, kept.actor) == ("Giữ hạng", "Nói chậm.", "Bình")
    assert len(decks.past(kept.deck_id, cache.workspace())) == 4  # nothing is lost: An's state is in the history


def test_nobody_saves_without_a_name_and_an_unknown_deck_says_so() -> None:
    deck = begun("ranking")
    app = opened("briefing", actor="", bo=deck.deck_id)
    next(button for button in app.button if button.label == "Chốt số liệu").click()
    app.run()
    assert shelf().deck.frozen_at is None
    assert "Chưa ghi ai đang soạn" in words(app)
    gone = opened("briefing", bo="khong-co")
    assert "không còn" in words(gone) and not gone.exception
    empty = opened("briefing")
    assert "Giao ban tháng 11" in "".join(str(link.proto.label) for link in empty.get("page_link"))


def test_a_meeting_before_that_is_not_before_is_refused_in_words() -> None:
    deck = begun()
    app = unfold_facts(opened("briefing", bo=deck.deck_id), deck)
    field = f"briefing_field_deck_{deck.deck_id}_vi_"
    app.date_input(key=f"{field}meeting_before").set_value(deck.deck.day)
    save(app, "facts")
    assert "phải trước ngày họp của bộ này" in words(app)
    assert shelf().deck.meeting_before is None
    assert app.date_input(key=f"{field}meeting_before").value == deck.deck.day  # what was typed stays


def test_general_facts_stay_open_and_tell_what_the_other_one_wrote() -> None:
    deck = begun()
    workspace = cache.workspace()
    app = unfold_facts(opened("briefing", actor="Bình", bo=deck.deck_id), deck)
    field = f"briefing_field_deck_{deck.deck_id}_vi_"
    app.text_input(key=f"{field}title").set_value("Tên của Bình")
    app.selectbox(key=f"{field}preset").set_value("print")
    changed = replace(deck.deck, title="Tên của An", meeting_before=date(2025, 10, 1))
    standing = decks.keep(deck, changed, "An", workspace)
    decks.keep(standing, replace(changed, language="en"), "Cường", workspace)  # saved last, wrote nothing of these
    save(app, "facts")
    assert "Cường vừa lưu bộ này lúc" in words(app)
    assert words(app).count("đã ghi") == 1 and "An đã ghi: Tên của An" in words(app)
    assert app.date_input(key=f"{field}meeting_before").value == date(2025, 10, 1)
    assert expander(app, "Thông tin chung").proto.expanded
    save(app, "facts")
    kept = shelf().deck
    assert (kept.title, kept.preset, kept.meeting_before, kept.language) == (
        "Tên của Bình",
        "print",
        date(2025, 10, 1),
        "en",
    )
    assert "đã ghi" not in words(app) and expander(app, "Thông tin chung").proto.expanded


def expander(app: AppTest, label: str) -> Expander:
    return next(found for found in app.expander if found.label == label)


def test_what_was_typed_into_a_deck_put_away_meanwhile_is_shown_and_kept_by_bringing_the_deck_back() -> None:
    deck = begun("ranking")
    (slide,) = deck.deck.slides
    app = opened("briefing", actor="Bình", bo=deck.deck_id)
    press(app, f"briefing_edit_{slide.slide_id}_vi")
    app.text_area(key=f"briefing_field_slide_{slide.slide_id}_vi_note").set_value("mười phút gõ")
    decks.put_away(deck, "An", cache.workspace())
    save(app, "form")
    assert "An vừa cất bộ này lúc" in words(app)
    assert [code.value for code in app.code] == ["mười phút gõ"]
    app.run()
    assert [code.value for code in app.code] == ["mười phút gõ"]  # until it is kept or dropped
    next(button for button in app.button if button.label == "Lập lại bộ cùng việc của bạn").click()
    app.run()
    assert not app.exception and app.query_params["bo"] == deck.deck_id
    assert (shelf().deck.slides, shelf().actor) == ((replace(slide, note="mười phút gõ"),), "Bình")
    assert "Đã lập lại bộ" in words(app) and not app.code
