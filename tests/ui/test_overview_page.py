"""The first screen: a unit, a merged unit, the country, a setting that names nothing, and links that keep the view."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from lib.charts.palette import contrast
from lib.model.view import View
from lib.services.choosing import choose
from lib.services.workspace import Workspace
from lib.ui import overview_view
from lib.ui.routes import PATHS

ROOT = Path(__file__).parents[2]


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params.update(parameters)
    app._page_hash = calc_hash(PATHS["overview"])
    return app.run()


def drawn(app: AppTest) -> str:
    return "\n".join(str(part.proto.body) for part in app.main.get("html"))


def words(app: AppTest) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", drawn(app))).split())


def links(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    addresses = [urlsplit(unescape(address)) for address in re.findall(r'href="([^"]+)"', drawn(app))]
    return [(address.path, dict(parse_qsl(address.query))) for address in addresses]


def test_the_address_without_a_page_leads_here() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    assert not app.exception
    assert "Toàn cảnh: Cả nước" in words(app)


def test_a_unit_is_told_in_one_sentence_tiles_moves_components_news_and_a_map() -> None:
    app = opened(area="63-19")
    said = words(app)
    assert not app.exception
    assert "Thái Nguyên (trước 7/2025) có số liệu của 7/8 chỉ tiêu chính" in said
    assert drawn(app).count('<article class="ov-tile">') == 7
    for heading in ("Lên nhiều nhất", "Xuống nhiều nhất", "Mạnh nhất (+), yếu nhất (−)", "Mới từ ", "PAPI 2024"):
        assert heading in said
    assert "Chưa có số liệu: Tăng trưởng GRDP –" in said
    assert "Quần đảo Hoàng Sa" in drawn(app)
    assert "Quần đảo Trường Sa" in drawn(app)
    assert "Cập nhật lúc " in said


@pytest.mark.parametrize("area", ["34-56", "34-46"])
def test_every_link_opens_its_page_with_a_view_that_holds(workspace: Workspace, area: str) -> None:
    coverage = workspace.coverage()
    found = links(opened(area=area))
    assert {path for path, _ in found} >= {PATHS[page] for page in ("ranking", "trend", "province", "map", "data")}
    for path, parameters in found:
        choice = choose(View.read(parameters), workspace.catalogue, workspace.gazetteer, coverage)
        assert path in PATHS.values()
        assert not choice.notices
        assert choice.view.areas == (area,)
        assert choice.view.spelled().items() >= parameters.items() or path == PATHS["overview"]


def test_a_merged_unit_is_marked_as_estimated() -> None:
    said = words(opened(area="34-56", lang="en"))
    assert "Overview: Khanh Hoa" in said
    assert "PAPI 2024 ≈ 44.77 points" in said
    assert "restated here from the former units' figures, not published" in said


def test_without_a_unit_the_country_is_told_and_a_unit_can_be_chosen_in_the_head() -> None:
    app = opened()
    assert "Chọn một tỉnh, thành phố ở trên" in words(app)
    assert "Đứng đầu: " in words(app)
    app.main.selectbox(key="choose_overview_unit_vi").set_value("63-77").run()
    assert not app.exception
    assert app.query_params["area"] == "63-77"
    assert "Toàn cảnh: Bà Rịa – Vũng Tàu (trước 7/2025)" in words(app)


def test_the_day_news_are_told_from_can_be_chosen() -> None:
    app = opened(area="63-19")
    app.main.date_input[0].set_value("2020-01-31").run()
    assert not app.exception
    assert "Mới từ 31/01/2020 Số liệu đi kèm chương trình" in words(app)


def test_an_entry_of_the_settings_that_is_no_indicator_is_told_to_the_administrator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(overview_view, "headline_list", lambda: ("PCI", "", "<b>KHÔNG_CÓ</b>"))
    app = opened(area="63-04")  # of no other test: what is drawn once is replayed
    assert not app.exception
    assert "KHÔNG_CÓ" in app.warning[0].value and "(mục để trống)" in app.warning[0].value
    assert "secrets.toml" in app.warning[0].value
    assert "có số liệu của 1/1 chỉ tiêu chính" in words(app)


def test_the_wall_screen_has_no_sidebar_and_says_how_to_leave() -> None:
    app = opened(area="63-19", mode="wall")
    assert not app.exception
    assert ".stSidebar" in drawn(app)
    assert "Thoát màn hình treo tường" in words(app)
    assert not app.main.selectbox
    assert not [parameters for path, parameters in links(app) if "mode" in parameters]


def test_text_stands_out_from_its_ground_in_both_themes() -> None:
    css = (ROOT / "lib/ui/page.css").read_text(encoding="utf-8")
    for ground, rule in (("#ffffff", r"\.ov \{ ([^}]+)"), ("#0f1720", r"\.ov\.dark \{ ([^}]+)")):
        found = re.search(rule, css)
        assert found is not None
        inks = dict(re.findall(r"--(\w+): (#\w{6})", found[1]))
        for ink in ("ink", "soft", "up", "down"):
            assert contrast(inks[ink], inks["card"]) >= 4.5
            assert contrast(inks[ink], ground) >= 4.5
