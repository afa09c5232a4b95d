"""How a restated figure came to be, or why there is none, in words; what is computed and what is drawn is elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lib.analysis.carrying import ADJUSTED, UNCHANGED, Reason
from lib.analysis.harmonise import PUBLISHED
from lib.i18n import Translator
from lib.model.gazetteer import Gazetteer
from lib.report.sentences import dated_name, known

KEPT = frozenset({PUBLISHED, UNCHANGED, ADJUSTED})  # rules of a figure that was published for this very territory
Row = Mapping[str, Any]


def origin_lines(
    row: Row, gazetteer: Gazetteer, t: Translator, *, side: str = "", figures: Mapping[str, str] | None = None
) -> list[str]:
    """Say how a restated figure came to be: rule, former units and how many have a figure, who is missing, caveat.

    Takes a row of a restated `lib.services.tables.change_table`; `side` is `base_` for the base's figure, `figures`
    the former units' own figures in words, by id, to be told behind their names. Without a value the first line says
    why. Empty for a row that is not restated and for a figure published on this very unit.
    """
    rule = row.get(f"{side}carry_rule")
    if not known(rule) or rule == PUBLISHED:
        return []
    reason = no_value_reason(row, gazetteer, t, side=side)
    if reason:
        told = [area for area in _ids(row, side, "predecessors") if area in (figures or {})]
        return [reason, *([_coverage(row, gazetteer, t, side, figures)] if told else [])]
    if rule == UNCHANGED:
        return [t("restate.kept", rule=t(f"restate.rule.{rule}"))]
    said = t("restate.kept" if rule in KEPT else "restate.estimated", rule=t(f"restate.rule.{rule}"))
    caveat = row[f"{side}caveat"]
    caveats = [t(f"restate.caveat.{caveat}")] if caveat else []
    missing = _named(_ids(row, side, "missing"), gazetteer, t)
    without = f"; {t('restate.missing', names=missing)}" if missing else ""
    return [said, _coverage(row, gazetteer, t, side, figures) + without, *caveats]


def no_value_reason(row: Row, gazetteer: Gazetteer, t: Translator, *, side: str = "") -> str:
    """Say why a unit could not be given a restated value and whose figures are missing; empty where it has one."""
    said, missing = reason_parts(row, t, side=side)
    return with_missing(said, missing, gazetteer, t)


def reason_parts(row: Row, t: Translator, *, side: str = "") -> tuple[str, tuple[str, ...]]:
    """Return why a unit has no restated value, and the ids of the former units that are missing where that is why."""
    reason = row.get(f"{side}restate_reason")
    if not known(reason) or not reason:
        return "", ()
    if reason in {Reason.NO_FIGURE, Reason.RANK_ONLY} and row[f"{side}carry_rule"] in KEPT:
        return t("restate.no_figure_kept" if reason == Reason.NO_FIGURE else "restate.rank_only_kept"), ()
    missing = _ids(row, side, "missing") if reason == Reason.BELOW_COVERAGE else ()
    return t(f"restate.reason.{reason}"), missing


def with_missing(said: str, missing: Iterable[str], gazetteer: Gazetteer, t: Translator) -> str:
    """Return `Chưa đủ số của các đơn vị cũ: thiếu Vĩnh Phúc`: a reason with the units that are missing."""
    names = _named(missing, gazetteer, t)
    return f"{said}: {t('restate.missing', names=names)}" if names else said


def is_estimate(row: Row, *, side: str = "") -> bool:
    """Whether a row's value was put together here from several former units."""
    rule = row.get(f"{side}carry_rule")
    return known(rule) and rule not in KEPT and known(row["base_value" if side else "obs_value"])


def restated_line(table: pd.DataFrame, t: Translator, *, side: str = "") -> str:
    """Say of a restated table how many units have an estimate and by which rules, how many kept theirs, how many none.

    Takes a change table; `side` is `base_` for the base's figures. Empty where no figure is restated.
    """
    rules = table.get(f"{side}carry_rule")
    if rules is None or rules.isin([PUBLISHED]).sum() == rules.notna().sum():
        return ""
    has_value = table["base_value" if side else "obs_value"].notna()
    used = rules.loc[has_value & ~rules.isin(KEPT)]
    counts = {
        "estimated": len(used),
        "kept": int((has_value & rules.isin([UNCHANGED, ADJUSTED])).sum()),
        "published": int((has_value & rules.eq(PUBLISHED)).sum()),
        "without": int((~has_value).sum()),
    }
    words = t.listing(t(f"restate.rule.{rule}") for rule in used.value_counts().index)
    parts = [t(f"restate.count_{name}", count=count, rules=words) for name, count in counts.items() if count]
    return t("restate.summary", size=len(table), parts="; ".join(parts))


def _coverage(row: Row, gazetteer: Gazetteer, t: Translator, side: str, figures: Mapping[str, str] | None) -> str:
    have, size = int(row[f"{side}coverage_count"]), int(row[f"{side}coverage_size"])
    told = t("restate.coverage", have=have, size=size)
    names = _named(_ids(row, side, "predecessors"), gazetteer, t)
    if figures is not None:
        named = [area for area in _ids(row, side, "predecessors") if area in figures]
        names = "; ".join(f"{dated_name(gazetteer.unit(area), gazetteer, t)} {figures[area]}" for area in named)
    return f"{told}: {names}"


def _ids(row: Row, side: str, name: str) -> tuple[str, ...]:
    return tuple(str(row[f"{side}{name}"]).split())


def _named(areas: Iterable[str], gazetteer: Gazetteer, t: Translator) -> str:
    return t.listing(dated_name(gazetteer.unit(area), gazetteer, t) for area in areas)
