"""The trend and the profile of a merged province as published, restated, and beside its former units."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.ui.routes import PATHS

APP = str(Path(__file__).parents[2] / "app.py")


def opened(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update(parameters)
    app._page_hash = calc_hash(PATHS[page])
    return app.run()


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.subheader, *app.info, *app.warning]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def test_a_new_province_without_published_figures_says_so() -> None:
    app = opened("province", ind="PAPI_TOTAL_D1_D8", area="34-56")
    assert not app.exception
    assert "Chưa có số công bố cho địa bàn mới" in words(app)
    assert not app.metric


def test_the_restated_profile_marks_every_estimate_and_says_how_it_came_to_be() -> None:
    app = opened("province", ind="PAPI_TOTAL_D1_D8", area="34-56", basis="restated")
    cards = {card.label: card for card in app.metric}
    assert not app.exception
    assert cards["PAPI 2024 (điểm)"].value == "≈ 44,77"
    assert "2/2 đơn vị cũ" in str(cards["PAPI 2024 (điểm)"].help)
    assert "Dấu ≈" in words(app)


def test_an_unchanged_province_keeps_its_published_figures_on_the_restated_profile() -> None:
    app = opened("province", ind="PAPI_TOTAL_D1_D8", area="34-46", basis="restated")
    assert not app.exception
    assert app.metric and not any("≈" in card.value for card in app.metric)


def test_the_profile_of_former_units_sets_them_beside_the_whole() -> None:
    app = opened("province", ind="PAPI_TOTAL_D1_D8", area="63-58", basis="former")
    assert not app.exception
    assert list(app.table[0].value.columns) == ["Khánh Hòa", "Khánh Hòa (trước 7/2025)", "Ninh Thuận (trước 7/2025)"]


@pytest.mark.parametrize(("basis", "said"), [("restated", "Nét đứt"), ("former", "Nét mảnh")])
def test_the_trend_explains_its_lines_and_keeps_the_mark_of_the_law(basis: str, said: str) -> None:
    app = opened("trend", ind="PAPI_TOTAL_D1_D8", area="34-56", basis=basis)
    assert not app.exception
    assert said in words(app)
    assert "202/2025/QH15" in words(app)


def test_the_components_of_former_units_carry_their_dated_names() -> None:
    said = words(opened("province", ind="PAPI_TOTAL_D1_D8", area="34-56", basis="former"))
    assert "PAPI 2024, Khánh Hòa (trước 7/2025): mạnh nhất là" in said
    assert "PAPI 2024, Ninh Thuận: mạnh nhất là" in said
