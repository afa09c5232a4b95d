"""Decks as the text the services wrote: every revision is kept, and nobody saves over what he has not seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select

from lib.store import database
from lib.store.errors import StoreError
from lib.store.schema import deck_revision


class DeckConflictError(StoreError):
    """Somebody else has saved the deck since it was read; `newest` is what stands now."""

    def __init__(self, newest: "Revision | None") -> None:
        self.newest = newest
        who = newest.actor if newest else "–"
        super().__init__(
            f"Bộ trình chiếu vừa được {who} lưu ở nơi khác. Bản của bạn chưa được lưu; hãy xem bản mới rồi sửa tiếp.",
            f"The deck was just saved elsewhere by {who}. Yours is not saved; look at the new one, then go on.",
        )


@dataclass(frozen=True)
class Revision:
    """One saved state of a deck; an empty `body` means that it was put away."""

    deck_id: str
    revision: int
    body: str
    actor: str
    saved_at: datetime


class Decks:
    """The shelf of decks of a store."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def save(self, deck_id: str, body: str, actor: str, *, based_on: int) -> Revision:
        """Keep a new revision of a deck; DeckConflictError unless `based_on` (0: a new deck) is the newest one."""
        with database.writing(self._engine) as connection:
            standing = _newest(connection, deck_id)
            if (standing.revision if standing else 0) != based_on:
                raise DeckConflictError(standing)
            saved = Revision(deck_id, based_on + 1, body, actor, self._clock().astimezone(UTC))
            connection.execute(insert(deck_revision).values(**vars(saved)))
            return saved

    def put_away(self, deck_id: str, actor: str, *, based_on: int) -> Revision:
        """Take a deck off the shelf; its revisions stay, and saving again brings it back. Errors as for `save`."""
        return self.save(deck_id, "", actor, based_on=based_on)

    def read(self, deck_id: str) -> Revision | None:
        """Return the newest revision of a deck, or None where there is none or it was put away."""
        with database.reading(self._engine) as connection:
            found = _newest(connection, deck_id)
        return found if found and found.body else None

    def every(self) -> tuple[Revision, ...]:
        """Return the newest revision of every deck on the shelf, the last saved first."""
        newest = select(deck_revision.c.deck_id, func.max(deck_revision.c.revision).label("revision"))
        last = newest.group_by(deck_revision.c.deck_id).subquery()
        same = (deck_revision.c.deck_id == last.c.deck_id) & (deck_revision.c.revision == last.c.revision)
        asked = select(deck_revision).join(last, same).where(deck_revision.c.body != "")
        return self._all(asked.order_by(deck_revision.c.saved_at.desc(), deck_revision.c.deck_id))

    def history(self, deck_id: str) -> tuple[Revision, ...]:
        """Return all revisions of a deck, the newest first."""
        asked = select(deck_revision).where(deck_revision.c.deck_id == deck_id)
        return self._all(asked.order_by(deck_revision.c.revision.desc()))

    def _all(self, asked: Select[tuple[object, ...]]) -> tuple[Revision, ...]:
        with database.reading(self._engine) as connection:
            return tuple(_revision(row) for row in connection.execute(asked))


def _newest(connection: Connection, deck_id: str) -> Revision | None:
    asked = select(deck_revision).where(deck_revision.c.deck_id == deck_id)
    row = connection.execute(asked.order_by(deck_revision.c.revision.desc()).limit(1)).one_or_none()
    return _revision(row) if row is not None else None


def _revision(row: Row[tuple[object, ...]]) -> Revision:
    return Revision(**row._asdict())
