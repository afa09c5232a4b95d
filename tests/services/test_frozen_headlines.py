"""The office's own list of headline indicators in decks: kept with a freeze, told where it cannot be followed."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from lib.model.boundaries import Boundaries
from lib.model.deck import Deck, body_of, deck_of
from lib.model.view import View
from lib.services import decks
from lib.services.configuration import standing_headlines
from lib.services.overview import headlines
from lib.services.slide_content import deck_content
from lib.services.workspace import Workspace


def office_with(workspace: Workspace, folder: Path, indicators: str) -> Workspace:
    (folder / ".streamlit").mkdir(parents=True)
    (folder / ".streamlit" / "secrets.toml").write_text(f"[overview]\nindicators = {indicators}\n", encoding="utf-8")
    return replace(workspace, root=folder)


@pytest.fixture
def first(office: Workspace, tmp_path: Path) -> Workspace:
    return office_with(office, tmp_path / "first", '["dti", "NOPE", "PCI"]')


@pytest.fixture
def frozen(first: Workspace) -> Deck:
    begun = decks.begin("Giao ban", decks.today(), "vi", "An", first)
    deck = begun.deck.with_slide(decks.slide_of("overview", View(indicator="PCI", areas=("63-19",))))
    return decks.freeze(decks.keep(begun, deck, "An", first), "An", first).deck


def test_a_frozen_deck_keeps_its_headline_indicators_whatever_the_office_lists_later(
    frozen: Deck, first: Workspace, boundaries: Mapping[str, Boundaries], tmp_path: Path
) -> None:
    other = office_with(first, tmp_path / "other", '["SIPAS"]')
    assert frozen.frozen_headlines == ("DTI", "PCI")
    before, after = (deck_content("d", frozen, at, boundaries) for at in (first, other))
    assert before.content_hash == after.content_hash
    assert decks.indicators_of(frozen, other) == ("PCI", "DTI")
    loose = replace(frozen, frozen_at=None, frozen_headlines=None)
    assert decks.indicators_of(loose, other) == ("PCI", "SIPAS")


def test_a_deck_frozen_before_the_list_was_kept_follows_the_office(frozen: Deck, first: Workspace) -> None:
    body = body_of(frozen).replace('"frozen_headlines"', '"unheard_of"')
    older = deck_of(body)
    assert older == replace(frozen, frozen_headlines=None)
    assert decks.headlines_of(older, first) == ("dti", "NOPE", "PCI")


def test_thawing_forgets_the_list(frozen: Deck, first: Workspace) -> None:
    (shelved,) = decks.shelf(first)
    assert decks.unfreeze(shelved, "An", first).deck.frozen_headlines is None
    assert shelved.deck == frozen


def test_screen_and_slides_read_the_list_once(first: Workspace) -> None:
    assert standing_headlines(first.root) == ("dti", "NOPE", "PCI")
    (first.root / ".streamlit" / "secrets.toml").write_text("", encoding="utf-8")
    assert decks.headlines_of(None, first) == standing_headlines(first.root) == ("dti", "NOPE", "PCI")


def test_what_a_list_holds_too_much_is_named(workspace: Workspace) -> None:
    known = list(workspace.catalogue.indicators)[:9]
    listed = headlines([*known, known[0], ""], workspace.catalogue)
    assert [indicator.code for indicator in listed.indicators] == known[:8]
    assert (listed.left_out, listed.unknown) == ((known[8],), ("",))
