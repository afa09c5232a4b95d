"""The map in a real browser: whole, named, still while it changes, and honest about what was chosen."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from tests.browser.conftest import Watched

APP = Path(__file__).with_name("apps") / "map_app.py"
WIDE = {"width": 1532, "height": 1080}  # leaves the map a frame of 1500 × 850 px, as beside the sidebar at 1920 × 1080
Open = Callable[..., Watched]

NAMES = """() => {
  const shown = [...document.querySelectorAll('.tc-names g')]
    .filter(group => !group.closest('.tc-inset') || group.closest('.tc-inset').offsetParent !== null
                     || getComputedStyle(group.closest('.tc-inset')).display !== 'none')
    .filter(group => !group.classList.contains('tc-sea'));
  return shown.map(group => {
    const box = group.getBBox(), place = group.getScreenCTM();
    const frame = (group.closest('.tc-inset') || document.documentElement).getBoundingClientRect();
    return { area: group.dataset.area || '', text: group.textContent, inset: Boolean(group.closest('.tc-inset')),
      size: parseFloat(group.querySelector('text').getAttribute('font-size')),
      left: box.x + place.e, right: box.x + place.e + box.width,
      top: box.y + place.f, bottom: box.y + place.f + box.height,
      frame: { left: frame.left, top: frame.top, right: frame.right, bottom: frame.bottom } };
  });
}"""
UNDER = """(selector) => {
  const box = document.querySelector(selector).getBoundingClientRect(), found = new Set();
  const named = part => part.getAttribute('class') || '';
  for (let x = box.left; x < box.right; x += 6) for (let y = box.top; y < box.bottom; y += 6)
    document.elementsFromPoint(x, y).filter(part => part.closest('#map_div') && /tc-(unit|frame)/.test(named(part)))
      .forEach(part => found.add(named(part)));
  return [...found];
}"""
HATCHED = """() => Object.entries(toancanh.country.sheet.byArea)
  .filter(([, layer]) => layer.getElement().getAttribute('fill') === 'url(#tc-hatch)').map(([area]) => area).sort()"""
PLACE = """([area, inset]) => {
  const country = toancanh.country, map = inset ? country.insets.all.find(one => one.key === inset).map : country.map;
  const point = map.latLngToContainerPoint(country.places.find(place => place.area === area).point);
  const box = map.getContainer().getBoundingClientRect();
  return [box.left + point.x, box.top + point.y];
}"""
Named = dict[str, Any]


@pytest.fixture
def address(serve: Callable[..., str]) -> str:
    return serve(APP)


def map_frame(page: Page, painted: int = 1) -> Frame:
    """Wait until the map has been painted so many times, and return its frame."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for frame in page.frames:
            if "streamlit_folium" in frame.url and times_painted(frame) >= painted:
                return frame
        page.wait_for_timeout(50)
    raise TimeoutError(f"not painted {painted} times")


def times_painted(frame: Frame) -> int:
    return int(frame.evaluate("document.documentElement.dataset.painted || 0"))


def change(page: Page, option: str) -> Frame:
    """Choose another option of the page and wait for the map to follow."""
    painted = times_painted(map_frame(page))
    page.get_by_text(option, exact=True).first.click()
    return map_frame(page, painted + 1)


def spot(page: Page, area: str, inset: str = "") -> tuple[float, float]:
    """Where the label point of a unit lies on the page."""
    frame = map_frame(page)
    x, y = frame.evaluate(PLACE, [area, inset])
    outer = frame.frame_element().bounding_box()
    assert outer is not None
    return outer["x"] + x, outer["y"] + y


def runs(page: Page, number: int, chosen: str) -> None:
    expect(page.get_by_text(f"lượt {number} · chọn {chosen}", exact=True)).to_be_visible()


def overlaps(names: list[Named]) -> list[tuple[str, str]]:
    """Pairs of names whose ink meets; 2 px of a line's height are air above and below the letters."""

    def meet(one: Named, other: Named) -> bool:
        across = one["left"] < other["right"] and other["left"] < one["right"]
        return across and one["top"] + 2 < other["bottom"] - 2 and other["top"] + 2 < one["bottom"] - 2

    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    return [(one["text"], other["text"]) for one, other in pairs if one["inset"] == other["inset"] and meet(one, other)]


