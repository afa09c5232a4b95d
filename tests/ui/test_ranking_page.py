"""The ranking page on published, restated and former units: what it must say of ranks that do not compare."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block
from streamlit.util import calc_hash

from lib.ui.routes import PATHS

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "app.py")
RESTATED = {"ind": "PAPI_TOTAL_D1_D8", "t": "2024", "base": "2023", "basis": "restated", "area": "34-19"}


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params.update(parameters)
    app._page_hash = calc_hash(PATHS["ranking"])
    return app.run()


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.subheader, *app.info, *app.warning]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def test_restated_ranks_are_called_so_with_rule_and_former_figures() -> None:
    app = opened(**RESTATED)
    assert not app.exception
    said = words(app)
    assert "PAPI 2024 theo địa bàn 34 tỉnh, thành phố (ứng dụng quy đổi): Thái Nguyên đạt 45,22 điểm" in said
    assert "(2/2 đơn vị cũ: Bắc Kạn 44,10; Thái Nguyên (trước 7/2025) 46,35)" in said
    assert "+1 bậc do giá trị của địa phương, +2 bậc do giá trị của các địa phương khác và −1 bậc do tập đơn vị" in said
    assert "2024: Quy đổi trên 34 đơn vị: 21 ước tính" in said
    table = app.dataframe[0].value
    assert {"origin_rule", "origin_coverage", "origin_figures"} <= set(table.columns)


def test_the_restated_page_speaks_english() -> None:
    said = words(opened(**RESTATED, lang="en"))
    assert "PAPI 2024 on the 34 provinces (restated by this application): Thai Nguyen reached 45.22 points" in said
    assert "(2/2 former units: Bac Kan 44.10; Thai Nguyen (before 7/2025) 46.35)" in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_on_paper_a_sentence_stands_where_the_table_would_be_cut(language: str) -> None:
    app = opened(ind="PAPI_TOTAL_D1_D8", t="2024", base="2023", lang=language)
    table = next(iter(app.tabs[0].children.values()))
    assert isinstance(table, Block) and table.proto is not None and f"whole_table_{language}" in table.proto.id
    on_paper = (ROOT / "lib/ui/page.css").read_text("utf-8").split("@media print {", 1)[1]
    assert f".st-key-whole_table_{language}::before {{ content: " in on_paper


def test_second_of_34_is_set_beside_third_of_63_and_not_subtracted() -> None:
    said = words(opened(ind="DTI", t="2024", base="2023", area="34-46"))
    assert "DTI 2024: Huế xếp thứ 2/34 (công bố)." in said
    assert "Năm 2023 xếp thứ 3/63 (công bố)" in said
    assert "chỉ có thể đứng từ 1 đến 3: không kết luận được là tăng hay giảm" in said
    assert "tăng 1 bậc" not in said
    assert "52 đơn vị có trong kỳ 2023 nay không còn" in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_reasons_of_a_move_heed_changed_weights(language: str) -> None:
    app = opened(ind="PCI", t="2022", base="2021", area="63-24", lang=language)
    name = {"vi": "Vì sao hạng thay đổi", "en": "Why the rank moved"}[language]
    app.session_state[f"choose_ranking_{language}"] = name
    app.run()
    assert not app.exception
    said = words(app)
    assert {"vi": "khác nhau: điểm góp", "en": "The weights of the components differ"}[language] in said
    frame = app.dataframe[0].value
    assert list(frame.columns)[-3:] == ["value_points", "weight_points", "points"]
    assert len(frame) == 10


def test_former_units_stand_under_the_new_ones() -> None:
    app = opened(ind="PAPI_TOTAL_D1_D8", t="2024", base="2023", basis="former")
    assert not app.exception
    table = app.dataframe[0].value
    assert table["heirs"].to_list() == sorted(table["heirs"], key=table["heirs"].to_list().index)
    assert table["heirs"].nunique() == 34


def test_the_small_print_tells_how_many_units_have_a_value_in_each_period() -> None:
    said = words(opened(ind="PAPI_TOTAL_D1_D8", t="2022", base="2021"))
    assert "60/63 (2021)" in said
