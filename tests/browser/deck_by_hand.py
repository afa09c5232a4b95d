"""What somebody clicks who prepares a briefing: views added from their pages, slides arranged, figures frozen."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_journeys import settled

TITLE = "Giao ban tháng 11"
PATIENCE = 60_000


def built(page: Page) -> None:
    """Add two views of each of five pages to a deck that the first of them begins."""
    side, main = page.get_by_test_id("stSidebar"), page.get_by_test_id("stMain")
    expect(side.get_by_role("button", name="Thêm vào bộ trình chiếu")).to_be_visible(timeout=PATIENCE)
    _add(page, 1, new=TITLE)
    _choose(page, side.get_by_role("combobox", name="Kỳ"), "2015")
    _add(page, 2)
    _go(page, "Bản đồ", "ban-do")
    _add(page, 3)
    main.get_by_role("radio", name="Chênh lệch").click()
    page.wait_for_url("**mode=change**")
    _add(page, 4)
    _go(page, "Xu hướng", "xu-huong")
    _add(page, 5)
    _choose(page, side.get_by_role("combobox", name="Kỳ"), "2016")
    _add(page, 6)
    _go(page, "Xếp hạng", "xep-hang")
    _add(page, 7)
    _choose(page, side.get_by_role("combobox", name="So với"), "2014")
    _add(page, 8)
    _go(page, "So sánh", "so-sanh")
    _add(page, 9)
    _choose(page, main.get_by_role("combobox", name="Địa phương thứ hai"), "Quảng Ninh")
    _add(page, 10)


def _add(page: Page, number: int, new: str = "") -> None:
    settled(page)
    add = page.get_by_role("button", name="Thêm trang này")
    page.get_by_role("button", name="Thêm vào bộ trình chiếu").click()
    expect(add).to_be_visible(timeout=PATIENCE)
    if new:
        page.get_by_role("textbox", name="Người soạn").fill("Văn phòng")
        page.get_by_role("textbox", name="Tên bộ").fill(new)
    add.click()
    expect(page.get_by_text(f"Đã thêm trang {number} vào bộ “{TITLE}”.")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(add).to_be_hidden()


def _choose(page: Page, box: Locator, wanted: str) -> None:
    before = page.url
    box.click()
    box.fill(wanted)
    page.get_by_role("option", name=wanted).first.click()
    expect(page).not_to_have_url(before, timeout=PATIENCE)


def _go(page: Page, name: str, path: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
    page.wait_for_url(f"**/{path}?**", timeout=PATIENCE)


def slide(page: Page, number: int) -> Locator:
    """Return the box of a slide on the deck's page."""
    return page.locator("[class*='st-key-briefing_slide_']").nth(number - 1)


def opened_from_shelf(page: Page) -> None:
    """Open the deck from the list; the address names it from then on."""
    _go(page, "Trình chiếu", "trinh-chieu")
    page.get_by_test_id("stMain").get_by_role("link", name=TITLE).click()
    page.wait_for_url("**bo=**", timeout=PATIENCE)
    expect(slide(page, 10)).to_be_visible(timeout=PATIENCE)
    settled(page)


def arranged_and_frozen(page: Page) -> None:
    """Put the last slide one place up, give it words of one's own, and fix the figures."""
    slide(page, 10).get_by_role("button", name="Lên").click()
    settled(page)
    slide(page, 1).get_by_role("button", name="Sửa").click()
    fields = {"Tiêu đề trang": "Ta đang ở đâu", "Câu nói trên trang": "Nhìn lại mười năm.", "Ghi chú": "Lời một"}
    for field, text in fields.items():
        slide(page, 1).get_by_role("textbox", name=field).fill(text)
    slide(page, 1).get_by_role("button", name="Lưu").click()
    expect(slide(page, 1).get_by_text("1. Ta đang ở đâu")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Chốt số liệu").click()
    expect(page.get_by_text("Chưa có số nào mới hơn lúc chốt.")).to_be_visible(timeout=PATIENCE)
