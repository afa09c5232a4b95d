"""Taking a batch back: what it entered is superseded, what it superseded is entered again as it was. No new figures."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, insert, literal, null, select, union_all, update

from lib.model.batch import Batch
from lib.model.observation import KEY_COLUMNS
from lib.store.batches import find
from lib.store.database import refresh_statistics
from lib.store.errors import StoreError
from lib.store.schema import Layer, observation, touched
from lib.store.writing import COPIED, changed

_now = observation.alias("now")
_then = observation.alias("then")


def take_back(connection: Connection, undone: Batch, layer: Layer, number: int, instant: datetime) -> tuple[int, int]:
    """Restore what stood before `undone`, as batch `number`; return how many keys it touched and how many it loses.

    StoreError naming the later batches when one of them changed the same figures. A restored figure keeps the batch
    and the instant it first came with: it has been known since then.
    """
    if undone.undone_at is not None:
        raise StoreError(
            f"Đợt nộp số {undone.batch_id} ({undone.file_name}) đã được hoàn tác trước đó. "
            "Muốn dùng lại đợt này, hãy hoàn tác chính lần hoàn tác ấy hoặc nộp lại tệp.",
            f"Batch {undone.batch_id} ({undone.file_name}) has been undone already. "
            "To have it back, undo that undo, or hand the file in again.",
        )
    touched_count = _lay_out(connection, undone.batch_id)
    _refuse_changed_since(connection, undone, layer)
    standing = select(_standing(_now.c.observation_id, layer)).select_from(touched)
    lost = changed(
        connection,
        update(observation)
        .where(observation.c.observation_id.in_(standing))
        .values(superseded_by=number, superseded_at=instant),
    )
    kept = [*COPIED, "batch_id", "published_at", "layer"]
    before = select(*(observation.c[name] for name in kept), literal(number))
    connection.execute(
        insert(observation).from_select(
            [*kept, "entered_by"], before.where(observation.c.superseded_by == undone.batch_id)
        )
    )
    refresh_statistics(connection, observation, touched_count)
    touched.drop(connection)
    return touched_count, lost


def _lay_out(connection: Connection, batch_id: int) -> int:
    key = [observation.c[name] for name in KEY_COLUMNS]
    left = select(*key, observation.c.batch_id.label("left_by")).where(observation.c.entered_by == batch_id)
    taken = select(*key, null().label("left_by")).where(observation.c.superseded_by == batch_id)
    both = union_all(left, taken).subquery("both")
    columns = [both.c[name] for name in KEY_COLUMNS]
    touched.create(connection)
    connection.execute(
        insert(touched).from_select(touched.c.keys(), select(*columns, func.max(both.c.left_by)).group_by(*columns))
    )
    touched_count = connection.scalar(select(func.count()).select_from(touched)) or 0
    refresh_statistics(connection, touched, touched_count)
    return touched_count


def _standing(column: ColumnElement[int], layer: Layer) -> ScalarSelect[int]:
    key = [_now.c[name] == touched.c[name] for name in KEY_COLUMNS]
    where = (*key, _now.c.layer == layer, _now.c.superseded_by.is_(None))
    return select(column).where(*where).scalar_subquery().correlate(touched)


def _refuse_changed_since(connection: Connection, undone: Batch, layer: Layer) -> None:
    key = [_then.c[name] == touched.c[name] for name in KEY_COLUMNS]
    past = (*key, _then.c.layer == layer, _then.c.superseded_by.is_not(None))
    remover = select(func.max(_then.c.superseded_by)).where(*past).scalar_subquery().correlate(touched)
    culprits = (
        select(func.coalesce(_standing(_now.c.entered_by, layer), remover))
        .where(_standing(_now.c.batch_id, layer).is_distinct_from(touched.c.left_by))
        .distinct()
    )
    numbers = sorted(connection.scalars(culprits), reverse=True)
    if not numbers:
        return
    later = ", ".join(f"{number} ({find(connection, number)[0].file_name})" for number in numbers)
    raise StoreError(
        f"Chưa hoàn tác được đợt nộp số {undone.batch_id} ({undone.file_name}): các số liệu của đợt này đã được "
        f"đợt nộp sau thay đổi: {later}. Hãy hoàn tác các đợt sau trước, bắt đầu từ đợt mới nhất.",
        f"Batch {undone.batch_id} ({undone.file_name}) cannot be undone yet: its figures were changed by a later "
        f"batch: {later}. Undo the later ones first, beginning with the newest.",
    )
