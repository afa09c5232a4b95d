"""What is on screen, as one immutable value; its spelling is the query string of the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from lib.model.words import LANGUAGES, Language

TILES = "tiles"  # the look of a map of equal tiles


class Basis(StrEnum):
    """On which units figures stand: those of the time, restated on a later set, or old ones inside the new outlines."""

    PUBLISHED = ""
    RESTATED = "restated"
    FORMER = "former"


@dataclass(frozen=True)
class View:
    """The choices every page shares; empty strings mean "not chosen": the page then takes its sensible default.

    `areas` holds ids of units, the first one in focus; `mode` is how a page shows its figures (`pair`, `change`);
    `look` is how a map is drawn: by its borders (empty) or as `tiles`, all equally large;
    `basis` is on which units they stand: as published (empty), `restated` on those of `unit_set`, or `former`;
    `tickets` are the files handed in that wait to be confirmed, the one in hand first; `deck` is the deck in hand.
    """

    language: Language = "vi"
    indicator: str = ""
    period: str = ""
    base: str = ""
    areas: tuple[str, ...] = ()
    unit_set: str = ""
    basis: str = ""
    mode: str = ""
    look: str = ""
    tickets: tuple[str, ...] = ()
    deck: str = ""

    @property
    def focus(self) -> str:
        """The unit in focus, or an empty string."""
        return self.areas[0] if self.areas else ""

    def with_focus(self, ref_area: str) -> "View":
        """Return the view with another unit in focus, the other chosen units kept."""
        return replace(self, areas=(ref_area, *(area for area in self.areas[1:] if area != ref_area)))

    def with_ticket(self, ticket_id: str) -> "View":
        """Return the view with another file in hand, the others that wait kept."""
        return replace(self, tickets=(ticket_id, *(other for other in self.tickets if other != ticket_id)))

    def without_ticket(self, ticket_id: str) -> "View":
        """Return the view without a file that no longer waits."""
        return replace(self, tickets=tuple(other for other in self.tickets if other != ticket_id))

    @property
    def figures(self) -> "View":
        """The view without what waits on the desk or is in hand: all that figures depend on."""
        return replace(self, tickets=(), deck="")

    def spelled(self) -> dict[str, str]:
        """Return the query parameters that reopen this view, short codes, empty ones left out."""
        spelling = {
            "lang": self.language,
            "ind": self.indicator,
            "t": self.period,
            "base": self.base,
            "area": ",".join(self.areas),
            "units": self.unit_set,
            "basis": self.basis,
            "mode": self.mode,
            "look": self.look,
            "phieu": ",".join(self.tickets),
            "bo": self.deck,
        }
        return {name: text for name, text in spelling.items() if text}

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> "View":
        """Read query parameters as they stand; any text makes a view, services decide what it means."""
        language = parameters.get("lang", "")
        return cls(
            language=next((known for known in LANGUAGES if known == language), "vi"),
            indicator=parameters.get("ind", "").strip(),
            period=parameters.get("t", "").strip(),
            base=parameters.get("base", "").strip(),
            areas=_listed(parameters.get("area", "")),
            unit_set=parameters.get("units", "").strip(),
            basis=parameters.get("basis", "").strip(),
            mode=parameters.get("mode", "").strip(),
            look=parameters.get("look", "").strip(),
            tickets=_listed(parameters.get("phieu", "")),
            deck=parameters.get("bo", "").strip(),
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
