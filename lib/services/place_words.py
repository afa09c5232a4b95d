"""How far the next places are from one unit, in sentences a leader can quote. What moves a total is not here."""

from lib.analysis.moves import Neighbour, neighbours
from lib.analysis.what_if import Gap, company, gap_to, top_quarter
from lib.model.indicator import Direction, ValueType
from lib.report.sentences import Telling
from lib.services.peer_rows import Circle

_ROUND_PLACE = 10
_LEAST_RANKED = 20  # among fewer units neither the tenth place nor the first quarter is a goal
_NEAR = 0.01  # of the unit's own value


def place_lines(circle: Circle, telling: Telling) -> list[str]:
    """Return the nearest places, what is missing to the first quarter and the tenth place, and who is within 1 %.

    Empty where the indicator has no good direction or the unit no value. All ranks are the app's own.
    """
    table, area, indicator = circle.table, circle.unit.ref_area, circle.question.indicator
    own = table.loc[table["ref_area"] == area].dropna(subset=["rank"])
    if indicator.direction is Direction.NONE or own.empty:
        return []
    ahead, behind = neighbours(table, area)
    lines = [_beside(circle, key, other, telling) for key, other in (("ahead", ahead), ("behind", behind)) if other]
    lines += [_goal(circle, key, gap, telling) for key, gap in _goals(circle)]
    lines += _company(circle, float(own["obs_value"].iloc[0]), telling)
    size, count = len(table), _count(circle)
    return [*lines, telling.t("places.partial", count=count, size=size)] if count < size else lines


def _count(circle: Circle) -> int:
    return int(circle.table["peer_count"].iloc[0])


def _beside(circle: Circle, key: str, other: Neighbour, telling: Telling) -> str:
    return telling.t(
        f"neighbour.{key}",
        name=telling.name(circle.unit.ref_area),
        other=telling.name(other.ref_area),
        rank=telling.t.rank(other.rank, _count(circle)),
        distance=telling.change(other.distance),
    )


def _goals(circle: Circle) -> list[tuple[str, Gap]]:
    count, area, direction = _count(circle), circle.unit.ref_area, circle.question.indicator.direction
    if count < _LEAST_RANKED:
        return []
    goals = {"tenth": _ROUND_PLACE, "quarter": top_quarter(count)}
    gaps = {key: gap_to(circle.table, area, place, direction) for key, place in goals.items()}
    return [(key, gap) for key, gap in gaps.items() if gap is not None]


def _goal(circle: Circle, key: str, gap: Gap, telling: Telling) -> str:
    return telling.t(
        f"places.{key}",
        rank=telling.t.rank(gap.rank, _count(circle)),
        other=telling.name(gap.ref_area),
        target=telling.value(gap.target),
        missing=telling.change(gap.missing),
    )


def _company(circle: Circle, value: float, telling: Telling) -> list[str]:
    indicator = circle.question.indicator
    if value <= 0 or indicator.value_type is ValueType.CHANGE:
        return []  # one per cent of a growth rate or of nothing is no distance
    near = company(circle.table, circle.unit.ref_area, _NEAR * value, indicator.direction)
    if near is None:
        return []
    t = telling.t
    key = "company" if sum(near) else "no_company"
    return [
        t(
            f"places.{key}",
            name=telling.name(circle.unit.ref_area),
            low=t.number(value * (1 - _NEAR), indicator.decimals),
            high=t.number(value * (1 + _NEAR), indicator.decimals),
            count=sum(near),
            parts=t.listing(t(f"places.{way}", count=number) for way, number in near._asdict().items() if number),
        )
    ]
