from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.deck import Slide
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.view import View
from lib.services import decks
from lib.services.workspace import Workspace, open_workspace
from lib.store import DeckConflictError

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(ROOT, None, tmp_path)
    yield opened
    opened.store.close()


def hand_in(workspace: Workspace, code: str, period: str, value: float) -> None:
    standing = workspace.observations(code)
    row = standing.loc[standing["time_period"] == period, list(OBSERVATION_COLUMNS)].head(1).assign(obs_value=value)
    workspace.store.add(row, file_name="a.csv", content_hash=f"{value}", actor="Sở Tài chính", note="")


def test_a_deck_is_begun_filled_kept_and_found_again(own: Workspace) -> None:
    begun = decks.begin("  Giao ban tháng 11 ", DAY, "vi", "An", own)
    slide = decks.slide_of("map", View(indicator="PCI", period="2016", areas=("63-19",), tickets=("x" * 12,)))
    kept = decks.keep(begun, begun.deck.with_slide(slide), "Bình", own)
    assert (kept.revision, kept.actor, kept.deck.title) == (2, "Bình", "Giao ban tháng 11")
    assert decks.opened(begun.deck_id, own) == kept
    assert decks.shelf(own) == (kept,)
    assert decks.past(begun.deck_id, own) == (kept, begun)
    assert decks.view_of(slide) == View(indicator="PCI", period="2016", areas=("63-19",))
    decks.put_away(kept, "An", own)
    assert (decks.shelf(own), decks.opened(begun.deck_id, own)) == ((), None)
    with pytest.raises(ValueError, match="title"):
        decks.begin(" ", DAY, "vi", "An", own)


def test_the_second_of_two_editors_is_told_and_loses_nothing(own: Workspace) -> None:
    begun = decks.begin("Giao ban", DAY, "vi", "An", own)
    decks.keep(begun, replace(begun.deck, title="Giao ban tuần"), "An", own)
    with pytest.raises(DeckConflictError, match="An"):
        decks.keep(begun, replace(begun.deck, title="Họp báo"), "Bình", own)
    assert [state.deck.title for state in decks.past(begun.deck_id, own)] == ["Giao ban tuần", "Giao ban"]
    assert decks.keep(begun, begun.deck, "Bình", own) == begun  # nothing to save is no conflict


def test_a_frozen_deck_tells_what_came_in_since(own: Workspace) -> None:
    begun = decks.begin("Giao ban", DAY, "vi", "An", own)
    deck = begun.deck.with_slide(decks.slide_of("map", View(indicator="PCI", period="2016")))
    deck = deck.with_slide(Slide("gone", "map", "ind=NO_SUCH"))
    frozen = decks.freeze(decks.keep(begun, deck, "An", own), "An", own)
    assert frozen.deck.frozen_at == own.store.instant()
    assert decks.newer_figures(frozen.deck, own).empty
    hand_in(own, "SIPAS", "2021", 55.0)
    assert decks.newer_figures(frozen.deck, own).empty  # of an indicator that no slide shows
    hand_in(own, "PCI", "2016", 12.5)
    newer = decks.newer_figures(frozen.deck, own)
    assert newer[["indicator", "time_period", "obs_value", "state"]].to_numpy().tolist() == [
        ["PCI", "2016", 12.5, "changed"]
    ]
    assert newer["old_value"].iloc[0] != 12.5
    loose = decks.unfreeze(frozen, "An", own)
    assert loose.deck.frozen_at is None
    assert decks.newer_figures(loose.deck, own).empty


def test_a_restated_slide_rests_on_components_too(own: Workspace) -> None:
    begun = decks.begin("Giao ban", DAY, "vi", "An", own)
    view = View(indicator="POPULATION_AVG_THOUSAND", period="2022", unit_set="34", basis="restated")
    density = View(indicator="POP_DENSITY", period="2022", unit_set="34", basis="restated")
    deck = begun.deck.with_slide(decks.slide_of("map", view)).with_slide(decks.slide_of("trend", density))
    assert decks.indicators_of(deck, own) == ("POPULATION_AVG_THOUSAND", "POP_DENSITY", "AREA_KM2")


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_an_address_holds_comes_back(indicator: str, mode: str) -> None:
    view = View(indicator=indicator.strip(), mode=mode.strip())
    assert decks.view_of(decks.slide_of("map", view)) == view


def test_a_day_ends_in_vietnam() -> None:
    assert decks.end_of(DAY).isoformat() == "2026-11-24T23:59:59.999999+07:00"
    assert decks.end_of(DAY) < datetime.fromisoformat("2026-11-24T17:00:00+00:00")
