"""What a deck's files say besides the slides: its day and stamp, every definition once, the notes of a slide."""

from collections.abc import Iterable

from lib.i18n import Translator
from lib.report.slides import ChartFigure, DeckContent, SlideContent


def head_lines(content: DeckContent, t: Translator) -> tuple[str, ...]:
    """Return what stands under a deck's title: its day, as of when its figures are, the whole hash of its content."""
    day = t("pptx.day", day=t.date(content.day))
    return tuple(text for text in (day, content.stamp, _hashed(content, t)) if text)


def _hashed(content: DeckContent, t: Translator) -> str:
    return t("pptx.hash", hash=content.content_hash) if content.content_hash else ""


def definition_lines(content: DeckContent, t: Translator) -> tuple[str, ...]:
    """Return each definition of the deck's indicators once, in the order of the slides, then the rules of ranking."""
    told = dict.fromkeys(pair for slide in content.slides for pair in slide.definitions)
    return (*(f"{term}: {meaning}" for term, meaning in told), f"{t('file.rules')}: {t('file.rules_text')}")


def plain_print(slide: SlideContent, t: Translator) -> str:
    """Return the small print without what explains the signs of our own drawing: an office chart has its legend."""
    figure = slide.figure
    if not isinstance(figure, ChartFigure):
        return slide.small_print
    text = slide.small_print
    for series in figure.native.series:
        text = text.removeprefix(t("component.legend", first=series.name)).strip()
    return text


def spoken_notes(slide: SlideContent, left_out: Iterable[str], t: Translator) -> str:
    """Return the speaker's notes: the note, sentences without room, changes of method, definitions."""
    breaks = [f"{t('file.break')}: {text}" for text in slide.breaks]
    definitions = [f"{t('file.definition')} – {term}: {meaning}" for term, meaning in slide.definitions]
    unsaid = [text for text in left_out if text not in slide.breaks]
    return "\n".join(text for text in (slide.note, *unsaid, *breaks, *definitions) if text)
