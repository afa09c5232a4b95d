"""What a change of a composite's total is made of: points by each component's value and by changed weights. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from lib.analysis.printed_parts import printed_table

_NOISE = 9  # decimals beyond which a difference is only the noise of binary fractions


class PointMove(NamedTuple):
    """What one component gave to the change of the total; `points` is the sum of both parts.

    `value_points`: change of the component's value at the base's weight. `weight_points`: change of its weight at the
    new value; a component that only one of the periods counts has no other part.
    """

    component: str
    base_value: float | None
    value: float | None
    base_weight: float
    weight: float
    value_points: float
    weight_points: float

    @property
    def points(self) -> float:
        """Both parts together."""
        return self.value_points + self.weight_points


class Parts(NamedTuple):
    """A composite in one period: the weights of its components, and one unit's values of them."""

    weights: Mapping[str, float | None]
    values: Mapping[str, float | None]


class TotalMove(NamedTuple):
    """The parts of a change of a total. `recomputed` is exactly their sum; `rounding` leads to the published change."""

    components: tuple[PointMove, ...]
    recomputed: float
    rounding: float | None

    @property
    def reweighted(self) -> bool:
        """Whether a weight differs between the periods: then no component's points compare without saying so."""
        return any(part.weight != part.base_weight for part in self.components)

    def printed(self, decimals: int) -> "TotalMove":
        """Return the same with every part rounded so that what is printed adds up: `lib.analysis.printed_parts`.

        `rounding` is then what leads from the printed sum to the printed change. Values and weights stay exact.
        """
        table = printed_table([(part.value_points, part.weight_points) for part in self.components], decimals)
        told = zip(self.components, table, strict=True)
        parts = tuple(part._replace(value_points=value, weight_points=weight) for part, (value, weight) in told)
        total = round(sum(part.points for part in parts), decimals)
        if self.rounding is None:
            return TotalMove(parts, total, None)
        return TotalMove(parts, total, round(round(self.recomputed + self.rounding, decimals) - total, decimals))


def total_move(now: Parts, base: Parts, published_change: float | None = None) -> TotalMove | None:
    """Split the change of one unit's total into its components; None where a value or a weight that counts is unknown.

    With totals Σ w·v, each component gives w₀·(v₁ − v₀) by its value and (w₁ − w₀)·v₁ by its weight.
    """
    codes = list(dict.fromkeys([*now.weights, *base.weights]))
    moves = [_move(code, now, base) for code in codes]
    known = [move for move in moves if move is not None]
    if not known or len(known) < len(moves):
        return None
    total = sum(move.points for move in known)
    rounding = None if published_change is None else round(published_change - total, _NOISE)
    return TotalMove(tuple(known), total, rounding)


def _move(code: str, now: Parts, base: Parts) -> PointMove | None:
    weight, base_weight = now.weights.get(code, 0.0), base.weights.get(code, 0.0)
    value, base_value = now.values.get(code), base.values.get(code)
    if weight is None or base_weight is None:
        return None
    if (weight and value is None) or (base_weight and base_value is None):
        return None
    if not base_weight:
        return PointMove(code, base_value, value, 0.0, weight, 0.0, weight * (value or 0.0))
    if not weight:
        return PointMove(code, base_value, value, base_weight, 0.0, 0.0, -base_weight * (base_value or 0.0))
    new, old = value or 0.0, base_value or 0.0
    return PointMove(code, old, new, base_weight, weight, base_weight * (new - old), (weight - base_weight) * new)


def values_of(observations: pd.DataFrame, ref_area: str, components: Sequence[str]) -> dict[str, float | None]:
    """Return one unit's values by component, None where there is none; takes observations of one period and set."""
    own = observations.loc[observations["ref_area"] == ref_area]
    known = dict(zip(own["indicator"], own["obs_value"], strict=True))
    return {code: None if pd.isna(known.get(code)) else float(known[code]) for code in components}
