"""What must hold for shipped observations against catalogue and gazetteer; each check returns the faults it sees."""

import math
from collections.abc import Iterable

import pandas as pd

from lib.model.gazetteer import Gazetteer
from lib.model.indicator import Catalogue
from lib.model.observation import KEY_COLUMNS, ObsStatus, RankBasis
from lib.model.period import Period

KNOWN_BY = ("file", "line")
_WITH_VALUE = [status.value for status in (ObsStatus.OFFICIAL, ObsStatus.PRELIMINARY, ObsStatus.ESTIMATED)] + ["F", "B"]


def faults_of(rows: pd.DataFrame, wrong: "pd.Series[bool]", column: str, message: str) -> list[str]:
    """Return a fault for every row where `wrong`, with file, line, column, text as written and message."""
    if not wrong.any():
        return []
    struck = rows.loc[wrong.to_numpy(dtype="bool"), [*KNOWN_BY, column]]
    return [f"{file}:{line}: {column} {text!r}: {message}" for file, line, text in struck.itertuples(index=False)]


def check_territories(catalogue: Catalogue, gazetteer: Gazetteer) -> list[str]:
    """Gaps and margins must be of units and peer counts of unit sets that the gazetteer knows."""
    named = {"gaps": {gap.ref_area for gap in catalogue.gaps}, "margins": {m.ref_area for m in catalogue.margins}}
    units = [(file, unit) for file, found in named.items() for unit in sorted(found - set(gazetteer.units) - {"*"})]
    sets = sorted({publication.unit_set for publication in catalogue.publications} - set(gazetteer.unit_sets))
    return [
        *(f"{file}.csv: ref_area {unit!r}: unknown unit" for file, unit in units),
        *(f"publications.csv: unit_set {code!r}: unknown unit set" for code in sets),
    ]


def check_keys(rows: pd.DataFrame, catalogue: Catalogue, gazetteer: Gazetteer) -> list[str]:
    """Indicator, unit and period must be known and spelled as here, and stand together once."""
    faults = faults_of(rows, ~rows["indicator"].isin(list(catalogue.indicators)), "indicator", "unknown indicator")
    faults += faults_of(rows, ~rows["ref_area"].isin(list(gazetteer.units)), "ref_area", "unknown unit")
    spelled = {text: _spelling(text) for text in rows["time_period"].unique()}
    for text, message in spelled.items():
        if message:
            faults += faults_of(rows, rows["time_period"] == text, "time_period", message)
    first = rows.drop_duplicates(list(KEY_COLUMNS)).set_index(list(KEY_COLUMNS))
    twice = rows.loc[rows.duplicated(list(KEY_COLUMNS))]
    for row in twice[[*KEY_COLUMNS, *KNOWN_BY]].itertuples(index=False):
        earlier = first.loc[tuple(row[:3])]
        key = ", ".join(row[:3])
        faults.append(f"{row[3]}:{row[4]}: {key} already stands in {earlier['file']}:{earlier['line']}")
    return faults


def _spelling(text: str) -> str:
    try:
        period = Period.parse(text)
    except ValueError:
        return "not a period (2024, 2024-S1, 2024-Q3, 2024-07)"
    return "" if str(period) == text else f"is spelled {period} here"


