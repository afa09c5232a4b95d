"""What our own style sheet draws can be read, light and dark, and better differs from worse for every eye."""

import re
import tomllib
from pathlib import Path

import pytest

from lib.charts.map_look import mixed
from lib.charts.palette import contrast
from lib.charts.theme import INKS, ThemeName
from tests.charts.test_palette import SIGHTS, difference

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "lib/ui/page.css").read_text(encoding="utf-8")
THEMES: dict[ThemeName, str] = {"light": ".ov", "dark": ".ov.dark"}


def inks_of(theme: ThemeName) -> dict[str, str]:
    rule = re.search(rf"^{re.escape(THEMES[theme])} {{(.*?)}}$", CSS, re.MULTILINE | re.DOTALL)
    assert rule
    return dict(re.findall(r"--(\w+): (#\w{6})", rule[1]))


@pytest.mark.parametrize("theme", THEMES)
def test_the_button_that_matters_is_read(theme: ThemeName) -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    ground = config[theme].get("primaryColor", config["primaryColor"])
    rule = re.search(r"-primary\"\].*light-dark\((#\w{6}), (#\w{6})\)", CSS)
    assert rule
    assert contrast(rule[1 if theme == "light" else 2], ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_small_print_is_read_on_the_page_and_beside_it(theme: ThemeName) -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][theme]
    rule = re.search(r"stCaptionContainer\"\] { opacity: (\.\d+); }", CSS)
    assert rule
    for ground in (config["backgroundColor"], config["secondaryBackgroundColor"]):
        assert contrast(mixed(config["textColor"], ground, float(rule[1])), ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_better_and_worse_on_the_first_screen_differ_for_every_eye(theme: ThemeName, sight: str) -> None:
    inks = inks_of(theme)
    assert difference(inks["up"], inks["down"], sight) >= 40


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_last_values_of_small_pictures_are_seen_on_their_cards(theme: ThemeName) -> None:
    card = inks_of(theme)["card"]
    assert min(contrast(ink, card) for ink in (INKS[theme].muted, INKS[theme].focus)) >= 3
