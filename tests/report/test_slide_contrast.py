"""What is written on slides and in the player can be read in every preset, in the last row and on a pale projector."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import pytest

from lib.charts.palette import contrast
from lib.report.slide_cover import cover_svg
from lib.report.slide_layout import LEAST_TYPE, LOOKS
from lib.report.slide_svg import slide_svg
from lib.report.slides import DeckContent, MapFigure

PLAYER = Path(__file__).parents[2] / "lib/report/player/player.css"
_TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.mark.parametrize("preset", LOOKS)
def test_every_word_of_a_slide_stands_off_its_ground_and_is_large(
    decks: Mapping[str, DeckContent], preset: str
) -> None:
    deck, look = decks[preset], LOOKS[preset]
    plain = [slide for slide in deck.slides if not isinstance(slide.figure, MapFigure)]  # maps have their own grounds
    drawn = [cover_svg(deck, look), *(slide_svg(slide, deck, 1, look) for slide in plain)]
    texts = [text for svg in drawn for text in ET.fromstring(svg).iter(_TEXT)]
    assert len(texts) > 60
    for text in texts:
        assert contrast(text.attrib["fill"], look.inks.background) >= 4.5, text.text
        assert float(text.attrib["font-size"]) >= LEAST_TYPE, text.text


@pytest.mark.parametrize("theme", [":root", "body.dark"])
def test_the_player_writes_in_inks_that_are_read_on_its_ground_and_its_cards(theme: str) -> None:
    rule = re.search(rf"^{re.escape(theme)} {{(.*)}}$", PLAYER.read_text(encoding="utf-8"), re.MULTILINE)
    assert rule
    inks = dict(re.findall(r"--(\w+): (#\w{6})", rule[1]))
    for ink in ("ink", "muted"):
        for ground in ("ground", "card"):
            assert contrast(inks[ink], inks[ground]) >= 4.5, (ink, ground)
