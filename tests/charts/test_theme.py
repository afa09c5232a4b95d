import tomllib
from itertools import combinations
from pathlib import Path

import altair as alt
import pytest

from lib.charts.palette import GROUNDS, contrast
from lib.charts.theme import INKS, ThemeName, configure
from tests.charts.test_palette import SIGHTS, difference


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_inks_that_write_are_readable_and_inks_that_draw_are_seen(theme: ThemeName) -> None:
    inks = INKS[theme]
    assert min(contrast(ink, inks.background) for ink in inks.writing) >= 4.5
    assert min(contrast(ink, inks.background) for ink in (inks.other, inks.reference)) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_unit_in_front_and_six_beside_it_differ_for_every_eye(theme: ThemeName, sight: str) -> None:
    inks = INKS[theme]
    closest = min(combinations([inks.focus, *inks.chosen], 2), key=lambda pair: difference(*pair, sight))
    assert difference(*closest, sight) >= 8, closest
    assert difference(inks.up, inks.down, sight) >= 40


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_halos_have_the_colour_of_the_page(theme: ThemeName) -> None:
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert INKS[theme].background == config["theme"][theme]["backgroundColor"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_unit_in_front_has_one_colour_on_maps_and_charts(theme: ThemeName) -> None:
    assert INKS[theme].focus == GROUNDS[theme].accent


def test_any_chart_of_altair_takes_the_looks() -> None:
    chart = configure(alt.Chart({"values": []}).mark_point(), "vi", "dark").to_dict()
    assert chart["config"]["locale"]["number"] == {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", "\u00a0₫"],
    }
    assert chart["config"]["axis"]["labelColor"] == INKS["dark"].muted
