"""Every page opens from its address alone, in both languages, without an error box and with what it must say."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.ui.routes import PATHS

APP = str(Path(__file__).parents[2] / "app.py")
PAGES = list(PATHS)


def opened(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(parameters)
    app._page_hash = calc_hash(PATHS[page])  # AppTest.switch_page knows pages by file, st.navigation by address
    return app.run()


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.subheader, *app.info, *app.warning]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_from_its_address_alone(page: str, language: str) -> None:
    app = opened(page, lang=language, area="63-19")
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert app.sidebar.selectbox(key=f"choose_indicator_{language}").value == "PAPI_TOTAL_D1_D8"
    label = {"vi": "Chỉ tiêu", "en": "Indicator"}[language]
    assert app.sidebar.selectbox(key=f"choose_indicator_{language}").label == label


@pytest.mark.parametrize("page", PAGES)
def test_a_broken_link_opens_a_valid_view_and_says_what_was_wrong(page: str) -> None:
    app = opened(page, ind="NOPE", t="abc", area="<script>")
    assert not app.exception
    assert len(app.warning) == 3
    assert "NOPE" in app.warning[0].value


def test_the_ranking_says_the_units_sentence_first() -> None:
    app = opened("ranking", ind="PCI", t="2016", base="2015", area="63-48")
    said = words(app)
    assert "PCI 2016: Đà Nẵng đạt 70,00 điểm, xếp thứ 1/63 (công bố), giữ nguyên thứ hạng so với năm 2015." in said
    assert "Đà Nẵng: hạng ứng dụng tính 1/63 → 1/63, không đổi bậc." in said


def test_the_profile_asks_for_a_unit_where_none_is_chosen() -> None:
    assert "Chọn một tỉnh, thành phố" in words(opened("province"))


def test_khanh_hoa_before_and_after_the_merger_are_two_units() -> None:
    before, after = words(opened("province", area="63-56")), words(opened("province", area="34-56"))
    assert "Khánh Hòa (trước 7/2025)" in before
    assert "mã 63-56" in before
    assert "mã 34-56" in after
    assert "8.555,9 km²" in after
    assert "Không nối số liệu qua sắp xếp đơn vị" in before
    assert "Không nối số liệu qua sắp xếp đơn vị" in after


def test_another_indicator_keeps_the_unit_and_lets_go_of_a_period_it_lacks() -> None:
    app = opened("ranking", area="63-19", t="2024")
    app.sidebar.selectbox(key="choose_field_vi").set_value("ECONOMY").run()
    assert not app.exception
    assert app.query_params["area"] == "63-19"
    assert app.query_params["ind"] != "PAPI_TOTAL_D1_D8"
    assert not app.warning


def test_the_language_switch_keeps_the_view() -> None:
    app = opened("ranking", ind="PCI", t="2016", base="2015", area="63-48")
    app.sidebar.segmented_control(key="choose_language_vi").set_value("en").run()
    assert not app.exception
    assert app.query_params["lang"] == "en"
    assert app.query_params["t"] == "2016"
    assert "PCI 2016: Da Nang reached 70.00 points, ranked 1/63 (published), same rank as 2015." in words(app)


def test_the_data_page_counts_what_is_loaded() -> None:
    app = opened("data")
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics["Chỉ tiêu có số liệu"].isdigit()
    assert metrics["Giá trị"].replace(".", "").isdigit()


def test_an_index_of_ranks_alone_has_a_table_without_bars() -> None:
    app = opened("ranking", ind="DTI", t="2024", units="34", area="34-01")
    assert not app.exception
    table = app.dataframe[0].value
    assert len(table) == 34
    assert "bar" not in table.columns
    assert "DTI 2024: Hà Nội xếp thứ 1/34 (công bố)." in words(app)


@pytest.mark.parametrize("mode", ["pair", "change"])
def test_the_map_opens_in_every_mode(mode: str) -> None:
    app = opened("map", ind="PCI", t="2009", base="2008", mode=mode)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("page", ["map", "trend", "ranking", "province"])
def test_pages_open_on_the_units_of_every_time(page: str) -> None:
    for parameters in (
        {"ind": "RETAIL_SALES_BN_VND", "t": "1999"},
        {"ind": "PCI", "t": "2007"},
        {"ind": "GRDP_GROWTH", "t": "2025"},
    ):
        app = opened(page, area="34-66", **parameters)
        assert not app.exception
        assert not app.error


def test_the_ranking_names_the_units_that_are_gone_and_new() -> None:
    said = words(opened("ranking", ind="PCI", t="2009", base="2008"))
    assert "Có trong kỳ 2008, nay không còn: Hà Nội (trước 8/2008), hạng tính 31/64, địa bàn nay thuộc Hà Nội;" in said
    assert "Hà Tây (trước 8/2008), hạng tính 55/64, địa bàn nay thuộc Hà Nội." in said
    assert "không so trực tiếp: Hà Nội." in said
    assert "nay không còn" not in words(opened("ranking", ind="PCI", t="2016", base="2015"))
