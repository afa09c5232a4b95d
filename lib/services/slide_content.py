"""What stands on the slides of a deck: the view read again, its sentences, figure and small print, or why not."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lib.charts.palette import Theme
from lib.i18n import Translator, translator
from lib.model.boundaries import Boundaries
from lib.model.deck import Deck, Slide
from lib.model.view import View
from lib.report.lines import chart_line, measure, source_line, status_line
from lib.report.sentences import break_sentences
from lib.report.slides import DeckContent, Figure, SlideContent
from lib.services.choosing import choose
from lib.services.decks import view_of
from lib.services.shown import Shown
from lib.services.slide_figures import map_figure, province_figure, ranking_figure
from lib.services.slide_text import content_text
from lib.services.workspace import Workspace

FIGURES: Mapping[str, Callable[[Shown], Figure | None]] = {
    "map": map_figure,
    "ranking": ranking_figure,
    "province": province_figure,
}
_SHORT_HASH = 8
_FATAL = {"notice.indicator", "notice.empty_indicator", "notice.period", "notice.area", "notice.unit_set"}


@dataclass(frozen=True)
class Stage:
    """What every slide of a deck is made with: the installation (frozen or not), the lines of the maps, the looks."""

    workspace: Workspace
    boundaries: Mapping[str, Boundaries]
    t: Translator
    theme: Theme = "light"


def deck_content(deck_id: str, deck: Deck, workspace: Workspace, boundaries: Mapping[str, Boundaries]) -> DeckContent:
    """Return a deck with everything its slides show; the same frozen deck gives the same `content_hash` every time."""
    frozen = workspace.frozen(deck.frozen_at) if deck.frozen_at else workspace
    t = translator(deck.language)
    stage = Stage(frozen, boundaries, t)
    slides = tuple(slide_content(slide, stage) for slide in deck.slides)
    digest = hashlib.sha256("\n".join(map(content_text, slides)).encode()).hexdigest()
    at = deck.frozen_at or workspace.store.instant()
    said = "deck.stamp_frozen" if deck.frozen_at else "deck.stamp"
    return DeckContent(
        deck_id,
        deck.title,
        deck.day,
        deck.language,
        deck.preset,
        slides,
        t(said, moment=t.moment(at) if at else "–", hash=digest[:_SHORT_HASH]),
        digest,
        frozen=deck.frozen_at is not None,
    )


def slide_content(slide: Slide, stage: Stage) -> SlideContent:
    """Return what a slide shows; a view that cannot be opened any more says so and breaks nothing."""
    view = view_of(slide)
    problem = _problem(view, slide.page, stage)
    if problem:
        title = slide.title or stage.t(f"page.{slide.page}" if slide.page in FIGURES else "deck.slide")
        said = (slide.sentence,) if slide.sentence else ()
        return SlideContent(slide.slide_id, title, said, None, "", slide.note, slide.seconds, problem)
    return _content(slide, _shown(view, stage))


def _shown(view: View, stage: Stage) -> Shown:
    workspace = stage.workspace
    choice = choose(view, workspace.catalogue, workspace.gazetteer, workspace.coverage_of([view.indicator]))
    return Shown(choice, workspace, stage.boundaries, stage.t, stage.theme)


def _problem(view: View, page: str, stage: Stage) -> str:
    """Return why a view cannot be shown as it was arranged, or an empty text."""
    t = stage.t
    if page not in FIGURES:
        return t("deck.no_page", page=page)
    if view.indicator not in stage.workspace.catalogue.indicators:
        return t("deck.no_indicator", code=view.indicator or "–")
    if not stage.workspace.coverage_of([view.indicator]).periods(view.indicator):
        return t("notice.empty_indicator", text=view.indicator)
    notices = [notice for notice in _shown(view, stage).choice.notices if notice.key in _FATAL]
    return " ".join(t("deck.gone", text=notice.text) for notice in notices)


def _content(slide: Slide, shown: Shown) -> SlideContent:
    choice, t = shown.choice, shown.t
    indicator = choice.indicator
    sentences = (slide.sentence,) if slide.sentence else shown.sentences()
    return SlideContent(
        slide_id=slide.slide_id,
        title=slide.title or _title(shown),
        sentences=sentences,
        figure=FIGURES[slide.page](shown),
        small_print=_small_print(shown),
        note=slide.note,
        seconds=slide.seconds,
        definitions=((measure(indicator, t), t.label(indicator.definition)),),
        breaks=tuple(_breaks(shown)),
    )


def _title(shown: Shown) -> str:
    choice, t = shown.choice, shown.t
    against = t("head.against", base=t.short_period(choice.base)) if choice.base else ""
    return f"{t.label(choice.indicator.short)} {t.short_period(choice.period)} {against}".strip()


def _breaks(shown: Shown) -> list[str]:
    choice = shown.choice
    if choice.base is None:
        return []
    return break_sentences(
        shown.workspace.catalogue.breaks_between(choice.indicator.code, choice.base, choice.period), shown.t
    )


def _small_print(shown: Shown) -> str:
    choice, t, changes = shown.choice, shown.t, shown.changes
    have, size = int(changes["obs_value"].notna().sum()), len(changes)
    sources = source_line(changes["source"].dropna().unique(), shown.workspace.catalogue, t)
    periods = [choice.base, choice.period] if choice.base else [choice.period]
    return chart_line(
        [
            measure(choice.indicator, t),
            " – ".join(t.short_period(period) for period in periods),
            t("line.count", have=have, size=size),
            status_line(changes["obs_status"].dropna().unique(), t),
            t("line.source", sources=sources) if sources else "",
        ]
    )
