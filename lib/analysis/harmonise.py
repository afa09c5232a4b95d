"""Observations of one unit set restated on a later one: 64 → 63 → 34. Pure; how it is said is not decided here."""

import numpy as np
import pandas as pd

from lib.analysis.carrying import Carried, Flags, Grid, Reason, Texts, carry, grid_of
from lib.analysis.crossing import Crossing, crossing
from lib.model.gazetteer import Gazetteer
from lib.model.indicator import CarryRule, Catalogue
from lib.model.observation import OBSERVATION_COLUMNS, ObsStatus
from lib.model.period import Period

ADDED_COLUMNS = (
    *("carry_rule", "source_set", "predecessors", "coverage_count", "coverage_size", "missing", "reason", "caveat"),
)
RESTATED_COLUMNS = (*OBSERVATION_COLUMNS, *ADDED_COLUMNS)
PUBLISHED = "published"  # carry rule of a figure published on the very units


def needed(code: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators whose observations restating `code` takes: itself, its weight, all its components."""
    found: dict[str, None] = {code: None}
    indicator = catalogue.indicators[code]
    if indicator.weight_indicator:
        found[indicator.weight_indicator] = None
    elif indicator.carry_rule is CarryRule.RECOMPUTE:
        for part in catalogue.components:
            if part.indicator == code:
                found |= dict.fromkeys(needed(part.component, catalogue))
    return tuple(found)


def restate(observations: pd.DataFrame, unit_set: str, catalogue: Catalogue, gazetteer: Gazetteer) -> pd.DataFrame:
    """Return one row per indicator, period and unit of `unit_set`: published on it, or restated from an earlier set.

    Takes observations of any indicators and unit sets, with those that `needed` names. Further columns: `carry_rule`
    (`published`, `unchanged` and `adjusted` for a unit that kept its territory, else the rule applied), `source_set`,
    `predecessors` and `missing` (ids joined by spaces), `coverage_count` of `coverage_size` predecessors with a value,
    `reason` (`lib.analysis.carrying.Reason`: why there is no value) and `caveat` (what must be said beside it). A
    restated value of several predecessors is an estimate (`E`; `F` where one of them is a forecast); published ranks
    and classes stay with the predecessors. Figures of a set are not taken after its end, and never from a later set;
    rows of ids that are no unit are passed over.
    """
    observations = observations.loc[observations["ref_area"].isin(gazetteer.units.keys())]
    sets = _sets(observations)
    age = gazetteer.newest_first.index(unit_set)
    frames = [_published(observations.loc[sets == unit_set])]
    for source_set in gazetteer.newest_first[age + 1 :]:
        told = _within_life(observations.loc[sets == source_set], source_set, gazetteer)
        if len(told):
            way = crossing(gazetteer, source_set, unit_set)
            grid = grid_of(told, way)
            frames.append(_rows(told, grid, way, carry(grid, way, catalogue)))
    return _best(pd.concat(frames, ignore_index=True))


def _sets(observations: pd.DataFrame) -> pd.Series:
    """Return the unit set of each row."""
    return observations["ref_area"].map(lambda area: area.partition("-")[0])


def _within_life(observations: pd.DataFrame, unit_set: str, gazetteer: Gazetteer) -> pd.DataFrame:
    last = gazetteer.unit_sets[unit_set].valid_to
    if last is None:
        return observations
    late = [text for text in observations["time_period"].unique() if Period.parse(text).start > last]
    return observations.loc[~observations["time_period"].isin(late)]


def _published(observations: pd.DataFrame) -> pd.DataFrame:
    own = observations[list(OBSERVATION_COLUMNS)]
    sets = _sets(own)
    known = own.assign(carry_rule=PUBLISHED, source_set=sets, predecessors=own["ref_area"])
    told = own["obs_value"].notna().astype("int64")
    return known.assign(coverage_count=told, coverage_size=1, missing="", reason="", caveat="")


def _rows(told: pd.DataFrame, grid: Grid, way: Crossing, carried: Carried) -> pd.DataFrame:
    """Return a carried grid as rows."""
    pairs, targets = len(grid.pairs), len(way.targets)
    flat = {name: getattr(carried, name).reshape(-1) for name in ("values", "counts", "rules", "reasons", "caveats")}
    statuses, sources = _origins(told, grid, way)
    has_value = ~np.isnan(flat["values"])
    nothing = pd.array([pd.NA] * (pairs * targets), dtype="Int64")
    return pd.DataFrame(
        {
            "indicator": np.repeat([indicator for indicator, _ in grid.pairs], targets),
            "ref_area": np.tile(np.array(way.targets, object), pairs),
            "time_period": np.repeat([period for _, period in grid.pairs], targets),
            "obs_value": flat["values"],
            "obs_status": np.where(has_value, statuses, np.array(None, object)),
            "published_rank": nothing,
            "published_class": None,
            "rank_basis": None,
            "source": sources,
            "carry_rule": flat["rules"],
            "source_set": way.source_set,
            "predecessors": np.tile(np.array([" ".join(way.sources_of(n)) for n in range(targets)], object), pairs),
            "coverage_count": flat["counts"].astype("int64"),
            "coverage_size": np.tile(way.size.astype("int64"), pairs),
            "missing": _missing(grid, way, carried),
            "reason": np.where(_ranked_only(told, grid, way, flat["reasons"]), Reason.RANK_ONLY.value, flat["reasons"]),
            "caveat": flat["caveats"],
        }
    )


def _ranked_only(told: pd.DataFrame, grid: Grid, way: Crossing, reasons: Texts) -> Flags:
    """Tell where a value is lacking although a predecessor has a published rank."""
    ranked = grid_of(told.assign(obs_value=told["published_rank"].astype("Float64")), way)
    known = (~np.isnan(ranked.values)).astype(np.float64) @ way.inside.T > 0
    return np.asarray((reasons == Reason.NO_FIGURE.value) & known.reshape(-1))


def _origins(told: pd.DataFrame, grid: Grid, way: Crossing) -> tuple[Texts, Texts]:
    """Return status and source of every pair on every target: of the one predecessor, or of all of them together."""
    rows = pd.MultiIndex.from_frame(told[["indicator", "time_period"]])
    places = pd.MultiIndex.from_tuples(grid.pairs).get_indexer(rows)
    across = pd.Index(way.sources).get_indexer(pd.Index(told["ref_area"]))
    shape, targets = (len(grid.pairs), len(way.sources)), range(len(way.targets))
    status, source = np.full(shape, "", object), np.full(shape, "", object)
    valued = ~np.isnan(grid.values)
    status[places, across] = told["obs_status"].to_numpy()
    source[places, across] = told["source"].to_numpy()
    columns = [_joined(*(each[:, way.inside[n] > 0] for each in (status, source, valued))) for n in targets]
    statuses = np.stack([found for found, _ in columns], axis=1).reshape(-1)
    return statuses, np.stack([found for _, found in columns], axis=1).reshape(-1)


def _joined(status: Texts, source: Texts, valued: Flags) -> tuple[Texts, Texts]:
    """Return per row the status of one predecessor or of an estimate of several, and the sources of their values."""
    if source.shape[1] == 1:
        return status[:, 0], source[:, 0]
    forecast = ((status == ObsStatus.FORECAST.value) & valued).any(axis=1)
    cited = np.where(valued | ~valued.any(axis=1, keepdims=True), source, "")
    joined = cited[:, 0].copy()
    for place in np.flatnonzero((cited != cited[:, :1]).any(axis=1)):
        codes = [code for text in cited[place] for code in text.split("+") if code]
        joined[place] = "+".join(dict.fromkeys(codes))
    return np.where(forecast, ObsStatus.FORECAST.value, ObsStatus.ESTIMATED.value), joined


def _missing(grid: Grid, way: Crossing, carried: Carried) -> Texts:
    """Return the ids of the predecessors without a value, or without the weight the rule takes, joined."""
    alone = way.size == 1
    lacks = (np.isnan(grid.values), ~carried.covered)
    columns = [
        _named(lacks[0 if alone[n] else 1][:, way.inside[n] > 0], way.sources_of(n)) for n in range(len(way.targets))
    ]
    return np.stack(columns, axis=1).reshape(-1)


def _named(unknown: Flags, sources: tuple[str, ...]) -> Texts:
    patterns, which = np.unique(unknown, axis=0, return_inverse=True)
    names = [" ".join(source for source, lacks in zip(sources, pattern, strict=True) if lacks) for pattern in patterns]
    return np.array(names, object)[which.reshape(-1)]


def _best(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep one row per indicator, period and unit: published first, then with a value, then the better covered."""
    keys = ["indicator", "time_period", "ref_area"]
    order = pd.DataFrame(
        {
            "published": rows["carry_rule"] != PUBLISHED,
            "unknown": rows["obs_value"].isna(),
            "covered": -rows["coverage_count"] / rows["coverage_size"].clip(lower=1),
        }
    )
    ranked = rows.assign(**order).sort_values([*keys, *order.columns], kind="stable")
    return ranked.drop_duplicates(keys)[list(RESTATED_COLUMNS)].reset_index(drop=True)
