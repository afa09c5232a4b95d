"""The profile's tabs of similar units and of suppositions, as a reader sees and moves them."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import opened, words

PEERS = {"vi": "Đơn vị tương đồng", "en": "Similar units"}
PLACES = {"vi": "Khoảng cách, giả định", "en": "Distance, what if"}


def tab(app: AppTest, name: str, language: str = "vi") -> AppTest:
    app.session_state[f"choose_province_{language}"] = name
    return app.run()


@pytest.mark.parametrize(
    ("area", "indicator", "period", "language"),
    [
        ("63-19", "PAPI_TOTAL_D1_D8", "2024", "en"),
        ("34-19", "PAPI_TOTAL_D1_D8", "2024", "en"),
        ("64-28", "PCI", "2007", "vi"),
        ("64-28", "DTI", "2024", "vi"),
        ("34-04", "DTI", "2024", "vi"),
        ("34-19", "POP_DENSITY", "2022", "vi"),
        ("61-01", "POP_DENSITY", "2022", "vi"),
    ],
)
def test_both_tabs_open_for_units_of_every_time(area: str, indicator: str, period: str, language: str) -> None:
    app = opened("province", ind=indicator, t=period, area=area, lang=language)
    for names in (PEERS, PLACES):
        tab(app, names[language], language)
        assert not app.exception
        assert not app.error


def test_another_kind_of_peers_is_drawn_with_its_method() -> None:
    app = tab(opened("province", ind="PCI", t="2016", area="63-19"), PEERS["vi"])
    assert "13 đơn vị khác trong vùng Trung du và miền núi phía Bắc" in words(app)
    app.pills(key="choose_peers_vi").set_value("neighbours").run()
    assert "PCI 2016: Thái Nguyên (61,82 điểm) đứng thứ 1/7 đơn vị có số liệu của nhóm" in words(app)
    assert len(app.dataframe[0].value) == 7


def test_a_profile_of_other_indicators_has_other_peers() -> None:
    app = tab(opened("province", ind="PCI", t="2016", area="63-19"), PEERS["vi"])
    app.pills(key="choose_peers_vi").set_value("profile").run()
    assert len(app.dataframe[0].value) == 9
    app.multiselect(key="choose_profile_of_peers_vi").set_value(["POP_DENSITY", "POVERTY_RATE"]).run()
    assert not app.exception
    assert "cần ít nhất 3 chỉ tiêu cả hai đơn vị đều có" in words(app)


def test_the_slider_says_the_new_total_and_rank_and_what_would_be_needed() -> None:
    app = tab(opened("province", ind="PCI", t="2021", area="63-92"), PLACES["vi"])
    app.selectbox(key="choose_lever_of_PCI_vi").set_value("PCI_4_TIME").run()
    assert "Chi phí thời gian của Cần Thơ là 6,24; PCI 2021 là 68,06 điểm (công bố), hạng tính 12/28." in words(app)
    app.select_slider(key="choose_lever_63-92_2021_PCI_4_TIME_vi").set_value(8.0).run()
    said = words(app)
    assert "PCI 2021 của Cần Thơ được 68,94 điểm thay vì 68,06, hạng tính 10/28 thay vì 12/28." in said
    assert "nếu chỉ nhờ Chi phí thời gian thì phải đạt 6,76" in said


def test_an_index_without_weights_says_why_nothing_is_supposed() -> None:
    app = tab(opened("province", ind="DTI", t="2022", area="63-48"), PLACES["vi"])
    assert "không rõ trọng số" in words(app)


def test_a_merged_unit_is_told_that_its_figures_are_restated() -> None:
    app = tab(opened("province", ind="PAPI_TOTAL_D1_D8", t="2024", area="34-56"), PLACES["vi"])
    said = words(app)
    assert "hạng tính 8/32" in said
    assert "Số liệu quy đổi trên 34 đơn vị (ứng dụng tính)." in said
    assert "tổng quy đổi không dùng để giả định" in said
