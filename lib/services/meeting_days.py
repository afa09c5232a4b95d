"""Whether the meeting before lies before what a deck compares it with. What changed in between is found elsewhere."""

from datetime import datetime

from lib.i18n import Translator
from lib.model.deck import Deck
from lib.services.decks import end_of, today


def refused_day(deck: Deck, t: Translator) -> str:
    """Return why the day of the meeting before cannot stand: not before the deck's day, not before its freezing.

    An empty text where it can, or where there is none.
    """
    before, frozen = deck.meeting_before, deck.frozen_when or deck.frozen_at
    if before is None:
        return ""
    if before >= deck.day:
        return t("since.not_before_day", before=t.date(before), day=t.date(deck.day))
    if frozen is not None and end_of(before) >= frozen:
        moment = t.moment(frozen) if deck.frozen_when else t("since.figures_to", moment=t.moment(frozen))
        return t("since.not_before_freeze", before=t.date(before), moment=moment)
    return ""


def nothing_between(deck: Deck, t: Translator) -> str:
    """Return why there is nothing to compare: a refused day, or one that has not ended for figures of today."""
    refused = refused_day(deck, t)
    if refused or deck.meeting_before is None:
        return refused
    running = deck.frozen_at is None and deck.meeting_before >= today()
    return t("since.not_past", before=t.date(deck.meeting_before)) if running else ""


def earlier_instant(deck: Deck) -> datetime | None:
    """Return what the meeting before can have seen: the end of its day, and never more than a frozen deck knows."""
    if deck.meeting_before is None:
        return None
    end = end_of(deck.meeting_before)
    return min(end, deck.frozen_at) if deck.frozen_at else end
