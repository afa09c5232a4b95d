from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.deck import Slide
from lib.model.observation import OBSERVATION_COLUMNS
from lib.model.view import View
from lib.model.words import Words
from lib.services import decks
from lib.services.growing_catalogue import GrowingCatalogue
from lib.services.workspace import Workspace
from lib.store import DeckConflictError

DAY = date(2026, 11, 24)


def hand_in(workspace: Workspace, code: str, period: str, value: float) -> None:
    standing = workspace.observations(code)
    row = standing.loc[standing["time_period"] == period, list(OBSERVATION_COLUMNS)].head(1).assign(obs_value=value)
    workspace.store.add(row, file_name="a.csv", content_hash=f"{value}", actor="Sở Tài chính", note="")


def test_a_deck_is_begun_filled_kept_and_found_again(office: Workspace) -> None:
    begun = decks.begin("  Giao ban tháng 11 ", DAY, "vi", "An", office)
    slide = decks.slide_of("map", View(indicator="PCI", period="2016", areas=("63-19",), tickets=("x" * 12,)))
    kept = decks.keep(begun, begun.deck.with_slide(slide), "Bình", office)
    assert (kept.revision, kept.actor, kept.deck.title) == (2, "Bình", "Giao ban tháng 11")
    assert decks.opened(begun.deck_id, office) == kept
    assert decks.shelf(office) == (kept,)
    assert decks.past(begun.deck_id, office) == (kept, begun)
    assert decks.view_of(slide) == View(indicator="PCI", period="2016", areas=("63-19",))
    decks.put_away(kept, "An", office)
    assert (decks.shelf(office), decks.opened(begun.deck_id, office)) == ((), None)
    with pytest.raises(ValueError, match="title"):
        decks.begin(" ", DAY, "vi", "An", office)


def test_the_second_of_two_editors_is_told_and_loses_nothing(office: Workspace) -> None:
    begun = decks.begin("Giao ban", DAY, "vi", "An", office)
    decks.keep(begun, replace(begun.deck, title="Giao ban tuần"), "An", office)
    with pytest.raises(DeckConflictError, match="An"):
        decks.keep(begun, replace(begun.deck, title="Họp báo"), "Bình", office)
    assert [state.deck.title for state in decks.past(begun.deck_id, office)] == ["Giao ban tuần", "Giao ban"]
    assert decks.keep(begun, begun.deck, "Bình", office) == begun  # nothing to save is no conflict


def test_a_frozen_deck_tells_what_came_in_since(office: Workspace) -> None:
    begun = decks.begin("Giao ban", DAY, "vi", "An", office)
    deck = begun.deck.with_slide(decks.slide_of("map", View(indicator="PCI", period="2016")))
    deck = deck.with_slide(Slide("gone", "map", "ind=NO_SUCH"))
    frozen = decks.freeze(decks.keep(begun, deck, "An", office), "An", office)
    assert frozen.deck.frozen_at == office.store.instant()
    assert (
        frozen.deck.frozen_when is not None and frozen.deck.frozen_when > office.store.instant()
    )  # not the last batch
    assert decks.newer_figures(frozen.deck, office).empty
    hand_in(office, "SIPAS", "2021", 55.0)
    assert decks.newer_figures(frozen.deck, office).empty  # of an indicator that no slide shows
    hand_in(office, "PCI", "2016", 12.5)
    newer = decks.newer_figures(frozen.deck, office)
    assert newer[["indicator", "time_period", "obs_value", "state"]].to_numpy().tolist() == [
        ["PCI", "2016", 12.5, "changed"]
    ]
    assert newer["old_value"].iloc[0] != 12.5
    loose = decks.unfreeze(frozen, "An", office)
    assert (loose.deck.frozen_at, loose.deck.frozen_when) == (None, None)
    assert decks.newer_figures(loose.deck, office).empty


def test_a_restated_slide_rests_on_components_too(office: Workspace) -> None:
    begun = decks.begin("Giao ban", DAY, "vi", "An", office)
    view = View(indicator="POPULATION_AVG_THOUSAND", period="2022", unit_set="34", basis="restated")
    density = View(indicator="POP_DENSITY", period="2022", unit_set="34", basis="restated")
    deck = begun.deck.with_slide(decks.slide_of("map", view)).with_slide(decks.slide_of("trend", density))
    assert decks.indicators_of(deck, office) == ("POPULATION_AVG_THOUSAND", "POP_DENSITY", "AREA_KM2")


@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_an_address_holds_comes_back(indicator: str, mode: str) -> None:
    view = View(indicator=indicator.strip(), mode=mode.strip())
    assert decks.view_of(decks.slide_of("map", view)) == view


def test_a_day_ends_in_vietnam() -> None:
    assert decks.end_of(DAY).isoformat() == "2026-11-24T23:59:59.999999+07:00"
    assert decks.end_of(DAY) < datetime.fromisoformat("2026-11-24T17:00:00+00:00")


def test_a_frozen_deck_knows_of_what_the_catalogue_says_something_else_since(office: Workspace) -> None:
    begun = decks.begin("Giao ban", DAY, "vi", "An", office)
    deck = begun.deck.with_slide(decks.slide_of("map", View(indicator="PCI", period="2016")))
    frozen = decks.freeze(decks.keep(begun, deck, "An", office), "An", office).deck
    assert decks.otherwise_said(frozen, office) == ()
    shipped = office.catalogues.shipped
    pci, sipas = (replace(shipped.indicators[code], short=Words("X")) for code in ("PCI", "SIPAS"))
    (source,) = office.observations("PCI")["source"].iloc[:1]
    renamed = replace(shipped.sources[source], title="X")
    units = {**office.gazetteer.units, "63-19": replace(office.gazetteer.units["63-19"], label=Words("X"))}
    other = replace(
        office,
        catalogues=GrowingCatalogue(
            replace(
                shipped,
                indicators={**shipped.indicators, "PCI": pci, "SIPAS": sipas},
                sources={**shipped.sources, source: renamed},
            ),
            office.store,
        ),
        gazetteer=replace(office.gazetteer, units=units),
    )
    assert set(decks.otherwise_said(frozen, other)) == {"units", "PCI", source}  # no slide shows SIPAS
    without = replace(frozen, slides=())
    assert "PCI" not in decks.otherwise_said(without, other)
    assert decks.otherwise_said(replace(frozen, frozen_marks=()), other) == ()  # frozen before marks were kept
