"""Whatever a name holds, it stands on the first screen as text."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lib.i18n import translator
from lib.model.view import View
from lib.services.overview import Lack, Tile
from lib.services.overview_lines import Line, Point
from lib.services.overview_movers import Mover, Movers
from lib.services.overview_news import Correction, News
from lib.services.overview_parts import Extremes
from lib.ui.overview_html import movers_card, news_card, parts_card, tile_block

VI = translator("vi")
BAD = "<script>x</script>\"' onclick=1 &amp;"
VIEW = View(indicator=BAD, areas=(BAD,))
LINE = Line(BAD, BAD, BAD, "up", BAD)
TILE = Tile(BAD, BAD, BAD, BAD, BAD, BAD, (LINE,), BAD, ((Point(1, 1.0), Point(2, 2.0)),), VIEW)


class Seen(HTMLParser):
    """The elements, attributes and texts a browser would make of a block."""

    def __init__(self, block: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(block)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize(
    "block",
    [
        tile_block([TILE], [Lack(BAD, BAD, VIEW)], VI, "light"),
        movers_card(Movers((Mover(BAD, BAD, LINE, VIEW),), ()), VI),
        parts_card([Extremes(BAD, BAD, BAD, VIEW)], VI),
        news_card(News(BAD, BAD, (Correction(BAD, BAD, BAD),), BAD), VIEW, BAD, VI),
    ],
    ids=["tiles", "movers", "parts", "news"],
)
def test_no_text_becomes_an_element_or_an_attribute(block: str) -> None:
    seen = Seen(block)
    assert seen.tags <= {"div", "article", "section", "a", "span", "b", "small", "p", "ul", "li", "h4", "img"}
    assert seen.attributes <= {"class", "href", "title", "src", "alt"}
    assert any(BAD in text for text in seen.texts)


def test_a_change_is_told_by_a_sign_as_well_as_by_its_colour() -> None:
    up = tile_block([replace(TILE, lines=(Line("", "2 bậc", "", "up"),))], [], VI, "light")
    down = tile_block([replace(TILE, lines=(Line("", "2 bậc", "", "down"),))], [], VI, "light")
    assert '<b class="up">▲ 2 bậc</b>' in up
    assert '<b class="down">▼ 2 bậc</b>' in down
