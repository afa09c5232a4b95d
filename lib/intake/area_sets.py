"""In which unit set a table is told: from its labels and codes, never from its year. Reads no cell and no file."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lib.intake.area_codes import CodeCell, gso_code, reused_codes
from lib.intake.area_evidence import BEFORE_2004, BEFORE_2008, NEW, OLD, Evidence, agrees, gather
from lib.intake.area_kinds import AreaKind, AreaLabel
from lib.intake.area_names import name_key, without_marks
from lib.model.gazetteer import Gazetteer
from lib.model.handin import Choice, OpenQuestion, QuestionName
from lib.model.issue import IssueCode

__all__ = ["SetDecision", "agrees", "completed", "decide_unit_set", "obsolete"]
_MIXED_FROM = 20  # labels common to both lists
_MIXED_SHARE = 14 / 34  # of the 63, 29 are gone since 2025: far fewer beside so many common ones is a mixture
_SPLIT_IN_2004 = 3  # Điện Biên, Đắk Nông, Hậu Giang


@dataclass(frozen=True)
class SetDecision:
    """The unit set of a table (`reason`: answer, labels, codes, hints), or the question, its issue and parts of it."""

    unit_set: str
    reason: str
    question: OpenQuestion | None = None
    code: IssueCode | None = None
    parts: Mapping[str, str] = field(default_factory=dict)


def decide_unit_set(
    labels: Collection[AreaLabel],
    codes: Mapping[str, CodeCell],
    *,
    hints: str,
    answer: str | None,
    gazetteer: Gazetteer | None = None,
) -> SetDecision:
    """Decide between the 61, 64, 63 and 34 units from distinct labels and the codes beside them (label text → code).

    In a table of codes alone the labels are the codes; with a gazetteer the question names the two units of a code
    used again. An answer (`63`, `34 tỉnh`) wins over everything.
    """
    decision = _decided(labels, codes, hints, answer)
    if decision.question is None or gazetteer is None:
        return decision
    reused = reused_codes(gazetteer)
    told = next((code for label in labels if (code := gso_code(label.text)) in reused), None)
    if told is None:
        return decision
    old, new = (gazetteer.units[ref_area].label.vi for ref_area in reused[told])
    return replace(decision, code=IssueCode.AREA_CODE_AMBIGUOUS, parts={"code": told, "old": old, "new": new})


def _decided(
    labels: Collection[AreaLabel], codes: Mapping[str, CodeCell], hints: str, answer: str | None
) -> SetDecision:
    if answer and (chosen := _answered(answer)):
        return SetDecision(chosen, "answer")
    evidence = gather(labels, codes, hints)
    if not evidence.labels:
        return _hinted(evidence)
    if _is_mixed(evidence):
        return _ask(evidence, NEW, OLD)
    if not evidence.fits(OLD) and not evidence.fits(NEW):
        return _before_2008(evidence)
    return _among_old(evidence) if evidence.gone else _among_common(evidence)


def _answered(answer: str) -> str:
    if found := re.search(r"(?<!\d)(61|64|63|34)(?!\d)", answer):
        return found.group(1)
    bare = without_marks(name_key(answer))
    return OLD if bare in ("cu", "diagioicu") else NEW if bare in ("moi", "diagioimoi") else ""


def _is_mixed(evidence: Evidence) -> bool:
    """Whether a table shows units of before and after 2025 at once."""
    common = len(evidence.present[NEW])
    if {label.age for label in evidence.labels} >= {"old", "new"} or len(evidence.by_code) > 1:
        return True
    if not evidence.gone or evidence.is_complete(OLD):
        return False
    is_told = NEW in evidence.hints and OLD not in evidence.hints
    has_new = any(set(label.units) == {NEW} for label in evidence.labels)
    few = common >= _MIXED_FROM and len(evidence.gone) <= common * _MIXED_SHARE
    return few or is_told or has_new or evidence.by_code == {NEW}


def _before_2008(evidence: Evidence) -> SetDecision:
    """Decide between 64 and 61 for a table with Hà Tây: units that split off in 2004 tell, or the full 61 without."""
    fits = [unit_set for unit_set in (BEFORE_2008, BEFORE_2004) if evidence.fits(unit_set)]
    if not fits:
        return _ask(evidence, BEFORE_2008, OLD)
    if len(fits) == 1:
        return SetDecision(fits[0], "labels")
    if evidence.is_complete(BEFORE_2004):
        return SetDecision(BEFORE_2004, "labels")
    told = set(evidence.hints) & set(fits)
    if len(told) == 1:
        return SetDecision(told.pop(), "hints")
    return _ask(evidence, BEFORE_2008, BEFORE_2004)


def _among_old(evidence: Evidence) -> SetDecision:
    """Decide for a table with units that are gone since 2025 and without Hà Tây."""
    told = set(evidence.hints) & {BEFORE_2008, BEFORE_2004}
    if told and OLD not in evidence.hints:
        return _hinted(evidence) if len(told) == 1 and evidence.fits(*told) else _ask(evidence, OLD, *sorted(told))
    is_without_split = len(evidence.present[OLD]) == int(OLD) - _SPLIT_IN_2004 and evidence.fits(BEFORE_2004)
    return _ask(evidence, OLD, BEFORE_2004) if is_without_split else SetDecision(OLD, "labels")


def _among_common(evidence: Evidence) -> SetDecision:
    """Decide for a table of which every unit exists by name before and after 2025."""
    if not evidence.fits(OLD):
        return SetDecision(NEW, "labels")
    told = set(evidence.hints)
    if len(evidence.by_code) == 1:
        by_code = next(iter(evidence.by_code))
        is_contradicted = by_code == OLD and (evidence.is_complete(NEW) or told == {NEW})
        return _ask(evidence, NEW, OLD) if is_contradicted else SetDecision(by_code, "codes")
    if evidence.may_be_gone or (evidence.is_complete(NEW) and told and NEW not in told):
        return _ask(evidence, NEW, OLD)
    return SetDecision(NEW, "labels") if evidence.is_complete(NEW) else _hinted(evidence)


def _hinted(evidence: Evidence) -> SetDecision:
    """Decide by what title and notes say, if they say one thing; otherwise ask."""
    told = set(evidence.hints)
    if len(told) == 1 and evidence.fits(*told):
        return SetDecision(told.pop(), "hints")
    return _ask(evidence, NEW, OLD)


def _ask(evidence: Evidence, *unit_sets: str) -> SetDecision:
    choices = tuple(Choice(unit_set, evidence.quote(unit_set)) for unit_set in unit_sets)
    question = OpenQuestion(QuestionName.UNIT_SET, choices)
    return SetDecision("", "", question, IssueCode.AREA_REGIME_MIXED)


def obsolete(label: AreaLabel, unit_set: str, gazetteer: Gazetteer) -> tuple[date, str]:
    """Return why a label names no unit of `unit_set`: since when it is none, and the names of what it went into.

    For a unit that is yet to come: the day its own set comes into force, and no names.
    """
    known = [code for code in gazetteer.newest_first if code in label.units]
    earlier = [code for code in known if _is_earlier(code, unit_set, gazetteer)]
    if not earlier:
        return (gazetteer.unit_sets[known[-1]].valid_from if known else date.min), ""
    last = gazetteer.unit_sets[earlier[0]].valid_to
    heirs = gazetteer.heirs(label.units[earlier[0]], unit_set)
    since = last + timedelta(days=1) if last else date.max
    return since, ", ".join(gazetteer.units[ref_area].label.vi for ref_area in heirs)


def _is_earlier(code: str, unit_set: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.unit_sets[code].valid_from < gazetteer.unit_sets[unit_set].valid_from


def completed(labels: Collection[AreaLabel], unit_set: str, gazetteer: Gazetteer) -> dict[str, str]:
    """Return text → unit for ambiguous labels that can only be the units missing from an otherwise full table.

    Only for units that are cities in the set by now: `Thành phố Bắc Ninh` beside the 33 other units of the 34 is the
    city of 2026 (39/2026/QH16), not the provincial city of before.
    """
    members = gazetteer.members(unit_set)
    missing = {unit.ref_area for unit in members} - {label.units.get(unit_set) for label in labels}
    cities = {unit.ref_area for unit in members if any(standing.is_city for standing in unit.standings)}
    found = {
        label.text: label.candidates[0]
        for label in labels
        if label.kind is AreaKind.AMBIGUOUS and len(label.candidates) == 1 and label.candidates[0] in missing & cities
    }
    return found if sorted(found.values()) == sorted(missing) else {}
