"""What st_folium makes of the map: a script that never changes and a paint that arrives unchanged."""

import re

from streamlit_folium import _get_feature_group_string, _get_map_string, generate_js_hash

from lib.charts.map import MapLinks, build_map, build_paint

LINKS = MapLinks("../a/leaflet.js", "../a/leaflet.css", "../b/map.js", "../b/map.css")


def test_the_still_part_is_the_same_every_time_so_the_frame_stays() -> None:
    first, second = (_get_map_string(build_map(LINKS)) for _ in range(2))
    assert generate_js_hash(first, "map") == generate_js_hash(second, "map")
    assert "toancanh.start" in first
    assert len(first) < 300


def test_nothing_is_fetched_but_our_own_files() -> None:
    country = build_map(LINKS)
    country.get_root().render()
    told = " ".join([_get_map_string(country), country.get_root().header.render(), country.get_root().html.render()])
    assert not re.search(r"https?://|\bcdn\b", told)
    assert country.get_root().html.render() == ""  # folium's own page would be built for nothing
    assert [url for _, url in country.default_js] == ["../a/leaflet.js", "../b/map.js"]
    assert [url for _, url in country.default_css] == ["../a/leaflet.css", "../b/map.css"]


def test_the_paint_reaches_the_script_letter_by_letter() -> None:
    text = '{"areas":{"63-01":[0,"a_1b2c {\'x\'} map_div",""]}}'
    script = _get_feature_group_string(build_paint(text), build_map(LINKS))
    assert f"toancanh.paint({text});" in script
    assert "feature_group_feature_group_0 = L.featureGroup()" in script
