"""What one component would have to do: the levers of a composite for one unit, and what moving one of them gives."""

import math
from dataclasses import dataclass

import pandas as pd

from lib.analysis.what_if import Outcome, moved
from lib.model.indicator import Component, Indicator
from lib.model.period import Period
from lib.services.profile import composite_of, headline_indicators
from lib.services.questions import Question
from lib.services.tables import slice_of
from lib.services.workspace import Workspace

LEAST_RANKED = 10  # among fewer units a rank says nothing of the country
_STEPS = 100  # so many steps a slider has over the whole scale
_ROUNDED_PARTS = 0.05  # how far rounding alone can part a total from the weighted sum of its components
_NOISE = 9
_EXACT = 6  # decimals of a printed digit within which a sum of floats is that digit


@dataclass(frozen=True)
class Lever:
    """One component that can be moved: its weight in the total, its published value, and the values it may take."""

    component: str
    weight: float
    value: float
    lowest: float
    highest: float
    best: float


@dataclass(frozen=True)
class WhatIf:
    """Everything a supposition starts from: the published total of one unit, its levers and the `ranked` units.

    `unexplained` is the published total less the weighted sum of the published components; `weight_source` is where
    the weights come from.
    """

    question: Question
    ref_area: str
    total: float
    places: pd.DataFrame
    levers: tuple[Lever, ...]
    unexplained: float
    weight_source: str

    @property
    def is_ranked(self) -> bool:
        """Whether enough units have a value for a rank to say something."""
        return int(self.places["peer_count"].iloc[0]) >= LEAST_RANKED

    @property
    def fits(self) -> bool:
        """Whether the weights give the published total, but for rounding."""
        return abs(self.unexplained) <= _ROUNDED_PARTS

    def outcome(self, lever: Lever, value: float) -> Outcome:
        """Return total and rank if the component had this value and every other unit stayed as it is.

        New total = published total + weight × (value − published value of the component).
        """
        change = lever.weight * (value - lever.value)
        return moved(self.places, self.ref_area, change, self.question.indicator.direction)


@dataclass(frozen=True)
class NoWhatIf:
    """Why nothing can be supposed; `key` is that of the sentence."""

    question: Question
    key: str


def composites(indicator: Indicator, period: Period, workspace: Workspace) -> tuple[Indicator, ...]:
    """Return the composites a what-if may be about: the one the indicator is part of, else every composite index."""
    chosen = composite_of(indicator, period, workspace)
    return (chosen,) if chosen else headline_indicators(workspace)


def what_if(
    ref_area: str, question: Question, table: pd.DataFrame, observations: pd.DataFrame, workspace: Workspace
) -> WhatIf | NoWhatIf:
    """Return what can be moved in the composite of `question` for one unit, or why nothing can.

    Takes the `ranked` table of the question and the observations of the components. There is no what-if without the
    weight of every component, without the unit's own published total, or for restated figures.
    """
    parts = workspace.catalogue.components_of(question.indicator.code, question.now.period)
    total = table.set_index("ref_area")["obs_value"].get(ref_area)
    if not parts or question.restated:
        return NoWhatIf(question, "what_if.no_parts")
    if any(part.weight is None for part in parts):
        return NoWhatIf(question, "what_if.no_weights")
    if total is None or pd.isna(total):
        return NoWhatIf(question, "what_if.no_total")
    rows = slice_of(observations, question.now).dropna(subset=["obs_value"])
    levers = tuple(
        lever for part in parts if (lever := _lever(part, float(total), rows, ref_area, workspace)) is not None
    )
    if not levers:
        return NoWhatIf(question, "what_if.no_values")
    told = sum(lever.weight * lever.value for lever in levers) if len(levers) == len(parts) else float(total)
    unexplained = round(float(total) - told, _NOISE)
    return WhatIf(question, ref_area, float(total), table, levers, unexplained, parts[0].source)


def _lever(part: Component, total: float, rows: pd.DataFrame, ref_area: str, workspace: Workspace) -> Lever | None:
    """Return the component as a lever, within its own scale and that of the total; None where it has no value."""
    indicator = workspace.catalogue.indicators[part.component]
    whole = workspace.catalogue.indicators[part.indicator]
    values = rows.loc[rows["indicator"] == part.component].set_index("ref_area")["obs_value"].astype("float64")
    if ref_area not in values.index or not part.weight or indicator.minimum is None or indicator.maximum is None:
        return None
    own = float(values[ref_area])
    up = (whole.maximum - total) / part.weight if whole.maximum is not None else float("inf")
    down = (total - whole.minimum) / part.weight if whole.minimum is not None else float("inf")
    lowest = max(indicator.minimum, round(own - down, _NOISE))
    highest = min(indicator.maximum, round(own + up, _NOISE))
    if not lowest <= own <= highest:
        return None
    return Lever(part.component, part.weight, own, lowest, highest, float(values.max()))


def enough(value: float, decimals: int) -> float:
    """Return the least amount with so many decimals that is not below a value: printed so, it is not too little."""
    scale: int = 10**decimals
    return math.ceil(round(value * scale, _EXACT)) / scale


def steps(lever: Lever, decimals: int) -> tuple[float, ...]:
    """Return the values a slider offers: round ones over the whole scale, and exactly the published one.

    No two of them look the same with `decimals` decimals.
    """
    width = _round_width((lever.highest - lever.lowest) / _STEPS)
    first, last = round(lever.lowest / width), round(lever.highest / width)
    grid = {round(number * width, _NOISE) for number in range(first, last + 1)}
    within = {value for value in grid | {lever.lowest, lever.highest} if lever.lowest <= value <= lever.highest}
    looks: dict[float, float] = {round(value, decimals): value for value in sorted(within)}
    return tuple(sorted((looks | {round(lever.value, decimals): lever.value}).values()))


def _round_width(width: float) -> float:
    for rounder in (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0):
        if width <= rounder:
            return rounder
    return width
