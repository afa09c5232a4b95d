"""What the tests ask a drawn map: which names stand where, what lies under a box, how often it was painted."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Watched

WIDE = {"width": 1532, "height": 1080}  # leaves the map a frame of 1500 × 850 px, as beside the sidebar at 1920 × 1080
Open = Callable[..., Watched]
Named = dict[str, Any]

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
    return int(frame.evaluate("document.documentElement?.dataset.painted || 0"))


def change(page: Page, option: str) -> Frame:
    """Choose another option of the page and wait for the map to follow."""
    painted = times_painted(map_frame(page))
    page.get_by_text(option, exact=True).first.click()
    return map_frame(page, painted + 1)


def spot(page: Page, area: str, inset: str = "") -> tuple[float, float]:
    """Where the label point of a unit lies on the page, once the map has come to rest."""
    frame = map_frame(page)
    before, (x, y) = None, frame.evaluate(PLACE, [area, inset])
    while before != (x, y):
        before = (x, y)
        page.wait_for_timeout(150)
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
