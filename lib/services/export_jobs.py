"""One file of a deck that was asked for: the order, how far it is, its end, what failure says. Starts nothing."""

import hashlib
import logging
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lib.model.deck import Deck
from lib.model.words import Words
from lib.services.deck_files import DeckFile, Progress

_LOG = logging.getLogger(__name__)
Key = tuple[str, int, str, int, str]
"""What the bytes of a file depend on: deck, revision, format, version of the store (0 of a frozen deck), template."""


@dataclass(frozen=True)
class Installation:
    """Where the process that makes files finds catalogue, store (`url`, else a file in `folder`) and boundaries."""

    root: Path
    url: str | None = field(repr=False)
    folder: Path


@dataclass(frozen=True)
class Order:
    """A deck as it was on screen, to be made into a file of a format of `lib.services.deck_files`."""

    form: str
    deck_id: str
    revision: int
    deck: Deck = field(repr=False)
    version: int
    template: bytes | None = field(default=None, repr=False)

    @cached_property
    def key(self) -> Key:
        """Who asks for the same key gets the same file."""
        own = hashlib.sha256(self.template).hexdigest() if self.template is not None else ""
        return self.deck_id, self.revision, self.form, 0 if self.deck.frozen_at else self.version, own


@dataclass(frozen=True)
class Refused:
    """The office's template or the store stood in the way; `words` say what and the way out."""

    words: Words


@dataclass(frozen=True)
class Broken:
    """The program itself failed; `trace` is for the log."""

    trace: str


@dataclass(frozen=True)
class Waiting:
    """Not begun yet: so many other files are made first."""

    ahead: int


@dataclass(frozen=True)
class Underway:
    """Being made."""

    progress: Progress


@dataclass(frozen=True)
class Finished:
    """A whole file."""

    file: DeckFile


@dataclass(frozen=True)
class Failed:
    """No file came of it; `words` say why and the way out."""

    words: Words


State = Waiting | Underway | Finished | Failed


@dataclass(eq=False)
class Job:
    """A file that was asked for and who waits for it; without `order` it has come to its end."""

    order: Order | None
    wanted: set[str] = field(default_factory=set)
    progress: Progress | None = None
    end: Finished | Failed | None = None
    ended_at: float = 0.0
    dropped: bool = False

    def tell(self, progress: Progress) -> None:
        """Take note of the progress."""
        self.progress = progress

    @property
    def beginning(self) -> Progress:
        """The progress of a file before its process says anything."""
        return Progress("begin", count=len(self.order.deck.slides) if self.order is not None else 0)

    @property
    def waits(self) -> bool:
        """Whether nobody has begun it."""
        return self.end is None and self.progress is None

    @property
    def size(self) -> int:
        """How many bytes it keeps in memory."""
        return len(self.end.file.content) if isinstance(self.end, Finished) else 0


def end_of(came: DeckFile | Refused | Broken) -> Finished | Failed:
    """Return what is told of an end; a failure of ours is in the log under the number the reader is given."""
    if isinstance(came, DeckFile):
        return Finished(came)
    if isinstance(came, Refused):
        return Failed(came.words)
    number = secrets.token_hex(4)
    _LOG.error("incident %s\n%s", number, came.trace)
    return Failed(
        Words(
            f"Chương trình gặp lỗi khi lập tệp này (mã {number}). Không có tệp nào được ghi; bộ trình chiếu và kho số "
            "liệu còn nguyên. Hãy thử lại hoặc chọn định dạng khác; nếu vẫn lỗi, báo người quản trị mã đó.",
            f"The program failed on this file (code {number}). No file was written; the deck and the store are "
            "untouched. Try again or choose another format; if it fails again, tell the administrator this code.",
        )
    )


def too_long(seconds: float) -> Refused:
    """Return what is told of a file that takes too long."""
    return Refused(
        Words(
            f"Lập tệp này quá {seconds:.0f} giây nên đã dừng; không có tệp nào được ghi. Hãy chia bộ thành hai bộ ít "
            "trang hơn rồi làm lại.",
            f"Making this file took more than {seconds:.0f} seconds and was stopped; no file was written. Split the "
            "deck into two smaller ones and try again.",
        )
    )
