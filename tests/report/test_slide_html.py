"""The player as a file: whole, in the deck's language, and asking nobody; what it does is seen in a browser."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from lib.report.slide_html import MARK, NEWS, ROOM, as_html
from lib.report.slides import DeckContent


@pytest.fixture(scope="module")
def file(decks: Mapping[str, DeckContent]) -> str:
    return as_html(decks["room"], live=False)


def facts(file: str) -> dict[str, object]:
    found = re.search(r'id="deck">(.*?)</script>', file)
    assert found is not None
    told: dict[str, object] = json.loads(found[1])
    return told


def test_all_slides_are_in_the_file_and_nothing_is_asked_of_anybody(
    file: str, decks: Mapping[str, DeckContent]
) -> None:
    assert file.count('<section class="slide"') == 1 + len(decks["room"].slides)
    assert set(re.findall(r"https?://([\w.-]+)", file)) <= {"www.w3.org"}
    assert not re.findall(r'(?:src|href)="(?!data:)', file)
    assert "default-src 'none'" in file
    assert facts(file)["live"] is False and ROOM not in file


def test_titles_and_notes_cannot_end_the_page_s_own_script(file: str) -> None:
    assert file.count("</script>") == 2
    assert "Kết thúc &lt;/script&gt; &amp; “hết”" in file
    assert 'data-notes="Nói chậm."' in file and 'data-seconds="20"' in file


def test_the_player_speaks_the_deck_s_language(decks: Mapping[str, DeckContent]) -> None:
    english = as_html(replace(decks["room"], language="en", slides=decks["room"].slides[4:]), live=False)
    assert '<html lang="en">' in english and "Next slide" in english and "Trang sau" not in english


def test_served_by_the_app_it_leaves_places_for_what_only_the_server_knows(decks: Mapping[str, DeckContent]) -> None:
    live = as_html(replace(decks["projector"], slides=decks["projector"].slides[4:]), live=True)
    assert live.count(ROOM) == 1
    assert (facts(live)["mark"], facts(live)["news"], facts(live)["live"]) == (MARK, NEWS, True)
    assert 'class="dark"' in live
