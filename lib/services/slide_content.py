"""What stands on the slides of a deck: the view read again, its sentences, figure and small print, or why not."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from lib.charts.palette import Theme
from lib.i18n import Translator, translator
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck, Slide
from lib.model.typed_text import holdable
from lib.model.view import Basis, View
from lib.report.lines import chart_line, measure
from lib.report.progress import Told, one_by_one, tell_nobody
from lib.report.slide_layout import LOOKS
from lib.report.slides import DeckContent, SlideContent
from lib.services.choosing import Choice, choose
from lib.services.decks import headlines_of, indicators_of, restated_on, view_of
from lib.services.held_workspace import HeldWorkspace, held
from lib.services.meeting_days import nothing_between
from lib.services.shown import Shown
from lib.services.since_lines import meetings_of
from lib.services.slide_compare import compare_slide
from lib.services.slide_figures import map_slide, ranking_slide
from lib.services.slide_made import Made
from lib.services.slide_overview import overview_slide
from lib.services.slide_province import province_slide
from lib.services.slide_since import since_slide
from lib.services.slide_text import content_text
from lib.services.slide_trend import trend_slide
from lib.services.usual import with_indicator
from lib.services.workspace import Workspace

_MAKERS: Mapping[str, Callable[[Shown], Made]] = {
    "map": map_slide,
    "trend": trend_slide,
    "ranking": ranking_slide,
    "province": province_slide,
    "compare": compare_slide,
}
OVERVIEW = "overview"
KINDS = (*_MAKERS, OVERVIEW)
SINCE = "since"  # the slide the app makes from two meetings; its view only names the unit in focus
_SHORT_HASH = 8
_GONE = {"notice.period": "deck.no_period", "notice.area": "deck.no_area", "notice.unit_set": "deck.no_unit_set"}
_TOLD = {"notice.basis", "notice.look"}  # the slide shows something else than was arranged, and says so


@dataclass(frozen=True)
class Stage:
    """What every slide of a deck is made with: the installation (frozen or not), the lines of the maps, the looks,
    and the deck it stands in, which alone knows of meetings."""

    workspace: HeldWorkspace
    boundaries: Mapping[str, Boundaries]
    t: Translator
    theme: Theme = "light"
    deck: Deck | None = None


def deck_content(
    deck_id: str, deck: Deck, workspace: Workspace, boundaries: Mapping[str, Boundaries], told: Told = tell_nobody
) -> DeckContent:
    """Return a deck with everything its slides show; the same frozen deck gives the same `content_hash` every time."""
    stage = stage_of(deck, workspace, boundaries)
    slides = [slide_content(slide, stage) for _, slide in one_by_one(deck.slides, told)]
    return bound(deck_id, deck, slides, workspace)


def bound(deck_id: str, deck: Deck, slides: Sequence[SlideContent], workspace: Workspace) -> DeckContent:
    """Return the slides of a deck, made one by one, as a deck with its stamp and the hash of its content."""
    head = json.dumps([deck.title, deck.day.isoformat(), deck.language], ensure_ascii=False)
    digest = hashlib.sha256("\n".join([head, *map(content_text, slides)]).encode()).hexdigest()
    return DeckContent(
        deck_id,
        deck.title,
        deck.day,
        deck.language,
        deck.preset,
        tuple(slides),
        _stamp(deck, digest[:_SHORT_HASH], workspace),
        digest,
        frozen=deck.frozen_at is not None,
    )


def _stamp(deck: Deck, short_hash: str, workspace: Workspace) -> str:
    """Return as of when the figures are, when somebody froze them, and the hash of what is said."""
    t = translator(deck.language)
    at = deck.frozen_at or workspace.store.instant()
    moment = t.moment(at) if at else "–"
    if deck.frozen_at and deck.frozen_when:
        return t("deck.stamp_frozen_when", moment=moment, when=t.moment(deck.frozen_when), hash=short_hash)
    return t("deck.stamp_frozen" if deck.frozen_at else "deck.stamp", moment=moment, hash=short_hash)


def stage_of(deck: Deck, workspace: Workspace, boundaries: Mapping[str, Boundaries]) -> Stage:
    """Return what the slides of a deck are made with; the figures of all of them are read in one go."""
    reading = held(workspace.frozen(deck.frozen_at) if deck.frozen_at else workspace)
    codes = indicators_of(deck, workspace)
    reading.series(codes)
    reading.coverage_of(codes)
    for unit_set, own in restated_on(deck, workspace).items():
        reading.restated(own, unit_set)
    return Stage(reading, boundaries, translator(deck.language), LOOKS[deck.preset].theme, deck=deck)


def slide_content(slide: Slide, stage: Stage) -> SlideContent:
    """Return what a slide shows; a view that cannot be opened any more says so and breaks nothing."""
    view = view_of(slide)
    made = _since(view, stage) if slide.page == SINCE else _made(view, slide.page, stage)
    return SlideContent(
        slide_id=slide.slide_id,
        title=slide.title or made.title,
        sentences=(slide.sentence,) if slide.sentence else made.sentences,
        figure=made.figure,
        small_print=made.small_print,
        note=slide.note,
        seconds=slide.seconds,
        problem=holdable(made.problem),  # it may quote an address
        definitions=_definitions(made.codes, stage),
        breaks=made.breaks,
        chart_notes=made.chart_notes,
    )


def _made(view: View, page: str, stage: Stage) -> Made:
    view = with_indicator(view, stage.workspace)
    problem = _problem(view, page, stage)
    if problem:
        known_page = page if page in KINDS else ""
        return Made(None, stage.t(f"page.{known_page}" if known_page else "deck.slide"), problem=problem)
    shown = _shown(view, stage)
    codes = headlines_of(stage.deck, stage.workspace) if page == OVERVIEW else ()
    made = overview_slide(shown, codes) if page == OVERVIEW else _MAKERS[page](shown)
    told = _told(shown.choice)
    aside = [stage.t(notice.key, text=notice.text) for notice in shown.choice.notices if notice.key in told]
    return replace(made, codes=made.codes or (view.indicator,), small_print=chart_line([made.small_print, *aside]))


def _since(view: View, stage: Stage) -> Made:
    units = stage.workspace.gazetteer.units
    unit = units.get(view.focus)
    codes = indicators_of(stage.deck, stage.workspace) if stage.deck else ()
    meetings = meetings_of(stage.deck, codes, unit) if stage.deck else None
    if stage.deck is None or meetings is None:
        return Made(None, stage.t("since.name"), problem=stage.t("since.no_day"))
    hindered = nothing_between(stage.deck, stage.t)
    if hindered:
        return Made(None, stage.t("since.title", day=stage.t.date(meetings.before)), problem=hindered)
    return since_slide(meetings, stage.workspace, stage.t)


def _definitions(codes: Sequence[str], stage: Stage) -> tuple[tuple[str, str], ...]:
    known = stage.workspace.catalogue.indicators
    told = [known[code] for code in codes if code in known]
    return tuple((measure(indicator, stage.t), stage.t.label(indicator.definition)) for indicator in told)


def _shown(view: View, stage: Stage) -> Shown:
    workspace = stage.workspace
    choice = choose(view, workspace.catalogue, workspace.gazetteer, workspace.coverage_of([view.indicator]))
    return Shown(choice, workspace, stage.boundaries, stage.t, stage.theme)


def _problem(view: View, page: str, stage: Stage) -> str:
    """Return why a view cannot be shown as it was arranged, or an empty text."""
    t = stage.t
    if page not in KINDS:
        return t("deck.no_page", page=page)
    if view.indicator not in stage.workspace.catalogue.indicators:
        return t("deck.no_indicator", code=view.indicator or "–")
    if not stage.workspace.coverage_of([view.indicator]).periods(view.indicator):
        return t("deck.empty_indicator", text=view.indicator)
    choice = _shown(view, stage).choice
    fatal = [notice for notice in choice.notices if notice.key in _GONE.keys() - _told(choice)]
    name, period = t.label(choice.indicator.short), t.period(choice.period)
    return " ".join(t(_GONE[notice.key], text=notice.text, name=name, period=period) for notice in fatal)


def _told(choice: Choice) -> set[str]:
    """Return which notices are told beside a slide that is shown.

    Old figures in the outlines of the newest units are no figures of the newest units: asking for these is no error.
    """
    return _TOLD | ({"notice.unit_set"} if choice.basis is Basis.FORMER else set())
