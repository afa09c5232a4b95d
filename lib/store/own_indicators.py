"""Indicators that offices added, kept as the text the services wrote: only ever added to. What they mean: elsewhere."""

from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from lib.store.errors import StoreError
from lib.store.schema import own_indicator


def newest(connection: Connection) -> int:
    """Return how many entries there are: it changes exactly when the list does."""
    return connection.scalar(select(func.max(own_indicator.c.number))) or 0


def read(connection: Connection) -> dict[str, str]:
    """Return the text of every own indicator by code, in the order they first came; the last text of a code counts."""
    found = connection.execute(select(own_indicator.c.code, own_indicator.c.body).order_by(own_indicator.c.number))
    return {code: body for code, body in found}


def enter(connection: Connection, code: str, body: str, actor: str, now: datetime) -> None:
    """Write an indicator down; StoreError where the code is taken. The caller holds the writing lock."""
    if connection.scalar(select(own_indicator.c.number).where(own_indicator.c.code == code).limit(1)) is not None:
        raise StoreError(
            f"Chỉ tiêu mã {code} vừa được thêm ở một phiên khác. Hãy chọn chỉ tiêu đó, hoặc đặt tên khác.",
            f"An indicator with the code {code} was just added in another session. Choose it, or take another name.",
        )
    at = now.astimezone(UTC)
    values = {"number": newest(connection) + 1, "code": code, "body": body, "actor": actor, "created_at": at}
    connection.execute(insert(own_indicator).values(values))