def cut(names: list[Named]) -> list[str]:
    def inside(name: Named) -> bool:
        frame = name["frame"]
        across = frame["left"] <= name["left"] and name["right"] <= frame["right"]
        return bool(across and frame["top"] <= name["top"] and name["bottom"] <= frame["bottom"])

    return [name["text"] for name in names if not inside(name)]


@pytest.mark.parametrize(
    ("query", "size"),
    [("units=63", 63), ("units=34", 34), ("units=63&lang=en&theme=dark", 63), ("units=34&lang=en&focus=34-56", 34)],
)
def test_every_unit_is_named_once_readable_and_no_name_overlaps(
    address: str, open_page: Open, query: str, size: int
) -> None:
    page = open_page(f"{address}/?height=850&{query}", **WIDE).page
    names = map_frame(page).evaluate(NAMES)
    assert len({name["area"] for name in names if name["area"]}) == size
    assert min(name["size"] for name in names) >= 11
    assert overlaps(names) == []
    assert cut(names) == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1366, 768), (1920, 1080)])
def test_the_archipelagos_are_drawn_and_named_whatever_the_size(
    address: str, open_page: Open, width: int, height: int
) -> None:
    page = open_page(f"{address}/?height=600", width, height).page
    frame = map_frame(page)
    names = frame.evaluate(NAMES)
    texts = " ".join(name["text"] for name in names)
    assert "Quần đảo Hoàng Sa(TP. Đà Nẵng)" in texts
    assert "Quần đảo Trường Sa(tỉnh Khánh Hòa)" in texts
    assert overlaps(names) == []
    assert cut(names) == []
    seen = frame.evaluate("toancanh.country.map.getBounds()")
    assert seen["_southWest"]["lng"] <= 102
    assert seen["_southWest"]["lat"] <= 7
    assert seen["_northEast"]["lng"] >= 117.6
    assert seen["_northEast"]["lat"] >= 23.5
    frame.locator("#map_div .tc-frame").first.wait_for(state="attached")


@pytest.mark.parametrize(("width", "height"), [(700, 800), (1060, 768), (1366, 768), (1920, 1080)])
def test_legend_and_insets_cover_neither_land_nor_archipelagos(
    address: str, open_page: Open, width: int, height: int
) -> None:
    frame = map_frame(open_page(f"{address}/?height=600", width, height).page)
    for part in (".tc-legend", ".tc-inset-north", ".tc-inset-south", ".tc-buttons"):
        assert frame.evaluate(UNDER, part) == [], part


