"""Which column of published ranks goes with which column of figures. Where that is not certain, with none."""

import re
from collections.abc import Sequence

from lib.intake.roles import Columns, Role
from lib.intake.table_context import TableContext
from lib.model.gazetteer import folded
from lib.model.issue import IssueCode

_OTHER_RANK = re.compile(r"trước|trong (vùng|nhóm|khu vực)|previous|last|change|tăng|giảm|thay đổi|so với|chênh")


def rank_partners(columns: Columns, places: Sequence[int], context: TableContext) -> dict[int, int]:
    """Return by column of figures its column of published ranks; columns of ranks left over are said.

    A rank that names a period goes with the figures of that period; a rank of another time or group with none.
    """
    ranks = [place for place in columns.places(Role.RANK) if place not in places]
    usable = [rank for rank in ranks if not _OTHER_RANK.search(folded(columns.names[rank].label))]
    partners: dict[int, int] = {}
    for rank in usable:
        fitting = [place for place in places if place not in partners and _same_period(columns, place, rank)]
        chosen = _nearest(fitting, rank, before=bool(usable) and usable[0] < min(places, default=0))
        alone = len([place for place in places if _same_period(columns, place, rank)]) == 1
        if chosen is not None and (alone or (_beside(chosen, rank) and len(usable) == len(places))):
            partners[chosen] = rank
    for rank in ranks:
        if rank not in partners.values():
            label = columns.names[rank].label
            context.findings.add(IssueCode.EXTRA_LABEL, column=columns.letter(rank), text=label, label=label)
    return partners


def _same_period(columns: Columns, place: int, rank: int) -> bool:
    own, ranked = columns.names[place].period, columns.names[rank].period
    return own is None or ranked is None or own.period == ranked.period


def _nearest(places: Sequence[int], rank: int, *, before: bool) -> int | None:
    left = [place for place in places if place < rank]
    right = [place for place in places if place > rank]
    if before:
        return right[0] if right else None
    return left[-1] if left else right[0] if right else None


def _beside(place: int, rank: int) -> bool:
    return abs(place - rank) == 1
