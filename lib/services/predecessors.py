"""The former units' own figures behind a restated one: looked up, never computed; how they are said in one line."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from lib.i18n import Translator
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.report.sentences import dated_name, known
from lib.services.origins import KEPT, no_value_reason
from lib.services.workspace import Workspace


class Former(NamedTuple):
    """A former unit with its value as published, None where there is none."""

    ref_area: str
    obs_value: float | None


class Formers:
    """The published values of one indicator in one period, asked for by restated rows; `side` `base_` for the base."""

    def __init__(self, observations: pd.DataFrame, period: Period, side: str = "") -> None:
        told = observations.loc[observations["time_period"] == str(period), ["ref_area", "obs_value"]]
        self.side = side
        self.period = period
        self.values: Mapping[str, float] = dict(zip(told["ref_area"], told["obs_value"], strict=True))

    def of(self, row: Mapping[str, Any]) -> list[Former]:
        """Return the former units of a restated row with their values; empty for a row that is not restated."""
        areas = row.get(f"{self.side}predecessors")
        if not known(areas) or row[f"{self.side}carry_rule"] == "published":
            return []
        return [Former(area, self._value(area)) for area in str(areas).split()]

    def _value(self, area: str) -> float | None:
        value = self.values.get(area)
        return float(value) if known(value) and value is not None else None


def figures_line(former: list[Former], indicator: Indicator, workspace: Workspace, t: Translator) -> str:
    """Return `Bắc Kạn 43,10; Thái Nguyên (trước 7/2025) 46,35`, a dash for a former unit without a value."""
    named = [(dated_name(workspace.gazetteer.unit(one.ref_area), workspace.gazetteer, t), one) for one in former]
    return "; ".join(f"{name} {t.number(one.obs_value, indicator.decimals)}" for name, one in named)


def origin_sentence(
    row: Mapping[str, Any], formers: Formers, indicator: Indicator, workspace: Workspace, t: Translator
) -> str:
    """Say of one period how a unit's restated figure came to be, with the former units' own; empty if published."""
    side, former = formers.side, formers.of(row)
    if not former:
        return ""
    parts = {
        "name": t.label(workspace.gazetteer.unit(row["ref_area"]).label),
        "period": t.period(formers.period),
        "figures": figures_line(former, indicator, workspace, t),
    }
    reason = no_value_reason(row, workspace.gazetteer, t, side=side)
    if reason:
        return t("across.none_restated", why=reason[:1].lower() + reason[1:], **parts)
    rule = t(f"restate.rule.{row[f'{side}carry_rule']}")
    if row[f"{side}carry_rule"] in KEPT:
        return t("across.kept", rule=rule, **parts)
    caveat = row[f"{side}caveat"]
    coverage = t("restate.coverage", have=int(row[f"{side}coverage_count"]), size=int(row[f"{side}coverage_size"]))
    said = f"; {t(f'restate.caveat.{caveat}')}" if caveat else ""
    return t("across.estimated", rule=rule, coverage=coverage, caveat=said, **parts)
