"""What cannot be said of a row, and why: the note beside every empty cell."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.analysis.carrying import Reason
from lib.analysis.like_with_like import UNLIKE_LENGTH, UNLIKE_TO_DATE, months_to_date, unlike_reason
from lib.i18n import Translator
from lib.model.indicator import Indicator
from lib.model.period import Period
from lib.report.period_words import stretch_words
from lib.report.sentences import break_sentences
from lib.services.origins import no_value_reason
from lib.services.questions import At, Question
from lib.services.workspace import Workspace


def missing_reason(indicator: Indicator, period: Period, ref_area: str, workspace: Workspace, t: Translator) -> str:
    """Say why a unit has no value in a period; a plain sentence where the catalogue knows no reason."""
    gap = workspace.catalogue.gap(indicator.code, period, ref_area)
    return t.label(gap.reason) if gap is not None else t("reason.unknown")


def law_name(law: str, t: Translator) -> str:
    """Return `Nghị quyết 202/2025/QH15` for a bare number, other references as they stand."""
    return t("law.resolution", number=law) if law[:1].isdigit() else law


def row_note(row: Mapping[str, Any], question: Question, workspace: Workspace, t: Translator) -> str | None:
    """Say what is empty or not comparable in one row of a change table, or None where everything is said."""
    notes = []
    if pd.isna(row["obs_value"]):
        notes.append(_why_none(row, question, workspace, t))
    notes += [t("origin.note", text=t(f"restate.caveat.{caveat}")) for caveat in _caveats(row)]
    if question.base is not None:
        notes += _base_notes(row, question, workspace, t)
    return " ".join(dict.fromkeys(notes)) or None


def stretch_line(question: Question, t: Translator) -> str:
    """Say that the two periods count unlike stretches of a year and which to choose; nothing where they are alike."""
    indicator, now = question.indicator, question.now.period
    reason = unlike_reason(indicator, now, question.base.period) if question.base is not None else ""
    if question.base is None or not reason:
        return ""
    base = stretch_words(indicator, question.base.period, t)
    return t(reason, now=stretch_words(indicator, now, t), base=base, months=months_to_date(now))


def _why_none(row: Mapping[str, Any], question: Question, workspace: Workspace, t: Translator, side: str = "") -> str:
    """Say why a restated figure is not there, with what is known of the former units, else as `missing_reason`."""
    at = question.base if side and question.base else question.now
    why = no_value_reason(row, workspace.gazetteer, t, side=side)
    if not why:
        area = row["base_area" if side else "ref_area"]
        return missing_reason(question.indicator, at.period, area, workspace, t)
    if row[f"{side}restate_reason"] == Reason.RANK_ONLY:
        return t("origin.note", text=why)
    missing = str(row[f"{side}missing"]).split()
    gaps = [workspace.catalogue.gap(question.indicator.code, at.period, area) for area in missing]
    reasons = dict.fromkeys(t.label(gap.reason) for gap in gaps if gap is not None)
    return " ".join([t("origin.note", text=why), *reasons])


def _caveats(row: Mapping[str, Any]) -> list[str]:
    told = [row.get("caveat"), row.get("base_caveat")]
    return list(dict.fromkeys(str(caveat) for caveat in told if caveat and pd.notna(caveat)))


def _changing_law(ref_area: str, base: At, workspace: Workspace, t: Translator) -> str:
    """Name the law that changed a unit's land on the way to the base period's units: the step nearest to the unit."""
    gazetteer = workspace.gazetteer
    ages = gazetteer.newest_first
    earlier = ages.index(base.unit_set) > ages.index(gazetteer.units[ref_area].unit_set)
    here, seen = ref_area, gazetteer.came_from if earlier else gazetteer.went_to
    while steps := seen.get(here, ()):
        if not all(step.keeps_territory for step in steps):
            return law_name(steps[0].law, t)
        here = steps[0].predecessors[0] if earlier else steps[0].successor
    return ""


def _base_notes(row: Mapping[str, Any], question: Question, workspace: Workspace, t: Translator) -> list[str]:
    if question.base is None:
        return []
    base = stretch_words(question.indicator, question.base.period, t)
    notes = []
    if row["reason"] == "reason.territory":
        notes.append(t("reason.territory", base=base, law=_changing_law(row["ref_area"], question.base, workspace, t)))
    elif row["reason"] == "reason.no_base_value":
        why = _why_none(row, question, workspace, t, "base_")
        notes.append(t("reason.no_base_value", base=base, why=why))
    elif row["reason"] in {"reason.unit_set", "reason.rank_kinds"}:
        notes.append(t(row["reason"], now_set=question.now.unit_set, base_set=question.base.unit_set))
    elif row["reason"] in {UNLIKE_TO_DATE, UNLIKE_LENGTH}:
        notes.append(stretch_line(question, t))
    if row["adjusted"]:
        notes.append(t("reason.adjusted", base=base))
    breaks = workspace.catalogue.breaks_between(question.indicator.code, question.base.period, question.now.period)
    return notes + break_sentences(breaks, t)
