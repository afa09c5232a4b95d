"""Whose words stand in a deck: read from its kept states. What a deck holds and how it is saved is elsewhere."""

from collections.abc import Callable

from lib.model.deck import Deck
from lib.services.decks import past
from lib.services.workspace import Workspace


def writer_of(deck_id: str, says: Callable[[Deck], object], workspace: Workspace) -> str:
    """Return who gave a deck what it says now: of the newest states that say the same, the actor of the first."""
    states = past(deck_id, workspace)
    writer = ""
    for state in states:
        if says(state.deck) != says(states[0].deck):
            break
        writer = state.actor
    return writer
