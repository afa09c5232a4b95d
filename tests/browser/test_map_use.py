"""Using the map in a real browser: it stays still while it changes, tells what was chosen, takes text as text."""

from playwright.sync_api import Route, expect

from tests.browser.map_page import HATCHED, NAMES, WIDE, Open, change, cut, map_frame, runs, spot


def test_a_click_tells_the_unit_once_and_nothing_else_runs_the_page(map_address: str, open_page: Open) -> None:
    page = open_page(f"{map_address}/?height=850", **WIDE).page
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


def test_a_change_repaints_the_same_frame_keeps_the_zoom_and_sends_little(map_address: str, open_page: Open) -> None:
    watched = open_page(f"{map_address}/?height=850", **WIDE)
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


def test_a_unit_without_a_value_is_hatched_and_says_why(map_address: str, open_page: Open) -> None:
    page = open_page(f"{map_address}/?height=850", **WIDE).page
    frame = map_frame(page)
    assert frame.evaluate(HATCHED) == ["63-26", "63-82"]
    page.mouse.move(*spot(page, "63-26", "north"))
    expect(frame.locator(".tc-tip")).to_contain_text("Vĩnh Phúc")
    expect(frame.locator(".tc-tip")).to_contain_text("Cơ quan công bố không đưa ra số liệu")
    expect(frame.locator(".tc-reasons")).to_contain_text("Không công bố2")


def test_markup_in_names_stays_text(map_address: str, open_page: Open) -> None:
    evil = "%3C/script%3E%3Cimg src=x onerror=window.broken=1%3E%26amp; {{7*7}} {%25 x %25}"
    page = open_page(f"{map_address}/?height=850&evil={evil}", **WIDE).page
    frame = map_frame(page)
    page.mouse.move(*spot(page, "63-38"))
    expect(frame.locator(".tc-tip b")).to_have_text(
        "Thanh Hóa</script><img src=x onerror=window.broken=1>&amp; {{7*7}} {% x %}"
    )
    assert frame.locator("img").count() == 0
    assert frame.evaluate("window.broken") is None


def test_the_country_is_fitted_anew_when_the_frame_changes_size_but_not_under_a_reader_who_has_zoomed_in(
    map_address: str, open_page: Open
) -> None:
    page = open_page(f"{map_address}/?height=600", 1366, 768).page
    frame = map_frame(page)
    zoom = "toancanh.country.map.getZoom()"
    before = frame.evaluate(zoom)
    page.set_viewport_size({"width": 390, "height": 900})
    frame.wait_for_function("document.body.classList.contains('tc-narrow')")
    frame.wait_for_function(f"{zoom} < {before} - 0.2")
    assert cut(frame.evaluate(NAMES)) == []
    page.set_viewport_size({"width": 1366, "height": 768})
    frame.wait_for_function(f"Math.abs({zoom} - {before}) < 0.001")
    frame.evaluate("toancanh.country.map.setView([10.8, 106.6], 8, {animate: false})")
    page.set_viewport_size({"width": 1000, "height": 768})
    frame.wait_for_function("innerWidth < 1000")
    page.wait_for_timeout(300)
    assert frame.evaluate(zoom) == 8


def test_what_was_chosen_while_the_map_was_loading_is_shown(map_address: str, open_page: Open) -> None:
    watched = open_page("about:blank", **WIDE)
    page = watched.page

    def late(route: Route) -> None:
        page.wait_for_timeout(2500)
        route.continue_()

    page.route("**/leaflet.js", late)
    page.goto(f"{map_address}/?height=850")
    page.get_by_text("2022", exact=True).first.click()
    frame = map_frame(page)
    expect(frame.locator(".tc-title")).to_have_text("Chỉ số PAPI năm 2022")


def test_a_finger_sees_the_figures_first_and_chooses_with_the_second_tap(map_address: str, open_page: Open) -> None:
    page = open_page(f"{map_address}/?height=850", **WIDE, touch=True).page
    frame = map_frame(page)
    page.touchscreen.tap(*spot(page, "63-40"))
    expect(frame.locator(".tc-tip")).to_contain_text("Nghệ An")
    runs(page, 1, "None")
    page.touchscreen.tap(*spot(page, "63-40"))
    runs(page, 2, "63-40")


def test_arrow_keys_walk_from_unit_to_unit_and_enter_chooses(map_address: str, open_page: Open) -> None:
    page = open_page(f"{map_address}/?height=850&focus=63-40", **WIDE).page
    frame = map_frame(page)
    frame.locator("#map_div .tc-unit[tabindex='0']").focus()
    expect(frame.locator(".tc-tip")).to_contain_text("Nghệ An")
    page.keyboard.press("ArrowUp")
    expect(frame.locator(".tc-tip")).to_contain_text("Thanh Hóa")
    page.keyboard.press("Enter")
    runs(page, 2, "63-38")


def test_pointing_at_a_class_lets_the_other_units_stand_back(map_address: str, open_page: Open) -> None:
    frame = map_frame(open_page(f"{map_address}/?height=850", **WIDE).page)
    best = frame.locator(".tc-classes li").first
    count = int(best.locator(".tc-count").inner_text())
    best.hover()
    expect(frame.locator("#map_div .tc-unit:not(.tc-dim)")).to_have_count(count)
    frame.locator(".tc-title").hover()
    expect(frame.locator("#map_div .tc-dim")).to_have_count(0)


def test_estimates_are_dotted_under_the_pointer_and_the_lines_laid_over_let_it_through(
    map_address: str, open_page: Open
) -> None:
    watched = open_page(f"{map_address}/?height=850&estimates=63-40,63-38&outlines=34", **WIDE)
    page = watched.page
    frame = map_frame(page)
    dotted = frame.locator("#map_div .tc-sign")
    expect(dotted).to_have_count(2)
    assert all(str(dotted.nth(at).get_attribute("fill")).startswith("url(#tc-dots-") for at in (0, 1))
    assert frame.locator("#map_div .tc-over").count() == 34
    expect(frame.locator(".tc-reasons")).to_contain_text("≈ ước tính quy đổi2")
    assert sorted(url.split("boundaries-")[1][:2] for url in watched.requests if "boundaries-" in url) == ["34", "63"]
    page.mouse.move(*spot(page, "63-40"))
    expect(frame.locator(".tc-tip")).to_contain_text("Nghệ An≈ ")
    page.mouse.click(*spot(page, "63-40"))
    runs(page, 2, "63-40")
    change(page, "34")
    expect(dotted).to_have_count(0)
