"""What a reader does with the app in a real browser; the fixtures fail a test that asks outside or logs an error."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Watched

APP = ROOT / "app.py"
Serve, Open = Callable[..., str], Callable[..., Watched]
ADDRESSES = {
    "/toan-canh": "Toàn cảnh",
    "/ban-do": "PAPI 2024 so với 2023",
    "/xu-huong": "PAPI 2024",
    "/xep-hang": "PAPI 2024 so với 2023",
    "/tinh": "Hồ sơ tỉnh",
    "/so-sanh": "So sánh",
    "/so-lieu": "Số liệu",
    "/nop-bang": "Nộp bảng",
}


def parameters(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def settled(page: Page) -> None:
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=60_000
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_opens_alone_without_an_error_or_an_outside_request(
    address: str, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(APP) + address).page
    expect(page.get_by_role("heading", name=ADDRESSES[address]).first).to_be_visible(timeout=60_000)
    settled(page)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    assert parameters(page)["ind"] == "PAPI_TOTAL_D1_D8"
    assert page.title() == "Toàn Cảnh"


RESTATED = "ind=PAPI_TOTAL_D1_D8&t=2024&base=2023&area=34-56&basis=restated"
FORMER = "ind=PAPI_TOTAL_D1_D8&t=2024&base=2023&area=34-56&basis=former"


@pytest.mark.parametrize("address", [f"/{page}?{RESTATED}" for page in ("ban-do", "xu-huong", "xep-hang", "tinh")])
def test_restated_figures_open_from_their_address_and_say_that_they_are_estimates(
    address: str, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(APP) + address).page
    settled(page)
    assert (parameters(page)["basis"], parameters(page)["units"]) == ("restated", "34")
    expect(page.get_by_text("quy đổi").first).to_be_visible(timeout=60_000)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def test_a_view_keeps_its_basis_from_page_to_page(serve: Serve, open_page: Open) -> None:
    page = open_page(f"{serve(APP)}/xep-hang?{FORMER}").page
    settled(page)
    page.get_by_role("link", name="Xu hướng").click()
    page.wait_for_url("**/xu-huong?**")
    settled(page)
    assert (parameters(page)["basis"], parameters(page)["units"]) == ("former", "63")


def test_the_first_page_leads_to_the_overview(serve: Serve, open_page: Open) -> None:
    page = open_page(serve(APP)).page
    page.wait_for_url("**/toan-canh?**", timeout=60_000)
    settled(page)
    assert parameters(page)["ind"] == "PAPI_TOTAL_D1_D8"


def test_a_deep_link_straight_after_a_start_opens_that_page(serve: Serve, open_page: Open) -> None:
    fresh = serve(APP, TOAN_CANH_FRESH="1")
    page = open_page(f"{fresh}/xep-hang?ind=PCI&t=2016&base=2015&area=63-19&lang=en").page
    expect(page.get_by_role("heading", name="PCI 2016 against 2015")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_text("PCI 2016: Thai Nguyen reached 61.82 points, ranked 7/63 (published)")).to_be_visible()


def test_a_broken_link_opens_a_valid_page_and_says_what_was_wrong(serve: Serve, open_page: Open) -> None:
    page = open_page(f"{serve(APP)}/ban-do?ind=NOPE&t=abc&area=<script>alert(1)</script>").page
    expect(page.locator("[data-testid=stAlert]")).to_have_count(3, timeout=60_000)
    expect(page.get_by_text("Không có chỉ tiêu “NOPE”")).to_be_visible()
    expect(page.get_by_text("Không có địa bàn “<script>alert(1)</script>”")).to_be_visible()
    settled(page)
    assert parameters(page)["t"] == "2024"


def test_back_and_forward_and_the_language_switch_keep_the_view(serve: Serve, open_page: Open) -> None:
    page = open_page(f"{serve(APP)}/xep-hang?lang=vi&ind=PCI&t=2016&base=2015&units=63").page
    ranking = page.get_by_role("heading", name="PCI 2016 so với 2015")
    expect(ranking).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Xu hướng").click()
    expect(page.get_by_role("heading", name="PCI 2016", exact=True)).to_be_visible(timeout=60_000)
    page.get_by_text("English").click()
    expect(page.get_by_role("link", name="Ranking")).to_be_visible(timeout=60_000)
    assert parameters(page) == {"lang": "en", "ind": "PCI", "t": "2016", "base": "2015", "units": "63"}
    page.go_back()
    expect(page.get_by_role("link", name="Xếp hạng")).to_be_visible(timeout=60_000)
    page.go_back()
    expect(ranking).to_be_visible(timeout=60_000)
    page.go_forward()
    expect(page.get_by_role("heading", name="PCI 2016", exact=True)).to_be_visible(timeout=60_000)
    assert parameters(page)["ind"] == "PCI"


def test_another_indicator_keeps_the_unit_in_the_address(serve: Serve, open_page: Open) -> None:
    page = open_page(f"{serve(APP)}/xep-hang?area=63-19").page
    expect(page.get_by_role("heading", name="PAPI 2024 so với 2023")).to_be_visible(timeout=60_000)
    page.get_by_role("combobox", name="Chỉ tiêu").fill("cải cách")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", name="PAR INDEX").first).to_be_visible(timeout=60_000)
    settled(page)
    assert parameters(page)["area"] == "63-19"
    assert parameters(page)["ind"] == "PAR_INDEX"


def test_a_click_on_the_map_opens_the_units_profile(serve: Serve, open_page: Open) -> None:
    page = open_page(f"{serve(APP)}/ban-do").page
    frame = page.frame_locator("iframe[title='streamlit_folium.st_folium']")
    expect(frame.get_by_text("Quần đảo Hoàng Sa")).to_be_visible(timeout=60_000)
    expect(frame.get_by_text("Quần đảo Trường Sa")).to_be_visible()
    frame.get_by_text("Nghệ An", exact=True).first.click(force=True)
    page.wait_for_url("**/tinh?**", timeout=60_000)
    expect(page.get_by_role("heading", name="Nghệ An")).to_be_visible(timeout=60_000)
    assert parameters(page)["area"] == "63-40"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)], ids=str)
def test_nothing_is_wider_than_the_screen(size: tuple[int, int], serve: Serve, open_page: Open) -> None:
    page = open_page("about:blank", *size).page
    for address in ADDRESSES:
        page.goto(f"{serve(APP)}{address}?area=63-19")
        expect(page.locator("h3").first).to_be_visible(timeout=60_000)
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_overview_needs_no_scrolling_on_a_notebook(language: str, serve: Serve, open_page: Open) -> None:
    page = open_page("about:blank", 1366, 768).page
    for area in ("", "34-19", "34-46", "34-56", "63-77"):
        page.goto(f"{serve(APP)}/toan-canh?lang={language}&area={area}")
        expect(page.locator(".ov-foot")).to_be_visible(timeout=60_000)
        settled(page)
        assert page.evaluate("(main => main.scrollHeight - main.clientHeight)(document.querySelector('.stMain'))") <= 0
