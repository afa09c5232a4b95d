"""Where restated figures come from as columns of the ranking, on screen and in files; and whose land an old unit is."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from lib.i18n import Translator
from lib.i18n.sorting import sort_key
from lib.model.indicator import Indicator
from lib.report.sentences import dated_name, known
from lib.services.choosing import placed
from lib.services.origins import KEPT, no_value_reason
from lib.services.predecessors import Formers, figures_line
from lib.services.questions import Question
from lib.services.rows import Row, plain, records
from lib.services.workspace import Workspace

ORIGIN_NAMES = ("rule", "coverage", "figures", "missing", "reason", "caveat")
_LAST = 10**6


def with_origins(rows: pd.DataFrame, question: Question, workspace: Workspace, t: Translator) -> pd.DataFrame:
    """Add to a restated change table, in words, `origin_rule`, `origin_coverage`, `origin_figures` (the former units'
    own), `origin_missing`, `origin_reason`, `origin_caveat`, and the same as `base_origin_…`; nothing to a published
    one.
    """
    observations = workspace.observations(question.indicator.code) if question.restated else None
    for side, at in (("", question.now), ("base_", question.base)):
        if at is None or observations is None or f"{side}carry_rule" not in rows:
            continue
        formers = Formers(observations, at.period, side)
        told = [_told(row, formers, question, workspace, t) for row in records(rows)]
        rows = rows.assign(**{f"{side}origin_{name}": [entry[name] for entry in told] for name in ORIGIN_NAMES})
    return rows


def _told(row: Row, formers: Formers, question: Question, workspace: Workspace, t: Translator) -> dict[str, str]:
    side = formers.side
    if not known(row[f"{side}carry_rule"]):
        return dict.fromkeys(ORIGIN_NAMES, "")
    former, rule, caveat = formers.of(row), row[f"{side}carry_rule"], row[f"{side}caveat"]
    size = int(row[f"{side}coverage_size"])
    return {
        "rule": t(f"restate.rule.{rule}"),
        "coverage": t("restate.coverage", have=int(row[f"{side}coverage_count"]), size=size) if former else "",
        "figures": figures_line(former, question.indicator, workspace, t) if rule not in KEPT else "",
        "missing": ", ".join(_names(str(row[f"{side}missing"]).split(), workspace, t)) if former else "",
        "reason": no_value_reason(row, workspace.gazetteer, t, side=side),
        "caveat": t(f"restate.caveat.{caveat}") if caveat else "",
    }


def _names(areas: Iterable[str], workspace: Workspace, t: Translator) -> list[str]:
    return [dated_name(workspace.gazetteer.unit(area), workspace.gazetteer, t) for area in areas]


def plain_origins(row: Row, formers: Formers, workspace: Workspace, t: Translator) -> dict[str, Any]:
    """Return for scripts, with ids: carry rule, coverage `2/3`, former units with figures, who is missing, and why."""
    side = formers.side
    if not known(row.get(f"{side}carry_rule")):
        return {}
    former = formers.of(row)
    told = [f"{one.ref_area}={'' if one.obs_value is None else one.obs_value}" for one in former]
    return {
        f"{side}carry_rule": row[f"{side}carry_rule"],
        f"{side}coverage": f"{plain(row[f'{side}coverage_count'])}/{plain(row[f'{side}coverage_size'])}",
        f"{side}predecessors": " ".join(told) or None,
        f"{side}missing": row[f"{side}missing"] or None,
        f"{side}restate_reason": no_value_reason(row, workspace.gazetteer, t, side=side) or None,
        f"{side}caveat": t(f"restate.caveat.{row[f'{side}caveat']}") if row[f"{side}caveat"] else None,
    }


def rule_definitions(rows: pd.DataFrame, indicator: Indicator, t: Translator) -> list[tuple[str, str]]:
    """Return what each rule met in a restated table means, and how complete the former units must be."""
    if "carry_rule" not in rows:
        return []
    told = [*rows["carry_rule"], *rows.get("base_carry_rule", [])]
    rules = dict.fromkeys(str(rule) for rule in told if known(rule))
    share = t.number(100 * indicator.minimum_coverage, 0)
    return [
        *((t(f"restate.rule.{rule}"), t(f"origin.rule_{rule}")) for rule in rules),
        (t("origin.least"), t("origin.least_meaning", share=share)),
    ]


def by_heirs(rows: pd.DataFrame, workspace: Workspace, t: Translator) -> pd.DataFrame:
    """Add `heirs`, the names of the newest units that hold each unit's land; ordered by these names, then by rank."""
    gazetteer = workspace.gazetteer
    newest = gazetteer.newest_first[0]
    heirs = [
        ", ".join(t.label(gazetteer.unit(heir).label) for heir in placed(area, newest, gazetteer))
        for area in rows["ref_area"]
    ]
    places = rows["published_rank"].fillna(rows["rank"]).fillna(_LAST).astype("int64").to_list()
    order = sorted(range(len(rows)), key=lambda place: (sort_key(heirs[place]), places[place]))
    return rows.assign(heirs=heirs).iloc[order].reset_index(drop=True)
