"""So sánh: two units side by side say what they can be compared in, and why where they cannot."""

from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import opened, words


def shown(**parameters: str) -> AppTest:
    app = opened("compare", **parameters)
    assert not app.exception
    assert not app.error
    return app


def test_the_worked_example_says_who_is_ahead_what_adds_up_and_what_to_learn() -> None:
    app = shown(area="63-19,63-77", t="2021")
    said = words(app)
    assert "So sánh: Thái Nguyên (trước 7/2025) và Bà Rịa – Vũng Tàu (trước 7/2025)" in said
    assert "Thái Nguyên đứng cao hơn ở cả 3 (PAPI, PAR INDEX và SIPAS)." in said
    assert "Cộng 8 thành phần: +2,7478 điểm" in said
    assert "Bà Rịa – Vũng Tàu có thể tìm hiểu ở Thái Nguyên: Tham gia ở cơ sở" in said
    assert "PCI 2021: Thái Nguyên không có số liệu." in said
    table = app.table[0].value
    assert table.loc["PAPI 2021", "Thái Nguyên"] == "43,36 điểm · hạng 21/60 (tính)"
    assert table.loc["PAR INDEX 2021", "Thái Nguyên"] == "hạng 6/63 (công bố)"
    assert table.loc["PAR INDEX 2021", "Đứng cao hơn"] == "Thái Nguyên hơn 10 bậc"


def test_swapping_turns_the_two_around_and_stays_in_the_address() -> None:
    app = shown(area="63-19,63-77", t="2021")
    app.button(key="choose_compare_swap_vi").click().run()
    assert app.query_params["area"] == "63-77,63-19"
    assert app.table[0].value.loc["PAPI 2021", "Chênh lệch"] == "−2,75"


def test_the_second_unit_is_chosen_on_the_page() -> None:
    app = shown(area="63-19", t="2021")
    assert "Chọn địa phương thứ hai để đặt cạnh Thái Nguyên (trước 7/2025)." in words(app)
    app.selectbox(key="choose_compare_second_vi").set_value("63-77").run()
    assert not app.exception
    assert app.query_params["area"] == "63-19,63-77"
    assert "Thái Nguyên đứng cao hơn ở cả 3" in words(app)


def test_nothing_chosen_asks_for_the_first_unit() -> None:
    app = shown()
    assert "Chọn địa phương thứ nhất" in words(app)
    app.selectbox(key="choose_compare_first_vi").set_value("63-77").run()
    assert app.query_params["area"] == "63-77"


def test_two_territories_that_never_shared_a_list_are_told_why_with_a_way_on() -> None:
    said = words(shown(area="63-56,34-56"))
    assert "không danh mục nào có cả hai địa bàn" in said
    assert "Có thể so:" in said


def test_one_territory_under_two_codes_is_answered() -> None:
    assert "là cùng một địa bàn" in words(shown(area="63-04,34-04"))


def test_restated_figures_are_marked_as_estimates() -> None:
    app = shown(area="63-19,63-77", t="2021", basis="restated", units="34")
    said = words(app)
    assert "So sánh: Thái Nguyên và TP. Hồ Chí Minh" in said
    assert "Quy đổi trên 34 đơn vị: Thái Nguyên gồm Bắc Kạn (trước 7/2025) và Thái Nguyên (trước 7/2025)" in said
    assert "32/34 đơn vị có số liệu · số liệu chính thức và số liệu ước tính" in said
    assert app.table[0].value.loc["PAPI 2021", "Thái Nguyên"] == "≈ 42,76 điểm · hạng 16/32 (tính)"


def test_english_and_an_index_without_components() -> None:
    said = words(shown(area="63-01,63-48", ind="SIPAS", t="2021", lang="en"))
    assert "Compare: " in said
    assert "What each could learn" in said


def test_the_province_page_leads_on_with_both_units() -> None:
    app = opened("province", area="63-19,63-77", t="2021")
    assert not app.exception
    links = [block for block in app.main if block.type == "page_link"]
    assert any("so-sanh" in str(link.proto) for link in links)
