"""How a restated figure came to be, or why there is none, in words; what is computed and what is drawn is elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any

from lib.analysis.carrying import ADJUSTED, UNCHANGED, Reason
from lib.analysis.harmonise import PUBLISHED
from lib.i18n import Translator
from lib.model.gazetteer import Gazetteer
from lib.report.sentences import dated_name, known

KEPT = frozenset({PUBLISHED, UNCHANGED, ADJUSTED})  # rules of a figure that was published for this very territory


def origin_lines(row: Mapping[str, Any], gazetteer: Gazetteer, t: Translator, *, side: str = "") -> list[str]:
    """Say how a restated figure came to be: rule, former units and how many have a figure, who is missing, caveat.

    Takes a row of a restated `lib.services.tables.change_table`; `side` is `base_` for the base's figure. Without a
    value the one line says why. Empty for a row that is not restated and for a figure published on this very unit.
    """
    rule = row.get(f"{side}carry_rule")
    if not known(rule) or rule == PUBLISHED:
        return []
    if known(row[f"{side}restate_reason"]) and row[f"{side}restate_reason"]:
        return [no_value_reason(row, gazetteer, t, side=side)]
    if rule == UNCHANGED:
        return [t("restate.kept", rule=t(f"restate.rule.{rule}"))]
    said = t("restate.kept" if rule in KEPT else "restate.estimated", rule=t(f"restate.rule.{rule}"))
    caveat = row[f"{side}caveat"]
    return [said, _coverage(row, gazetteer, t, side), *([t(f"restate.caveat.{caveat}")] if caveat else [])]


def no_value_reason(row: Mapping[str, Any], gazetteer: Gazetteer, t: Translator, *, side: str = "") -> str:
    """Say why a unit could not be given a restated value and whose figures are missing; empty where it has one."""
    reason = row.get(f"{side}restate_reason")
    if not known(reason) or not reason:
        return ""
    if reason == Reason.NO_FIGURE and row[f"{side}carry_rule"] in KEPT:
        return t("restate.no_figure_kept")
    said = t(f"restate.reason.{reason}")
    if reason != Reason.BELOW_COVERAGE:
        return said
    missing = _named(str(row[f"{side}missing"]).split(), gazetteer, t)
    return f"{said}: {t('restate.missing', names=missing)}"


def is_estimate(row: Mapping[str, Any], *, side: str = "") -> bool:
    """Whether a row's value was put together here from several former units."""
    rule = row.get(f"{side}carry_rule")
    return known(rule) and rule not in KEPT and known(row["base_value" if side else "obs_value"])


def _coverage(row: Mapping[str, Any], gazetteer: Gazetteer, t: Translator, side: str) -> str:
    have, size = int(row[f"{side}coverage_count"]), int(row[f"{side}coverage_size"])
    told = t("restate.coverage", have=have, size=size)
    missing = str(row[f"{side}missing"]).split()
    names = _named(str(row[f"{side}predecessors"]).split(), gazetteer, t)
    without = f"; {t('restate.missing', names=_named(missing, gazetteer, t))}" if missing else ""
    return f"{told}: {names}{without}"


def _named(areas: Iterable[str], gazetteer: Gazetteer, t: Translator) -> str:
    return t.listing(dated_name(gazetteer.unit(area), gazetteer, t) for area in areas)
