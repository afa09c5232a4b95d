"""The map of equal tiles in a real browser: every name and value on its tile, told and chosen as on the map itself."""

import pytest
from playwright.sync_api import expect

from tests.browser.map_page import Open, map_frame, runs

TEXTS = """() => [...document.querySelectorAll('.tc-tiles .tc-names > g')].map((group, at) => {
  const rects = [...document.querySelectorAll('.tc-tiles rect.tc-unit, .tc-tiles rect.tc-frame')];
  const tile = rects[at] && rects[at].getBoundingClientRect(), lines = [...group.querySelectorAll('text')];
  const boxes = lines.map(line => line.getBoundingClientRect());
  return { unit: Boolean(rects[at]) && rects[at].classList.contains('tc-unit'), lines: lines.map(l => l.textContent),
    size: Math.min(...lines.map(line => parseFloat(line.getAttribute('font-size')))),
    inside: tile && boxes.every(box => box.left >= tile.left - 1 && box.right <= tile.right + 1
      && box.top >= tile.top - 4 && box.bottom <= tile.bottom + 4),
    shown: boxes.every(box => box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight) };
})"""


@pytest.mark.parametrize(("width", "height", "least"), [(1034, 560, 8.5), (390, 560, 7.5)])
def test_every_tile_bears_its_name_and_value_whatever_the_size(
    map_address: str, open_page: Open, width: int, height: int, least: float
) -> None:
    page = open_page(f"{map_address}/?height={height}&look=tiles&lang=vi", width, 900).page
    frame = map_frame(page)
    page.wait_for_timeout(300)
    texts = frame.evaluate(TEXTS)
    units = [text for text in texts if text["unit"]]
    assert len(units) == 63
    assert all(text["inside"] and text["shown"] for text in units)
    assert min(text["size"] for text in units) >= least
    assert sum(text["lines"][-1].endswith(tuple("0123456789")) for text in units) == 61
    said = [" ".join(text["lines"]) for text in texts if not text["unit"]]
    assert {"Quần đảo Hoàng Sa (TP. Đà Nẵng)", "Quần đảo Trường Sa (tỉnh Khánh Hòa)"} <= set(said)
    assert all(text["shown"] for text in texts)


def test_a_tile_tells_and_is_chosen_like_its_unit_on_the_map(map_address: str, open_page: Open) -> None:
    page = open_page(f"{map_address}/?height=640&look=tiles&estimates=63-38&focus=63-56", 1366, 800).page
    frame = map_frame(page)
    tile = '.tc-tiles .tc-unit[data-area="{}"]'
    frame.locator(tile.format("63-38")).hover()
    expect(frame.locator(".tc-tip")).to_contain_text("Thanh Hóa")
    expect(frame.locator(".tc-tip")).to_contain_text("ứng dụng tính")
    assert "tc-dots" in frame.locator(tile.format("63-38") + " + .tc-sign").get_attribute("fill")
    assert frame.locator(tile.format("63-26")).get_attribute("fill") == "url(#tc-hatch)"
    assert frame.locator(".tc-tiles .tc-focus[fill=none]").count() == 2
    frame.locator('.tc-tiles .tc-frame[data-area="63-56"]').hover()
    expect(frame.locator(".tc-tip")).to_contain_text("Khánh Hòa")
    runs(page, 1, "None")
    frame.locator(tile.format("63-38")).click()
    runs(page, 2, "63-38")
