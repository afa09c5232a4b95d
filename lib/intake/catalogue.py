"""The CSV files of `data/` that describe indicators → Catalogue, every fault named with file and line; no figures."""

import csv
from collections.abc import Mapping
from pathlib import Path

from lib.intake.catalogue_cells import choice, code, known, number, one_of, sentences, whole
from lib.intake.catalogue_checks import check_aliases, check_ancestry, check_components
from lib.intake.catalogue_remarks import (
    read_breaks,
    read_components,
    read_contradictions,
    read_gaps,
    read_publications,
    read_sources,
)
from lib.intake.catalogue_scales import read_class_scales, read_margins
from lib.intake.gazetteer_rows import Row, read_rows
from lib.model.class_scale import ClassScale
from lib.model.errors import DataError
from lib.model.indicator import Accumulation, CarryRule, Catalogue, Direction, Field, Indicator, ValueType
from lib.model.period import Frequency

COLUMNS: Mapping[str, str] = {
    "fields": "code name_vi name_en",
    "catalogue": "code name_vi name_en short_vi short_en field unit_vi unit_en decimals frequency direction"
    " value_type minimum maximum carry_rule weight_indicator classes origin_vi origin_en owner_vi owner_en parent"
    " aliases definition_vi definition_en minimum_coverage accumulation",
    "sources": "code title publisher_vi publisher_en address licence",
    "components": "indicator component weight valid_from valid_to source",
    "breaks": "indicator time_period kind remark_vi remark_en source",
    "gaps": "indicator first_period last_period ref_area obs_status reason_vi reason_en",
    "contradictions": "indicator time_period area_vi area_en kind remark_vi remark_en",
    "publications": "indicator time_period unit_set peer_count",
    "class_scales": "scale class name_vi name_en",
    "margins": "indicator first_period last_period ref_area half_width level remark_vi remark_en source",
}


def load_catalogue(folder: Path) -> Catalogue:
    """Read the ten CSV files of `folder`; DataError lists every fault of all of them as `file:line: column: what`."""
    faults: list[str] = []
    rows = {name: _rows(folder / f"{name}.csv", columns.split(), faults) for name, columns in COLUMNS.items()}
    if faults:
        raise DataError(faults)
    fields = _unique([(row, code(row, "code")) for row in rows["fields"]])
    lines = _unique([(row, code(row, "code")) for row in rows["catalogue"]])
    scales = read_class_scales(rows["class_scales"])
    indicators = {name: _indicator(row, fields, lines, scales) for name, row in lines.items()}
    sources = read_sources(_unique([(row, code(row, "code", source=True)) for row in rows["sources"]]))
    components = read_components(rows["components"], indicators, sources)
    catalogue = Catalogue(
        indicators,
        {name: Field(name, row.words("name")) for name, row in fields.items()},
        tuple(components),
        sources,
        read_breaks(rows["breaks"], indicators, sources),
        read_gaps(rows["gaps"], indicators),
        read_contradictions(rows["contradictions"], indicators),
        read_publications(rows["publications"], indicators),
        scales,
        read_margins(rows["margins"], indicators, sources),
    )
    check_aliases(lines, indicators)
    check_ancestry(lines, indicators)
    check_components(rows["components"], components)
    if faults:
        raise DataError(faults)
    return catalogue


def _rows(path: Path, columns: list[str], faults: list[str]) -> list[Row]:
    try:
        return read_rows(path, columns, faults)
    except UnicodeDecodeError as error:
        faults.append(f"{path.name}: not UTF-8 at byte {error.start}")
    except csv.Error as error:
        faults.append(f"{path.name}: {error}")
    return []


def _unique(rows: list[tuple[Row, str]]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row, name in rows:
        if name in found:
            row.fault(f"code stands twice: {name}")
        found.setdefault(name, row)
    return found


def _indicator(
    row: Row, fields: Mapping[str, Row], lines: Mapping[str, Row], scales: Mapping[str, ClassScale]
) -> Indicator:
    minimum, maximum = number(row, "minimum"), number(row, "maximum")
    if minimum is not None and maximum is not None and minimum >= maximum:
        row.fault(f"minimum {row['minimum']} is not below maximum {row['maximum']}")
    carry_rule = choice(row, "carry_rule", CarryRule)
    if carry_rule is CarryRule.WEIGHTED_MEAN and not row["weight_indicator"]:
        row.fault("weight_indicator is empty, but carry_rule is weighted_mean")
    return Indicator(
        row["code"],
        row.words("name"),
        sentences(row, "short"),
        known(row, "field", fields, "field"),
        sentences(row, "unit"),
        whole(row, "decimals", 0),
        choice(row, "frequency", Frequency),
        choice(row, "direction", Direction),
        choice(row, "value_type", ValueType),
        minimum,
        maximum,
        carry_rule,
        known(row, "weight_indicator", lines, "indicator", optional=True),
        one_of(row, "classes", ("", *scales)),
        sentences(row, "origin"),
        sentences(row, "owner"),
        known(row, "parent", lines, "indicator", optional=True),
        tuple(alias.strip().upper() for alias in row["aliases"].split("|") if alias.strip()),
        sentences(row, "definition"),
        _share(row, "minimum_coverage", carry_rule),
        choice(row, "accumulation", Accumulation),
    )


def _share(row: Row, column: str, carry_rule: CarryRule) -> float:
    share = number(row, column)
    if share is None or not 0 < share <= 1:
        row.fault(f"{column} is not a share above 0 and up to 1: {row[column]!r}")
        return 1.0
    if carry_rule is CarryRule.SUM and share < 1:
        row.fault(f"{column} must be 1 where carry_rule is sum: a sum without a part is not the sum")
    return share
