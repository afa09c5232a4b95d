"""A supposition in words: what a moved component would give, what it would have to give, and how that is computed."""

from lib.analysis.moves import neighbours
from lib.analysis.what_if import needed
from lib.i18n import Translator
from lib.report.sentences import Telling
from lib.services.what_ifs import Lever, WhatIf, enough
from lib.services.workspace import Workspace

_INFERRED = "FIT-"  # sources of weights that we inferred from published figures


def outcome_sentence(supposed: WhatIf, lever: Lever, value: float, telling: Telling, workspace: Workspace) -> str:
    """Say total and rank if the component had `value`; at its published value, where it stands today."""
    t, count = telling.t, _count(supposed)
    before, after = supposed.outcome(lever, lever.value), supposed.outcome(lever, value)
    key = "result" if value != lever.value else "today"
    rank: str = t.rank(after.rank, count)
    rank_key = "unranked" if not supposed.is_ranked else "rank" if after.rank != before.rank else "same_rank"
    if key == "today" and supposed.is_ranked:
        rank_key = "rank_today"
    return t(
        f"what_if.{key}",
        component=_short(lever, workspace, t),
        value=_part(lever, value, workspace, t),
        own=_part(lever, lever.value, workspace, t),
        head=t("say.head", indicator=t.label(telling.indicator.short), period=t.short_period(telling.period)),
        name=telling.name(supposed.ref_area),
        total=telling.value(after.total),
        before=t.number(before.total, telling.indicator.decimals),
        rank=t(f"what_if.{rank_key}", rank=rank, before=t.rank(before.rank, count), count=count),
    )


def needed_sentence(supposed: WhatIf, lever: Lever, telling: Telling, workspace: Workspace) -> str:
    """Say what the component alone would have to reach to draw level with the next place; empty for the first.

    Rounded up: who reaches what is printed is level.
    """
    ahead, _ = neighbours(supposed.places, supposed.ref_area)
    rise = needed(ahead.distance, lever.weight) if ahead else None
    if ahead is None or rise is None or not supposed.is_ranked:
        return ""
    t, target = telling.t, lever.value + rise
    printed = workspace.catalogue.indicators[lever.component].decimals
    key = "needed" if target <= lever.highest else "needed_beyond"
    return t(
        f"what_if.{key}",
        other=telling.name(ahead.ref_area),
        rank=t.rank(ahead.rank, _count(supposed)),
        missing=telling.value(enough(ahead.distance, telling.indicator.decimals)),
        component=_short(lever, workspace, t),
        value=_part(lever, min(enough(target, printed), lever.highest), workspace, t),
        highest=_part(lever, lever.highest, workspace, t),
    )


def basis_sentences(supposed: WhatIf, lever: Lever, telling: Telling, workspace: Workspace) -> list[str]:
    """Say how the total is computed, over how many units the rank, and where the weights do not give the total."""
    t, question = telling.t, supposed.question
    size = workspace.gazetteer.unit_sets[question.now.unit_set].size
    weight = t.number(lever.weight, 1 if round(lever.weight, 1) == lever.weight else 2)
    method = t(
        "what_if.method",
        weight=weight,
        component=_short(lever, workspace, t),
        best=_part(lever, lever.best, workspace, t),
        lowest=_part(lever, lever.lowest, workspace, t),
        highest=_part(lever, lever.highest, workspace, t),
    )
    said = [method, t("what_if.count", count=_count(supposed), size=size)]
    if _count(supposed) < size:
        said.append(t("what_if.partial"))
    if supposed.weight_source.startswith(_INFERRED):
        said.append(t("what_if.inferred"))
    if not supposed.fits:
        amount = t.signed(supposed.unexplained, telling.indicator.decimals)
        said.append(t("what_if.unfit", amount=amount))
    return said


def _count(supposed: WhatIf) -> int:
    return int(supposed.places["peer_count"].iloc[0])


def _short(lever: Lever, workspace: Workspace, t: Translator) -> str:
    return t.label(workspace.catalogue.indicators[lever.component].short)


def _part(lever: Lever, value: float, workspace: Workspace, t: Translator) -> str:
    return t.number(value, workspace.catalogue.indicators[lever.component].decimals)
