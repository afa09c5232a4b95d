"""The map in a real browser is whole, named and readable at every size, in both languages and themes."""

import pytest

from tests.browser.map_page import NAMES, UNDER, WIDE, Open, change, cut, map_frame, overlaps


@pytest.mark.parametrize(
    ("query", "size"),
    [("units=63", 63), ("units=34", 34), ("units=63&lang=en&theme=dark", 63), ("units=34&lang=en&focus=34-56", 34)],
)
def test_every_unit_is_named_once_readable_and_no_name_overlaps(
    map_address: str, open_page: Open, query: str, size: int
) -> None:
    page = open_page(f"{map_address}/?height=850&{query}", **WIDE).page
    names = map_frame(page).evaluate(NAMES)
    assert len({name["area"] for name in names if name["area"]}) == size
    assert min(name["size"] for name in names) >= 11
    assert overlaps(names) == []
    assert cut(names) == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1366, 768), (1920, 1080)])
def test_the_archipelagos_are_drawn_and_named_whatever_the_size(
    map_address: str, open_page: Open, width: int, height: int
) -> None:
    page = open_page(f"{map_address}/?height=600", width, height).page
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


@pytest.mark.parametrize("legend", ["", "&long=4"])
@pytest.mark.parametrize(
    ("width", "height"), [(390, 600), (525, 560), (700, 600), (802, 560), (1060, 640), (1920, 800)]
)
def test_legend_and_insets_cover_neither_land_nor_archipelagos(
    map_address: str, open_page: Open, width: int, height: int, legend: str
) -> None:
    frame = map_frame(open_page(f"{map_address}/?height={height}{legend}", width, 900).page)
    for part in (".tc-legend", ".tc-inset-north", ".tc-inset-south", ".tc-buttons"):
        assert frame.evaluate(UNDER, part) == [], part


def test_an_archipelago_is_named_however_little_of_it_is_seen(map_address: str, open_page: Open) -> None:
    page = open_page(f"{map_address}/?height=640&long=2", 1366, 768).page
    frame = map_frame(page)
    for corner in ("[8.2, 112.2]", "[17.2, 113.0]", "[11.6, 114.4]", "[10.5, 110.5]"):
        frame.evaluate(
            f"toancanh.country.map.setView({corner}, toancanh.country.view.whole.zoom + 2, {{animate: false}})"
        )
        names = frame.evaluate(NAMES)
        assert [name for name in names if "Quần đảo" in name["text"]], corner
        assert overlaps(names) == []
        assert cut(names) == []
        legend = frame.locator(".tc-legend").bounding_box()
        outer = frame.frame_element().bounding_box()
        assert legend is not None
        assert outer is not None
        left, top = legend["x"] - outer["x"], legend["y"] - outer["y"]
        assert not [name for name in names if name["right"] > left and name["bottom"] > top]


def test_dark_and_light_are_one_map(map_address: str, open_page: Open) -> None:
    page = open_page(f"{map_address}/?height=600", 1366, 768).page
    assert "rgb(233, 241, 246)" in map_frame(page).evaluate("getComputedStyle(document.body).backgroundColor")
    dark = change(page, "dark")
    assert "rgb(15, 24, 34)" in dark.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark.evaluate("getComputedStyle(document.querySelector('.tc-title')).color") == "rgb(232, 238, 243)"


def test_the_app_typeface_is_used_and_knows_vietnamese(map_address: str, open_page: Open) -> None:
    frame = map_frame(open_page(f"{map_address}/?height=600", 1366, 768).page)
    loaded = (
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family.replaceAll('\"', ''))"
    )
    assert "Source Sans" in frame.evaluate(loaded)
    assert "Source Sans" in frame.evaluate("getComputedStyle(document.querySelector('.tc-name text')).fontFamily")
    assert frame.evaluate("document.fonts.check('600 12px \"Source Sans\"', 'ẮệỗưĐ')")
