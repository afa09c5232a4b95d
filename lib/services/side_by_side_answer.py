"""Two units beside each other as plain records: what the command line prints and the files hand out."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from lib.analysis.harmonise import needed, restate
from lib.i18n import Translator
from lib.model.errors import UnknownCodeError
from lib.model.period import Period
from lib.model.unit import Unit
from lib.services.coverage import Coverage
from lib.services.pairs import Pair
from lib.services.profile import headline_indicators
from lib.services.questions import Question
from lib.services.rows import Row, plain
from lib.services.side_by_side import Figures, IndexRow, index_row
from lib.services.side_by_side_parts import Parts, SideBySide, part_codes, side_by_side
from lib.services.side_by_side_words import Words, index_note, obstacle_sentence
from lib.services.tables import change_table
from lib.services.workspace import Workspace

RESTATED_FIELDS = ("carry_rule", "coverage")
SIDE_FIELDS = (
    *("area", "value", "published_rank", "rank", "status", "source", "value_change", "rank_change"),
    *RESTATED_FIELDS,
)
COMPARE_FIELDS = [
    *("part", "indicator", "name", "time_period", "unit_set", "asked"),
    *(f"first_{field}" for field in SIDE_FIELDS),
    *(f"second_{field}" for field in SIDE_FIELDS),
    *("published_peer_count", "peer_count", "base_period", "ahead", "places", "rank_kind"),
    *("difference", "weight", "points", "median", "note"),
]
_OF_ROW = {
    "area": "ref_area",
    "value": "obs_value",
    "status": "obs_status",
    **{name: name for name in ("published_rank", "rank", "source", "value_change", "rank_change", "carry_rule")},
}

Record = dict[str, Any]


def compare_answer(
    workspace: Workspace, first: str, second: str, period: str | None, t: Translator, *, unit_set: str | None = None
) -> list[Record]:
    """Return one record per index, then one per component; a lone record with a note where they do not compare.

    Units by id or name; without a period the newest one in which both have a composite index. `unit_set`: both
    restated on that list. UnknownCodeError for a unit or period nobody knows.
    """
    if unit_set and unit_set not in workspace.gazetteer.unit_sets:
        raise UnknownCodeError("unit_set", unit_set, workspace.gazetteer.unit_sets)
    asked = _period(period, workspace)
    pair = Pair(*_units(first, second, asked, workspace), unit_set or "")
    words = Words(pair, workspace, t)
    blocked = obstacle_sentence(words)
    if blocked:
        return [_record({"note": blocked})]
    figures = figures_of(workspace, unit_set=pair.restated_on)
    when = asked or _newest_common(pair, figures)
    if when is None:
        return [_record({"note": t("compare.no_figures")})]
    return compare_records(side_by_side(pair, when, None, figures), figures, words)


def figures_of(workspace: Workspace, *others: str, unit_set: str = "") -> Figures:
    """Return figures of the indices and of `others`, restated on `unit_set` in one go if named; each is asked once."""
    codes = list(dict.fromkeys([*part_codes(workspace), *others]))
    observations = workspace.series(codes)
    shown = restated_all(codes, unit_set, workspace) if unit_set else observations
    return figures_from(observations, shown, workspace.coverage(), workspace)


def figures_from(observations: pd.DataFrame, shown: pd.DataFrame, coverage: Coverage, workspace: Workspace) -> Figures:
    """Return figures of `observations` whose questions are answered from `shown`: the same rows, or restated ones."""
    own = dict(list(shown.groupby("indicator")))
    answered: dict[tuple[str, ...], pd.DataFrame] = {}

    def table_of(question: Question) -> pd.DataFrame:
        key = question.spelled()
        if key not in answered:
            answered[key] = change_table(own.get(question.indicator.code, observations.head(0)), question, workspace)
        return answered[key]

    return Figures(observations, coverage, workspace, table_of)


def restated_all(codes: Iterable[str], unit_set: str, workspace: Workspace) -> pd.DataFrame:
    """Return several indicators on the units of a set at once; columns of `lib.analysis.harmonise.restate`."""
    wanted = dict.fromkeys(other for code in codes for other in needed(code, workspace.catalogue))
    return restate(workspace.series(list(wanted)), unit_set, workspace.catalogue, workspace.gazetteer)


def _period(text: str | None, workspace: Workspace) -> Period | None:
    if text is None:
        return None
    try:
        return Period.parse(text)
    except ValueError:
        coverage = workspace.coverage()
        known = {str(p) for entry in headline_indicators(workspace) for p in coverage.periods(entry.code)}
        raise UnknownCodeError("period", text, sorted(known)) from None


def _units(first: str, second: str, period: Period | None, workspace: Workspace) -> tuple[Unit, Unit]:
    """Return the units of these ids or names: of names those of one list, the newest that begins by the period."""
    firsts, seconds = (_named(text, period, workspace) for text in (first, second))
    for one in firsts:
        for other in seconds:
            if one.unit_set == other.unit_set:
                return one, other
    return firsts[0], seconds[0]


def _named(text: str, period: Period | None, workspace: Workspace) -> tuple[Unit, ...]:
    gazetteer = workspace.gazetteer
    if text in gazetteer.units:
        return (gazetteer.units[text],)
    named = gazetteer.find_anywhere(text)
    begun = [u for u in named if period is None or gazetteer.unit_sets[u.unit_set].valid_from <= period.end]
    return tuple(begun) or named[-1:]


def _newest_common(pair: Pair, figures: Figures) -> Period | None:
    last = Period(2100)
    found = [
        at.period
        for indicator in headline_indicators(figures.workspace)
        for at in figures.ats(indicator, pair, last)
        if all(figures.have(indicator, at, pair))
    ]
    return max(found, default=None)


def compare_records(found: SideBySide, figures: Figures, words: Words) -> list[Record]:
    """Return the indices, then the components of the composite, as records with every field of COMPARE_FIELDS."""
    told = [_index_record(row, words) | {"part": "index"} for row in found.indices]
    return told + (_part_records(found.parts, found.pair, figures, words) if found.parts else [])


def _index_record(row: IndexRow, words: Words) -> Record:
    question = row.question
    fields: dict[str, Any] = {
        "indicator": question.indicator.code,
        "name": words.t.label(question.indicator.label),
        "time_period": str(question.now.period),
        "unit_set": question.now.unit_set,
        "asked": row.asked,
        "published_peer_count": row.first["published_peer_count"],
        "peer_count": row.first["peer_count"],
        "base_period": str(question.base.period) if question.base else None,
        "ahead": {"first": row.first["ref_area"], "second": row.second["ref_area"], "tie": "tie"}.get(row.lead.ahead),
        "places": row.lead.places,
        "rank_kind": row.lead.kind or None,
        "difference": None if row.difference is None else round(row.difference, 9),
        "note": index_note(row, words) or None,
    }
    for side, own in (("first", row.first), ("second", row.second)):
        fields |= {f"{side}_{field}": own.get(column) for field, column in _OF_ROW.items()}
        fields[f"{side}_coverage"] = _coverage(own)
    return _record(fields)


def _coverage(row: Row) -> str | None:
    """Return `3/3`, how many of the former units have a figure; None for what is not restated."""
    have, size = plain(row.get("coverage_count")), plain(row.get("coverage_size"))
    return f"{int(have)}/{int(size)}" if have is not None and size is not None else None


def _part_records(parts: Parts, pair: Pair, figures: Figures, words: Words) -> list[Record]:
    told = []
    for code, weight, points, median in parts.rows[["indicator", "weight", "points", "median"]].itertuples(index=False):
        indicator = figures.workspace.catalogue.indicators[code]
        row = index_row(indicator, parts.question.now, pair, figures, asked=parts.asked)
        extra = {"part": "component", "weight": plain(weight), "points": plain(round(points, 9)), "median": median}
        told.append(_index_record(row, words) | {name: plain(cell) for name, cell in extra.items()})
    return told


def _record(fields: Mapping[str, Any]) -> Record:
    return {field: plain(fields.get(field)) for field in COMPARE_FIELDS}
