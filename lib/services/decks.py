"""Use cases of decks: begin, arrange, keep, freeze, look what is newer. What a slide shows is made elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import pandas as pd

from lib.analysis.harmonise import needed
from lib.model.deck import Deck, Slide, body_of, deck_of, new_id
from lib.model.view import Basis, View
from lib.model.words import Language
from lib.services.catalogue_marks import changed_since, marks_of
from lib.services.changed_figures import changes_between
from lib.services.configuration import standing_headlines
from lib.services.figure_words import bare
from lib.services.overview import headlines
from lib.services.profile import headline_indicators
from lib.services.profile_basis import is_merged
from lib.services.usual import with_indicator
from lib.services.workspace import Workspace
from lib.store import Revision

HOME = ZoneInfo("Asia/Ho_Chi_Minh")
_LONGEST_STEM = 100
_WITH_INDICES = ("province", "compare", "overview")
_RESTATING = ("province", "overview")  # of a merged unit they show what its former units tell, without being asked


@dataclass(frozen=True)
class Shelved:
    """A deck as it stands on the shelf: which revision, who saved it and when."""

    deck_id: str
    deck: Deck
    revision: int
    actor: str
    saved_at: datetime


def shelf(workspace: Workspace) -> tuple[Shelved, ...]:
    """Return all decks, the last saved first."""
    return tuple(_shelved(revision) for revision in workspace.store.decks.every())


def opened(deck_id: str, workspace: Workspace) -> Shelved | None:
    """Return a deck as it stands, or None where there is none."""
    revision = workspace.store.decks.read(deck_id)
    return _shelved(revision) if revision else None


def past(deck_id: str, workspace: Workspace) -> tuple[Shelved, ...]:
    """Return the earlier states of a deck, the newest first; times it was put away are left out."""
    return tuple(_shelved(revision) for revision in workspace.store.decks.history(deck_id) if revision.body)


def begin(title: str, day: date, language: Language, actor: str, workspace: Workspace) -> Shelved:
    """Put a new empty deck on the shelf; ValueError without a title."""
    if not title.strip():
        raise ValueError("a deck needs a title")
    deck = Deck(title.strip(), day, language=language)
    return _shelved(workspace.store.decks.save(new_id(), body_of(deck), actor, based_on=0))


def keep(shelved: Shelved, deck: Deck, actor: str, workspace: Workspace) -> Shelved:
    """Save a deck over the state it was read in; DeckConflictError where somebody has saved it since."""
    if deck == shelved.deck:
        return shelved
    saved = workspace.store.decks.save(shelved.deck_id, body_of(deck), actor, based_on=shelved.revision)
    return _shelved(saved)


def put_away(shelved: Shelved, actor: str, workspace: Workspace) -> None:
    """Take a deck off the shelf; DeckConflictError where somebody has saved it since."""
    workspace.store.decks.put_away(shelved.deck_id, actor, based_on=shelved.revision)


def slide_of(page: str, view: View) -> Slide:
    """Return a slide of what is on screen; files that wait and the deck in hand are no part of it."""
    return Slide(new_id(), page, urlencode(view.figures.spelled()))


def view_of(slide: Slide) -> View:
    """Return the view of a slide."""
    return View.read(dict(parse_qsl(slide.address)))


def bring_back(shelved: Shelved, earlier: Deck, actor: str, workspace: Workspace) -> Shelved:
    """Make an earlier state of a deck the newest one; what stood in between stays in the history. Errors as `keep`."""
    return keep(shelved, earlier, actor, workspace)


def file_stem(deck: Deck) -> str:
    """Return the name of a deck's files without their ending, `2026-11-24-giao-ban-thang-11`."""
    words = re.findall(r"[a-z0-9]+", bare(deck.title))
    return "-".join([deck.day.isoformat(), *words])[:_LONGEST_STEM].rstrip("-")


def freeze(shelved: Shelved, actor: str, workspace: Workspace) -> Shelved:
    """Fix the figures of a deck at those of this moment, and mark what is said of them; errors as for `keep`."""
    figures_to = workspace.store.instant()
    when = max(datetime.now(UTC), figures_to) if figures_to else None
    first = tuple(
        indicator.code for indicator in headlines(standing_headlines(workspace.root), workspace.catalogue).indicators
    )
    anew = replace(shelved.deck, frozen_at=figures_to, frozen_when=when, frozen_headlines=first)
    marks = tuple(marks_of(indicators_of(anew, workspace), workspace).items())
    frozen = replace(anew, frozen_marks=marks)
    return keep(shelved, frozen, actor, workspace)