def check_sources(rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Every source, several of them joined by `+`, must be in the list of sources."""
    faults = []
    for text in rows["source"].unique():
        unknown = [part for part in text.split("+") if part not in catalogue.sources]
        if unknown:
            message = f"unknown source {', '.join(unknown)}"
            faults += faults_of(rows, rows["source"] == text, "source", message)
    return faults


def check_rows(rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Status, rank basis, class and frequency must fit what the row holds."""
    has_value, has_rank = rows["obs_value"] != "", rows["published_rank"] != ""
    status = rows["obs_status"]
    faults = faults_of(rows, ~status.isin(list(ObsStatus)), "obs_status", "unknown status")
    faults += faults_of(rows, ~has_value & ~has_rank, "obs_value", "there is neither a value nor a rank")
    faults += faults_of(
        rows, has_value & status.isin(list("OLMQ")), "obs_status", "says there is no value, but there is"
    )
    faults += faults_of(rows, ~has_value & status.isin(_WITH_VALUE), "obs_status", "says there is a value, but none is")
    basis = rows["rank_basis"]
    faults += faults_of(
        rows, has_rank & ~basis.isin(list(RankBasis)), "rank_basis", "a rank needs explicit, listed or bottom"
    )
    faults += faults_of(rows, ~has_rank & (basis != ""), "rank_basis", "there is no rank")
    return faults + _unfit(rows, catalogue)


def _unfit(rows: pd.DataFrame, catalogue: Catalogue) -> list[str]:
    """Classes that the indicator's grouping does not have, and periods finer than its frequency."""
    faults = []
    for code, text in rows[["indicator", "published_class"]].drop_duplicates().itertuples(index=False):
        scale = catalogue.class_scales.get(catalogue.indicators[code].classes)
        if text and (scale is None or scale.place(text) is None):
            wrong = (rows["indicator"] == code) & (rows["published_class"] == text)
            faults += faults_of(rows, wrong, "published_class", f"no such class of {code}")
    for code, text in rows[["indicator", "time_period"]].drop_duplicates().itertuples(index=False):
        frequency = catalogue.indicators[code].frequency
        if _per_year(text) > frequency.per_year:
            wrong = (rows["indicator"] == code) & (rows["time_period"] == text)
            faults += faults_of(rows, wrong, "time_period", f"finer than the frequency {frequency} of {code}")
    return faults


def _per_year(text: str) -> int:
    return 0 if _spelling(text) else Period.parse(text).frequency.per_year


def check_figures(
    rows: pd.DataFrame,
    values: "pd.Series[float]",
    ranks: "pd.Series[float]",
    catalogue: Catalogue,
    gazetteer: Gazetteer,
) -> list[str]:
    """Values must be numbers within the indicator's range, ranks whole numbers within the units ranked."""
    low, high = _bounds(rows, catalogue)
    no_number = (rows["obs_value"] != "") & (values.isna() | values.abs().eq(math.inf))
    outside = ~no_number & ((values < low) | (values > high))
    no_rank = (rows["published_rank"] != "") & ~rows["published_rank"].str.fullmatch(r"[1-9]\d*")
    ranked = rows.loc[ranks.notna()]
    beyond = ~no_rank & (ranks > _ranked_units(ranked, catalogue, gazetteer).reindex(rows.index))
    return [
        *faults_of(rows, no_number, "obs_value", "not a number"),
        *faults_of(rows, outside, "obs_value", "outside the indicator's range"),
        *faults_of(rows, no_rank, "published_rank", "not a whole number from 1"),
        *faults_of(rows, beyond, "published_rank", "more than there are units ranked"),
    ]


def _bounds(rows: pd.DataFrame, catalogue: Catalogue) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    least = {code: -math.inf if i.minimum is None else i.minimum for code, i in catalogue.indicators.items()}
    most = {code: math.inf if i.maximum is None else i.maximum for code, i in catalogue.indicators.items()}
    return rows["indicator"].map(least).astype("float64"), rows["indicator"].map(most).astype("float64")


def _ranked_units(rows: pd.DataFrame, catalogue: Catalogue, gazetteer: Gazetteer) -> "pd.Series[float]":
    sizes = {code: unit_set.size for code, unit_set in gazetteer.unit_sets.items()}
    counts = {(p.indicator, str(p.time_period), p.unit_set): p.peer_count for p in catalogue.publications}
    unit_sets = rows["ref_area"].map({area: unit.unit_set for area, unit in gazetteer.units.items()})
    keys: Iterable[tuple[str, str, str]] = zip(rows["indicator"], rows["time_period"], unit_sets, strict=True)
    return pd.Series([counts.get(key, sizes[key[2]]) for key in keys], index=rows.index, dtype="float64")
