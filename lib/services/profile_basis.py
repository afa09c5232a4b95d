"""Whose profile is shown on which units, and what a merged unit's parts bring; how a unit stands is told in profile."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from lib.i18n import Translator
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Indicator
from lib.model.observation import LEAST_SHARE
from lib.model.period import Period
from lib.model.unit import SuccessionKind, Unit
from lib.model.view import Basis, View
from lib.report.sentences import dated_name, known
from lib.report.sentences import restated as is_restated
from lib.services.choosing import Choice, placed, possible_sets
from lib.services.origins import KEPT, is_estimate, no_value_reason
from lib.services.profile import Standing, headline_indicators
from lib.services.rows import Row, records
from lib.services.tables import ORIGIN_NAMES
from lib.services.workspace import Workspace

MOST_UNITS = 4


def page_units(choice: Choice, gazetteer: Gazetteer) -> tuple[Unit, ...]:
    """Return the units a profile is of: the two chosen, or those on their land in the set figures stand on."""
    asked = choice.units[:2]
    if choice.basis is Basis.PUBLISHED:
        return asked
    unit_set = choice.unit_set if choice.basis is Basis.RESTATED else gazetteer.newest_first[0]
    areas = dict.fromkeys(area for unit in asked for area in placed(unit.ref_area, unit_set, gazetteer))
    return tuple(gazetteer.unit(area) for area in areas)[:MOST_UNITS]


def parts_of(unit: Unit, gazetteer: Gazetteer) -> tuple[Unit, ...]:
    """Return the former units that a unit's territory was merged from; none for one that was never merged."""
    first = gazetteer.lineage(unit.ref_area)[0]
    merged = [one for one in gazetteer.came_from.get(first, ()) if one.kind is SuccessionKind.MERGED]
    return tuple(gazetteer.unit(area) for area in dict.fromkeys(area for one in merged for area in one.predecessors))


def is_merged(unit: Unit, gazetteer: Gazetteer) -> bool:
    """Whether a unit in force was merged from others: what is published of it is young, its former units tell more."""
    young = unit.unit_set == gazetteer.newest_first[0] and gazetteer.lineage(unit.ref_area)[0] == unit.ref_area
    return young and bool(parts_of(unit, gazetteer))


def other_views(choice: Choice, unit: Unit, published: Sequence[str], gazetteer: Gazetteer) -> dict[Basis, View]:
    """Return the views that show a merged unit in force by its former units: restated, and each of them beside it.

    Takes the unit sets the chosen figures are published on; empty for a unit whose territory is older than its set.
    """
    if not is_merged(unit, gazetteer):
        return {}
    wanted = {Basis.RESTATED: unit.unit_set, Basis.FORMER: ""}
    view = choice.view.with_focus(unit.ref_area)
    return {
        basis: replace(view, basis=basis.value, unit_set=unit_set)
        for basis, unit_set in wanted.items()
        if possible_sets(basis, published, gazetteer)
    }


def not_restated(unit: Unit, restated: pd.DataFrame, workspace: Workspace, t: Translator) -> list[str]:
    """Say of which composite indices the newest period has no value restated on the unit, a sentence per reason.

    Takes the restated figures of these indices. What is not published of an unchanged unit is no lack of restating.
    """
    lacking: dict[str, list[str]] = {}
    own = restated.loc[restated["ref_area"] == unit.ref_area].rename(columns=ORIGIN_NAMES)
    for indicator in headline_indicators(workspace):
        rows = records(own.loc[own["indicator"] == indicator.code])
        newest = max(rows, key=lambda row: Period.parse(str(row["time_period"])), default=None)
        if newest is None or newest["carry_rule"] in KEPT or known(newest["obs_value"]):
            continue
        why = no_value_reason(newest, workspace.gazetteer, t)
        period = Period.parse(str(newest["time_period"]))
        lacking.setdefault(why, []).append(f"{t.label(indicator.short)} {t.short_period(period)}")
    return [
        t("province_basis.none", indicators=t.listing(named), why=why[:1].lower() + why[1:])
        for why, named in lacking.items()
        if why
    ]


def parts_table(
    units: Sequence[Unit], found: Mapping[str, Sequence[Standing]], workspace: Workspace, t: Translator
) -> pd.DataFrame:
    """Return the newest standing of units side by side in words: a row per composite index, a column per unit.

    Takes by unit id what `lib.services.profile.standings` gives. A dash stands where a unit has no figures.
    """
    gazetteer = workspace.gazetteer
    columns: dict[str, list[str]] = {}
    told = {unit.ref_area: {each.question.indicator.code: each for each in found[unit.ref_area]} for unit in units}
    rows = [
        indicator
        for indicator in headline_indicators(workspace)
        if any(indicator.code in known_of for known_of in told.values())
    ]
    for unit in units:
        own = told[unit.ref_area]
        columns[dated_name(unit, gazetteer, t, always=True)] = [
            _cell(own[indicator.code], gazetteer, t) if indicator.code in own else "–" for indicator in rows
        ]
    return pd.DataFrame(columns, index=[_named(indicator, t) for indicator in rows])


def _named(indicator: Indicator, t: Translator) -> str:
    unit = t.label(indicator.unit)
    return f"{t.label(indicator.short)} ({unit})" if unit else t.label(indicator.short)


def _cell(standing: Standing, gazetteer: Gazetteer, t: Translator) -> str:
    """Return `2024: ≈ 44,77; hạng 9/32 (tính)`; what belongs together does not part at the end of a line."""
    question, row = standing.question, standing.row
    about = "≈ " if is_estimate(row) else ""
    value = f"{about}{t.number(row['obs_value'], question.indicator.decimals)}" if known(row["obs_value"]) else ""
    told = "; ".join(part.replace(" ", "\u00a0", 1) for part in (value, rank_words(row, gazetteer, t)) if part)
    return f"{t.short_period(question.now.period)}: {told}"


def published_where_few(
    found: Sequence[Standing], published: Sequence[Standing], gazetteer: Gazetteer
) -> list[Standing]:
    """Return restated standings, that of an unchanged unit as published where too few others could be restated."""
    as_published = {(each.question.indicator.code, each.question.now.period): each for each in published}
    return [
        as_published.get((each.question.indicator.code, each.question.now.period), each)
        if each.row["carry_rule"] in KEPT and is_restated(each.row) and _too_few(each.row, gazetteer)
        else each
        for each in found
    ]


def _too_few(row: Row, gazetteer: Gazetteer) -> bool:
    """Whether a computed rank has fewer than half of the units of its set to stand among."""
    return known(row["peer_count"]) and int(row["peer_count"]) < LEAST_SHARE * _size(row, gazetteer)


def _size(row: Row, gazetteer: Gazetteer) -> int:
    return gazetteer.unit_sets[gazetteer.unit(row["ref_area"]).unit_set].size


def rank_words(row: Row, gazetteer: Gazetteer, t: Translator) -> str:
    """Return the published rank before the computed one, each with n and how it came to be; too small an n instead."""
    if known(row["published_rank"]):
        return t("province.published", rank=t.rank(int(row["published_rank"]), int(row["published_peer_count"])))
    if known(row["rank"]) and _too_few(row, gazetteer):
        return t("province_basis.too_few", have=int(row["peer_count"]), size=_size(row, gazetteer))
    if known(row["rank"]):
        return t("province.computed", rank=t.rank(int(row["rank"]), int(row["peer_count"])))
    return t("province.unranked")