def unfreeze(shelved: Shelved, actor: str, workspace: Workspace) -> Shelved:
    """Let a deck show the figures of the day again; errors as for `keep`."""
    loose = replace(shelved.deck, frozen_at=None, frozen_when=None, frozen_marks=(), frozen_headlines=None)
    return keep(shelved, loose, actor, workspace)


def headlines_of(deck: Deck | None, workspace: Workspace) -> tuple[str, ...]:
    """Return the headline indicators of a deck's overview: those kept when it was frozen, else the office's of now."""
    kept = deck.frozen_headlines if deck else None
    return standing_headlines(workspace.root) if kept is None else kept


def indicators_of(deck: Deck, workspace: Workspace) -> tuple[str, ...]:
    """Return the indicators whose figures the slides of a deck rest on."""
    found: dict[str, None] = {}
    for view, codes in _shown_by(deck, workspace):
        for code in codes:
            made = view.basis == Basis.RESTATED
            found |= dict.fromkeys(needed(code, workspace.catalogue) if made else (code,))
    return tuple(found)


def restated_on(deck: Deck, workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """Return which indicators the slides of a deck need restated on which unit set."""
    found: dict[str, dict[str, None]] = {}
    newest = workspace.gazetteer.newest_first[0]
    for view, codes in _shown_by(deck, workspace):
        if view.basis:
            target = view.unit_set if view.basis == Basis.RESTATED and view.unit_set else newest
            found.setdefault(target, {}).update(dict.fromkeys(codes))
    return {unit_set: tuple(codes) for unit_set, codes in found.items() if unit_set in workspace.gazetteer.unit_sets}


def _shown_by(deck: Deck, workspace: Workspace) -> Iterator[tuple[View, tuple[str, ...]]]:
    """Return the view and the indicators of every slide whose indicator is still known.

    What the pages of a merged unit restate by themselves is named in the view.
    """
    workspace = workspace.frozen(deck.frozen_at) if deck.frozen_at else workspace
    for slide in deck.slides:
        view = with_indicator(view_of(slide), workspace)
        if view.indicator in workspace.catalogue.indicators:
            unit = workspace.gazetteer.units.get(view.focus)
            if slide.page in _RESTATING and unit is not None and not view.basis:
                merged = is_merged(unit, workspace.gazetteer)
                view = replace(view, basis=Basis.RESTATED.value, unit_set=unit.unit_set) if merged else view
            first = headlines_of(deck, workspace) if slide.page == "overview" else ()
            yield view, _rests_on(slide.page, view, first, workspace)


def _rests_on(page: str, view: View, listed: Sequence[str], workspace: Workspace) -> tuple[str, ...]:
    """Return the indicators a page shows beside the chosen one: indices, of a profile components, those `listed`."""
    if page not in _WITH_INDICES:
        return (view.indicator,)
    catalogue = workspace.catalogue
    if page == "overview":
        first = headlines(listed, catalogue).indicators
        return tuple(dict.fromkeys([view.indicator, *(indicator.code for indicator in first)]))
    indices = [indicator.code for indicator in headline_indicators(workspace)]
    indicator = catalogue.indicators[view.indicator]
    composites = {view.indicator, indicator.parent} if page == "province" else set()
    parts = [part.component for part in catalogue.components if part.indicator in composites]
    return tuple(dict.fromkeys([view.indicator, *indices, *parts]))


def newer_figures(deck: Deck, workspace: Workspace) -> pd.DataFrame:
    """Return what came in since a deck was frozen and touches its indicators; rows of `changes_between`."""
    codes = indicators_of(deck, workspace)
    if deck.frozen_at is None or not codes:
        return pd.DataFrame(columns=["state"])
    changes = changes_between(codes, deck.frozen_at, None, workspace)
    return changes.loc[changes["state"] != "source"].reset_index(drop=True)


def otherwise_said(deck: Deck, workspace: Workspace) -> tuple[str, ...]:
    """Return of what catalogue or gazetteer say something else since a deck was frozen, as `changed_since` does."""
    if deck.frozen_at is None:
        return ()
    return changed_since(dict(deck.frozen_marks), indicators_of(deck, workspace), workspace)


def today() -> date:
    """Return the day it is in Vietnam."""
    return datetime.now(HOME).date()


def end_of(day: date) -> datetime:
    """Return the last instant of a day in Vietnam: what a meeting of that day can have seen."""
    return datetime.combine(day + timedelta(days=1), time(), HOME) - timedelta(microseconds=1)


def _shelved(revision: Revision) -> Shelved:
    return Shelved(revision.deck_id, deck_of(revision.body), revision.revision, revision.actor, revision.saved_at)
