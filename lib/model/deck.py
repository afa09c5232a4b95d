"""A deck: the ordered views of a briefing, as they were arranged, and whether their figures are frozen. No figures."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from lib.model.typed_text import holdable, holdable_line
from lib.model.words import Language

PRESETS = ("room", "projector", "print")
_SPELLED = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0, 1, i, l, o: people type an id from a wall screen
_LENGTH = 10


@dataclass(frozen=True)
class Slide:
    """One view of a deck: the page by its file stem, the address that spells the view, and what is said with it.

    Empty texts leave title and sentence to what the figures say. `seconds` is how long the loop shows it, 0 for ever.
    However a text came here, typed now or kept long ago, it holds nothing that a file of the deck cannot hold.
    """

    slide_id: str
    page: str
    address: str
    title: str = ""
    sentence: str = ""
    note: str = ""
    seconds: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", holdable_line(self.title))
        object.__setattr__(self, "sentence", holdable(self.sentence))
        object.__setattr__(self, "note", holdable(self.note))


@dataclass(frozen=True)
class Deck:
    """The slides of a briefing in their order; `frozen_at` is the instant whose figures it shows, none: those of today.

    `frozen_when` is when somebody froze it, for people to read: later than the last figures; older decks do not know.
    `frozen_marks` (name, mark) tell what catalogue and gazetteer said then, to see whether they say something else now.
    `frozen_headlines` are the indicators of the first screen then; None: not frozen, or frozen before they were kept.
    `meeting_before` is the day figures are compared with by the slide of what changed since.
    """

    title: str
    day: date
    slides: tuple[Slide, ...] = ()
    language: Language = "vi"
    preset: str = PRESETS[0]
    frozen_at: datetime | None = None
    meeting_before: date | None = None
    frozen_when: datetime | None = None
    frozen_marks: tuple[tuple[str, str], ...] = ()
    frozen_headlines: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", holdable_line(self.title))

    def with_slide(self, slide: Slide) -> "Deck":
        """Return the deck with one more slide at its end."""
        return replace(self, slides=(*self.slides, slide))

    def without(self, slide_id: str) -> "Deck":
        """Return the deck without a slide."""
        return replace(self, slides=tuple(slide for slide in self.slides if slide.slide_id != slide_id))

    def changed(self, slide: Slide) -> "Deck":
        """Return the deck with a slide of the same id put in its place."""
        return replace(self, slides=tuple(slide if own.slide_id == slide.slide_id else own for own in self.slides))

    def moved(self, slide_id: str, steps: int) -> "Deck":
        """Return the deck with a slide moved by so many places, at most to an end."""
        slides = list(self.slides)
        place = next((number for number, slide in enumerate(slides) if slide.slide_id == slide_id), None)
        if place is None:
            return self
        slides.insert(max(0, min(len(slides) - 1, place + steps)), slides.pop(place))
        return replace(self, slides=tuple(slides))

    def doubled(self, slide_id: str) -> "Deck":
        """Return the deck with a copy of a slide behind it."""
        slides: list[Slide] = []
        for slide in self.slides:
            slides += [slide, replace(slide, slide_id=new_id())] if slide.slide_id == slide_id else [slide]
        return replace(self, slides=tuple(slides))


def new_id() -> str:
    """Return an id nobody else has: of a deck or of a slide; easy to read aloud, and never taken for an option."""
    return "".join(secrets.choice(_SPELLED) for _ in range(_LENGTH))


def body_of(deck: Deck) -> str:
    """Return a deck as the text the store keeps."""
    said: dict[str, Any] = {
        "title": deck.title,
        "day": deck.day.isoformat(),
        "language": deck.language,
        "preset": deck.preset,
        "frozen_at": deck.frozen_at.isoformat() if deck.frozen_at else None,
        "meeting_before": deck.meeting_before.isoformat() if deck.meeting_before else None,
        "frozen_when": deck.frozen_when.isoformat() if deck.frozen_when else None,
        "frozen_marks": dict(deck.frozen_marks),
        "frozen_headlines": deck.frozen_headlines,
        "slides": [vars(slide) for slide in deck.slides],
    }
    return json.dumps(said, ensure_ascii=False)


def deck_of(body: str) -> Deck:
    """Return the deck that a text of `body_of` says; what an older text does not say has its default."""
    said: dict[str, Any] = json.loads(body)
    known = Slide.__dataclass_fields__
    slides = tuple(Slide(**{name: value for name, value in own.items() if name in known}) for own in said["slides"])
    headlines = said.get("frozen_headlines")
    return Deck(
        title=said["title"],
        day=date.fromisoformat(said["day"]),
        slides=slides,
        language="en" if said.get("language") == "en" else "vi",
        preset=said["preset"] if said.get("preset") in PRESETS else PRESETS[0],
        frozen_at=datetime.fromisoformat(said["frozen_at"]) if said.get("frozen_at") else None,
        meeting_before=date.fromisoformat(said["meeting_before"]) if said.get("meeting_before") else None,
        frozen_when=datetime.fromisoformat(said["frozen_when"]) if said.get("frozen_when") else None,
        frozen_marks=tuple(said.get("frozen_marks", {}).items()),
        frozen_headlines=None if headlines is None else tuple(headlines),
    )