def test_a_click_tells_the_unit_once_and_nothing_else_runs_the_page(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?height=850", **WIDE).page
    frame = map_frame(page)
    runs(page, 1, "None")
    page.mouse.move(*spot(page, "63-38"))
    expect(frame.locator(".tc-tip")).to_contain_text("Thanh Hóa")
    frame.locator(".tc-zoom_in").click()
    page.wait_for_timeout(900)
    frame.locator(".tc-whole_country").click()
    page.wait_for_timeout(500)
    runs(page, 1, "None")
    page.mouse.click(*spot(page, "63-38"))
    runs(page, 2, "63-38")
    page.mouse.click(*spot(page, "63-38"))
    runs(page, 3, "63-38")
    change(page, "2023")
    runs(page, 4, "None")
    page.mouse.click(*spot(page, "63-92", "south"))
    runs(page, 5, "63-92")


def test_a_change_repaints_the_same_frame_keeps_the_zoom_and_sends_little(address: str, open_page: Open) -> None:
    watched = open_page(f"{address}/?height=850", **WIDE)
    page = watched.page
    frame = map_frame(page)
    frame.evaluate("window.untouched = true")
    frame.locator(".tc-zoom_in").click()
    page.wait_for_timeout(600)
    zoom = frame.evaluate("toancanh.country.map.getZoom()")
    for option in ("2023", "dark", "en"):
        watched.received.clear()
        assert change(page, option).evaluate("window.untouched && toancanh.country.map.getZoom()") == zoom
        page.wait_for_timeout(300)
        assert sum(watched.received) <= 20_000
    assert frame.locator(".tc-title").inner_text() == "Chỉ số PAPI năm 2023"
    files = [url for url in watched.requests if "boundaries-" in url]
    assert change(page, "34").evaluate("window.untouched && toancanh.country.places.length") == 34
    assert [url.split("boundaries-")[1][:2] for url in watched.requests if "boundaries-" in url] == ["63", "34"]
    assert len(files) == 1


def test_a_unit_without_a_value_is_hatched_and_says_why(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?height=850", **WIDE).page
    frame = map_frame(page)
    assert frame.evaluate(HATCHED) == ["63-26", "63-82"]
    page.mouse.move(*spot(page, "63-26", "north"))
    expect(frame.locator(".tc-tip")).to_contain_text("Vĩnh Phúc")
    expect(frame.locator(".tc-tip")).to_contain_text("Cơ quan công bố không đưa ra số liệu")
    expect(frame.locator(".tc-reasons")).to_contain_text("Không công bố2")


def test_markup_in_names_stays_text(address: str, open_page: Open) -> None:
    evil = "%3C/script%3E%3Cimg src=x onerror=window.broken=1%3E%26amp; {{7*7}} {%25 x %25}"
    page = open_page(f"{address}/?height=850&evil={evil}", **WIDE).page
    frame = map_frame(page)
    page.mouse.move(*spot(page, "63-38"))
    expect(frame.locator(".tc-tip b")).to_have_text(
        "Thanh Hóa</script><img src=x onerror=window.broken=1>&amp; {{7*7}} {% x %}"
    )
    assert frame.locator("img").count() == 0
    assert frame.evaluate("window.broken") is None


def test_the_country_is_fitted_anew_when_the_frame_changes_size(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?height=600", 1366, 768).page
    frame = map_frame(page)
    before = frame.evaluate("toancanh.country.map.getZoom()")
    page.set_viewport_size({"width": 390, "height": 900})
    frame.wait_for_function("document.body.classList.contains('tc-narrow')")
    frame.wait_for_function(f"toancanh.country.map.getZoom() < {before} - 0.2")
    assert cut(frame.evaluate(NAMES)) == []
    page.set_viewport_size({"width": 1366, "height": 768})
    frame.wait_for_function(f"Math.abs(toancanh.country.map.getZoom() - {before}) < 0.001")


def test_what_was_chosen_while_the_map_was_loading_is_shown(address: str, open_page: Open) -> None:
    watched = open_page("about:blank", **WIDE)
    page = watched.page

    def late(route: Route) -> None:
        page.wait_for_timeout(2500)
        route.continue_()

    page.route("**/leaflet.js", late)
    page.goto(f"{address}/?height=850")
    page.get_by_text("2022", exact=True).first.click()
    frame = map_frame(page)
    expect(frame.locator(".tc-title")).to_have_text("Chỉ số PAPI năm 2022")


def test_a_finger_sees_the_figures_first_and_chooses_with_the_second_tap(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?height=850", **WIDE, touch=True).page
    frame = map_frame(page)
    page.touchscreen.tap(*spot(page, "63-40"))
    expect(frame.locator(".tc-tip")).to_contain_text("Nghệ An")
    runs(page, 1, "None")
    page.touchscreen.tap(*spot(page, "63-40"))
    runs(page, 2, "63-40")


def test_arrow_keys_walk_from_unit_to_unit_and_enter_chooses(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?height=850&focus=63-40", **WIDE).page
    frame = map_frame(page)
    frame.locator("#map_div .tc-unit[tabindex='0']").focus()
    expect(frame.locator(".tc-tip")).to_contain_text("Nghệ An")
    page.keyboard.press("ArrowUp")
    expect(frame.locator(".tc-tip")).to_contain_text("Thanh Hóa")
    page.keyboard.press("Enter")
    runs(page, 2, "63-38")


def test_dark_and_light_are_one_map(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/?height=600", 1366, 768).page
    assert "rgb(233, 241, 246)" in map_frame(page).evaluate("getComputedStyle(document.body).backgroundColor")
    dark = change(page, "dark")
    assert "rgb(15, 24, 34)" in dark.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark.evaluate("getComputedStyle(document.querySelector('.tc-title')).color") == "rgb(232, 238, 243)"


def test_the_app_typeface_is_used_and_knows_vietnamese(address: str, open_page: Open) -> None:
    frame = map_frame(open_page(f"{address}/?height=600", 1366, 768).page)
    loaded = (
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family.replaceAll('\"', ''))"
    )
    assert "Source Sans" in frame.evaluate(loaded)
    assert "Source Sans" in frame.evaluate("getComputedStyle(document.querySelector('.tc-name text')).fontFamily")
    assert frame.evaluate("document.fonts.check('600 12px \"Source Sans\"', 'ẮệỗưĐ')")
