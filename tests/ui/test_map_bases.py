"""The map page on its three bases: as published, restated on later units, former units inside those in force."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import opened, words

PAPI = {"ind": "PAPI_TOTAL_D1_D8", "t": "2024", "base": "2023"}


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.main.get("page_link")]


@pytest.mark.parametrize("mode", ["one", "pair", "change"])
@pytest.mark.parametrize("basis", ["restated", "former"])
def test_the_map_opens_on_every_basis_in_every_mode(basis: str, mode: str) -> None:
    app = opened("map", **PAPI, basis=basis, mode=mode, area="63-56")
    assert not app.exception
    assert not app.error
    assert not app.warning


def test_under_a_restated_map_the_rules_and_counts_are_told_for_every_period_shown() -> None:
    one = words(opened("map", **PAPI, basis="restated", units="34"))
    assert "Quy đổi trên 34 đơn vị: 21 ước tính" in one
    assert "2023: Quy đổi" not in one
    both = words(opened("map", **PAPI, basis="restated", units="34", mode="change"))
    assert "2024: Quy đổi trên 34 đơn vị: 21 ước tính" in both
    assert "2023: Quy đổi trên 34 đơn vị: " in both


def test_two_periods_published_on_two_unit_sets_are_offered_on_one() -> None:
    way = "Hai kỳ trên hai danh mục đơn vị khác nhau: xem quy đổi trên bản đồ 63"
    app = opened("map", ind="PCI", t="2009", base="2008", mode="pair")
    assert way in links(app)
    assert way not in links(opened("map", ind="PCI", t="2009", base="2008", mode="pair", basis="restated", units="63"))
    assert way not in links(opened("map", ind="PCI", t="2016", base="2015", mode="pair"))


def test_the_look_of_the_map_stands_in_the_address_and_is_changed_on_the_map_itself() -> None:
    app = opened("map", **PAPI, area="63-56", look="globe")
    assert [warning.value for warning in app.warning] == ["Bản đồ không có dạng “globe”: đang vẽ theo địa giới."]
    assert "look" not in app.query_params
    for look in ("tiles", ""):
        app.session_state["map"] = {"look": look, "click": 1}  # what the frame of the map reports
        app.run()
        assert not app.exception
        assert not app.warning
        assert app.query_params.get("look", [""]) in (look, [look])


def test_what_qualifies_the_statements_is_one_line_that_opens_and_the_statements_stand_above_it() -> None:
    app = opened("map", **PAPI, basis="restated", units="34", area="34-56")
    said = words(app)
    assert "theo địa bàn 34 tỉnh, thành phố (ứng dụng quy đổi): Khánh Hòa đạt 44,77 điểm, xếp thứ 9/32" in said
    (opening,) = [html.proto.body for html in app.main.get("html") if "<details" in html.proto.body]
    for text in ("không trừ hai hạng", "số ước tính do ứng dụng quy đổi, tính lại từ các thành phần"):
        assert opening.count(text) >= 2  # in the line that is cut, and whole below it
        assert text not in said
    two = opened("map", **PAPI, basis="former", area="34-56")  # of two former units each line says whose it is
    (opening,) = [html.proto.body for html in two.main.get("html") if "<details" in html.proto.body]
    assert "Khánh Hòa: Năm 2023" in opening and "Ninh Thuận: Năm 2023" in opening
    plain = opened("map", ind="PCI", t="2016", base="2015")
    assert not [html for html in plain.main.get("html") if "<details" in html.proto.body]
