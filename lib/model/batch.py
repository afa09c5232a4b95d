"""One accepted hand-in: who, what, when, and whether it still counts."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Batch:
    """A batch of observations stored together; `content_hash` is of the bytes handed in, times are UTC."""

    batch_id: int
    file_name: str
    content_hash: str
    actor: str
    published_at: datetime
    note: str
    row_count: int
    undone_at: datetime | None = None
