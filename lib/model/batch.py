"""One accepted hand-in: who, what, when, and whether it still counts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

HANDED_IN = "HANDED_IN"
"""The source of figures that an office handed in, as against those that a publication is named for."""


class BatchKind(StrEnum):
    """How figures came in: with the program, handed in by an office, or by taking an earlier batch back."""

    SHIPPED = "shipped"
    UPLOAD = "upload"
    UNDO = "undo"


@dataclass(frozen=True)
class Batch:
    """A batch of observations stored together; `content_hash` is of the bytes handed in, times are UTC.

    Of `row_count` rows handed in, `unchanged_count` equalled what stood already and were not stored again;
    `replaced_count` figures that stood before no longer do. `undoes` names the batch that an undo took back.
    """

    batch_id: int
    file_name: str
    content_hash: str
    actor: str
    published_at: datetime
    note: str
    row_count: int
    undone_at: datetime | None = None
    kind: BatchKind = BatchKind.UPLOAD
    undoes: int | None = None
    unchanged_count: int = 0
    replaced_count: int = 0
