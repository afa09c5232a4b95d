"""A deck as the services make it, in each of the three looks, for everything that draws or writes decks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from lib.intake.boundaries import SHIPPED, load_boundaries
from lib.model.deck import PRESETS, Deck, Slide
from lib.model.view import View
from lib.report.slides import DeckContent
from lib.services.decks import slide_of
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace

_PCI = View(indicator="PCI", period="2016", base="2015", areas=("63-19",))
_PAPI = View(indicator="PAPI_TOTAL_D1_D8", period="2024", areas=("34-19",), unit_set="34", basis="restated")


@pytest.fixture(scope="session")
def decks(workspace: Workspace) -> Mapping[str, DeckContent]:
    """The same slides by preset: a map, a trend, a ranking, components, and one that can no longer be made."""
    boundaries = {code: load_boundaries(SHIPPED, code) for code in ("63", "34")}
    slides = (
        replace(slide_of("map", _PAPI), note="Nói chậm.", seconds=20),
        *(slide_of(page, _PCI) for page in ("trend", "ranking", "province")),
        Slide("gone", "map", "ind=NO_SUCH", title="Kết thúc </script> & “hết”"),
    )
    deck = Deck("Giao ban Ủy ban nhân dân tỉnh", date(2026, 11, 24), slides)
    return {preset: deck_content("d", replace(deck, preset=preset), workspace, boundaries) for preset in PRESETS}
